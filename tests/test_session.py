"""A conversation: what of it is kept, cleared and sent to the page, and that none is logged."""

from __future__ import annotations

import logging
import re

import pytest

from tests.stub_assistant import StubAssistant
from ui.desk import Desk
from ui.render import Turn
from ui.session import TURNS_KEPT, Session, known_examples, part_words
from ui.texts import text


def answer_turn(question: str) -> Turn:
    return Desk(StubAssistant()).turn(question, "sv")  # type: ignore[arg-type]


def test_failed_question_leaves_no_words_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        turn = answer_turn("fel hemlig fråga")
    assert turn.problem == "failed"
    assert turn.answer is None
    assert "RuntimeError" in caplog.text
    assert "hemlig" not in caplog.text
    assert "Traceback" not in caplog.text


def test_question_with_lone_surrogates_can_be_shown_and_sent() -> None:
    turn = answer_turn("Vem \ud800\x00?")
    assert turn.answer is not None
    assert turn.question.encode()


def test_session_keeps_the_latest_turns_and_counts_on() -> None:
    session = Session("en")
    for number in range(TURNS_KEPT + 3):
        session = session.adding(answer_turn(f"Who {number}?"))
    assert len(session.turns) == TURNS_KEPT
    assert session.turns[-1].question == f"Who {TURNS_KEPT + 2}?"
    assert 'id="turn-4"' in session.html()
    assert f'id="turn-{TURNS_KEPT + 3}"' in session.html()
    assert hash(session)


def test_examples_are_shown_only_where_a_document_answers_them() -> None:
    assistant = StubAssistant()
    assert len(known_examples(assistant)) == 3  # type: ignore[arg-type]
    assistant.library.documents.clear()
    assert known_examples(assistant) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_parts_say_only_what_the_texts_hold(language: str) -> None:
    words = part_words(StubAssistant(), language)  # type: ignore[arg-type]
    assert words["ask"]["value"] == text("ask", language)
    assert f'data-page-language="{language}"' in words["head"]["value"]
    assert text("footer-privacy", language) in words["foot"]["value"]
    assert text("leave", language) in words["head"]["value"]
    assert words["example-0"]["value"].endswith("2024?")


def test_what_was_begun_before_a_page_was_cleared_is_outdated() -> None:
    held = Session("sv")
    asked = held.begin()
    grown = held.adding(Turn("Vem?", "sv"))
    assert grown.is_latest(asked)
    held.begin()
    assert not grown.is_latest(asked)
    assert Session("sv").latest == [0]


def test_what_was_cleared_does_not_come_back_in_an_older_state() -> None:
    session = Session("sv")
    number = session.begin()
    grown = session.adding(Turn("Vem?", "sv"))
    assert "Vem?" in grown.html()
    cleared = session.clear()
    # An answer that was being given keeps the state that it began with.
    assert not grown.is_latest(number)
    assert read_sent(grown.html()) == read_sent(cleared.html())
    # By its number the page knows what was on its way when it was cleared.
    assert read_sent(grown.newest_html())["conversation"] == "0"
    assert read_sent(cleared.html())["conversation"] == "1"
    assert grown.standing().turns == ()
    assert cleared.is_latest(cleared.begin())
    assert "Vem?" in cleared.adding(Turn("Vem?", "sv")).html()


def read_sent(html: str) -> dict[str, str]:
    """Return what the page is told about a piece of the conversation, and the piece."""
    opening = re.match(r'<div class="sent" (.*?)>(.*)</div>$', html, re.DOTALL)
    assert opening
    told = dict(re.findall(r'data-([a-z]+)="([^"]*)"', opening[1]))
    return told | {"whole": str("data-whole" in opening[1]), "html": opening[2]}


def test_only_the_last_turn_is_sent_however_many_there_are() -> None:
    session = Session("sv")
    for number in range(TURNS_KEPT + 2):
        session = session.adding(Turn(f"Fråga {number}?", "sv"))
    sent = read_sent(session.newest_html())
    assert sent["first"] == "3"
    assert sent["whole"] == "False"
    assert sent["html"].count('class="turn"') == 1
    assert f'id="turn-{TURNS_KEPT + 2}"' in sent["html"]
    whole = read_sent(session.html())
    assert whole["whole"] == "True"
    assert whole["html"].count('class="turn"') == TURNS_KEPT


def test_suggestions_come_below_the_last_turn_alone() -> None:
    held = Session("sv").adding(Turn("Ett?", "sv")).adding(Turn("Två?", "sv"))
    asked = held.adding(answer_turn("Vem?")).suggesting(("Vem då?",))
    sent = read_sent(asked.suggestions_html())
    assert sent["below"] == "turn-3"
    assert sent["html"].startswith('<div class="next">')
    assert "Vem då?" in sent["html"]
    first, last = held.suggesting(("Tre?",)).turns
    assert (first.suggestions, last.suggestions) == ((), ("Tre?",))
