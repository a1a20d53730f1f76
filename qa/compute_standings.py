"""Plans about one edition or year are run: lookup, nth, top, count, list, ties.

In: a plan with its years settled, and the table of facts. Out: a `Result`, or None when the facts
cannot fill the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.fact_ranks import BOTTOM, RANK, TOP
from qa.fact_table import FactTable, Known
from qa.plan import Plan
from qa.plan_numbers import beyond
from qa.result import FEWEST, MOST_LISTED, Result, latest, named


def lookup(plan: Plan, table: FactTable) -> Result | None:
    """Return a name's value in the years that are asked for, else in the latest."""
    if len(plan.years) > 1:
        values = table.known(plan, who=plan.names, years=plan.years)
        by_year = sorted(values, key=lambda v: v.year)
        return (
            Result(plan, tuple(by_year), names=plan.names)
            if len(by_year) == len(plan.years)
            else None
        )
    for scope in scopes(plan):
        if found := latest(table.known(plan, scope=scope, who=plan.names), plan):
            return Result(replace(plan, scope=scope), (found[0],), number=found[0].value)
    return None


def scopes(plan: Plan) -> list[str]:
    """Return where ranks count for a plan: in its county, else in the country."""
    return [plan.place] if plan.place else [plan.scope]


def nth(plan: Plan, table: FactTable) -> Result | None:
    """Return who has the n-th place or the n-th greatest value."""
    if plan.measure != RANK:
        return _nth_of_column(plan, table)
    if plan.place:
        return _nth_in_place(plan, table)
    if plan.number < 0:
        return last(plan, table)
    values = [v for v in table.known(plan) if v.value == plan.number]
    found = latest(values, plan)
    return named(plan, found) if found and not _is_of_several(found) else None


def _is_of_several(found: Sequence[Known]) -> bool:
    """Say whether places are those of several contests: documents that rank names of their own."""
    is_own = all(v.fact.kind == "other" and not v.fact.ranking for v in found)
    return is_own and len({v.fact.document_id for v in found}) > 1


def holders(plan: Plan, table: FactTable) -> Result | None:
    """Return who had a place in each of several years, or in every one that is known."""
    values = table.known(plan, years=plan.years)
    found = sorted((v for v in values if v.value == plan.number), key=lambda v: (v.year, v.who))
    missing = set(plan.years) - {v.year for v in found}
    return named(plan, found) if found and not missing else None


def _nth_in_place(plan: Plan, table: FactTable) -> Result | None:
    """Return who is n-th in a county: as it is stated, else by the ranks in the country."""
    stated = [v for v in table.known(plan, scope=plan.place) if v.value == plan.number]
    if found := latest(stated, plan):
        return named(replace(plan, scope=plan.place), found)
    ranked = latest(table.known(plan), plan)
    at = plan.number - 1 if plan.number > 0 else len(ranked) + plan.number
    if not 0 <= at < len(ranked):
        return None
    found = [v for v in ranked if v.value == ranked[at].value]
    return replace(named(plan, found), known=len(ranked), of=table.size_of(plan))


def last(plan: Plan, table: FactTable) -> Result | None:
    """Return who is last or n-th from the end, as it is stated; else who is said to be there.

    By the ranks, where those of the n last are all known.
    """
    place = -plan.number
    for wanted in (place, 0) if place == 1 else (place,):
        said = [v for v in table.known(plan, measure=BOTTOM) if v.value == wanted]
        if found := latest(said, plan):
            return named(plan, found)
    ends = latest([v for v in table.known(plan, measure=BOTTOM) if v.value == 1], plan)
    ranked = latest(table.known(plan), plan)
    if not ends or len(ranked) < place or ranked[-1].who not in {v.who for v in ends}:
        return None
    found = [v for v in ranked if v.value == ranked[-1].value - place + 1]
    return named(plan, found) if found else None


def _nth_of_column(plan: Plan, table: FactTable) -> Result | None:
    values = latest(table.known(plan), plan)
    ordered = values if plan.number < 0 else values[::-1]
    at = abs(plan.number) - 1
    if len(values) < FEWEST or at >= len(values):
        return None
    best = [v for v in ordered if v.value == ordered[at].value]
    return replace(named(plan, best), number=best[0].value, known=len(values))


def top(plan: Plan, table: FactTable) -> Result | None:
    """Return the n best."""
    values = latest(table.known(plan), plan)
    if plan.measure != RANK:
        return named(plan, values[::-1][: plan.number]) if len(values) >= plan.number else None
    best = [v for v in values if v.value <= plan.number]
    if plan.place:
        first = named(plan, values[: plan.number])
        return replace(first, known=len(values), of=table.size_of(plan)) if first.used else None
    said = latest(table.known(plan, measure=TOP), plan)
    if len(best) < plan.number and len(said) == plan.number:
        return named(plan, said)
    if len(best) < FEWEST:
        return None
    return replace(
        named(plan, best), known=len(best), of=plan.number if len(best) < plan.number else 0
    )


def bottom(plan: Plan, table: FactTable) -> Result | None:
    """Return the n last."""
    values = latest(table.known(plan), plan)
    number = abs(plan.number)
    said = latest(table.known(plan, measure=BOTTOM), plan)
    if plan.measure != RANK:
        return named(plan, values[:number]) if len(values) >= number else None
    last = values[-number:]
    # The highest ranks that are known are the list's end only where somebody is said to be last.
    if not any(v.who in {s.who for s in said} for v in last):
        return named(plan, said) if len(said) == number else None
    return replace(named(plan, last), known=len(last), of=number if len(last) < number else 0)


def within(plan: Plan, table: FactTable) -> list[Known] | None:
    """Return the values between a plan's bounds; None when hardly any values are known."""
    if plan.number < 0:
        end = bottom(replace(plan, place=""), table)
        return (
            [v for v in end.used if not plan.place or table.lies_in(v.fact, plan.place)]
            if end
            else None
        )
    values = latest(table.known(plan), plan)
    everywhere = latest(table.known(replace(plan, place="")), plan)
    if len(everywhere) < FEWEST or not (plan.years or values):
        return None
    return [v for v in values if _lies_between(plan, v)]


def _lies_between(plan: Plan, known: Known) -> bool:
    return (not plan.high and not plan.low) or plan.low <= known.value <= plan.high


def is_whole(plan: Plan, table: FactTable) -> bool:
    """Say whether every value that could lie within a plan's bounds is known."""
    if plan.number < 0:
        return True
    values = [v.value for v in latest(table.known(replace(plan, place="")), plan)]
    inside = sum(plan.low <= value <= plan.high for value in values)
    # Two that share place 3 are followed by place 5.
    return inside >= plan.high - plan.low + 1 or (
        plan.low in values and plan.low + inside in values
    )


def count(plan: Plan, table: FactTable) -> Result | None:
    """Count the values within a plan's bounds."""
    if plan.than:
        return _beyond_one(plan, table)
    found = within(plan, table)
    if not found:
        return None
    result = Result(plan, tuple(found[:MOST_LISTED]), number=float(len(found)))
    if is_whole(plan, table):
        return result
    known = len(latest(table.known(plan), plan))
    return replace(result, known=known, of=table.size_of(plan))


def _beyond_one(plan: Plan, table: FactTable) -> Result | None:
    """Count those whose value is better, or worse, than that of one name, which is used too."""
    edge = latest(table.known(plan, who=[plan.than]), plan)
    if not edge:
        return None
    low, high = beyond(edge[0].value, is_rank=plan.measure == RANK, is_more=plan.wants_more)
    years = (edge[0].year,) if edge[0].year else plan.years
    found = count(replace(plan, low=low, high=high, years=years, than=""), table)
    if found is None:
        return None
    if plan.is_next:
        found = _next_to(edge[0], found, table)
    than = plan.than
    return found and replace(
        found, plan=replace(found.plan, than=than), used=(*found.used, edge[0])
    )


def _next_to(edge: Known, found: Result, table: FactTable) -> Result | None:
    """Keep those next to a value; None where somebody who is not known may lie between."""
    nearest = min((v.value for v in found.used), key=lambda value: abs(value - edge.value))
    used = tuple(v for v in found.used if v.value == nearest)
    if found.plan.measure == RANK:
        # As many as share a place are followed by none on the places behind it.
        same = table.known(replace(found.plan, place=""), years=[edge.year])
        first = min(nearest, edge.value)
        if abs(nearest - edge.value) > sum(v.value == first for v in same):
            return None
    return replace(found, used=used, number=float(len(used)), known=0, of=0)


def list_of(plan: Plan, table: FactTable) -> Result | None:
    """Return the names whose values lie within a plan's bounds."""
    counted = count(plan, table)
    if counted is None:
        return None
    listed = [v for v in counted.used if v.who != plan.than]
    return replace(counted, number=None, names=tuple(v.who for v in listed))


def ties(plan: Plan, table: FactTable) -> Result | None:
    """Return who has the same rank as a name."""
    own = latest(table.known(plan, who=plan.names), plan)
    if not own:
        return None
    year = own[0].year
    same = [
        v
        for v in table.known(replace(plan, names=()), years=[year])
        if v.value == own[0].value and v.who != own[0].who
    ]
    return (
        Result(plan, (own[0], *same), names=tuple(v.who for v in same)) if same and year else None
    )
