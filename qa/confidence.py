"""How sure an answer is: a calibrated probability from what was seen while finding it.

In: the question, its passages, readings and candidates. Out: named `signals`, and from them a
probability. A logistic model whose weights `qa.calibrate` fits on questions put to libraries with
and without the document that answers; it is package data. It does not know how the answer reads.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.answer import Passage
from qa.candidates import Candidate, misfit
from qa.question import Question
from qa.reader import Reading
from qa.surroundings import about, near, numbers_asked, numeric_terms, said, things

WEIGHTS = Path(__file__).with_name("model") / "confidence.json"
SIGNALS = (
    "score", "margin", "span", "relevance", "others", "cosine", "coverage", "later",
    "numbers_met", "numbers_unmet", "names_met", "names_unmet", "terms_met",
    "terms_beside", "other_language", "misfit", "agreement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model: probability = 1 / (1 + exp(−(bias + Σ weight · signal))).

    Attributes:
        weights: by signal.
        bias: constant term.
        threshold: least probability at which an answer is given.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def probability(self, signals: Mapping[str, float]) -> float:
        """Return the probability that the best candidate is right, 0 to 1."""
        total = self.bias + sum(self.weights[name] * signals[name] for name in self.weights)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_calibration() -> Calibration:
    """Read the fitted model."""
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Calibration(stored["weights"], stored["bias"], stored["threshold"])


def signals(
    question: Question,
    passages: Sequence[Passage],
    readings: Sequence[Reading],
    found: Sequence[Candidate],
) -> dict[str, float]:
    """Return every signal of SIGNALS for the best candidate, each roughly within ±10."""
    best = found[0]
    at = best.support[0].passage
    passage = passages[at]
    second = found[1].score if len(found) > 1 else best.score - 10
    other_readings = [reading for row, reading in enumerate(readings) if row != at]
    support = best.support[0]
    surroundings = f"{about(passage)} {passage.document.publisher} {passage.text}"
    beside = near(passage, support.start, support.end)
    numbers, close = numbers_asked(question.text), numeric_terms(beside)
    everywhere = numeric_terms(surroundings) | close
    language = passage.document.language
    names, topics, all_asked = (
        things(words, question.language, language)
        for words in (" ".join(question.names), " ".join(question.terms), question.text)
    )
    names_met = said(names, surroundings)
    return {
        "score": best.score,
        "margin": min(best.score - second, 10.0),
        "span": best.support[0].score,
        "relevance": readings[at].confirmed,
        # Passages that promise an answer as well, and those that retrieval thought better of.
        "others": max((r.relevance for r in other_readings), default=-10.0),
        "cosine": 20 * (passage.scores.get("cosine", passage.score) - 0.85),
        "coverage": passage.scores.get("coverage", 0.0),
        "later": math.log1p(sum(p.score > passage.score for p in passages)),
        # Counted, not as shares: that a year and a rank both stand beside an answer speaks for
        # it, and that a question names none says nothing.
        "numbers_met": min(2.0, len(numbers & close)),
        "numbers_unmet": min(2.0, len(numbers - everywhere)),
        "names_met": min(2.0, names_met),
        "names_unmet": min(2.0, len(names) - names_met),
        "terms_met": said(topics, surroundings) / len(topics) if topics else 1.0,
        "terms_beside": said(topics, beside) / len(topics) if topics else 1.0,
        "other_language": float(language not in ("", question.language)),
        "misfit": misfit(question, best.text, all_asked),
        "agreement": float(len({s.passage for s in best.support}) > 1),
    }
