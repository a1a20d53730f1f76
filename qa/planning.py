"""A question becomes a plan that facts can answer, or none.

In: a question's words and the names, years and measures that a library's facts have. Out: a `Plan`,
or None for every question that is not of this kind: one whose words are not all understood is left
to the reader. This file does not know the facts' values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from qa import plan_changes, plan_standings
from qa.plan import Plan, Vocabulary
from qa.plan_heads import apart
from qa.plan_meanings import Meanings
from qa.plan_numbers import plain_numbers
from qa.plan_parts import Asked
from qa.plan_understood import is_understood
from qa.plan_words import KINDS, NEGATION


def plan_of(text: str, vocabulary: Vocabulary, meanings: Meanings | None = None) -> Plan | None:
    """Return the plan of a question, None when it is not one that facts answer.

    Args:
        text: the question.
        vocabulary: what the library's facts are about.
        meanings: finds the column that a word means by an encoder; None to go by words alone.
    """
    plain = apart(plain_numbers(" ".join(text.split())))
    lower = plain.casefold()
    if NEGATION.search(lower):
        return None
    asked = Asked(plain, lower, vocabulary, meanings)
    if not asked.measure or (asked.places and re.search(_LACKING, asked.lower)):
        return None
    for kind, pattern in KINDS:
        if re.search(pattern, asked.sensed) and (plan := _MAKERS[kind](asked)):
            return plan if _says_all(asked, plan) and is_understood(asked) else None
    return None


# Those with a pool are known, and those without are another question.
_LACKING = r"\b(?:no|without|ingen|inget|inga|utan|saknar?|saknade|lack(?:s|ed|ing)?)\b"
_IN_PERCENT = r"\b(?:procent\w*|percent\w*|andel\w*|proportion)\b"


def _says_all(asked: Asked, plan: Plan) -> bool:
    """Say whether a part of something, where it is asked for, is what the plan gives."""
    is_part = plan.kind in ("share", "growth") or asked.is_of("%")
    return (
        is_part or not asked.says(_IN_PERCENT) or re.search(_IN_PERCENT, plan.measure) is not None
    )


_MAKERS: Mapping[str, Callable[[Asked], Plan | None]] = {
    "most_changed": plan_changes.most_changed,
    "movers": plan_changes.movers,
    "median": plan_standings.median,
    "mean": plan_standings.mean,
    "sum": plan_standings.sum_of,
    "share": plan_standings.share,
    "growth": plan_changes.growth,
    "best": plan_changes.best,
    "worst": plan_changes.worst,
    "when": plan_changes.when,
    "trend": plan_changes.trend,
    "difference": plan_changes.difference,
    "ties": plan_standings.ties,
    "count": plan_standings.count,
    "yes_no": plan_changes.yes_no,
    "change": plan_changes.change,
    "beyond": plan_standings.beyond_one,
    "compare": plan_changes.compare,
    "many": plan_standings.many,
    "list": plan_standings.list_of,
    "nth": plan_standings.nth,
    "lookup": plan_standings.lookup,
}
