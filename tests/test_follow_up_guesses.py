"""Which guess at a follow-up is taken: the one that is answered best, of few that are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from index.documents import Document
from qa.answer import Answer, Passage
from qa.answering import Found
from qa.assistant import Assistant
from qa.candidates import Candidate, Support
from qa.guesses import GUESSES_READ
from qa.phrases import PHRASES
from qa.question import Question
from qa.reader import Reading
from tests.completing import SECOND, complete
from tests.stub_assistant import LIDKOPING


class NothingComputed:
    """Leaves every question to the reader."""

    def answer(self, question: Question) -> None:
        """No question is worked out from facts."""


class Told(Assistant):
    """An assistant that is told how sure it is of each question, and reads nothing."""

    def __init__(self, sure: Mapping[str, float], fit: Mapping[str, float] | None = None) -> None:
        self.threshold = 0.5
        self.sure, self.fit = sure, fit or {}
        self.read: list[str] = []
        self._computer: Any = NothingComputed()

    def look(self, question: Question, **_more: object) -> Found:  # type: ignore[override]
        self.read.append(question.text)
        passage = passage_of(LIDKOPING)
        reading = Reading((), 0.0)
        said = Candidate("Lidköping", 1.0, (Support(0, 0, 9, 1.0),))
        confidence = self.sure.get(question.text, 0.0)
        return Found(question, [passage], [reading], [said], {}, confidence)

    def retrieve(self, question: str, *, top_k: int = 5, read: bool = True) -> list[Passage]:
        return [passage_of(LIDKOPING, self.fit.get(question, 0.0))][:top_k]


def passage_of(document: Document, score: float = 0.9) -> Passage:
    return Passage(document.text, score, document, f"{document.id}#1", 0, len(document.text))


def guesses(answer: Answer) -> Sequence[str]:
    return [guess["question"] for guess in answer.trace["guesses"]]


MADE = ("Who makes the Kvinnofridsbarometern?", "Unizon")


def test_the_guess_that_is_answered_best_is_taken_and_shown() -> None:
    sure = {"How often is Kvinnofridsbarometern made?": 0.6, "How often is Unizon made?": 0.7}
    answer = Told(sure).ask("how often is it made?", history=[MADE])
    assert answer.question == "how often is it made?"
    assert answer.understood_as == "How often is Unizon made?"
    assert answer.confidence == 0.7
    assert guesses(answer) == list(sure)
    assert answer.to_dict()["understood_as"] == answer.understood_as


def test_ties_go_to_the_first_guess() -> None:
    answer = Told({}).ask("how often is it made?", history=[MADE])
    assert answer.understood_as == "How often is Kvinnofridsbarometern made?"
    assert answer.abstained


def test_a_question_that_may_be_whole_is_refused_as_it_stands() -> None:
    question = "Hur gick det för Solna?"
    dated = "Hur gick det för Solna 2024?"
    assert Told({dated: 0.3, question: 0.2}).ask(question, history=[SECOND]).understood_as == ""
    assert Told({dated: 0.9}).ask(question, history=[SECOND]).understood_as == dated
    assert Told({question: 0.9}).ask(question, history=[SECOND]).understood_as == ""


def test_whole_questions_are_read_once() -> None:
    assistant = Told({})
    answer = assistant.ask("När öppnar kontaktcenter?", history=[SECOND])
    assert assistant.read == ["När öppnar kontaktcenter?"]
    assert answer.understood_as == ""
    assert assistant.ask("hjälp mig", history=[SECOND]).reason == "help"
    assert assistant.read == ["När öppnar kontaktcenter?"]


def test_few_guesses_are_read_those_first_whose_passage_fits() -> None:
    question = "och vad är adressen?"
    history = [("Vilka jourer har Solna och Sigtuna 2024?", "")]
    every = complete(question, *history)
    assert len(every) > GUESSES_READ
    assistant = Told({}, {every[-2]: 1.0})
    assistant.ask(question, history=history)
    assert assistant.read == [every[0], every[-2], question]


def test_the_answer_speaks_the_language_of_the_follow_up() -> None:
    answer = Told({}).ask("and in 2021?", history=[SECOND])
    assert answer.language == "en"
    assert answer.text == PHRASES["not-in-documents"]["en"]
    assert Told({}).ask("2021?", history=[SECOND]).language == "sv"


def test_ask_refuses_a_history_that_is_none() -> None:
    with pytest.raises(TypeError, match="history is of type str"):
        Told({}).ask("och 2021?", history="Vem kom tvåa 2024?")
