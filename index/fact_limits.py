"""What cannot be: ranks beyond the last, years that have not been.

In: a fact. Out: why it is kept out, or "". This file does not know how facts are read.
"""

from __future__ import annotations

from datetime import UTC, datetime

from index.fact_names import names
from index.fact_ranks import POINTS, RANK
from index.fact_types import Fact, RejectedFact

_MOST_MUNICIPALITIES = 290
_FIRST_YEAR = 1000


def impossible(fact: Fact) -> str:
    """Say why a fact cannot be, "" when it can."""
    if fact.year and not _FIRST_YEAR <= int(fact.year) <= datetime.now(UTC).year + 1:
        return f"the year {fact.year} has not been"
    if fact.measure == POINTS and fact.total and fact.value > fact.total:
        return f"{fact.value:.12g} points are more than {fact.total}"
    if fact.measure != RANK:
        return ""
    most = fact.total or (_MOST_MUNICIPALITIES if fact.kind == "municipality" else 0)
    if fact.scope in names().members:
        most = len(names().members[fact.scope])
        if (
            fact.county
            and fact.county != fact.scope
            and fact.who not in names().members[fact.scope]
        ):
            return f"{fact.who} does not lie in {fact.scope}"
    if fact.value < 1 or (most and fact.value > most):
        return f"there is no rank {fact.value:.12g} of {most}"
    return ""


def rejected(fact: Fact, reason: str) -> RejectedFact:
    """Return what is kept of a fact that is kept out."""
    return RejectedFact(
        reason, fact.who, fact.measure, fact.value, fact.year, fact.document_id,
        fact.paragraph_id, fact.start, fact.end,
    )  # fmt: skip
