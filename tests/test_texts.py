"""The page's words: both languages hold the same, and dates and languages are read right."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.phrases import PHRASES
from ui.texts import (
    EXAMPLES,
    LANGUAGES,
    TEXTS,
    choose_language,
    date_words,
    other_language,
    text,
)


def _fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("key", [*TEXTS, *PHRASES])
def test_every_text_stands_in_both_languages(key: str) -> None:
    table = TEXTS if key in TEXTS else PHRASES
    assert set(table[key]) == set(LANGUAGES)
    assert all(words.strip() == words and words for words in table[key].values())
    assert _fields(table[key]["sv"]) == _fields(table[key]["en"])


def test_texts_differ_where_the_languages_do() -> None:
    same = {key for key, words in TEXTS.items() if words["sv"] == words["en"]}
    assert same == {"name"}


def test_there_are_four_examples_in_each_language() -> None:
    for language in LANGUAGES:
        assert len({example.text(language) for example in EXAMPLES}) == 4
    assert EXAMPLES[0].text("en") == "Who ranked second in 2024?"


def test_text_puts_values_in() -> None:
    assert text("holds", "sv", documents=3, paragraphs=9) == "3 dokument, 9 stycken."
    with pytest.raises(KeyError, match="no-such-key"):
        text("no-such-key", "sv")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "sv"),
        ("", "sv"),
        ("*", "sv"),
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("de-DE,de;q=0.9", "en"),
        ("de,sv;q=0.5,en;q=0.3", "sv"),
        ("en;q=0,sv;q=0.1", "sv"),
        ("en;q=0.2, SV;q=0.7", "sv"),
    ],
)
def test_the_browser_chooses_the_language(header: str | None, language: str) -> None:
    assert choose_language(header) == language


@given(st.text())
def test_any_header_gives_one_of_the_languages(header: str) -> None:
    assert choose_language(header) in LANGUAGES


def test_other_language_leads_back() -> None:
    assert [other_language(language) for language in LANGUAGES] == ["en", "sv"]


@pytest.mark.parametrize(
    ("date", "swedish", "english"),
    [
        ("2024", "2024", "2024"),
        ("2024-02", "februari 2024", "February 2024"),
        ("2024-02-09", "9 februari 2024", "9 February 2024"),
        ("2024-13", "2024-13", "2024-13"),
        ("våren 2024", "våren 2024", "våren 2024"),
    ],
)
def test_dates_are_written_as_people_do(date: str, swedish: str, english: str) -> None:
    assert date_words(date, "sv") == swedish
    assert date_words(date, "en") == english
