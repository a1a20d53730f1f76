"""Questions that facts answer: what they are taken for, what they come to, what is cited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa
from index.paragraphs import split_documents
from index.publish import publish
from index.store import open_library
from qa.answer import Answer, Citation, Claim
from qa.computing import Computer, with_reading
from qa.planning import plan_of
from qa.question import parse
from qa.reader import Reader
from tests.fakes import FakeEncoder, a_document, lexical_index

RANKING = """Klimatbarometern 2019

Lund är etta i Klimatbarometern 2019, Växjö tvåa och Malmö trea.
Höör hamnar på plats 40 2019.
Sist i Klimatbarometern 2019 kommer Eda. Umeå har plats 5 i Klimatbarometern 2019."""
LATER = """Klimatbarometern 2021

Klimatbarometern 2021 publicerades den 7 februari 2022.
Växjö är etta i Klimatbarometern 2021 och Lund kommer på plats 4.
Höör delar plats 12 med Umeå i Klimatbarometern 2021.
I botten av Klimatbarometern 2021 ligger Eda och Grums."""
OTHERS = ("Borås", "Kalmar", "Falun", "Mora", "Sala", "Habo", "Ystad", "Piteå")
DISPUTED = "Barometern i år\n\nMalmö fick plats 7 i Klimatbarometern 2021."
ALSO = "Barometern igen\n\nMalmö hamnar på plats 9 i Klimatbarometern 2021."
LAKES = """Sjö: Vättern; År: 2010; Yta (km²): 1893; Största djup (m): 128
Sjö: Vättern; År: 2020; Yta (km²): 1886; Största djup (m): 127
Sjö: Siljan; År: 2010; Yta (km²): 292; Största djup (m): 134
Sjö: Siljan; År: 2020; Yta (km²): 290; Största djup (m): 120
Sjö: Mälaren; År: 2010; Yta (km²): 1072; Största djup (m): 64
Sjö: Mälaren; År: 2020; Yta (km²): 1090; Största djup (m): 63"""


def computer(path, *texts):
    """A computer over a library of these documents."""
    documents = [
        a_document(text, id=f"d{at}", title=text.split("\n")[0], date="", publisher="")
        for at, text in enumerate(texts)
    ]
    paragraphs = split_documents(documents)[0]
    encoder = FakeEncoder()
    contents = [p.text for p in paragraphs]
    publish(
        path, documents, paragraphs, [], encoder.encode_documents(contents),
        lexical_index(contents), encoder.fingerprint,
    )  # fmt: skip
    return Computer(open_library(path))


@pytest.fixture(scope="module")
def ranks(tmp_path_factory):
    return computer(tmp_path_factory.mktemp("ranks") / "library", RANKING, LATER, DISPUTED, ALSO)


@pytest.fixture(scope="module")
def lakes(tmp_path_factory):
    return computer(tmp_path_factory.mktemp("lakes") / "library", LAKES)


def asked(computer, question):
    answer = computer.answer(parse(question))
    return answer and (answer.computation.kind, answer.claims[0].text)


@pytest.mark.parametrize(
    ("question", "kind", "said"),
    [
        ("Vilken plats hade Höör 2019?", "lookup", "plats 40"),
        ("Where did Lund rank in 2021?", "lookup", "place 4"),
        ("Vem kom tvåa 2019?", "nth", "Växjö"),
        ("Who came first in 2021?", "nth", "Växjö"),
        ("Vem vann 2019?", "nth", "Lund"),
        ("Vem kom etta 2019 och 2021?", "holders", "Lund (2019) och Växjö (2021)"),
        ("Which municipalities have come first?", "holders", "Lund (2019) and Växjö (2021)"),
        ("Vem tog hem segern 2021?", "nth", "Växjö"),
        ("Vem kom sist 2019?", "nth", "Eda"),
        ("Who was at the bottom in 2021?", "nth", "Eda and Grums"),
        ("Topp tre 2019?", "top", "Lund, Växjö och Malmö"),
        ("How many of the top five in 2019 are in Skåne?", "count", "2"),
        ("Vilka kommuner i Skåne finns med 2019?", "list", "Lund, Malmö och Höör"),
        ("Vilken kommun i Skåne låg högst 2021?", "nth", "Lund"),
        ("Which municipalities ranked worse than 4 in 2019?", "list", "Umeå and Höör"),
        ("Vilka delade plats 12 2021?", "list", "Höör och Umeå"),
        ("Which municipality tied with Höör in 2021?", "ties", "Umeå"),
        ("Hur många placeringar klättrade Höör från 2019 till 2021?", "change", "28 placeringar"),
        ("How much has Lund fallen since 2019?", "change", "3 places"),
        ("Vem klättrade mest mellan 2019 och 2021?", "most_changed", "Höör"),
        ("Who dropped most between 2019 and 2021?", "most_changed", "Umeå"),
        ("Vem låg högst 2021, Lund eller Höör?", "compare", "Lund"),
        ("Was Lund better than Växjö in 2019?", "is_better", "Yes"),
        ("Var Lund bättre än Växjö 2021?", "is_better", "Nej"),
        ("Was Höör in the top ten in 2021?", "is_rank", "No"),
        ("Blev Malmö trea 2019?", "is_rank", "Ja"),
        ("Har Höör förbättrats sedan 2019?", "has_risen", "Ja, från plats 40 till plats 12"),
        ("Vad är skillnaden mellan Lund och Umeå 2019?", "difference", "4 placeringar"),
        ("What is the average rank of Lund?", "mean", "2.5"),
        ("Vilken är Växjös bästa placering?", "best", "plats 1 (2021)"),
        ("What was the worst rank of Höör?", "worst", "place 40 (2019)"),
        ("Vilket år låg Höör på plats 40?", "when", "2019"),
        ("How many times has Växjö been first?", "times", "1"),
    ],
)
def test_questions_of_rank(ranks, question, kind, said):
    assert asked(ranks, question) == (kind, said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hur djup var Vättern 2020?", "127 m"),
        ("What was the area of Siljan in 2010?", "292 km²"),
        ("Which lake was deepest in 2020?", "Vättern"),
        ("Vilken sjö är näst störst till ytan 2010?", "Mälaren"),
        ("How much did the area of Mälaren change between 2010 and 2020?", "18 km²"),
        ("Vilken sjös djup minskade mest mellan 2010 och 2020?", "Siljan"),
        ("What is the average depth of the lakes in 2020?", "103.3"),
        ("Vad är den sammanlagda ytan 2020?", "3266 km²"),
        ("Was Vättern deeper than Siljan in 2010?", "No"),
        ("Hur många sjöar var djupare än 100 m 2020?", "2"),
        ("Which lakes have an area between 200 and 1100 in 2020?", "Siljan and Mälaren"),
        ("Vilken är grundast, Mälaren eller Siljan?", "Mälaren"),
    ],
)
def test_questions_of_another_table_need_no_other_code(lakes, question, said):
    assert asked(lakes, question)[1] == said


@pytest.mark.parametrize(
    "question",
    [
        "Varför kom Lund etta 2019?",
        "Vem kom inte tvåa 2019?",
        "Vem är ordförande i Lund?",
        "Hur många kommuner svarade 2019?",
        "How many places are there in shelters in 2019?",
        "What does the head of the unit in Lund say about first place?",
        "Vilken plats fick Lund i Skolbarometern 2019?",
        "Vilken plats fick Lund 2015?",
        "Vem kom åtta 2019?",
        "Från vilken plats klättrade Höör 2021?",
        "Vilken plats fick Kiruna 2019?",
    ],
)
def test_other_questions_are_left_to_the_reader(ranks, question):
    assert ranks.answer(parse(question)) is None


def test_both_names_of_an_edition_are_understood_and_said(ranks):
    one, other = (ranks.answer(parse(f"Vem kom etta {year}?")) for year in ("2021", "2022"))
    assert one.text == other.text == "Växjö"
    sentence = "Växjö kom på plats 1 i Klimatbarometern 2021 (kallas också 2022)."
    assert one.computation.sentence == other.computation.sentence == sentence
    assert any("publicerades den 7 februari 2022" in c.quote for c in other.citations)


def test_every_value_is_cited_by_the_words_that_say_it(ranks):
    answer = ranks.answer(parse("Hur många placeringar klättrade Höör från 2019 till 2021?"))
    for row in answer.computation.rows:
        (at,) = row.citations
        quote, (start, end) = answer.citations[at].quote, answer.citations[at].span
        assert quote[start:end] == f"plats {row.value:g}"
        assert row.who in quote


def test_of_several_rankings_the_answer_names_its_own(tmp_path):
    several = computer(
        tmp_path / "library", RANKING,
        "Kommunerna 2019\n\nGävle kom på andra plats 2019. Lund hamnar på plats 9 2019.\n"
        + "\n".join(f"{who} hamnar på plats {at} 2019." for at, who in enumerate(OTHERS, 10)),
        "Skolindexet 2020\n\nLund är tvåa i Skolindexet 2020.",
    )  # fmt: skip
    asked_for = {
        "Vem kom tvåa 2019?": "Växjö kom på plats 2 i Klimatbarometern 2019.",
        "Vilken plats hade Lund 2020?": "plats 2",
        "Vem kom tvåa i Skolindexet?": "Lund kom på plats 2 i Skolindexet 2020.",
    }
    answers = {q: several.answer(parse(q)) for q in asked_for}
    assert {q: a and a.text for q, a in answers.items()} == asked_for


def test_facts_that_contradict_each_other_are_both_said(ranks):
    answer = ranks.answer(parse("Vilken plats fick Malmö 2021?"))
    assert answer.disagreement
    assert [claim.text for claim in answer.claims] == ["plats 7", "plats 9"]
    quotes = [answer.citations[claim.citations[0]].quote for claim in answer.claims]
    assert ["plats 7" in quotes[0], "plats 9" in quotes[1]] == [True, True]


def test_what_is_missing_is_said(ranks):
    answer = ranks.answer(parse("Vilka kommuner i Skåne finns med 2019?"))
    assert answer.text.endswith("Värden är kända för 3 av 33.")
    assert (answer.computation.known, answer.computation.of) == (3, 33)


def test_answer_is_json_with_its_computation(ranks):
    stated = ranks.answer(parse("Vem kom tvåa 2019?")).to_dict()["computation"]
    assert stated["kind"] == "nth"
    assert stated["rows"][0] | {"citations": ()} == {
        "who": "Växjö", "year": "2019", "measure": "rank", "value": 2.0, "unit": "",
        "citations": (),
    }  # fmt: skip


def test_plan_names_the_ranking_as_the_documents_do(ranks):
    answer = ranks.answer(parse("Vem kom tvåa i Klimatbarometern 2019?"))
    assert answer.computation.plan["ranking"] == "Klimatbarometern"


def read(text, words):
    at = text.index(words)
    document = a_document(text)
    citation = Citation(text, 0, len(text), (at, at + len(words)), "sida#1", document)
    return Answer("?", "sv", words, (Claim(words, (0,)),), (citation,), confidence=0.9)


def test_a_reader_that_finds_another_rank_is_heard(ranks):
    computed = ranks.answer(parse("Vilken plats fick Lund 2021?"))
    other = with_reading(computed, read("Lund når nivå 8 år 2021.", "8"))
    assert other.disagreement
    assert [claim.text for claim in other.claims] == ["plats 4", "8"]
    same = with_reading(computed, read("Lund kom på plats 4 år 2021.", "plats 4"))
    elsewhere = with_reading(computed, read("Lund hade 8 skolor år 2015.", "8"))
    assert not same.disagreement
    assert not elsewhere.disagreement


def test_only_what_could_say_otherwise_is_read(monkeypatch):
    assistant = qa.load()
    texts: list[str] = []
    whole = Reader.read

    def noting(self, question, pairs):
        texts.extend(text for _title, text in pairs)
        return whole(self, question, pairs)

    monkeypatch.setattr(Reader, "read", noting)
    assert assistant.ask("Vem kom tvåa 2024?").computation is not None
    assert texts == []
    assert assistant.ask("Vilken plats fick Lidköping 2021?").computation is not None
    assert texts
    assert all("Lidköping" in text and "2021" in text for text in texts)


@given(st.text(max_size=120))
def test_any_question_has_a_plan_or_none(text):
    from qa.plan import Vocabulary

    names = {"lund": "Lund"}
    vocabulary = Vocabulary(names, ["yta", "djup"], frozenset({"x"}), frozenset({"m"}))
    plan = plan_of(text, vocabulary)
    assert plan is None or replace(plan) == plan
