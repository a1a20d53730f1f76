"""Made-up notices have one right answer, or none."""

from __future__ import annotations

import random
import re

from qa.contrast_data import contrast_examples
from qa.contrast_kinds import KINDS

EXAMPLES = contrast_examples(800, random.Random(5))


def test_the_same_seed_gives_the_same_notices() -> None:
    assert contrast_examples(50, random.Random(5)) == EXAMPLES[:50]


def test_some_questions_have_no_answer() -> None:
    share = sum(e.answer is None for e in EXAMPLES) / len(EXAMPLES)
    assert 0.1 < share < 0.35


def test_years_and_places_of_the_question_stand_in_the_sentence_that_answers() -> None:
    checked = 0
    for example in EXAMPLES:
        if example.answer is None or "rank" in example.question:
            continue
        start, end = example.answer
        sentence = next(
            line for line in re.split(r"(?<=[.”])\s", example.context)
            if example.context[start:end] in line
            and all(year in line for year in re.findall(r"\b20[0-2]\d\b", example.question))
        )  # fmt: skip
        assert 0 <= start < end <= len(example.context)
        checked += bool(sentence)
    assert checked > 400


def test_no_other_sentence_has_the_year_and_the_place_that_are_asked_for() -> None:
    counts = re.compile("hade|räknade|[Aa]ntalet|had |counted|number of")
    asked = re.compile(r"(?:Vilken plats fick|Var hamnade) (\w+) (\d{4})\?")
    found = [(e, m) for e in EXAMPLES if e.answer and (m := asked.fullmatch(e.question))]
    assert found
    for example, match in found:
        sentences = re.split(r"(?<=[.”])\s", example.context)
        both = [s for s in sentences if match[1] in s and match[2] in s and not counts.search(s)]
        assert len(both) == 1, example


def test_every_slot_that_is_asked_for_is_stated() -> None:
    for kind in KINDS:
        for slot in kind.questions:
            stated = [t for templates in kind.statements.values() for t in templates]
            assert any(f"{{{slot}}}" in t for t in stated), (kind.name, slot)
