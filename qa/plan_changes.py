"""Plans that lay values beside each other: change, trend, comparison, yes and no, extremes.

In: the parts of a question. Out: the plan of one kind, or None when the parts do not make it.
"""

from __future__ import annotations

from dataclasses import replace

from index.fact_ranks import RANK
from qa.plan import Plan
from qa.plan_parts import Asked
from qa.plan_standings import SINCE, of_own_values, own_bounds

_HOW_MUCH = (
    r"\b(?:hur|how|många|mycket|many|much|places|placeringar|change|skillnad\w*|difference"
    r"|förändring\w*)\b"
)
_DOWN = r"\b(?:ner|ned|down)\b"
_EACH = (
    r"\b(?:sedan|sen|since|varje|every|each|alltid|always|hela tiden|all the time"
    r"|(?:alla|samtliga|all) (?:år|gånger|mätningar|upplagor|years|editions))\b"
)
_OR = r"\b(?:or|eller)\b"


def _falls(asked: Asked) -> bool:
    """Say whether a fall is meant, or what is worse; a rise otherwise."""
    falls = asked.has("FALL", "LESS", "BEHIND", "WORST", "LEAST") or asked.says(_DOWN)
    return falls or asked.direction < 0


def change(asked: Asked) -> Plan | None:
    """Plan how much a value changed."""
    is_moved = asked.has("RISE", "FALL", "CHANGE", "TREND") or len(asked.years) > 1
    is_open = _is_open(asked)
    if len(asked.names) != 1 or not (is_open or asked.says(_HOW_MUCH)):
        return None
    if asked.has("MORE", "LESS") and not (is_moved or is_open):
        return None
    since = asked.says(r"\b(?:sedan|sen|since|från|from|efter|after)\b")
    return replace(asked.base("change"), since=since)


def _is_open(asked: Asked) -> bool:
    """Say whether a rise and a fall are both asked about: "up or down", "bättre eller sämre"."""
    both = asked.has("RISE", "MORE") and asked.has("FALL", "LESS")
    return both and asked.says(_OR)


def growth(asked: Asked) -> Plan | None:
    """Plan by how many percent a value changed."""
    plan = None if asked.measure == RANK or asked.is_of("%") else change(asked)
    return plan and replace(plan, kind="growth")


def trend(asked: Asked) -> Plan | None:
    """Plan the values of names in all years, one after the other."""
    if not asked.names or asked.has("MOST", "LEAST", "MORE", "LESS") or asked.number:
        return None
    if len(asked.years) > 1 and not asked.has("TREND"):
        return None
    return replace(asked.base("trend"), since=len(asked.years) == 1)


def most_changed(asked: Asked) -> Plan | None:
    """Plan whose value changed most."""
    if asked.names or not asked.asks_for_names():
        return None
    falls = asked.has("FALL", "LESS") or asked.says(_DOWN)
    since = asked.says(SINCE)
    # "Warmer most since 2015" has changed most, too.
    if not asked.has("RISE", "FALL", "CHANGE", "TREND") and not (since and asked.years):
        return None
    return replace(asked.base("most_changed"), wants_more=not falls, since=since)


def movers(asked: Asked) -> Plan | None:
    """Plan whose values rose, or fell."""
    if asked.names or asked.number or not asked.asks_for_names():
        return None
    # "Clearer in 2020 than in 2010" has risen between the two.
    if not asked.has("RISE", "FALL") and len(asked.years) < 2:
        return None
    return replace(asked.base("movers"), wants_more=not _falls(asked), since=asked.says(SINCE))


def difference(asked: Asked) -> Plan | None:
    """Plan how far two values lie apart."""
    return asked.base("difference") if len(asked.names) == 2 else None


def compare(asked: Asked) -> Plan | None:
    """Plan which of several names has the better value."""
    if len(asked.names) < 2:
        return None
    if len(asked.names) == 2 and asked.asks_whether() and not asked.says(_OR):
        return is_better(asked)
    return replace(asked.base("compare"), wants_more=not _falls(asked))


def is_better(asked: Asked) -> Plan | None:
    """Plan whether the first of two names has the better value."""
    if len(asked.names) != 2:
        return None
    return replace(asked.base("is_better"), wants_more=not _falls(asked))


def yes_no(asked: Asked) -> Plan | None:
    """Plan a question that is answered by yes or no."""
    if not asked.asks_whether() or asked.says(_OR) or asked.head:
        return None
    if len(asked.names) == 2:
        return is_better(asked)
    if len(asked.names) != 1:
        return None
    plan, bounds = asked.base("is_rank"), own_bounds(asked)
    # "Each time since 2017" is about several years.
    plan = replace(plan, since=asked.number >= 0 and asked.says(_EACH))
    if bounds is None and _is_moved(asked):
        since = asked.says(SINCE)
        return replace(plan, kind="has_risen", wants_more=not _falls(asked), since=since)
    # A number below 0 counts from the end, and is no bound.
    return bounds and replace(plan, low=bounds[0], high=bounds[1], number=min(asked.number, 0))


def _is_moved(asked: Asked) -> bool:
    """Say whether a change is asked about: "improved", or "better" with the years of it."""
    return asked.has("RISE", "FALL") or (asked.has("MORE", "LESS") and bool(asked.years))


def best(asked: Asked) -> Plan | None:
    """Plan the best of a name's values."""
    return _extreme(asked, "best")


def worst(asked: Asked) -> Plan | None:
    """Plan the worst of a name's values."""
    return _extreme(asked, "worst")


def _extreme(asked: Asked, kind: str) -> Plan | None:
    # "The greatest depth in 2020" is a column's value, not the best of several.
    fits = len(asked.names) == 1 and len(asked.years) != 1 and asked.number in (0, 1, -1)
    return replace(asked.base(kind), number=0) if fits else None


def when(asked: Asked) -> Plan | None:
    """Plan in which years a name had certain values; the year that a column gives."""
    if asked.is_dated and len(asked.names) == 1:
        return asked.base("lookup")
    return None if asked.years else of_own_values(asked, "when")
