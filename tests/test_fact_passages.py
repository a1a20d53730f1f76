"""Passages of many kinds are read without errors; how many of their facts are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fact_quantities import quantities_of
from index.facts import Fact, facts_of
from index.paragraphs import split_documents
from index.quantity_follow import following
from tests.fact_passages import score
from tests.fakes import a_document


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    # Precision and recall when they were first read: 86 and 38, 92 and 69, 100 and 63,
    # 85 and 31, 65 and 28, 81 and 39, 96 and 55, 86 and 52,
    # 86 and 47.
    [
        ("fact_passages.jsonl", 100, 84.0),
        ("fact_passages_fresh.jsonl", 100, 93.9),
        ("fact_passages_later.jsonl", 100, 86.6),
        ("fact_passages_fourth.jsonl", 100, 76.4),
        ("fact_passages_fifth.jsonl", 100, 61.0),
        ("fact_passages_sixth.jsonl", 100, 67.7),
        ("fact_passages_seventh.jsonl", 100, 70.2),
        ("fact_passages_eighth.jsonl", 100, 81.3),
        ("fact_passages_ninth.jsonl", 100, 62.1),
        # At first sight 97 and 54, 91 and 72, 97 and 76, 92 and 60, 97 and 85, 91 and 68, 96
        # and 96; of ranks alone 96 and 54, 95 and 71, 98 and 76, 92 and 63, 96 and 84, 92 and 65,
        # 96 and 96.
        ("fact_passages_tenth.jsonl", 100, 98.0),
        ("fact_passages_eleventh.jsonl", 100, 94.8),
        ("fact_passages_twelfth.jsonl", 100, 94.8),
        ("fact_passages_thirteenth.jsonl", 100, 89.9),
        ("fact_passages_fourteenth.jsonl", 100, 95.9),
        ("fact_passages_fifteenth.jsonl", 100, 97.8),
        ("fact_passages_sixteenth.jsonl", 100, 100),
        # Written after 31 real pages had been looked at, of the kinds that were misread there.
        ("fact_passages_papers.jsonl", 100, 100),
    ],
)
def test_passages_are_read_with_few_errors(name, precision, recall):
    measured = score(name)
    assert measured.precision >= precision, "\n".join(measured.lines)
    assert measured.recall >= recall, "\n".join(measured.lines)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hade Borås avsatt 2 miljoner kronor till jouren 2021?",
        "Borås ska avsätta 2 miljoner kronor till jouren 2025.",
        "Borås hade drygt 400 anmälningar 2021.",
        "Antalet anmälningar i Borås ökade med 412 under 2021.",
        "Borås hade 412 anmälningar per månad 2021.",
        "I Kronoberg, Kalmar och Blekinge har 41 personer fått hjälp.",
        "Borås har 25 000 invånare 2030, uppskattas det.",
        "– Vi har 3 800 ungdomar som inte kan spela.",
        "I Borås var antalet 4.",
        "Antalet anmälningar i Borås beräknas bli 412 år 2030.",
        "Antalet anmälningar i Borås ökade med 5 procent till 2021.",
        "Avgiften är 20 kronor.",
        "Budgeterat i Borås var 18 miljoner.",
    ],
)
def test_what_gives_nobody_a_number(sentence):
    assert quantities_of(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "I Kumla blev det 96 och i Hallsberg 41.",
            [("Kumla", 96, "2020"), ("Hallsberg", 41, "2020")],
        ),
        ("Motsvarande siffra i Kumla är okänd.", []),
        ("Kumla hade 96 procent 2021.", []),
        ("I Kumla var det inte 96.", []),
        ("Kumla hade 96 skolor.", []),
    ],
)
def test_a_number_of_another_is_of_what_the_sentence_before_counted(sentence, expected):
    before = quantities_of("År 2020 färdigställdes 1 312 lägenheter i Örebro.")[-1]
    said = following(sentence, before, "")
    assert [(q.who, q.value, q.year) for q in said] == expected


@given(st.text(max_size=200))
def test_any_sentence_has_numbers_that_stand_in_it(sentence):
    for said in quantities_of(sentence, "Lund"):
        assert sentence[said.start].isdigit()


def facts(text: str, **fields: str) -> list[Fact]:
    document = a_document(text, **{"title": "", "publisher": "", **fields})
    return facts_of([document], split_documents([document])[0])[0]


def test_what_was_is_not_of_the_year_of_the_page():
    now = facts("Lund har 412 anställda.", date="2024-01-15")
    past = facts("Lund hade 412 anställda.", date="2024-01-15")
    last = facts("Lund hade 412 anställda förra året.", date="2024-01-15")
    assert [f.year for f in (*now, *past, *last)] == ["2024", "", "2023"]
