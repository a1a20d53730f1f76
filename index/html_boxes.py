"""Small boxes that stand in or beside an article and are none of it.

In: the counts of a page. Out: the elements to leave out: menus and lists of links are mostly links,
teasers have headings that are links, forms have fields or buttons, and other boxes say by their
heading what they are. This file does not know where the article begins or ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from index.furniture import CONSENT, FEEDBACK, NAVIGATION, NEWSLETTER, holds_contact
from index.html_counts import Counts, alike, lineage
from index.html_names import TO_EDITORS, asks_whom, reason_of_heading
from index.html_pieces import Piece
from index.html_standing import PARTS

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CLOCK = re.compile(r"(?:kl(?:ockan|\.)? ?)?\d{1,2}[:.]\d\d(?::\d\d)?")
# A box that is mostly links, and one that is nothing else (see `index.html_article`).
_LINKED, ALL_LINKED = 0.5, 0.8
_TEASER_WORDS = 60
FORM_WORDS = 40
_OFFER_WORDS = 25
_CHOICES = {"ja", "nej", "yes", "no"}
_ABOUT_SITE = re.compile(r"(?:om|about) (.+)")
_OF_SITE = "about the site"
_OF_FORMS = {CONSENT, FEEDBACK, NEWSLETTER}
HEAD_WORDS = 12
# Above this share of the page's sentences, what looks like furniture is what the page is about.
ABOUT = 0.5


class Boxes(Counts):
    """The rules by which boxes are left out, each of its own kind."""

    def contacts_beside(self, root: Element) -> Iterator[int]:
        """Yield the places of pieces in the columns beside the article that say whom to ask."""
        columns: list[Element] = next(filter(None, map(self._beside, lineage(root))), [])
        for column in columns:
            for i in range(self._from[column], self._to[column]):
                piece = self._pieces[i]
                if piece.words <= _OFFER_WORDS and asks_whom(piece) and not piece.linked:
                    yield from self._contact_from(i, column)

    def _contact_from(self, i: int, column: Element) -> Iterator[int]:
        """Yield the places of the box that begins with a piece, if it holds what to ring."""
        box = None
        for up in lineage(self._pieces[i].element):
            if self._from[up] < i or self._words[up] > FORM_WORDS or self._titles[up]:
                break
            box = up
            if up is column:
                break
        if box is not None and holds_contact(self._text(box)):
            yield from range(i, self._to[box])

    def fields(self, root: Element) -> Iterator[Element]:
        """Yield the small boxes around fields to fill in."""
        for field in root.iter("input", "textarea", "select"):
            if field.get("type") not in {"hidden", "checkbox"}:
                box = self._widest(field, root, FORM_WORDS)
                if box is not None:
                    yield box
        for button in root.iter("button"):
            yield from self._asking(button, root)

    def _asking(self, button: Element, root: Element) -> Iterator[Element]:
        """Yield the smallest box around a button that says what forms say."""
        for up in lineage(button):
            if up is root or self._titles[up] or self._words[up] > self._most(_TEASER_WORDS, root):
                return
            asks = (
                one.text.casefold() in _CHOICES or reason_of_heading(one) in _OF_FORMS
                for one in self._inner(up)
            )
            if any(asks):
                yield up
                return

    def teasers(self, root: Element) -> Iterator[Element]:
        """Yield the boxes whose headings lead elsewhere, unless the page is made of them."""
        heads = {
            one
            for one in self._pieces
            if one.linked >= one.letters and (one.level > 1 or self._is_listed(one))
        }
        around = {one: self._widest(one.element, root, _TEASER_WORDS, heads=1) for one in heads}
        boxes = {one.element if box is None else box for one, box in around.items()}
        if sum(self._words[box] for box in boxes) <= ABOUT * self._words[root]:
            yield from boxes
        else:
            self._take([replace(o, linked=0) if o in heads else o for o in self._pieces])

    def _is_listed(self, piece: Piece) -> bool:
        """Say whether a line leads elsewhere and so does the first of the box beside its own."""
        box = piece.element
        if piece.kind != "prose" or box.tag == "p":
            return False
        for up in lineage(box):
            if self._words[up] > _TEASER_WORDS or self._pieces[self._from[up]] is not piece:
                return False
            beside = [up.getprevious(), up.getnext()]
            others = [one for one in beside if one is not None and alike(one, up)]
            if self._words[up] > piece.words and any(self._is_led(one) for one in others):
                return True
        return False

    def _is_led(self, box: Element) -> bool:
        """Say whether a box begins with a line that leads elsewhere, and says more."""
        inner = self._inner(box)
        return len(inner) > 1 and inner[0].linked >= inner[0].letters

    def headed(self, root: Element) -> Iterator[Element]:
        """Yield the boxes whose heading says that they hold something else than the article."""
        for i, piece in enumerate(self._pieces):
            named = piece.level != 1 and piece.words <= HEAD_WORDS and reason_of_heading(piece)
            named = named or (_OF_SITE if self._is_of_site(piece) else "")
            if not named:
                continue
            box = None
            for up in lineage(piece.element):
                too_much = (
                    self._said[up] > ABOUT * self._said[root]
                    or self._words[up] > ABOUT * self._words[root]
                )
                if up is root or self._from[up] < i or too_much or self._titles[up]:
                    break
                box = up
            # What stands alone is judged with the other documents, and can be had back.
            if box is None or self._to[box] == i + 1:
                continue
            # Who asks for tips gives the number of the editors, not one for what is told.
            if self._is_to_ask(box) and named != TO_EDITORS:
                continue
            # "More information" may be given in whole sentences.
            if named != NAVIGATION or not self._said[box]:
                yield box

    def _is_of_site(self, piece: Piece) -> bool:
        """Say whether a heading is "About NAME" where the page has a title and NAME is its site."""
        first, *rest = PARTS.split(self._title)
        says = _ABOUT_SITE.fullmatch(piece.text.casefold())
        is_site = piece.kind == "heading" and says is not None and says[1] in rest
        return is_site and any(o.level == 1 and o.text.casefold() == first for o in self._pieces)

    def _is_to_ask(self, box: Element) -> bool:
        """Say whether a box holds hours or an address; a film's length alone is none."""
        inner = (one.text for one in self._inner(box))
        return holds_contact(" ".join(text for text in inner if not _CLOCK.fullmatch(text)))

    def link_boxes(self, root: Element) -> Iterator[Element]:
        """Yield the boxes that hold links and hardly anything else."""
        around = set(lineage(root))
        for element, letters in self._letters.items():
            if element in around or element.tag == "table" or self._titles[element]:
                continue
            share = self._linked[element] / letters
            # A paragraph may well be there for a link that it explains.
            names_links = share >= _LINKED and not self._said[element] and element.tag != "p"
            if share >= ALL_LINKED or names_links:
                yield element

    def offers(self, root: Element) -> Iterator[Element]:
        """Yield the boxes of their own kind that have a heading and lead to one place."""
        most = self._most(_OFFER_WORDS, root)
        around = set(lineage(root))
        for box, words in self._words.items():
            inner = self._inner(box)
            if words > most or len(inner) < 3 or self._titles[box] or box in around:
                continue
            heads, last = inner[0].kind == "heading", inner[-1]
            leads = last.kind == "prose" and last.linked >= last.letters and not inner[0].linked
            beside = self._beside(box)
            one_of_many = any(alike(one, box) for one in beside)
            if heads and leads and beside and not one_of_many and not self._is_to_ask(box):
                yield box

    def _beside(self, box: Element) -> list[Element]:
        beside = [*box.itersiblings(preceding=True), *box.itersiblings()]
        return [one for one in beside if one in self._words]

    def last_words(self, root: Element) -> Iterator[Element]:
        """Yield the boxes below all that is told that end with where to read more."""
        most = self._most(FORM_WORDS, root)
        around = set(lineage(root))
        told = [i for i, one in enumerate(self._pieces) if one.is_sentence]
        for box, words in self._words.items():
            inner = self._inner(box)
            is_last = not told or told[-1] < self._to[box]
            if words > most or len(inner) < 2 or self._titles[box] or box in around or not is_last:
                continue
            leads = inner[-1].linked >= inner[-1].letters and reason_of_heading(inner[-1])
            if leads == NAVIGATION and not self._is_card(box, root) and not self._is_to_ask(box):
                yield box

    def _is_card(self, box: Element, root: Element) -> bool:
        """Say whether a box is one of several that are made alike, or stands in one."""
        up_to_root = takewhile(lambda up: up is not root, lineage(box))
        return any(alike(one, up) for up in up_to_root for one in self._beside(up))

    def asides(self, root: Element) -> Iterator[Element]:
        """Yield what the page puts beside its article, unless it tells something."""
        for element in self._words:
            told = (one for one in self._inner(element) if not holds_contact(one.text))
            if element.tag != "aside" or element is root or any(one.is_sentence for one in told):
                continue
            if holds_contact(self._text(element)):
                yield from self._titled_without_contact(element)
            elif not self._is_among_paragraphs(element):
                yield element

    def _titled_without_contact(self, element: Element) -> Iterator[Element]:
        """Yield the boxes with a heading beside the one that says whom to ask."""
        for box in (one for one in element if one in self._words):
            if holds_contact(self._text(box)):
                yield from self._titled_without_contact(box)
            elif len(self._inner(box)) > 1 and self._inner(box)[0].kind == "heading":
                yield box

    def _is_among_paragraphs(self, element: Element) -> bool:
        """Say whether a box without links follows what is said, as boxes of facts do."""
        before = element.itersiblings("p", preceding=True)
        return not self._linked[element] and any(self._said[one] for one in before)
