"""A result in one sentence, in Swedish or English, and in as few words as will do.

In: a `Result` and what rankings are called. Out: (short answer, sentence). It adds no number that
the result does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.fact_ranks import BOTTOM, POINTS, RANK, TOP
from qa.compute import Result
from qa.fact_table import FactTable, Known

_ORDINALS_EN = {1: "first", 2: "second", 3: "third"}


@dataclass(frozen=True, slots=True)
class Said:
    """A result in words."""

    short: str
    sentence: str


def in_words(result: Result, table: FactTable, language: str) -> Said:
    """Put a result into words."""
    words = _Words(result, table, swedish=language == "sv")
    said = _SAID[result.plan.kind](words)
    return Said(said.short, said.sentence + words.coverage())


class _Words:
    """The parts of sentences about one result."""

    def __init__(self, result: Result, table: FactTable, *, swedish: bool) -> None:
        self.result = result
        self.plan = result.plan
        self.table = table
        self.sv = swedish

    def choose(self, swedish: str, english: str) -> str:
        return swedish if self.sv else english

    def number(self, value: float) -> str:
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if self.sv else text

    def value(self, known: Known) -> str:
        return self.measured(known.value, known.fact.unit, known.fact.measure, known.value)

    def measured(self, value: float, unit: str, measure: str, number: float) -> str:
        said = self.number(value)
        if measure == RANK:
            return self.choose(f"plats {said}", f"place {said}")
        if measure == POINTS:
            return self.choose(f"{said} poäng", f"{said} points")
        if measure == TOP:
            return self.choose("i topp", "at the top")
        if measure == BOTTOM:
            places = {0: ("i botten", "at the bottom"), 1: ("sist", "last")}
            return self.choose(*places.get(int(number), ("näst sist", "second to last")))
        return f"{said} {unit}".strip()

    def joined(self, names: Sequence[str]) -> str:
        unique = list(dict.fromkeys(names))
        if len(unique) < 2:
            return "".join(unique)
        return f"{', '.join(unique[:-1])} {self.choose('och', 'and')} {unique[-1]}"

    def when(self, year: str) -> str:
        """Return " i Kvinnofridsbarometern 2023 (kallas också 2024)"."""
        ranking = self.plan.ranking
        other = self.table.also_called(ranking, year)
        also = f" ({self.choose('kallas också', 'also called')} {other.value:g})" if other else ""
        if not ranking:
            return f" {year}" if self.sv and year else f" in {year}" if year else ""
        shown = self.table.shown.get(ranking, ranking)
        return f" {self.choose('i', 'in')} {shown}{' ' + year if year else ''}{also}"

    def where(self) -> str:
        scope = self.plan.scope
        if scope in ("", "riket") and self.plan.place and not self.plan.names:
            scope = self.plan.place
        return "" if scope in ("", "riket") else self.choose(f" i {scope}", f" in {scope}")

    def year(self) -> str:
        return self.result.used[0].year

    def with_values(self, known: Sequence[Known]) -> str:
        return self.joined([f"{v.who} ({self.value(v)})" for v in known])

    def coverage(self) -> str:
        """Say how many values are known when those that are not could change the answer."""
        known, of = self.result.known, self.result.of
        if not of or known >= of:
            return ""
        return self.choose(
            f" Värden är kända för {known} av {of}.", f" Values are known for {known} of {of}."
        )


def _lookup(words: _Words) -> Said:
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


def _nth(words: _Words) -> Said:
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
        came = words.choose("kom på plats", "came in place")
        among = words.choose("bland dem i", "among those in")
        said = f"{came} {words.plan.number} {among} {words.plan.place}{words.when(words.year())}"
        return Said(names, f"{words.with_values(used)} {said}.")
    verb = words.choose(
        "delade" if len(used) > 1 else "kom på", "shared" if len(used) > 1 else "was in"
    )
    return Said(names, f"{names} {verb} {place}{words.where()}{words.when(words.year())}.")


def _many(words: _Words) -> Said:
    used = words.result.used
    names = words.joined(words.result.names)
    said = words.with_values(used)
    return Said(names, f"{said}{words.where()}{words.when(words.year())}.")


def _count(words: _Words) -> Said:
    number = words.number(words.result.number or 0)
    listed = words.with_values(words.result.used)
    return Said(number, f"{number}{words.where()}{words.when(words.year())}: {listed}.")


def _times(words: _Words) -> Said:
    number = words.number(words.result.number or 0)
    used = words.result.used
    times = words.choose(
        "gång" if number == "1" else "gånger", "time" if number == "1" else "times"
    )
    years = words.joined([_year(words, v) for v in used])
    source = words.choose("enligt dokumenten", "according to the documents")
    return Said(
        number, f"{used[0].who}: {words.value(used[0])}, {number} {times} {source} ({years})."
    )


def _end(words: _Words) -> Said:
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


def _mean(words: _Words) -> Said:
    result = words.result
    number = words.number(round(result.number or 0, 1))
    label = words.choose("Medelvärdet är", "The average is")
    return Said(number, f"{label} {number}: {_listed(words, result.used)}.")


def _listed(words: _Words, used: Sequence[Known]) -> str:
    return words.joined(
        [
            f"{v.who} {v.year} ({words.value(v)})" if v.year else f"{v.who} ({words.value(v)})"
            for v in used
        ]
    )


def _sum(words: _Words) -> Said:
    result = words.result
    number = words.number(result.number or 0)
    unit = result.used[0].fact.unit
    said = f"{number} {unit}".strip()
    return Said(
        said, f"{words.choose('Summan är', 'The sum is')} {said}: {_listed(words, result.used)}."
    )


def _steps(words: _Words, number: float) -> str:
    said = words.number(abs(number))
    if words.plan.measure == RANK:
        one = abs(number) == 1
        places = ("placering", "place") if one else ("placeringar", "places")
        return f"{said} {words.choose(*places)}"
    return f"{said} {words.result.used[0].fact.unit}".strip()


def _difference(words: _Words) -> Said:
    used = words.result.used
    steps = _steps(words, words.result.number or 0)
    verb = words.choose("skiljer", "lie between")
    return Said(steps, f"{steps} {verb} {words.with_values(used)}{words.when(words.year())}.")


def _change(words: _Words) -> Said:
    before, after = words.result.used[:2]
    number = words.result.number or 0
    steps = _steps(words, number)
    return Said(
        steps if number else words.choose("oförändrat", "unchanged"), _moved(words, before, after)
    )


def _moved(words: _Words, before: Known, after: Known) -> str:
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


def _year(words: _Words, known: Known) -> str:
    other = words.table.also_called(words.plan.ranking, known.year)
    also = f", {words.choose('kallas också', 'also called')} {other.value:g}" if other else ""
    return f"{known.year}{also}"


def _most_changed(words: _Words) -> Said:
    used = words.result.used
    names = words.joined(words.result.names)
    moved = " ".join(_moved(words, used[i], used[i + 1]) for i in range(0, len(used), 2))
    known = words.choose(
        f" Jämfört med {words.result.known - len(used) // 2} andra med kända värden.",
        f" Compared with {words.result.known - len(used) // 2} others whose values are known.",
    )
    return Said(names, moved + known)


def _compare(words: _Words) -> Said:
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


def _yes_no(words: _Words) -> Said:
    said = words.choose(
        "Ja" if words.result.is_so else "Nej", "Yes" if words.result.is_so else "No"
    )
    used = words.result.used
    if words.plan.kind == "has_risen":
        path = words.choose("från {} till {}", "from {} to {}")
        short = f"{said}, {path.format(words.value(used[0]), words.value(used[1]))}"
        return Said(short, f"{said}. {_moved(words, used[0], used[1])}")
    values = f"{words.with_values(used)}{words.where()}{words.when(words.year())}"
    return Said(said, f"{said}: {values}.")


def _when(words: _Words) -> Said:
    years = words.joined(words.result.names)
    used = words.result.used
    return Said(years, f"{used[0].who} {words.choose('hade', 'had')} {words.value(used[0])}: "
                f"{words.joined([_year(words, v) for v in used])}.")  # fmt: skip


_SAID: Mapping[str, Callable[[_Words], Said]] = {
    "lookup": _lookup, "nth": _nth, "top": _many, "bottom": _many, "list": _many,
    "count": _count, "times": _times, "best": _end, "worst": _end, "mean": _mean, "sum": _sum,
    "difference": _difference, "change": _change, "most_changed": _most_changed,
    "compare": _compare, "is_better": _yes_no, "is_rank": _yes_no, "has_risen": _yes_no,
    "when": _when,
    "ties": _many,
}  # fmt: skip
