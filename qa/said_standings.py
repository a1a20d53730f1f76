"""Results about one edition or year in words.

In: the parts of sentences about a result. Out: what is `Said`.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.fact_ranks import BOTTOM, POINTS, RANK
from qa.fact_table import Known
from qa.said import Said, Words


def lookup(words: Words) -> Said:
    """Say one name's value or values."""
    used = words.result.used
    if len(used) > 1:
        each = words.joined([f"{words.value(v)} {words.choose('år', 'in')} {v.year}" for v in used])
        verb = words.choose("hade", "had")
        return Said(each, f"{used[0].who} {verb} {each}{words.where()}.")
    known = used[0]
    if words.plan.measure in (RANK, POINTS):
        verb = words.choose("hade", "had")
        sentence = (
            f"{known.who} {verb} {words.value(known)}{words.where()}{words.when(known.year)}."
        )
    else:
        year = words.when(known.year)
        sentence = f"{known.who}: {words.plan.measure} {words.value(known)}{year}."
    return Said(words.value(known), sentence)


_FROM_THE_END = {-1: ("kom sist", "came last"), -2: ("kom näst sist", "came second to last")}


def nth(words: Words) -> Said:
    """Say who is in a place."""
    used = words.result.used
    names = words.joined(words.result.names)
    if words.plan.measure != RANK:
        said = f"{words.with_values(used)}: {words.plan.measure}{words.when(words.year())}."
        return Said(names, said)
    if used[0].fact.measure == BOTTOM:
        place = words.choose(
            "näst sist" if words.plan.number == -2 else "sist",
            "second to last" if words.plan.number == -2 else "last",
        )
        if used[0].value == 0:
            place = words.choose("i botten", "at the bottom")
        return Said(names, f"{names} {words.choose('låg', 'was' if len(used) < 2 else 'were')} "
                    f"{place}{words.when(words.year())}.")  # fmt: skip
    place = words.value(used[0])
    if words.plan.place and words.plan.scope == "riket":
        came = words.choose(
            f"kom på plats {words.plan.number}", f"came in place {words.plan.number}"
        )
        if words.plan.number < 0:
            came = words.choose(*_FROM_THE_END.get(words.plan.number, _FROM_THE_END[-1]))
        among = words.choose("bland dem i", "among those in")
        said = f"{came} {among} {words.plan.place}{words.when(words.year())}"
        return Said(names, f"{words.with_values(used)} {said}.")
    verb = words.choose(
        "delade" if len(used) > 1 else "kom på", "shared" if len(used) > 1 else "was in"
    )
    return Said(names, f"{names} {verb} {place}{words.where()}{words.when(words.year())}.")


def holders(words: Words) -> Said:
    """Say who had a place, each with the years."""
    years: dict[str, list[str]] = {}
    for known in words.result.used:
        years.setdefault(known.who, []).append(known.year)
    each = words.joined([f"{who} ({words.joined(own)})" for who, own in years.items()])
    verb = words.choose("har haft", "had" if len(years) > 1 else "has had")
    place = words.value(words.result.used[0])
    return Said(each, f"{each} {verb} {place}{words.when('')}.")


def many(words: Words) -> Said:
    """Say several names with their values."""
    names = words.joined(words.result.names)
    said = words.with_values([v for v in words.result.used if v.who != words.plan.than])
    return Said(names, f"{said}{_beyond(words)}{words.where()}{words.when(words.year())}.")


def _beyond(words: Words) -> str:
    """Return ", before Karlstad (place 8)," where values are laid beside that of one name."""
    edge = [v for v in words.result.used if v.who == words.plan.than]
    if not edge:
        return ""
    is_rank, is_more = words.plan.measure == RANK, words.plan.wants_more
    sides = {
        (True, True): ("före", "ahead of"), (True, False): ("efter", "behind"),
        (False, True): ("mer än", "more than"), (False, False): ("mindre än", "less than"),
    }  # fmt: skip
    side = words.choose(*sides[is_rank, is_more])
    return f", {side} {words.with_values(edge)}"


def count(words: Words) -> Said:
    """Say how many, and which."""
    number = words.number(words.result.number or 0)
    listed = words.with_values([v for v in words.result.used if v.who != words.plan.than])
    return Said(
        number, f"{number}{_beyond(words)}{words.where()}{words.when(words.year())}: {listed}."
    )


def mean(words: Words) -> Said:
    """Say a mean and what it is of."""
    result = words.result
    number = words.number(_rounded(result.number or 0))
    labels = ("Medelvärdet är", "The average is")
    if result.plan.kind == "median":
        labels = ("Medianen är", "The median is")
    label = words.choose(*labels)
    return Said(number, f"{label} {number}: {_listed(words, result.used)}.")


def _rounded(number: float) -> float:
    """Round to one decimal; to two what is small or has no more."""
    is_short = abs(number - round(number, 2)) < _EXACT
    return round(number, 2 if is_short or abs(number) < _SMALL else 1)


_EXACT, _SMALL = 1e-9, 10


def _listed(words: Words, used: Sequence[Known]) -> str:
    return words.joined(
        [
            f"{v.who} {v.year} ({words.value(v)})" if v.year else f"{v.who} ({words.value(v)})"
            for v in used
        ]
    )


def sum_of(words: Words) -> Said:
    """Say a sum and what it is of."""
    result = words.result
    number = words.number(result.number or 0)
    unit = result.used[0].fact.unit
    said = f"{number} {unit}".strip()
    return Said(
        said, f"{words.choose('Summan är', 'The sum is')} {said}: {_listed(words, result.used)}."
    )


def share(words: Words) -> Said:
    """Say what part of the whole is whose."""
    result = words.result
    said = f"{words.number(round(result.number or 0, 1))} %"
    own, rest = result.used[: result.known], result.used[result.known :]
    of = words.choose("av summan av", "of the sum of")
    listed = _listed(words, (*own, *rest))
    return Said(said, f"{words.joined([v.who for v in own])}: {said} {of} {listed}.")
