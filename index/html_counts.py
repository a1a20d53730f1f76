"""How much each element of a page holds: words, letters, links, sentences, headings.

In: the tree of an HTML page. Out: its pieces, and counts by element, which are kept right as pieces
are left out. This file does not know which pieces are the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile
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
        self._from: dict[Element, int] = {}
        self._to: dict[Element, int] = {}
        # A page may stand a thousand boxes deep: of each element only its first piece is looked
        # for, and its last one. What it holds is the difference of two sums.
        for i, piece in enumerate(pieces):
            for element in takewhile(lambda one: one not in self._from, lineage(piece.element)):
                self._from[element] = i
        for i, piece in reversed(list(enumerate(pieces, start=1))):
            for element in takewhile(lambda one: one not in self._to, lineage(piece.element)):
                self._to[element] = i
        self._words = self._summed([one.words for one in pieces])
        self._letters = self._summed([one.letters for one in pieces])
        self._linked = self._summed([one.linked for one in pieces])
        self._said = self._summed([one.words if one.is_sentence else 0 for one in pieces])
        self._sentences = self._summed([one.is_sentence for one in pieces])
        self._heads = self._summed([one.kind == "heading" for one in pieces])
        self._titles = self._summed([one.level == 1 for one in pieces])

    def _summed(self, of_pieces: Sequence[int]) -> Counter[Element]:
        """Return the sum of the pieces below each element."""
        until = [0, *accumulate(of_pieces)]
        to = self._to
        return Counter({one: until[to[one]] - until[start] for one, start in self._from.items()})

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
