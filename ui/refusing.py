"""How a request is turned away before anything answers it: a status and a sentence.

In: the request, and why. Out: for a browser plain text in its language, for a program the error
that every address below "/api" gives. This file does not know who turns away, or what for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.limits import RETRY_S
from ui.texts import choose_language, text

if TYPE_CHECKING:
    from starlette.types import Scope, Send

_FOR_PROGRAMS = ("api", "mcp")


def inside(scope: Scope) -> str:
    """Return the path below the one that a proxy serves Källa at; always begins with "/"."""
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    return path if path.startswith("/") else f"/{path}"


def header(scope: Scope, name: bytes) -> str | None:
    """Return the first header of that name in small letters, None if there is none."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)


async def refuse(
    scope: Scope, send: Send, status: int, code: str, *headers: tuple[bytes, bytes], **values: str
) -> None:
    """Answer with a status and a sentence.

    Args:
        scope: the request.
        send: takes the answer.
        status: of HTTP.
        code: for programs; the sentence is the text "refused-CODE".
        headers: to send with it.
        values: what the sentence names.
    """
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    if inside(scope).split("/")[1] in _FOR_PROGRAMS:
        from ui.api_types import ErrorOut

        sentence = text(f"refused-{code}", "en", **values)
        kind, body = b"application/json", ErrorOut(error=sentence, code=code).model_dump_json()
    else:
        language = choose_language(header(scope, b"accept-language"))
        kind, body = b"text/plain; charset=utf-8", text(f"refused-{code}", language, **values)
    again = [(b"retry-after", str(RETRY_S).encode())] if status == 429 else []
    sent = [(b"content-type", kind), *again, *headers]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body.encode()})
