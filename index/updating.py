"""Documents are added to a library, looked at again, and taken out.

In: a library's folder and paths, addresses or ids. Out: the library's next generation, and what is
different in it. The result is what a fresh build of the same documents would give. This file knows
the order of the steps; how each is done is known by its own file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index import snapshots
from index.build import BuildError, refuse_bad_folder
from index.changing import DEFAULTS, Change, Next, Options, change_library, refuse_missing
from index.documents import DocumentError, nothing_readable
from index.files import Refused
from index.gathering import Known, gather, settled
from index.overriding import belongs
from index.site import Found, pages_of
from index.sources import Sources, Wish, below
from index.store import CURRENT
from index.web_address import is_address

__all__ = ["Change", "Options", "add", "remove", "update"]


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

    def changed(sources: Sources, known: list[Known]) -> Next:
        roots = [*sources.roots, *(one for one in new if not below(one, sources.roots))]
        addresses = {wish.address for wish in wishes}
        left_out = tuple(k for k in sources.left_out if not (below(k, keys) or k in addresses))
        web = [one for one in sources.web if one.address not in addresses]
        found = gather(
            new, known, overrides=sources.overrides, left_out=left_out,
            keep=_keeping(library, options), looked_at=lambda key: below(key, keys),
            pages=_pages(wishes, known, options),
        )  # fmt: skip
        if not found.documents:
            raise DocumentError(nothing_readable(named, found.refused))
        stated = replace(
            sources, roots=tuple(dict.fromkeys(roots)), left_out=left_out, web=(*web, *wishes),
            overrides=found.overrides,
        )  # fmt: skip
        return Next(found, stated)

    if not (library / CURRENT).exists():
        refuse_bad_folder(library)
    return change_library(library, options, changed)


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

    def changed(sources: Sources, known: list[Known]) -> Next:
        found = gather(
            sources.roots, known, overrides=sources.overrides, left_out=sources.left_out,
            keep=_keeping(library, options), pages=_known_pages(sources, known, options),
        )  # fmt: skip
        return Next(found, replace(sources, overrides=found.overrides))

    refuse_missing(library)
    return change_library(library, options, changed)


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

    def changed(sources: Sources, known: list[Known]) -> Next:
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
        said = [one for one in sources.overrides if belongs(one.file, roots)]
        found = settled(left, known, [], sources.overrides, said)
        stated = replace(
            sources, roots=roots, left_out=tuple(sorted(out)), web=web, overrides=found.overrides
        )
        return Next(found, stated)

    refuse_missing(library)
    return change_library(library, options, changed)


def _meant(target: str, sources: Sources) -> set[str]:
    """Return the keys of the documents that a person names, and of the place that they name."""
    by_id = {one.key for one in sources.files if target in (one.document_id, one.origin, one.key)}
    place = os.path.realpath(target)
    inside = {one.key for one in sources.files if below(one.key, [place])}
    return by_id or (inside | {place} if inside else set())


def _keeping(library: Path, options: Options) -> Callable[[bytes], str] | None:
    # An update is the moment to notice that a snapshot has been damaged.
    return None if options.dry_run else lambda data: snapshots.keep(library, data, check=True)
