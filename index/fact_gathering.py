"""The rows that stand in a document's paragraphs, gathered into the tables that they are of.

In: a document and its paragraphs. Out: of each row its place, its table's title and its cells. A
row of a sheet is a paragraph of its own, and a long table of a page lies in several. This file does
not know how a row is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.fact_rows import columns_in, is_row, is_sheet_row
from index.fact_tables import Cell, cells_of
from index.table_names import TITLE_WORDS

if TYPE_CHECKING:
    from index.documents import Document
    from index.paragraphs import Paragraph

# Kinds of documents whose paragraphs are rows that name their subject first.
SHEETS = frozenset({"csv", "xlsx"})


@dataclass(slots=True)
class _Gathered:
    """The rows of one table so far, with their starts in the document."""

    title: str
    columns: frozenset[str]
    is_sheet: bool
    rows: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def takes(self, title: str, columns: frozenset[str], *, is_sheet: bool) -> bool:
        """Say whether a row goes on with this table."""
        shares = is_sheet or 2 * len(columns & self.columns) >= len(columns)
        return (self.title, self.is_sheet) == (title, is_sheet) and shares


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of a row, under its table's title."""

    title: str
    cells: Sequence[Cell]


def rows_of(
    document: Document, paragraphs: Sequence[Paragraph], subject: str
) -> dict[int, RowCells]:
    """Read the tables of a document.

    Args:
        document: gives its kind, and its title to a table without one.
        paragraphs: its paragraphs.
        subject: who the document is about, "" when that is not known.

    Returns:
        The cells of each row by the row's start in the document.
    """
    found: dict[int, RowCells] = {}
    for table in _tables(document, paragraphs):
        # A lone line whose first part has no name is more likely a sentence.
        if "" in table.columns and len(table.rows) < 2:
            continue
        read = cells_of(table.rows, title=table.title, subject=subject, is_sheet=table.is_sheet)
        for start, cells in zip(table.starts, read, strict=True):
            found[start] = RowCells(table.title, cells)
    return found


def _tables(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[_Gathered]:
    table: _Gathered | None = None
    title = ""
    for paragraph in paragraphs:
        title = _title(paragraph.heading) or title
        for start, line in lines_of(paragraph.text):
            is_sheet = document.kind in SHEETS and is_sheet_row(line)
            if not is_sheet and not is_row(line):
                # A remark between two rows parts them; a heading names what comes below.
                title = _title(line)
                continue
            above = title or _title(document.title)
            columns = frozenset() if is_sheet else columns_in(line)
            if table is None or not table.takes(above, columns, is_sheet=is_sheet):
                if table is not None:
                    yield table
                table = _Gathered(above, columns, is_sheet)
            table.rows.append(line)
            table.starts.append(paragraph.start + start)
    if table is not None:
        yield table


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the start of each line that is not empty, and the line without blanks around it."""
    at = 0
    for line in text.splitlines(keepends=True):
        if stripped := line.strip():
            yield at + line.index(stripped), stripped
        at += len(line)


def _title(line: str) -> str:
    """Return a line that may head a table, "" for a sentence."""
    plain = line.strip()
    return "" if len(plain.split()) > TITLE_WORDS or plain.endswith((".", "!", "?")) else plain
