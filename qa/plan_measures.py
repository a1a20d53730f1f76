"""Which of a library's measures a question is about, and which end of it.

In: the words of a question and the names of columns. Out: a measure, "rank", or "", with the words
that said it. A column is meant by a word of its name in any form ("besöken" for "besökare"), by its
name in the other language, or by a word whose meaning is near enough for an encoder ("employees"
for "personal"). This file does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from index.fact_ranks import POINTS, RANK
from index.terms import terms
from qa.plan_dictionary import other_words
from qa.plan_qualities import qualities
from qa.plan_senses import WORD, senses
from qa.plan_words import COUNTED, EXTREME, is_familiar

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Cosine of the bundled encoder between a question's words and a column, less what all words have in
# common, 2026-11-28, over five tables: of 43 words for a column 28 reached this, 27 of them with
# the right one; of 66 words for what no column holds ("restaurants" beside "lifts") only one did,
# which begins like the column ("skidskolor" for "skiddagar"). Without taking off what is common,
# the two kinds lie between each other.
_NEAR = 0.40
_AHEAD = 0.05
_SPELLED_ALIKE = 4
_SHORTEST_PART = 4
# What all words have in common is the mean of these.
_ORDINARY = """
    house water school money time animal city river food music health work child doctor war king law
    colour price speed table door book tree weather hus vatten skola pengar tid djur stad älv mat
    musik hälsa arbete barn läkare krig kung lag färg hastighet bord dörr bok träd väder bil väg
    sport företag skatt olycka antal
"""
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

    def __init__(
        self, measures: Sequence[str], encoder: Encoder, nouns: Sequence[str] = ()
    ) -> None:
        """Remember what words may mean.

        Args:
            measures: names of columns.
            encoder: gives the vectors.
            nouns: what the rows are of: "libraries".
        """
        self._measures = tuple(measures)
        self._nouns = tuple(nouns)
        self._encoder = encoder
        self._columns: NDArray[np.float32] | None = None
        self._common: NDArray[np.float32] = np.zeros(1, np.float32)

    def nearest(self, words: Sequence[str]) -> tuple[str, str]:
        """Return the column that one of some words means, and the word; ("", "") for none.

        Args:
            words: single words, and several that stand beside each other as one.
        """
        # Not remembered: they are words of somebody's question.
        words = words[:_MOST_WORDS]
        if not (words and self._measures):
            return "", ""
        if self._columns is None:
            self._common = self._encoder.encode_queries(_ORDINARY.split()).mean(axis=0)
            self._columns = self._own(self._measures)
        near = self._own(words) @ self._columns.T
        word, column = np.unravel_index(int(near.argmax()), near.shape)
        others = np.delete(near[word], column)
        name = self._measures[int(column)]
        is_near = near[word, column] >= _NEAR and not _is_spelled_alike(words[int(word)], name)
        is_ahead = not others.size or near[word, column] - others.max() >= _AHEAD
        return (name, words[int(word)]) if is_near and is_ahead else ("", "")

    def is_noun(self, word: str) -> bool:
        """Say whether a word means what the rows are of: "biblioteken" for "libraries"."""
        if not self._nouns:
            return False
        near = self._own([word, *self._nouns])
        return bool((near[1:] @ near[0]).max() >= _NEAR)

    def _own(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of what each text has of its own."""
        own: NDArray[np.float32] = self._encoder.encode_queries(words) - self._common
        length = np.linalg.norm(own, axis=1, keepdims=True)
        unit: NDArray[np.float32] = own / np.maximum(length, np.float32(1e-9))
        return unit


def _is_spelled_alike(word: str, column: str) -> bool:
    """Say whether a word begins as one of a column does: the encoder takes that for a meaning."""
    start = word[:_SPELLED_ALIKE]
    return len(start) == _SPELLED_ALIKE and any(w.startswith(start) for w in column.split())


def measure_by_words(lower: str, sensed: str, columns: Mapping[str, frozenset[str]]) -> Measured:
    """Return the measure that a question's words name.

    Args:
        lower: the question in small letters.
        sensed: the same with senses.
        columns: names of columns → their units in small letters.
    """
    words = WORD.findall(lower)
    best, said = _named_column(words, columns)
    used = set(said)
    direction = 0
    for word in words:
        for quality in qualities(word):
            fitting = quality.fitting(columns)
            if (best and best not in fitting) or (not best and len(fitting) != 1):
                continue
            best, direction = best or fitting[0], quality.direction or direction
            used.add(word)
            break
    if not best and _HOW_MUCH_MONEY.search(lower):
        # "How much was a ticket?" asks for the one column of money.
        priced = [name for q in qualities("kosta")[:1] for name in q.fitting(columns)]
        best = priced[0] if len(priced) == 1 else ""
    if best:
        return Measured(best, direction or end_of(words, used), frozenset(used))
    if re.search(r"\b(?:poäng|points?)\b", lower):
        return Measured(POINTS, end_of(words, used), frozenset(used))
    is_rank = re.search(COUNTED, sensed) and not _is_of_size(lower, sensed)
    return Measured(RANK if is_rank else "", end_of(words, used), frozenset(used))


_HOW_MUCH_MONEY = re.compile(r"\bhow much (?:is|was|were|are|did .* cost|does .* cost)\b")
_SIZE = re.compile(r"\b(?:störst[ae]?|största|minsta|largest|biggest|smallest)\b")
_MOVED = re.compile(
    r"\b(?:RISE|FALL|CHANGE|TREND)\b|\b(?:skillnad\w*|difference|gap|avstånd\w*|lead|försprång\w*)\b"
)


def _is_of_size(lower: str, sensed: str) -> bool:
    """Say whether a question is about who is large or small, which no rank tells."""
    return bool(_SIZE.search(lower)) and not _MOVED.search(sensed)


def _named_column(
    words: Sequence[str], columns: Mapping[str, frozenset[str]]
) -> tuple[str, frozenset[str]]:
    """Return the column that is named, and the words that name it; of two, the one named wholly."""
    best, used, most = "", frozenset[str](), (0.99, 0.0)
    for column in columns:
        parts = WORD.findall(column)
        said = {part: word for part in parts if (word := _meant(part, words))}
        # "Största djup" is about depth: its first word alone is anything's.
        weight = sum(0.1 if re.fullmatch(EXTREME, part) else 1 for part in said)
        score = (weight, len(said) / max(len(parts), 1))
        if weight >= 1 and score > most:
            best, used, most = column, frozenset(said.values()), score
        elif score == most and used == frozenset(said.values()):
            best = ""  # "temperature" of the air or of the water: neither is meant for sure
    return best, used if best else frozenset()


def end_of(words: Sequence[str], used: frozenset[str] | set[str] = frozenset()) -> int:
    """Return 1 where the most of something is asked for, -1 for the least, 0 for neither."""
    found = {sense for word in words if word not in used for sense in senses(word)}
    return -1 if found & {"LEAST", "WORST"} else 1 if found & {"MOST", "BEST"} else 0


def _meant(part: str, words: Sequence[str]) -> str:
    """Return the word of a question that stands for one of a column's name, in either language."""
    plain = part.casefold()
    wanted = {term for form in (plain, *other_words(plain)) for term in terms(form)}
    return next((word for word in words if _stands_for(word, plain, wanted)), "")


def _stands_for(word: str, column: str, wanted: set[str]) -> bool:
    """Say whether a word names a column; "kommun" does not name one called "kommunskatt".

    The last part of a compound does: "temperatur" for "vattentemperatur".
    """
    own = terms(word)
    if is_familiar(word):
        whole = terms(column)[:1] + [
            term for other in other_words(column) for term in terms(other)[:1]
        ]
        return bool(own and own[0] in whole)
    if word.isdecimal():
        return False
    kind = [stem for form in (word, *other_words(word)) for stem in terms(form)[:1]]
    is_kind = any(
        len(stem) >= _SHORTEST_PART and whole.endswith(stem)
        for whole in terms(column)[:1] for stem in kind
    )  # fmt: skip
    return is_kind or not wanted.isdisjoint(own)
