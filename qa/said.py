"""The parts of sentences about a result, in Swedish or English.

In: a `Result` and what rankings are called. Out: numbers, values, years and lists in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.fact_ranks import BOTTOM, POINTS, RANK, TOP
from qa.fact_table import FactTable, Known
from qa.result import Result

if TYPE_CHECKING:
    from index.facts import Fact


@dataclass(frozen=True, slots=True)
class Said:
    """A result in words.

    Attributes:
        short: in as few words as will do.
        sentence: in one sentence.
        others: the other values that documents state for the first one that was used.
    """

    short: str
    sentence: str
    others: tuple[str, ...] = ()


class Words:
    """The parts of sentences about one result."""

    def __init__(self, result: Result, table: FactTable, *, swedish: bool) -> None:
        self.result = result
        self.plan = result.plan
        self.table = table
        self.sv = swedish

    def choose(self, swedish: str, english: str) -> str:
        """Return the words in the answer's language."""
        return swedish if self.sv else english

    def number(self, value: float) -> str:
        """Write a number with at most two decimals."""
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.sv else text

    def value(self, known: Known) -> str:
        """Write a value with its unit."""
        return self.stated(known.fact)

    def measured(self, value: float, unit: str, measure: str, number: float) -> str:
        """Write a number as a value of its measure."""
        said = self.number(value)
        if measure == RANK:
            return self.choose(f"plats {said}", f"place {said}")
        if measure == POINTS:
            return self.choose(f"{said} poäng", f"{said} points")
        if measure == TOP:
            return self.choose("i topp", "at the top")
        if measure == BOTTOM:
            places = {0: ("i botten", "at the bottom"), 1: ("sist", "last")}
            return self.choose(*places.get(int(number), ("näst sist", "second to last")))
        return f"{said} {unit}".strip()

    def joined(self, names: Sequence[str]) -> str:
        """Join names with commas and "and", each once."""
        unique = list(dict.fromkeys(names))
        if len(unique) < 2:
            return "".join(unique)
        return f"{', '.join(unique[:-1])} {self.choose('och', 'and')} {unique[-1]}"

    def when(self, year: str) -> str:
        """Return " i Kvinnofridsbarometern 2023 (kallas också 2024)"."""
        ranking = self.plan.ranking
        other = self.table.also_called(ranking, year)
        also = f" ({self.choose('kallas också', 'also called')} {other.value:g})" if other else ""
        if not ranking:
            return f" {year}" if self.sv and year else f" in {year}" if year else ""
        shown = self.table.shown.get(ranking, ranking)
        return f" {self.choose('i', 'in')} {shown}{' ' + year if year else ''}{also}"

    def where(self) -> str:
        """Return " i Hallands län", "" for the whole country."""
        scope = self.plan.scope
        if scope in ("", "riket") and self.plan.place and not self.plan.names:
            scope = self.plan.place
        if scope in ("", "riket"):
            return ""
        return self.choose(f" i {scope}", f" in {scope}") if scope[0].isupper() else f" ({scope})"

    def year(self) -> str:
        """Return the year of the first value."""
        return self.result.used[0].year

    def with_values(self, known: Sequence[Known]) -> str:
        """Join names with their values in brackets."""
        return self.joined([f"{v.who} ({self.value(v)})" for v in known])

    def coverage(self) -> str:
        """Say how many values are known when those that are not could change the answer."""
        known, of = self.result.known, self.result.of
        if not of or known >= of:
            return ""
        return self.choose(
            f" Värden är kända för {known} av {of}.", f" Values are known for {known} of {of}."
        )

    def disputed(self) -> str:
        """Name the other values that documents state for those that were used."""
        said = [
            f"{v.who} {v.year}: {self.joined([self.stated(fact) for fact in v.others])}"
            for v in dict.fromkeys(self.result.used)
            if v.others
        ]
        if not said:
            return ""
        return (
            f" {self.choose('Dokumenten anger också', 'Documents also state')} {'; '.join(said)}."
        )

    def stated(self, fact: Fact) -> str:
        """Write the value that a fact states."""
        return self.measured(fact.value, fact.unit, fact.measure, fact.value)
