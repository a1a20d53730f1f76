"""After `kalla add`, what documents of every kind say is found, and cited where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import qa
from qa import cli
from qa.answer import Citation
from tests.made_collection import Gold, write_collection

# The share of golds that must be among the first three passages.
LEAST_FOUND = 0.95


@dataclass(frozen=True)
class Found:
    """A gold, and the citation of its answer from the first three passages, if it is there."""

    gold: Gold
    citation: Citation | None


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Found]:
    folder, library = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("kept") / "library"
    golds = write_collection(folder)
    assert len(golds) >= 80
    assert cli.main(["add", str(folder), "--library", str(library)]) == 0
    assistant = qa.load(library)
    return [Found(gold, _cited(assistant, gold)) for gold in golds]


def _cited(assistant: qa.Assistant, gold: Gold) -> Citation | None:
    for passage in assistant.retrieve(gold.question, top_k=3):
        at = passage.text.find(gold.answer)
        if at >= 0 and Path(passage.document.origin).name == gold.file:
            span = (at, at + len(gold.answer))
            where = (passage.start, passage.end)
            return Citation(passage.text, *where, span, passage.paragraph_id, passage.document)
    return None


def test_answers_are_in_the_first_three_passages(found: list[Found]) -> None:
    missed = [one.gold for one in found if one.citation is None]
    assert len(missed) <= (1 - LEAST_FOUND) * len(found), missed


def test_every_citation_says_where_the_answer_stands(found: list[Found]) -> None:
    wrong = [
        (one.gold, one.citation.place)
        for one in found
        if one.citation is not None and one.citation.place != one.gold.place
    ]
    assert not wrong
