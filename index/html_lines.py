"""Elements of a page that are one stretch of text: a line, a list, a table.

In: an element of a parsed HTML page. Out: its text, and how much of it is links. Fields, pictures
and scripts are passed over. This file does not know what stands around an element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.markdown import table_lines
from index.table_columns import holds_numbers, is_head

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SILENT = {
    "script", "style", "template", "noscript", "svg", "head", "iframe", "object", "video", "audio",
    "canvas", "map", "select", "datalist", "textarea", "input", "label", "legend", "button",
    "math", "progress", "meter", "output", "dialog", "title",
}  # fmt: skip
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "slot", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br", "img", "picture", "label",
    "button",
}  # fmt: skip
# What is said to those who listen stands within a word's reach of what is said to the eye.
_UNSEEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-reader(?:-text)?|assistive-text)\b")
_SEAM = re.compile(r"[a-zåäöéü.!?:)”»][A-ZÅÄÖÉÜ–—]|[a-zåäöéü]\d")
# A cell or definition that is longer holds text of its own.
_CELL_WORDS = 40


def letters_in(text: str) -> int:
    """Return how many characters are not blank."""
    return len("".join(text.split()))


def line_of(node: Element, *, linked: bool = False, buttons: bool = False) -> tuple[str, int]:
    """Return all text of an element on one line, and how many of its letters are links."""
    said, letters = [], 0
    for text, inside in texts_of(node, linked=linked, buttons=buttons):
        said.append(text)
        letters += letters_in(text) if inside else 0
    return squeeze("".join(said).replace("\n", " ")), letters


def texts_of(node: Element, *, linked: bool, buttons: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield (text, whether it is a link); a break of the line comes alone, blocks have blanks."""
    if node.tag == "br":
        yield "\n", False
        return
    if _begins_anew(node):
        yield " ", False
    if node.text:
        yield node.text.replace("\n", " "), linked
    for child in node:
        if isinstance(child.tag, str) and not is_unseen(child):
            shown = child.tag not in SILENT or (buttons and child.tag in {"button", "label"})
            apart = child.tag not in INLINE
            if apart:
                yield " ", False
            if shown:
                yield from texts_of(child, linked=linked or is_linked(child), buttons=buttons)
            if apart:
                yield " ", False
        if child.tail:
            yield child.tail.replace("\n", " "), linked


def _begins_anew(node: Element) -> bool:
    """Say whether an element stands beside the one before it as a style sheet sets them apart.

    A word may be cut into several elements; then it goes on in small letters.
    """
    before = node.getprevious()
    if before is None or before.tail or not isinstance(before.tag, str) or before.tag == "br":
        return False
    first = next((str(text) for text in node.itertext() if text), "")
    while len(before) and not before[-1].tail:
        before = before[-1]
    last = before[-1].tail if len(before) else before.text
    return _SEAM.fullmatch(f"{(last or '')[-1:]}{first[:1]}") is not None


def is_linked(node: Element) -> bool:
    """Say whether an element leads elsewhere; addresses to write or ring to do not."""
    href = str(node.get("href") or "")
    return node.tag == "a" and bool(href) and not href.startswith(("mailto:", "tel:", "sms:"))


def is_unseen(node: Element) -> bool:
    """Say whether an element is a sign, the mark of a note, or words for those who listen."""
    if node.get("aria-hidden") == "true" and not len(node):
        return True
    if node.tag == "sup" and len(node) == 1 and str(node[0].get("href") or "").startswith("#"):
        # In brackets it does not become a part of the word or number before it.
        return line_of(node)[0].isdecimal()
    return node.tag == "span" and _UNSEEN.search(node.get("class") or "") is not None


def is_plain_list(node: Element) -> bool:
    """Say whether a list's items are lines, not sections with headings and paragraphs."""
    holds = {one.tag for one in node.iterdescendants() if isinstance(one.tag, str)}
    if holds & {"h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "details"}:
        return False
    return all(
        sum(1 for _ in item.iter("p", "div", "button")) <= 3
        and len(line_of(item)[0].split()) <= 4 * _CELL_WORDS
        for item in node.iter("li")
    )


# A number with more digits than this counts nothing.
_NUMBER_DIGITS = 4


def items(node: Element) -> Iterator[str]:
    """Yield a line for each item, numbered as a browser does; lists within it have their own."""
    number = _first_number(node)
    for child in node:
        if child.tag in {"ul", "ol"}:
            yield from items(child)
        elif isinstance(child.tag, str) and child.tag not in SILENT:
            number = (number and _counted(child.get("value"))) or number
            mark = f"{number}. " if number else ""
            number += bool(number)
            inner = [one for one in child.iter("ul", "ol") if one is not child]
            if not inner:
                yield _marked(mark, line_of(child)[0])
                continue
            yield _marked(mark, squeeze(" ".join(_outside_lists(child))))
            for one in inner:
                if not any(up.tag in {"ul", "ol"} for up in _up_to(one, child)):
                    yield from items(one)


def _first_number(node: Element) -> int:
    """Return what a numbered list begins with, 0 for another one."""
    if node.tag != "ol" or (node.get("type") or "1") != "1" or node.get("reversed") is not None:
        return 0
    return _counted(node.get("start") or "1")


def _counted(stated: str | None) -> int:
    """Return the number that an attribute states, 0 for none that counts."""
    plain = (stated or "").strip()
    return int(plain) if plain.isdecimal() and len(plain) <= _NUMBER_DIGITS else 0


def _marked(mark: str, line: str) -> str:
    # Who writes the numbers out hides those of the browser.
    return mark + line if line and not line[0].isdecimal() else line


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


def is_plain_definitions(node: Element) -> bool:
    """Say whether what is said of a list's terms is short enough for a line."""
    return all(
        len(line_of(one)[0].split()) <= _CELL_WORDS // 2 for one in node.iter("dd")
    ) and not any(True for _ in node.iter("ul", "ol", "table", "h2", "h3", "h4", "button"))


def definitions(node: Element) -> Iterator[str]:
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


def rows_of(node: Element) -> Iterator[str]:
    """Yield the caption, then one line for each row.

    A first row of heads names the columns, and so does one of words over numbers.
    """
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
    if grid and (heads or in_head or (is_head(grid) and holds_numbers(grid[1:]))):
        yield from table_lines(grid[0], grid[1:])
    else:
        yield from ("; ".join(cell for cell in row if cell) for row in grid)
