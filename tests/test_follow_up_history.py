"""What was said before: which histories are taken, how much of them counts, what the page gives."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.answer import Answer
from qa.follow_up import MOST_COMPLETIONS, completions, language_of, turns_of
from qa.question import parse
from tests.completing import CHAIR, SECOND, complete, first
from tests.stub_assistant import LIDKOPING, LIDKOPING_SENTENCE, StubAssistant, cite, one
from ui.desk import Desk
from ui.render import Turn


def test_only_the_latest_turns_are_remembered() -> None:
    later = [f"Hur många jourer har {name}?" for name in ("Roks", "Unizon", "Solna", "Hylte")]
    assert "2024" not in str(complete("vem kom etta?", SECOND, *later))
    assert first("vem kom etta?", SECOND, *later[1:]) == "Vem kom etta 2024?"


def test_an_answer_is_a_turn_with_its_citations() -> None:
    answer = one("Vem kom tvåa 2024?", "sv", cite(LIDKOPING, LIDKOPING_SENTENCE, "Lidköping"))
    assert first("varför?", answer) == "Varför kom Lidköping tvåa 2024?"
    (turn,) = turns_of([answer])
    assert turn.quotes == LIDKOPING_SENTENCE


@pytest.mark.parametrize(
    ("history", "message"),
    [
        ("Vem kom tvåa 2024?", "history is of type str"),
        (None, "history is of type NoneType"),
        ({"question": "Vem?"}, "history is of type dict"),
        ([1], r"history\[0\] is of type int; expected a question, a \(question, answer\) pair"),
        (["Vem?", ("Vem?", None)], r"history\[1\] is a tuple of 2 \(str, NoneType\)"),
        ([("Vem?", "A", "B")], r"history\[0\] is a tuple of 3"),
        ([b"Vem?"], r"history\[0\] is of type bytes"),
    ],
)
def test_other_histories_are_refused(history: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        turns_of(history)


TEXTS = st.text(max_size=80) | st.sampled_from(
    ["och 2021?", "varför?", "Vem kom tvåa 2024?", "how many of them?", "hon", "Solna", "a" * 5000,
     "\ud800 och \u202e2021?", "plats 999999999999", "and the 13th?", "vilka", "de", "av dem"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS | st.tuples(TEXTS, TEXTS), max_size=5))
def test_any_history_gives_few_whole_questions(question: str, history: list[Any]) -> None:
    asked = parse(question)
    found = completions(asked, turns_of(history))
    assert len(found) <= MOST_COMPLETIONS
    assert len(set(found)) == len(found)
    assert found != [asked.text]
    assert all(text.strip() for text in found)
    assert language_of(asked, turns_of(history)) in ("sv", "en")


def test_follow_ups_without_words_take_the_language_before() -> None:
    for earlier, language in ((SECOND, "sv"), (CHAIR, "en")):
        assert language_of(parse("2021?"), turns_of([earlier])) == language
    assert language_of(parse("and 2021?"), turns_of([SECOND])) == "en"


class Remembering(StubAssistant):
    """The page's stub, which keeps the history that it was given."""

    history: Sequence[Any] = ()

    def ask(self, question: str, *, history: Sequence[Any] = (), **_more: Any) -> Answer:
        self.history = history
        return super().ask(question)


def test_the_page_hands_over_its_turns(caplog: pytest.LogCaptureFixture) -> None:
    assistant = Remembering()
    desk = Desk(assistant)  # type: ignore[arg-type]

    def finished(question: str, earlier: Sequence[Turn] = ()) -> Turn:
        return desk.turn(question, "sv", earlier)

    turns = [finished("Vem kom tvåa 2024?")]
    assert assistant.history == []
    with caplog.at_level(logging.CRITICAL):
        turns.append(finished("fel"))
    finished("och 2021?", turns)
    assert assistant.history == [turns[0].answer, "fel"]


def test_what_was_suggested_is_forgotten_when_the_documents_change() -> None:
    class Growing(StubAssistant):
        def refresh(self) -> bool:
            return True

    desk = Desk(Growing())  # type: ignore[arg-type]
    before = desk._suggester
    desk.answer("Vem kom tvåa 2024?")
    assert desk._suggester is not before
    steady = Desk(StubAssistant())  # type: ignore[arg-type]
    before = steady._suggester
    steady.answer("Vem kom tvåa 2024?")
    assert steady._suggester is before
