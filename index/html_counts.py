"""How much each element of a page holds: words, letters, links, sentences, headings.

In: the tree of an HTML page. Out: its pieces, and counts by element, which are kept right as pieces
are left out. This file does not know which pieces are the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.html_pieces import Piece, pieces_of
from index.html_standing import prepared

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
        self._take(prepared(pieces_of(tree), self._title))

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
        most = self._most(most_words, root)
        for up in lineage(element):
            too_many = heads is not None and self._heads[up] > heads
            if up is root or self._titles[up] or self._words[up] > most or too_many:
                break
            box = up
        return box

    def _most(self, most_words: int, root: Element) -> float:
        """Return how many words a box may have that is a small part of a page."""
        return min(most_words, _PART_OF_PAGE * self._words[root])

    def _inner(self, element: Element) -> list[Piece]:
        return self._pieces[self._from.get(element, 0) : self._to.get(element, 0)]

    def _text(self, element: Element) -> str:
        return " ".join(one.text for one in self._inner(element))


def lineage(element: Element) -> Iterator[Element]:
    """Yield an element and all that it stands in."""
    yield element
    yield from element.iterancestors()


def alike(one: Element, other: Element) -> bool:
    """Say whether two elements are made alike, as the sections of one text are.

    The rows and cells of a table that holds a whole page are alike and yet its menu and its text.
    """
    is_cell = one.tag in {"table", "tbody", "tr", "td"}
    return not is_cell and one.tag == other.tag and one.get("class") == other.get("class")
