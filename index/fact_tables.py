"""Rows of tables become values by their header, whatever the subject.

In: lines as the readers of documents write rows: "Plats: 2; Kommun: Lidköping; Poäng: 27" of pages
and "Lidköping: plats 2, poäng 27 (2024)" of sheets. Out: a `Cell` for each number in them: who it
is of, under which name, in which unit and year. This file does not know what a table is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.amounts import decimal_mark, read_amount
from index.fact_names import area, municipality
from index.fact_rows import Row, drop_remarks, name_by_years, page_row, sheet_row
from index.fact_subjects import municipalities_in
from index.fact_values import RANK
from index.table_columns import columns_of, is_number, telling_apart, year_in
from index.table_names import column_of, names_a_place, thing_in, unit_in

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
_MEASURES = re.compile(
    r"(?:rank(?:n?ing)|mått|nyckeltal|indikator|variabel|measure|metric|indicator)\w*", re.I
)


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
    read = [sheet_row(row) if is_sheet else page_row(row) for row in rows]
    if is_sheet:
        drop_remarks(read)
        name_by_years(read)
    table = _Table(read, title, subject)
    return [table.cells_of(row) for row in read]


class _Table:
    """What is known of a table as a whole."""

    def __init__(self, rows: Sequence[Row], title: str, subject: str) -> None:
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
        # Amounts of several units below each other are measures, and not names.
        self.has_units = len({unit_in(who) for who, _ in keys}) > 1
        which = telling_apart(keys, names, grid)
        self.which = None if which is None else names[which]

    def cells_of(self, row: Row) -> list[Cell]:
        """Return the numbers of a row."""
        who, year = self._who(row), self._year(row)
        if self.is_turned:
            return list(self._turned(row, "" if year_in(who) else who, year or year_in(who)))
        measure, is_thing = "", False
        is_measure = _MEASURES.fullmatch(self.who.strip()) or self._is_measured_by_year(who)
        # Years below each other: "Arvidsjaurs placering", "År: 2021; Placering: 7"
        is_nobodys = not self.who and not row.who and year and self.is_of_one
        if is_measure or is_nobodys:
            measure = who if is_measure else ""
            who = self._of_one()
            is_thing = not who
            who = who or thing_in(self.title)
        is_whole = self.has_parts and who.casefold() in _WHOLE
        if not who or is_number(who) or _TOTAL.fullmatch(who) or is_whole:
            return []
        cells = self._cells(row, _named(who), year, measure)
        # A thing that a title names has visitors; whose a place is must be said.
        return [cell for cell in cells if not (is_thing and RANK in cell.measure.split(", "))]

    def _of_one(self) -> str:
        """Return whom a table that names nobody is about."""
        named = set(municipalities_in(self.title))
        return named.pop() if len(named) == 1 else self.subject

    def _is_measured_by_year(self, who: str) -> bool:
        """Say whether a row is a measure by year: "År: Placering; 2020: 31; 2021: 24"."""
        years = bool(self.numbers) and all(year_in(name) for name in self.numbers)
        return years and (self.has_units or names_a_place(who))

    def _who(self, row: Row) -> str:
        who = row.who or (row.text(self.who) if self.who in row.parts else "")
        return _FRAME.sub("", who.strip())

    def _year(self, row: Row) -> str:
        return row.year or year_in(row.text(self.year))

    def _cells(self, row: Row, who: str, year: str, measure: str) -> Iterator[Cell]:
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

    def _turned(self, row: Row, measure: str, year: str) -> Iterator[Cell]:
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
