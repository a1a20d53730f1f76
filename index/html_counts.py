"""How much each element of a page holds: words, letters, links, sentences, headings.

In: the tree of an HTML page. Out: its pieces, and counts by element, which are kept right as pieces
are left out. This file does not know which pieces are the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.html_pieces import Piece, pieces_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A box that is part of a page holds no more of its words.
_PART_OF_PAGE = 0.3


class Counts:
    """The pieces of a page that are left, and how much each element holds of them."""

    def __init__(self, tree: Element) -> None:
        self._tree = tree
        # An element is the same object only as long as somebody holds it.
        self._all = list(tree.iter())
        self._title = squeeze(tree.findtext(".//title") or "").casefold()
        self._take(_with_title(pieces_of(tree), self._title))

    def _take(self, pieces: list[Piece]) -> None:
        """Go on with these pieces; those below one element stand side by side."""
        self._pieces = pieces
        self._words: Counter[Element] = Counter()
        self._letters: Counter[Element] = Counter()
        self._linked: Counter[Element] = Counter()
        self._said: Counter[Element] = Counter()
        self._sentences: Counter[Element] = Counter()
        self._heads: Counter[Element] = Counter()
        self._titles: Counter[Element] = Counter()
        self._from: dict[Element, int] = {}
        self._to: dict[Element, int] = {}
        for i, piece in enumerate(pieces):
            for element in lineage(piece.element):
                self._words[element] += piece.words
                self._linked[element] += piece.linked
                self._letters[element] += piece.letters
                self._said[element] += piece.words if piece.is_sentence else 0
                self._sentences[element] += piece.is_sentence
                self._heads[element] += piece.kind == "heading"
                self._titles[element] += piece.level == 1
                self._from.setdefault(element, i)
                self._to[element] = i + 1

    def drop(self, elements: Iterator[Element]) -> None:
        """Leave out what stands in any of the elements."""
        gone = set(elements)
        if gone:
            left = (o for o in self._pieces if not any(up in gone for up in lineage(o.element)))
            self._take(list(left))

    def _widest(
        self, element: Element, root: Element, most_words: int, *, heads: int | None = None
    ) -> Element | None:
        """Return the largest box around an element with few words and headings, None if none."""
        box = None
        most = min(most_words, _PART_OF_PAGE * self._words[root])
        for up in lineage(element):
            too_many = heads is not None and self._heads[up] > heads
            if up is root or self._titles[up] or self._words[up] > most or too_many:
                break
            box = up
        return box

    def _text(self, element: Element) -> str:
        return " ".join(o.text for o in self._pieces[self._from[element] : self._to[element]])


def _with_title(pieces: list[Piece], stated: str) -> list[Piece]:
    """Make a heading of the line that says the page's title, on a page that has no first one."""
    named = re.split(r" (?:[-–—|·•»]|::) ", stated)[0]
    if any(one.level == 1 for one in pieces) or not named:
        return pieces
    said = sum(one.words for one in pieces if one.is_sentence)
    at, left = None, said
    for i, piece in enumerate(pieces):
        left -= piece.words if piece.is_sentence else 0
        is_named = piece.text.casefold() in {named, stated} and not piece.linked
        # A site's name stands over a menu, and a page is named again where it may be shared.
        heads = i + 1 < len(pieces) and 2 * pieces[i + 1].linked < pieces[i + 1].letters
        at = i if is_named and heads and 2 * left > said else at
    if at is not None:
        pieces[at] = replace(pieces[at], kind="heading", level=1)
    return pieces


def lineage(element: Element) -> Iterator[Element]:
    """Yield an element and all that it stands in."""
    yield element
    yield from element.iterancestors()
