"""Who published a document, and when, as HTML.

In: a document and a language. Out: a line under its title. This file does not know where the line
stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.safety import shown
from ui.texts import date_words, text

if TYPE_CHECKING:
    from index.documents import Document
    from index.whereabouts import Place


def origin(document: Document, language: str, *, undated: bool = False) -> str:
    """Return publisher and date, "" where the document states neither.

    Args:
        document: whose origin.
        language: of the date's words, "sv" or "en".
        undated: say so where there is no date.
    """
    parts = [f"<bdi>{shown(document.publisher)}</bdi>"] if document.publisher else []
    if document.date:
        words = shown(date_words(document.date, language))
        parts.append(f'<time datetime="{shown(document.date)}">{words}</time>')
    elif undated:
        parts.append(shown(text("undated", language)))
    return ", ".join(parts)


def about(document: Document, language: str, place: Place) -> str:
    """Return title, publisher, date, and where in the document, as a paragraph."""
    title = document.title or text("untitled", language)
    lang = language_mark(document) if document.title else ""
    where = f'<bdi class="place">{shown(place.words(language))}</bdi>' if place.to_dict() else ""
    line = ", ".join(part for part in (origin(document, language), where) if part)
    more = f'<span class="origin">{line}</span>' if line else ""
    return f'<p class="about"><cite{lang}><bdi>{shown(title)}</bdi></cite>{more}</p>'


def language_mark(document: Document) -> str:
    """Return the `lang` attribute for a document's words, "" where it is not known."""
    return f' lang="{shown(document.language)}"' if document.language else ""
