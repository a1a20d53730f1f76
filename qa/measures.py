"""What is measured: each measure's name, meaning and formula.

In: one `Verdict` at a time, then the rows of numbers that they gave. Out: a value. It does not know
which questions were chosen, intervals, or how a figure is shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.metrics import area_under_risk_coverage, risk_at_coverage
from qa.verdict import Verdict

BINS = 10
COVERAGE = 0.7

Row = tuple[float, ...]
Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is measured.

    Attributes:
        name: in JSON.
        group: what it is about.
        title: for people.
        unit: "%", "ms", or "" for a value from 0 to 1.
        meaning: one sentence.
        row: the numbers of one verdict that count, None when it does not count.
        statistic: from rows, shape (questions, numbers), to the value.
        needs: what the questions together must hold: "answerable", "unanswerable" ones, and
            "candidates" when it has to be known what abstentions would have said.
        less_is_better: whether a lower value is the better one.
    """

    name: str
    group: str
    title: str
    unit: str
    meaning: str
    row: Callable[[Verdict], Row | None]
    statistic: Callable[[Rows], float]
    needs: tuple[str, ...] = ()
    less_is_better: bool = False


def ratio(rows: Rows) -> float:
    """Sum of the first numbers over the sum of the second."""
    return float(rows[:, 0].sum() / rows[:, 1].sum())


def percent(rows: Rows) -> float:
    """The ratio in percent."""
    return 100 * ratio(rows)


def binned(rows: Rows) -> tuple[NDArray[np.int_], Rows, Rows]:
    """Return of each bin of confidence: questions, summed confidence, and how many were right.

    Args:
        rows: confidence from 0 to 1, and 1.0 for right; shape (questions, 2).
    """
    at = np.minimum((rows[:, 0] * BINS).astype(int), BINS - 1)
    sure, right = (np.bincount(at, rows[:, side], BINS).astype(np.float64) for side in (0, 1))
    return np.bincount(at, minlength=BINS), sure, right


def sureness(verdict: Verdict) -> Row:
    """How sure, and 1.0 when the candidate is right; a refusal counts as what it held back."""
    return (verdict.answer.confidence, float(verdict.candidate_right))


def estimated(verdict: Verdict) -> Row | None:
    """The same where a candidate was weighed at all."""
    return sureness(verdict) if verdict.candidate else None


def _area(rows: Rows) -> float:
    return area_under_risk_coverage(rows[:, 0].tolist(), (rows[:, 1] > 0).tolist())


def _risk(rows: Rows) -> float:
    return 100 * risk_at_coverage(rows[:, 0].tolist(), (rows[:, 1] > 0).tolist(), COVERAGE)


def _calibration_error(rows: Rows) -> float:
    """Expected calibration error over bins of equal width (Guo et al. 2017, arXiv:1706.04599)."""
    _, sure, right = binned(rows)
    return float(np.abs(sure - right).sum() / len(rows))


def _median(rows: Rows) -> float:
    return float(np.median(rows))


def _percentile_95(rows: Rows) -> float:
    return float(np.percentile(rows, 95))


def _hit(depth: int) -> Callable[[Verdict], Row | None]:
    def row(verdict: Verdict) -> Row | None:
        ranks = verdict.ranks
        return None if ranks is None else (any(0 < rank <= depth for rank in ranks), 1)

    return row


def _recall(verdict: Verdict) -> Row | None:
    ranks = verdict.ranks
    return None if ranks is None else (sum(rank > 0 for rank in ranks) / len(ranks), 1)


def _reciprocal(verdict: Verdict) -> Row | None:
    ranks = verdict.ranks
    return None if ranks is None else (max(1 / rank if rank else 0.0 for rank in ranks), 1)


def _gain(verdict: Verdict) -> Row | None:
    """Normalised discounted gain with gains of 0 and 1 (Järvelin and Kekäläinen 2002)."""
    ranks = verdict.ranks
    if ranks is None:
        return None
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(ranks), 10) + 1))
    return (sum(1 / math.log2(rank + 1) for rank in ranks if rank) / ideal, 1)


def _words(verdict: Verdict) -> Row | None:
    counts = verdict.is_extractive and verdict.ranks is not None
    return (verdict.found_in_3, 1) if counts else None


def _answerable(value: Callable[[Verdict], float]) -> Callable[[Verdict], Row | None]:
    return lambda verdict: (value(verdict), 1) if verdict.gold.answers else None


def _supported(verdict: Verdict) -> Row | None:
    counts = verdict.is_extractive and not verdict.answer.abstained
    return (verdict.cited, 1) if counts else None


def _needed(verdict: Verdict) -> Row | None:
    counts = verdict.is_extractive and verdict.right and verdict.supports
    return (sum(verdict.supports), len(verdict.supports)) if counts else None


def _justly_refused(verdict: Verdict) -> Row | None:
    return (not verdict.gold.answers, 1) if verdict.answer.abstained else None


def _refused(verdict: Verdict) -> Row | None:
    return None if verdict.gold.answers else (verdict.answer.abstained, 1)


def _time(verdict: Verdict) -> Row | None:
    return (verdict.ms,)


_BOTH = ("answerable", "unanswerable")
_RISK = ("answerable", "candidates")

MEASURES: tuple[Measure, ...] = (
    Measure("hit_at_1", "retrieval", "right document first", "%",
            "The first document found is one that answers.", _hit(1), percent),
    Measure("hit_at_3", "retrieval", "right document in 3", "%",
            "One of the first three documents answers.", _hit(3), percent),
    Measure("words_in_3", "retrieval", "gold words in 3 passages", "%",
            "A gold answer stands in one of the first three passages.", _words, percent),
    Measure("recall_at_10", "retrieval", "recall in 10", "%",
            "Share of the documents that answer which are among the first ten.", _recall, percent),
    Measure("mrr", "retrieval", "reciprocal rank", "",
            "Mean of 1 / place of the first document that answers; 0 behind the tenth.",
            _reciprocal, ratio),
    Measure("ndcg_at_10", "retrieval", "nDCG in 10", "",
            "How near the documents that answer stand to the top of the first ten; 1 is best.",
            _gain, ratio),
    Measure("right_or_refused", "answers", "right, or rightly refused", "%",
            "Of all questions: the answer is right, or the documents are silent and it was "
            "refused.", lambda v: (v.right, 1), percent),
    Measure("right", "answers", "right", "%",
            "Of the questions that the documents answer: token F1 of at least 0.6 with a gold "
            "answer, or one holds the other's words.", _answerable(lambda v: v.right), percent),
    Measure("exact_match", "answers", "exact match", "%",
            "Of the same: the answer is a gold answer, but for case, points and articles.",
            _answerable(lambda v: v.exact_match), percent),
    Measure("f1", "answers", "F1", "%",
            "Of the same: mean overlap of the answer's words with the best gold answer's; a "
            "refusal counts 0.", _answerable(lambda v: v.f1), percent),
    Measure("supported", "citations", "answers supported", "%",
            "Of the answers given where the answer stands in a document: a quoted sentence holds "
            "a gold answer.", _supported, percent),
    Measure("needed", "citations", "citations needed", "%",
            "Of all citations of right answers: the quote holds a gold answer.", _needed, percent),
    Measure("refusal_precision", "refusals", "refusals that were right", "%",
            "Of all refusals: the documents are silent indeed.", _justly_refused, percent, _BOTH),
    Measure("refusal_recall", "refusals", "silence noticed", "%",
            "Of the questions that the documents do not answer: refused.", _refused, percent),
    Measure("risk_at_70", "refusals", "risk at 70 %", "%",
            "Share of wrong answers if only the surest 70 % of all questions were answered.",
            sureness, _risk, _RISK, less_is_better=True),
    Measure("risk_area", "refusals", "risk–coverage area", "",
            "Mean share of wrong answers over all numbers of questions answered, surest first.",
            sureness, _area, _RISK, less_is_better=True),
    Measure("calibration_error", "calibration", "calibration error", "",
            "Mean gap between how sure the answers are and how often they are right, in ten bins.",
            estimated, _calibration_error, ("candidates",), less_is_better=True),
    Measure("median_ms", "time", "median time", "ms",
            "Half of the questions were answered faster.", _time, _median, less_is_better=True),
    Measure("p95_ms", "time", "95th percentile", "ms",
            "Nineteen of twenty questions were answered faster.", _time, _percentile_95,
            less_is_better=True),
)  # fmt: skip
