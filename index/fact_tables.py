"""Rows of tables become values by their header, whatever the subject.

In: lines as the readers of documents write rows: "Plats: 2; Kommun: Lidköping; Poäng: 27" of pages
and "Lidköping: plats 2, poäng 27 (2024)" of sheets. Out: a `Cell` for each number in them: who it
is of, under which name, in which unit and year. This file does not know what a table is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.amounts import decimal_mark, read_amount
from index.fact_names import area, municipality
from index.fact_subjects import municipalities_in
from index.fact_values import RANK
from index.table_columns import YEAR, columns_of, is_number, telling_apart, year_in
from index.table_names import column_of, names_a_place

_ROW = re.compile(r"[^:;\n]{1,60}(?:: [^;\n]+)?(?:; [^:;\n]{1,60}: [^;\n]*)+")
_PART = re.compile(r"(?:(?P<name>[^:;\n]{1,60}): )?(?P<cell>[^;\n]*)(?:; |$)")
_SHEET_ROW = re.compile(
    r"(?P<who>[^\W_][^:;\n]{0,60}): (?P<parts>[^\n]*?\d[^\n]*?)"
    rf"(?: \((?P<year>{YEAR.pattern}(?:[/–-]\d{{2,4}})?)\))?"
)
_SHEET_PART = re.compile(r"(?P<part>[^\n]+?)(?:, |$)")
# Rows about all the others; "riket" is one among its parts, and a name among countries.
_TOTAL = re.compile(
    r"(?:del)?summa\b.*|total(?:t|en|s)?\b.*|sum\b.*|samtliga\b.*|alla\b.*|all\b.*"
    r"|(?:o?vägt )?(?:genom)?snitt(?:et)?\b.*"
    r"|medel(?:värde|tal)?t?\b.*|median(?:en)?\b.*|average\b.*|mean\b.*|övriga?t?\b.*|others?\b",
    re.I,
)
_WHOLE = frozenset({"riket", "hela riket", "sverige", "hela landet", "sweden", "rikssnitt"})
# A place in front of a name, and the mark of a note behind it.
_FRAME = re.compile(r"^\d{1,3}[.)] |\s?(?:\*+|[¹²³⁴-⁹])$")
# A column whose rows are measures of the one that the page is about.
_MEASURES = re.compile(r"(?:mått|nyckeltal|indikator|variabel|measure|metric|indicator)\w*", re.I)
# In a sheet of more rows than this, what looks like a column in a single one is a remark.
_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a row.

    Attributes:
        who: what the row is about.
        measure: "rank", "points", or the column's name in small letters without its unit.
        value: the number.
        unit: from the cell or the column's name, "" for none.
        year: from the row or the column's name, "" where neither says it.
        start: of the number, in the row.
        end: behind it.
        total: of how many, 0 where the cell does not say it.
        scope: where it is a place: "riket", "länet", or the words that name a group.
        years_before: how many years before that of its table the number is of.
    """

    who: str
    measure: str
    value: float
    unit: str
    year: str
    start: int
    end: int
    total: int = 0
    scope: str = "riket"
    years_before: int = 0


@dataclass(slots=True)
class _Row:
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


def cells_of(
    rows: Sequence[str], *, title: str = "", subject: str = "", is_sheet: bool = False
) -> list[list[Cell]]:
    """Return the numbers of the rows of one table; none of a row that is about nobody.

    Args:
        rows: its lines.
        title: what stands above it.
        subject: who the page is about, for a table whose rows are measures.
        is_sheet: whether the rows are those of a sheet, which name their subject first.
    """
    read = [_sheet_row(row) if is_sheet else _page_row(row) for row in rows]
    if is_sheet:
        _drop_remarks(read)
    table = _Table(read, title, subject)
    return [table.cells_of(row) for row in read]


def columns_in(line: str) -> frozenset[str]:
    """Return the names of the columns of a page's row, "" for a cell without."""
    return frozenset(_page_row(line).parts)


def _page_row(line: str) -> _Row:
    row = _Row()
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


def _sheet_row(line: str) -> _Row:
    whole = _SHEET_ROW.fullmatch(line)
    if whole is None:
        return _Row()
    row = _Row(who=whole["who"].strip(), year=year_in(whole["year"] or ""))
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


def _drop_remarks(rows: Sequence[_Row]) -> None:
    """Leave out columns of sheets that a single one of many rows has: "kommentar bra, sid 4"."""
    counts = Counter(name for row in rows for name in row.parts)
    if sum(bool(row.parts) for row in rows) > _FEW_ROWS:
        for row in rows:
            row.parts = {name: cell for name, cell in row.parts.items() if counts[name] > 1}


class _Table:
    """What is known of a table as a whole."""

    def __init__(self, rows: Sequence[_Row], title: str, subject: str) -> None:
        names = list(dict.fromkeys(name for row in rows for name in row.parts))
        grid = [[row.text(name) for name in names] for row in rows]
        columns = columns_of(names, grid)
        self.title, self.subject = title, subject
        self.who = "" if columns.who is None else names[columns.who]
        self.year = "" if columns.year is None else names[columns.year]
        filled = {n: [row[at] for row in grid if row[at]] for at, n in enumerate(names)}
        self.numbers = {
            name
            for name, cells in filled.items()
            if sum(is_number(cell) for cell in cells) >= len(cells) / 2
        } - {self.year}
        self.decimal = decimal_mark(cell for name in self.numbers for cell in filled[name])
        places = [name for name in self.numbers if municipality(name) or area(name)]
        # Municipalities side by side, years or measures below each other.
        self.is_turned = len(places) > 1 and len(places) > len(self.numbers) / 2
        keys = [(self._who(row), self._year(row)) for row in rows]
        self.has_parts = sum(bool(municipality(w) or area(w)) for w, _ in keys) > len(keys) / 2
        years = [year for _, year in keys]
        self.is_of_one = "" not in years and len(set(years)) == len(years)
        which = telling_apart(keys, names, grid)
        self.which = None if which is None else names[which]

    def cells_of(self, row: _Row) -> list[Cell]:
        """Return the numbers of a row."""
        who, year = self._who(row), self._year(row)
        if self.is_turned:
            return list(self._turned(row, "" if year_in(who) else who, year or year_in(who)))
        measure = ""
        if _MEASURES.fullmatch(self.who.strip()) or self._is_measured_by_year(who):
            who, measure = self._of_one(), who
        if not self.who and not row.who and year and self.is_of_one:
            # Years below each other: "Arvidsjaurs placering", "År: 2021; Placering: 7"
            who = self._of_one()
        is_whole = self.has_parts and who.casefold() in _WHOLE
        if not who or is_number(who) or _TOTAL.fullmatch(who) or is_whole:
            return []
        return list(self._cells(row, _named(who), year, measure))

    def _of_one(self) -> str:
        """Return whom a table that names nobody is about."""
        named = set(municipalities_in(self.title))
        return named.pop() if len(named) == 1 else self.subject

    def _is_measured_by_year(self, who: str) -> bool:
        """Say whether a row is a place or points by year: "År: Placering; 2020: 31; 2021: 24"."""
        years = bool(self.numbers) and all(year_in(name) for name in self.numbers)
        return years and names_a_place(who)

    def _who(self, row: _Row) -> str:
        who = row.who or (row.text(self.who) if self.who in row.parts else "")
        return _FRAME.sub("", who.strip())

    def _year(self, row: _Row) -> str:
        return row.year or year_in(row.text(self.year))

    def _cells(self, row: _Row, who: str, year: str, measure: str) -> Iterator[Cell]:
        also = [row.text(self.which).casefold()] if self.which is not None else []
        own = column_of(measure) if measure else None
        for name, (text, start) in row.parts.items():
            amount = read_amount(text, self.decimal) if name in self.numbers else None
            column = column_of(name, measure or self.title)
            if amount is None or column is None:
                continue
            first = [own.measure] if own and own.measure != column.measure else []
            unit = "" if column.measure == RANK else amount.unit or column.unit
            yield Cell(
                who, ", ".join([*first, column.measure, *also]), amount.value, unit,
                column.year or year, start + amount.start, start + amount.end, amount.total,
                (own or column).scope,
            )  # fmt: skip

    def _turned(self, row: _Row, measure: str, year: str) -> Iterator[Cell]:
        """Yield the numbers of a row whose columns are places."""
        column = column_of(measure, self.title)
        if column is None or _TOTAL.fullmatch(measure or "-"):
            return
        for name, (text, start) in row.parts.items():
            amount = read_amount(text, self.decimal)
            who = municipality(name) or area(name)
            if who and amount:
                yield Cell(
                    who, column.measure, amount.value, amount.unit or column.unit,
                    column.year or year, start + amount.start, start + amount.end, amount.total,
                )  # fmt: skip


def _named(cell: str) -> str:
    return municipality(cell) or area(cell) or cell
