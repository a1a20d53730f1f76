"""What is to be worked out from a library's facts, and what those facts are about.

In: nothing. Out: the types `Plan` and `Vocabulary`. A question becomes a plan in `qa.planning`, and
a plan is run by `qa.compute`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.fact_ranks import RANK


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a library's facts are about.

    Attributes:
        names: as a question spells them, in small letters → name in one form.
        measures: of columns of tables, as the facts have them.
        rankings: names in one form.
        units: of the values, in small letters.
        units_of: measure → its units, in small letters.
        nouns: of the titles of documents that have such columns, in small letters.
        kinds: measure → what kinds of names have values of it.
        years_of: measure → the years of its values.
        names_of: measure → who has values of it.
        groups: small letters → what cells of some rows say, "Mora" or "sandstrand".
        told: stems of what is said right above tables: "hur mycket mat som slängs".
        dated: measures whose values are all years: "byggår".
    """

    names: Mapping[str, str]
    measures: Sequence[str]
    rankings: frozenset[str]
    units: frozenset[str]
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    units_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nouns: frozenset[str] = frozenset()
    years_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()

    @property
    def only(self) -> str:
        """The one thing that all columns are of, year by year; "" where there are several."""
        whose = frozenset[str]().union(*(self.names_of.get(m, ()) for m in self.measures))
        several_years = any(len(self.years_of.get(m, ())) > 1 for m in self.measures)
        return next(iter(whose)) if len(whose) == 1 and several_years else ""

    def fillable(self, names: Sequence[str], years: Sequence[str]) -> list[str]:
        """Return the columns that have values of all of some names, and of all of some years."""
        return [
            measure for measure in self.measures
            if self.names_of.get(measure, frozenset(names)).issuperset(names)
            and self.years_of.get(measure, frozenset(years)).issuperset(years)
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What to work out.

    Attributes:
        kind: lookup, nth, holders, ties, top, bottom, count, times, best, worst, mean, median, sum,
            share, difference, change, growth, trend, most_changed, movers, has_risen, compare,
            is_better, is_rank, list, when.
        measure: of the facts to use.
        names: who it is about, in the order of the question.
        years: which are asked for, in the order of the question.
        number: n of "top n" and "place n"; -1 the last, -2 the last but one; 0 for none.
        low: least value of those meant.
        high: greatest value of those meant.
        place: county or area in which they lie, or what cells of their rows say.
        scope: "riket", or the county in which the rank is counted.
        ranking: its name in one form, "" where the question names none.
        wants_more: for most_changed, whether the greatest rise (of a rank: towards 1) is meant.
        since: for change, whether it is that since the one year that is named.
        is_next: for list and count with `than`, whether only those next to it are meant.
        than: for list and count, whose value the others are to be better than, or worse.
    """

    kind: str
    measure: str = RANK
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    number: int = 0
    low: float = 0
    high: float = 0
    place: str = ""
    scope: str = "riket"
    ranking: str = ""
    wants_more: bool = True
    since: bool = False
    is_next: bool = False
    than: str = ""
