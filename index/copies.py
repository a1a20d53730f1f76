"""Documents that are copies of each other, as a press release on three sites.

In: documents. Out: groups of copies. Which documents are compared at all is found by MinHash over
their sentences (Broder 1997, "On the resemblance and containment of documents"): a whole library in
moments, where every pair would take hours. Forty lines with numpy, which is there anyway, and not a
library for sketches of sets, which brings scipy along. This file does not know libraries.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.repeats import (
    Sentence,
    Text,
    are_about_the_same,
    is_near,
    marks_in,
    sentences_of,
    whole_marks,
    words_of,
)

if TYPE_CHECKING:
    from index.documents import Document

# The least share of their words that two copies have in common, sentence for sentence. On 16
# releases made for it every share from 0.3 to 0.7 finds 92 of 96 copies and takes none of 96
# namesakes for one (0.8: 90, 0.9: 78; tests/benchmarks/duplicates.py, 2026-11-28).
COPIED_SHARE = 0.6
# 32 bands of 2: documents that share 0.4 of their sentences meet with a probability of 0.996.
_BANDS, _ROWS = 32, 2
# Pages of one template may all meet; a document is compared with so many before it.
_MOST_MET = 30
_ENDS = re.compile(r"[.!?…]\s|\n")


def are_copies(left: Document, right: Document, *, copied_share: float = COPIED_SHARE) -> bool:
    """Say whether two documents say the same of the same, but for what a publisher changes.

    Args:
        left: a document.
        right: another.
        copied_share: least share of their words that both have, sentence for sentence.
    """
    sides = sentences_of(left.text), sentences_of(right.text)
    total = sum(len(one.words) for side in sides for one in side)
    said = [[one.words for one in side] for side in sides]
    matcher = SequenceMatcher(None, said[0], said[1], autojunk=False)
    copied = 0
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            copied += 2 * sum(len(one.words) for one in sides[0][a:b])
        elif kind == "replace" and _contradict(sides[0][a:b], sides[1][c:d], left, right):
            return False
    texts = [Text(one.text, one.title, one.text) for one in (left, right)]
    return total > 0 and copied >= copied_share * total and are_about_the_same(*texts)


def _contradict(
    here: Sequence[Sentence], there: Sequence[Sentence], left: Document, right: Document
) -> bool:
    """Say whether what stands in one place of two documents cannot both be of the same.

    So it is when both have numbers or names that the other document lacks, or when a sentence is
    the other one with another number or name in it.
    """
    if marks_in(here) - whole_marks(right.text) and marks_in(there) - whole_marks(left.text):
        return True
    return any(
        one.marks != other.marks and is_near(one, other)
        for one in here
        for other in there
        if not (one.is_heading and other.is_heading)
    )


def groups_of_copies(documents: Sequence[Document]) -> list[list[Document]]:
    """Return the documents that are copies of each other, in groups of two and more.

    Args:
        documents: in the order that they are to have in the groups.
    """
    partners: dict[int, list[int]] = defaultdict(list)
    for earlier, later in sorted(_pairs(documents)):
        partners[later].append(earlier)
    group_of: list[list[Document]] = []
    for at, document in enumerate(documents):
        # Of two that contradict each other a third may be a copy that leaves the matter out.
        fitting = (
            group_of[one]
            for one in partners[at]
            if all(are_copies(member, document) for member in group_of[one])
        )
        group = next(fitting, [])
        group.append(document)
        group_of.append(group)
    firsts = zip(group_of, documents, strict=True)
    return [group for group, first in firsts if len(group) > 1 and group[0] is first]


def _pairs(documents: Sequence[Document]) -> set[tuple[int, int]]:
    """Return the places of documents that are worth comparing, the first before the second."""
    pairs: set[tuple[int, int]] = set()
    signs = [_signature(document.text) for document in documents]
    for band in range(_BANDS):
        met: dict[bytes, list[int]] = defaultdict(list)
        for at, sign in enumerate(signs):
            met[sign[band * _ROWS : (band + 1) * _ROWS].tobytes()].append(at)
        for places in met.values():
            for at, place in enumerate(places):
                pairs.update((other, place) for other in places[max(0, at - _MOST_MET) : at])
    return pairs


def _signature(text: str) -> NDArray[np.uint64]:
    """Return the least hashes of a text's sentences, roughly cut, shape (_BANDS * _ROWS,)."""
    pieces = {" ".join(words_of(piece)) for piece in _ENDS.split(text)} - {""} or {text}
    hashes = np.array([zlib.crc32(one.encode("utf-8", "surrogatepass")) for one in pieces])
    # Multiply-add hashing modulo a Mersenne prime; the products of 32 and 29 bits fit into 64.
    factors, terms = _hashes()
    spread = (hashes.astype(np.uint64)[:, None] * factors + terms) % np.uint64(2**31 - 1)
    least: NDArray[np.uint64] = spread.min(axis=0)
    return least


@cache
def _hashes() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    drawn = np.random.default_rng(0).integers(1, 2**29, (2, _BANDS * _ROWS)).astype(np.uint64)
    return drawn[0], drawn[1]
