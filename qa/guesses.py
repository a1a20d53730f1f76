"""Which guess at a follow-up's meaning is read, and which of those that were read is answered.

In: the question as typed, the guesses at what it means, and what was found for each. Out: the
guesses to read, and an `Answer` to the best. This file does not know how guesses are formed, or
libraries and models.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qa.answer import Answer
from qa.answering import Found, compose
from qa.question import Question

# How many guesses at what a follow-up means are read; each costs as much as a question.
GUESSES_READ = 3


def likeliest(
    typed: Question, meant: Sequence[Question], fit: Callable[[Question], float]
) -> Sequence[Question]:
    """Return the guesses to read: the first, the one typed, and those whose passage fits.

    Args:
        typed: as it was asked.
        meant: the guesses, likeliest first.
        fit: how well the best passage fits a question; asked only where there are too many.
    """
    if len(meant) <= GUESSES_READ:
        return meant
    kept = [guess for guess in meant if guess is meant[0] or guess.text == typed.text]
    others = [guess for guess in meant if guess not in kept]
    others.sort(key=fit, reverse=True)
    kept += others[: GUESSES_READ - len(kept)]
    return [guess for guess in meant if guess in kept]


def answer_best(
    typed: Question, looked: Sequence[Found], language: str, *, threshold: float
) -> Answer:
    """Answer the guess that the passages answer best, and show how the question was understood.

    Args:
        typed: as it was asked.
        looked: what was found for each guess that was read, at least one.
        language: of the answer.
        threshold: least confidence at which an answer is given.
    """
    best = max(looked, key=lambda found: found.confidence)
    if best.confidence < threshold:
        # Nothing is gained by a guess: a question that may be whole is refused as it stands.
        best = next((found for found in looked if found.question.text == typed.text), best)
    said = best.question.text
    answer = compose(
        replace(best, question=replace(best.question, language=language)), threshold=threshold
    )
    tried = [{"question": f.question.text, "confidence": f.confidence} for f in looked]
    return replace(
        answer,
        question=typed.text,
        understood_as="" if said == typed.text else said,
        trace={**answer.trace, "guesses": tried},
    )
