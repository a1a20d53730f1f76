"""Spreadsheets become blocks of plain text, one for each row.

In: the bytes of an XLSX file, or the text of a CSV file. Out: a `Reading` in which every row names
its columns and knows its sheet and its number. This is the only file that imports openpyxl. How a
row is put into words is known by `index.rows`.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

from index.decoding import squeeze, tidy
from index.reading import Block, DocumentError, Reading
from index.rows import NumberedRow, blocks_of_rows

# A row is a paragraph; what has more rows is a database, whose answers are sums and not sentences.
MOST_ROWS = 50_000
_MOST_COLUMNS = 200
# A long cell, as a quoted field of a damaged file makes one, is no reason to stop at 131,072.
_LONGEST_CELL = 2_000_000
_DELIMITERS = ";,\t|"


def read_xlsx(data: bytes) -> Reading:
    """Read one workbook; formulas count by the value that was last worked out.

    Raises:
        DocumentError: it is broken, encrypted or holds no rows.
    """
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        blocks = [
            block
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
            for block in _sheet_blocks(sheet)
        ]
        title = squeeze(tidy(book.properties.title or ""))
        book.close()
    except DocumentError:
        raise
    except Exception as error:
        # openpyxl lets whatever a damaged file makes it stumble over through.
        raise DocumentError(
            f"it is a broken workbook ({type(error).__name__}): open it and save it anew"
        ) from error
    heads = [block.text for block in blocks if block.level]
    return Reading(tuple(blocks), {"title": title or (heads[0] if heads else "")})


def _sheet_blocks(sheet: Any) -> list[Block]:
    if sheet.max_row and sheet.max_row > MOST_ROWS:
        # What the file states may be wrong; what is there is counted below.
        sheet.reset_dimensions()
    rows: list[NumberedRow] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        _refuse_many(number)
        rows.append((number, [_shown(cell) for cell in cells[:_MOST_COLUMNS]]))
    title = "" if sheet.title.casefold().startswith(("sheet", "blad", "ark")) else sheet.title
    return list(blocks_of_rows(rows, sheet=sheet.title, title=title))


def _refuse_many(number: int) -> None:
    if number > MOST_ROWS:
        raise DocumentError(
            f"it has more than the {MOST_ROWS:,} rows that one sheet may have: split it"
        )


def _shown(value: object) -> str:
    """Return a cell as its reader sees it: 33, not 33.0; a day without midnight."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time(0):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value)


def read_csv(text: str) -> Reading:
    """Read one file of separated values.

    Raises:
        DocumentError: it has too many rows, or is not separated at all.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(_numbered(csv.reader(io.StringIO(text), delimiter=_delimiter(text))))
    except csv.Error as error:
        raise DocumentError(f"it is no table of separated values ({error})") from error
    blocks = tuple(blocks_of_rows(rows, sheet="", title=""))
    heads = [block.text for block in blocks if block.level]
    return Reading(blocks, {"title": heads[0] if heads else ""})


def _numbered(rows: Any) -> Iterator[NumberedRow]:
    for number, cells in enumerate(rows, start=1):
        _refuse_many(number)
        yield number, cells[:_MOST_COLUMNS]


def _delimiter(text: str) -> str:
    """Return the character that parts the cells: the one that most lines have equally often."""
    lines = [line for line in text.split("\n")[:50] if line.strip()]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        usual = max(set(counts), key=counts.count) if counts else 0
        agreeing = counts.count(usual) * min(usual, 3)
        if agreeing > most:
            best, most = delimiter, agreeing
    return best
