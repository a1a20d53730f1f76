"""How good answers are: exact match, F1, risk and coverage, with intervals.

In: answers and gold answers as text, or scores and verdicts. Out: numbers from 0 to 100 (shares)
or 0 to 1 (areas). It does not know where any of them came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

# SQuAD's normalisation (Rajpurkar et al. 2016, arXiv:1606.05250), with the Swedish and Norwegian
# articles beside the English ones.
_ARTICLES = re.compile(r"\b(a|an|the|en|ett|den|det|de|et)\b")
BOOTSTRAP_ROUNDS = 1000


def normalise(text: str) -> str:
    """Lower case, without punctuation, articles and surplus blanks."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c if not unicodedata.category(c).startswith(("P", "S")) else " " for c in text)
    return " ".join(_ARTICLES.sub(" ", text).split())


def exact_match(answer: str, gold: Sequence[str]) -> float:
    """1.0 when the answer equals one of the gold answers, normalised."""
    return float(normalise(answer) in {normalise(g) for g in gold})


def f1(answer: str, gold: Sequence[str]) -> float:
    """Best token F1 against the gold answers, 0 to 1; no gold answer means that "" is right."""
    if not gold:
        return float(not answer)
    return max(_token_f1(normalise(answer).split(), normalise(g).split()) for g in gold)


def _token_f1(answer: list[str], gold: list[str]) -> float:
    if not answer or not gold:
        return float(answer == gold)
    same = sum((Counter(answer) & Counter(gold)).values())
    return 2 * same / (len(answer) + len(gold))


def is_right(answer: str, gold: Sequence[str]) -> bool:
    """F1 of at least 0.6 with a gold answer, or one holds the other's words in order."""
    if not gold:
        return not answer
    if not normalise(answer):
        return False
    held = (
        f" {normalise(g)} " in f" {normalise(answer)} "
        or f" {normalise(answer)} " in f" {normalise(g)} "
        for g in gold
    )
    return f1(answer, gold) >= 0.6 or any(held)


def interval(
    values: Sequence[float], statistic: Callable[[NDArray[np.float64]], float] | None = None
) -> tuple[float, float]:
    """95 % bootstrap interval of a statistic (the mean by default) over questions."""
    rng = np.random.default_rng(0)
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        return (0.0, 0.0)
    draws = rng.integers(0, len(array), (BOOTSTRAP_ROUNDS, len(array)))
    found = [(statistic or np.mean)(array[rows]) for rows in draws]
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def risk_at_coverage(confidence: Sequence[float], right: Sequence[bool], coverage: float) -> float:
    """Share of wrong answers among the surest `coverage` of all questions, 0 to 1."""
    order = np.argsort(-np.asarray(confidence), kind="stable")
    kept = order[: max(1, round(coverage * len(order)))]
    return float(1 - np.asarray(right, dtype=np.float64)[kept].mean())


def area_under_risk_coverage(confidence: Sequence[float], right: Sequence[bool]) -> float:
    """Mean risk over all coverages, 0 to 1, lower is better (Geifman and El-Yaniv 2017)."""
    order = np.argsort(-np.asarray(confidence), kind="stable")
    wrong = 1 - np.asarray(right, dtype=np.float64)[order]
    return float((wrong.cumsum() / np.arange(1, len(wrong) + 1)).mean())
