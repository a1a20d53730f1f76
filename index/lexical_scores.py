"""What a question asks for, and where each way to say it stands → a score for each paragraph.

In: `Wanted`s, and for every way the paragraphs that say so. Out: BM25 by row, and how much of the
question a paragraph covers. This file does not know the index, files or text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from index.bm25 import idf
from index.wanted import Wanted

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Said:
    """One way to say a thing, and where.

    Attributes:
        way: its terms, joined by blanks.
        rows: the paragraphs that hold them all, ascending.
        left: what `saturation` leaves of the rarest there, beside `rows`.
    """

    way: str
    rows: NDArray[np.int32]
    left: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LexicalScores:
    """What a question found.

    Attributes:
        scores: BM25 of every paragraph by row, shape (n,), float32, none below 0.
        ideal: what a paragraph of average length would score that said everything asked for once.
            What the library lacks counts as much as what a single paragraph holds, so
            `scores / ideal` says how much of the question a paragraph covers.
        postings: of each way that the library knows, the rows that hold it.
    """

    scores: NDArray[np.float32]
    ideal: float
    postings: tuple[tuple[str, NDArray[np.int32]], ...] = field(repr=False)

    def coverage(self) -> NDArray[np.float32]:
        """Return how much of the question each paragraph covers, shape (n,), 0 to 1."""
        share: NDArray[np.float32] = self.scores / np.float32(max(self.ideal, 1e-9))
        return np.clip(share, 0.0, 1.0)

    def met(self, row: int) -> tuple[str, ...]:
        """Return the terms by which the paragraph in this row says what was asked for."""
        return tuple(way for way, rows in self.postings if _holds(rows, row))


def add_up(
    things: Iterable[Wanted],
    said: Callable[[Sequence[str]], Said | None],
    *,
    size: int,
    once: float,
) -> LexicalScores:
    """Add up what each thing is worth where it is said.

    What can be said in several ways counts as one term that stands wherever one of them does
    (Pirkola 1998, https://doi.org/10.1145/290941.290957): a word with many equivalents, most of
    them not meant, is found in many paragraphs and so weighs little.

    Args:
        things: asked for.
        said: finds a way to say one; None where no paragraph does.
        size: n, how many paragraphs there are.
        once: what `saturation` leaves of one occurrence in a paragraph of average length.
    """
    scores = np.zeros(size, np.float32)
    ideal, postings = 0.0, []
    for thing in things:
        ways = [found for way in thing.ways if (found := said(way))]
        postings += [(found.way, found.rows) for found in ways]
        rows, left = (ways[0].rows, ways[0].left) if len(ways) == 1 else _either(ways, size)
        rarity = float(idf(np.array([len(rows) or 1]), max(size, 1))[0])
        scores[rows] += left * np.float32(rarity)
        ideal += once * rarity
    return LexicalScores(scores, ideal, tuple(postings))


def _either(ways: Sequence[Said], size: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Join ways to say the same: where it is said, and the most that is left of it there."""
    most = np.zeros(size, np.float32)
    for way in ways:
        most[way.rows] = np.maximum(most[way.rows], way.left)
    rows = np.flatnonzero(most).astype(np.int32)
    return rows, most[rows]


def _holds(rows: NDArray[np.int32], row: int) -> bool:
    """Say whether sorted rows hold one."""
    at = int(np.searchsorted(rows, row))
    return at < len(rows) and int(rows[at]) == row
