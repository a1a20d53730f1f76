"""Lines as the readers of documents write the rows of tables, taken apart into their cells.

In: "Plats: 2; Kommun: Lidköping; Poäng: 27" of pages and "Lidköping: plats 2, poäng 27 (2024)" of
sheets. Out: `Row`s. This file does not know what a column holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.amounts import read_amount
from index.table_columns import YEAR, year_in

_ROW = re.compile(r"[^:;\n]{1,60}(?:: [^;\n]+)?(?:; [^:;\n]{1,60}: [^;\n]*)+")
_PART = re.compile(r"(?:(?P<name>[^:;\n]{1,60}): )?(?P<cell>[^;\n]*)(?:; |$)")
_SHEET_ROW = re.compile(
    r"(?P<who>[^\W_][^:;\n]{0,60}): (?P<parts>[^\n]*?\d[^\n]*?)"
    rf"(?: \((?P<year>{YEAR.pattern}(?:[/–-]\d{{2,4}})?)\))?"
)
_SHEET_PART = re.compile(r"(?P<part>[^\n]+?)(?:, |$)")
# In a sheet of more rows than this, what looks like a column in a single one is a remark.
_FEW_ROWS = 3


@dataclass(slots=True)
class Row:
    """The cells of a line by their columns' names, with their places in it."""

    parts: dict[str, tuple[str, int]] = field(default_factory=dict)
    who: str = ""
    year: str = ""

    def text(self, name: str) -> str:
        """Return the cell of a column, "" for none."""
        return self.parts[name][0] if name in self.parts else ""


def is_row(line: str) -> bool:
    """Say whether a line is a row of a table that names its columns."""
    return _ROW.fullmatch(line) is not None


def is_sheet_row(line: str) -> bool:
    """Say whether a line is a row of a sheet: "Lidköping: plats 2, poäng 33 (2024)"."""
    return _SHEET_ROW.fullmatch(line) is not None


def columns_in(line: str) -> frozenset[str]:
    """Return the names of the columns of a page's row, "" for a cell without."""
    return frozenset(page_row(line).parts)


def page_row(line: str) -> Row:
    """Take the row of a page apart; columns that it names twice are left out."""
    row = Row()
    twice: set[str] = set()
    for part in _PART.finditer(line):
        name = (part["name"] or "").strip()
        if not part.group():
            continue  # The end of the line is no cell of the column without a name.
        if name in row.parts:
            twice.add(name)
        elif part["cell"].strip():
            row.parts[name] = (part["cell"], part.start("cell"))
    for name in twice:
        del row.parts[name]
    return row


def sheet_row(line: str) -> Row:
    """Take the row of a sheet apart: what it is about, its columns and its year."""
    whole = _SHEET_ROW.fullmatch(line)
    if whole is None:
        return Row()
    row = Row(who=whole["who"].strip(), year=year_in(whole["year"] or ""))
    for found in _SHEET_PART.finditer(line, whole.start("parts"), whole.end("parts")):
        part = found["part"]
        for blank in re.finditer(r":? ", part):
            # The name is what the number leaves, "plats 2"; a colon parts it from a name like
            # "2021", and without one "033-123 45" is no number behind a name.
            runs_on = blank[0] == " " and part[blank.start() - 1].isdigit()
            if not runs_on and read_amount(part[blank.end() :]):
                row.parts.setdefault(
                    part[: blank.start()], (part[blank.end() :], found.start() + blank.end())
                )
                break
        else:
            name, _, cell = part.partition(" ")
            row.parts.setdefault(name, (cell, found.start() + len(name) + 1))
    return row


def drop_remarks(rows: Sequence[Row]) -> None:
    """Leave out columns of sheets that a single one of many rows has: "kommentar bra, sid 4"."""
    counts = Counter(name for row in rows for name in row.parts)
    if sum(bool(row.parts) for row in rows) > _FEW_ROWS:
        for row in rows:
            row.parts = {name: cell for name, cell in row.parts.items() if counts[name] > 1}


def name_by_years(rows: Sequence[Row]) -> None:
    """Take years for what they are in a sheet whose rows have no other name."""
    if all(year_in(row.who) and not row.year for row in rows):
        for row in rows:
            row.who, row.year = "", year_in(row.who)
