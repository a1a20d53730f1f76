"""Whether the facts of a library are those that its pages state.

In: a library and a file of ranks as people read them (year, municipality, rank, scope, source_id).
Out: precision and recall, and a line for each fact that is wrong and each row that is missing.
It does not know how facts are read.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.fact_names import area, municipality
from index.fact_ranks import BOTTOM, HALF, RANK, TOP

if TYPE_CHECKING:
    from index.facts import Fact
    from index.store import Library

COLUMNS = ("year", "municipality", "rank", "scope", "source_id")
_MEASURES = {RANK, TOP, BOTTOM, HALF}
# Words of the column "rank" that are no number, with the measure and, where it is said, the number.
_WORDS = {
    "i topp": (TOP, None), "topp tre": (TOP, 3.0), "i botten": (BOTTOM, None),
    "näst sist": (BOTTOM, 2.0), "sist": (BOTTOM, 1.0), "nedre halvan": (HALF, 2.0),
    "övre halvan": (HALF, 1.0),
}  # fmt: skip


class FactsError(ValueError):
    """The file of ranks is not one; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rank that a page states; the year is "" where the page does not."""

    year: str
    who: str
    measure: str
    value: float | None
    scope: str
    document_id: str
    line: int

    def is_met_by(self, fact: Fact) -> bool:
        """Say whether a fact says this."""
        if (fact.document_id, fact.who, fact.scope) != (self.document_id, self.who, self.scope):
            return False
        if self.year and fact.year != self.year:
            return False
        if fact.measure == self.measure and self.value in (None, fact.value):
            return True
        # "I topp" may be said of who is first, and "sist" of who is at the bottom.
        return self.measure == TOP and fact.measure == RANK and fact.value <= 10

    def allows(self, fact: Fact) -> bool:
        """Say whether a fact is true if this is: it may leave the year unsaid, or be less exact."""
        if (fact.document_id, fact.who, fact.scope) != (self.document_id, self.who, self.scope):
            return False
        if self.year and fact.year not in ("", self.year):
            return False
        if fact.measure == self.measure and self.value in (None, fact.value, 0):
            return True
        if fact.measure == TOP:
            return self.measure == RANK and (self.value or 0) <= max(fact.value, 10)
        return fact.measure == BOTTOM and self.measure in (BOTTOM, RANK) and fact.value == 0

    def is_at_end(self, fact: Fact, rows: Sequence[Row]) -> bool:
        """Say whether this is the rank of who a fact says is last, or the last but one."""
        same = [
            row.value or 0
            for row in rows
            if (row.document_id, row.scope, row.measure) == (self.document_id, self.scope, RANK)
        ]
        place = sorted(same, reverse=True)[int(fact.value) - 1 : int(fact.value)]
        its = (self.document_id, self.who, self.measure) == (fact.document_id, fact.who, RANK)
        return fact.measure == BOTTOM and its and [self.value] == place


@dataclass(frozen=True, slots=True)
class FactScore:
    """How the facts compare with the rows.

    Attributes:
        facts: how many facts the pages of the file gave.
        right: how many of them a row bears out.
        rows: how many rows there are.
        found: how many rows a fact meets, year and all.
        wrong: a line for each fact that no row bears out.
        missing: a line for each row that no fact meets.
    """

    facts: int
    right: int
    rows: int
    found: int
    wrong: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Percent of the facts that are right; 100 of none."""
        return 100 * self.right / self.facts if self.facts else 100.0

    @property
    def recall(self) -> float:
        """Percent of the rows that are found; 100 of none."""
        return 100 * self.found / self.rows if self.rows else 100.0


def read_rows(path: Path) -> list[Row]:
    """Read a file of ranks.

    Raises:
        FactsError: it lacks a column, or a line has a rank that is neither number nor known word.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        absent = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if absent:
            raise FactsError(
                f"{path} has no column {', '.join(absent)}; expected {', '.join(COLUMNS)}."
            )
        return [_row(path, row, reader.line_num) for row in reader]


def _row(path: Path, row: dict[str, str], line: int) -> Row:
    rank = row["rank"].strip()
    if not rank.isdecimal() and rank not in _WORDS:
        raise FactsError(
            f'{path}, line {line}: the rank is "{rank}"; expected a number or one of '
            f"{', '.join(_WORDS)}."
        )
    measure, value = (RANK, float(rank)) if rank.isdecimal() else _WORDS[rank]
    who = municipality(row["municipality"]) or area(row["municipality"]) or row["municipality"]
    scope = area(row["scope"]) or row["scope"]
    return Row(row["year"].strip(), who, measure, value, scope, row["source_id"], line)


def compare_facts(library: Library, rows: Sequence[Row]) -> FactScore:
    """Compare a library's facts about the documents of the rows with the rows."""
    documents = {row.document_id for row in rows}
    facts = [f for f in library.facts if f.document_id in documents and f.measure in _MEASURES]
    wrong = [
        fact
        for fact in facts
        if not any(row.allows(fact) or row.is_at_end(fact, rows) for row in rows)
    ]
    missing = [row for row in rows if not any(row.is_met_by(fact) for fact in facts)]
    return FactScore(
        len(facts), len(facts) - len(wrong), len(rows), len(rows) - len(missing),
        tuple(_said(library, fact) for fact in wrong),
        tuple(
            f"{row.document_id}: {row.who} {row.year} {row.measure} "
            f"{'' if row.value is None else format(row.value, 'g')} ({row.scope}, line {row.line})"
            for row in missing
        ),
    )  # fmt: skip


def _said(library: Library, fact: Fact) -> str:
    sentence = library.documents[fact.document_id].text[fact.start : fact.end]
    year = f" {fact.year}" if fact.year else ""
    return (
        f"{fact.document_id}: {fact.who}{year} {fact.measure} {fact.value:.12g} ({fact.scope}): "
        f'"{sentence}"'
    )


def fact_score_text(score: FactScore) -> str:
    """Return the comparison as lines for a terminal."""
    lines = [
        f"precision {score.precision:.1f} % ({score.right} of {score.facts} facts)",
        f"recall {score.recall:.1f} % ({score.found} of {score.rows} rows)",
        *(f"wrong: {line}" for line in score.wrong),
        *(f"missing: {line}" for line in score.missing),
    ]
    return "\n".join(lines) + "\n"
