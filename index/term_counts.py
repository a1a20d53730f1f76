"""Which terms each paragraph holds, and how often: counted, or taken over from an older index.

In: the fields of every paragraph, and perhaps an index that holds some of them already. Out: a list
of (term, paragraph, count). Counting is what costs time; taking over costs a sort. This file does
not know how a count becomes a score.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from index.terms import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.lexical import LexicalIndex


@dataclass(frozen=True, slots=True)
class Fields:
    """What may be found of one paragraph: each a text, "" where there is none."""

    title: str
    heading: str
    body: str
    metadata: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How much a term counts by where it stands, and BM25's two parameters.

    The numbers come from `python -m tests.benchmarks.lexical` on 2026-11-23. Around
    them the Swedish sets move by about a point; titles gained half a point at hit@3, and headings
    (the first lines of NorQuAD's and SweQUAD's contexts) gained at hit@1 from 1.5 on.
    """

    title: float = 1.0
    heading: float = 2.0
    body: float = 1.0
    # Not measured, no set has it: a page dated 2024 is found, one that says "2024" comes first.
    metadata: float = 0.5
    k1: float = 1.0
    b: float = 0.75


DEFAULTS = Settings()
# Stands for a paragraph whose terms are known.
UNREAD = Fields("", "", "", "")
_FIELDS = tuple(each.name for each in fields(Fields))
# Titles and headings of the documents that are being counted.
_REMEMBERED_TEXTS = 256


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """Where an older index holds paragraphs that are to be indexed again.

    Attributes:
        index: the older index.
        rows: for each paragraph its row there, -1 for one that it lacks. None is named twice.
    """

    index: LexicalIndex
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Postings, by term and within a term by paragraph.

    Attributes:
        vocabulary: each term's number from 0, in the order of the letters.
        terms: the number of each posting's term, int32, shape (postings,), ascending.
        rows: the paragraph that holds it, int32.
        counts: how often, each time by the weight of its field, float32, above 0.
    """

    vocabulary: dict[str, int]
    terms: NDArray[np.int32]
    rows: NDArray[np.int32]
    counts: NDArray[np.float32]


def count_terms(
    paragraphs: Sequence[Fields], settings: Settings, known: KnownTerms | None = None
) -> TermCounts:
    """Count the terms of paragraphs, but for those whose counts are known.

    The result does not depend on what is known: words stand in the order of their letters.
    """
    numbers_of: dict[str, int] = {} if known is None else dict(known.index.vocabulary)
    numbers, rows, counts = array("i"), array("i"), array("f")
    for row, paragraph in enumerate(paragraphs):
        if known is None or known.rows[row] < 0:
            weighed = _weighed_terms(paragraph, settings)
            numbers.extend(numbers_of.setdefault(term, len(numbers_of)) for term in weighed)
            counts.extend(weighed.values())
            rows.extend([row] * len(weighed))
    parts = [(np.asarray(numbers, np.int32), np.asarray(rows, np.int32), np.asarray(counts))]
    if known is not None:
        # First, since they are in order: what is sorted already costs next to nothing.
        parts.insert(0, _taken_over(known))
    joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
    return _in_order(list(numbers_of), joined[0], joined[1], joined[2].astype(np.float32))


def _taken_over(
    known: KnownTerms,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Return the old postings of known rows, by today's rows."""
    old = known.index
    row_now = np.full(old.size, -1, np.int32)
    old_rows = np.asarray(known.rows, np.int32)
    taken = np.flatnonzero(old_rows >= 0)
    row_now[old_rows[taken]] = taken
    rows = row_now[old.rows]
    stays = rows >= 0
    of_posting = np.repeat(np.arange(len(old.vocabulary), dtype=np.int32), np.diff(old.starts))
    return of_posting[stays], rows[stays], np.asarray(old.counts)[stays]


def _in_order(
    words: Sequence[str], numbers: NDArray[np.int32], rows: NDArray[np.int32],
    counts: NDArray[np.float32],
) -> TermCounts:  # fmt: skip
    """Number the terms by their letters, without those that no paragraph holds any more."""
    held = np.bincount(numbers, minlength=len(words)) > 0
    by_letters = sorted(np.flatnonzero(held).tolist(), key=words.__getitem__)
    place = np.full(len(words), -1, np.int32)
    place[by_letters] = np.arange(len(by_letters), dtype=np.int32)
    placed = place[numbers]
    order = np.argsort(placed.astype(np.int64) << 32 | rows, kind="stable")
    vocabulary = {words[number]: at for at, number in enumerate(by_letters)}
    return TermCounts(vocabulary, placed[order], rows[order], counts[order])


def _weighed_terms(paragraph: Fields, settings: Settings) -> Counter[str]:
    """Count a paragraph's terms, each by the weight of the field that it stands in."""
    counts: Counter[str] = Counter()
    for name in _FIELDS:
        weight = getattr(settings, name)
        for term in _terms_of(name, getattr(paragraph, name)) if weight else ():
            counts[term] += weight
    return counts


def _terms_of(field: str, text: str) -> Sequence[str]:
    return terms(text) if field == "body" else _terms_around(text)


@lru_cache(_REMEMBERED_TEXTS)
def _terms_around(text: str) -> tuple[str, ...]:
    """Return the terms of a title or heading, which stands over one paragraph after the other."""
    return tuple(terms(text))
