"""Files become a library: read, cut, encode, publish.

In: paths of files and folders, or the shipped corpus. Out: a library on disk and a report of what
went into it. This file knows the order of the steps and when the shipped corpus' library has to be
built anew; how each step is done is known by its own file.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.manifest import LibraryError, Manifest, MissingLibraryError
from index.places import LIBRARY_VARIABLE, SHIPPED_CORPUS, default_library, mend_command
from index.rules import files_sha256, rules_sha256
from index.sources import SNAPSHOTS, UPLOADS, Sources
from index.store import CURRENT, open_library, read_current_manifest

if TYPE_CHECKING:
    from index.documents import Refused

__all__ = [
    "BuildError",
    "BuildReport",
    "build_library",
    "build_shipped_library",
    "default_library",
    "ensure_shipped_library",
]

# Told how many paragraphs more are encoded, and how many there are in all.
Progress = Callable[[int, int], None]


class BuildError(LibraryError):
    """What was asked for cannot be built; nothing was changed."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        library: the library's folder.
        documents: how many were read.
        paragraphs: how many can be found.
        removed: how many stretches cleaning set aside.
        refused: files that could not be read, with reasons.
        seconds: how long it took.
        reused: True when the library was in order and nothing was built.
        notes: what was noticed and refuses nothing, as sentences.
    """

    library: Path
    documents: int
    paragraphs: int
    removed: int
    refused: tuple[Refused, ...]
    seconds: float
    reused: bool
    notes: tuple[str, ...] = ()


def build_library(
    paths: Sequence[str | Path],
    library: Path,
    *,
    encoder: str | None = None,
    progress: Progress | None = None,
    waiting: Callable[[str], None] | None = None,
) -> BuildReport:
    """Build a library from files and folders, for the first time or anew.

    Args:
        paths: files, and folders that are read with everything below them.
        library: the folder to publish to; made when missing.
        encoder: name or folder of a sentence-transformers model; None for the bundled one.
        progress: told how many paragraphs more are encoded, and how many there are.
        waiting: told, once and in a sentence, who is writing to the library now.

    Raises:
        BuildError: no paths, a path that does not exist, a folder that cannot be a library, or
            documents without text. Nothing was changed.
        DocumentError: none of the files can be read. Nothing was changed.
        EncoderError: the encoder cannot be loaded. Nothing was changed.
        LibraryError: the library could not be written. The old one stays.
    """
    _refuse_bad_paths(paths)
    refuse_bad_folder(library)
    return _build(paths, library, encoder=encoder, progress=progress, waiting=waiting)


def build_shipped_library(
    library: Path | None = None, *, encoder: str | None = None, progress: Progress | None = None
) -> BuildReport:
    """Build the shipped corpus' library, whether or not it is there.

    Raises:
        BuildError: the folder holds a library of a person's own documents, or as `build_library`.
    """
    library = library or default_library()
    manifest = _manifest_or_none(library)
    if manifest and not manifest.corpus_sha256:
        raise BuildError(
            f"{library} holds a library of other documents ({manifest.counts['documents']}). "
            f"Name them to build it anew: {mend_command(library)}; or choose another folder for "
            "the shipped corpus: kalla build --library DIR"
        )
    _refuse_bad_paths([SHIPPED_CORPUS])
    refuse_bad_folder(library)
    return _build(
        [SHIPPED_CORPUS],
        library,
        encoder=encoder,
        progress=progress,
        corpus_sha256=files_sha256(sorted(SHIPPED_CORPUS.rglob("*"))),
    )


def ensure_shipped_library(*, progress: Progress | None = None) -> tuple[Path, BuildReport]:
    """Return the default library, built anew where it is missing, damaged or stale.

    A library of a person's own documents that KALLA_LIBRARY names is never built anew.

    Raises:
        LibraryError: such a library is not in order, or the shipped corpus cannot be built.
    """
    library, start = default_library(), time.monotonic()
    named = bool(os.environ.get(LIBRARY_VARIABLE))
    try:
        opened = open_library(library)
    except MissingLibraryError:
        return library, build_shipped_library(progress=progress)
    except LibraryError:
        manifest = _manifest_or_none(library)
        if named and not (manifest and manifest.corpus_sha256):
            raise
        return library, build_shipped_library(progress=progress)
    if (named and not opened.manifest.corpus_sha256) or _is_fresh(opened.manifest):
        seconds = time.monotonic() - start
        counts = opened.manifest.counts
        return library, BuildReport(
            library, **counts, refused=(), seconds=seconds, reused=True, notes=()
        )
    return library, build_shipped_library(progress=progress)


def _build(
    paths: Sequence[str | Path],
    library: Path,
    *,
    encoder: str | None,
    progress: Progress | None,
    corpus_sha256: str = "",
    waiting: Callable[[str], None] | None = None,
) -> BuildReport:
    from index import snapshots
    from index.assembling import NothingToSearchError, assemble, opened_or_none
    from index.documents import DocumentError, nothing_readable
    from index.gathering import gather
    from index.writing_lock import writing

    start = time.monotonic()
    roots = [os.path.abspath(path) for path in paths]  # noqa: PTH100 (links stay what they are)
    rules = rules_sha256()
    with writing(library, waiting=waiting):
        # The shipped corpus lies where it can always be read again.
        keep = None if corpus_sha256 else lambda data: snapshots.keep(library, data)
        found = gather(roots, [], keep=keep)
        if not found.documents:
            raise DocumentError(nothing_readable(paths, found.refused))
        # What a person ruled is about their library, whatever it is built from.
        before = snapshots.latest_sources(library) or Sources()
        sources = Sources(
            tuple(roots), tuple(found.sources), rules_sha256=rules, encoder=encoder or "",
            written=_now(), rulings=before.rulings, overrides=found.overrides,
        )  # fmt: skip
        try:
            made = assemble(
                library, found.documents, None if corpus_sha256 else sources,
                encoder=encoder or "", old=opened_or_none(library), progress=progress,
                rules_sha256=rules if corpus_sha256 else "", corpus_sha256=corpus_sha256,
            )  # fmt: skip
        except NothingToSearchError as error:
            raise BuildError(
                f"The {len(found.documents)} documents in {_listed(paths)} hold no text to search. "
                "Check the files, or name others: kalla build PATH..."
            ) from error
    return BuildReport(
        library, len(found.documents), made.paragraphs, made.removed, tuple(found.refused),
        time.monotonic() - start, reused=False, notes=found.notes,
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _is_fresh(manifest: Manifest) -> bool:
    """Whether the shipped corpus' library is what a build would give today.

    The encoder that somebody chose for it stays. The bundled one's checksum and prompts are part
    of the code that the rules' checksum covers.
    """
    return (
        manifest.corpus_sha256 == files_sha256(sorted(SHIPPED_CORPUS.rglob("*")))
        and manifest.rules_sha256 == rules_sha256()
    )


def _manifest_or_none(library: Path) -> Manifest | None:
    try:
        return read_current_manifest(library)
    except LibraryError:
        return None


def _refuse_bad_paths(paths: Sequence[str | Path]) -> None:
    if not paths:
        raise BuildError("No files or folders were named. Name at least one: kalla build PATH...")
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise BuildError(f"There is no file or folder {_listed(missing)}. Check the spelling.")


def refuse_bad_folder(library: Path) -> None:
    """Refuse a file, a folder with other things in it, and one that cannot be written to."""
    if library.exists() and not library.is_dir():
        raise BuildError(
            f"{library} is a file, and a library is a folder. Choose another: --library DIR"
        )
    if library.is_dir() and not (library / CURRENT).exists():
        own = ("generation-", ".", SNAPSHOTS, UPLOADS, "threshold.json")
        others = [p.name for p in _entries(library) if not p.name.startswith(own)]
        if others:
            raise BuildError(
                f"{library} is not a library but holds {others[0]!r}. "
                "Choose an empty or a new folder: --library DIR"
            )
    place = next(p for p in (library, *library.absolute().parents) if p.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise BuildError(
            f"{place} cannot be written to ({error.strerror}). Choose another: --library DIR"
        ) from error


def _entries(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError as error:
        raise BuildError(f"The folder {folder} cannot be read ({error.strerror}).") from error


def _listed(paths: Sequence[str | Path]) -> str:
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return ", ".join(str(path) for path in paths[:3]) + more
