"""What is found, in which order, and what of it is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.publish import publish
from index.store import Library, open_library
from qa.answer import Passage
from qa.question import parse
from qa.reader import Reading
from qa.retrieve import (
    COVERAGE_WEIGHT,
    MOST_READ,
    READ_WITHIN,
    RELEVANCE_WEIGHT,
    fuse,
    reorder,
    retrieve,
    worth_reading,
)
from qa.thinning import MOST_OF_ONE
from tests.fakes import TEXTS, FakeEncoder, a_document, lexical_index, paragraphs_of
from tests.stub_assistant import UNIZON


def passages(*scores: float) -> list[Passage]:
    return [Passage("Text", score, UNIZON, f"x#{at}", 0, 4) for at, score in enumerate(scores)]


def test_what_scores_far_below_the_best_is_not_read() -> None:
    found = passages(0.9, 0.9 - READ_WITHIN / 2, 0.9 - 2 * READ_WITHIN)
    assert worth_reading(found) == found[:2]


def test_never_more_than_a_dozen_are_read() -> None:
    assert len(worth_reading(passages(*[0.9] * 30))) == MOST_READ == 12


def test_of_nothing_nothing_is_read() -> None:
    assert worth_reading([]) == []


def test_coverage_adds_to_cosine() -> None:
    joined = fuse(np.array([0.8, 0.85], np.float32), np.array([1.0, 0.0], np.float32))
    assert joined.tolist() == pytest.approx([0.8 + COVERAGE_WEIGHT, 0.85])


def test_what_the_reader_finds_relevant_comes_first() -> None:
    found = passages(0.90, 0.89, 0.80)
    readings = [Reading((), relevance) for relevance in (-5.0, 5.0, 6.0)]
    ordered, read = reorder(found, readings)
    weighed = [
        p.score + RELEVANCE_WEIGHT * r.relevance for p, r in zip(found, readings, strict=True)
    ]
    best_first = sorted(range(3), key=lambda at: -weighed[at])
    assert best_first[0] == 1
    assert [p.paragraph_id for p in ordered] == [f"x#{at}" for at in best_first]
    assert [p.scores["relevance"] for p in ordered] == [r.relevance for r in read]


def small_library(tmp_path: Path, texts: list[str]) -> Library:
    document = a_document(" ".join(texts))
    encoder = FakeEncoder()
    publish(
        tmp_path, [document], paragraphs_of(document, texts), [],
        encoder.encode_documents(texts), lexical_index(texts), encoder.fingerprint,
    )  # fmt: skip
    return open_library(tmp_path)


def test_a_text_is_found_once(tmp_path: Path) -> None:
    library = small_library(tmp_path, ["En jour.", "En budget.", "En  JOUR.", "En ranking."])
    found = retrieve(library, FakeEncoder(), parse("jour"), top_k=4)
    assert [p.paragraph_id for p in found] == ["sida#1", "sida#2", "sida#4"]


def test_what_a_document_has_beyond_a_few_comes_last(tmp_path: Path) -> None:
    texts = [f"Jour nummer {n}." for n in range(MOST_OF_ONE + 2)]
    library = small_library(tmp_path, texts)
    assert len(retrieve(library, FakeEncoder(), parse("jour"), top_k=20)) == len(texts)


def test_a_document_can_be_left_out(tmp_path: Path) -> None:
    library = small_library(tmp_path, list(TEXTS))
    without = frozenset({"sida"})
    assert retrieve(library, FakeEncoder(), parse("jour"), top_k=4, without=without) == []
