"""A plan is run on the facts: the values it uses, and what they come to.

In: a plan and the table of facts. Out: a `Result`, or None when the facts cannot fill the plan: the
reader answers then. Nothing is computed from values that are not stated. This file does not know
how a question is recognised or a result put into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from qa import compute_changes, compute_standings, compute_sums
from qa.fact_table import FactTable
from qa.plan import Plan
from qa.result import Result


def run(plan: Plan, table: FactTable) -> Result | None:
    """Run a plan; None when the facts do not fill it."""
    settled = replace(plan, years=table.years_of(plan), ranking=table.ranking_of(plan))
    if plan.years and not settled.years:
        return None
    return _RUNS[plan.kind](settled, table)


_RUNS: Mapping[str, Callable[[Plan, FactTable], Result | None]] = {
    "lookup": compute_standings.lookup,
    "nth": compute_standings.nth,
    "holders": compute_standings.holders,
    "top": compute_standings.top,
    "bottom": compute_standings.bottom,
    "count": compute_standings.count,
    "list": compute_standings.list_of,
    "ties": compute_standings.ties,
    "mean": compute_sums.mean,
    "median": compute_sums.median,
    "sum": compute_sums.sum_of,
    "share": compute_sums.share,
    "growth": compute_changes.growth,
    "times": compute_changes.times,
    "best": compute_changes.best,
    "worst": compute_changes.worst,
    "difference": compute_changes.difference,
    "change": compute_changes.change,
    "trend": compute_changes.trend,
    "most_changed": compute_changes.most_changed,
    "movers": compute_changes.movers,
    "compare": compute_changes.compare,
    "is_better": compute_changes.is_better,
    "is_rank": compute_changes.is_rank,
    "has_risen": compute_changes.has_risen,
    "when": compute_changes.when,
}
