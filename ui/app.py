"""The chat's server: the page, the documents' pages, and their files.

In: a library's path, or an assistant. Out: a running server, or an application to serve. This file
does not know what an answer is or how a page looks.
"""

from __future__ import annotations

import errno
import re
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ui.document_page import Place, render_document, render_missing
from ui.privacy import Guard, keep_quiet
from ui.texts import LANGUAGES, choose_language

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from uvicorn import Config, Server

    from index.store import Library
    from qa.assistant import Assistant

# A question of any kind makes the models load what they load late; its answer is thrown away.
_WARM_UP = "Vem kom tvåa 2024?"


class PortError(RuntimeError):
    """The address cannot be used; the message says what to do instead."""


def serve(library: Path | None, *, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the chat until it is interrupted, and print its address when it is ready.

    Args:
        library: what to answer from; None for the shipped corpus.
        host: name or address to listen at.
        port: from 1 to 65535; 0 takes any that is free.

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
            build_app(assistant),
            log_level="warning",
            # It would hold what was read and when.
            access_log=False,
            # An open page holds a connection; whoever stops the chat does not wait for it.
            timeout_graceful_shutdown=1,
        )
        server = _announcing(config, _address(host, listening.getsockname()[1]))
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


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


def build_app(assistant: Assistant) -> FastAPI:
    """Return the application: the page at "/", documents below "/document/", files at "/kalla/"."""
    keep_quiet()
    import fastapi
    import gradio as gr

    from ui.page import build_page
    from ui.theme import FAVICON, gradio_theme, head

    app = fastapi.FastAPI(title="Källa", docs_url=None, redoc_url=None, openapi_url=None)
    _add_files(app)
    _add_documents(app, assistant)
    gr.mount_gradio_app(
        app,
        build_page(assistant),
        path="/",
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
    app.add_middleware(Guard)
    return app


def _add_files(app: FastAPI) -> None:
    from starlette.responses import FileResponse, Response
    from starlette.routing import Route

    from ui.theme import FAVICON, SCRIPT, STYLE

    files = {path.name: path for path in (FAVICON, SCRIPT, STYLE)}

    def send(request: Request) -> Response:
        path = files.get(request.path_params["name"])
        return FileResponse(path) if path else Response(status_code=404)

    app.router.routes.append(Route("/kalla/{name}", send))


def _add_documents(app: FastAPI, assistant: Assistant) -> None:
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    held: list[tuple[Library, dict[str, set[str]]]] = []

    def headings_of(library: Library) -> dict[str, set[str]]:
        # The library changes under a running chat when somebody adds documents.
        if held and held[-1][0] is library:
            return held[-1][1]
        found: dict[str, set[str]] = {}
        for paragraph in library.paragraphs:
            found.setdefault(paragraph.document_id, set()).add(paragraph.heading)
        held[:] = [(library, found)]
        return found

    def send(request: Request) -> HTMLResponse:
        language = page_language(request)
        library = assistant.library
        document = library.documents.get(request.path_params["document_id"])
        if document is None:
            return HTMLResponse(render_missing(language), status_code=404)
        place = asked_place(request.query_params)
        known = headings_of(library).get(document.id, set())
        page = render_document(document, place=place, headings=known, language=language)
        return HTMLResponse(page)

    app.router.routes.append(Route("/document/{document_id:path}", send))


def page_language(request: Request) -> str:
    """Return the language that an address asks for (`lang=`), else the one the browser prefers."""
    asked = request.query_params.get("lang", "")
    return asked if asked in LANGUAGES else choose_language(request.headers.get("accept-language"))


def asked_place(query: Mapping[str, str]) -> Place | None:
    """Return the place that an address asks to be marked (`from=`, `to=`), None if it names none.

    A place that is no place comes back as an empty one, which the page says.
    """
    if "from" not in query and "to" not in query:
        return None
    numbers = [query.get(name, "") for name in ("from", "to")]
    # Twelve digits are beyond any document, and within what int() takes from a stranger.
    if not all(re.fullmatch(r"[0-9]{1,12}", number) for number in numbers):
        return Place(0, 0)
    return Place(int(numbers[0]), int(numbers[1]))


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
