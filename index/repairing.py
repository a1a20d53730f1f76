"""A damaged library is built again from what was kept beside it.

In: a library's folder. Out: the same documents in a new generation, read from their snapshots, and
what could not be found any more. Nothing is fetched. This file does not know what was damaged.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from index import snapshots
from index.assembling import Progress, assemble
from index.build import BuildError, BuildReport
from index.documents import DocumentError, document_of
from index.files import File, Refused, read_bytes
from index.gathering import Known, settled
from index.rules import rules_sha256
from index.sources import Source, Sources
from index.writing_lock import writing


def repair(
    library: Path,
    *,
    progress: Progress | None = None,
    waiting: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build a library again from its snapshots.

    Args:
        library: its folder.
        progress: told how many paragraphs more are encoded, and how many there are.
        waiting: told, once and in a sentence, who is writing to the library now.

    Raises:
        BuildError: nothing was kept from which it could be built.
        LibraryError: it cannot be written to.
    """
    start = time.monotonic()
    with writing(library, waiting=waiting):
        sources = snapshots.latest_sources(library)
        if sources is None:
            raise BuildError(_nothing_kept(library))
        read = list(_read(library, sources))
        known = [one for one in read if isinstance(one, Known)]
        refused = [one for one in read if isinstance(one, Refused)]
        after = settled(known, known, refused, sources.overrides, sources.overrides)
        if not after.documents:
            raise BuildError(_nothing_kept(library))
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        written = replace(
            sources, files=tuple(after.sources), rules_sha256=rules_sha256(), written=now
        )
        made = assemble(
            library, after.documents, written, encoder=sources.encoder, old=None, progress=progress
        )
    return BuildReport(
        library, len(after.documents), made.paragraphs, made.removed, tuple(after.refused),
        time.monotonic() - start, reused=False,
    )  # fmt: skip


def _nothing_kept(library: Path) -> str:
    command = f"kalla build PATH... --library {library}"
    return (
        f"Nothing was kept in {library} from which it could be built again. "
        f"Build it from your files: {command}"
    )


def _read(library: Path, sources: Sources) -> Iterator[Known | Refused]:
    """Yield each document, or why it is lost."""
    for source in sources.files:
        try:
            data = snapshots.snapshot(library, source.sha256)
            if data is None:
                data = _from_file(source)
            sha256 = snapshots.keep(library, data, check=True)
            document = document_of(File(source.origin, source.key, data, source.name))
            stated = replace(source, sha256=sha256, is_named=bool(document.id))
            yield Known(stated, document)
        except DocumentError as error:
            yield Refused(source.origin, str(error))


def _from_file(source: Source) -> bytes:
    """Return the bytes of the file itself, where its snapshot is damaged."""
    if "://" in source.key or not Path(source.key).is_file():
        raise DocumentError("its snapshot is damaged and the file is not there: add it again")
    return read_bytes(Path(source.key))
