"""Where in its file a stretch of a document stands: page, section, sheet and row.

In: a document and an offset into its text. Out: a `Place` that says itself in Swedish or English.
This file does not know how files are read or how a citation is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.documents import Document

# From this offset on the text stands on that page, or in that row of that sheet:
# (offset, "page" or "row", the sheet's name or "", number from 1).
Mark = tuple[int, str, str, int]

_WORDS: Mapping[str, Mapping[str, str]] = {
    "page": {"sv": "sida", "en": "page"},
    "sheet": {"sv": "blad", "en": "sheet"},
    "row": {"sv": "rad", "en": "row"},
    "under": {"sv": "under", "en": "under"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader finds a stretch of text in the file that it came from.

    Attributes:
        page: number of the page from 1, 0 where the file has no pages.
        sheet: name of the sheet, "" where it has none.
        row: number of the row from 1, as a spreadsheet counts, 0 where there are no rows.
        heading: the last heading before it that the file marks as one, "" if none.
    """

    page: int = 0
    sheet: str = ""
    row: int = 0
    heading: str = ""

    def words(self, language: str) -> str:
        """Say the place in words, "page 3, under “Öppettider”"; "" when there is nothing to say.

        Args:
            language: "sv" or "en".
        """
        said = {key: words[language] for key, words in _WORDS.items()}
        parts = [f"{said['page']} {self.page}"] if self.page else []
        parts += [f"{said['sheet']} {self.sheet}"] if self.sheet else []
        parts += [f"{said['row']} {self.row}"] if self.row else []
        quotes = "””" if language == "sv" else "“”"
        if self.heading:
            parts.append(f"{said['under']} {quotes[0]}{self.heading}{quotes[1]}")
        return ", ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """Return what is known of the place as JSON-ready values."""
        named = {"page": self.page, "sheet": self.sheet, "row": self.row, "heading": self.heading}
        return {name: value for name, value in named.items() if value}


def place_of(document: Document, start: int) -> Place:
    """Return where document.text[start] stands.

    Args:
        document: one that was read from a file.
        start: offset into its text.
    """
    at = bisect_right([mark[0] for mark in document.marks], start) - 1
    kind, name, number = document.marks[at][1:] if at >= 0 else ("", "", 0)
    above = [(a, b) for a, b, _level in document.headings if a <= start]
    heading = document.text[slice(*above[-1])] if above else ""
    # Shown beside the title, which need not be said twice.
    heading = "" if heading == document.title else " ".join(heading.split())
    if kind == "page":
        return Place(page=number, heading=heading)
    return Place(sheet=name, row=number, heading=heading) if kind else Place(heading=heading)
