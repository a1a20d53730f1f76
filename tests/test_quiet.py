"""When it is quiet, and that what is done for later waits for it."""

from __future__ import annotations

import asyncio

import pytest

from index.paragraphs import Paragraph
from qa.answer import Answer
from tests.stub_assistant import LIDKOPING, StubAssistant
from ui import quiet
from ui.desk import Desk
from ui.quiet import QUIET_S, Quiet
from ui.render import Turn


def test_it_is_quiet_when_nobody_has_waited_for_a_while() -> None:
    now = [100.0]
    still = Quiet(clock=lambda: now[0])
    assert still.lasts()
    with still.broken():
        now[0] += 10
        with still.broken():
            pass
        assert still.is_broken
        assert not still.lasts()
    assert not still.is_broken
    assert not still.lasts()
    now[0] += QUIET_S
    assert still.lasts()


def test_quiet_that_does_not_come_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(quiet, "PATIENCE_S", 0.05)
    monkeypatch.setattr(quiet, "_LOOKED_EVERY_S", 0.01)
    still = Quiet()
    assert asyncio.run(still.comes(lambda: True))
    with still.broken():
        assert not asyncio.run(still.comes(lambda: True))
    assert not asyncio.run(still.comes(lambda: False))


class Asked(StubAssistant):
    """Notes what it is asked; one of its headings asks a question."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.library.paragraphs.append(
            Paragraph("lidkoping-2024#9", LIDKOPING.id, 0, 9, LIDKOPING.text[:9], "Vem är bäst?")
        )

    def ask(self, question: str, **more: object) -> Answer:
        self.asked.append(question)
        return super().ask(question, **more)  # type: ignore[arg-type]


def test_nothing_is_tried_while_somebody_waits() -> None:
    assistant = Asked()
    desk = Desk(assistant)  # type: ignore[arg-type]
    turns: list[Turn] = [desk.turn("Vem kom tvåa 2024?", "sv")]
    assistant.asked.clear()
    with desk.quiet.broken():
        assert desk.suggestions(turns) == ()
    assert desk.suggestions(turns, lambda: False) == ()
    assert assistant.asked == []
    assert desk.suggestions(turns) == ("Vem är bäst?",)
    assert assistant.asked == ["Vem är bäst?"]
    # What was tried needs no time.
    with desk.quiet.broken():
        assert desk.suggestions(turns) == ("Vem är bäst?",)
