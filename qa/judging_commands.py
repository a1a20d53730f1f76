"""The commands by which a person overrules cleaning: keep and drop.

In: arguments. Out: what a ruling brought back or set aside, on standard output. How a library
follows is known by `index.judging`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from qa.library_commands import DryRun, OwnLibrary, own_library
from qa.opening import BUILDING
from qa.streams import argument_text, progress_bar, tell, write

if TYPE_CHECKING:
    from index.judging import Judged
    from index.overruling import Ruling
    from index.paragraphs import Removed

_SHOWN = 20  # of each kind of change, as of documents

Phrase = Annotated[
    str,
    typer.Argument(metavar="[PHRASE]", help="Words that the stretches hold, as they stand there."),
]
Site = Annotated[
    str, typer.Option(metavar="HOST", help="Only in documents of that site, as www.solna.se.")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the same ruling back.")]
Shown = Annotated[bool, typer.Option("--list", help="List what is kept and dropped on request.")]


def keep(
    phrase: Phrase = "",
    site: Site = "",
    undo: Undo = False,
    shown: Shown = False,
    library: OwnLibrary = None,
    dry_run: DryRun = False,
) -> None:
    """Keep every stretch that holds a phrase, whatever cleaning thinks of it.

    What cleaning set aside is found again at once; kalla list --removed shows what is left there.
    """
    _ruled("keep", phrase, site, library, undo=undo, shown=shown, dry_run=dry_run)


def drop(
    phrase: Phrase = "",
    site: Site = "",
    undo: Undo = False,
    shown: Shown = False,
    library: OwnLibrary = None,
    dry_run: DryRun = False,
) -> None:
    """Set aside every stretch that holds a phrase; nothing of it is found any more.

    kalla list --removed shows it with that reason.
    """
    _ruled("drop", phrase, site, library, undo=undo, shown=shown, dry_run=dry_run)


def _ruled(
    verdict: str,
    phrase: str,
    site: str,
    library: OwnLibrary,
    *,
    undo: bool,
    shown: bool,
    dry_run: bool,
) -> None:
    from index import judging
    from index.changing import Options

    named = own_library(library, f"{verdict} PHRASE")
    if shown:
        if phrase or undo:
            raise typer.BadParameter("--list shows every ruling: it takes no PHRASE and no --undo.")
        _list(judging.rulings_of(named))
        return
    ruling = judging.ruling_of(argument_text(phrase), verdict, argument_text(site))
    follow = judging.withdraw if undo else judging.judge
    with progress_bar(BUILDING) as progress:
        done = follow(named, ruling, Options(dry_run, progress, tell))
    for line in _said(done, dry_run=dry_run):
        write(line + "\n")


def _said(done: Judged, *, dry_run: bool) -> Iterator[str]:
    """Say what is found again and what no more, or would be."""
    from qa.printing import counted, one_line

    yield from _stretches("brought back", done.brought_back)
    yield from _stretches("set aside", done.set_aside)
    where = one_line(str(done.change.library))
    held = f"{counted(done.held_by, 'stretch holds', 'stretches hold')} the phrase"
    effect = f"{len(done.brought_back):,} brought back, {len(done.set_aside):,} set aside"
    end = "nothing was changed (--dry-run)" if dry_run else f"{done.change.encoded:,} encoded now"
    yield f"{where}: {held}; {effect}; {end}"


def _stretches(word: str, parts: Sequence[Removed]) -> Iterator[str]:
    from qa.listing import cut_short
    from qa.printing import one_line

    for part in parts[:_SHOWN]:
        yield f"{word}: {one_line(part.document_id)}: {cut_short(part.text)} ({part.reason})"
    if len(parts) > _SHOWN:
        yield f"{word}: {len(parts) - _SHOWN:,} more"


def _list(rulings: Sequence[Ruling]) -> None:
    from qa.listing import ruling_line

    for one in rulings:
        write(ruling_line(one) + "\n")
    if not rulings:
        write("Nobody asked to keep or to drop anything.\n")
