"""Plans that make one number of several values are run: mean, median, sum, share.

In: a plan with its years settled, and the table of facts. Out: a `Result`, or None when the facts
cannot fill the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean
from statistics import median as middle_of

from qa.compute_standings import is_whole, within
from qa.fact_table import FactTable, Known
from qa.plan import Plan
from qa.result import FEWEST, MOST_LISTED, Result, latest, over_years


def mean(plan: Plan, table: FactTable) -> Result | None:
    """Return the mean of several values."""
    return _middle(plan, table, fmean)


def median(plan: Plan, table: FactTable) -> Result | None:
    """Return the median of several values."""
    return _middle(plan, table, middle_of)


def _middle(
    plan: Plan, table: FactTable, middle: Callable[[Sequence[float]], float]
) -> Result | None:
    if plan.names:
        values = over_years(plan, table)
        if len(plan.names) > 1:
            values = latest(values, plan)
    else:
        values = within(plan, table) or []
    if len(values) < FEWEST:
        return None
    number = middle([v.value for v in values])
    is_all = plan.names or (plan.high and is_whole(plan, table))
    return Result(plan, tuple(values[:MOST_LISTED]), number=number, known=len(values),
                  of=0 if is_all else table.size_of(plan))  # fmt: skip


def sum_of(plan: Plan, table: FactTable) -> Result | None:
    """Return the sum of several values."""
    if len(plan.names) == 1:
        values = _between(plan, table) if plan.since else over_years(plan, table)
        complete = not plan.years or {v.year for v in values}.issuperset(plan.years)
    else:
        values = latest(table.known(plan, who=plan.names), plan)
        complete = not plan.names or len(values) == len(plan.names)
    if len(values) < FEWEST or not complete:
        return None
    return Result(plan, tuple(values[:MOST_LISTED]), number=sum(v.value for v in values))


def _between(plan: Plan, table: FactTable) -> list[Known]:
    """Return the values of a plan's names from the first of its years to the last."""
    first, last = min(plan.years), max(plan.years)
    return [v for v in over_years(replace(plan, years=()), table) if first <= v.year <= last]


def share(plan: Plan, table: FactTable) -> Result | None:
    """Return how many percent of the sum of all values a name's, or a place's, are."""
    own = latest(table.known(plan, who=plan.names), plan)
    everywhere = latest(table.known(replace(plan, names=(), place="")), plan)
    whole = sum(v.value for v in everywhere)
    is_all = bool(own) and len(own) >= len(plan.names) and own[0].year == everywhere[0].year
    if not is_all or len(everywhere) < FEWEST or len(everywhere) > MOST_LISTED or whole <= 0:
        return None
    rest = [v for v in everywhere if v not in own]
    number = 100 * sum(v.value for v in own) / whole
    return Result(plan, (*own, *rest), number=number, known=len(own))
