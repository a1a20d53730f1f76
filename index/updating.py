"""Documents are added to a library, looked at again, and taken out.

In: a library's folder and paths, addresses or ids. Out: the library's next generation, and what is
different in it. The result is what a fresh build of the same documents would give. This file knows
the order of the steps; how each is done is known by its own file.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index import snapshots
from index.assembling import NothingToSearchError, Progress, assemble
from index.build import BuildError, refuse_bad_folder, rules_sha256
from index.documents import DocumentError, document_of, nothing_readable
from index.files import File, Refused
from index.gathering import Gathered, Known, gather, known_documents, settled
from index.manifest import MissingLibraryError
from index.places import mend_command
from index.publish import clear_unfinished
from index.site import Found, Visitor, pages_of
from index.sources import Sources, Wish, below, read_sources
from index.store import CURRENT, current_generation, open_library
from index.web_address import is_address
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


def add(named: Sequence[str | Path], library: Path, options: Options = DEFAULTS) -> Change:
    """Add files, folders and pages; those that are there already are looked at again.

    Args:
        named: paths and addresses of what to add.
        library: its folder; a library is made where there is none.
        options: how.

    Raises:
        BuildError: a path does not exist, or the library is the shipped corpus'.
        DocumentError: a first library's files cannot be read.
        LibraryError: the library is not in order, or cannot be written to.
    """
    wishes = tuple(
        Wish(str(one), options.follow, options.sitemap) for one in named if is_address(str(one))
    )
    paths = [one for one in named if not is_address(str(one))]
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    if missing or not named:
        said = ", ".join(missing[:3]) or "no path at all"
        raise BuildError(f"There is no file or folder {said}. Check the spelling.")
    new = [os.path.abspath(path) for path in paths]  # noqa: PTH100 (links stay what they are)
    keys = [os.path.realpath(path) for path in new]

    def changed(sources: Sources, known: list[Known]) -> _Next:
        roots = [*sources.roots, *(one for one in new if not below(one, sources.roots))]
        addresses = {wish.address for wish in wishes}
        left_out = tuple(k for k in sources.left_out if not (below(k, keys) or k in addresses))
        web = [one for one in sources.web if one.address not in addresses]
        found = gather(
            new, known, left_out=left_out, keep=_keeping(library, options),
            looked_at=lambda key: below(key, keys), pages=_pages(wishes, known, options),
        )  # fmt: skip
        if not found.documents:
            raise DocumentError(nothing_readable(named, found.refused))
        stated = replace(
            sources, roots=tuple(dict.fromkeys(roots)), left_out=left_out, web=(*web, *wishes)
        )
        return _Next(found, stated)

    if not (library / CURRENT).exists():
        refuse_bad_folder(library)
    return _change(library, options, changed)


def _pages(wishes: Iterable[Wish], known: Iterable[Known], options: Options) -> Iterator[Found]:
    before = {name: one.source for one in known for name in (one.source.origin, one.source.key)}
    for wish in wishes:
        yield from pages_of(wish, options.visitor, before)


def update(library: Path, options: Options = DEFAULTS) -> Change:
    """Look at every place that was named again: new files, changed ones, and those that are gone.

    A place that is missing as a whole, as a disk that is not there, keeps its documents.

    Raises:
        LibraryError: the library is not in order, or cannot be written to.
    """

    def changed(sources: Sources, known: list[Known]) -> _Next:
        found = gather(
            sources.roots, known, left_out=sources.left_out, keep=_keeping(library, options),
            pages=_known_pages(sources, known, options),
        )  # fmt: skip
        return _Next(found, sources)

    _refuse_missing(library)
    return _change(library, options, changed)


def _known_pages(sources: Sources, known: list[Known], options: Options) -> Iterator[Found]:
    """Yield what addresses lead to now, then the known pages to which nothing leads now."""
    seen: set[str] = set()
    for page in _pages(sources.web, known, options):
        seen.add(page.path if isinstance(page, Refused) else page.key)
        yield page
    for one in known:
        source = one.source
        if "://" in source.key and not seen & {source.key, source.origin}:
            yield from _pages([Wish(source.origin)], known, options)


def remove(targets: Sequence[str], library: Path, options: Options = DEFAULTS) -> Change:
    """Take documents out, from every index.

    Args:
        targets: ids of documents, or paths of files and folders, as `kalla list` shows them.
        library: its folder.
        options: how.

    Raises:
        BuildError: a target is no document of the library, or nothing would be left.
        LibraryError: the library is not in order, or cannot be written to.
    """

    def changed(sources: Sources, known: list[Known]) -> _Next:
        gone: set[str] = set()
        for target in targets:
            keys = _meant(target, sources)
            if not keys:
                raise BuildError(
                    f"There is no document {target} in {library}. See what there is: "
                    f"kalla list --library {library}"
                )
            gone |= keys
        left = [one for one in known if one.source.key not in gone]
        roots = tuple(root for root in sources.roots if os.path.realpath(root) not in gone)
        real = [os.path.realpath(root) for root in roots]
        out = {*sources.left_out, *(k for k in gone if "://" in k or below(k, real))}
        origins = {one.source.origin for one in known if one.source.key in gone}
        web = tuple(w for w in sources.web if w.follow or w.sitemap or w.address not in origins)
        found = settled(left, known, [])
        stated = replace(sources, roots=roots, left_out=tuple(sorted(out)), web=web)
        return _Next(found, stated)

    _refuse_missing(library)
    return _change(library, options, changed)


def _meant(target: str, sources: Sources) -> set[str]:
    """Return the keys of the documents that a person names, and of the place that they name."""
    by_id = {one.key for one in sources.files if target in (one.document_id, one.origin, one.key)}
    place = os.path.realpath(target)
    inside = {one.key for one in sources.files if below(one.key, [place])}
    return by_id or (inside | {place} if inside else set())


@dataclass(frozen=True, slots=True)
class _Next:
    """What a library is to hold."""

    found: Gathered
    sources: Sources


def _keeping(library: Path, options: Options) -> Callable[[bytes], str] | None:
    # An update is the moment to notice that a snapshot has been damaged.
    return None if options.dry_run else lambda data: snapshots.keep(library, data, check=True)


def _refuse_missing(library: Path) -> None:
    if not library.is_dir() or not any(library.iterdir()):
        raise MissingLibraryError(
            f"There is no library in {library}. Make one: kalla add PATH... --library {library}"
        )


_Changed = Callable[[Sources, list[Known]], _Next]


def _change(library: Path, options: Options, changed: _Changed) -> Change:
    """Open the library, find what it is to hold, and publish that."""
    if options.dry_run:
        return _changed(library, options, changed)
    with writing(library, waiting=options.waiting):
        return _changed(library, options, changed)


def _changed(library: Path, options: Options, changed: _Changed) -> Change:
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
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    written = replace(after.sources, files=tuple(found.sources), rules_sha256=rules, written=now)
    try:
        made = assemble(
            library, found.documents, written,
            encoder=sources.encoder, old=opened, progress=options.progress,
            is_same_rules=not is_outdated,
        )  # fmt: skip
    except NothingToSearchError as error:
        raise BuildError(f"There is no text to search. {library} stays as it was.") from error
    return Change(
        library, found, made.paragraphs, made.encoded, time.monotonic() - start, is_made=True
    )


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
