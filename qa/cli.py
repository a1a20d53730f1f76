"""The command `kalla`: everything that the documents can be asked for or changed by.

In: arguments, standard input and the environment. Out: text or JSON on standard output, progress
and errors on standard error, and an exit status: 0 done, 1 an error, 2 wrong usage, 3 the documents
do not answer. It knows no rule of finding or answering; what it prints is made elsewhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa import judging_commands, library_commands, listing_commands, scoring_commands
from qa.chat_command import chat, mcp
from qa.cli_options import JsonOption, LibraryOption
from qa.opening import BUILDING, built_line, library_path
from qa.streams import (
    argument_text,
    input_lines,
    progress_bar,
    shows_bold,
    tell,
    use_utf8,
    write,
)

if TYPE_CHECKING:
    from qa.answer import Answer

FAILED, ABSTAINED = 1, 3  # 0 and 2, wrong usage, are typer's own
# Shows where in the code an unexpected error arose; for reports of faults.
TRACEBACK_VARIABLE = "KALLA_TRACEBACK"

app = typer.Typer(
    name="kalla",
    help="Ask a library of documents; every answer shows the sentence that it comes from.",
    # Without rich, whose import alone takes longer than the rest of `kalla --help`.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def ask(
    question: Annotated[
        list[str],
        typer.Argument(metavar="QUESTION", help="The question; - reads one a line from the input."),
    ],
    library: LibraryOption = None,
    as_json: JsonOption = False,
    why: Annotated[bool, typer.Option("--why", help="Show what led to the answer.")] = False,
) -> None:
    """Answer a question, with numbered citations.

    Exit status 3 says that the documents do not answer it.
    """
    is_piped = question == ["-"]
    questions = input_lines() if is_piped else iter([argument_text(" ".join(question))])
    from qa import assistant

    asked = assistant.load(library_path(library))
    any_answered = False
    for words in questions:
        answer = asked.ask(words)
        any_answered |= not answer.abstained
        if is_piped and not as_json:
            _write_question(words)
        write(_shown(answer, as_json=as_json, why=why))
    if not any_answered:
        raise typer.Exit(ABSTAINED)


app.command()(chat)
app.command()(mcp)


@app.command()
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders; none: the shipped corpus."),
    ] = None,
    library: LibraryOption = None,
    encoder: Annotated[
        str | None,
        typer.Option(metavar="NAME_OR_PATH", help="Any sentence-transformers model."),
    ] = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Build again from the snapshots that were kept.")
    ] = False,
) -> None:
    """Build a library from files and folders.

    One that is there stays in use until the new one is complete.
    """
    from index.build import build_library, build_shipped_library
    from index.places import LIBRARY_VARIABLE

    named = library or _path_or_none(os.environ.get(LIBRARY_VARIABLE))
    if paths and named is None:
        raise typer.BadParameter(
            "Say where the library of your documents shall lie: kalla build PATH... --library DIR. "
            "(Without it kalla build rebuilds the library of the shipped corpus.)"
        )
    if repair and (paths or encoder):
        raise typer.BadParameter("--repair builds from what was kept: it takes no PATH or encoder.")
    with progress_bar(BUILDING) as progress:
        if repair and named:
            from index.repairing import repair as build_again

            report = build_again(named, progress=progress, waiting=tell)
        elif paths and named:
            report = build_library(paths, named, encoder=encoder, progress=progress, waiting=tell)
        else:
            report = build_shipped_library(named, encoder=encoder, progress=progress)
    write(built_line(report) + "\n")
    library_commands.tell_refused(report.refused, report.notes)
    if report.refused:
        raise typer.Exit(FAILED)


for command in (library_commands.add, library_commands.update, library_commands.remove):
    app.command()(command)


app.command()(judging_commands.keep)
app.command()(judging_commands.drop)
app.command(name="list")(listing_commands.list_)
app.command()(library_commands.export)
app.command()(listing_commands.facts)
app.command("eval")(scoring_commands.evaluate)
app.command()(scoring_commands.calibrate)


@app.command()
def doctor(library: LibraryOption = None) -> None:
    """Say whether everything is in order.

    Looks at models, library, index and chat page, and says what to do where one is not.
    """
    from index.places import default_library
    from qa.doctor import examine
    from qa.printing import one_line

    all_ok = True
    for check in examine(library or default_library()):
        all_ok &= check.is_ok
        write(f"{'ok' if check.is_ok else 'not ok'}: {check.name}: {one_line(check.detail)}\n")
    if not all_ok:
        raise typer.Exit(FAILED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; every error becomes one line.

    Args:
        arguments: behind the command's name; None for those of the process.
    """
    use_utf8()
    command = typer.main.get_command(app)
    try:
        command.main(sys.argv[1:] if arguments is None else list(arguments), prog_name="kalla")
    except SystemExit as end:
        # typer ends so, always; and when it was interrupted with 130, quietly.
        return end.code if isinstance(end.code, int) else FAILED
    except Exception as error:
        if os.environ.get(TRACEBACK_VARIABLE):
            raise
        tell(f"kalla: {_in_words(error)}")
        return FAILED
    return 0


def _in_words(error: Exception) -> str:
    """One line; our own errors say what to do, others at least what they are."""
    from qa.printing import one_line

    if type(error).__module__.partition(".")[0] in ("index", "qa", "ui"):
        return one_line(str(error))
    if isinstance(error, OSError) and error.strerror:
        return one_line(f"{error.filename or 'the system'}: {error.strerror}")
    return one_line(
        f"Unexpected {type(error).__name__}: {error} "
        f"(where it arose is shown with {TRACEBACK_VARIABLE}=1)"
    )


def _write_question(words: str) -> None:
    from qa.printing import one_line

    write(f"\n> {one_line(words)}\n")


def _shown(answer: Answer, *, as_json: bool, why: bool) -> str:
    from qa.printing import Style, answer_json, answer_text

    if as_json:
        return answer_json(answer, why=why) + "\n"
    return answer_text(answer, Style(bold=shows_bold(sys.stdout)), why=why)


def _path_or_none(text: str | None) -> Path | None:
    return Path(text) if text else None


if __name__ == "__main__":
    sys.exit(main())
