"""The address "/edit": forms come in, the page that says what became of them goes out.

In: an application and an editor. Out: the same application with this address. This file does not
know how a library is changed or how the page looks.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from ui.edit_page import render_edit
from ui.editing import MOST_FILES, Editor, Outcome, Upload
from ui.routes import page_language

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

EDIT_PATH = "/edit"
# What a browser may bring at once; each file has its own limit when it is read.
MOST_UPLOAD_BYTES = 250_000_000


def add_editing(app: FastAPI, editor: Editor) -> None:
    """Serve the page, and take what its forms bring."""
    from starlette.concurrency import run_in_threadpool
    from starlette.exceptions import HTTPException
    from starlette.responses import HTMLResponse
    from starlette.routing import Route

    def show(request: Request, outcome: Outcome | None = None) -> Response:
        language = page_language(request)
        library = editor.assistant.library
        refused = outcome is not None and bool(outcome.problem)
        return HTMLResponse(
            render_edit(library, language, editor.token, outcome),
            status_code=409 if refused else 200,
        )

    async def send(request: Request) -> Response:
        if request.method != "POST":
            return await run_in_threadpool(show, request)
        try:
            async with request.form(max_files=MOST_FILES, max_fields=8) as form:
                outcome = await run_in_threadpool(_outcome, editor, form)
        except HTTPException:  # too many files, or no form at all
            outcome = Outcome(problem="edit-too-many")
        return await run_in_threadpool(show, request, outcome)

    app.router.routes.append(Route(EDIT_PATH, send, methods=["GET", "POST"]))


def _outcome(editor: Editor, form: FormData) -> Outcome:
    """Do what a form asks for."""
    from starlette.datastructures import UploadFile

    def words(name: str) -> str:
        value = form.get(name, "")
        return value if isinstance(value, str) else ""

    if not hmac.compare_digest(words("token").encode(), editor.token.encode()):
        return Outcome(problem="edit-stale")
    if words("remove"):
        return editor.remove(words("remove"))
    if words("what") == "address":
        return editor.add_address(words("address"))
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    return editor.add_files([Upload(one.filename or "", one.file) for one in files])
