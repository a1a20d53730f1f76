"""Plans that lay values beside each other are run: change, comparison, yes and no, all years.

In: a plan with its years settled, and the table of facts. Out: a `Result`, or None when the facts
cannot fill the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from index.fact_ranks import RANK
from qa.compute_standings import last, scopes
from qa.fact_table import FactTable, Known
from qa.plan import Plan
from qa.result import FEWEST, MOST_LISTED, Result, latest, over_years


def times(plan: Plan, table: FactTable) -> Result | None:
    """Count the years in which a name had values within the plan's bounds."""
    found = when(plan, table)
    return found and replace(found, names=(), number=float(len(found.used)))


def best(plan: Plan, table: FactTable) -> Result | None:
    """Return the best of a name's values, with its years."""
    return _end(plan, table, high=plan.measure != RANK)


def worst(plan: Plan, table: FactTable) -> Result | None:
    """Return the worst of a name's values, with its years."""
    return _end(plan, table, high=plan.measure == RANK)


def _end(plan: Plan, table: FactTable, *, high: bool) -> Result | None:
    values = over_years(plan, table)
    if not values or len(plan.years) == 1:
        return None
    best = (max if high else min)(values, key=lambda v: v.value)
    same = [v for v in values if v.value == best.value]
    return Result(plan, tuple(same), number=best.value, known=len(values))


def difference(plan: Plan, table: FactTable) -> Result | None:
    """Return how far two values lie apart."""
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


def change(plan: Plan, table: FactTable) -> Result | None:
    """Return how a value changed between two years."""
    values = [v for v in over_years(replace(plan, years=()), table) if v.year]
    pair = _two_times({v.year: v for v in values}, plan)
    return Result(plan, pair, number=pair[1].value - pair[0].value) if pair else None


def growth(plan: Plan, table: FactTable) -> Result | None:
    """Return by how many percent a value changed between two years."""
    moved = change(plan, table)
    if moved is None or moved.used[0].value <= 0:
        return None
    return replace(moved, number=100 * (moved.number or 0) / moved.used[0].value)


def trend(plan: Plan, table: FactTable) -> Result | None:
    """Return the values of names in all years, or in those from one year, or between two."""
    dated = [v for v in over_years(replace(plan, years=()), table) if v.year]
    first = min(plan.years, default="")
    last_year = max(plan.years) if len(plan.years) > 1 else ""
    values = [v for v in dated if first <= v.year and (not last_year or v.year <= last_year)]
    by_name = [[v for v in values if v.who == name] for name in plan.names]
    if any(len(own) < FEWEST for own in by_name):
        return None
    ends = by_name[0][0].value, by_name[0][-1].value
    number = ends[1] - ends[0] if len(by_name) == 1 else None
    return Result(plan, tuple(v for own in by_name for v in own), number=number)


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
    elif len(years) >= FEWEST:
        first, last = years[-2:]
    else:
        return None
    if first == last or first not in known or last not in known:
        return None
    return known[first], known[last]


def most_changed(plan: Plan, table: FactTable) -> Result | None:
    """Return whose value rose, or fell, most between two years."""
    moved = movers(plan, table)
    if moved is None:
        return None
    pairs = list(zip(moved.used[::2], moved.used[1::2], strict=True))
    most = max(abs(after.value - before.value) for before, after in pairs)
    same = [p for p in pairs if abs(p[1].value - p[0].value) == most]
    return replace(
        moved, used=tuple(v for p in same for v in p), names=tuple(p[0].who for p in same)
    )


def movers(plan: Plan, table: FactTable) -> Result | None:
    """Return whose values rose, or fell, between two years: each name's two values in turn."""
    values = [v for v in table.known(plan) if v.year]
    by_name: dict[str, dict[str, Known]] = {}
    for value in values:
        by_name.setdefault(value.who, {})[value.year] = value
    pairs = [pair for known in by_name.values() if (pair := _changed_pair(known, plan))]
    if len(pairs) < FEWEST:
        return None
    # A rank rises towards 1.
    sign = -1 if (plan.measure == RANK) == plan.wants_more else 1
    found = [p for p in pairs if sign * (p[1].value - p[0].value) > 0]
    if not found or len(found) > MOST_LISTED // 2:
        return None
    return Result(
        plan, tuple(v for p in found for v in p), names=tuple(p[0].who for p in found),
        known=len(pairs),
    )  # fmt: skip


def _changed_pair(known: Mapping[str, Known], plan: Plan) -> tuple[Known, Known] | None:
    years = sorted(known)
    if len(plan.years) > 1:
        first, last = min(plan.years), max(plan.years)
    elif plan.years and plan.since:
        first, last = plan.years[0], years[-1]
    elif len(plan.years) == 1 and plan.years[0] in years and years.index(plan.years[0]):
        first, last = years[years.index(plan.years[0]) - 1], plan.years[0]
    elif not plan.years and len(years) > 1:
        first, last = years[0], years[-1]
    else:
        return None
    is_pair = first in known and last in known and first != last
    return (known[first], known[last]) if is_pair else None


def compare(plan: Plan, table: FactTable) -> Result | None:
    """Return which of several names has the better or the worse value."""
    values = _pair(plan, table)
    if not values:
        return None
    low = (plan.measure == RANK) == plan.wants_more
    best = (min if low else max)(v.value for v in values)
    first = [v for v in values if v.value == best]
    rest = [v for v in values if v.value != best]
    return Result(plan, (*first, *rest), names=tuple(v.who for v in first))


def is_better(plan: Plan, table: FactTable) -> Result | None:
    """Say whether the first of two names has the better, or the worse, value."""
    values = _pair(plan, table)
    if not values:
        return None
    one, other = values[0].value, values[1].value
    is_more = one < other if plan.measure == RANK else one > other
    return Result(plan, values, is_so=is_more if plan.wants_more else one != other and not is_more)


def is_rank(plan: Plan, table: FactTable) -> Result | None:
    """Say whether a name's value lies within the plan's bounds."""
    if plan.number < 0:
        end = last(plan, table)
        return replace(end, names=(), is_so=plan.names[0] in end.names) if end else None
    if plan.since:
        return _is_always(plan, table)
    found = latest(table.known(plan, who=plan.names, scope=scopes(plan)[0]), plan)
    if not found:
        return None
    return Result(plan, (found[0],), is_so=plan.low <= found[0].value <= plan.high)


def _is_always(plan: Plan, table: FactTable) -> Result | None:
    """Say whether all of a name's values since a year lie within the plan's bounds."""
    first = plan.years[0] if plan.years else ""
    values = over_years(replace(plan, years=()), table)
    values = [v for v in values if v.year and v.year >= first]
    if len(values) < FEWEST or (first and values[0].year != first):
        return None
    return Result(plan, tuple(values), is_so=all(plan.low <= v.value <= plan.high for v in values))


def has_risen(plan: Plan, table: FactTable) -> Result | None:
    """Say whether a name's value has become better, or worse."""
    moved = change(plan, table)
    if moved is None:
        return None
    # A rank rises towards 1.
    wants_less = (plan.measure == RANK) == plan.wants_more
    steps = moved.number or 0
    return replace(moved, is_so=steps < 0 if wants_less else steps > 0)


def when(plan: Plan, table: FactTable) -> Result | None:
    """Return the years in which a name had values within the plan's bounds."""
    values = [v for v in over_years(plan, table) if v.year and plan.low <= v.value <= plan.high]
    return Result(plan, tuple(values), names=tuple(v.year for v in values)) if values else None
