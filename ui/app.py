"""The chat's server: the page, the documents' pages, and their files.

In: a library's path, or an assistant. Out: a running server, or an application to serve. This file
does not know what an answer is or how a page looks.
"""

from __future__ import annotations

import errno
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ui.doorkeeper import Doorkeeper
from ui.edit_page import documents_link
from ui.edit_routes import EDIT_PATH, MOST_UPLOAD_BYTES, add_editing
from ui.editing import Editor
from ui.forgetting import Forgetting
from ui.hosts import HostCheck, hosts_of
from ui.options import Options
from ui.privacy import Guard, keep_quiet
from ui.routes import (
    add_corpus,
    add_documents,
    add_facts,
    add_files,
    add_watching,
    add_way_out,
)

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Config, Server

    from qa.assistant import Assistant

# A question of any kind makes the models load what they load late; its answer is thrown away.
_WARM_UP = "Vem kom tvåa 2024?"


class PortError(RuntimeError):
    """The address cannot be used; the message says what to do instead."""


def serve(
    library: Path | None,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    options: Options | None = None,
) -> None:
    """Serve the chat until it is interrupted, and print its address when it is ready.

    Args:
        library: what to answer from; None for the shipped corpus.
        host: name or address to listen at.
        port: from 1 to 65535; 0 takes any that is free.
        options: what else was chosen.

    Raises:
        PortError: the port is taken or not allowed. Raised before any model is loaded.
    """
    with take_port(host, port) as listening:
        keep_quiet()
        import uvicorn

        import qa

        assistant = qa.load(library)
        assistant.ask(_WARM_UP)
        config = uvicorn.Config(
            build_app(assistant, options, host=host),
            log_level="warning",
            # It would hold what was read and when.
            access_log=False,
            root_path=options.root_path if options else "",
            # An open page holds a connection; whoever stops the chat does not wait for it.
            timeout_graceful_shutdown=1,
        )
        server = _announcing(config, _address(host, listening.getsockname()[1]))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def serve_tools(library: Path | None) -> None:
    """Serve the MCP tools on standard input and output until the input ends.

    Args:
        library: what to answer from; None for the shipped corpus.
    """
    keep_quiet()
    import qa
    from ui.desk import Desk
    from ui.limits import Limits
    from ui.mcp import serve_stdio

    assistant = qa.load(library)
    assistant.ask(_WARM_UP)
    # Whoever started it is the only one who asks.
    serve_stdio(Desk(assistant, limits=Limits(per_minute=0)))


def take_port(host: str, port: int) -> socket.socket:
    """Return a socket that listens at host and port, so that nobody else can take it meanwhile.

    Raises:
        PortError: the port is taken, not allowed, or the host is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    # Without this a port that was used a minute ago counts as taken.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except (OSError, OverflowError) as error:
        listening.close()
        raise PortError(_taken(host, port, error)) from error
    return listening


def build_app(
    assistant: Assistant, options: Options | None = None, *, host: str = "127.0.0.1"
) -> FastAPI:
    """Return the application: the page at "/", what stands beside it, and what guards it."""
    options = options or Options()
    keep_quiet()
    import fastapi
    import gradio as gr

    from ui.api import build_api
    from ui.desk import Desk
    from ui.page import build_page
    from ui.theme import FAVICON, gradio_theme, head

    app = fastapi.FastAPI(title="Källa", docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(assistant, help_lines=options.help_lines, limits=options.limits)
    add_files(app)
    add_way_out(app)
    add_documents(app, assistant)
    if options.edit:
        add_editing(app, Editor(assistant, desk.refresh))
        add_corpus(app, assistant, documents_link)
    else:
        add_corpus(app, assistant)
    add_facts(app, assistant)
    add_watching(app, desk)
    app.mount("/api", build_api(desk))
    if options.mcp:
        from ui.mcp import add_mcp

        add_mcp(app, desk)
    page, sessions = build_page(desk)
    app.add_middleware(Forgetting, forget=sessions.forget)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        root_path=options.root_path or None,
        footer_links=[],
        run_history=False,
        favicon_path=str(FAVICON),
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        theme=gradio_theme(),
        head=head(),
    )
    add_guards(app, options, host)
    return app


def add_guards(app: FastAPI, options: Options, host: str) -> None:
    """Let only those requests through to `app` that may come in at `host`, with our headers."""
    roomy = {EDIT_PATH: MOST_UPLOAD_BYTES} if options.edit else {}
    app.add_middleware(Doorkeeper, users=options.users, roomy=roomy)
    hosts = hosts_of(host, options.allowed_hosts, is_behind_proxy=bool(options.root_path))
    # Before names and passwords, so that a page elsewhere cannot try any.
    app.add_middleware(HostCheck, hosts=hosts)
    # Added last, it stands outermost: a refusal carries the headers too.
    app.add_middleware(Guard)


def _taken(host: str, port: int, error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is already in use, perhaps by another Källa. "
            f"Choose another: PORT={port + 1} make chat"
        )
    return (
        f"Källa cannot listen on {host}, port {port} ({error}). "
        "Choose a port from 1024 to 65535: PORT=7861 make chat"
    )


def _address(host: str, port: int) -> str:
    # "Any address" is not one that a browser can open.
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


def _announcing(config: Config, address: str) -> Server:
    from uvicorn import Server

    class Announcing(Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            sys.stdout.write(f"Källa: {address}\n")
            sys.stdout.flush()

    return Announcing(config)
