"""Follow-up questions: what they are completed to, and what is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qa.follow_up_score import is_completed_right, question_key
from qa.phrases import PHRASES
from tests.completing import CHAIR, SECOND, complete, first

CONVERSATIONS = Path(__file__).resolve().parent.parent / "corpus" / "conversations.jsonl"


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
