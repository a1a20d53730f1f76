"""Which computed answers make a picture, and what is to be seen in it.

In: a computation and a language. Out: a `Plot`, or None where a picture would show no more than the
sentence does. This file does not know how it is drawn or where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.fact_ranks import BOTTOM, HALF, RANK, TOP
from ui.measuring import measure_words, value_words
from ui.texts import text

if TYPE_CHECKING:
    from qa.answer import Computation, ComputedValue

# One or two values are read faster than any picture of them.
FEWEST_VALUES = 3
# Lines are told apart by their dashes, of which there are so many.
MOST_LINES = 4
# A county of Sweden has at most 49 municipalities; a longer list is a table.
MOST_BARS = 50
# They say where in a list somebody stands, not how much of anything.
_NO_AMOUNT = frozenset({TOP, BOTTOM, HALF})


@dataclass(frozen=True, slots=True)
class Series:
    """A line or a row of bars: its name, and a value or None for each of the plot's labels."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """What is to be drawn.

    Attributes:
        title: what it shows.
        note: how its axis is read, "" where that needs no words.
        told: the same as the picture, in words.
        labels: years of lines, names of bars; in the order of the drawing.
        series: one of bars, one or more of lines.
        over_years: whether it is lines over years.
        is_rank: whether 1 is the best.
        language: "sv" or "en".
    """

    title: str
    note: str
    told: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    over_years: bool
    is_rank: bool
    language: str


def plot_of(computation: Computation, language: str) -> Plot | None:
    """Return what is to be drawn of a computation, None where there is nothing to see.

    Lines over the years for a name with three values or more, or for some names with as many
    values together; bars for the values of three names or more.
    """
    rows = computation.rows
    if len(rows) < FEWEST_VALUES or not _comparable(rows):
        return None
    years = sorted({row.year for row in rows})
    names = list(dict.fromkeys(row.who for row in rows))
    if len(years) > 1:
        return _lines(rows, names, years, language) if len(names) <= MOST_LINES else None
    return _bars(rows, names, language) if len(names) <= MOST_BARS else None


def _comparable(rows: Sequence[ComputedValue]) -> bool:
    """Say whether the values stand on one scale, one for each name and year."""
    same = len({(row.measure, row.unit) for row in rows}) == 1
    places = {(row.who, row.year) for row in rows}
    dated = len({bool(row.year) for row in rows}) == 1
    return same and dated and len(places) == len(rows) and rows[0].measure not in _NO_AMOUNT


def _lines(
    rows: Sequence[ComputedValue], names: Sequence[str], years: Sequence[str], language: str
) -> Plot:
    known = {(row.who, row.year): row.value for row in rows}
    series = [Series(name, tuple(known.get((name, year)) for year in years)) for name in names]
    title = f"{', '.join(names)}: {_measured(rows[0], language)} {years[0]}–{years[-1]}"
    ordered = sorted(rows, key=lambda row: (names.index(row.who), row.year))
    told = _told([(f"{row.who} {row.year}", row) for row in ordered], language)
    is_rank = rows[0].measure == RANK
    note = text("plot-rank-top", language) if is_rank else ""
    return Plot(title, note, told, tuple(years), tuple(series), True, is_rank, language)


def _bars(rows: Sequence[ComputedValue], names: Sequence[str], language: str) -> Plot:
    is_rank = rows[0].measure == RANK
    ordered = sorted(rows, key=lambda row: row.value, reverse=not is_rank)
    year = f" {rows[0].year}" if rows[0].year else ""
    title = f"{measure_words(rows[0].measure, language)}{_unit(rows[0])}{year}"
    told = _told([(row.who, row) for row in ordered], language)
    note = text("plot-rank-long", language) if is_rank else ""
    labels = tuple(row.who for row in ordered)
    series = Series(title, tuple(row.value for row in ordered))
    return Plot(title, note, told, labels, (series,), False, is_rank, language)


def _measured(row: ComputedValue, language: str) -> str:
    measure = measure_words(row.measure, language)
    return f"{measure[:1].lower()}{measure[1:]}{_unit(row)}"


def _unit(row: ComputedValue) -> str:
    return f" ({row.unit})" if row.unit else ""


def _told(named: Sequence[tuple[str, ComputedValue]], language: str) -> str:
    said = [
        f"{name}: {value_words(row.measure, row.value, row.unit, language)}" for name, row in named
    ]
    return f"{'; '.join(said)}."
