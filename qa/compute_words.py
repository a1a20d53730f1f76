"""A result in one sentence, in Swedish or English, and in as few words as will do.

In: a `Result` and what rankings are called. Out: (short answer, sentence). It adds no number that
the result does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qa import said_changes, said_standings
from qa.fact_table import FactTable
from qa.result import Result
from qa.said import Said, Words


def in_words(result: Result, table: FactTable, language: str) -> Said:
    """Put a result into words."""
    words = Words(result, table, swedish=language == "sv")
    said = _SAID[result.plan.kind](words)
    others = tuple(words.stated(fact) for fact in result.used[0].others)
    return Said(said.short, said.sentence + words.coverage() + words.disputed(), others)


_SAID: Mapping[str, Callable[[Words], Said]] = {
    "lookup": said_standings.lookup,
    "nth": said_standings.nth,
    "holders": said_standings.holders,
    "top": said_standings.many,
    "bottom": said_standings.many,
    "list": said_standings.many,
    "ties": said_standings.many,
    "count": said_standings.count,
    "mean": said_standings.mean,
    "median": said_standings.mean,
    "sum": said_standings.sum_of,
    "share": said_standings.share,
    "growth": said_changes.growth,
    "times": said_changes.times,
    "best": said_changes.end,
    "worst": said_changes.end,
    "difference": said_changes.difference,
    "change": said_changes.change,
    "trend": said_changes.trend,
    "most_changed": said_changes.most_changed,
    "movers": said_changes.most_changed,
    "compare": said_changes.compare,
    "is_better": said_changes.yes_no,
    "is_rank": said_changes.yes_no,
    "has_risen": said_changes.yes_no,
    "when": said_changes.when,
}
