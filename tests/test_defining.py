"""Who asks what a named thing is gets what it is said to be, and not what stands near its name."""

from __future__ import annotations

import pytest

from qa.candidates import candidates
from qa.defining import is_explained, thing_asked
from qa.question import parse
from tests.test_answering import passage, reading

TEXTS = ("Så gick det i Tranmätningen i år. Den ges ut av Fågelrådet.",)


@pytest.mark.parametrize(
    "question",
    ["Vad är Tranmätningen?", "vad är tranmätningen", "What is Tranmätningen?",
     "What's the Tranmätningen?", "Vad betyder Tranmätningen?", "Vad står Tranmätningen för?"],
)  # fmt: skip
def test_a_name_that_is_to_be_explained_is_known(question: str) -> None:
    assert thing_asked(question, TEXTS).casefold() == "tranmätningen"


@pytest.mark.parametrize(
    "question",
    ["Vad är priset?", "What is the price?", "Vad är Tranmätningens resultat?",
     "What is Tranmätningen about to do in May?", "Vem ger ut Tranmätningen?", "Vad är det?"],
)  # fmt: skip
def test_other_questions_ask_for_no_explanation(question: str) -> None:
    assert thing_asked(question, TEXTS) == ""


@pytest.mark.parametrize(
    ("sentence", "words", "explained"),
    [
        ("Tranmätningen är en räkning av fåglar.", "räkning av fåglar", True),
        ("Tranmätningen 2021 är den första räkningen.", "första räkningen", True),
        ("Tranmätningen, en räkning av fåglar, kom i maj.", "räkning av fåglar", True),
        ("Fågelrådets räkning (Tranmätningen) kom i maj.", "Fågelrådets räkning", True),
        ("Hjo får plats 12 i Tranmätningen.", "Hjo får plats 12", False),
        ("Tranmätningen kom i maj, och Hjo är tvåa.", "tvåa", False),
        ("Tranmätningen 10 år", "10 år", False),
    ],
)
def test_what_a_thing_is_stands_behind_to_be_or_beside_it(
    sentence: str, words: str, explained: bool
) -> None:
    start = sentence.index(words)
    assert is_explained(sentence, start, start + len(words), "tranmätningen") is explained


def test_an_explanation_goes_before_a_surer_span_that_is_none() -> None:
    rank = "I Tranmätningen får Hjo plats 12."
    told = "Läs mer i Tranmätningen. Tranmätningen är en räkning av fåglar."
    passages = [passage(rank, "rank"), passage(told, "told")]
    readings = [reading(rank, ("Hjo plats 12", 1.0)), reading(told, ("räkning av fåglar", -1.0))]
    best = candidates(parse("Vad är Tranmätningen?"), passages, readings)[0]
    assert best.text == "räkning av fåglar"
    other = candidates(parse("Vad hände i Tranmätningen?"), passages, readings)[0]
    assert other.text == "Hjo plats 12"
