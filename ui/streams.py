"""Lets no question fall between two of Gradio's streams.

In: the page's requests to Gradio's queue. Out: the same, in an order that the page understands.
Answers come to the page in a stream that Gradio closes when nothing is left to say. A question
that comes in just then is told that it was taken before the page has heard of the end; the page
then waits for its answer in the old stream, for ever. So the word that a question was taken waits
until the end was surely heard. This file does not know what is asked.
"""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from ui.refusing import inside

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A busy page takes some 50 ms from the end of a stream to the next step of its script.
HEARD_AFTER_S = 0.3
_JOIN = "/gradio_api/queue/join"
_DATA = "/gradio_api/queue/data"
_SESSION = re.compile(rb'"session_hash"\s*:\s*"(\w+)"')


class Streams:
    """ASGI middleware.

    Args:
        app: what answers the requests.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app
        # When each page's last stream ended, in seconds of the monotonic clock; the oldest first.
        self._ended: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = inside(scope) if scope["type"] == "http" else ""
        if path == _DATA:
            try:
                await self._app(scope, receive, send)
            finally:
                self._note_end(scope)
        elif path == _JOIN:
            await _Joining(self._ended, receive, send).pass_to(self._app, scope)
        else:
            await self._app(scope, receive, send)

    def _note_end(self, scope: Scope) -> None:
        now = time.monotonic()
        for session in parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", ()):
            self._ended.pop(session, None)
            self._ended[session] = now
        for session, ended in list(self._ended.items()):
            if ended + HEARD_AFTER_S >= now:
                break
            del self._ended[session]


class _Joining:
    """One question on its way in: learns whose it is, and holds the answer back when it must."""

    def __init__(self, ended: dict[str, float], receive: Receive, send: Send) -> None:
        self._ended = ended
        self._receive = receive
        self._send = send
        self._body = b""

    async def pass_to(self, app: ASGIApp, scope: Scope) -> None:
        await app(scope, self.receive, self.send)

    async def receive(self) -> Message:
        message = await self._receive()
        self._body += message.get("body", b"")
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            # Quotation marks in a question are escaped, so that it cannot look like this.
            for session in _SESSION.findall(self._body):
                ended = self._ended.get(session.decode(), float("-inf"))
                await asyncio.sleep(max(0.0, ended + HEARD_AFTER_S - time.monotonic()))
        await self._send(message)
