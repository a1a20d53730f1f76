"""Results that lay values beside each other in words.

In: the parts of sentences about a result. Out: what is `Said`.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.fact_ranks import RANK
from qa.fact_table import Known
from qa.said import Said, Words


def times(words: Words) -> Said:
    """Say how many times."""
    number = words.number(words.result.number or 0)
    used = words.result.used
    times = words.choose(
        "gång" if number == "1" else "gånger", "time" if number == "1" else "times"
    )
    source = words.choose("enligt dokumenten", "according to the documents")
    return Said(number, f"{used[0].who}: {_by_value(words, used)}, {number} {times} {source}.")


def _by_value(words: Words, used: Sequence[Known]) -> str:
    """Join values, each once with its years in brackets behind it."""
    values = dict.fromkeys(words.value(v) for v in used)
    return words.joined([
        f"{value} ({words.joined([_year(words, v) for v in used if words.value(v) == value])})"
        for value in values
    ])  # fmt: skip


def end(words: Words) -> Said:
    """Say the best or the worst value."""
    used = words.result.used
    years = words.joined([v.year or words.choose("utan årtal", "without a year") for v in used])
    label = words.choose(
        "bästa" if words.plan.kind == "best" else "sämsta",
        "best" if words.plan.kind == "best" else "worst",
    )
    if words.plan.measure != RANK:
        label = words.choose(
            "högsta" if words.plan.kind == "best" else "lägsta",
            "highest" if words.plan.kind == "best" else "lowest",
        )
    what = words.choose("kända värde", "known value")
    return Said(f"{words.value(used[0])} ({years})",
                f"{used[0].who}: {label} {what} {words.value(used[0])} ({years}).")  # fmt: skip


def _steps(words: Words, number: float) -> str:
    said = words.number(abs(number))
    if words.plan.measure == RANK:
        one = abs(number) == 1
        places = ("placering", "place") if one else ("placeringar", "places")
        return f"{said} {words.choose(*places)}"
    return f"{said} {words.result.used[0].fact.unit}".strip()


def difference(words: Words) -> Said:
    """Say how far two values lie apart."""
    used = words.result.used
    steps = _steps(words, words.result.number or 0)
    verb = words.choose("skiljer", "lie between")
    return Said(steps, f"{steps} {verb} {words.with_values(used)}{words.when(words.year())}.")


def change(words: Words) -> Said:
    """Say how a value changed."""
    before, after = words.result.used[:2]
    number = words.result.number or 0
    steps = _steps(words, number)
    return Said(
        steps if number else words.choose("oförändrat", "unchanged"), _moved(words, before, after)
    )


def growth(words: Words) -> Said:
    """Say by how many percent a value changed."""
    number = words.result.number or 0
    said = f"{words.number(round(abs(number), 1))} %"
    return Said(said, f"{said}. {_moved(words, *words.result.used[:2])}")


def trend(words: Words) -> Said:
    """Say a name's values in the order of the years, and how far the last is from the first."""
    used = words.result.used
    paths = []
    for name in words.plan.names:
        own = [v for v in used if v.who == name]
        steps = ", ".join(f"{words.value(v)} ({_year(words, v)})" for v in own)
        paths.append((f"{name}: {steps}", _moved(words, own[0], own[-1])))
    return Said("; ".join(path for path, _ in paths), ". ".join(path for path, _ in paths) + ". "
                + " ".join(moved for _, moved in paths))  # fmt: skip


def _moved(words: Words, before: Known, after: Known) -> str:
    number = after.value - before.value
    rank = words.plan.measure == RANK
    verb = words.choose(
        ("klättrade" if number < 0 else "föll")
        if rank
        else ("ökade" if number > 0 else "minskade"),
        ("climbed" if number < 0 else "fell") if rank else ("rose" if number > 0 else "fell"),
    )
    fro, to = words.choose("från", "from"), words.choose("till", "to")
    end = f"{words.value(after)} ({_year(words, after)})"
    path = f"{fro} {words.value(before)} ({before.year}) {to} {end}"
    if not number:
        return f"{before.who} {words.choose('stod stilla', 'did not move')}: {path}."
    return f"{before.who} {verb} {_steps(words, number)}, {path}."


def _year(words: Words, known: Known) -> str:
    other = words.table.also_called(words.plan.ranking, known.year)
    also = f", {words.choose('kallas också', 'also called')} {other.value:g}" if other else ""
    return f"{known.year}{also}"


def most_changed(words: Words) -> Said:
    """Say whose value changed most, or whose values rose or fell."""
    return Said(words.joined(words.result.names), _all_moved(words))


def _all_moved(words: Words) -> str:
    """Return what each name's value did, and with how many others they were compared."""
    used = words.result.used
    moved = " ".join(_moved(words, used[i], used[i + 1]) for i in range(0, len(used), 2))
    known = words.choose(
        f" Jämfört med {words.result.known - len(used) // 2} andra med kända värden.",
        f" Compared with {words.result.known - len(used) // 2} others whose values are known.",
    )
    return moved + known


def compare(words: Words) -> Said:
    """Say who has the better value."""
    names = words.joined(words.result.names)
    used = words.result.used
    values = f"{words.with_values(used)}{words.when(words.year())}"
    if len(words.result.names) == len(used):
        names = words.choose("lika", "a tie")
        return Said(names, f"{names}: {values}.")
    more = words.plan.wants_more
    if words.plan.measure == RANK:
        verb = words.choose(
            "låg högst" if more else "låg lägst", "ranked highest" if more else "ranked lowest"
        )
    else:
        verb = words.choose(
            "har högst värde" if more else "har lägst värde",
            "has the highest value" if more else "has the lowest value",
        )
    return Said(names, f"{names} {verb}: {values}.")


def yes_no(words: Words) -> Said:
    """Say yes or no, with the values."""
    said = words.choose(
        "Ja" if words.result.is_so else "Nej", "Yes" if words.result.is_so else "No"
    )
    used = words.result.used
    if words.plan.kind == "has_risen":
        path = words.choose("från {} till {}", "from {} to {}")
        short = f"{said}, {path.format(words.value(used[0]), words.value(used[1]))}"
        return Said(short, f"{said}. {_moved(words, used[0], used[1])}")
    if words.plan.since:
        return Said(said, f"{said}. {used[0].who}: {_by_value(words, used)}.")
    values = f"{words.with_values(used)}{words.where()}{words.when(words.year())}"
    return Said(said, f"{said}: {values}.")


def when(words: Words) -> Said:
    """Say in which years."""
    years = words.joined(words.result.names)
    used = words.result.used
    return Said(years, f"{used[0].who} {words.choose('hade', 'had')} {_by_value(words, used)}.")
