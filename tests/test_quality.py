"""Scores may rise and not fall: `tests/floors.json` holds the least that each must reach.

A floor names its data, their checksum, the score and the command that measures all of it. The
samples here are small, so that the floors stand a little below the full figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import qa
from index import bundled
from qa import evaluate_questions as questions
from qa import evaluate_reader as reader_scores
from qa.assistant import Assistant
from qa.reader import Reader, Reading, Span, load_reader
from qa.reader_weights import load_model
from qa.training_data import sha256
from tests.serving import ROOT

FLOORS: dict[str, Any] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf-8")
)
# Points of F1 over 40 questions, of which one is 2.5: what bfloat16 may cost a set.
_COST_OF_BFLOAT16 = 3.0
READER_SETS = list(FLOORS["reader"]["sets"])


def reader_f1(reader: Reader, shared: Path, name: str) -> float:
    floor = FLOORS["reader"]["sets"][name]
    folder = shared / "qa-data"
    assert sha256(folder / floor["file"]) == floor["sha256"], "the data are not the floor's"
    asked = [q for q in reader_scores.read_set(folder, name) if q.answers]
    sample = reader_scores.sample(asked, FLOORS["reader"]["size"])
    return reader_scores.score_set(reader, name, sample).f1


@pytest.fixture(scope="module")
def exact_reader() -> Reader:
    """The reader in float32, which gives the same figures on every machine."""
    return Reader(bundled.tokenizer(), load_model())


@pytest.mark.parametrize("name", READER_SETS)
def test_the_reader_given_the_gold_context(exact_reader: Reader, shared: Path, name: str) -> None:
    assert reader_f1(exact_reader, shared, name) >= FLOORS["reader"]["sets"][name]["f1"]


@pytest.mark.parametrize("name", READER_SETS)
def test_the_number_format_that_is_fast_here_costs_little(shared: Path, name: str) -> None:
    floor = FLOORS["reader"]["sets"][name]["f1"]
    assert reader_f1(load_reader(), shared, name) >= floor - _COST_OF_BFLOAT16


class FakeReader:
    """Gives one span of every text, whatever is asked."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def read_pairs(self, pairs: Sequence[tuple[str, str, str]]) -> list[Reading]:
        """Read (question, title, text) triples."""
        ends = {
            "first sentence": lambda text: text.find(". ") + 1 or len(text),
            "whole passage": len,
            "always the same span": lambda text: min(12, len(text)),
        }
        return [Reading((Span(0, ends[self.kind](t), 1.0),), 1.0) for _q, _title, t in pairs]


@pytest.mark.parametrize("kind", ["first sentence", "whole passage", "always the same span"])
@pytest.mark.parametrize("name", READER_SETS)
def test_a_reader_that_does_not_read_falls_below(shared: Path, name: str, kind: str) -> None:
    fake: Any = FakeReader(kind)
    assert reader_f1(fake, shared, name) < FLOORS["reader"]["sets"][name]["f1"] / 2


def verdicts(assistant: Assistant, file: Path) -> list[questions.Verdict]:
    return [questions.judge(assistant, gold) for gold in questions.read_gold(file)]


@pytest.fixture(scope="module")
def on_raw_pages(
    shared: Path, raw_pages: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[questions.Verdict]:
    library = tmp_path_factory.mktemp("raw") / "library"
    qa.build([raw_pages], library)
    return verdicts(qa.load(library), shared / "corpus" / "questions-dev.jsonl")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_raw_pages_are_found_and_cited(
    on_raw_pages: list[questions.Verdict], language: str
) -> None:
    floors = FLOORS["raw pages"]
    asked = [v for v in questions.extractive(on_raw_pages) if v.gold.language == language]
    for field in ("found_first", "found_in_3", "cited", "right"):
        assert questions.share(asked, field) >= floors[field][language], field


def test_what_the_raw_pages_lack_is_refused(on_raw_pages: list[questions.Verdict]) -> None:
    asked = [v for v in on_raw_pages if not v.gold.answers]
    assert questions.share(asked, "right") >= FLOORS["raw pages"]["refused"]


@pytest.fixture(scope="module")
def on_the_corpus() -> list[questions.Verdict]:
    golds = questions.read_gold(ROOT / "corpus" / "questions.jsonl")
    assistant = qa.load()
    return [questions.judge(assistant, gold) for gold in golds[:: FLOORS["corpus"]["every"]]]


@pytest.mark.parametrize("field", ["right", "found_in_3"])
def test_the_shipped_corpus_answers(on_the_corpus: list[questions.Verdict], field: str) -> None:
    asked = questions.extractive(on_the_corpus)
    assert questions.share(asked, field) >= FLOORS["corpus"][field]


def test_what_the_shipped_corpus_lacks_is_refused(on_the_corpus: list[questions.Verdict]) -> None:
    asked = [v for v in on_the_corpus if not v.gold.answers]
    assert questions.share(asked, "right") >= FLOORS["corpus"]["refused"]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a", "lang": "sv", "question": "?", "answers": [], "page": "x"}\n{\n')
    with pytest.raises(questions.GoldError, match=r"gold.jsonl, line 2: not a JSON object"):
        questions.read_gold(file)
    file.write_text('{"id": "a"}\n')
    with pytest.raises(questions.GoldError, match=r"line 1: the field 'lang' is missing"):
        questions.read_gold(file)
