"""What a plan came to, and the choices of values that several kinds of plan share.

In: a plan and values that are known. Out: a `Result`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.fact_table import FactTable, Known
from qa.plan import Plan

# Two or more values have to be known for a mean or for whose change is the greatest.
FEWEST = 2
MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Result:
    """What a plan came to.

    Attributes:
        plan: what was run, with its years settled.
        names: the names that answer, "" for a plan that asks for a number.
        number: the number that answers; None where names or yes and no do.
        is_so: for yes and no.
        used: the values that it rests on, those that answer first.
        known: how many values are known of those that would count.
        of: how many there are in all, 0 where that is not known.
    """

    plan: Plan
    used: tuple[Known, ...]
    names: tuple[str, ...] = ()
    number: float | None = None
    is_so: bool | None = None
    known: int = 0
    of: int = 0


def latest(values: Sequence[Known], plan: Plan) -> list[Known]:
    """Keep the asked year's values, else those of the latest year, else those without a year."""
    if plan.years:
        return [v for v in values if v.year == plan.years[-1]]
    last = max((v.year for v in values), default="")
    return [v for v in values if v.year == last]


def named(plan: Plan, found: Sequence[Known]) -> Result:
    """Return a result that is answered by the names of its values."""
    return Result(plan, tuple(found), names=tuple(v.who for v in found))


def over_years(plan: Plan, table: FactTable) -> list[Known]:
    """Return the values of a plan's names in the years that are asked for, else in all."""
    values = [
        v for v in table.known(plan, who=plan.names) if not plan.years or v.year in plan.years
    ]
    dated = [v for v in values if v.year]
    return sorted(dated or values, key=lambda v: v.year)
