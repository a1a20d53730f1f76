"""Which column of a table says what a row is about, and which one its year.

In: the columns' names and the cells below them. Out: their places, found by what the cells hold:
words, mostly distinct. What a column is called decides only between several that could be it. This
file does not know how rows are written down or what becomes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.amounts import read_amount

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
YEAR_NAME = re.compile(
    r"(?:mät|läs|verksamhets|budget|redovisnings|enkät|undersöknings|rapport|publicerings)?år(?:tal)?"
    r"|(?:fiscal |survey |school )?year|upplaga|årgång|edition|läsår",
    re.I,
)
_YEAR_CELL = re.compile(r"((?:1[5-9]|20)\d\d)(?: ?[/–-] ?(?:\d\d)?(\d\d))?")
# What is measured of, before the places where it lies.
_THING = re.compile(
    r"\w*(?:namn|name|sjön?|lake|skola|school|jour|boende|shelter|enhet|verksamhet|lag|team"
    r"|organi[sz]ation|förening|företag|company|bolag|art|species|station|sjukhus|hospital"
    r"|universitet|university|museum|park|älv|river|berg|mountain|titel|title|produkt|product)"
    r"(?:en|et|s)?",
    re.I,
)
_TOWN = re.compile(r"(?:kommun|municipalit|stad|city|town|ort|tätort|place|vem|who)\w*", re.I)
_AROUND = re.compile(
    r"(?:region|län|county|landskap|land|country|nation|stat|state|province|världsdel|kontinent"
    r"|continent|område|landsdel)\w*",
    re.I,
)
# Words about a row, or whom to ask about it.
_NOTES = re.compile(
    r"(?:kommentar|anmärkning|notering|not|kontakt|ansvarig|ordförande|kommunalråd|chef|person"
    r"|telefon|adress|e-?post|mail|webb|url|länk|källa|status|typ|kategori|datum|uppdaterad"
    r"|comment|note|remark|contact|address|phone|website|link|source|type|category|date|updated"
    r"|author|författare)\w*",
    re.I,
)
# A column is as distinct as another when nearly as many of its cells differ.
_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns that say what a row is about.

    Attributes:
        who: the column that names the row, None where there is none.
        year: the column of years, None likewise.
    """

    who: int | None
    year: int | None


def columns_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns:
    """Find the columns that say what the rows of a table are about.

    Args:
        names: the columns' names; "" for one without.
        rows: the cells of each row, "" for none; a row may be shorter than the names.
    """
    width = len(names)
    cells = [[row[at].strip() if at < len(row) else "" for row in rows] for at in range(width)]
    year = next(
        (at for at in range(width) if YEAR_NAME.fullmatch(names[at].strip()) and _years(cells[at])),
        None,
    )
    words = [at for at in range(width) if at != year and _is_words(cells[at])]
    telling = [at for at in words if not _NOTES.fullmatch(names[at].strip())] or words
    if not telling:
        return Columns(None, year)
    when = cells[year] if year is not None else [""] * len(rows)
    distinct = {at: _distinct(zip(cells[at], when, strict=True)) for at in telling}
    most = max(distinct.values())
    nearly = [at for at in telling if distinct[at] >= _NEARLY * most]
    who = min(nearly, key=lambda at: (_level(names[at].strip(), first=at == words[0]), at))
    return Columns(who, year)


def telling_apart(
    keys: Sequence[tuple[str, str]], names: Sequence[str], rows: Sequence[Sequence[str]]
) -> int | None:
    """Return the column that tells rows of one name and year apart, as one of sexes does.

    Args:
        keys: the name and the year of each row.
        names: the columns' names.
        rows: the cells of each row.
    """
    if len(set(keys)) == len(keys):
        return None
    for at in range(len(names)):
        cells = [row[at] for row in rows]
        if _is_words(cells) and _distinct(zip(keys, cells, strict=True)) == len(keys):
            return at
    return None


def is_head(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row names the columns: words and years, no two alike, over others."""
    if len(rows) < 2:
        return False
    cells = [cell for cell in rows[0] if cell]
    return (
        len(cells) > 1
        and len(set(cells)) == len(cells)
        and not any(is_number(cell) and not _names_year(cell, rows[1]) for cell in cells)
    )


def _names_year(cell: str, below: Sequence[str]) -> bool:
    """Say whether a cell is a column's name that begins with its year: "2017", "2017 visitors"."""
    if (named := re.fullmatch(rf"{YEAR.pattern}( [^\W\d].*)?", cell)) is None:
        return False
    # "2017 kr" above "3100 kr" is an amount.
    return named[1] is None or not any(other.endswith(named[1]) for other in below)


def holds_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether any cell is a number."""
    return any(read_amount(cell) for row in rows for cell in row)


def year_in(cell: str) -> str:
    """Return the year that a cell gives, the first of a school year, "" for none."""
    read = _YEAR_CELL.fullmatch(cell.strip())
    follows = read and (not read[2] or (int(read[1]) + 1) % 100 == int(read[2]))
    return read[1] if read and follows else ""


def is_number(cell: str) -> bool:
    """Say whether a cell holds a number, or a sign that there is none."""
    return read_amount(cell) is not None or not re.search(r"[^\W\d_]|#", cell)


def _years(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(bool(year_in(cell)) for cell in filled) > len(filled) / 2


def _is_words(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return sum(not is_number(cell) for cell in filled) > len(filled) / 2


def _distinct(keys: Iterable[tuple[object, object]]) -> int:
    return len({key for key in keys if key[0]})


def _level(name: str, *, first: bool) -> int:
    """Return how far a column's name stands from that of what is measured."""
    if _AROUND.fullmatch(name):
        return 3
    if _THING.fullmatch(name):
        return 0
    return 1 if first or _TOWN.fullmatch(name) else 2
