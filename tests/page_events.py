"""The chat's page without a browser: the requests that its scripts make, one after the other.

In: a client of the running chat. Out: what the page would be told. It does not know how a turn is
put in its place.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx


@dataclass
class PageEvents:
    """One open page.

    Attributes:
        web: asks the chat.
        events: number of each event, by the id of the button that is pressed for it.
        session: name of the page, as Gradio gives one to each.
        requests: how many were made since it was opened.
    """

    web: httpx.AsyncClient
    events: dict[str, int]
    session: str = field(default_factory=lambda: uuid.uuid4().hex)
    requests: int = 0

    async def ask(self, question: str) -> str:
        """Ask, and return the finished turn as HTML."""
        told = await self.press("ask", question)
        while "data-announce" not in told:
            told = await self.press("more")
        return told

    async def press(self, name: str, *words: str) -> str:
        """Press a button and return what comes into the conversation, "" when nothing does."""
        sent = {
            # The session's state stands with the server.
            "data": [*words, None],
            "fn_index": self.events[name],
            "session_hash": self.session,
        }
        self.requests += 1
        answer = await self.web.post("/gradio_api/run/predict", json=sent)
        answer.raise_for_status()
        said: Any = answer.json()["data"][-1]
        return said if isinstance(said, str) else ""


async def opened(web: httpx.AsyncClient) -> PageEvents:
    """Open a page, and do not ask for its words."""
    config = (await web.get("/config")).raise_for_status().json()
    names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
    events = {
        names[target]: event["id"]
        for event in config["dependencies"]
        for target, _kind in event["targets"]
        if names.get(target)
    }
    return PageEvents(web, events)
