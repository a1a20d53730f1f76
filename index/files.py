"""Paths become files: what is to be read of a folder or an archive, and what is refused.

In: paths of files and folders. Out: for each file its bytes and its names, or a `Refused` that says
why not. Nothing is read that lies outside of what was named, that is no plain file, or that changes
while it is read. This file does not know what the bytes mean.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.archive import members
from index.kinds import KINDS, MOST_BYTES, refuse_size
from index.reading import DocumentError

# Says something of documents and is none; `index.overriding` reads it.
OVERRIDES = "library.toml"


@dataclass(frozen=True, slots=True)
class File:
    """A file that was read.

    Attributes:
        origin: the path or address as given; for a member of an archive, below the archive's.
        key: the same file's only path or address, however it was given.
        data: all of its bytes.
        name: what its kind is told by, where that is not the origin's ending.
        etag: what a server named this state.
        modified: when a server says that it was changed.
    """

    origin: str
    key: str
    data: bytes
    name: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is no document, and why, as a sentence without its subject."""

    path: str
    reason: str


def files_of(paths: Sequence[str | Path]) -> Iterator[File | Refused]:
    """Yield the files to read, each once, those of a folder and of an archive sorted by name.

    Args:
        paths: files and folders. Hidden files are passed over.
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        if path.name == OVERRIDES:
            continue
        for found in _inside(path, path) if path.is_dir() else [path]:
            if isinstance(found, Refused):
                yield found
                continue
            key = os.path.realpath(found)
            if key not in seen:
                seen.add(key)
                yield from _unpacked(found, key)


def _inside(folder: Path, root: Path) -> Iterator[Path | Refused]:
    """Yield the files below a folder in the order of their names, without hidden ones."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Refused(str(folder), f"it cannot be read: {error.strerror or error}")
        return
    for path in inside:
        if path.name.startswith(".") or path.name == OVERRIDES:
            continue
        if path.is_symlink():
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
                yield Refused(str(path), "it is a link that leads out of the folder")
            elif not path.is_dir():  # a link to a folder may lead back into this one
                yield path
        elif path.is_dir():
            yield from _inside(path, root)
        else:
            yield path


def _unpacked(path: Path, key: str) -> Iterator[File | Refused]:
    """Yield a file, or what an archive holds."""
    try:
        data = read_bytes(path)
        if path.suffix.lower() != ".zip":
            yield File(str(path), key, data)
            return
        for member in members(data):
            origin = f"{path}/{member.name}"
            if member.refusal:
                yield Refused(origin, member.refusal)
            else:
                yield File(origin, f"{key}/{member.name}", member.data)
    except DocumentError as error:
        yield Refused(str(path), str(error))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file that is worth opening.

    Raises:
        DocumentError: there is none, it is a folder, a device or a pipe, too large, or changing.
    """
    try:
        if not path.exists():
            raise DocumentError("there is no such file or folder")
        if not path.is_file():
            raise DocumentError("it is neither a file nor a folder")
        ending = path.suffix.lower()
        if ending and ending not in KINDS:
            raise DocumentError(f"its name does not end in {', '.join(KINDS)}")
        kind = KINDS.get(ending, "text")
        refuse_size(kind, path.stat().st_size)
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}") from error
    data = read_plain(path, MOST_BYTES[kind])
    refuse_size(kind, len(data))
    return data


def read_plain(path: Path, most: int) -> bytes:
    """Return the bytes of a file, one more than `most` where it has more.

    Raises:
        DocumentError: it is no plain file, cannot be read, or is changing.
    """
    try:
        # A file that is being written is whole a moment later, as a rule.
        for _ in range(2):
            data = _read_once(path, most)
            if data is not None:
                return data
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}") from error
    raise DocumentError("it changes while it is read: try again when it is finished")


def _read_once(path: Path, most: int) -> bytes | None:
    """Return a file's bytes, None when it changed meanwhile."""
    # Without waiting: what was a file a moment ago may have become a pipe.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise DocumentError("it is neither a file nor a folder")
        data = file.read(most + 1)
        after = os.fstat(descriptor)
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if unchanged and len(data) == min(after.st_size, most + 1) else None
