"""Which year and which list a place is of, where a text compares, aims and looks back."""

from __future__ import annotations

import pytest

from index.facts import facts_of
from index.metadata import date_at_head
from index.paragraphs import split_documents
from tests.fakes import a_document


def placed(text, date="", title="Rankingen"):
    """What a text says, as {(who, number, scope, year)}."""
    document = a_document(text, title=title, date=date)
    paragraphs, _ = split_documents([document])
    facts, _ = facts_of([document], paragraphs)
    return {(f.who, int(f.value), f.scope, f.year) for f in facts if f.measure == "rank"}


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        (
            "2020 låg Kumla på plats 61. I år hamnar Kumla på plats 19.",
            "2021-09-03",
            {("Kumla", 61, "2020"), ("Kumla", 19, "2021")},
        ),
        (
            "2020 låg Kumla på plats 61. I år hamnar Kumla på plats 19.",
            "",
            {("Kumla", 61, "2020"), ("Kumla", 19, "")},
        ),
        (
            "Sedan 2016 har Kumla klättrat 40 placeringar och ligger nu på plats 19.",
            "2021-09-03",
            {("Kumla", 19, "2021")},
        ),
        (
            "Kumla var trea både 2019 och 2020 men är nu nere på plats 19.",
            "2021-09-03",
            {("Kumla", 3, "2019"), ("Kumla", 3, "2020"), ("Kumla", 19, "2021")},
        ),
        (
            "Mellan 2016 och 2021 har Kumla klättrat från plats 88 till plats 19.",
            "2021-09-03",
            {("Kumla", 88, "2016"), ("Kumla", 19, "2021")},
        ),
        (
            "Kumla fick plats 19 förra året och året dessförinnan plats 30.",
            "2021-09-03",
            {("Kumla", 19, "2020"), ("Kumla", 30, "2019")},
        ),
        (
            "Kumla kom på plats 4, mot plats 9 i fjol och plats 15 för två år sedan.",
            "2021-09-03",
            {("Kumla", 4, "2021"), ("Kumla", 9, "2020"), ("Kumla", 15, "2019")},
        ),
        (
            "Kumla är femma, en plats bättre än 2020.",
            "2021-09-03",
            {("Kumla", 5, "2021")},
        ),
        (
            "Kumla är tvåa i landet. Enkäten skickades ut hösten 2020.",
            "2021-05-03",
            {("Kumla", 2, "")},
        ),
        (
            "Kumla kommer tvåa. Kumla har som mål att vara bäst i landet år 2030.",
            "",
            {("Kumla", 2, "")},
        ),
        (
            "2018 var senaste gången Kumla tog en pallplats, nu tar Habo förstaplatsen.",
            "",
            {("Habo", 1, "")},
        ),
        ("Kumla plats 36 (2020: 42)", "2021-05-03", {("Kumla", 36, "2021"), ("Kumla", 42, "2020")}),
        (
            "Kumla är på plats 19 och har tappat fem placeringar från förra året.",
            "2021-05-03",
            {("Kumla", 19, "2021")},
        ),
        (
            "Resultatet för 2020 är klart. Kumla kom på plats 19.",
            "2021-05-03",
            {("Kumla", 19, "2020")},
        ),
    ],
)  # fmt: skip
def test_a_place_takes_the_year_that_is_its_own(text, date, expected):
    assert {(who, number, year) for who, number, _, year in placed(text, date)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "På andra plats i Örebro län kom Kumla och på tredje plats Laxå.",
            {("Kumla", 2, "Örebro län"), ("Laxå", 3, "Örebro län")},
        ),
        ("Åsele i Västerbotten är Sveriges bästa kommun att bo i.", {("Åsele", 1, "riket")}),
        ("Kumla klättrar till länets andra plats, bäst hittills.", {("Kumla", 2, "Örebro län")}),
        (
            "När enbart friskolor räknas hamnar Kumla på plats 8 i hela landet.",
            {("Kumla", 8, "när enbart friskolor räknas")},
        ),
        (
            "På frågan om bemötande är Kumla på plats 8 och i den totala rankingen på plats 90.",
            {("Kumla", 8, "på frågan om bemötande"), ("Kumla", 90, "riket")},
        ),
        ("Kumla stiger 6 platser till en placering på 68.", {("Kumla", 68, "riket")}),
        ("I Kumla finns Sveriges bästa företagsklimat.", {("Kumla", 1, "riket")}),
        (
            "Det går från Kumla i toppen, som stiger till plats 42, ner till Laxå som tappar fyra"
            " placeringar och landar på plats 227.",
            {("Kumla", 42, "riket"), ("Laxå", 227, "riket")},
        ),
        ("Lunds universitet finns på plats 106.", {("Lunds universitet", 106, "riket")}),
    ],
)
def test_a_place_is_one_in_the_list_that_is_spoken_of(text, expected):
    assert {(who, number, scope) for who, number, scope, _ in placed(text)} == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rubrik\n\n3 juli 2017\n\nText.", "2017-07-03"),
        ("NYHET22 september 2021\n\nRubrik", "2021-09-22"),
        ("2016-04-26 12:02\n\nRubrik", "2016-04-26"),
        ("Rubrik\n\n2022-05-19 Kumla har fått en ny skola.", "2022-05-19"),
        ("Rubrik\n\nDen 3 juli 2017 kom rapporten.", ""),
        ("Rubrik\n\nUppdaterad 3 juli 2017", ""),
    ],
)
def test_a_date_at_the_head_of_a_page_is_its_own(text, date):
    assert date_at_head(text) == date
