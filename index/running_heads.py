"""The lines that a printed document repeats at the edges of its pages.

In: the segments of every page. Out: the same without running heads, feet and page numbers, and
what these said. Where a program has made text or HTML of the pages, they are known by the numbers
beside them. This file does not know about files or paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.page_layout import Segment


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its height in points, its words."""

    number: int
    height: float
    segments: tuple[Segment, ...]


_NUMBER = re.compile(
    r"(?:(?:sida|sid\.?|page|p\.)\s*)?[-–—(]?\s*#(?:\s*(?:av|of|/|\()\s*#\)?)?\s*[-–—)]?"
)
# Heads and feet stand in the outer eighth of a page, and some documents have left and right ones.
_EDGE = 0.125
_SHARE = 0.4
_RUNNING_WORDS = 15


def without_running_heads(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """Return the pages without what stands at the edge of many of them, and what that was."""
    seen: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for segment in _at_edges(page):
            seen[_same(segment, page)].add(page.number)
    least = max(2, _SHARE * len(pages))
    repeated = {same for same, numbers in seen.items() if len(numbers) >= least}
    kept, said = [], []
    for page in pages:
        gone = {
            one
            for one in _at_edges(page)
            if _same(one, page) in repeated or _NUMBER.fullmatch(_figures(one.text))
        }
        said += [one.text for one in gone if not _NUMBER.fullmatch(_figures(one.text))]
        rest = tuple(one for one in page.segments if one not in gone)
        kept.append(Page(page.number, page.height, rest))
    return kept, list(dict.fromkeys(said))


def said_beside_numbers(texts: Sequence[str]) -> set[str]:
    """Return which blocks stand beside several page numbers, and these numbers.

    Args:
        texts: the blocks of a document whose pages are not known any more, in small letters.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in pairwise(texts):
        for text, number in (pair, pair[::-1]):
            if _NUMBER.fullmatch(_figures(number)) and len(text.split()) <= _RUNNING_WORDS:
                beside[text].add(number)
    heads = {text for text, numbers in beside.items() if len(numbers) > 1}
    found = heads.union(*(beside[head] for head in heads))
    # Nothing stands below the last page's number.
    before = {int(one) + 1 for one in found if one.isdecimal()}
    return found | {one for one in texts[-1:] if one.isdecimal() and int(one) in before}


def _at_edges(page: Page) -> list[Segment]:
    lines = sorted({one.line for one in page.segments})
    # What fills the edge of the page is text that goes on, whatever it repeats.
    near = {
        line
        for line in (*lines[:2], *lines[-2:])
        if line < _EDGE * page.height or line > (1 - _EDGE) * page.height
    }
    return [one for one in page.segments if one.line in near]


def _same(segment: Segment, page: Page) -> str:
    upper = segment.line < page.height / 2
    return f"{'head' if upper else 'foot'} {_figures(segment.text)}"


def _figures(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold().strip())
