"""The bytes that were read, kept so that a citation can be checked and a library be mended.

In: bytes. Out: files named by their checksum, which therefore can be checked at any time. This file
does not know what the bytes mean.

    <library>/snapshots/<sha256>                    what was read
    <library>/snapshots/sources-<checksum>.json     which of them make a library
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from index.manifest import LibraryError
from index.sources import SNAPSHOTS, SOURCES, Sources, short_sha256, sources_from
from index.store import current_generation

_UNFINISHED = ".unfinished-"


def keep(library: Path, data: bytes, *, check: bool = False) -> str:
    """Keep bytes, and return the checksum that names them.

    Args:
        library: its folder, which exists.
        data: what was read.
        check: look into a snapshot that is there already, and replace it if it has changed.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    path = library / SNAPSHOTS / sha256
    if not path.exists() or path.stat().st_size != len(data) or (check and not is_intact(path)):
        _write(path, data)
    return sha256


def keep_sources(library: Path, sources: Sources) -> None:
    """Keep a copy of a library's sources beside the snapshots."""
    content = sources.to_bytes()
    _write(library / SNAPSHOTS / f"sources-{short_sha256(content)}.json", content)


def snapshot(library: Path, sha256: str) -> bytes | None:
    """Return the bytes of that checksum, None when they are missing or changed."""
    try:
        data = (library / SNAPSHOTS / sha256).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def is_intact(path: Path) -> bool:
    """Say whether a snapshot still is what its name says."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == path.name


def damaged(library: Path, sources: Sources) -> Iterator[str]:
    """Yield the origins of the snapshots that are missing or changed."""
    for one in sources.files:
        path = library / SNAPSHOTS / one.sha256
        if not path.is_file() or not is_intact(path):
            yield one.origin


def kept_sources(library: Path) -> list[Sources]:
    """Return the intact copies of sources, the newest first."""
    found = []
    for path in (library / SNAPSHOTS).glob("sources-*.json"):
        try:
            content = path.read_bytes()
            if path.name == f"sources-{short_sha256(content)}.json":
                found.append(sources_from(content))
        except (OSError, ValueError):
            continue  # a damaged copy is what the others are for
    return sorted(found, key=lambda one: one.written, reverse=True)


def latest_sources(library: Path) -> Sources | None:
    """Return what the current generation was made from, by whichever copy is intact."""
    kept = kept_sources(library)
    with suppress(LibraryError, OSError, ValueError):
        content = (current_generation(library) / SOURCES).read_bytes()
        stated = sources_from(content)
        copy = library / SNAPSHOTS / f"sources-{short_sha256(content)}.json"
        # A copy under its own checksum vouches for this one; without any copy it is all there is.
        if not kept or copy.is_file():
            return stated
    return kept[0] if kept else None


def prune(library: Path, needed: Iterable[bytes]) -> None:
    """Remove the snapshots that no generation needs any more, and unfinished ones.

    Args:
        library: its folder.
        needed: the content of each generation's sources.
    """
    names: set[str] = set()
    for content in needed:
        with suppress(ValueError):  # damaged, and of no use to a repair
            names |= {one.sha256 for one in sources_from(content).files}
        names.add(f"sources-{short_sha256(content)}.json")
    folder = library / SNAPSHOTS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    """Write a file that is either whole or not there."""
    try:
        path.parent.mkdir(exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(descriptor)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LibraryError(
            f"What was read could not be kept in {path.parent} ({error.strerror}); the library "
            "stays as it was. Make room or choose another folder with --library DIR."
        ) from error
