"""Verdicts → figures with intervals, the risk–coverage curve and the bins of confidence.

In: `Verdict`s. Out: a `Figure` for each measure that applies to them. It does not know which
questions were chosen, or how a figure is shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.measures import BINS, MEASURES, Measure, Row, Rows, binned, estimated, sureness
from qa.metrics import interval
from qa.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % bootstrap interval over `count` questions."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence is from `low` to `high`: how sure, and how often right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the risk–coverage curve, both from 0 to 1."""

    coverage: float
    risk: float


def figures(verdicts: Sequence[Verdict]) -> dict[str, Figure]:
    """Return the figures of some questions, by name; those that do not apply are left out."""
    held = _held(verdicts)
    found = {}
    for measure in MEASURES:
        rows = [row for verdict in verdicts if (row := measure.row(verdict)) is not None]
        if rows and held.issuperset(measure.needs):
            found[measure.name] = _figure(measure, np.array(rows, np.float64))
    return found


def difference(
    measure: Measure, before: Sequence[Verdict], after: Sequence[Verdict]
) -> Figure | None:
    """Return how far a figure moved, with its interval over the pairs of verdicts.

    Args:
        measure: what is compared.
        before: verdicts.
        after: verdicts on the same questions, in the same order.

    Returns:
        The difference; None where one of the two has no such figure. Its interval is NaN where
        so few questions count that a sample of them may hold none.
    """
    if not all(_held(side).issuperset(measure.needs) for side in (before, after)):
        return None
    first, second = (_with_gaps([measure.row(one) for one in side]) for side in (before, after))
    counted = ~np.isnan(first[:, 0]) | ~np.isnan(second[:, 0])
    first, second = first[counted], second[counted]

    def moved(drawn: NDArray[np.float64]) -> float:
        at = drawn.astype(int)
        return _value(measure, second[at]) - _value(measure, first[at])

    everything = np.arange(len(first), dtype=np.float64)
    value = moved(everything)
    if math.isnan(value):
        return None
    low, high = interval(everything.tolist(), moved)
    return Figure(value, low, high, len(first))


def risk_curve(verdicts: Sequence[Verdict]) -> tuple[Point, ...]:
    """Return coverage and risk after each question, the surest first.

    Geifman and El-Yaniv 2017, arXiv:1705.08500. Nothing where a candidate is not known.
    """
    if not verdicts or "candidates" not in _held(verdicts):
        return ()
    rows = np.array([sureness(verdict) for verdict in verdicts])
    order = np.argsort(-rows[:, 0], kind="stable")
    counts = np.arange(1, len(rows) + 1)
    risks = (1 - rows[order, 1]).cumsum() / counts
    pairs = zip((counts / len(rows)).tolist(), risks.tolist(), strict=True)
    return tuple(Point(coverage, risk) for coverage, risk in pairs)


def reliability(verdicts: Sequence[Verdict]) -> tuple[Bin, ...]:
    """Return the bins of confidence that hold questions, lowest first."""
    rows = [row for verdict in verdicts if (row := estimated(verdict)) is not None]
    if not rows or "candidates" not in _held(verdicts):
        return ()
    counts, sure, right = binned(np.array(rows))
    return tuple(
        Bin(at / BINS, (at + 1) / BINS, int(counts[at]),
            float(sure[at] / counts[at]), float(right[at] / counts[at]))
        for at in np.flatnonzero(counts).tolist()
    )  # fmt: skip


def _held(verdicts: Sequence[Verdict]) -> set[str]:
    held = {"answerable" if verdict.gold.answers else "unanswerable" for verdict in verdicts}
    if all(verdict.candidate is not None for verdict in verdicts):
        held.add("candidates")
    return held


def _figure(measure: Measure, rows: Rows) -> Figure:
    low, high = interval(
        np.arange(len(rows), dtype=np.float64).tolist(),
        lambda drawn: measure.statistic(rows[drawn.astype(int)]),
    )
    return Figure(measure.statistic(rows), low, high, len(rows))


def _with_gaps(rows: Sequence[Row | None]) -> Rows:
    """Rows in the places of their questions, NaN where a question does not count."""
    width = next((len(row) for row in rows if row is not None), 1)
    return np.array([row or (math.nan,) * width for row in rows], np.float64)


def _value(measure: Measure, rows: Rows) -> float:
    counted = rows[~np.isnan(rows[:, 0])]
    return measure.statistic(counted) if len(counted) else math.nan
