"""Which pieces of a page are its article.

In: the tree of an HTML page. Out: the article's pieces. The article holds most of the sentences;
what stands in or beside it and is none of it is known by `index.html_boxes`. This file does not
know any site, nor what single sentences of furniture say (`index.cleaning` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.furniture import holds_contact
from index.html_boxes import ABOUT, ALL_LINKED, FORM_WORDS, HEAD_WORDS, Boxes
from index.html_counts import alike, lineage
from index.html_names import ends_page, is_furniture
from index.html_pieces import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHOLE = {"html", "body", "main"}
_ENDS = re.compile(r"[.!?…][”\"'’)]*$")
# These shares and lengths were chosen on the first fourteen pages of tests/data/layouts; the
# others, written afterwards, moved none of them (`python -m pytest tests/test_layouts.py`).
# A part with this share of the sentences is the article, and what is beside it is not.
_DOMINANT = 0.75
_DOMINANT_MAIN = 0.3  # of a page that says itself what its main part is
_SENTENCES = 3
_BEFORE_TITLE = 0.15


def article_of(tree: Element) -> list[Piece]:
    """Return the pieces of a page's article, in order; [] when nothing looks like one.

    Args:
        tree: the page, from <html> on.
    """
    page = _Page(tree)
    page.drop(page.boxes())
    root = page.root()
    page.keep_within(root)
    page.drop(page.fields(root))
    page.drop(page.teasers(root))
    page.drop(page.headed(root))
    page.drop(page.offers(root))
    page.drop(page.last_words(root))
    page.drop(page.link_boxes(root))
    page.drop(page.asides(root))
    return page.from_title_on(root)


class _Page(Boxes):
    """A page of which the article is left."""

    def keep_within(self, root: Element) -> None:
        """Leave out what stands outside an element; a title before it leads to it."""
        if root not in self._from:
            return
        start, end = self._from[root], self._to[root]
        for after in root.itersiblings():
            # Whom to ask about it stands right below a press release.
            if after in self._to and not self._is_contact(after):
                break
            end = self._to.get(after, end)
        if not self._titles[root]:
            before = range(start)
            stated = [i for i in before if self._is_stated_title(self._pieces[i])]
            start = stated[-1] if stated else start
        beside = {i for i in self.contacts_beside(root) if not start <= i < end}
        self._take([one for i, one in enumerate(self._pieces) if start <= i < end or i in beside])

    def _is_contact(self, element: Element) -> bool:
        is_part = self._words[element] <= FORM_WORDS and not self._linked[element]
        return is_part and holds_contact(self._text(element))

    def _is_stated_title(self, piece: Piece) -> bool:
        return piece.level == 1 and self._title.startswith(piece.text.casefold())

    def boxes(self) -> Iterator[Element]:
        """Yield what is never the article by its tag, role or name, unless it is most of it."""
        most = ABOUT * self._said[self._tree]
        for element in self._words:
            if element.tag in _WHOLE or self._said[element] > most > 0:
                continue
            is_last = self._to[element] == len(self._pieces)
            if (
                is_furniture(element)
                or self._is_page_head(element)
                or (is_last and ends_page(element))
            ):
                yield element

    def _is_page_head(self, element: Element) -> bool:
        if element.tag != "header" or self._titles[element]:
            return False
        return not any(up.tag in {"main", "article"} for up in lineage(element))

    def root(self) -> Element:
        """Return the smallest element that holds the article."""
        whole = self._said[self._tree]
        inner = {one for one in self._words if one.tag == "main" or one.get("role") == "main"}
        mains = [one for one in inner if not any(up in inner for up in one.iterancestors())]
        if len(mains) == 1 and self._said[mains[0]] >= _DOMINANT_MAIN * whole:
            return mains[0]
        articles = [one for one in self._words if one.tag == "article"]
        largest = max(articles, key=lambda one: self._said[one], default=None)
        if largest is not None and self._said[largest] >= ABOUT * whole:
            return largest
        return self._narrowed(self._tree)

    def _narrowed(self, start: Element) -> Element:
        """Go down as long as one part holds nearly all that is said, and the title."""
        while True:
            parts = [one for one in start if self._said[one]]
            inner = max(parts, key=lambda part: self._said[part], default=None)
            if (
                inner is None
                or self._said[inner] < _DOMINANT * self._said[start]
                or self._sentences[inner] < _SENTENCES
                or (self._titles[start] and not self._titles[inner])
                or any(one is not inner and alike(one, inner) for one in parts)
            ):
                return start
            start = inner

    def from_title_on(self, root: Element) -> list[Piece]:
        """Return what is left and no mere link, from the title on to the last thing said."""
        pieces = [
            one
            for one in self._pieces
            if one.level == 1 or one.kind == "table" or one.linked < ALL_LINKED * one.letters
        ]
        said = sum(one.words for one in pieces if one.is_sentence)
        first = self._title_at(pieces)
        before = sum(one.words for one in pieces[:first] if one.is_sentence)
        pieces = pieces[first:] if before <= _BEFORE_TITLE * said else pieces
        while not self._is_marked(root) and pieces and self._is_scrap(pieces[-1], root):
            pieces.pop()
        return pieces

    def _title_at(self, pieces: list[Piece]) -> int:
        """Return which piece is the title: of several the one that the page calls itself."""
        titles = [i for i, one in enumerate(pieces) if one.level == 1]
        stated = [i for i in titles if pieces[i].text.casefold() in self._title]
        first = titles[0] if titles else 0
        # The site's own name stands there too, as a rule behind.
        return min(
            stated, key=lambda i: self._title.index(pieces[i].text.casefold()), default=first
        )

    def _is_scrap(self, piece: Piece, root: Element) -> bool:
        """Say whether a piece at the page's end names something, and nothing is said beside it."""
        box = piece.element.getparent()
        told = box is not None and box not in set(lineage(root)) and self._said[box]
        is_short = piece.kind in {"prose", "heading"} and piece.words < HEAD_WORDS
        ends = piece.level == 1 or (piece.kind == "prose" and _ENDS.search(piece.text))
        return is_short and not told and not ends and not holds_contact(piece.text)

    def _is_marked(self, root: Element) -> bool:
        """Say whether the page itself says where its article ends."""
        return root.tag in {"main", "article"} or root.get("role") == "main"
