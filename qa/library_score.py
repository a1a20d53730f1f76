"""How far answers from whole libraries, and refusals, can be trusted: figures of rows.

In: the rows of `qa.evaluate_library`, each with a confidence. Out: figures of a set, and a table of
them. It does not know where rows come from, nor how a confidence is fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.evaluate_library import Row
from qa.metrics import area_under_risk_coverage, interval, risk_at_coverage


@dataclass(frozen=True, slots=True)
class LibraryScore:
    """Figures of one set, shares in percent.

    `f1_given`: of the reader handed the question's own context, over the same questions.
    `wrong_at_70`: of the answers given at the confidence at which 70 % of the answerable questions
    are answered, the share that is wrong, answers to unanswerable questions among them.
    """

    name: str
    questions: int
    found_first: float
    found_read: float
    f1: float
    f1_interval: tuple[float, float]
    f1_given: float
    wrong_at_70: float
    risk_at_70: float
    area: float
    refused: float
    answered: float


def score(
    name: str, asked: Sequence[Row], confidence: Sequence[float], threshold: float
) -> LibraryScore:
    """Sum up rows; risk counts every question, an answer where there is none being wrong."""
    answerable = [r for r in asked if r.answerable]
    right = [r.right and r.answerable for r in asked]
    given = [c >= threshold for c in confidence]
    refused = [not g for g, r in zip(given, asked, strict=True) if not r.answerable]
    answered = [g for g, r in zip(given, asked, strict=True) if r.answerable]
    f1s = [100 * r.f1 for r in answerable]
    return LibraryScore(
        name, len(asked), _percent([r.rank == 1 for r in answerable]),
        _percent([r.read for r in answerable]), sum(f1s) / max(1, len(f1s)),
        interval(f1s), sum(100 * r.gold_f1 for r in answerable) / max(1, len(f1s)),
        _percent(_wrong_at(0.7, asked, confidence, right)),
        100 * risk_at_coverage(confidence, right, 0.7),
        area_under_risk_coverage(confidence, right), _percent(refused), _percent(answered),
    )  # fmt: skip


def _wrong_at(
    share: float, asked: Sequence[Row], confidence: Sequence[float], right: Sequence[bool]
) -> list[bool]:
    """Return, of each answer given when `share` of the answerable are answered, if it is wrong."""
    surest = sorted(
        (c for c, r in zip(confidence, asked, strict=True) if r.answerable), reverse=True
    )
    if not surest:
        return []
    least = surest[max(0, round(share * len(surest)) - 1)]
    return [not r for c, r in zip(confidence, right, strict=True) if c >= least]


def _percent(flags: Sequence[bool]) -> float:
    return 100 * sum(flags) / max(1, len(flags))


def answered_by_own(rows: Sequence[Row]) -> list[int]:
    """Return which rows are of questions that their own document answers, with it and without."""
    answered = {(row.set, row.id) for row in rows if row.answerable}
    return [at for at, row in enumerate(rows) if (row.set, row.id) in answered]


def table(scores: Sequence[LibraryScore]) -> str:
    """The figures as Markdown."""
    lines = [
        "| set | rows | document first | among those read | F1 | 95 % "
        "| F1 given the document | wrong of answers at 70 % answered | risk at 70 % of all "
        "| risk–coverage area | refused | answered |",
        "| --- " * 12 + "|",
    ]
    for s in scores:
        low, high = s.f1_interval
        lines.append(
            f"| {s.name} | {s.questions} | {s.found_first:.1f} | {s.found_read:.1f} | {s.f1:.1f} "
            f"| {low:.1f}–{high:.1f} | {s.f1_given:.1f} | {s.wrong_at_70:.1f} | {s.risk_at_70:.1f} "
            f"| {s.area:.3f} | {s.refused:.1f} | {s.answered:.1f} |"
        )
    return "\n".join(lines)
