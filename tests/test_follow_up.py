"""Follow-up questions: what they are completed to, what is left alone, and which guess is taken."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.documents import Document
from qa.answer import Answer, Passage
from qa.answering import Found
from qa.assistant import Assistant
from qa.candidates import Candidate, Support
from qa.follow_up import MOST_COMPLETIONS, completions, language_of, turns_of
from qa.follow_up_score import is_completed_right, question_key
from qa.guesses import GUESSES_READ
from qa.phrases import PHRASES
from qa.question import Question, parse
from qa.reader import Reading
from tests.completing import complete, first
from tests.stub_assistant import LIDKOPING, LIDKOPING_SENTENCE, StubAssistant, cite, one
from ui.desk import Desk
from ui.render import Turn

CONVERSATIONS = Path(__file__).resolve().parent.parent / "corpus" / "conversations.jsonl"
SECOND = ("Vem kom tvåa 2024?", "Lidköping")
CHAIR = ("Who chairs Kvinnojouren Sigtuna?", "Marie Unander-Scharin")


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (SECOND, "och 2021?", "Vem kom tvåa 2021?"),
        (SECOND, "trea?", "Vem kom trea 2024?"),
        (SECOND, "och i botten?", "Vem kom sist 2024?"),
        (SECOND, "och Solna då?", "Vilken plats fick Solna 2024?"),
        (SECOND, "året innan?", "Vem kom tvåa 2023?"),
        (("Vilken plats hade Solna 2015?", "108"), "2019?", "Vilken plats hade Solna 2019?"),
        (("Which place did Växjö hold in 2019?", "12"), "what about solna?",
         "Which place did Solna hold in 2019?"),
        (("Vad är Unizons adress?", ""), "och Roks?", "Vad är Roks adress?"),
        (("Vad är telefonnumret till Kvinnofridslinjen?", ""), "och till Välj att sluta?",
         "Vad är telefonnumret till Välj att sluta?"),
        (("How many women lived in the shelters in 2018?", "1 184"), "and children?",
         "How many children lived in the shelters in 2018?"),
        (("Hur många kvinnor bodde i boendena 2018?", "1 184"), "och barnen?",
         "Hur många barn bodde i boendena 2018?"),
        (("How many contacts did Unizon have in 2014?", ""), "since 2015?",
         "How many contacts did Unizon have since 2015?"),
        (("Vilken tid är stödlinjen för män öppen?", "7–21"), "och för transpersoner?",
         "Vilken tid är stödlinjen för transpersoner öppen?"),
        (("How many calls did Kvinnofridslinjen get in 2023?", ""), "what about the first half?",
         "How many calls did Kvinnofridslinjen get in 2023 in the first half?"),
        (("Hur många samtal fick Kvinnofridslinjen 2022?", ""), "per dygn 2021?",
         "Hur många samtal fick Kvinnofridslinjen 2021 per dygn?"),
        (("Vem vann 2023?", "Trollhättan"), "och i Skåne?", "Vem vann 2023 i Skåne?"),
        (("Who was at the top in 2021?", "Trollhättan"), "the bottom?",
         "Who was at the bottom in 2021?"),
    ],
)  # fmt: skip
def test_fragments_take_the_place_of_their_like(
    earlier: tuple[str, str], question: str, whole: str
) -> None:
    assert first(question, earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (SECOND, "Varför?", "Varför kom Lidköping tvåa 2024?"),
        (("Who ranked second in 2024?", "Lidköping"), "why?",
         "Why did Lidköping rank second in 2024?"),
        (("What place did Munkedal get in 2023?", "162"), "How come?",
         "Why did Munkedal get place 162 in 2023?"),
        (("Hur många samtal besvarade Kvinnofridslinjen 2022?", "44 678"), "varför så många?",
         "Varför besvarade Kvinnofridslinjen så många samtal 2022?"),
        (("Var höll Unizon kongress 2022?", "Skövde"), "när?", "När höll Unizon kongress 2022?"),
        (("Who runs Välj att sluta?", "Länsstyrelsen Stockholm"), "since when?",
         "Since when does Länsstyrelsen Stockholm run Välj att sluta?"),
        (("Which municipalities took part in 2023?", ""), "how many of them?",
         "How many municipalities took part in 2023?"),
        (("Has Trollhättan a joint house?", ""), "since when?",
         "Since when has Trollhättan a joint house?"),
        (("Hur gick det för Hylte 2023?", "164"), "vilken plats?",
         "Vilken plats fick Hylte 2023?"),
    ],
)  # fmt: skip
def test_bare_question_words_are_put_to_the_earlier_question(
    earlier: tuple[str, str], question: str, whole: str
) -> None:
    assert first(question, earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (("Vem är enhetschef för VIR?", "Cecilia Andersson"), "I vilken kommun jobbar hon?",
         "I vilken kommun jobbar Cecilia Andersson?"),
        (("Var ligger Kvinnojouren Blenda?", "Växjö"), "Vem grundade den?",
         "Vem grundade Kvinnojouren Blenda?"),
        (CHAIR, "Who is she?", "Who is Marie Unander-Scharin?"),
        (CHAIR, "Where are their new premises?", "Where are Kvinnojouren Sigtuna's new premises?"),
        (("Vem gör Kvinnofridsbarometern?", "Unizon"), "Hur många jourer har de?",
         "Hur många jourer har Unizon?"),
        (("Who makes the Kvinnofridsbarometern?", "Unizon"), "How often is it made?",
         "How often is Kvinnofridsbarometern made?"),
        (("Who makes the Kvinnofridsbarometern?", "Unizon"), "Where do they work?",
         "Where does Unizon work?"),
        (("Which municipality was first in 2023?", "Trollhättan"), "who leads the work there?",
         "Who leads the work in Trollhättan?"),
        (("När startade Kvinnofridslinjen?", "2007"), "Vad kostar det att ringa dit?",
         "Vad kostar det att ringa till Kvinnofridslinjen?"),
        (("Hur gick det för Hylte 2023?", "164"), "Varför gick det så dåligt?",
         "Varför gick det så dåligt för Hylte 2023?"),
        (("How many municipalities answered in 2023?", "168"), "How many of them have goals?",
         "How many of the municipalities have goals in 2023?"),
        (("When was the barometer first made?", "2015"), "who won that year?", "Who won in 2015?"),
        (("Who was second in the Kvinnofridsbarometern 2024?", "Lidköping"),
         "Who leads that municipality?", "Who leads Lidköping?"),
        (("När startade Kvinnofridslinjen?", "2007"), "När är den öppen?",
         "När är Kvinnofridslinjen öppen?"),
        (("Which line takes calls from men?", "Välj att sluta"), "When did it open?",
         "When did Välj att sluta open?"),
    ],
)  # fmt: skip
def test_pronouns_stand_for_what_was_named(
    earlier: tuple[str, str], question: str, whole: str
) -> None:
    assert first(question, earlier) == whole


def test_missing_years_and_regions_are_added() -> None:
    assert first("And who came first?", ("Who ranked second in 2024?", "")) == (
        "Who came first in 2024?"
    )
    assert complete("och vem kom etta?", ("Vem kom trea i Sörmland 2017?", "")) == [
        "Vem kom etta i Sörmland 2017?",
        "Vem kom etta 2017?",
    ]


def test_the_question_as_typed_competes_when_it_may_be_whole() -> None:
    assert complete("Hur gick det för Solna?", SECOND) == [
        "Hur gick det för Solna 2024?",
        "Hur gick det för Solna?",
    ]


def test_another_language_keeps_its_own_words() -> None:
    assert complete("and who came first?", SECOND) == ["Who came first in 2024?"]
    assert complete("and in 2021?", SECOND) == ["Who came second in 2021?", "Vem kom tvåa 2021?"]
    assert first("Och Solna?", ("What place did Munkedal get in 2023?", "162")) == (
        "Vilken plats fick Solna 2023?"
    )


def test_chains_are_completed_turn_by_turn() -> None:
    assert first("Third?", ("Who came second in 2019?", "Sigtuna"), "And in 2021?") == (
        "Who came third in 2021?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "När öppnar kontaktcenter?",
        "Hur många medlemsjourer har Roks?",
        "What is the number for Kvinnofridslinjen?",
        "vad är skyddat boende?",
        "What is a shelter?",
        "Vem kom trea 2019?",
        "vad har de som svarar på kvinnofridslinjen för yrke?",
        "did the shelters get more contacts in 2022 than the year before?",
        "how many women were killed by their partners in 2023?",
        "will he see on the phone bill that i called Kvinnofridslinjen?",
        "Är det sant?",
        "Can a shelter help me in court?",
        "Kvinnojourer i Sverige",
        "Hej!",
        "tack",
        "Skriv en dikt",
        "hjälp mig",
        "min man slår mig",
        "och",
        "?",
    ],
)
def test_whole_questions_and_other_messages_are_left_alone(question: str) -> None:
    assert complete(question, SECOND) == []
    assert complete(question, ("Vem är samordnare i Växjö?", "Monika Nielsen")) == []


def test_nothing_earlier_completes_nothing() -> None:
    assert complete("och 2021?") == []
    assert complete("varför?", "min man slår mig") == []
    assert complete("och 2021?", "Hej!", "Skriv en dikt") == []


def test_a_refusal_gives_its_question_and_none_of_its_words() -> None:
    refused = ("Vem är ordförande för Unizon?", PHRASES["not-in-documents"]["sv"])
    assert complete("Vem är hon?", refused) == []
    assert first("Och för Roks?", refused) == "Vem är ordförande för Roks?"


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


def test_scores_compare_terms_and_question_words() -> None:
    right = ["Who came first in 2024?"]
    assert is_completed_right("Who came in first place 2024?", right, "and first?")
    assert not is_completed_right("Who came first in 2021?", right, "and first?")
    assert not is_completed_right("When came first in 2024?", right, "and first?")
    assert not is_completed_right("", right, "and first?")
    assert is_completed_right("", [], "När öppnar kontaktcenter?")
    assert not is_completed_right("När öppnar kontaktcenter 2024?", [], "När öppnar kontaktcenter?")
    assert question_key("What place did Solna get?") == question_key("Which place did Solna get?")


def test_conversations_are_well_formed_and_the_rules_understand_them() -> None:
    rows = [json.loads(line) for line in CONVERSATIONS.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == 30
    assert [row["lang"] for row in rows].count("sv") == 15
    assert sum(not row["completed"] for row in rows) >= 6
    for row in rows:
        history = [(turn["question"], turn["answer"]) for turn in row["turns"]]
        guess = first(row["question"], *history)
        assert is_completed_right(guess, row["completed"], row["question"]), (row["id"], guess)


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
