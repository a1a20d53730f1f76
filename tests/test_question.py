"""Language and kind of what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.phrases import LANGUAGES, PHRASES, phrase
from qa.question import parse


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("who ranked second in 2024?", "en"),
        ("vem kom tvåa 2024", "sv"),
        ("Hur gick det för Solna?", "sv"),
        ("How did Solna do?", "en"),
        ("Kvinnojourer i Sverige?", "sv"),
        ("Unizon's address", "en"),
        ("Vilka kommuner ligger i botten?", "sv"),
        ("hur manga svarade", "sv"),
        ("opening hours of the contact centre", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert parse(text).language == language


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("", "empty"),
        (" \t\n ", "empty"),
        ("?!", "empty"),
        ("🙂🙂", "empty"),
        ("ord " * 400, "too-long"),
        ("Hej!", "greeting"),
        ("God morgon", "greeting"),
        ("thank you so much", "greeting"),
        ("Compose a limerick about municipalities", "not-a-question"),
        ("Kan du skriva en dikt?", "not-a-question"),
        ("Skriv en insändare åt mig", "not-a-question"),
        ("Translate this page to French", "not-a-question"),
        ("min man slår mig", "help"),
        ("My boyfriend threatens me, what do I do?", "help"),
        ("jag är rädd för min sambo", "help"),
        ("hjälp mig", "help"),
        ("Help me, please!", "help"),
        ("can a shelter help me in court?", ""),
        ("Hur många kvinnor misshandlas varje år?", ""),
        ("Who leads the unit against violence?", ""),
        ("Vad gör kommunen för män som slår?", ""),
        ("Hej, vem kom tvåa 2021?", ""),
        ("How many women were abused in 2021?", ""),
    ],
)
def test_what_is_no_question_gets_its_reply(text: str, reply: str) -> None:
    assert parse(text).reply == reply


def test_parts_of_a_question() -> None:
    question = parse("Hur många jourer hade Unizon i Sverige 2019?")
    assert question.wants == "number"
    assert question.names == ("Unizon", "Sverige")
    assert question.terms == ("jourer",)
    assert parse("När öppnar kontaktcenter?").wants == "time"
    assert parse("Vem leder arbetet?").wants == "person"
    assert parse("Was it Lidköping or Solna?").offers_choice


@given(st.text(max_size=300))
def test_any_text_can_be_parsed(text: str) -> None:
    question = parse(text)
    assert question.language in LANGUAGES
    assert question.reply == "" or question.reply in PHRASES
    assert "\x00" not in question.text


def test_every_phrase_has_both_languages() -> None:
    for key in PHRASES:
        texts = {phrase(key, language) for language in LANGUAGES}
        assert len(texts) == 2
