"""Which of a library's measures a question is about, and which end of it.

In: the words of a question and the names of columns. Out: a measure, "rank", or "", with the words
that said it. A column is meant by a word of its name in any form ("besöken" for "besökare"), by its
name in the other language, or by a word whose meaning is near enough for an encoder ("employees"
for "personal"). This file does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.fact_ranks import POINTS, RANK
from index.terms import terms
from qa.plan_senses import WORD, senses
from qa.plan_words import ADJECTIVES, COUNTED, EXTREME, MEASURES, is_familiar

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Cosine of the bundled encoder between single words, 2026-11-28: 15 words for a column's name in
# the other language or another word for it reached 0.79 to 0.91 ("population" 0.80 for "invånare",
# "employees" 0.82 for "staff"), the nearest other pairs 0.775 ("budget", "intäkter") and less.
_NEAR = 0.785
_AHEAD = 0.01
_MOST_WORDS = 6


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text."""
        ...


@dataclass(frozen=True, slots=True)
class Measured:
    """What is asked for.

    Attributes:
        measure: a column's name, "rank", "points", or "" for none.
        direction: 1 for its high end, -1 for its low one, 0 where neither is asked for.
        words: those of the question that said it, in small letters.
    """

    measure: str
    direction: int = 0
    words: frozenset[str] = field(default_factory=frozenset)


class Meanings:
    """Which column a word means, by the nearness of their vectors; safe for several threads."""

    def __init__(self, measures: Sequence[str], encoder: Encoder) -> None:
        self._measures = tuple(measures)
        self._encoder = encoder
        self._columns: NDArray[np.float32] | None = None

    def nearest(self, words: Sequence[str]) -> tuple[str, str]:
        """Return the column that one of some words means, and the word; ("", "") for none."""
        # Not remembered: they are words of somebody's question.
        words = words[:_MOST_WORDS]
        if not (words and self._measures):
            return "", ""
        if self._columns is None:
            self._columns = self._encoder.encode_queries(self._measures)
        near = self._encoder.encode_queries(words) @ self._columns.T
        word, column = np.unravel_index(int(near.argmax()), near.shape)
        others = np.delete(near[word], column)
        if near[word, column] < _NEAR or (
            others.size and near[word, column] - others.max() < _AHEAD
        ):
            return "", ""
        return self._measures[int(column)], words[int(word)]


def measure_by_words(lower: str, sensed: str, measures: Sequence[str]) -> Measured:
    """Return the measure that a question's words name.

    Args:
        lower: the question in small letters.
        sensed: the same with senses.
        measures: names of columns.
    """
    best, most = "", 0.0
    used: set[str] = set()
    words = WORD.findall(lower)
    for measure in measures:
        said = {w for part in WORD.findall(measure) if (w := _meant(part, words))}
        used |= said
        # "Största djup" is about depth: its first word alone is anything's.
        weight = sum(0.1 if re.fullmatch(EXTREME, word) else 1 for word in said)
        if weight > most:
            best, most = measure, weight
    if most < 1:
        best = ""
    direction = 0
    for pattern, (sort, end) in ADJECTIVES.items():
        if m := re.search(rf"\b(?:{pattern})\b", lower):
            direction = end or direction
            used |= set(m.group().split())
            fitting = [m for m in measures if re.search(sort, m)]
            if not best and len(fitting) == 1:
                best = fitting[0]
    if best:
        return Measured(best, direction or end_of(words, used), frozenset(used))
    if re.search(r"\b(?:poäng|points?)\b", lower):
        return Measured(POINTS, direction or end_of(words, used), frozenset(used))
    is_rank = re.search(COUNTED, sensed)
    end = direction or end_of(words, used)
    return Measured(RANK if is_rank else "", end, frozenset(used))


def end_of(words: Sequence[str], used: frozenset[str] | set[str] = frozenset()) -> int:
    """Return 1 where the most of something is asked for, -1 for the least, 0 for neither."""
    found = {sense for word in words if word not in used for sense in senses(word)}
    return -1 if found & {"LEAST", "WORST"} else 1 if found & {"MOST", "BEST"} else 0


def _meant(part: str, words: Sequence[str]) -> str:
    """Return the word of a question that stands for one of a column's name, in either language."""
    plain = part.casefold()
    wanted = {term for form in (plain, *MEASURES.get(plain, ())) for term in terms(form)}
    return next((word for word in words if _stands_for(word, plain, wanted)), "")


def _stands_for(word: str, column: str, wanted: set[str]) -> bool:
    """Say whether a word names a column; "kommun" does not name one called "kommunskatt"."""
    own = terms(word)
    if is_familiar(word):
        whole = terms(column)[:1] + [
            term for other in MEASURES.get(column, ()) for term in terms(other)[:1]
        ]
        return bool(own and own[0] in whole)
    return not wanted.isdisjoint(own) and not word.isdecimal()
