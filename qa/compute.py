"""A plan is run on the facts: the values it uses, and what they come to.

In: a plan and the table of facts. Out: a `Result`, or None when the facts cannot fill the plan: the
reader answers then. Nothing is computed from values that are not stated. This file does not know
how a question is recognised or a result put into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.fact_ranks import BOTTOM, RANK, TOP
from qa.fact_table import FactTable, Known
from qa.plan import Plan

# Two or more values have to be known for a mean or for whose change is the greatest.
_FEWEST = 2
_MOST_LISTED = 40


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


def run(plan: Plan, table: FactTable) -> Result | None:
    """Run a plan; None when the facts do not fill it."""
    settled = replace(plan, years=table.years_of(plan), ranking=table.ranking_of(plan))
    if plan.years and not settled.years:
        return None
    return _RUNS[plan.kind](settled, table)


def _latest(values: Sequence[Known], plan: Plan) -> list[Known]:
    """Keep the asked year's values, else those of the latest year, else those without a year."""
    if plan.years:
        return [v for v in values if v.year == plan.years[-1]]
    last = max((v.year for v in values), default="")
    return [v for v in values if v.year == last]


def _lookup(plan: Plan, table: FactTable) -> Result | None:
    if len(plan.years) > 1:
        values = table.known(plan, who=plan.names, years=plan.years)
        by_year = sorted(values, key=lambda v: v.year)
        return (
            Result(plan, tuple(by_year), names=plan.names)
            if len(by_year) == len(plan.years)
            else None
        )
    for scope in _scopes(plan):
        if found := _latest(table.known(plan, scope=scope, who=plan.names), plan):
            return Result(replace(plan, scope=scope), (found[0],), number=found[0].value)
    return None


def _scopes(plan: Plan) -> list[str]:
    return [plan.place] if plan.place else [plan.scope]


def _nth(plan: Plan, table: FactTable) -> Result | None:
    if plan.measure != RANK:
        return _nth_of_column(plan, table)
    if plan.number < 0:
        return _last(plan, table)
    if plan.place:
        return _nth_in_place(plan, table)
    values = [v for v in table.known(plan) if v.value == plan.number]
    found = _latest(values, plan)
    return _named(plan, found) if found else None


def _named(plan: Plan, found: Sequence[Known]) -> Result:
    return Result(plan, tuple(found), names=tuple(v.who for v in found))


def _nth_in_place(plan: Plan, table: FactTable) -> Result | None:
    """Return who is n-th in a county: as it is stated, else by the ranks in the country."""
    stated = [v for v in table.known(plan, scope=plan.place) if v.value == plan.number]
    if found := _latest(stated, plan):
        return _named(replace(plan, scope=plan.place), found)
    ranked = _latest(table.known(plan), plan)
    at = plan.number - 1
    if at >= len(ranked):
        return None
    found = [v for v in ranked if v.value == ranked[at].value]
    return replace(_named(plan, found), known=len(ranked), of=table.size_of(plan))


def _last(plan: Plan, table: FactTable) -> Result | None:
    """Return who is last or last but one, as it is stated; else who is said to be at the end."""
    place = -plan.number
    for wanted in (place, 0) if place == 1 else (place,):
        said = [v for v in table.known(plan, measure=BOTTOM) if v.value == wanted]
        if found := _latest(said, plan):
            return _named(plan, found)
    return None


def _nth_of_column(plan: Plan, table: FactTable) -> Result | None:
    values = _latest(table.known(plan), plan)
    ordered = values if plan.number < 0 else values[::-1]
    at = abs(plan.number) - 1
    if len(values) < _FEWEST or at >= len(values):
        return None
    best = [v for v in ordered if v.value == ordered[at].value]
    return replace(_named(plan, best), number=best[0].value, known=len(values))


def _top(plan: Plan, table: FactTable) -> Result | None:
    values = _latest(table.known(plan), plan)
    if plan.measure != RANK:
        return _named(plan, values[::-1][: plan.number]) if len(values) >= plan.number else None
    best = [v for v in values if v.value <= plan.number]
    if plan.place:
        best = values[: plan.number]
    said = _latest(table.known(plan, measure=TOP), plan)
    if len(best) < plan.number and len(said) == plan.number:
        return _named(plan, said)
    if len(best) < _FEWEST:
        return None
    return replace(
        _named(plan, best), known=len(best), of=plan.number if len(best) < plan.number else 0
    )


def _bottom(plan: Plan, table: FactTable) -> Result | None:
    values = _latest(table.known(plan), plan)
    number = abs(plan.number)
    said = _latest(table.known(plan, measure=BOTTOM), plan)
    if plan.measure != RANK:
        return _named(plan, values[:number]) if len(values) >= number else None
    last = values[-number:]
    # The highest ranks that are known are the list's end only where somebody is said to be last.
    if not any(v.who in {s.who for s in said} for v in last):
        return _named(plan, said) if len(said) == number else None
    return replace(_named(plan, last), known=len(last), of=number if len(last) < number else 0)


def _within(plan: Plan, table: FactTable) -> list[Known] | None:
    """Return the values between a plan's bounds; None when hardly any values are known."""
    if plan.number < 0:
        last = _bottom(replace(plan, place=""), table)
        return (
            [v for v in last.used if not plan.place or table.lies_in(v.fact, plan.place)]
            if last
            else None
        )
    values = _latest(table.known(plan), plan)
    everywhere = _latest(table.known(replace(plan, place="")), plan)
    if len(everywhere) < _FEWEST or not (plan.years or values):
        return None
    return [v for v in values if not plan.high or plan.low <= v.value <= plan.high]


def _count(plan: Plan, table: FactTable) -> Result | None:
    found = _within(plan, table)
    if not found:
        return None
    whole = plan.number < 0 or 0 < plan.high <= 10
    known = len(_latest(table.known(plan), plan))
    result = Result(plan, tuple(found[:_MOST_LISTED]), number=float(len(found)))
    return result if whole else replace(result, known=known, of=table.size_of(plan))


def _list(plan: Plan, table: FactTable) -> Result | None:
    counted = _count(plan, table)
    if counted is None:
        return None
    return replace(counted, number=None, names=tuple(v.who for v in counted.used))


def _ties(plan: Plan, table: FactTable) -> Result | None:
    own = _latest(table.known(plan, who=plan.names), plan)
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


def _times(plan: Plan, table: FactTable) -> Result | None:
    wanted = [
        v for v in table.known(plan, who=plan.names) if v.year and v.value == abs(plan.number)
    ]
    if plan.number < 0 or not wanted:
        return None
    return Result(plan, tuple(sorted(wanted, key=lambda v: v.year)), number=float(len(wanted)))


def _over_years(plan: Plan, table: FactTable) -> list[Known]:
    values = [
        v for v in table.known(plan, who=plan.names) if not plan.years or v.year in plan.years
    ]
    dated = [v for v in values if v.year]
    return sorted(dated or values, key=lambda v: v.year)


def _best(plan: Plan, table: FactTable) -> Result | None:
    return _end(plan, table, high=plan.measure != RANK)


def _worst(plan: Plan, table: FactTable) -> Result | None:
    return _end(plan, table, high=plan.measure == RANK)


def _end(plan: Plan, table: FactTable, *, high: bool) -> Result | None:
    values = _over_years(plan, table)
    if not values or len(plan.years) == 1:
        return None
    best = (max if high else min)(values, key=lambda v: v.value)
    same = [v for v in values if v.value == best.value]
    return Result(plan, tuple(same), number=best.value, known=len(values))


def _mean(plan: Plan, table: FactTable) -> Result | None:
    if plan.names:
        values = _over_years(plan, table)
        if len(plan.names) > 1:
            values = _latest(values, plan)
    else:
        values = _within(plan, table) or []
    if len(values) < _FEWEST:
        return None
    mean = sum(v.value for v in values) / len(values)
    return Result(plan, tuple(values[:_MOST_LISTED]), number=mean, known=len(values),
                  of=0 if plan.names or plan.high else table.size_of(plan))  # fmt: skip


def _sum(plan: Plan, table: FactTable) -> Result | None:
    values = _latest(table.known(plan, who=plan.names), plan)
    if len(values) < _FEWEST or (plan.names and len(values) != len(plan.names)):
        return None
    return Result(plan, tuple(values[:_MOST_LISTED]), number=sum(v.value for v in values))


def _difference(plan: Plan, table: FactTable) -> Result | None:
    values = _pair(plan, table)
    return Result(plan, values, number=abs(values[0].value - values[1].value)) if values else None


def _pair(plan: Plan, table: FactTable) -> tuple[Known, ...]:
    """Return the values of two or more names in one year: the asked one, else the latest of all."""
    values = table.known(plan, who=plan.names, years=plan.years[-1:])
    years = [{v.year for v in values if v.who == name} for name in plan.names]
    common = set.intersection(*years) if years else set()
    if not common:
        return ()
    year = max(common)
    by_name = {v.who: v for v in values if v.year == year}
    return tuple(by_name[name] for name in plan.names)


def _change(plan: Plan, table: FactTable) -> Result | None:
    values = [v for v in _over_years(replace(plan, years=()), table) if v.year]
    pair = _two_times({v.year: v for v in values}, plan)
    return Result(plan, pair, number=pair[1].value - pair[0].value) if pair else None


def _two_times(known: Mapping[str, Known], plan: Plan) -> tuple[Known, Known] | None:
    """Return the values of the two years that are meant: "mellan", "sedan", "2023", or the last."""
    years = sorted(known)
    if len(plan.years) > 1:
        first, last = min(plan.years), max(plan.years)
    elif plan.years and plan.since:
        first, last = plan.years[0], years[-1] if years else ""
    elif plan.years:
        earlier = [year for year in years if year < plan.years[0]]
        first, last = earlier[-1] if earlier else "", plan.years[0]
    elif len(years) >= _FEWEST:
        first, last = years[-2:]
    else:
        return None
    if first == last or first not in known or last not in known:
        return None
    return known[first], known[last]


def _most_changed(plan: Plan, table: FactTable) -> Result | None:
    values = [v for v in table.known(plan) if v.year]
    by_name: dict[str, dict[str, Known]] = {}
    for value in values:
        by_name.setdefault(value.who, {})[value.year] = value
    pairs = [pair for known in by_name.values() if (pair := _changed_pair(known, plan))]
    if len(pairs) < _FEWEST:
        return None
    rises = (plan.measure == RANK) == plan.wants_more
    ordered = sorted(pairs, key=lambda p: p[1].value - p[0].value, reverse=not rises)
    best = ordered[0]
    change = best[1].value - best[0].value
    if change == 0 or (change < 0) != rises:
        return None
    same = [p for p in pairs if p[1].value - p[0].value == change]
    return Result(
        plan, tuple(v for p in same for v in p), names=tuple(p[0].who for p in same),
        number=change, known=len(pairs),
    )  # fmt: skip


def _changed_pair(known: Mapping[str, Known], plan: Plan) -> tuple[Known, Known] | None:
    years = sorted(known)
    if len(plan.years) > 1:
        first, last = min(plan.years), max(plan.years)
    elif len(plan.years) == 1 and plan.years[0] in years and years.index(plan.years[0]):
        first, last = years[years.index(plan.years[0]) - 1], plan.years[0]
    elif not plan.years and len(years) > 1:
        first, last = years[0], years[-1]
    else:
        return None
    return (known[first], known[last]) if first in known and last in known else None


def _compare(plan: Plan, table: FactTable) -> Result | None:
    values = _pair(plan, table)
    if not values:
        return None
    low = (plan.measure == RANK) == plan.wants_more
    best = (min if low else max)(v.value for v in values)
    first = [v for v in values if v.value == best]
    rest = [v for v in values if v.value != best]
    return Result(plan, (*first, *rest), names=tuple(v.who for v in first))


def _is_better(plan: Plan, table: FactTable) -> Result | None:
    values = _pair(plan, table)
    if not values:
        return None
    one, other = values[0].value, values[1].value
    is_more = one < other if plan.measure == RANK else one > other
    return Result(plan, values, is_so=is_more if plan.wants_more else one != other and not is_more)


def _is_rank(plan: Plan, table: FactTable) -> Result | None:
    if plan.number < 0:
        last = _last(plan, table)
        return replace(last, names=(), is_so=plan.names[0] in last.names) if last else None
    found = _latest(table.known(plan, who=plan.names, scope=_scopes(plan)[0]), plan)
    if not found:
        return None
    return Result(plan, (found[0],), is_so=plan.low <= found[0].value <= plan.high)


def _has_risen(plan: Plan, table: FactTable) -> Result | None:
    change = _change(plan, table)
    if change is None:
        return None
    moved = change.number or 0
    return replace(change, is_so=moved < 0 if plan.wants_more else moved > 0)


def _when(plan: Plan, table: FactTable) -> Result | None:
    values = [v for v in _over_years(plan, table) if v.year and v.value == plan.number]
    return Result(plan, tuple(values), names=tuple(v.year for v in values)) if values else None


_RUNS: Mapping[str, Callable[[Plan, FactTable], Result | None]] = {
    "lookup": _lookup, "nth": _nth, "top": _top, "bottom": _bottom, "count": _count,
    "times": _times, "best": _best, "worst": _worst, "mean": _mean, "sum": _sum,
    "difference": _difference, "change": _change, "most_changed": _most_changed,
    "compare": _compare, "is_better": _is_better, "is_rank": _is_rank,
    "has_risen": _has_risen, "list": _list, "ties": _ties, "when": _when,
}  # fmt: skip
