"""What is left of a session that is over: nothing, and nothing of the others is lost."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.serving import STUB, serving
from ui.forgetting import Sessions


@dataclass
class Held:
    """What Gradio has of sessions, by name."""

    pending_event_ids_session: dict[str, set[str]] = field(default_factory=dict)
    pending_messages_per_session: dict[str, str] = field(default_factory=dict)
    session_data: dict[str, Any] = field(default_factory=dict)
    time_last_used: dict[str, int] = field(default_factory=dict)
    state_data: dict[int, str] = field(default_factory=lambda: {1: "kept"})

    @property
    def _queue(self) -> Held:
        return self

    @property
    def state_holder(self) -> Held:
        return self

    def add(self, session: str, *events: str) -> None:
        """Hold a session of which these events were not heard to the end."""
        self.pending_event_ids_session[session] = set(events)
        self.pending_messages_per_session[session] = "queue"
        self.session_data[session] = Held()
        self.time_last_used[session] = 1

    def names(self) -> list[set[str]]:
        """Return the sessions that each part holds."""
        return [
            set(part)
            for part in (
                self.pending_event_ids_session,
                self.pending_messages_per_session,
                self.session_data,
                self.time_last_used,
            )
        ]


def test_session_that_is_over_is_let_go_and_gives_back_what_it_held() -> None:
    held = Held()
    held.add("over")
    held.add("open")
    sessions = Sessions(held, 9)  # type: ignore[arg-type]
    assert sessions.forget("over") == ["kept"]
    assert held.names() == [{"open"}] * 4
    assert sessions.forget("over") == []


def test_question_that_still_runs_has_somewhere_to_say_so() -> None:
    held = Held()
    held.add("closed", "running")
    Sessions(held, 9).forget("closed")  # type: ignore[arg-type]
    assert held.names() == [{"closed"}, {"closed"}, set(), set()]


def test_answers_that_nobody_fetches_are_held_only_so_many() -> None:
    held = Held()
    sessions = Sessions(held, 2)  # type: ignore[arg-type]
    for name in ("a", "b", "a", "c"):
        held.add(name, "answered")
        sessions.note(name)
    assert held.names() == [{"a", "c"}] * 4


# Tells at /metrics how much Gradio holds.
TELLING = f"""
{STUB}
from ui.privacy import keep_quiet
keep_quiet()
import ui.page
build = ui.page.build_page

def built(desk):
    page, sessions = build(desk)

    def told():
        queue, holder = page._queue, page.state_holder
        parts = (queue.pending_event_ids_session, queue.pending_messages_per_session,
                 holder.session_data, holder.time_last_used, queue.event_analytics)
        return repr([len(part) for part in parts])

    desk.counts.prometheus = told
    return page, sessions

ui.page.build_page = built
"""


def test_program_that_has_its_answer_leaves_nothing_behind() -> None:
    with serving(TELLING) as address, httpx.Client(base_url=address) as web:
        for number in range(3):
            joined = web.post("/gradio_api/call/ask", json={"data": [f"Vem kom {number}?"]})
            answer = web.get(f"/gradio_api/call/ask/{joined.json()['event_id']}").text
            assert "event: complete" in answer
        until = time.monotonic() + 20
        # Of Gradio's own record of who asked when, the last is left.
        while (held := web.get("/metrics").text) != "[0, 0, 0, 0, 1]":
            assert time.monotonic() < until, held
