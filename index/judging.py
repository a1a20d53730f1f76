"""A person rules what cleaning keeps or sets aside; the library follows at once.

In: a library's folder and a ruling. Out: its next generation, in which the documents are cut by it,
and what it brought back or set aside. Nothing is read again, and no known vector is worked out
again. This file does not know how a ruling is matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.build import BuildError
from index.changing import DEFAULTS, Change, Next, Options, change_library, refuse_missing
from index.decoding import squeeze, tidy
from index.gathering import Known, settled
from index.overruling import (
    Ruling,
    host_of,
    is_within,
    site_of,
    verdicts_of,
    with_ruling,
    without_ruling,
)
from index.sources import Sources, read_sources
from index.store import current_generation, open_library

if TYPE_CHECKING:
    from index.documents import Document
    from index.paragraphs import Removed

_SHOWN_SITES = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """What a ruling did, or would do.

    Attributes:
        change: of the library.
        held_by: how many stretches hold the phrase.
        brought_back: what is found again.
        set_aside: what is found no more.
    """

    change: Change
    held_by: int
    brought_back: tuple[Removed, ...]
    set_aside: tuple[Removed, ...]


def ruling_of(phrase: str, verdict: str, site: str = "") -> Ruling:
    """Return a ruling as a person states it.

    Args:
        phrase: at least one word.
        verdict: KEEP or DROP.
        site: a host, or an address on it.

    Raises:
        BuildError: the phrase holds no word.
    """
    whole = squeeze(tidy(phrase))
    if not any(character.isalnum() for character in whole):
        raise BuildError(
            f'The phrase "{whole}" holds no word. Name one that the stretch holds: '
            f'kalla {verdict} "PHRASE"; kalla list --removed shows what was set aside.'
        )
    host = host_of(site if "//" in site else f"//{site}")
    return Ruling(whole, verdict, host.casefold())


def judge(library: Path, ruling: Ruling, options: Options = DEFAULTS) -> Judged:
    """Keep or drop what holds a phrase, from now on and whatever is added.

    Raises:
        BuildError: nothing holds the phrase, no document is from the site, or the library is the
            shipped corpus'. Nothing was changed.
        LibraryError: the library is not in order, or cannot be written to.
    """
    refuse_missing(library)
    documents = open_library(library).documents
    _refuse_site(library, ruling, documents.values())
    held_by = _held_by(documents.values(), ruling)
    if not held_by:
        of_site = f" of {ruling.site}" if ruling.site else ""
        raise BuildError(
            f'No stretch of a document{of_site} holds "{ruling.phrase}". See what was set aside: '
            f"kalla list --removed --library {library}"
        )
    return _followed(library, held_by, options, lambda before: with_ruling(before, ruling))


def withdraw(library: Path, ruling: Ruling, options: Options = DEFAULTS) -> Judged:
    """Undo a ruling: cleaning decides again by itself.

    Raises:
        BuildError: there is no such ruling. Nothing was changed.
        LibraryError: the library is not in order, or cannot be written to.
    """
    refuse_missing(library)
    left = without_ruling(rulings_of(library), ruling)
    if ruling.verdict not in {one.verdict for one in rulings_of(library) if one not in left}:
        on_site = f" on {ruling.site}" if ruling.site else ""
        raise BuildError(
            f'Nobody asked to {ruling.verdict} "{ruling.phrase}"{on_site}. See what was asked: '
            f"kalla {ruling.verdict} --list --library {library}"
        )
    documents = open_library(library).documents.values()
    held_by = _held_by(documents, ruling)
    return _followed(library, held_by, options, lambda before: without_ruling(before, ruling))


def rulings_of(library: Path) -> tuple[Ruling, ...]:
    """Return what was ruled about a library, by phrase."""
    return read_sources(current_generation(library)).rulings


def _followed(
    library: Path,
    held_by: int,
    options: Options,
    ruled: Callable[[tuple[Ruling, ...]], tuple[Ruling, ...]],
) -> Judged:
    before = open_library(library).removed
    would: list[Removed] = []

    def changed(sources: Sources, known: list[Known]) -> Next:
        stated = replace(sources, rulings=ruled(sources.rulings))
        found = settled(known, known, [], sources.overrides, sources.overrides)
        if options.dry_run:
            would.extend(_set_aside(found.documents, stated.rulings))
        return Next(found, stated)

    change = change_library(library, options, changed)
    after = would if options.dry_run else open_library(library).removed
    return Judged(change, held_by, _missing(before, after), _missing(after, before))


def _set_aside(documents: Sequence[Document], rulings: Sequence[Ruling]) -> list[Removed]:
    from index.paragraphs import split_documents

    return split_documents(documents, rulings=rulings)[1]


def _missing(of: Sequence[Removed], among: Iterable[Removed]) -> tuple[Removed, ...]:
    """Return the stretches that are not among others, whatever their reasons."""
    there = {(one.document_id, one.start) for one in among}
    return tuple(one for one in of if (one.document_id, one.start) not in there)


def _held_by(documents: Iterable[Document], ruling: Ruling) -> int:
    from index.blocks import blocks_of

    return sum(
        bool(one) for document in documents
        for one in verdicts_of(document, blocks_of(document), [ruling])
    )  # fmt: skip


def _refuse_site(library: Path, ruling: Ruling, documents: Iterable[Document]) -> None:
    sites = sorted({site_of(document) for document in documents} - {""})
    if ruling.site and not any(is_within(site, ruling.site) for site in sites):
        there = ", ".join(sites[:_SHOWN_SITES]) or "no site at all"
        raise BuildError(
            f"No document in {library} is from {ruling.site}; there are some from {there}. "
            f"See their addresses: kalla list --json --library {library}"
        )
