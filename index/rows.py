"""The rows of a table become sentences that can be found and cited alone.

In: the cells of a sheet, as text. Out: a block for each row that names its columns, "Lidköping:
plats 2, poäng 33 (2024)", with its place, under the table's title. This file does not know about
files or their formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.decoding import squeeze, tidy
from index.reading import Block
from index.table_columns import columns_of, is_head

# A row of a sheet with its number, as a spreadsheet counts from 1.
NumberedRow = tuple[int, Sequence[str]]

# What is longer is a text of its own, and no title.
_TITLE_WORDS = 25
_SAMPLE_ROWS = 200


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its title, its columns' names, its rows, the columns that name a row and a year."""

    title: str
    names: Sequence[str]
    rows: Sequence[NumberedRow]
    key: int
    year: int | None


def blocks_of_rows(rows: Sequence[NumberedRow], *, sheet: str, title: str) -> Iterator[Block]:
    """Yield a heading with the table's title, then a block for each row.

    Args:
        rows: all rows of a sheet with their numbers, empty ones too, which part its tables.
        sheet: the sheet's name, "" for a file without sheets.
        title: of a table above which nothing stands.
    """
    last = ""
    for table in _tables(rows, title):
        first = table.rows[0][0] if table.rows else 1
        if table.title and table.title != last:
            yield Block(table.title, 2, ((0, "row", sheet, first),))
            last = table.title
        for number, cells in table.rows:
            if text := _sentence(table, cells):
                yield Block(text, 0, ((0, "row", sheet, number),))


def _tables(rows: Sequence[NumberedRow], title: str) -> Iterator[_Table]:
    """Divide a sheet at its empty rows; a lone cell above a table is its title."""
    own_title = title
    for group in _groups(rows):
        at = 0
        while at < len(group) and len(_filled(group[at][1])) == 1 and len(group) > 1:
            own_title = _filled(group[at][1])[0]
            at += 1
        rest = group[at:]
        if len(group) == 1 and len(_filled(group[0][1])) == 1:
            lone = _filled(group[0][1])[0]
            if len(lone.split()) <= _TITLE_WORDS:
                own_title = lone
            yield _Table(title, [], group, 0, None)
            continue
        if rest:
            yield _table(rest, own_title)
            own_title = title


def _groups(rows: Sequence[NumberedRow]) -> Iterator[list[NumberedRow]]:
    group: list[NumberedRow] = []
    for number, cells in rows:
        tidied = [squeeze(tidy(cell)) for cell in cells]
        if any(tidied):
            group.append((number, tidied))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _table(rows: Sequence[NumberedRow], title: str) -> _Table:
    head = rows[0][1]
    if not is_head([cells for _n, cells in rows[:_SAMPLE_ROWS]]):
        return _Table(title, [], rows, 0, None)
    body = rows[1:] or rows
    columns = columns_of(head, [cells for _n, cells in body[:_SAMPLE_ROWS]])
    return _Table(title, head, body, columns.who or 0, columns.year)


def _sentence(table: _Table, cells: Sequence[str]) -> str:
    """Return "Lidköping: plats 2, poäng 33 (2024)"; a year is said last, in brackets."""
    if not table.names:
        return "; ".join(_filled(cells))
    named = dict(enumerate(cells))
    subject = named.pop(table.key, "")
    year = named.pop(table.year, "") if table.year is not None else ""
    parts = [
        _part(table.names[at], cell) if at < len(table.names) else cell
        for at, cell in named.items()
        if cell
    ]
    said = f"{subject}: {', '.join(parts)}" if subject and parts else subject or ", ".join(parts)
    return f"{said} ({year})" if year and said else said or year


def _part(name: str, cell: str) -> str:
    """Return "plats 2", and "2023: 412", where name and number would run into each other."""
    # A comma in a name would part it: "Djup, m" is "djup (m)".
    name = re.sub(r", ([^ ,]+)$", r" (\1)", name).replace(", ", " ")
    parted = ":" if name[-1:].isdigit() and cell[0].isdigit() else ""
    return f"{_small(name)}{parted} {cell}".strip()


def _small(name: str) -> str:
    """Return a column's name as within a sentence: "Plats" is "plats", "SKR-kod" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() or len(name) == 1 else name
