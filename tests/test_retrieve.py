"""What is read of what was found."""

from __future__ import annotations

from qa.answer import Passage
from qa.retrieve import MOST_READ, READ_WITHIN, worth_reading
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
