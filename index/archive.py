"""Archives: what a ZIP file holds, and whether an office document is safe to open.

In: the bytes of an archive. Out: its members, each a name and bytes, or the reason why one was
refused. Nothing is ever written to the disk, so that no name can lead anywhere. This file does not
know what the members are.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.kinds import KINDS, MOST_BYTES
from index.reading import DocumentError

MOST_MEMBERS = 10_000
MOST_UNPACKED_BYTES = 1_000_000_000
# Text packs to a tenth, a bomb to a thousandth; small files of blanks are no bomb.
_MOST_RATIO = 200
_RATIO_FROM_BYTES = 5_000_000
_OFFICE_UNPACKED_BYTES = 500_000_000
# What zipfile raises at lists of members that point before the file's beginning, at sizes that
# contradict each other, at names in no encoding.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, OverflowError,
)  # fmt: skip
# Entities are what XML bombs are made of, and office programs never write any.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D|E)|\x00<\x00!\x00(?:D|E)", re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name there, and its bytes or why it was refused."""

    name: str
    data: bytes = b""
    refusal: str = ""


def members(data: bytes) -> Iterator[Member]:
    """Yield the files of a ZIP archive, in the order of their names; hidden ones are passed over.

    Raises:
        DocumentError: the archive as a whole is broken, a bomb, or has too many members.
    """
    with _opened(data) as archive:
        infos = [one for one in archive.infolist() if not one.is_dir()]
        if len(infos) > MOST_MEMBERS:
            raise DocumentError(f"it holds {len(infos):,} files, more than {MOST_MEMBERS:,}")
        _refuse_bomb(infos, MOST_UNPACKED_BYTES)
        left = MOST_UNPACKED_BYTES
        for info in sorted(infos, key=lambda one: one.filename):
            if any(part.startswith((".", "__MACOSX")) and part != ".." for part in _parts(info)):
                continue
            member = _member(archive, info)
            left -= len(member.data)
            if left < 0:
                raise DocumentError("it unpacks to more than it says: a ZIP bomb")
            yield member


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise DocumentError(f"it is a broken archive ({error}): pack it anew") from error


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    return PurePosixPath(info.filename.replace("\\", "/")).parts


def _refuse_bomb(infos: list[zipfile.ZipInfo], most: int) -> None:
    whole = sum(one.file_size for one in infos)
    packed = sum(one.compress_size for one in infos)
    if whole > most:
        raise DocumentError(f"it unpacks to {whole / 1e6:,.0f} MB, more than {most / 1e6:,.0f} MB")
    if whole > _RATIO_FROM_BYTES and whole > _MOST_RATIO * max(packed, 1):
        raise DocumentError(
            f"it unpacks to {whole / max(packed, 1):,.0f} times its size: a ZIP bomb"
        )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = info.filename.replace("\\", "/")
    if reason := _refusal(info):
        return Member(name, refusal=reason)
    most = MOST_BYTES[KINDS.get(PurePosixPath(name).suffix.lower(), "text")]
    try:
        with archive.open(info) as file:
            content = file.read(most + 1)
    except _BROKEN as error:
        return Member(name, refusal=f"it cannot be unpacked ({error}): pack it anew")
    if len(content) > most:
        return Member(name, refusal=f"it has more than {most / 1e6:,.0f} MB: split it")
    return Member(name, content)


def _refusal(info: zipfile.ZipInfo) -> str:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", info.filename):
        return "its name leads out of the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, not a file"
    if info.flag_bits & 1:
        return "it is encrypted: pack it without a password"
    if path.suffix.lower() == ".zip":
        return "it is an archive within an archive: unpack it first"
    return ""


def refuse_bad_office(data: bytes) -> None:
    """Refuse an office document that would unpack to far too much or declares entities.

    Raises:
        DocumentError: says what is wrong with it.
    """
    with _opened(data) as archive:
        infos = archive.infolist()
        _refuse_bomb([one for one in infos if _is_xml(one)], _OFFICE_UNPACKED_BYTES)
        for info in infos:
            if info.flag_bits & 1:
                raise DocumentError("it is encrypted: save it without a password")
            if _is_xml(info) and _declares(archive, info):
                raise DocumentError(
                    f"its part {info.filename} declares entities, as no office program does: "
                    "save it anew"
                )


def _is_xml(info: zipfile.ZipInfo) -> bool:
    return info.filename.lower().endswith((".xml", ".rels"))


def _declares(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Say whether a part declares anything before its first element."""
    try:
        with archive.open(info) as file:
            return _DECLARATION.search(file.read(65_536)) is not None
    except _BROKEN as error:
        raise DocumentError(f"it is broken ({error}): save it anew") from error
