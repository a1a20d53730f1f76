"""What computed answers say, and which questions they leave to the reader."""

from __future__ import annotations

import pytest

from index import bundled
from index.encoder import load_encoder
from qa.question import parse
from tests.computing import FOLDER, computer, over_shipped_pages

shipped = pytest.fixture(over_shipped_pages, scope="module")


@pytest.fixture(scope="module")
def resorts(tmp_path_factory):
    encoder = load_encoder(bundled.NAME)
    return computer(tmp_path_factory.mktemp("resorts") / "library", FOLDER / "resorts.csv", encoder)


@pytest.mark.parametrize(
    "question",
    [
        "How many restaurants does Storhamra have in 2022?",
        "Hur många skidskolor har Storhamra 2022?",
        "Hur många gröna nedfarter har Storhamra?",
        "Hur många skiddagar från Danmark hade Storhamra 2022?",
        "Hur många liftar stod stilla i Storhamra 2022?",
        "Hur många liftar per nedfart har Storhamra 2022?",
        "Hur många snökanoner hade Granåsen 2019?",
        "How many of the lifts in Storhamra are new?",
    ],
)
def test_what_no_column_says_gets_no_number(resorts, question):
    assert resorts.answer(parse(question)) is None


@pytest.mark.parametrize(
    ("question", "kind", "said"),
    [
        ("Hur många procent ökade skiddagarna i Vargtoppen från 2019?", "growth", "26,8 %"),
        ("What share of all skier days did Storhamra have in 2022?", "share", "47.4 %"),
    ],
)
def test_parts_are_in_percent(resorts, question, kind, said):
    answer = resorts.answer(parse(question))
    assert (answer.computation.kind, answer.claims[0].text) == (kind, said)


def test_two_rows_that_contradict_each_other_are_both_said(tmp_path):
    table = tmp_path / "sjöar.csv"
    table.write_text(
        "Sjö,År,Yta (km²)\nVidsjön,2020,12\nVidsjön,2020,15\nSmalsjön,2020,4\n", "utf-8"
    )
    asked = computer(tmp_path / "library", table)
    looked_up = asked.answer(parse("Hur stor yta hade Vidsjön 2020?"))
    assert looked_up.disagreement
    assert [claim.text for claim in looked_up.claims] == ["12 km²", "15 km²"]
    quotes = [looked_up.citations[claim.citations[0]].quote for claim in looked_up.claims]
    assert ["12" in quotes[0], "15" in quotes[1]] == [True, True]
    compared = asked.answer(parse("Which has the larger area in 2020, Vidsjön or Smalsjön?"))
    assert compared.claims[0].text == "Vidsjön"
    assert compared.text.endswith("Documents also state Vidsjön 2020: 15 km².")
    assert any("15" in citation.quote for citation in compared.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Vilket län kom på andra plats?",
        "Which country came fifth?",
        "Vad får vinnaren?",
        "Vem flyttade in först?",
        "Vilket år kom parksliden till Göteborg?",
        "Hur många ärenden kom från Strängnäs?",
        "Vilken kommun i länet har fallit mest?",
        "Vilken kommun är bäst på boende?",
        "Vilka år låg Kronoberg först?",
    ],
)
def test_questions_about_something_else_are_left_to_the_reader(shipped, question):
    assert shipped.answer(parse(question)) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vem låg närmast före Karlstad 2023?", "Göteborg och Kristianstad"),
        ("Who came right behind Trollhättan in 2021?", "Eskilstuna"),
        ("Which municipalities missed the top 163 in 2023?", "Hylte and Åtvidaberg"),
        ("Vem kom trea från slutet 2023?", "Avesta"),
    ],
)
def test_who_is_next_and_who_is_outside(shipped, question, said):
    assert shipped.answer(parse(question)).claims[0].text == said


@pytest.mark.parametrize(
    "question", ["Vem låg precis före Skurup 2023?", "Vilka låg utanför topp tio 2025?"]
)
def test_next_and_outside_need_known_neighbours(shipped, question):
    assert shipped.answer(parse(question)) is None


def test_top_of_a_county_is_not_who_of_it_is_in_the_top(shipped):
    member = shipped.answer(parse("Vilka i topp tio 2023 kommer från Västra Götaland?"))
    assert member.claims[0].text == "Trollhättan, Lidköping och Göteborg"
    own = shipped.answer(parse("Topp tre i Skåne 2023?"))
    assert own.claims[0].text == "Kristianstad, Skurup och Höör"
    assert own.text.endswith("Värden är kända för 5 av 33.")


@pytest.mark.parametrize(
    "question",
    ["Hur har det gått för Lidköping genom åren?", "How has Lidköping done over the years?"],
)
def test_how_it_has_gone_is_told_year_by_year(shipped, question):
    computation = shipped.answer(parse(question)).computation
    assert computation.kind == "trend"
    assert {(row.year, row.value) for row in computation.rows} >= {("2021", 40), ("2023", 2)}


def test_what_is_not_known_of_a_top_is_said(shipped):
    answer = shipped.answer(parse("Vilka kommuner var bland de tio bästa 2025?"))
    assert "Värden är kända för 3 av 10." in answer.text


@pytest.fixture(scope="module")
def strand(tmp_path_factory):
    path = tmp_path_factory.mktemp("strand") / "library"
    return computer(path, FOLDER / "solviks-strand.md", load_encoder(bundled.NAME))


@pytest.mark.parametrize(
    "question",
    ["Hur många badgäster har stranden totalt?", "How many bathers did the beach have in total?"],
)
def test_what_there_is_in_all_is_no_sum_over_years(strand, question):
    answer = strand.answer(parse(question))
    assert answer is None or answer.computation.kind != "sum"


def test_what_came_over_the_years_is_summed(strand):
    answer = strand.answer(parse("Hur många badgäster har stranden haft totalt?"))
    assert answer.computation.kind == "sum"
    assert len(answer.computation.rows) == 8
