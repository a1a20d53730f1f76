"""The single checks of a corpus: its questions, ranks, copied words, likeness and addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corpus_facts import states_rank
from index.corpus_pages import is_url
from index.corpus_questions import Question, holds, question_faults
from index.corpus_text import copied_runs, likeness

# What the check finds in a question


def question(**changes):
    values = {"id": "q1", "lang": "sv", "kind": "rank", "style": "formal", "question": "Vem?"}
    return Question(**values | {"answers": ("plats 9",), "pages": ("a",)} | changes)


TEXTS = {"a": "Hudiksvall är på plats 9 av 290.", "b": "Solna är på plats 3."}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"lang": "fi"}, 'q1: lang is "fi", expected one of sv, en'),
        ({"kind": "riddle"}, 'q1: kind is "riddle", expected one of lookup'),
        ({"style": "rude"}, 'q1: style is "rude", expected one of'),
        ({"question": " "}, "q1: the question is empty"),
        ({"answers": ()}, "q1: is rank with 0 answers and 1 pages"),
        ({"kind": "unanswerable"}, "q1: is unanswerable with 1 answers and 1 pages"),
        ({"pages": ("c",)}, "q1: there is no page c"),
        ({"answers": ("plats 29",)}, 'q1: "plats 29" does not stand in a'),
        ({"answers": ("29",)}, 'q1: "29" does not stand in a'),
        ({"pages": ("a", "b")}, "q1: b holds none of the answers"),
    ],
)
def test_check_finds_fault_in_question(changes, fault):
    faults = list(question_faults([question(**changes)], TEXTS))
    assert any(line.startswith(fault) for line in faults), faults


def test_right_questions_have_no_fault():
    computed = question(id="q2", question="Hur många?", answers=("281",), computed=True)
    nothing = question(id="q3", question="När?", kind="unanswerable", answers=(), pages=())
    assert list(question_faults([question(), computed, nothing], TEXTS)) == []


def test_check_finds_questions_that_are_the_same():
    faults = list(
        question_faults([question(), question(question="VEM?"), question(id="q2")], TEXTS)
    )
    assert "q1: 2 questions have this id" in faults
    assert "q2: asks the same as q1" in faults


# The single checks


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Solna hade plats 58 år 2017.", 58),
        ("Katrineholm är nummer 14 och Solna nummer 3.", 3),
        ("Solnas tredjeplats gladde.", 3),
        ("Solna kom tvåa.", 2),
        ("Solna är näst bäst.", 2),
        ("Bara ettan Solna är högre rankad.", 1),
        ("Solna har legat på plats 11 och plats 12.", 12),
        ("Plats: 6; Kommun: Solna; Län: Stockholms län", 6),
    ],
)
def test_rank_is_found_in_the_words_that_pages_use(text, rank):
    assert states_rank(text, "Solna", rank)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Solna hade plats 58 år 2017.", 5),
        ("Solna deltog. Sigtuna har plats 3.", 3),
        ("Solnabo kom på plats 3.", 3),
        ("Solna är näst bäst.", 1),
        ("Solna samarbetar med andra kommuner.", 2),
        ("Av 290 kommuner svarade Solna.", 290),
    ],
)
def test_rank_is_not_found_elsewhere(text, rank):
    assert not states_rank(text, "Solna", rank)


def test_copied_run_goes_on_across_names_and_numbers():
    original = "vi har 40 jourer som Unizon samlar och de hjälper alla som ringer dit varje dag"
    ours = "Där har vi har 50 jourer som Roks samlar och de hjälper alla som ringer dit ofta"
    assert copied_runs(ours, original) == [
        "vi har jourer som samlar och de hjälper alla som ringer dit"
    ]


def test_eight_words_in_common_are_no_copy():
    original = "en två tre fyra fem sex sju åtta nio"
    assert copied_runs("en två tre fyra fem sex sju åtta tio", original) == []
    assert copied_runs(original, original) == [original]


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_symmetric_and_between_0_and_1(first, second):
    assert 0 <= likeness(first, second) == likeness(second, first) <= 1


@pytest.mark.parametrize(
    "url", ["https://unizon.se", "http://nck.uu.se/a?b=1&c=", "https://x.se:8080/%C3%A4"]
)
def test_web_address(url):
    assert is_url(url)


@pytest.mark.parametrize(
    "url",
    ["unizon.se", "https://", "https:///x", "javascript:x.se", "http://a b.se", "http://x.se:n"],
)
def test_no_web_address(url):
    assert not is_url(url)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_not(url):
    assert is_url(url) in {True, False}


def test_answers_are_whole_words():
    assert holds("Det är plats 9.", "9")
    assert not holds("Av 290 kommuner", "9")
    assert not holds("", "9")
