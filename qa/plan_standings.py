"""Plans about one edition or year: lookup, nth, top, list, count, ties, mean, sum.

In: the parts of a question. Out: the plan of one kind, or None when the parts do not make it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.fact_ranks import RANK
from qa.plan import Plan
from qa.plan_parts import ENDS, YEAR, Asked


def lookup(asked: Asked) -> Plan | None:
    """Plan one name's value."""
    # "Who congratulated Lund on first place?" names the rank, and asks for something else.
    asks_rank = len(asked.names) == 1 and not asked.number and not re.search(_WHO, asked.lower)
    return asked.base("lookup") if asks_rank else None


_WHO = r"\b(?:vem|vilka|who|whom)\b"


def nth(asked: Asked) -> Plan | None:
    """Plan who has the n-th place or the n-th greatest value."""
    if asked.names:
        return None
    if asked.measure == RANK:
        return asked.base("nth") if asked.number else None
    plan = asked.base("nth")
    ends = -1 if asked.direction < 0 else 1
    return replace(plan, number=ends * (abs(asked.number) or 1)) if asked.direction else None


def many(asked: Asked) -> Plan | None:
    """Plan the n best or the n last."""
    if asked.names or asked.is_ordinal or not 1 < asked.number <= 100:
        return None
    last = re.search(rf"\b(?:{ENDS}|minst\w*)\b", asked.lower)
    return asked.base("bottom" if last or asked.direction < 0 else "top")


def count(asked: Asked) -> Plan | None:
    """Plan how many lie within bounds, or how many times a name had a rank."""
    if asked.names:
        return times(asked)
    return _bounded(asked, "count")


def times(asked: Asked) -> Plan | None:
    """Plan how many times a name had a rank."""
    times = re.search(r"\b(?:gånger|times|år|years|often|ofta)\b", asked.lower)
    fits = times and len(asked.names) == 1 and asked.number and asked.measure == RANK
    return asked.base("times") if fits else None


def list_of(asked: Asked) -> Plan | None:
    """Plan who lies within bounds."""
    # "Who came second in Sörmland?" asks for one, "who shared second place?" for several.
    is_one = asked.is_ordinal and asked.places and not re.search(_SHARED, asked.lower)
    return None if asked.names or is_one else _bounded(asked, "list")


def ties(asked: Asked) -> Plan | None:
    """Plan who has the same rank as a name."""
    return asked.base("ties") if len(asked.names) == 1 and asked.measure == RANK else None


def _bounded(asked: Asked, kind: str) -> Plan | None:
    """Make a plan of all within bounds: in a county, in the top n, above place n, on place n."""
    plan, n = asked.base(kind), asked.number
    if edges := _edges(asked):
        return replace(plan, low=edges[0], high=edges[1], number=0)
    if n > 1 and re.search(rf"\b{ENDS}\b", asked.lower):
        return replace(plan, number=-n)
    if n > 1 and re.search(_BEST, asked.lower):
        return replace(plan, low=1, high=n, number=0)
    if n > 0 and asked.measure == RANK and re.search(_ON_PLACE, asked.lower):
        return replace(plan, low=n, high=n, number=0)
    return plan if plan.place and not n else None


_BEST = r"\b(?:topp|top|bästa|bäst|best|främsta|högst|highest|första|first)\b"
_ON_PLACE = (
    r"\b(?:delade?|shared?|tied|place|plats\w*|\w+plats\w*|etta|tvåa|trea|first|second|third)\b"
)
_SHARED = r"\b(?:delade?|delar|shared?|tied)\b"
_HIGHER = (
    r"\b(?:bättre|högre|above|better|over|före|higher|mer|more|över|larger|större|deeper|djupare)\b"
)
_LOWER = r"\b(?:sämre|lägre|below|worse|under|efter|lower|mindre|less|smaller|shallower|grundare)\b"
_ENDLESS = 1e18


def _edges(asked: Asked) -> tuple[float, float] | None:
    """Return the least and the greatest value that "mellan 5 och 9", "bättre än 20" let in."""
    numbers = [
        float(word.replace(",", "."))
        for word in asked.words
        if re.fullmatch(r"\d+(?:[.,]\d+)?", word) and not YEAR.fullmatch(word)
    ]
    if re.search(r"\b(?:mellan|between)\b", asked.lower) and len(numbers) == 2:
        return min(numbers), max(numbers)
    if len(numbers) != 1:
        return None
    edge, is_rank = numbers[0], asked.measure == RANK
    if re.search(_HIGHER, asked.lower):
        return (1, edge - 1) if is_rank else (edge + 1e-9, _ENDLESS)
    if re.search(_LOWER, asked.lower):
        return (edge + 1, _ENDLESS) if is_rank else (-_ENDLESS, edge - 1e-9)
    return None


def mean(asked: Asked) -> Plan | None:
    """Plan a mean."""
    plan = asked.base("mean")
    if re.search(r"\b(?:topp|top|bästa|best)\b", asked.lower) and asked.number > 1:
        plan = replace(plan, low=1, high=asked.number, number=0)
    whole = asked.names or plan.place or plan.high or asked.measure != RANK
    return plan if whole else None


def sum_of(asked: Asked) -> Plan | None:
    """Plan a sum."""
    return asked.base("sum") if asked.measure != RANK else None
