"""The pages beside the chat: documents, facts, the way out, and the files that they load.

In: an application and an assistant. Out: the same application with these addresses. This file does
not know the chat's own page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from qa.facts import facts_csv, stated
from ui.calendar_page import render_calendar
from ui.corpus_page import render_corpus
from ui.document_page import Place, render_document, render_missing
from ui.fact_list import Wanted, fitting, read_wanted
from ui.facts_page import STEP, render_facts
from ui.texts import LANGUAGES, choose_language, text
from ui.theme import FILES

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from index.store import Library
    from qa.assistant import Assistant
    from ui.desk import Desk


def add_files(app: FastAPI) -> None:
    """Serve style sheet, scripts and icon below "/kalla/"."""
    from starlette.responses import FileResponse, Response
    from starlette.routing import Route

    files = {path.name: path for path in FILES}

    def send(request: Request) -> Response:
        path = files.get(request.path_params["name"])
        return FileResponse(path) if path else Response(status_code=404)

    app.router.routes.append(Route("/kalla/{name}", send))


def add_way_out(app: FastAPI) -> None:
    """Serve "/calendar", the neutral page that whoever leaves quickly comes to."""
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    def send(request: Request) -> Response:
        return HTMLResponse(render_calendar(page_language(request)))

    app.router.routes.append(Route("/calendar", send))


def add_documents(app: FastAPI, assistant: Assistant) -> None:
    """Serve each document's page below "/document/"."""
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    from ui.any_text import take_line_breaks

    take_line_breaks()
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

    def send(request: Request) -> Response:
        language = page_language(request)
        root = root_of(request)
        library = assistant.library
        document = library.documents.get(request.path_params["document_id"])
        if document is None:
            return HTMLResponse(render_missing(language, root), status_code=404)
        place = asked_place(request.query_params)
        known = headings_of(library).get(document.id, set())
        page = render_document(document, place=place, headings=known, language=language, root=root)
        return HTMLResponse(page)

    app.router.routes.append(Route("/document/{document_id:path}", send))


def add_corpus(
    app: FastAPI, assistant: Assistant, more: Callable[[str], str] = lambda _language: ""
) -> None:
    """Serve the list of documents at "/documents"; words to search for come in a form's body.

    Args:
        app: to serve it.
        assistant: whose library is listed.
        more: HTML by language, as `render_corpus` takes it.
    """
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    async def send(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        language = page_language(request)
        page = await run_in_threadpool(
            render_corpus,
            assistant,
            language,
            words=_fields(body).get("words", ""),
            more=more(language),
        )
        return HTMLResponse(page)

    app.router.routes.append(Route("/documents", send, methods=["GET", "POST"]))


def add_facts(app: FastAPI, assistant: Assistant) -> None:
    """Serve the table of facts at "/facts", and those of all its pages at "/facts.csv".

    Names come in a form's body alone; whatever address names one is answered as if it did not.
    """
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import HTMLResponse, PlainTextResponse
    from starlette.routing import Route

    async def wanted_of(request: Request) -> Wanted:
        asked = {name: value for name, value in request.query_params.items() if name != "who"}
        sent = await _sent(request)
        if STEP in sent:
            sent = _fields(sent[STEP])
        return read_wanted(asked | sent, assistant.library.facts)

    async def send(request: Request) -> Response:
        wanted, language = await wanted_of(request), page_language(request)
        page = await run_in_threadpool(render_facts, assistant.library, wanted, language)
        return HTMLResponse(page)

    async def send_csv(request: Request) -> Response:
        wanted = await wanted_of(request)
        return await run_in_threadpool(as_csv, wanted, page_language(request))

    def as_csv(wanted: Wanted, language: str) -> Response:
        library = assistant.library
        lines = facts_csv([stated(library, fact) for fact in fitting(library, wanted)])
        name = f"{text('facts-file', language)}.csv"
        return PlainTextResponse(
            # Spreadsheets know by the mark at the beginning that å, ä and ö are to be read as such.
            "\ufeff" + "".join(f"{line}\n" for line in lines),
            media_type="text/csv",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )

    app.router.routes.append(Route("/facts", send, methods=["GET", "POST"]))
    app.router.routes.append(Route("/facts.csv", send_csv, methods=["GET", "POST"]))


async def _sent(request: Request) -> dict[str, str]:
    return _fields((await request.body()).decode("utf-8", "replace"))


def _fields(body: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(body, max_num_fields=8))
    except ValueError:
        # No form of the page's has so many fields.
        return {}


def add_watching(app: FastAPI, desk: Desk) -> None:
    """Serve "/healthz" and, in Prometheus' format, "/metrics"; neither holds any text."""
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    def health(request: Request) -> Response:
        return PlainTextResponse("ok\n")

    def metrics(request: Request) -> Response:
        return PlainTextResponse(desk.counts.prometheus())

    app.router.routes.append(Route("/healthz", health))
    app.router.routes.append(Route("/metrics", metrics))


def root_of(request: Request) -> str:
    """Return the relative address of the chat's page, as the browser has to write it."""
    # Escaped slashes in an id are none to a browser.
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.decode("latin-1").removeprefix(request.scope.get("root_path", ""))
    return "../" * max(0, path.count("/") - 1) or "./"


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
