"""The figures of whole libraries, from rows whose outcome is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.evaluate_library import Row, row_dict, row_from
from qa.library_score import answered_by_own, score, table


def row(number: int, *, answerable: bool, right: bool, f1: float = 0.0, given: float = 0.0) -> Row:
    """One question of a made-up set."""
    return Row(
        set="made", id=str(number), group="", with_gold=answerable, answerable=answerable,
        answer="", right=right, f1=f1, gold_f1=given, read=answerable,
        rank=1 if right else 2, found_rank=1, signals={},
    )  # fmt: skip


ROWS = [
    row(0, answerable=True, right=True, f1=1.0, given=1.0),
    row(1, answerable=True, right=False, f1=0.5, given=0.9),
    row(2, answerable=False, right=False, given=0.7),
    row(3, answerable=False, right=False),
]


def test_shares_are_of_the_questions_they_speak_of() -> None:
    found = score("made", ROWS, [0.9, 0.4, 0.3, 0.1], 0.5)
    assert (found.found_first, found.found_read) == (50, 100)
    assert (found.refused, found.answered) == (100, 50)


def test_what_finding_costs_is_the_gap_between_two_f1_of_the_same_questions() -> None:
    found = score("made", ROWS, [0.9, 0.4, 0.6, 0.1], 0.5)
    assert found.f1 == pytest.approx(75)
    assert found.f1_given == pytest.approx(95), "questions without an answer are left out"


@pytest.mark.parametrize(("sure_of_nothing", "wrong"), [(0.6, 0), (0.95, 50)])
def test_an_answer_where_there_is_none_is_wrong(sure_of_nothing: float, wrong: float) -> None:
    # At 70 % of two answerable questions the surer one is answered, and all that is as sure.
    found = score("made", ROWS, [0.9, 0.4, sure_of_nothing, 0.1], 0.5)
    assert found.wrong_at_70 == pytest.approx(wrong)


def test_a_question_with_an_answer_counts_with_its_document_and_without() -> None:
    without = replace(ROWS[0], with_gold=False, answerable=False, right=False)
    assert answered_by_own([*ROWS, without]) == [0, 1, 4]


def test_the_table_has_a_cell_for_every_heading() -> None:
    lines = table([score("made", ROWS, [0.9, 0.4, 0.6, 0.1], 0.5)]).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert "| 75.0 |" in lines[2]
    assert "| 95.0 |" in lines[2]


def test_a_row_comes_back_as_it_was_written() -> None:
    assert row_from(row_dict(ROWS[1])) == ROWS[1]


def test_a_row_of_another_version_says_what_to_run() -> None:
    values = {k: v for k, v in row_dict(ROWS[1]).items() if k != "gold_f1"}
    with pytest.raises(ValueError, match=r"\(gold_f1\)[^$]*python -m qa.evaluate"):
        row_from(values)
