"""A document's own page, with the cited sentence marked.

In: a Document, its headings, and a place in it. Out: a whole HTML page without script. This file
does not know the library, the web server, or why the place is worth marking.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.whereabouts import place_of
from ui.frame import render_frame
from ui.links import original_href, safe_address
from ui.origin import origin
from ui.safety import shown
from ui.texts import text

if TYPE_CHECKING:
    from index.documents import Document

# A browser lays out about this much without a pause; only books and registers are longer.
MOST_CHARS = 400_000


@dataclass(frozen=True, slots=True)
class Place:
    """What to mark: document.text[start:end]."""

    start: int
    end: int

    def inside(self, document: Document) -> bool:
        """Return whether it holds any of the document's text."""
        return 0 <= self.start < self.end <= len(document.text)


def render_document(
    document: Document,
    *,
    place: Place | None,
    headings: Collection[str],
    language: str,
    root: str = "../",
) -> str:
    """Return the page of one document.

    Args:
        document: what to show.
        place: what to mark, None for nothing.
        headings: the lines of the document that are headings.
        language: of the words around the document, "sv" or "en".
        root: relative address of the chat's own page.
    """
    notes = []
    if place and not place.inside(document):
        notes.append("quote-lost")
        place = None
    start, end = _part(document, place)
    if end - start < len(document.text):
        notes.append("part")
    said = "".join(f'<p class="note">{shown(text(key, language))}</p>' for key in notes)
    blocks = "".join(
        where + _block(document.text, block, place, headings)
        for where, block in _placed(document, _blocks(document, start, end), language)
    )
    lang = f' lang="{shown(document.language)}"' if document.language else ""
    main = f'{_top(document, place, language)}{said}<article{lang} dir="auto">{blocks}</article>'
    return render_frame(main, language, root)


def render_missing(language: str, root: str = "../") -> str:
    """Return the page for a document that the library does not hold."""
    said = shown(text("no-document", language))
    return render_frame(f'<h1 class="refusal">{said}</h1>', language, root)


def _top(document: Document, place: Place | None, language: str) -> str:
    lang = f' lang="{shown(document.language)}"' if document.language and document.title else ""
    title = shown(document.title or text("untitled", language))
    lines = [
        f'<h1 id="document-title"{lang} dir="auto">{title}</h1>',
        f'<p class="origin">{origin(document, language)}</p>',
    ]
    if document.based_on:
        after = shown(text("own-words", language, original=document.based_on))
        lines.append(f'<p class="note">{after}</p>')
    links = []
    if place:
        links.append(f'<a href="#quote">{shown(text("to-quote", language))}</a>')
    if safe_address(document.url):
        quote = document.text[place.start : place.end] if place else ""
        links.append(
            f'<a href="{shown(original_href(document, quote))}" rel="noopener noreferrer">'
            f"{shown(text('original', language))}</a>"
        )
    lines.append(f'<p class="links">{"".join(links)}</p>' if links else "")
    return f'<div class="top">{"".join(lines)}</div>'


def _part(document: Document, place: Place | None) -> tuple[int, int]:
    if len(document.text) <= MOST_CHARS:
        return 0, len(document.text)
    middle = place.start if place else 0
    start = max(0, min(middle - MOST_CHARS // 2, len(document.text) - MOST_CHARS))
    return start, max(start + MOST_CHARS, place.end if place else 0)


def _blocks(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (from, to) of every block in text[start:end], without the title that stands above."""
    first = True
    for low, high in _between_blank_lines(document.text[start:end]):
        words = document.text[start + low : start + high]
        trimmed = words.strip(" \t\n")
        if trimmed and not (first and trimmed == document.title):
            at = start + low + words.index(trimmed)
            yield at, at + len(trimmed)
        first = first and not trimmed


def _between_blank_lines(words: str) -> Iterator[tuple[int, int]]:
    low = 0
    for blank in re.finditer(r"\n(?:[ \t]*\n)+", words):
        yield low, blank.start()
        low = blank.end()
    yield low, len(words)


def _placed(
    document: Document, blocks: Iterator[tuple[int, int]], language: str
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each block behind the number of its page or row, where that is a new one."""
    last = ""
    for block in blocks:
        where = replace(place_of(document, block[0]), heading="").words(language)
        label = f'<p class="place">{shown(where)}</p>' if where not in ("", last) else ""
        last = where
        yield label, block


def _block(
    words: str, block: tuple[int, int], place: Place | None, headings: Collection[str]
) -> str:
    start, end = block
    content = _marked(words, start, end, place)
    tag = "h2" if words[start:end] in headings else "p"
    return f'<{tag} dir="auto">{content}</{tag}>'


def _marked(words: str, start: int, end: int, place: Place | None) -> str:
    if place is None or place.end <= start or place.start >= end:
        return _lines(words[start:end])
    low, high = max(start, place.start), min(end, place.end)
    # The first block of a place that goes over several carries the id that the link names.
    name = ' id="quote"' if low == place.start else ""
    inside = f"<mark{name}>{_lines(words[low:high])}</mark>"
    return f"{_lines(words[start:low])}{inside}{_lines(words[high:end])}"


def _lines(words: str) -> str:
    return shown(words).replace("\n", "<br>")
