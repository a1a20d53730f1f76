"""A page's tree becomes pieces of text: headings, paragraphs, lists, tables, in order.

In: an element of a parsed HTML page. Out: the pieces below it, each with the element that it fills
and how many of its words are links. Fields, pictures and scripts are passed over; a button that
unfolds an answer is the heading of it. This file does not know what an article is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.markdown import table_lines

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SILENT = {
    "script", "style", "template", "noscript", "svg", "head", "iframe", "object", "video", "audio",
    "canvas", "map", "select", "datalist", "textarea", "input", "label", "legend", "button",
    "math", "progress", "meter", "output", "dialog",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "slot", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br", "img", "picture", "label",
    "button",
}  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
# What is said to those who listen stands within a word's reach of what is said to the eye.
_UNSEEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader(?:-text)?|assistive-text)\b")
# A cell or definition that is longer holds text of its own.
_CELL_WORDS = 40
_SUMMARY_WORDS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A stretch of text between two breaks of a page.

    Attributes:
        element: the innermost element that holds all of it.
        level: 1 to 6 for a heading.
        linked: how many of its words lead elsewhere.
        kind: "heading", "prose", "list" or "table".
    """

    element: Element
    text: str
    kind: str
    level: int = 0
    linked: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        """Whether it says something, rather than naming something to be clicked on."""
        if self.kind in {"list", "table"}:
            return self.linked * 2 < self.words >= 8
        return self.kind == "prose" and self.words >= 8 and self.linked * 2 < self.words


def pieces_of(root: Element) -> list[Piece]:
    """Return the pieces below an element, in order."""
    return list(_Walk().below(root, linked=_is_linked(root)))


class _Walk:
    """Goes through a tree and remembers the last heading, below which unfolding answers stand."""

    def __init__(self) -> None:
        self._level = 1

    def below(self, node: Element, *, linked: bool) -> Iterator[Piece]:
        run = _Run(node)
        run.add(node.text, linked=linked)
        for child in node:
            if not isinstance(child.tag, str) or _is_unseen(child):
                run.add(child.tail, linked=linked)
                continue
            if self._is_inline(child):
                run.take(child, linked=linked)
            else:
                yield from run.pieces()
                run = _Run(node)
                yield from self._block(child, linked=linked or _is_linked(child))
            run.add(child.tail, linked=linked)
        yield from run.pieces()

    def _is_inline(self, node: Element) -> bool:
        """Say whether an element is part of a line; one that unfolds others is a heading."""
        if node.tag in {"button", "label"}:
            return not _unfolds(node)
        return node.tag in INLINE and all(
            one.tag in INLINE for one in node.iterdescendants() if isinstance(one.tag, str)
        )

    def _block(self, node: Element, *, linked: bool) -> Iterator[Piece]:
        tag = str(node.tag)
        if _HEADING.fullmatch(tag):
            self._level = int(tag[1])
            yield from self._heading(node, self._level, linked=linked)
        elif tag == "summary" or (tag in {"button", "label"} and _unfolds(node)):
            yield from self._heading(node, min(self._level + 1, 6), linked=linked)
        elif tag in SILENT:
            return
        elif tag in {"ul", "ol"} and _is_plain_list(node):
            yield from _whole(node, "list", list(_items(node)), linked=linked)
        elif tag == "dl" and _is_plain_definitions(node):
            yield from _whole(node, "list", list(_definitions(node)), linked=linked)
        elif tag == "table" and is_data_table(node):
            yield from _whole(node, "table", list(_rows(node)), linked=linked)
        elif tag == "dt":
            yield from self._heading(node, min(self._level + 1, 6), linked=linked)
        else:
            yield from self.below(node, linked=linked)

    def _heading(self, node: Element, level: int, *, linked: bool) -> Iterator[Piece]:
        text, words = line_of(node, linked=linked, buttons=True)
        if text and len(text.split()) <= _SUMMARY_WORDS * 2:
            yield Piece(node, text, "heading", level, words)
        elif text:
            yield Piece(node, text, "prose", 0, words)


class _Run:
    """Text and inline elements between two blocks."""

    def __init__(self, node: Element) -> None:
        self._node, self._parts, self._linked = node, [""], 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._parts.append(text.replace("\n", " "))
            self._linked += len(text.split()) if linked else 0

    def take(self, child: Element, *, linked: bool) -> None:
        if child.tag in {"button", "label"}:
            return
        for text, inside in _texts(child, linked=linked or _is_linked(child)):
            if text == "\n":
                self._parts.append(text)
            else:
                self.add(text, linked=inside)

    def pieces(self) -> Iterator[Piece]:
        """Yield the text; an empty line, made of two breaks, parts it."""
        text = "\n".join(squeeze(line) for line in "".join(self._parts).split("\n"))
        parts = [part for part in re.split(r"\n\n+", text) if part.strip()]
        for part in parts:
            yield Piece(self._node, part.strip(), "prose", 0, self._linked // len(parts))


def line_of(node: Element, *, linked: bool = False, buttons: bool = False) -> tuple[str, int]:
    """Return all text of an element on one line, and how many of its words are links."""
    said, words = [], 0
    for text, inside in _texts(node, linked=linked, buttons=buttons):
        said.append(text)
        words += len(text.split()) if inside else 0
    return squeeze("".join(said).replace("\n", " ")), words


def _texts(node: Element, *, linked: bool, buttons: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield (text, whether it is a link); a break of the line comes alone, blocks have blanks."""
    if node.tag == "br":
        yield "\n", False
        return
    if node.text:
        yield node.text.replace("\n", " "), linked
    for child in node:
        if isinstance(child.tag, str) and not _is_unseen(child):
            shown = child.tag not in SILENT or (buttons and child.tag in {"button", "label"})
            apart = child.tag not in INLINE
            if apart:
                yield " ", False
            if shown:
                yield from _texts(child, linked=linked or _is_linked(child), buttons=buttons)
            if apart:
                yield " ", False
        if child.tail:
            yield child.tail.replace("\n", " "), linked


def _is_linked(node: Element) -> bool:
    """Say whether an element leads elsewhere; addresses to write or ring to do not."""
    href = str(node.get("href") or "")
    return node.tag == "a" and bool(href) and not href.startswith(("mailto:", "tel:", "sms:"))


def _is_unseen(node: Element) -> bool:
    if node.get("aria-hidden") == "true" and not len(node):
        return True
    return node.tag == "span" and _UNSEEN.search(node.get("class") or "") is not None


def _unfolds(node: Element) -> bool:
    """Say whether a button or a box's label stands for text that follows it."""
    if node.tag == "button":
        opens = node.get("aria-controls") is not None or node.get("aria-expanded") is not None
    else:
        before = node.getprevious()
        opens = before is not None and before.tag == "input" and before.get("type") == "checkbox"
    after = node.getnext()
    return (
        opens
        and 1 < len(line_of(node, buttons=True)[0].split()) <= _SUMMARY_WORDS
        and after is not None
        and isinstance(after.tag, str)
        and after.tag not in INLINE
        and after.tag not in {"ul", "nav", "form"}
    )


def _is_plain_list(node: Element) -> bool:
    """Say whether a list's items are lines, not sections with headings and paragraphs."""
    holds = {one.tag for one in node.iterdescendants() if isinstance(one.tag, str)}
    if holds & {"h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "details"}:
        return False
    return all(
        sum(1 for _ in item.iter("p", "div", "button")) <= 3
        and len(line_of(item)[0].split()) <= 4 * _CELL_WORDS
        for item in node.iter("li")
    )


def _items(node: Element) -> Iterator[str]:
    """Yield a line for each item; the items of a list within it have their own."""
    for child in node:
        if child.tag in {"ul", "ol"}:
            yield from _items(child)
        elif isinstance(child.tag, str) and child.tag not in SILENT:
            inner = [one for one in child.iter("ul", "ol") if one is not child]
            if not inner:
                yield line_of(child)[0]
                continue
            own = squeeze(" ".join(_outside_lists(child)))
            yield own
            for one in inner:
                if not any(up.tag in {"ul", "ol"} for up in _up_to(one, child)):
                    yield from _items(one)


def _outside_lists(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str) and child.tag not in {"ul", "ol"} | SILENT:
            yield from (_outside_lists(child) if len(child) else [child.text or ""])
        yield child.tail or ""


def _up_to(node: Element, top: Element) -> Iterator[Element]:
    parent = node.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def _is_plain_definitions(node: Element) -> bool:
    return all(
        len(line_of(one)[0].split()) <= _CELL_WORDS // 2 for one in node.iter("dd")
    ) and not any(True for _ in node.iter("ul", "ol", "table", "h2", "h3", "h4", "button"))


def _definitions(node: Element) -> Iterator[str]:
    """Yield a line for each term with what is said of it."""
    line = ""
    for one in node.iter("dt", "dd"):
        text = line_of(one)[0]
        if one.tag == "dt":
            yield line
            line = f"{text.rstrip(':')}:" if text else ""
        else:
            line = f"{line} {text}".strip()
    yield line


def is_data_table(node: Element) -> bool:
    """Say whether a table holds figures or short facts, rather than a page's columns."""
    if (
        any(one is not node for one in node.iter("table"))
        or next(node.iter("h1"), None) is not None
    ):
        return False
    cells = list(node.iter("td", "th"))
    rows = list(node.iter("tr"))
    if len(rows) < 2 or len(cells) < 4:
        return False
    longest = max(len(line_of(cell)[0].split()) for cell in cells)
    named = next(node.iter("th", "caption", "thead"), None) is not None
    return longest <= (4 if named else 1) * _CELL_WORDS


def _rows(node: Element) -> Iterator[str]:
    """Yield the caption, then one line for each row; a first row of heads names the columns."""
    caption = node.find("caption")
    if caption is not None:
        yield line_of(caption)[0]
    grid = [
        [line_of(cell)[0] for cell in row if cell.tag in {"td", "th"}] for row in node.iter("tr")
    ]
    grid = [row for row in grid if any(row)]
    first = next(node.iter("tr"), None)
    heads = first is not None and all(cell.tag == "th" for cell in first)
    in_head = node.find("thead") is not None
    if grid and (heads or in_head):
        yield from table_lines(grid[0], grid[1:])
    else:
        yield from ("; ".join(cell for cell in row if cell) for row in grid)


def _whole(node: Element, kind: str, lines: list[str], *, linked: bool) -> Iterator[Piece]:
    text = "\n".join(line for line in lines if line)
    if text:
        yield Piece(node, text, kind, 0, line_of(node, linked=linked)[1])
