"""The commands that serve: `kalla chat` the page and what programs ask, `kalla mcp` only tools.

In: arguments. Out: a server that runs until it is interrupted, or its input ends. What it serves is
known by `ui`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from qa.cli_options import LibraryOption
from qa.library_commands import own_library
from qa.opening import library_path


def chat(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen at.")] = 7860,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    library: LibraryOption = None,
    auth_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help='Let in only its "name:password" lines (mode 600).'),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="Path below which a proxy serves it: /kalla.")
    ] = "",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Answer under this name too; repeatable; *.example.se: any below."
        ),
    ] = None,
    with_mcp: Annotated[
        bool, typer.Option("--mcp", help="Serve language models tools too, at /mcp.")
    ] = False,
    per_minute: Annotated[
        int, typer.Option(min=0, help="Questions an address may ask a minute; 0: any number.")
    ] = 60,
    sessions: Annotated[int, typer.Option(min=1, help="Pages that may be open at once.")] = 400,
    edit: Annotated[
        bool,
        typer.Option("--edit", help="Let those of --auth-file add and remove documents."),
    ] = False,
    help_lines: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Whom a person in need can call, as JSON."),
    ] = None,
) -> None:
    """Serve the chat for a browser, and print its address."""
    import importlib

    # By name: ui imports qa, and nothing in qa may import ui before somebody asks for the page.
    chat_page: Any = importlib.import_module("ui.app")
    # A port that is taken is to be said before a library is built.
    chat_page.take_port(host, port).close()
    options = importlib.import_module("ui.options").read_options(
        per_minute=per_minute,
        sessions=sessions,
        help_lines=help_lines,
        auth_file=auth_file,
        root_path=root_path,
        edit=edit,
        allowed_hosts=allow_host or (),
        mcp=with_mcp,
    )
    if edit:
        # The shipped corpus is built as a whole: its documents are none to change.
        library = own_library(library, "chat --edit")
    place = library_path(library, is_told=True)
    chat_page.serve(place, host=host, port=port, options=options)


def mcp(library: LibraryOption = None) -> None:
    """Serve language models tools on standard input and output, as an MCP client starts it."""
    import importlib

    importlib.import_module("ui.options").need_mcp()
    place = library_path(library, is_told=True)
    importlib.import_module("ui.app").serve_tools(place)
