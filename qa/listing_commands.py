"""The commands that list what a library holds: list, facts.

In: arguments. Out: lines on standard output. What a line says is made by `qa.listing` and
`qa.facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli_options import JsonOption, LibraryOption
from qa.opening import library_path
from qa.streams import write

if TYPE_CHECKING:
    from index.store import Library


def list_(
    library: LibraryOption = None,
    as_json: JsonOption = False,
    removed: Annotated[
        bool, typer.Option("--removed", help="List what cleaning set aside, with reasons.")
    ] = False,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="List documents that are copies of each other.")
    ] = False,
) -> None:
    """List the library's documents, what cleaning set aside, or which documents are copies."""
    from index.judging import rulings_of
    from index.store import open_library
    from qa import listing

    if removed and duplicates:
        raise typer.BadParameter("--removed and --duplicates are two lists: name one.")
    opened = open_library(library_path(library))
    what = "removed" if removed else "duplicates" if duplicates else "documents"
    lines: dict[tuple[str, bool], Callable[[Library], Iterator[str]]] = {
        ("documents", False): listing.documents_text,
        ("documents", True): listing.documents_json,
        ("removed", False): listing.removed_text,
        ("removed", True): listing.removed_json,
        ("duplicates", False): listing.duplicates_text,
        ("duplicates", True): listing.duplicates_json,
    }
    for line in lines[what, as_json](opened):
        write(line + "\n")
    if removed and not as_json:
        for line in listing.rulings_text(rulings_of(opened.path)):
            write(line + "\n")


def facts(
    library: LibraryOption = None,
    who: Annotated[str, typer.Option(metavar="NAME", help="Facts about one name.")] = "",
    year: Annotated[str, typer.Option(metavar="YEAR", help="Facts of one year.")] = "",
    county: Annotated[str, typer.Option(metavar="NAME", help="Those of a county or area.")] = "",
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Write CSV, names of columns first.")
    ] = False,
    as_json: JsonOption = False,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List values that cannot be, with reasons.")
    ] = False,
) -> None:
    """List the facts that were read out of the documents, each with its sentence."""
    from index.store import open_library
    from qa import facts as known

    if as_csv and (as_json or rejected):
        raise typer.BadParameter("--csv goes with neither --json nor --rejected.")
    opened = open_library(library_path(library))
    if rejected:
        lines = known.rejected_json(opened) if as_json else known.rejected_text(opened)
    else:
        chosen = known.select(opened, who=who, year=year, county=county)
        write_as = known.facts_csv if as_csv else known.facts_json if as_json else known.facts_text
        lines = write_as(chosen)
    for line in lines:
        write(line + "\n")
