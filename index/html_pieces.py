"""A page's tree becomes pieces of text: headings, paragraphs, lists, tables, in order.

In: an element of a parsed HTML page. Out: the pieces below it, each with the element that it fills
and how much of it is links. Fields, pictures and scripts are passed over; a button that
unfolds an answer is the heading of it. This file does not know what an article is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.html_lines import (
    INLINE,
    SILENT,
    definitions,
    is_data_table,
    is_linked,
    is_plain_definitions,
    is_plain_list,
    is_unseen,
    items,
    letters_in,
    line_of,
    rows_of,
    texts_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"h[1-6]")
_SUMMARY_WORDS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of text between two breaks of a page.

    Attributes:
        element: the innermost element that holds all of it.
        level: 1 to 6 for a heading.
        linked: how many of its letters lead elsewhere.
        kind: "heading", "prose", "list" or "table".
        own: of prose, what is said outside its links.
    """

    element: Element
    text: str
    kind: str
    level: int = 0
    linked: int = 0
    own: str = ""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def letters(self) -> int:
        """How many characters it has that are not blank."""
        return letters_in(self.text)

    @property
    def is_sentence(self) -> bool:
        """Whether it says something, rather than naming something to be clicked on."""
        return self.kind != "heading" and self.words >= 8 and self.linked * 2 < self.letters


def pieces_of(root: Element) -> list[Piece]:
    """Return the pieces below an element, in order."""
    return list(_Walk().below(root, linked=is_linked(root)))


class _Walk:
    """Goes through a tree and remembers the last heading, below which unfolding answers stand."""

    def __init__(self) -> None:
        self._level = 1

    def below(self, node: Element, *, linked: bool) -> Iterator[Piece]:
        run = _Run(node)
        run.add(node.text, linked=linked)
        for child in node:
            if not isinstance(child.tag, str) or is_unseen(child):
                run.add(child.tail, linked=linked)
                continue
            if self._is_inline(child):
                run.take(child, linked=linked)
            else:
                yield from run.pieces()
                run = _Run(node)
                yield from self._block(child, linked=linked or is_linked(child))
            run.add(child.tail, linked=linked)
        yield from run.pieces()

    def _is_inline(self, node: Element) -> bool:
        """Say whether an element is part of a line; one that unfolds others is a heading."""
        if node.tag in {"button", "label"} or _unfolds(node):
            return not _unfolds(node)
        return node.tag in INLINE and all(
            one.tag in INLINE for one in node.iterdescendants() if isinstance(one.tag, str)
        )

    def _block(self, node: Element, *, linked: bool) -> Iterator[Piece]:
        tag = str(node.tag)
        if _HEADING.fullmatch(tag):
            self._level = int(tag[1])
            yield from self._heading(node, self._level, linked=linked)
        elif tag == "summary" or _unfolds(node):
            yield from self._heading(node, min(self._level + 1, 6), linked=linked)
        elif tag in SILENT:
            return
        elif tag in {"ul", "ol"} and is_plain_list(node):
            yield from _whole(node, "list", list(items(node)), linked=linked)
        elif tag == "dl" and is_plain_definitions(node):
            yield from _whole(node, "list", list(definitions(node)), linked=linked)
        elif tag == "table" and is_data_table(node):
            yield from _whole(node, "table", list(rows_of(node)), linked=linked)
        elif tag == "dt":
            yield from self._heading(node, min(self._level + 1, 6), linked=linked)
        else:
            yield from self.below(node, linked=linked)

    def _heading(self, node: Element, level: int, *, linked: bool) -> Iterator[Piece]:
        text, letters = line_of(node, linked=linked, buttons=True)
        letters = 0 if _stays_on_page(node) else letters
        if text and len(text.split()) <= _SUMMARY_WORDS * 2:
            yield Piece(node, text, "heading", level, letters)
        elif text:
            yield Piece(node, text, "prose", 0, letters)


class _Run:
    """Text and inline elements between two blocks."""

    def __init__(self, node: Element) -> None:
        self._node, self._parts, self._linked = node, [""], 0
        self._own: list[str] = []

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._parts.append(text.replace("\n", " "))
            self._linked += letters_in(text) if linked else 0
            self._own += [] if linked else [text]

    def take(self, child: Element, *, linked: bool) -> None:
        if child.tag in {"button", "label"}:
            return
        for text, inside in texts_of(child, linked=linked or is_linked(child)):
            if text == "\n":
                self._parts.append(text)
            else:
                self.add(text, linked=inside)

    def pieces(self) -> Iterator[Piece]:
        """Yield the text; an empty line, made of two breaks, parts it."""
        text = "\n".join(squeeze(line) for line in "".join(self._parts).split("\n"))
        parts = [part for part in re.split(r"\n\n+", text) if part.strip()]
        for part in parts:
            own = squeeze(" ".join(self._own)) if len(parts) == 1 else part
            yield Piece(self._node, part.strip(), "prose", 0, self._linked // len(parts), own)


def _stays_on_page(heading: Element) -> bool:
    """Say whether a heading's links unfold what is below it or name its own place."""
    links = list(heading.iter("a"))
    named = all(re.match(r"#[^/!]", str(one.get("href") or "")) for one in links)
    return _unfolds(heading) or (bool(links) and (named or all(map(_states_fold, links))))


def _states_fold(node: Element) -> bool:
    return node.get("aria-controls") is not None or node.get("aria-expanded") is not None


def _unfolds(node: Element) -> bool:
    """Say whether a button or a box's label stands for text that follows it."""
    if node.tag == "label":
        before = node.getprevious()
        opens = before is not None and before.tag == "input" and before.get("type") == "checkbox"
    else:
        is_button = node.tag == "button" or node.get("role") in {"button", "tab"}
        opens = is_button and _states_fold(node)
    after = node.getnext() if opens else None
    return (
        after is not None
        and 1 < len(line_of(node, buttons=True)[0].split()) <= _SUMMARY_WORDS
        and isinstance(after.tag, str)
        and after.tag not in INLINE
        and after.tag not in {"ul", "nav", "form"}
    )


def _whole(node: Element, kind: str, lines: list[str], *, linked: bool) -> Iterator[Piece]:
    text = "\n".join(line for line in lines if line)
    if text:
        yield Piece(node, text, kind, 0, line_of(node, linked=linked)[1])
