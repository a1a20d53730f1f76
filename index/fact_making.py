"""What was read becomes a `Fact`: whose it is, of which year, and the place of its words.

In: statements, numbers, cells and names of editions, where they stand, and what is known around
them. Out: facts. This file does not know how any of them is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.fact_names import county_of, kind_of, scope_of
from index.fact_types import OTHER_YEAR, Fact

if TYPE_CHECKING:
    from index.fact_context import Context
    from index.fact_editions import OtherYear
    from index.fact_quantities import Quantity
    from index.fact_sentences import Statement
    from index.fact_tables import Cell


@dataclass(frozen=True, slots=True)
class Where:
    """The sentence or row that says something: characters [start, end) of a document's text."""

    document_id: str
    paragraph_id: str
    start: int
    end: int


def of_statement(said: Statement, where: Where, inside: Context) -> Fact:
    """Return what a sentence says of a place or of points."""
    return _fact(
        where, said.start, said.end, who=said.who, measure=said.value.measure,
        value=float(said.value.number), scope=said.scope, total=said.total,
        ranking=said.ranking or inside.ranking(), year=inside.year_of(said),
    )  # fmt: skip


def of_quantity(said: Quantity, where: Where, inside: Context) -> Fact:
    """Return what a sentence says of a number of something."""
    return _fact(
        where, said.start, said.end, who=said.who, measure=said.measure, value=said.value,
        unit=said.unit, year=inside.year_of_quantity(said),
    )  # fmt: skip


def of_cell(cell: Cell, title: str, where: Where, inside: Context) -> Fact:
    """Return what a row of a table, or an item of a list, of that title says."""
    year, year_from = (cell.year, "sentence") if cell.year else inside.year_around(title)
    if year and cell.years_before:
        year = str(int(year) - cell.years_before)
    return _fact(
        where, cell.start, cell.end, who=cell.who, measure=cell.measure, value=cell.value,
        unit=cell.unit, scope=scope_of(cell.scope, cell.who), total=cell.total,
        ranking=inside.ranking_around(title), year=(year, year_from),
    )  # fmt: skip


def of_edition(edition: OtherYear, where: Where) -> Fact:
    """Return which other year an edition goes by."""
    return _fact(
        where, edition.start, edition.end, who=edition.ranking, measure=OTHER_YEAR,
        value=float(edition.other), scope="", ranking=edition.ranking,
        year=(edition.year, "sentence"),
    )  # fmt: skip


def _fact(
    where: Where,
    start: int,
    end: int,
    *,
    who: str,
    measure: str,
    value: float,
    year: tuple[str, str],
    unit: str = "",
    scope: str = "riket",
    total: int = 0,
    ranking: str = "",
) -> Fact:
    """Make a fact of the words [start, end) of a sentence; `year` is with what said it."""
    is_edition = measure == OTHER_YEAR
    return Fact(
        who=who, kind="ranking" if is_edition else kind_of(who),
        county="" if is_edition else county_of(who), measure=measure, value=value, unit=unit,
        scope=scope, total=total, ranking=ranking, year=year[0], year_from=year[1],
        document_id=where.document_id, paragraph_id=where.paragraph_id,
        start=where.start, end=where.end,
        span_start=where.start + start, span_end=where.start + end,
    )  # fmt: skip


def said_once(facts: Sequence[Fact]) -> list[Fact]:
    """Keep one of what a sentence says twice ("nionde plats, plats 9")."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        key = (fact.document_id, fact.start, fact.who, fact.measure, fact.value, fact.scope,
               fact.year)  # fmt: skip
        kept.setdefault(key, fact)
    return list(kept.values())
