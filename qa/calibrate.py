"""Fit the confidence: `python -m qa.calibrate ROWS.jsonl`.

In: rows of `qa.evaluate_library`. Out: `qa/model/confidence.json`, and figures judged on questions
whose documents the fit has not seen. It does not know the reader or retrieval, only signals.

A logistic regression says how probable it is that the best candidate is right. The threshold is
where as large a share of the unanswerable questions is refused as of the answerable is answered:
neither kind of mistake is favoured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa.confidence import SIGNALS, WEIGHTS, Calibration
from qa.evaluate_library import Row, row_from
from qa.library_score import answered_by_own, score, table

# Inverse strength of the L2 penalty on standardised signals. On 1,272 rows, judged on documents
# that the fit had not seen, 0.1 told right answers from wrong ones a little better than
# scikit-learn's own 1.0 (area under the curve 0.905 and 0.903, 2026-11-29).
_INVERSE_PENALTY = 0.1
_FOLDS = 5


def fit(rows: Sequence[Row]) -> Calibration:
    """Fit weights, bias and threshold to rows."""
    from sklearn.linear_model import LogisticRegression

    values = np.array([[row.signals[name] for name in SIGNALS] for row in rows])
    mean, spread = values.mean(0), values.std(0) + 1e-9
    right = np.array([row.right and row.answerable for row in rows])
    model = LogisticRegression(C=_INVERSE_PENALTY, max_iter=1000)
    model.fit((values - mean) / spread, right)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * mean).sum())
    fitted = Calibration(dict(zip(SIGNALS, map(float, weights), strict=True)), bias, 0.0)
    confidence = [fitted.probability(row.signals) for row in rows]
    return Calibration(fitted.weights, bias, balanced_threshold(rows, confidence))


def balanced_threshold(rows: Sequence[Row], confidence: Sequence[float]) -> float:
    """Where the share refused of the unanswerable equals the share answered of the answerable."""
    answerable = np.array([row.answerable for row in rows])
    values = np.asarray(confidence)

    def imbalance(threshold: float) -> float:
        given = values >= threshold
        return float((~given[~answerable]).mean() - given[answerable].mean())

    return float(min(np.unique(values), key=lambda t: abs(imbalance(t))))


def held_out_confidence(rows: Sequence[Row]) -> tuple[list[float], float]:
    """Confidence of each row by a fit on other documents' rows, and the mean threshold."""
    fold = np.array([_fold(row.group) for row in rows])
    confidence = np.zeros(len(rows))
    thresholds = []
    for number in range(_FOLDS):
        fitted = fit([row for row, f in zip(rows, fold, strict=True) if f != number])
        thresholds.append(fitted.threshold)
        for at in np.flatnonzero(fold == number).tolist():
            confidence[at] = fitted.probability(rows[at].signals)
    return confidence.tolist(), float(np.mean(thresholds))


def _fold(group: str) -> int:
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % _FOLDS


def report(rows: Sequence[Row]) -> str:
    """Figures per set and over all, each row judged by a fit that has not seen its document.

    A second table holds only the questions that their own document answers: they were put to the
    library with it and without it, while the sets' own unanswerable questions weigh in the first.
    """
    confidence, threshold = held_out_confidence(rows)

    def of(chosen: Sequence[int]) -> str:
        scores = []
        for name in [*dict.fromkeys(row.set for row in rows), "all"]:
            some = [at for at in chosen if name in (rows[at].set, "all")]
            scores.append(
                score(name, [rows[at] for at in some], [confidence[at] for at in some], threshold)
            )
        return table(scores)

    told = "Answered by their own document, half of the rows without it:"
    return f"{of(range(len(rows)))}\n\n{told}\n{of(answered_by_own(rows))}"


def main() -> None:
    """Read the command line, fit, judge, store."""
    parser = argparse.ArgumentParser(description="Fit the confidence on rows of evaluation.")
    parser.add_argument("rows", type=Path, help="JSON lines that qa.evaluate --library wrote")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    lines = options.rows.read_text(encoding="utf-8").splitlines()
    try:
        rows = [row_from(json.loads(line)) for line in lines]
    except ValueError as error:
        parser.error(f"{options.rows}: {error}")
    print(report(rows))  # noqa: T201
    fitted = fit(rows)
    stored = {
        "weights": {name: round(value, 5) for name, value in fitted.weights.items()},
        "bias": round(fitted.bias, 5),
        "threshold": round(fitted.threshold, 4),
        "rows": len(rows),
    }
    options.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
