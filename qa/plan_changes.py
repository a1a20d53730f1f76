"""Plans that lay values beside each other: change, comparison, yes and no, the best of all years.

In: the parts of a question. Out: the plan of one kind, or None when the parts do not make it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.fact_ranks import RANK
from qa.plan import Plan
from qa.plan_parts import Asked
from qa.plan_words import DIRECTION, YES_NO

_HOW_MUCH = (
    r"\b(?:hur|how|många|mycket|many|much|places|placeringar|change|skillnad\w*|difference"
    r"|förändring\w*)\b"
)


def change(asked: Asked) -> Plan | None:
    """Plan how much a value changed."""
    if len(asked.names) != 1 or not re.search(_HOW_MUCH, asked.lower):
        return None
    since = re.search(r"\b(?:sedan|sen|since|från|from|efter|after)\b", asked.lower)
    return replace(asked.base("change"), since=bool(since))


def most_changed(asked: Asked) -> Plan | None:
    """Plan whose value changed most."""
    if asked.names:
        return None
    down = re.search(DIRECTION, asked.lower)
    return replace(asked.base("most_changed"), wants_more=not down)


def difference(asked: Asked) -> Plan | None:
    """Plan how far two values lie apart."""
    return asked.base("difference") if len(asked.names) == 2 else None


def compare(asked: Asked) -> Plan | None:
    """Plan which of several names has the better value."""
    if len(asked.names) < 2:
        return None
    if (
        len(asked.names) == 2
        and re.search(YES_NO, asked.lower)
        and not re.search(r"\b(?:or|eller)\b", asked.lower)
    ):
        return is_better(asked)
    low = re.search(
        r"\b(?:sämst|sämre|lägre|lägst|worst|worse|lower|lowest|smaller|mindre|minst|grundare|grundast"
        r"|shallower|shorter|kortare)\b", asked.lower,
    )  # fmt: skip
    return replace(asked.base("compare"), wants_more=not low)


def is_better(asked: Asked) -> Plan | None:
    """Plan whether the first of two names has the better value."""
    if len(asked.names) != 2:
        return None
    low = re.search(r"\b(?:sämre|lägre|efter|worse|lower|behind|below|mindre|smaller|shallower"
                    r"|grundare|under)\b", asked.lower)  # fmt: skip
    return replace(asked.base("is_better"), wants_more=not low)


_MOVED = (
    r"\b(?:klättra\w*|förbättra\w*|stig\w*|steg|climb\w*|improve\w*|rise\w*|rose|bättre|better|sämre"
    rf"|worse)\b|{DIRECTION}"
)


def yes_no(asked: Asked) -> Plan | None:
    """Plan a question that is answered by yes or no."""
    if len(asked.names) == 2:
        return is_better(asked)
    if len(asked.names) != 1 or asked.measure != RANK:
        return None
    plan = asked.base("is_rank")
    if re.search(_MOVED, asked.lower) and asked.years and not asked.number:
        down = re.search(DIRECTION, asked.lower) or re.search(r"\bsämre|\bworse", asked.lower)
        since = re.search(r"\b(?:sedan|sen|since|från|from)\b", asked.lower)
        return replace(plan, kind="has_risen", wants_more=not down, since=bool(since))
    if re.search(r"\b(?:topp|top|bland de|among the)\b", asked.lower) and asked.number > 1:
        return replace(plan, low=1, high=asked.number)
    return replace(plan, low=asked.number, high=asked.number) if asked.number else None


def _extreme(asked: Asked, kind: str) -> Plan | None:
    return asked.base(kind) if len(asked.names) == 1 else None


def best(asked: Asked) -> Plan | None:
    """Plan the best of a name's values."""
    return _extreme(asked, "best")


def worst(asked: Asked) -> Plan | None:
    """Plan the worst of a name's values."""
    return _extreme(asked, "worst")


def when(asked: Asked) -> Plan | None:
    """Plan in which years a name had a rank."""
    plan = asked.base("when")
    return plan if len(plan.names) == 1 and plan.number and not plan.years else None
