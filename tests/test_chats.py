"""Chats of several turns: the forms in which a follow-up leans on them, and two rounds as data."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from qa.answer import Answer
from tests.benchmarks.chats import CHATS, first_guess, follow_ups, is_understood, verdict
from tests.completing import complete, first
from tests.stub_assistant import LIDKOPING, LIDKOPING_SENTENCE, cite, one

FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["chats"]
PLACE = ("Vilken plats fick Arvika 2022?", "plats 12")
CALLS = ("How many calls did Bris take in 2022?", "900")
CUP = ("Vem vann Vänercupen 2022?", "Stormsvalan")


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (PLACE, "tre år tidigare?", "Vilken plats fick Arvika 2019?"),
        (PLACE, "och 2 år innan det?", "Vilken plats fick Arvika 2020?"),
        (CALLS, "four years later?", "How many calls did Bris take in 2026?"),
        (CALLS, "and the year before that?", "How many calls did Bris take in 2021?"),
        (PLACE, "samma fråga för Falun", "Vilken plats fick Falun 2022?"),
        (PLACE, "nej, jag menade 2018", "Vilken plats fick Arvika 2018?"),
        (CALLS, "sorry, I meant 2018, not 2022", "How many calls did Bris take in 2018?"),
        (PLACE, "samma för Falun?", "Vilken plats fick Falun 2022?"),
        (PLACE, "nej vänta lite, jag menade Falun", "Vilken plats fick Falun 2022?"),
        (PLACE, "inte 2022 utan 2020", "Vilken plats fick Arvika 2020?"),
        (CALLS, "That's a lot! What about 2020?", "How many calls did Bris take in 2020?"),
        (PLACE, "jämfört med 2018?", "Vilken plats fick Arvika 2018?"),
        (("Who won in 2022?", "Arvika"), "runner-up?", "Who came second in 2022?"),
    ],
)  # fmt: skip
def test_years_corrections_and_leads(earlier: tuple[str, str], question: str, whole: str) -> None:
    assert first(question, earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (("Vad heter rektorn i Arvika?", "Eva Ek"), "och skolsköterskan i Falun?",
         "Vad heter skolsköterskan i Falun?"),
        (("Vad kostar en skåpplats i hus A 2022?", "90"), "hus B då?",
         "Vad kostar en skåpplats i hus B 2022?"),
        (("How much is a lesson for beginners?", "90"), "experts?",
         "How much is a lesson for experts?"),
        (("How much is a ticket to the museum?", "90"), "and a guided tour?",
         "How much is a guided tour to the museum?"),
        (("Vilka tider är linjen för pojkar öppen?", "7–21"), "den för flickor?",
         "Vilka tider är linjen för flickor öppen?"),
        (("Who is the secretary of Arvika?", "Eva Ek"), "and its treasurer?",
         "Who is Arvika's treasurer?"),
        (("Vem är ordförande i nämnden?", "Eva Ek"), "vilket parti?", "Vilket parti har Eva Ek?"),
        (("Vad serveras på tisdagar?", "fisk"), "fredagar?", "Vad serveras på fredagar?"),
        (("Vilka tider är museet öppet?", "7–21"), "och badhuset?",
         "Vilka tider är badhuset öppet?"),
        (CUP, "tvåan?", "Vem kom tvåa i Vänercupen 2022?"),
        (CUP, "och Albertina då?", "Vilken plats fick Albertina i Vänercupen 2022?"),
    ],
)  # fmt: skip
def test_noun_phrases_take_the_place_of_their_like(
    earlier: tuple[str, str], question: str, whole: str
) -> None:
    assert first(question, earlier) == whole


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        ([("Vilka delade förstaplatsen?", "Arvika, Falun och Mora")], "vilken av dem är störst?",
         "Vilken av Arvika, Falun och Mora är störst?"),
        ([("Vilka kom sist?", "Arvika och Falun"), ("vilken av dem är störst?", "Arvika")],
         "och den andra, vilken plats?", "Vilken plats fick Falun?"),
        ([("När bildades Roks?", "1984"), ("och Unizon?", "1996")], "vad hette det tidigare?",
         "Vad hette Unizon tidigare?"),
        ([("Vad kostar det att ringa Bris?", "inget")], "syns det på räkningen?",
         "Syns det på räkningen att ringa Bris?"),
        ([("Vad kostar en plats på ön 2022?", "90")], "varför är det så dyrt?",
         "Varför är en plats på ön så dyrt 2022?"),
        ([("Var höll Roks årsmöte 2022?", "Falun")], "hur många var där?",
         "Hur många var i Falun 2022?"),
        ([PLACE], "varför blev det så dåligt?", "Varför blev det så dåligt för Arvika?"),
        ([PLACE], "Hur kommer det sig att den klättrade?",
         "Hur kommer det sig att Arvika klättrade?"),
        ([("When was the Halden Hill Observatory built?", "1934")], "Who owns it?",
         "Who owns Halden Hill Observatory?"),
        ([("Who drives the train?", "Alma Reid"), ("Who drives the bus?", "Tom Beck")],
         "how old is he?", "How old is Tom Beck?"),
        ([("Vilken linje är öppen?", "Bris")], "vilka tider är den öppen?",
         "Vilka tider är Bris öppen?"),
        ([("Which line is it?", "Bris")], "what hours is it open on Mondays?",
         "What hours is Bris open on Mondays?"),
    ],
)  # fmt: skip
def test_pronouns_stand_for_what_was_spoken_of_last(
    history: list[Any], question: str, whole: str
) -> None:
    assert first(question, *history) == whole


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        ([CALLS], "is that more than in 2019?",
         "How many more calls did Bris take in 2022 than in 2019?"),
        ([("Hur många samtal fick Bris 2022?", "")], "är det färre än året innan?",
         "Hur många färre samtal fick Bris 2022 än 2021?"),
        ([("Hur många samtal fick Bris 2022?", "")], "hur mycket har det ökat sedan 2019?",
         "Hur många fler samtal fick Bris 2022 än 2019?"),
        ([PLACE, "och 2018?"], "hur många placeringar klättrade de?",
         "Hur många placeringar klättrade Arvika mellan 2018 och 2022?"),
        ([("När bildades Roks?", "1984"), "och Unizon?"], "vilken är äldst?",
         "Vilken är äldst, Roks eller Unizon?"),
        ([("Hur många elever går i Falun 2022?", "90")], "hur många var det 2015?",
         "Hur många elever går i Falun 2015?"),
        ([("How much does Arvika pay?", "90")], "a year?", "How much does Arvika pay a year?"),
    ],
)  # fmt: skip
def test_values_are_compared_with_the_one_before(
    history: list[Any], question: str, whole: str
) -> None:
    assert first(question, *history) == whole


@pytest.mark.parametrize(
    "question",
    [
        "tack, det hjälpte mycket",
        "thanks, that helps",
        "I see",
        "ok tack",
        "ok, det var bra att veta",
    ],
)
def test_statements_are_left_alone(question: str) -> None:
    assert complete(question, PLACE) == []


def test_who_says_something_is_not_what_is_spoken_of() -> None:
    asked = ("How much does the reform cost, according to SKR?", "2")
    assert first("and how much was proposed?", asked) == "How much was proposed for the reform?"


@pytest.mark.parametrize("name", ["first", "second"])
def test_rounds_are_well_formed_and_understood_as_well_as_before(name: str) -> None:
    every = list(follow_ups(name))
    assert len({asked.name for asked in every}) == len(every) == FLOORS[name]["size"]
    right = [is_understood(asked.wanted, first_guess(asked)) for asked in every]
    assert sum(right) >= FLOORS[name]["understood"]
    whole = [ok for ok, asked in zip(right, every, strict=True) if asked.wanted.get("whole")]
    assert all(whole), "an independent question was completed"
    languages = Counter(
        json.loads(line)["lang"]
        for line in (CHATS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert min(languages["sv"], languages["en"]) >= 11


def test_turns_are_judged_by_beginnings_and_words() -> None:
    wanted = {"q": "och män?", "must": ["män|men", "2022"], "not": ["kvinnor"]}
    assert is_understood(wanted, "Hur många män 2022?")
    assert not is_understood(wanted, "Hur många 2022?")
    assert not is_understood(wanted, "Hur många män, hur många kvinnor 2022?")
    assert is_understood({"q": "Hej?", "whole": True}, "")
    assert not is_understood({"q": "Hej?", "whole": True}, "Hej 2022?")


def test_answers_are_judged_by_whole_words() -> None:
    said = one("Vem kom tvåa 2024?", "sv", cite(LIDKOPING, LIDKOPING_SENTENCE, "Lidköping"))
    assert verdict({"answers": ["Falun", "lidköping"]}, said) == "right"
    assert verdict({"answers": ["Lidkö"]}, said) == "wrong"
    assert verdict({"answers": []}, said) == "wrong"
    refused = Answer("?", "sv", "Nej", abstained=True, reason="not-in-documents")
    assert verdict({"answers": []}, refused) == "refused"
    assert verdict({"answers": ["90"]}, refused) == "refused wrongly"
