"""The two formulas of BM25, over whole arrays.

In: how many paragraphs hold a term, how often, and how long they are. Out: what it adds to their
scores. After Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with Lucene's
idf, which is never below 0. This file does not know about terms, fields or files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def idf(holders: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Return how rare terms are: ln(1 + (n - h + 0.5) / (h + 0.5)).

    Args:
        holders: h, how many paragraphs hold each term, shape (terms,).
        size: n, how many paragraphs there are.
    """
    return np.log1p((size - holders + 0.5) / (holders + 0.5))


def saturation(
    counts: NDArray[np.float64], lengths: NDArray[np.float64], average: float, k1: float, b: float
) -> NDArray[np.float64]:
    """Return what is left of a term's count: c / (c + k1 (1 - b + b l / average)).

    Args:
        counts: c, how often a paragraph holds a term, weighed, shape (postings,).
        lengths: l, the length of that paragraph in weighed terms, shape (postings,).
        average: the average length of all paragraphs.
        k1: how soon repeating a term stops to count; of one occurrence in a paragraph of average
            length 1 / (1 + k1) is left.
        b: how far long paragraphs are held back, from 0 to 1.
    """
    relative = lengths / (average or 1.0)
    return counts / (counts + k1 * (1 - b + b * relative))
