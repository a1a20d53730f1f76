"""Which pieces of a page are its article.

In: the tree of an HTML page. Out: the article's pieces. How a page is built tells them apart:
menus and lists of links are mostly links, teasers have headings that are links, boxes say by their
role or their heading what they are, and the article holds most of the sentences. This file does
not know any site, nor what single sentences of furniture say (`index.cleaning` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from index.furniture import NAVIGATION, holds_contact
from index.html_counts import Counts, lineage
from index.html_names import ends_page, is_furniture, reason_of_heading
from index.html_pieces import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHOLE = {"html", "body", "main"}
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_ENDS = re.compile(r"[.!?…][”\"'’)]*$")
# These shares and lengths were chosen on the first fourteen pages of tests/data/layouts; the ten
# others, written afterwards, moved none of them (`python -m pytest tests/test_layouts.py`).
# A box that is mostly links, and one that is nothing else.
_LINKED, _ALL_LINKED = 0.5, 0.8
_TEASER_WORDS = 60
_FORM_WORDS = 40
# Above this share of the page's sentences, what looks like furniture is what the page is about.
_ABOUT = 0.5
# A part with this share of the sentences is the article, and what is beside it is not.
_DOMINANT = 0.75
_DOMINANT_MAIN = 0.3  # of a page that says itself what its main part is
_SENTENCES = 3
_HEAD_WORDS = 12
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
    page.drop(page.link_boxes(root))
    page.drop(page.asides(root))
    return page.from_title_on(root)


class _Page(Counts):
    """The rules by which pieces of a page are left out, each of its own kind."""

    def keep_within(self, root: Element) -> None:
        """Leave out what stands outside an element; a title before it leads to it."""
        if root not in self._from:
            return
        start, end = self._from[root], self._to[root]
        for beside in root.itersiblings():
            # Whom to ask about it stands right below a press release.
            if beside in self._to and not self._is_contact(beside):
                break
            end = self._to.get(beside, end)
        if not self._titles[root]:
            before = range(start)
            stated = [i for i in before if self._is_stated_title(self._pieces[i])]
            start = stated[-1] if stated else start
        self._take(self._pieces[start:end])

    def _is_contact(self, element: Element) -> bool:
        is_part = self._words[element] <= _FORM_WORDS and not self._linked[element]
        return is_part and holds_contact(self._text(element))

    def _is_stated_title(self, piece: Piece) -> bool:
        return piece.level == 1 and self._title.startswith(piece.text.casefold())

    def boxes(self) -> Iterator[Element]:
        """Yield what is never the article by its tag, role or name, unless it is most of it."""
        most = _ABOUT * self._said[self._tree]
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
        if largest is not None and self._said[largest] >= _ABOUT * whole:
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
                or any(one is not inner and _alike(one, inner) for one in parts)
            ):
                return start
            start = inner

    def fields(self, root: Element) -> Iterator[Element]:
        """Yield the small boxes around fields to fill in."""
        for field in root.iter("input", "textarea", "select"):
            if field.get("type") not in {"hidden", "checkbox"}:
                box = self._widest(field, root, _FORM_WORDS)
                if box is not None:
                    yield box

    def teasers(self, root: Element) -> Iterator[Element]:
        """Yield the boxes whose headings lead elsewhere, unless the page is made of them."""
        heads = {one for one in self._pieces if one.level > 1 and one.linked >= one.letters}
        around = {one: self._widest(one.element, root, _TEASER_WORDS, heads=1) for one in heads}
        boxes = {one.element if box is None else box for one, box in around.items()}
        if sum(self._words[box] for box in boxes) <= _ABOUT * self._words[root]:
            yield from boxes
        else:
            self._take([replace(o, linked=0) if o in heads else o for o in self._pieces])

    def headed(self, root: Element) -> Iterator[Element]:
        """Yield the boxes whose heading says that they hold something else than the article."""
        for i, piece in enumerate(self._pieces):
            named = piece.level != 1 and piece.words <= _HEAD_WORDS and reason_of_heading(piece)
            if not named:
                continue
            box = None
            for up in lineage(piece.element):
                too_much = self._said[up] > _ABOUT * self._said[root]
                if up is root or self._from[up] < i or too_much or self._titles[up]:
                    break
                box = up
            # What stands alone is judged with the other documents, and can be had back.
            if box is None or self._to[box] == i + 1 or self._is_to_ask(box):
                continue
            # "More information" may be given in whole sentences.
            if named != NAVIGATION or not self._said[box]:
                yield box

    def _is_to_ask(self, box: Element) -> bool:
        """Say whether a box holds hours or an address; a film's length alone is none."""
        inner = self._pieces[self._from[box] : self._to[box]]
        return holds_contact(" ".join(o.text for o in inner if not _CLOCK.fullmatch(o.text)))

    def link_boxes(self, root: Element) -> Iterator[Element]:
        """Yield the boxes that hold links and hardly anything else."""
        around = set(lineage(root))
        for element, letters in self._letters.items():
            if element in around or element.tag == "table" or self._titles[element]:
                continue
            share = self._linked[element] / letters
            # A paragraph may well be there for a link that it explains.
            names_links = share >= _LINKED and not self._said[element] and element.tag != "p"
            if share >= _ALL_LINKED or names_links:
                yield element

    def asides(self, root: Element) -> Iterator[Element]:
        """Yield what the page puts beside its article, unless it tells something."""
        for element in self._words:
            if element.tag != "aside" or element is root or self._said[element]:
                continue
            if not (holds_contact(self._text(element)) or self._is_among_paragraphs(element)):
                yield element

    def _is_among_paragraphs(self, element: Element) -> bool:
        """Say whether a box without links follows what is said, as boxes of facts do."""
        before = element.itersiblings("p", preceding=True)
        return not self._linked[element] and any(self._said[one] for one in before)

    def from_title_on(self, root: Element) -> list[Piece]:
        """Return what is left and no mere link, from the title on to the last thing said."""
        pieces = [
            one
            for one in self._pieces
            if one.level == 1 or one.kind == "table" or one.linked < _ALL_LINKED * one.letters
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
        is_short = piece.kind == "prose" and piece.words < _HEAD_WORDS
        ends = _ENDS.search(piece.text)
        return is_short and not told and not ends and not holds_contact(piece.text)

    def _is_marked(self, root: Element) -> bool:
        """Say whether the page itself says where its article ends."""
        return root.tag in {"main", "article"} or root.get("role") == "main"


def _alike(one: Element, other: Element) -> bool:
    """Say whether two elements are made alike, as the sections of one text are.

    The rows and cells of a table that holds a whole page are alike and yet its menu and its text.
    """
    is_cell = one.tag in {"table", "tbody", "tr", "td"}
    return not is_cell and one.tag == other.tag and one.get("class") == other.get("class")
