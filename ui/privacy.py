"""What the server sends with every page, and what it does not do.

In: every request to the chat. Out: the same with headers that keep it out of caches, histories and
other sites, or a refusal. This file does not know what the pages say.
"""

from __future__ import annotations

import logging
import os
import re
from typing import TYPE_CHECKING

from ui.refusing import header, inside, refuse
from ui.texts import choose_language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio counts visits, and looks for newer versions and models, unless told not to before its
# import. Nothing is asked of a network from the first start on.
_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_SSR_MODE": "False",
    # It would keep who asked when, of the last 10,000 questions, and count through all of it anew
    # after each.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
}

# Gradio's page needs inline script and eval; nothing from elsewhere ever runs, loads or is asked.
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# The script that leaves the page quickly is the only one on a document's page.
DOCUMENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
CALENDAR_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_POLICIES = {
    **dict.fromkeys(("document", "documents", "edit", "facts", "facts.csv"), DOCUMENT_POLICY),
    "calendar": CALENDAR_POLICY,
}
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
# Gradio has doors for files, proxies, recordings and its own development, and gets new ones. Only
# those that the chat and programs go through are open.
_OPEN = re.compile(
    r"/(?:|(?:document|kalla|assets|static|api|mcp)/.+|documents|facts(?:\.csv)?|edit|calendar|healthz|metrics|mcp/?"
    r"|config/?|theme\.css|robots\.txt|favicon\.ico"
    r"|gradio_api/(?:info/?|startup-events|app_id|theme\.css|queue/(?:join|data)|cancel|reset"
    r"|heartbeat/[^/]+|run/[^/]+|call/ask(?:/[^/]+)?|mcp(?:/.*)?))",
    re.DOTALL,
)
_log = logging.getLogger(__name__)


def keep_quiet() -> None:
    """Tell Gradio and the model libraries to stay off the network; call it before their import."""
    os.environ.update(_QUIET)


class Guard:
    """ASGI middleware that adds the headers and shuts the doors.

    Args:
        app: what answers the requests.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = _Started(_with_headers(scope, send))
        try:
            await self._answer(scope, receive, guarded)
        except Exception as error:
            # Its message may hold a path or the question, so that only its kind is logged.
            _log.error("A request failed: %s", type(error).__name__)
            if not guarded.started:
                await refuse(scope, guarded, 500, "failed")

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _OPEN.fullmatch(inside(scope)):
            await refuse(scope, send, 404, "no-address")
        elif inside(scope) == "/":
            await self._app(_uncompressed(scope), receive, _Neutral(scope, send))
        else:
            await self._app(scope, receive, send)


class _Started:
    """Passes messages on and knows whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False

    async def __call__(self, message: Message) -> None:
        self.started = True
        await self._send(message)


class _Neutral:
    """Holds Gradio's page back until it is whole, to give it its language and no preview."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._language = choose_language(header(scope, b"accept-language"))
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            await self._gather(message)

    async def _gather(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = neutral_page(self._body, self._language)
        headers = [pair for pair in self._start["headers"] if pair[0] != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def neutral_page(page: bytes, language: str) -> bytes:
    """Return Gradio's start page with <html lang> right and without previews and install hints."""
    page = re.sub(rb'<html\s+lang="[^"]*"', f'<html lang="{language}"'.encode(), page, count=1)
    page = re.sub(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>', b"", page)
    return re.sub(rb'<link rel="manifest"[^>]*>', b"", page)


def _with_headers(scope: Scope, send: Send) -> Send:
    policy = _POLICIES.get(inside(scope).split("/")[1], PAGE_POLICY)
    ours = {**HEADERS, "content-security-policy": policy}

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [pair for pair in message["headers"] if pair[0].decode().lower() not in ours]
            added = [(name.encode(), value.encode()) for name, value in ours.items()]
            message = {**message, "headers": [*kept, *added]}
        await send(message)

    return guarded


def _uncompressed(scope: Scope) -> Scope:
    headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    return {**scope, "headers": headers}
