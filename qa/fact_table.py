"""The facts of a library as a table that plans are run on, in SQLite.

In: a library's facts. Out: `Known` values: who, year, value, and the facts that state it. Editions
that go by two years are one here. It does not know questions or how values are put into words.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.fact_names import is_inside, names
from index.fact_ranks import BOTTOM, HALF, RANK, TOP
from index.facts import OTHER_YEAR
from qa.fact_rows import row_nouns, told_above, words_of_rows
from qa.plan import Plan, Vocabulary
from qa.plan_senses import spoken

if TYPE_CHECKING:
    from index.documents import Document
    from index.facts import Fact

# Which of two statements of a year is believed when they say different values.
_STRENGTH = {"sentence": 0, "since": 1, "paragraph": 1, "title": 2, "document": 3, "date": 4, "": 5}
_WEAK = 4
_MOST_NOUNS = 60
# Fewer could be numbers that happen to look like years.
_FEWEST_YEARS = 3
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_NOT_COLUMNS = {RANK, TOP, BOTTOM, HALF, OTHER_YEAR, "points"}


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the documents state.

    Attributes:
        who: whose it is.
        year: the edition's first name, "" where no year is said.
        value: the number.
        fact: the fact that states it best.
        others: facts that state another value for the same name and year.
    """

    who: str
    year: str
    value: float
    fact: Fact
    others: tuple[Fact, ...] = ()


class FactTable:
    """Facts, to be selected by measure, name, year, place and scope; safe for several threads."""

    def __init__(self, facts: Sequence[Fact], documents: Mapping[str, Document]) -> None:
        """Take facts up.

        Args:
            facts: all of a library, or those of one of its documents.
            documents: at least those that the facts stand in, by id.
        """
        self.facts: list[Fact] = list(facts)
        self.other_year = {
            (f.ranking, f"{f.value:g}"): f for f in self.facts if f.measure == OTHER_YEAR
        }
        self._turn = threading.Lock()
        self._rows = sqlite3.connect(":memory:", check_same_thread=False)
        self._rows.execute(
            "CREATE TABLE fact (at INTEGER PRIMARY KEY, who TEXT, measure TEXT, value REAL, "
            "scope TEXT, ranking TEXT, year TEXT, strength INTEGER)"
        )
        self._rows.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (at, f.who, f.measure, f.value, f.scope, f.ranking,
                 self.edition(f.ranking, f.year), _STRENGTH.get(f.year_from, 5))
                for at, f in enumerate(self.facts) if f.measure != OTHER_YEAR
            ],
        )  # fmt: skip
        self._rows.execute("CREATE INDEX by_measure ON fact (measure, year)")
        columns = self.columns = [f for f in self.facts if f.measure not in _NOT_COLUMNS]
        self._groups = words_of_rows(columns, documents)
        self.vocabulary = Vocabulary(
            names={spoken(f.who): f.who for f in self.facts if f.measure != OTHER_YEAR},
            measures=sorted({f.measure for f in self.facts} - _NOT_COLUMNS),
            rankings=frozenset(f.ranking for f in self.facts if f.ranking),
            units=frozenset(f.unit.casefold().rstrip("²³0123456789") for f in self.facts),
            kinds=self._by_measure(lambda f: f.kind),
            units_of=self._by_measure(lambda f: f.unit.casefold()),
            nouns=self._nouns(documents) | row_nouns(columns, documents),
            years_of=self._by_measure(lambda f: f.year),
            names_of=self._by_measure(lambda f: f.who),
            groups={words.casefold(): words for words in self._groups},
            told=told_above(columns, documents),
            dated=frozenset(self._dated(columns, documents)),
        )
        self.shown = _shown_rankings(documents, self.facts)

    def _by_measure(self, part: Callable[[Fact], str]) -> dict[str, frozenset[str]]:
        """Return what the facts of each measure have in one part: kinds of names, units."""
        found: dict[str, set[str]] = {}
        for fact in self.facts:
            found.setdefault(fact.measure, set()).add(part(fact))
        return {measure: frozenset(parts) for measure, parts in found.items()}

    def _dated(self, columns: Iterable[Fact], documents: Mapping[str, Document]) -> Iterator[str]:
        """Yield the columns whose values are years, written without any mark."""
        written: dict[str, set[str]] = {}
        for f in columns:
            text = documents[f.document_id].text
            written.setdefault(f.measure, set()).add(text[f.span_start : f.span_end] + f.unit)
        for measure, values in written.items():
            if len(values) >= _FEWEST_YEARS and all(_YEAR.fullmatch(value) for value in values):
                yield measure

    def _nouns(self, documents: Mapping[str, Document]) -> frozenset[str]:
        """Return the words of the titles of documents with columns: what their rows are of."""
        ids = {f.document_id for f in self.facts if f.measure not in _NOT_COLUMNS}
        words = re.findall(r"[^\W\d_]{3,}", " ".join(documents[i].title or i for i in sorted(ids)))
        return frozenset(word.casefold() for word in words[:_MOST_NOUNS])

    def edition(self, ranking: str, year: str) -> str:
        """Return the year by which an edition is known here: 2023 for what some call 2024."""
        other = self.other_year.get((ranking, year))
        return other.year if other else year

    def also_called(self, ranking: str, year: str) -> Fact | None:
        """Return the fact that gives an edition's other year, None for one that has none."""
        return next(
            (f for (name, _), f in self.other_year.items() if (name, f.year) == (ranking, year)),
            None,
        )

    def ranking_of(self, plan: Plan) -> str:
        """Return the ranking that a plan is about: the one named, else the commonest that fits.

        Facts whose texts name no ranking may be of several: they are asked when no others fit.
        """
        if plan.ranking:
            return plan.ranking
        fitting = [ranking for ranking, _ in self._rankings_of(plan).most_common()]
        named = [r for r in fitting if r] if plan.measure == RANK else []
        return next(iter(named or fitting), "")

    def is_of_many(self, plan: Plan) -> bool:
        """Say whether another ranking could answer a plan, too, so that it must be named."""
        return bool(self._rankings_of(plan).keys() - {plan.ranking})

    def _rankings_of(self, plan: Plan) -> Counter[str]:
        """Count the facts of a plan's measure, names and years, where any are, by ranking."""
        measures = {RANK, TOP, BOTTOM} if plan.measure == RANK else {plan.measure}
        fitting = [
            f
            for f in self.facts
            if f.measure in measures and (not plan.names or f.who in plan.names)
        ]
        of_years = [f for f in fitting if self._is_of(f, plan.years)]
        return Counter(f.ranking for f in of_years or fitting)

    def _is_of(self, fact: Fact, years: Sequence[str]) -> bool:
        own = self.edition(fact.ranking, fact.year)
        return any(self.edition(fact.ranking, year) == own for year in years)

    def years_of(self, plan: Plan) -> tuple[str, ...]:
        """Return the editions that a plan names, each once."""
        ranking = self.ranking_of(plan)
        return tuple(dict.fromkeys(self.edition(ranking, year) for year in plan.years))

    def known(
        self, plan: Plan, *, measure: str = "", scope: str = "", who: Iterable[str] = (),
        years: Iterable[str] = (),
    ) -> list[Known]:  # fmt: skip
        """Select values, one for each name and year, best first in the order of the value.

        Args:
            plan: gives measure, ranking, scope and place.
            measure: instead of the plan's.
            scope: instead of the plan's.
            who: names; all without them.
            years: editions; all without them.
        """
        whose, when = list(who), list(years)
        conditions = ["measure = ?", "scope = ?", "ranking = ?"]
        values: list[object] = [measure or plan.measure, scope or plan.scope, self.ranking_of(plan)]
        for column, wanted in (("who", whose), ("year", when)):
            if wanted:
                conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
                values += wanted
        query = (
            f"SELECT at, who, year FROM fact WHERE {' AND '.join(conditions)} "
            "ORDER BY value, who, strength, at"
        )
        with self._turn:
            found = self._rows.execute(query, values).fetchall()
        grouped: dict[tuple[str, str], list[Fact]] = {}
        for at, name, year in found:
            if not plan.place or plan.names or self.lies_in(self.facts[at], plan.place):
                grouped.setdefault((name, year), []).append(self.facts[at])
        return [_known(name, year, facts) for (name, year), facts in grouped.items()]

    def lies_in(self, fact: Fact, place: str) -> bool:
        """Say whether a fact is about somebody in a county or an area."""
        is_placed = fact.county == place or is_inside(fact.who, place) or fact.scope == place
        return is_placed or fact.who in self._groups.get(place, ())

    def size_of(self, plan: Plan) -> int:
        """Return how many there are in all where that is known: municipalities; else 0."""
        if plan.measure != RANK or self.vocabulary.kinds.get(RANK) != frozenset({"municipality"}):
            return 0
        return len(names().members[plan.place]) if plan.place else len(names().county_of)


def _known(who: str, year: str, facts: Sequence[Fact]) -> Known:
    """Make one of the facts about one name and year, the surest; others only if they differ."""
    ordered = sorted(facts, key=lambda f: _STRENGTH.get(f.year_from, 5))
    if facts[0].measure in (TOP, BOTTOM, HALF):
        # "Sist" says more than "i botten", and does not contradict it.
        best = max(ordered, key=lambda f: f.value)
        return Known(who, year, best.value, best)
    best = ordered[0]
    strong = [f for f in ordered if _STRENGTH.get(f.year_from, 5) < _WEAK] or ordered
    others = {f.value: f for f in strong if f.value != best.value}
    # Without a year, two values are of two times, and do not contradict each other.
    return Known(who, year, best.value, best, tuple(others.values()) if year else ())


def _shown_rankings(documents: Mapping[str, Document], facts: Sequence[Fact]) -> dict[str, str]:
    """Return rankings as the documents write them inside a sentence: "Kvinnofridsbarometern"."""
    shown: dict[str, str] = {}
    for ranking in {f.ranking for f in facts if f.ranking}:
        forms: Counter[str] = Counter()
        for document in documents.values():
            forms.update(re.findall(rf"\b{re.escape(ranking)}\w*", document.text, re.I))
        capital = [form for form, _ in forms.most_common() if form[0].isupper() and form[-1] != "s"]
        shown[ranking] = capital[0] if capital else ranking
    return shown
