"""HTML becomes blocks of plain text.

In: the text of an HTML page. Out: a `Reading`: the article with its headings, lists and tables,
and the metadata that the page states, which trafilatura finds. What is the article is known by
`index.html_article`. Scripts and styles never survive. This file does not know about files on
disk; it is the only one that imports trafilatura, and that parses HTML.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from index.decoding import squeeze
from index.html_article import article_of
from index.html_pieces import pieces_of
from index.metadata import stated_date, stated_publisher
from index.reading import Block, DocumentError, Reading

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BODY = re.compile(r"<(?:html|body)\b", re.I)
_LANG = re.compile(r"<html\b[^>]*?\blang\s*=\s*[\"']?([A-Za-z]{2,3})(?![A-Za-z])", re.I)


def read_html(text: str) -> Reading:
    """Read one HTML page.

    Raises:
        DocumentError: there is no text in the page.
    """
    # What it would print on standard error is said by the error below, once.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = _PROLOG.sub("", text)  # lxml refuses text that names an encoding
    if not _BODY.search(text):
        text = f"<html><body>{text}</body></html>"
    tree = _parsed(text)
    blocks = tuple(Block(one.text, one.level) for one in article_of(tree)) if len(tree) else ()
    blocks = blocks or _all_pieces(tree) or _all_words(text)
    if not blocks:
        raise DocumentError("there is no text in it")
    return Reading(blocks, _completed(_fields(tree), blocks, text))


def _parsed(text: str) -> Element:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        # A page that is nothing but a comment, say.
        raise DocumentError("there is no text in it") from error


def _fields(tree: Element) -> dict[str, str]:
    from trafilatura.metadata import extract_metadata

    _part_feet(tree)
    dates = {"extensive_search": False, "original_date": True}
    stated = extract_metadata(tree, date_config=dates)
    return {
        "title": stated.title or "",
        "publisher": stated.sitename or "",
        "date": stated.date or "",
        "url": stated.url or "",
    }


def _part_feet(tree: Element) -> None:
    """Take away that feet stand in feet: looking for a licence in each of them takes minutes."""
    feet = {
        one
        for one in tree.iter("footer", "div")
        if one.tag == "footer" or "footer" in f"{one.get('class')} {one.get('id')}"
    }
    for foot in [one for one in feet if any(up in feet for up in one.iterancestors())]:
        foot.tag = "div"
        foot.attrib.clear()


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


def _all_pieces(tree: Element) -> tuple[Block, ...]:
    """Return what a page without an article says, line by line: a list of places, say."""
    return tuple(Block(one.text, one.level) for one in pieces_of(tree) if one.text)


def _all_words(text: str) -> tuple[Block, ...]:
    """Return the words of a page in which no article was found, a block a line."""
    from trafilatura import html2txt

    lines = (squeeze(line) for line in html2txt(text).split("\n"))
    return tuple(Block(line) for line in lines if line)
