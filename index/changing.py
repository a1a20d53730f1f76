"""One change of a library: opened, given what it is to hold, published.

In: a library's folder, and a function that says what it is to hold next. Out: its next generation,
and what is different in it. This file does not know what is added, removed or judged.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index import snapshots
from index.assembling import NothingToSearchError, Progress, assemble
from index.build import BuildError
from index.documents import DocumentError, document_of
from index.files import File
from index.gathering import Gathered, Known, known_documents
from index.manifest import MissingLibraryError
from index.overruling import KEEP, Ruling
from index.places import mend_command
from index.publish import clear_unfinished
from index.rules import rules_sha256
from index.site import Visitor
from index.sources import Sources, read_sources
from index.store import CURRENT, current_generation, open_library
from index.writing_lock import writing

if TYPE_CHECKING:
    from index.store import Library


@dataclass(frozen=True, slots=True)
class Options:
    """How a change is made.

    Attributes:
        dry_run: only say what would be different.
        progress: told how many paragraphs more are encoded, and how many there are.
        waiting: told, once and in a sentence, who is writing to the library now.
        encoder: for a library that is made by this change, as `build_library` takes it.
        visitor: fetches pages from the web.
        follow: how many pages more to fetch, from the links of an address that is added.
        sitemap: whether to fetch what the site's map names.
    """

    dry_run: bool = False
    progress: Progress | None = None
    waiting: Callable[[str], None] | None = None
    encoder: str | None = None
    visitor: Visitor = field(default_factory=Visitor)
    follow: int = 0
    sitemap: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in a library, or would be.

    Attributes:
        library: its folder.
        found: documents, and what was added, changed, removed and refused.
        paragraphs: how many the library holds, 0 when nothing was changed.
        encoded: how many of them had to be encoded.
        seconds: how long it took.
        is_made: False for a dry run, and where nothing was different.
    """

    library: Path
    found: Gathered
    paragraphs: int
    encoded: int
    seconds: float
    is_made: bool


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Next:
    """What a library is to hold."""

    found: Gathered
    sources: Sources


def refuse_missing(library: Path) -> None:
    """Refuse a folder that holds nothing.

    Raises:
        MissingLibraryError: says how a library is made.
    """
    if not library.is_dir() or not any(library.iterdir()):
        raise MissingLibraryError(
            f"There is no library in {library}. Make one: kalla add PATH... --library {library}"
        )


Changed = Callable[[Sources, list[Known]], Next]


def change_library(library: Path, options: Options, changed: Changed) -> Change:
    """Open a library, find what it is to hold, and publish that.

    Args:
        library: its folder.
        options: how.
        changed: told what the library was made from and which documents it holds; says what is to
            be there instead.

    Raises:
        BuildError: nothing would be left, or the library is the shipped corpus'.
        LibraryError: the library is not in order, or cannot be written to.
    """
    if options.dry_run:
        return _changed(library, options, changed)
    with writing(library, waiting=options.waiting):
        return _changed(library, options, changed)


def _changed(library: Path, options: Options, changed: Changed) -> Change:
    start = time.monotonic()
    opened, sources = None, Sources(encoder=options.encoder or "")
    known: list[Known] = []
    rules = rules_sha256()
    is_outdated = False
    if (library / CURRENT).exists() or any(library.glob("generation-*")):
        opened, sources = _opened(library)
        known = known_documents(sources, opened.documents)
        is_outdated = sources.rules_sha256 != rules
    if is_outdated:
        known = _read_again(library, known)
    after = changed(sources, known)
    found = after.found
    if not found.documents:
        raise BuildError(
            f"Nothing would be left in {library}. To do without it, delete the folder."
        )
    is_same = not (found.added or found.changed or found.removed or is_outdated)
    if options.dry_run or (is_same and after.sources == sources):
        if not options.dry_run:
            clear_unfinished(library)
        return Change(library, found, 0, 0, time.monotonic() - start, is_made=False)
    # What a ruling kept is not among what was set aside, so that nobody knows any more why it was.
    is_judged_anew = is_outdated or not set(_kept(sources)) <= set(_kept(after.sources))
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    written = replace(after.sources, files=tuple(found.sources), rules_sha256=rules, written=now)
    try:
        made = assemble(
            library, found.documents, written,
            encoder=sources.encoder, old=opened, progress=options.progress,
            ruled_before=None if is_judged_anew else sources.rulings,
        )  # fmt: skip
    except NothingToSearchError as error:
        raise BuildError(f"There is no text to search. {library} stays as it was.") from error
    return Change(
        library, found, made.paragraphs, made.encoded, time.monotonic() - start, is_made=True
    )


def _kept(sources: Sources) -> Iterator[Ruling]:
    return (one for one in sources.rulings if one.verdict == KEEP)


def _opened(library: Path) -> tuple[Library, Sources]:
    opened = open_library(library)
    if opened.manifest.corpus_sha256:
        raise BuildError(
            f"{library} holds the shipped corpus, which is built as a whole. "
            "Make a library of your own: kalla add PATH... --library DIR"
        )
    sources = read_sources(current_generation(library))
    if not sources.files:
        raise BuildError(
            f"{library} does not say what it was made from. Build it anew: {mend_command(library)}"
        )
    return opened, sources


def _read_again(library: Path, known: Iterable[Known]) -> list[Known]:
    """Read every document from its snapshot, by the rules of this version."""
    read = []
    for one in known:
        data = snapshots.snapshot(library, one.source.sha256)
        try:
            if data is None:
                raise DocumentError("its snapshot is not there any more")
            document = document_of(File(one.source.origin, one.source.key, data, one.source.name))
            is_named = bool(document.id)
            read.append(Known(replace(one.source, is_named=is_named), document))
        except DocumentError:
            read.append(one)  # what was readable once stays as it was read then
    return read
