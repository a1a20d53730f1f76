"""Scores that can be worked out by hand."""

from __future__ import annotations

import pytest

from qa.metrics import (
    area_under_risk_coverage,
    exact_match,
    f1,
    interval,
    is_right,
    normalise,
    risk_at_coverage,
)


def test_articles_case_and_points_do_not_count() -> None:
    assert normalise("Den stora, 'Jouren'!") == "stora jouren"
    assert exact_match("the Rhine.", ["Rhine"]) == 1.0
    assert exact_match("Rhine river", ["Rhine"]) == 0.0


def test_f1_is_the_best_overlap() -> None:
    assert f1("plats 40", ["40", "femtio"]) == pytest.approx(2 / 3)
    assert f1("", []) == 1.0
    assert f1("något", []) == 0.0
    assert f1("", ["något"]) == 0.0


def test_right_is_near_or_held() -> None:
    assert is_right("enhetschef på sektor social välfärd", ["enhetschef"])
    assert is_right("två år", ["under två år"])
    assert not is_right("2", ["290"])
    assert not is_right("", ["290"])
    assert is_right("", [])


def test_risk_counts_the_surest_first() -> None:
    confidence, right = [0.9, 0.8, 0.2, 0.1], [True, False, True, False]
    assert risk_at_coverage(confidence, right, 0.5) == 0.5
    assert risk_at_coverage(confidence, right, 0.25) == 0.0
    assert area_under_risk_coverage(confidence, right) == pytest.approx(
        (0 + 1 / 2 + 1 / 3 + 2 / 4) / 4
    )


def test_interval_holds_the_mean() -> None:
    low, high = interval([0.0, 100.0] * 50)
    assert 35 < low < 50 < high < 65
    assert interval([]) == (0.0, 0.0)
