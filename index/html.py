"""HTML becomes blocks of plain text.

In: the text of an HTML page. Out: a `Reading`: the article with its headings, lists and tables,
and the metadata that the page states. trafilatura finds the article; forms, cookie boxes and the
like go before by their class, id or role. Scripts and styles never survive. This file does not
know about files on disk; it is the only one that imports trafilatura.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.markdown import table_lines
from index.metadata import stated_date, stated_publisher
from index.reading import Block, DocumentError, Reading
from index.table_columns import holds_numbers, is_head

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Parts of a page that are never the article, by words in their class or id. Contact boxes stay:
# people ask when an office is open and where it is.
_BOXES = (
    "cookie", "consent", "gdpr-banner", "feedback", "page-rating", "pagerating", "page-vote",
    "newsletter", "nyhetsbrev", "share-", "social-share", "sharing", "breadcrumb", "skip-link",
    "skiplink", "readspeaker", "kakor", "synpunkt",
)  # fmt: skip
_LOWER = (
    "translate(concat(@class,' ',@id),'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')"
)
_PRUNE = [
    *(
        f"//*[not(self::body or self::html or self::main)][contains({_LOWER},'{b}')]"
        for b in _BOXES
    ),
    "//form",
    "//*[@role='navigation' or @role='search' or @role='dialog' or @role='alertdialog']",
]
_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BODY = re.compile(r"<(?:html|body)\b", re.I)
_LANG = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})(?![A-Za-z])", re.I)


def read_html(text: str) -> Reading:
    """Read one HTML page.

    Raises:
        DocumentError: there is no text in the page.
    """
    from trafilatura import bare_extraction

    # What it would print on standard error is said by the error below, once.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = _PROLOG.sub("", text)  # lxml refuses text that names an encoding
    if not _BODY.search(text):
        text = f"<html><body>{text}</body></html>"
    page = bare_extraction(
        text,
        include_comments=False,
        include_formatting=True,
        favor_recall=True,
        with_metadata=True,
        prune_xpath=_PRUNE,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    blocks: tuple[Block, ...] = ()
    fields: dict[str, str] = {}
    if page is not None and not isinstance(page, dict):
        blocks = tuple(_blocks(page.body))
        fields = {
            "title": page.title or "",
            "publisher": page.sitename or "",
            "date": page.date or "",
            "url": page.url or "",
        }
    blocks = blocks or _all_words(text)
    if not blocks:
        raise DocumentError("there is no text in it")
    return Reading(blocks, _completed(fields, blocks, text))


def _completed(fields: dict[str, str], blocks: tuple[Block, ...], text: str) -> dict[str, str]:
    """Add what the page states in words or in its first tag where the metadata says nothing."""
    words = "\n\n".join(block.text for block in blocks)
    language = _LANG.search(text)
    stated = {
        "title": next((block.text for block in blocks if block.level == 1), ""),
        "date": stated_date(words),
        "publisher": stated_publisher(words),
        "language": language[1].lower() if language else "",
    }
    return stated | {name: squeeze(value) for name, value in fields.items() if value}


def _all_words(text: str) -> tuple[Block, ...]:
    """Return the words of a page in which no article was found, a block a line."""
    from trafilatura import html2txt

    lines = (squeeze(line) for line in html2txt(text).split("\n"))
    return tuple(Block(line) for line in lines if line)


def _blocks(node: Element) -> Iterator[Block]:
    """Yield the blocks below one element of trafilatura's tree, in order."""
    for child in node:
        text, level = "", 0
        if child.tag == "head":
            text, level = _words(child).replace("\n", " "), _level(child)
        elif child.tag == "list":
            text = "\n".join(_items(child))
        elif child.tag == "table":
            text = "\n".join(_rows(child))
        elif child.tag in {"quote", "div"} and len(child):
            yield from _blocks(child)
        else:
            text = _words(child)
        if text:
            yield Block(text, level)


def _level(head: Element) -> int:
    """Return 1 to 6 for a heading."""
    digits = re.search(r"[1-6]", head.get("rend") or "")
    return int(digits[0]) if digits else 2


def _words(node: Element) -> str:
    """Return an element's words; only <br> breaks the line."""
    parts = [node.text or ""]
    for child in node:
        parts += ["\n" if child.tag == "lb" else _words(child), child.tail or ""]
    lines = "".join(part if part == "\n" else part.replace("\n", " ") for part in parts)
    return "\n".join(line for line in map(squeeze, lines.split("\n")) if line)


def _items(node: Element) -> Iterator[str]:
    for item in node.iter("item"):
        if line := squeeze(_words(item)):
            yield line


def _rows(node: Element) -> Iterator[str]:
    """Yield a line for each row; a first row of heads, or of words over numbers, names columns."""
    grid = [[squeeze(_words(cell)) for cell in row.iter("cell")] for row in node.iter("row")]
    first = next(node.iter("row"), None)
    named = first is not None and all(cell.get("role") == "head" for cell in first.iter("cell"))
    if named or (is_head(grid) and holds_numbers(grid[1:])):
        return table_lines(grid[0], grid[1:])
    return iter("; ".join(cell for cell in row if cell) for row in grid)
