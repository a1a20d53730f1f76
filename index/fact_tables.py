"""Rows of tables become values by their header, whatever the subject.

In: a line as the readers of documents write a row: "Plats: 2; Kommun: Lidköping; Poäng: 27". Out:
a `Cell` for each number in it: who it is of, under which name, in which unit and year. This file
does not know what a table is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.fact_names import area, municipality
from index.fact_ranks import POINTS, RANK

_ROW = re.compile(r"[^:;\n]{1,60}: [^;\n]+(?:; [^:;\n]{1,60}: [^;\n]*)+")
_PART = re.compile(r"(?P<name>[^:;\n]{1,60}): (?P<cell>[^;\n]*)(?:; |$)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DIGITS = r"[-−]?(?:\d{1,3}(?:[   ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?"
_SHEET_ROW = re.compile(
    r"(?P<who>[^\W\d_][^:;\n]{0,60}): (?P<parts>[^\n]*?\d[^\n]*?)"
    r"(?: \((?P<year>(?:1[5-9]|20)\d\d)\))?"
)
_SHEET_PART = re.compile(
    rf"(?P<name>[^\W_][^,\n]{{0,60}}?) (?P<number>{_DIGITS})(?P<unit> ?[^\d\s,()]{{1,10}})?(?:, |$)"
)
_ITEM = re.compile(
    r"(?P<rank>[1-9]\d{0,2})[.)] (?P<who>[^\W\d_][^,:(\d–]{1,30}?)(?: ?[,:(–-]| \d|$)"
)
_LISTS = re.compile(
    r"\btopp|plats|placering|rank|listan?\b|\bbäst|främst|\btop\b|\bbest\b|resultat", re.I
)
_YEAR_NAMES = frozenset("år year årtal upplaga edition mätår".split())
_RANK_NAMES = frozenset("plats placering rank ranking position nr rang rangordning place".split())
_POINT_NAMES = frozenset("poäng points score".split())
_WHO_NAMES = re.compile(
    r"(?:kommun|municipality|namn|name|region|län|county|stad|ort|city|sjö|lake|skola|school|land"
    r"|country|lag|team|organisation|förening|art|species|station|plats|place|vem|who)\w*",
    re.I,
)
_NUMBER = re.compile(
    r"(?P<number>[-−]?(?:\d{1,3}(?:[   ]\d{3})+|\d+)(?:[.,]\d+)?)\s*(?P<unit>[^\d\s][^\d]{0,15})?"
)
_UNIT = re.compile(r"\s*[(\[](?P<unit>[^)\]]{1,20})[)\]]\s*$|,\s*(?P<tail>[^\s,]{1,12})\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a row.

    Attributes:
        who: what the row is about.
        measure: "rank", "points", or the column's name in small letters without its unit.
        value: the number.
        unit: from the column's name or the cell, "" for none.
        year: from the row or the column's name, "" where neither says it.
        start: of the number, in the row.
        end: behind it.
    """

    who: str
    measure: str
    value: float
    unit: str
    year: str
    start: int
    end: int


def is_row(line: str) -> bool:
    """Say whether a line is a row of a table that names its columns."""
    return _ROW.fullmatch(line) is not None


def is_item(line: str) -> bool:
    """Say whether a line is an item of a numbered list."""
    return _ITEM.match(line) is not None


def listed(line: str, above: str) -> Cell | None:
    """Return the rank that a numbered list gives a municipality: "3. Växjö, 27 poäng".

    Args:
        line: one item.
        above: what stands over it; without a word of ranking there, the numbers only count.
    """
    item = _ITEM.match(line)
    who = municipality(item["who"].strip()) if item else ""
    if item is None or not who or not _LISTS.search(above):
        return None
    return Cell(who, RANK, float(item["rank"]), "", "", item.start("rank"), item.end("rank"))


def is_sheet_row(line: str) -> bool:
    """Say whether a line is a row of a sheet: "Lidköping: plats 2, poäng 33 (2024)"."""
    return _SHEET_ROW.fullmatch(line) is not None


def sheet_cells_of(row: str) -> list[Cell]:
    """Return the numbers of a row of a sheet, which names its subject first and its year last."""
    whole = _SHEET_ROW.fullmatch(row)
    if whole is None:
        return []
    cells = []
    for part in _SHEET_PART.finditer(row, whole.start("parts"), whole.end("parts")):
        measure, unit, year = _measure(part["name"])
        number = part["number"]
        unit = unit or (part["unit"] or "").strip()
        when = year or whole["year"] or ""
        cells.append(
            Cell(_named(whole["who"]), measure, _value(number), unit, when, *part.span("number"))
        )
    return cells


def cells_of(row: str) -> list[Cell]:
    """Return the numbers of a row; none when no column says what the row is about."""
    parts = list(_PART.finditer(row))
    who = _who(parts)
    if who is None:
        return []
    year = next((p["cell"].strip() for p in parts if _is_year(p)), "")
    rest = [p for p in parts if p is not who and not _is_year(p)]
    return list(_cells(rest, _named(who["cell"].strip()), year))


def _who(parts: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """Return the column that names the row: one called so, else the first without a number."""
    words = [p for p in parts if p["cell"].strip() and not _NUMBER.fullmatch(p["cell"].strip())]
    known = [p for p in words if municipality(p["cell"].strip())]
    named = [p for p in words if _WHO_NAMES.fullmatch(p["name"].strip())]
    return next(iter([*known[:1], *named[:1], *words[:1]]), None)


def _is_year(part: re.Match[str]) -> bool:
    plain = part["name"].strip().casefold()
    return plain in _YEAR_NAMES and _YEAR.fullmatch(part["cell"].strip()) is not None


def _cells(parts: Sequence[re.Match[str]], who: str, year: str) -> Iterator[Cell]:
    for part in parts:
        number = _NUMBER.fullmatch(part["cell"].strip())
        if number is None:
            continue
        measure, unit, own_year = _measure(part["name"].strip())
        at = part.start("cell") + part["cell"].index(number["number"])
        yield Cell(
            who, measure, _value(number["number"]), unit or (number["unit"] or "").strip(),
            own_year or year, at, at + len(number["number"]),
        )  # fmt: skip


def _measure(name: str) -> tuple[str, str, str]:
    """Return a column's measure, unit and year: "Area 2020 (km²)" → "area", "km²", "2020"."""
    unit = ""
    if m := _UNIT.search(name):
        unit, name = m["unit"] or m["tail"], name[: m.start()]
    year = ""
    if m := _YEAR.search(name):
        year, name = m.group(), (name[: m.start()] + name[m.end() :]).strip(" ,")
    plain = " ".join(name.casefold().split()) or RANK
    if plain in _RANK_NAMES:
        return RANK, "", year
    return (POINTS if plain in _POINT_NAMES else plain), unit, year


def _value(number: str) -> float:
    return float(re.sub(r"[   ]", "", number).replace("−", "-").replace(",", "."))


def _named(cell: str) -> str:
    return municipality(cell) or area(cell) or cell
