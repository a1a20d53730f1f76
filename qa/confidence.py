"""How sure an answer is: a calibrated probability from what was seen while finding it.

In: the question, its passages, readings and candidates. Out: named `signals`, and from them a
probability. A logistic model whose weights `qa.calibrate` fits on questions put to libraries with
and without the document that answers; it is package data. It does not know how the answer reads.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.answer import Passage
from qa.candidates import Candidate, misfit
from qa.question import Question
from qa.reader import Reading
from qa.surroundings import about, near, numeric_terms

WEIGHTS = Path(__file__).with_name("model") / "confidence.json"
SIGNALS = (
    "score", "margin", "span", "relevance", "cosine", "coverage", "retrieval_margin",
    "numbers_met", "numbers_unmet", "names_met", "names_unmet", "terms_met", "other_language",
    "misfit", "agreement",
)  # fmt: skip
# Letters by which an inflected word is known again: "våldet" meets "våld" and "våldets".
_STEM_CHARS = 5
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


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
    scores = [p.score for p in passages]
    second = found[1].score if len(found) > 1 else best.score - 10
    support = best.support[0]
    surroundings = f"{about(passage)} {passage.document.publisher} {passage.text}"
    numbers = numeric_terms(question.text)
    close = numeric_terms(near(passage, support.start, support.end))
    everywhere = numeric_terms(surroundings) | close
    met = round(share_met(question.names, surroundings) * len(question.names))
    other_language = float(passage.document.language not in ("", question.language))
    return {
        "score": best.score,
        "margin": min(best.score - second, 10.0),
        "span": best.support[0].score,
        "relevance": readings[at].confirmed,
        "cosine": 20 * (passage.scores.get("cosine", passage.score) - 0.85),
        "coverage": passage.scores.get("coverage", 0.0),
        "retrieval_margin": 20 * (max(scores) - sum(scores) / len(scores)),
        # Counted, not as shares: that a year and a rank both stand beside an answer speaks for
        # it, and that a question names none says nothing.
        "numbers_met": min(2.0, len(numbers & close)),
        "numbers_unmet": min(2.0, len(numbers - everywhere)),
        "names_met": min(2.0, met),
        "names_unmet": min(2.0, len(question.names) - met),
        # Words of another language cannot be met; what the vectors say must do.
        "terms_met": 0.0 if other_language else share_met(question.terms, surroundings),
        "other_language": other_language,
        "misfit": misfit(question, best.text),
        "agreement": float(len({s.passage for s in best.support}) > 1),
    }


def share_met(words: Sequence[str], text: str) -> float:
    """Share of the words that stand in a text, inflected or not; 1.0 when there are none."""
    if not words:
        return 1.0
    stems = {w[:_STEM_CHARS] for w in _WORD.findall(text.casefold())}
    return sum(w.casefold()[:_STEM_CHARS] in stems for w in words) / len(words)
