"""What sentences say about who came where, and what in them is no rank."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fact_names import area, county_of, municipality, names
from index.fact_sentences import statements_of


def said(sentence, subject=""):
    """What a sentence says, as (who, measure, number, year)."""
    return [
        (s.who, s.value.measure, s.value.number, s.year) for s in statements_of(sentence, subject)
    ]


def ranks(sentence, subject=""):
    return {(who, number, year) for who, _, number, year in said(sentence, subject)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Etta i Klimatindex 2022 är Växjö, tvåa Malmö och trea Lund.",
            {("Växjö", 1, "2022"), ("Malmö", 2, "2022"), ("Lund", 3, "2022")},
        ),
        (
            "Trollhättan är etta och Lidköping tvåa i Kvinnofridsbarometern 2023.",
            {("Trollhättan", 1, "2023"), ("Lidköping", 2, "2023")},
        ),
        (
            "Karlstad har rasat från plats 12 år 2020 till plats 88 år 2023.",
            {("Karlstad", 12, "2020"), ("Karlstad", 88, "2023")},
        ),
        (
            "Lidköping går från plats 40 när senaste mätningen gjordes 2021 till plats 2.",
            {("Lidköping", 40, "2021"), ("Lidköping", 2, "")},
        ),
        (
            "Österåker gick upp från plats 154 till 30.",
            {("Österåker", 154, ""), ("Österåker", 30, "")},
        ),
        (
            "Gothenburg ranked 14th in 2021, up from 30th in 2019.",
            {("Göteborg", 14, "2021"), ("Göteborg", 30, "2019")},
        ),
        (
            "Lidköping, which was ranked 40th in 2021, is now in second place.",
            {("Lidköping", 40, "2021"), ("Lidköping", 2, "")},
        ),
        (
            "Second place went to Uppsala and third place to Örebro.",
            {("Uppsala", 2, ""), ("Örebro", 3, "")},
        ),
        (
            "Malmö came second in the 2022 ranking, ahead of Lund in third place.",
            {("Malmö", 2, "2022")},
        ),
        ("Gävle delar plats 77 med Sandviken.", {("Gävle", 77, ""), ("Sandviken", 77, "")}),
        (
            "Malmö, som vann 2018, har halkat ner till sjätte plats.",
            {("Malmö", 1, "2018"), ("Malmö", 6, "")},
        ),
        (
            "Region Kronoberg, som var etta både 2021 och 2022, är nu trea.",
            {
                ("Kronobergs län", 1, "2021"),
                ("Kronobergs län", 1, "2022"),
                ("Kronobergs län", 3, ""),
            },
        ),
        (
            "Lessebo låg 2019 på plats 150, men sjönk 2021 till plats 170.",
            {("Lessebo", 150, "2019"), ("Lessebo", 170, "2021")},
        ),
        ("Tallbacksskolan kom trea i Elevligan.", {("Tallbacksskolan", 3, "")}),
        ("Hans Berg från Lund kom trea i loppet.", {("Hans Berg", 3, "")}),
        ("Sedan 2017 har Trollhättan varit etta på listan.", {("Trollhättan", 1, "2017")}),
        (
            "Lidköping är tvåa, endast Trollhättan är rankad högre.",
            {("Lidköping", 2, ""), ("Trollhättan", 1, "")},
        ),
        ("Växjö (plats 3) och Västerås (plats 5) följer.", {("Växjö", 3, ""), ("Västerås", 5, "")}),
        ("För fjärde gången i rad rankas Mora som Sveriges bästa kommun.", {("Mora", 1, "")}),
        (
            "Både Piteå och Boden ligger högt, på plats 4 respektive 9.",
            {("Piteå", 4, ""), ("Boden", 9, "")},
        ),
        (
            "Lund ligger på plats 23, sex bättre än 2020, då kommunen kom på plats 29.",
            {("Lund", 23, ""), ("Lund", 29, "2020")},
        ),
        (
            "Nora trillar ur topp tio och får nöja sig med plats 14.",
            {("Nora", 14, "")},
        ),
        (
            "Sex kommuner delar på plats 58, bland dem Älmhult och Osby.",
            {("Älmhult", 58, ""), ("Osby", 58, "")},
        ),
        ("Mora hamnar på delad tredje plats med Orsa.", {("Mora", 3, ""), ("Orsa", 3, "")}),
    ],
)
def test_ranks_of_a_sentence(sentence, expected):
    assert ranks(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # A clause goes on about whom the sentence spoke of, whatever its verb.
        (
            "Lund knep femteplatsen 2023, och parkerade dessförinnan på plats 9.",
            {("Lund", 5, "2023"), ("Lund", 9, "")},
        ),
        ("Det gav en delad åttondeplats.", {("Ljungby", 8, "")}),
        ("– Vi är inte nöjda med plats 134.", {("Ljungby", 134, "")}),
        (
            "Lund är etta, följt av Malmö och Kalmar.",
            {("Lund", 1, ""), ("Malmö", 2, ""), ("Kalmar", 3, "")},
        ),
        # ... and not about others, nor about what is no place.
        ("Grannarna ligger på plats 9.", set()),
        ("Vi har toppat listan flera gånger.", set()),
        ("De åren hamnade kommunen mellan plats 15 och 23.", set()),
        ("På första plats sätter vi barnen.", set()),
        ("Lund är en av landets bästa kommuner.", set()),
    ],
)
def test_whose_a_place_is_by_its_clause(sentence, expected):
    said = statements_of(sentence, "Ljungby", about="Ljungby")
    assert {(s.who, s.value.number, s.year) for s in said if s.value.measure == "rank"} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Målet är att Borås ska nå plats 10 år 2025.",
        "Borås hamnade inte på plats 10.",
        "Med ytterligare två poäng hade Borås tagit andraplatsen.",
        "Bara en seger till så är Borås etta.",
        "Borås var nära att ta andraplatsen.",
        "Borås hade kunnat hamna på plats 10.",
        "Borås kommer på plats 10 om kommunen svarar på enkäten.",
        "Borås fell out of the top 50.",
        "Lund har 12 platser på förskolan och en plats i Malmö.",
        "Första gången Lund deltog var 2012.",
        "Nyköping tappade 30 platser.",
        "Telefonnumret till Lund är nummer 046-35 50 00.",
        "I kommunen finns rutiner på plats och Lund tar det i första hand.",
        "Vansbro har ingen etta i år.",
        "Där är Hortlaxskolan etta.",
        "Ystad var nära förstaplatsen.",
        "Kirunapartiet blev tredje störst i valet.",
        "Could Lund come second?",
    ],
)
def test_what_is_no_rank(sentence):
    assert said(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I botten 2021 finns Lessebo och Arvidsjaur.", ("bottom", 0)),
        ("Näst sist kommer Härnösand.", ("bottom", 2)),
        ("Åtvidaberg finished last in 2023.", ("bottom", 1)),
        ("Alingsås ligger i topp tre.", ("top", 3)),
        ("Sigtuna och Solna är därmed bäst i Stockholms län.", ("top", 0)),
        ("Solna låg på den nedre halvan 2015.", ("half", 2)),
        ("Lund fick 87 poäng av 100 möjliga.", ("points", 87)),
    ],
)
def test_what_is_said_otherwise_than_by_a_rank(sentence, expected):
    assert {(measure, number) for _, measure, number, _ in said(sentence)} == {expected}


def test_scope_is_the_county_that_stands_by_the_rank():
    sentence = "Nora är nummer 14 i Sverige i Barometern 2017 och kommer på första plats i länet."
    assert [(s.value.number, s.scope) for s in statements_of(sentence)] == [
        (14, "riket"),
        (1, "Örebro län"),
    ]
    best = "I Skåne är det Lomma som ligger högst, på plats 40."
    assert [s.scope for s in statements_of(best)] == ["riket"]


def test_names_table_is_whole():
    assert len(names().county_of) == 290
    assert len(set(names().county_of.values())) == 21
    assert municipality("Lidköpings kommun") == municipality("lidköping") == "Lidköping"
    assert municipality("Västerås stad") == "Västerås"
    assert area("Sörmland") == county_of("Flen") == "Södermanlands län"
    assert (area("Kalmar"), area("Kalmar län")) == ("", "Kalmar län")


@given(st.text(max_size=200))
def test_any_text_has_facts_that_lie_in_it(text):
    for one in statements_of(text, "Lund"):
        assert 0 <= one.start < one.end <= len(text)
