"""The HTTP interface for programs, below "/api".

In: a desk. Out: an application that takes and gives JSON, with its own OpenAPI description at
"/api/openapi.json". Every failure is a sentence: no path, no stack trace, no word of the question.
This file does not know what an answer is made of (`api_types`) or how it is found (`programs`).
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ui import programs
from ui.any_text import take_line_breaks
from ui.api_types import (
    MOST_LISTED,
    MOST_READ_CHARS,
    AnswerOut,
    AskBody,
    DocumentOut,
    DocumentsOut,
    ErrorOut,
    PassagesOut,
    RetrieveBody,
    fault,
)
from ui.limits import RETRY_S
from ui.texts import text

if TYPE_CHECKING:
    from ui.desk import Desk

_log = logging.getLogger(__name__)

_DESCRIPTION = (
    "Questions about a library of documents, answered with the exact sentences that say so. "
    "Offsets count characters (Unicode code points) of the document's text. Nothing of a question "
    "is kept."
)
_NOTHING_HERE = (
    "There is nothing at this address. POST /api/ask and /api/retrieve, GET /api/documents and "
    "/api/documents/ID; /api/openapi.json describes them."
)
_ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorOut, "description": "The request is not of the form described."},
    429: {"model": ErrorOut, "description": "Too many questions in a minute."},
    500: {"model": ErrorOut, "description": "The question failed."},
}
_NO_DOCUMENT: dict[int | str, dict[str, Any]] = {
    404: {"model": ErrorOut, "description": "No such document."}
}


def build_api(desk: Desk) -> FastAPI:
    """Return the application; mount it at "/api"."""
    api = FastAPI(
        title="Källa",
        version="1",
        description=_DESCRIPTION,
        # Their pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    take_line_breaks()
    routes = APIRouter()
    _add_questions(routes, desk)
    _add_documents(routes, desk)
    api.include_router(routes)
    _describe_plainly(api)
    api.add_exception_handler(programs.RefusedError, _refused)
    api.add_exception_handler(RequestValidationError, _not_of_the_form)
    api.add_exception_handler(HTTPException, _nothing_here)
    api.middleware("http")(_no_failure_shows_its_inside)
    return api


def _add_questions(routes: APIRouter, desk: Desk) -> None:
    @routes.post("/ask", responses=_ERRORS, response_model_exclude_unset=True)
    def ask(body: AskBody, request: Request) -> AnswerOut:
        """Answer a question, or refuse where the documents do not say."""
        client = _client(request)
        return programs.ask(desk, body.question, history=body.said_before(), client=client)

    @routes.post("/retrieve", responses=_ERRORS)
    def retrieve(body: RetrieveBody, request: Request) -> PassagesOut:
        """Return the passages that fit a question, best first."""
        return programs.retrieve(desk, body.question, top_k=body.top_k, client=_client(request))


def _add_documents(routes: APIRouter, desk: Desk) -> None:
    @routes.get("/documents", responses={400: _ERRORS[400]})
    def list_documents(
        start: Annotated[int, Query(ge=0, le=10**9)] = 0,
        most: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 100,
    ) -> DocumentsOut:
        """List the documents, from number `start` on."""
        return programs.documents(desk, start=start, most=most)

    @routes.get("/documents/{document_id:path}", responses={400: _ERRORS[400], **_NO_DOCUMENT})
    def read_document(
        document_id: Annotated[str, Path(description="As the list names it, escaped.")],
        start: Annotated[int, Query(ge=0, le=10**9)] = 0,
        most: Annotated[int, Query(ge=1, le=MOST_READ_CHARS)] = MOST_READ_CHARS,
    ) -> DocumentOut:
        """Read a document: at most `most` characters of its text, from `start` on."""
        return programs.read_document(desk, document_id, start=start, most=most)


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _describe_plainly(api: FastAPI) -> None:
    """Leave FastAPI's own form of errors, which never comes, out of the description."""
    described = api.openapi

    def plain() -> dict[str, Any]:
        schema = described()
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            schema["components"]["schemas"].pop(name, None)
        return schema

    api.openapi = plain  # type: ignore[method-assign]


def _error(status: int, code: str, sentence: str) -> JSONResponse:
    headers = {"retry-after": str(RETRY_S)} if status == 429 else None
    return JSONResponse({"error": sentence, "code": code}, status, headers=headers)


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, programs.RefusedError)
    return _error(error.status, error.code, str(error))


def _not_of_the_form(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    reason = fault(error.errors())
    return _error(
        400, "not-of-the-form",
        f"The request is not of the form that /api/openapi.json describes ({reason}).",
    )  # fmt: skip


def _nothing_here(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return _error(405, "method", f"This address does not take {request.method}.")
    if error.status_code == 404:
        return _error(404, "no-address", _NOTHING_HERE)
    return _error(error.status_code, "not-of-the-form", "The request could not be read.")


async def _no_failure_shows_its_inside(
    request: Request, go_on: Callable[[Request], Awaitable[Any]]
) -> Any:
    try:
        return await go_on(request)
    except Exception as error:
        # Whatever it is ends here; its message may hold the question, so only its kind is logged.
        _log.error("A request failed: %s", type(error).__name__)
        return _error(500, "failed", text("failed", "en"))
