"""When the memory that answers have left free is given back."""

from __future__ import annotations

import pytest

from tests.stub_assistant import StubAssistant
from ui import memory
from ui.desk import Desk


def test_memory_is_given_back_after_so_many_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    asked: list[object] = []
    monkeypatch.setattr(memory, "EVERY", 3)
    monkeypatch.setattr(memory, "give_back", lambda: given.append(len(asked)))
    desk = Desk(StubAssistant())  # type: ignore[arg-type]
    for _ in range(7):
        asked.append(desk.answer("Vem kom tvåa 2024?"))
    assert given == [2, 5]


def test_giving_back_does_no_harm_where_it_cannot_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.give_back()
    monkeypatch.setattr(memory, "_trim", lambda: None)
    memory.give_back()
