"""What is asked just when a stream ends, and when its asker is told that it was taken."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.streams import HEARD_AFTER_S, Streams


async def _answers(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"].endswith("/join"):
        while (await receive())["more_body"]:
            pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"{}"})


async def _request(app: ASGIApp, path: str, query: str = "", body: bytes = b"") -> float:
    """Send the body in two pieces, and return after how many seconds the answer began."""
    pieces = [(body[:20], True), (body[20:], False)]
    began = time.monotonic()
    heard: list[float] = []

    async def receive() -> dict[str, Any]:
        piece, more = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": more}

    async def send(message: Any) -> None:
        heard.append(time.monotonic() - began)

    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": []}
    await app(scope, receive, send)  # type: ignore[arg-type]
    return heard[0]


@pytest.mark.parametrize(
    ("session", "question", "waits"),
    [
        ("abc", "Vem kom tvåa?", True),
        ("xyz", "Vem kom tvåa?", False),
        ("xyz", '"session_hash": "abc"', False),
    ],
)
def test_whoever_asks_when_the_stream_ends_hears_of_the_end_first(
    session: str, question: str, waits: bool
) -> None:
    app = Streams(_answers)
    body = json.dumps({"data": [question], "session_hash": session}).encode()

    async def asking() -> tuple[float, float]:
        await _request(app, "/gradio_api/queue/data", "session_hash=abc")
        first = await _request(app, "/gradio_api/queue/join", body=body)
        await asyncio.sleep(HEARD_AFTER_S)
        return first, await _request(app, "/gradio_api/queue/join", body=body)

    first, later = asyncio.run(asking())
    assert (first > HEARD_AFTER_S / 2) == waits
    assert later < HEARD_AFTER_S / 2
