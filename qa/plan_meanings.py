"""Which column a word means, by the nearness of their vectors.

In: words of a question and the names of columns. Out: the column that one of them means
("employees" for "personal"), or none. This file does not know questions or plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

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
        self._rows: NDArray[np.float32] | None = None
        self._common: NDArray[np.float32] | None = None

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
        if self._rows is None:
            self._rows = self._own(self._nouns)
        return bool((self._rows @ self._own([word])[0]).max() >= _NEAR)

    def _own(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of what each text has of its own."""
        if self._common is None:
            self._common = self._encoder.encode_queries(_ORDINARY.split()).mean(axis=0)
        own: NDArray[np.float32] = self._encoder.encode_queries(words) - self._common
        length = np.linalg.norm(own, axis=1, keepdims=True)
        unit: NDArray[np.float32] = own / np.maximum(length, np.float32(1e-9))
        return unit


def alone_and_together(words: Sequence[str], at: Sequence[int]) -> list[str]:
    """Return the words at some places, before them those that stand side by side as one."""
    pairs = [f"{words[i]} {words[j]}" for i, j in pairwise(at) if j == i + 1]
    return [*pairs, *(words[i] for i in at)]


def _is_spelled_alike(word: str, column: str) -> bool:
    """Say whether a word begins or ends as one of a column does.

    The encoder takes that for a meaning: "skidskolor" for "skiddagar", "åskdagar" for "frostdagar".
    """
    start, end = word[:_SPELLED_ALIKE], word[-_SPELLED_ALIKE:]
    return len(start) == _SPELLED_ALIKE and any(
        w.startswith(start) or w.endswith(end) for w in column.split()
    )
