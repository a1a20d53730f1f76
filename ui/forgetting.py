"""Lets go of what Gradio keeps of a session that is over.

In: sessions: those of open pages, and one for each question that a program asks through Gradio's
queue. Out: what a session held. Gradio keeps a queue, a set and a copy of the page's parts for each
of them, of which a program's question needs none once its answer was fetched. This file does not
know what is asked, and is the only one that reaches into Gradio's queue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui.refusing import inside

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_FETCHED = "/gradio_api/call/ask/"


class Sessions:
    """What Gradio holds of the sessions of one page; safe to use from several threads.

    Args:
        page: Gradio's Blocks, whose sessions they are.
        most_unfetched: how many answers to programs are held that nobody fetches.
    """

    def __init__(self, page: Any, most_unfetched: int) -> None:
        """Hold nothing yet."""
        self._page = page
        self._most_unfetched = most_unfetched
        # Of programs, the oldest first.
        self._asking: dict[str, None] = {}

    def note(self, session: str) -> None:
        """Take note of a program's session, and let go of the oldest where there are too many."""
        self._asking.pop(session, None)
        self._asking[session] = None
        for oldest in list(self._asking)[: -self._most_unfetched]:
            self._page._queue.pending_event_ids_session.pop(oldest, None)
            self.forget(oldest)

    def forget(self, session: str) -> list[Any]:
        """Let go of a session and return the values that it held."""
        self._asking.pop(session, None)
        queue = self._page._queue
        # A question that still runs has somewhere to say so.
        if not queue.pending_event_ids_session.get(session):
            queue.pending_event_ids_session.pop(session, None)
            queue.pending_messages_per_session.pop(session, None)
        holder = self._page.state_holder
        holder.time_last_used.pop(session, None)
        held = holder.session_data.pop(session, None)
        return list(held.state_data.values()) if held else []


class Forgetting:
    """ASGI middleware: a program that has fetched its answer needs its session no more.

    Args:
        app: what answers the requests.
        forget: is told the session.
    """

    def __init__(self, app: ASGIApp, forget: Callable[[str], object]) -> None:
        """Stand before `app`."""
        self._app = app
        self._forget = forget

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = inside(scope) if scope["type"] == "http" else ""
        try:
            await self._app(scope, receive, send)
        finally:
            # Asked without a session of its own, an event is its own session.
            if path.startswith(_FETCHED):
                self._forget(path.removeprefix(_FETCHED))
