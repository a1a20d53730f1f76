"""The commands that measure: eval, calibrate.

In: arguments. Out: what `qa.eval_command` and `qa.calibrate_command` print, and an exit status.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.cli_options import LibraryOption
from qa.opening import library_path


def evaluate(
    questions: Annotated[
        str | None,
        typer.Argument(metavar="QUESTIONS", help="File of gold questions; else the shipped ones."),
    ] = None,
    library: LibraryOption = None,
    http: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask a running chat instead of a library.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Keep the scorecard as JSON.")
    ] = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Keep it as a page with plots.")
    ] = None,
    facts_file: Annotated[
        Path | None,
        typer.Option("--facts", metavar="CSV", help="Compare the library's facts with a file."),
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="BEFORE AFTER", help="Say what changed between two JSON scorecards."),
    ] = None,
) -> None:
    """Score the answers to gold questions: found, right, cited, refused."""
    from qa import eval_command

    if compare:
        raise typer.Exit(eval_command.run_compare(*compare))
    if facts_file:
        raise typer.Exit(eval_command.run_facts(facts_file, library_path(library)))
    status = eval_command.run_eval(
        Path(questions) if questions else None,
        library=lambda: library_path(library),
        http=http,
        json_file=json_file,
        html_file=html_file,
    )
    raise typer.Exit(status)


def calibrate(
    questions: Annotated[
        Path | None,
        typer.Argument(metavar="QUESTIONS", help="Gold questions about the documents, if any."),
    ] = None,
    library: LibraryOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be refused, and change nothing.")
    ] = False,
) -> None:
    """Fit to a library how sure an answer has to be, and say what is refused.

    Asks questions about other documents, which have to be refused, and your own ones, as they are
    and with the document that answers taken away.
    """
    from qa.calibrate_command import run_calibrate

    run_calibrate(questions, library_path(library), is_dry=dry_run)
