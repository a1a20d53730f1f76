"""The commands that change a library: add, update, remove; and export, which copies it out.

In: arguments. Out: what was changed, on standard output; progress and what was refused, on standard
error; exit status 1 when a file was refused. How a library is changed is known by `index.updating`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.opening import BUILDING
from qa.streams import argument_text, progress_bar, tell, write

if TYPE_CHECKING:
    from index.files import Refused
    from index.updating import Change, Options

_REFUSED = 1
_SHOWN = 20  # of each kind of change; a thousand names would hide the summary

OwnLibrary = Annotated[
    Path | None,
    typer.Option("--library", metavar="DIR", help="Folder of the library; else KALLA_LIBRARY."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be different.")]
Loopback = Annotated[
    bool,
    typer.Option("--allow-loopback", help="Fetch from this machine too, as for a test server."),
]
Encoder = Annotated[
    str | None,
    typer.Option(metavar="NAME_OR_PATH", help="For a new library: a sentence-transformers model."),
]


def add(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, and addresses on the web."),
    ],
    library: OwnLibrary = None,
    dry_run: DryRun = False,
    encoder: Encoder = None,
    follow: Annotated[
        int, typer.Option(min=0, metavar="N", help="Fetch N pages more, by an address' links.")
    ] = 0,
    sitemap: Annotated[
        bool, typer.Option("--sitemap", help="Fetch what the address' site names in its map.")
    ] = False,
    allow_loopback: Loopback = False,
) -> None:
    """Add files, folders and web pages to a library, or make one of them.

    What has not changed is not encoded again. Pages are fetched only from addresses that are named
    here, and from where these lead when that is asked for.
    """
    from index import updating

    named = own_library(library, "add PATH...")
    wish: dict[str, Any] = {"encoder": encoder, "follow": follow, "sitemap": sitemap}
    _run(
        lambda options: updating.add(paths, named, options),
        dry_run=dry_run, allow_loopback=allow_loopback, **wish,
    )  # fmt: skip


def update(
    library: OwnLibrary = None, dry_run: DryRun = False, allow_loopback: Loopback = False
) -> None:
    """Look at all places of a library again: what is new there, has changed, or is gone."""
    from index import updating

    named = own_library(library, "update")
    _run(
        lambda options: updating.update(named, options),
        dry_run=dry_run, allow_loopback=allow_loopback,
    )  # fmt: skip


def remove(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="Ids or paths, as kalla list says.")
    ],
    library: OwnLibrary = None,
    dry_run: DryRun = False,
) -> None:
    """Take documents out of a library, from every index."""
    from index import updating

    named = own_library(library, "remove DOCUMENT...")
    _run(lambda options: updating.remove(documents, named, options), dry_run=dry_run)


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or an empty folder.")],
    library: OwnLibrary = None,
) -> None:
    """Copy a library out: its documents and paragraphs as JSON lines, its files as read."""
    from qa.exporting import export_library
    from qa.opening import library_path
    from qa.printing import counted, one_line

    documents, files = export_library(library_path(library), folder)
    write(
        f"Exported {counted(documents, 'document')} and {counted(files, 'file')} as read "
        f"to {one_line(str(folder))}\n"
    )


def own_library(library: Path | None, command: str) -> Path:
    """Return the folder that a person named for a library of their own."""
    from index.places import LIBRARY_VARIABLE

    named = library or Path(os.environ.get(LIBRARY_VARIABLE, ""))
    if named == Path():
        raise typer.BadParameter(
            f"Say which library is meant: kalla {command} --library DIR (or {LIBRARY_VARIABLE})."
        )
    return named


def tell_refused(refused: Sequence[Refused], notes: Sequence[str] = ()) -> None:
    """Say what was noticed and which files were not read, each in a line, and how many they are."""
    from qa.printing import counted, one_line

    for note in notes:
        tell(f"Note: {one_line(argument_text(note))}")
    for one in refused:
        tell(f"Not read: {one_line(argument_text(one.path))}: {one_line(one.reason)}")
    if refused:
        tell(f"{counted(len(refused), 'file')} not read; the rest was.")


def _run(
    change: Callable[[Options], Change],
    *,
    dry_run: bool,
    allow_loopback: bool = False,
    **wish: Any,
) -> None:
    from index.site import Visitor
    from index.updating import Options
    from index.web import Limits

    visitor = Visitor(Limits(allow_loopback=allow_loopback))
    with progress_bar(BUILDING) as progress:
        done = change(Options(dry_run, progress, tell, visitor=visitor, **wish))
    for line in _said(done, dry_run=dry_run):
        write(line + "\n")
    tell_refused(done.found.refused, done.found.notes)
    if done.found.refused:
        raise typer.Exit(_REFUSED)


def _said(done: Change, *, dry_run: bool) -> Iterator[str]:
    """Say what is different, or would be."""
    from qa.printing import counted, one_line

    found = done.found
    kinds = (("new", found.added), ("changed", found.changed), ("gone", found.removed))
    for word, origins in kinds:
        yield from (f"{word}: {one_line(argument_text(one))}" for one in origins[:_SHOWN])
        if len(origins) > _SHOWN:
            yield f"{word}: {len(origins) - _SHOWN:,} more"
    where = one_line(str(done.library))
    if dry_run:
        yield f"{where}: nothing was changed (--dry-run)"
    elif not done.is_made:
        yield f"{where}: nothing is different, nothing was changed"
    else:
        yield (
            f"{where}: {counted(len(found.documents), 'document')}, "
            f"{counted(done.paragraphs, 'paragraph')}, {done.encoded:,} of them encoded now; "
            f"{done.seconds:.1f} s"
        )
