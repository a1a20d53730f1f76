"""What kind of values a column has, by its unit: money, energy, lengths, shares.

In: the words of a question and the columns with their units. Out: the one column whose unit the
question asks for ("how much electricity" and GWh), and those that "per pupil" leaves. The units
are those of measuring, whatever a table is about. This file does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from index.terms import terms
from qa.plan_columns import NAMED, nearness
from qa.plan_qualities import MONEY
from qa.plan_senses import WORD, forms

Columns = Mapping[str, frozenset[str]]

# Units in words → as columns have them.
_UNITS = {
    word: unit
    for unit, words in {
        "m": "meter metre", "km": "kilometer kilometre", "km²": "kvadratkilometer",
        "m³": "kubikmeter", "ha": "hektar hectare", "l": "liter litre", "kg": "kilo kilogram",
        "g": "gram gramme", "ton": "ton tonne t", "°c": "grad degree celsius",
        "%": "procent percent", "kr": "krona crown sek", "min": "minut minute",
        "sek": "sekund second s", "h": "timme timmar hour tim", "dagar": "dag day",
        "veckor": "vecka week", "eur": "euro €", "sjömil": "nm", "kw": "kilowatt", "mw": "megawatt",
        "kwh": "kilowattimme", "mwh": "megawattimme", "gwh": "gigawattimme", "knop": "knot",
    }.items()
    for word in words.split()
}  # fmt: skip
# What a question asks for → units of it, where no word names the column.
_ASKED = (
    ("el ström elektricitet energi electricity energy", r"[kmgt]?wh"),
    ("effekt power", r"[kmgt]?w"),
    ("andel share proportion percentage", r"%|procent|percent"),
    ("pengar money earn earns earned tjäna tjänar tjänade tjänat", MONEY),
    ("väga väger vägde weigh weighs weighed vikt weight", r"[kmg]?g|t|ton\w*"),
)
# A column of times whose unit stands in the text around it.
_TIMES = frozenset("min sek h dagar veckor".split())
_TIMED = re.compile(r"tid(?:en|er)?\b|time|wait|duration")
_HOW_LONG = re.compile(r"\b(?:hur lång tid|how much time|how long (?:did|does|do|will))\b")
_LONG = frozenset("långt lång länge längre längst long longer longest far farther farthest".split())
_LENGTHS = r"[kcdm]?m|mil|sjömil|nm|miles?|ft"
# They are named by adjectives and nouns of their own.
_OTHER_LENGTHS = re.compile(r"djup|höjd|bredd|sikt|nederbörd|snö|depth|height|width|altitud|visib")
_PER = re.compile(r"\b(?:per|för varje|varje|om|for each|for every|each|every|an?) (\w+)")
_ALIKE = 3
_NEAREST = frozenset("närmast närmaste nearest closest".split())
_DISTANCE = re.compile(r"avstånd|distance")
# Such values are asked for by words of their own, and "most" alone does not mean them.
_CLOSED = re.compile(rf"(?:{MONEY})(?:/.*)?|%|‰|procent|percent|°?[cf]", re.I)


def unit_of(word: str) -> str:
    """Return the unit that a word in small letters says, as columns have it; else the word."""
    return next((_UNITS[form] for form in forms(word) if form in _UNITS), word)


def is_in(unit: str, units: Iterable[str]) -> bool:
    """Say whether a column's values are in a unit, or in that per something: "g/portion"."""
    plain = {_UNITS.get(part, part) for of in units for part in (of, of.partition("/")[0])}
    return _UNITS.get(unit, unit) in plain


def by_unit(words: Sequence[str], head: str, columns: Columns) -> tuple[str, set[str]]:
    """Return the one column whose unit is asked for: "var var det 18 grader?", "hur många ton".

    Args:
        words: those of the question that are no part of a name, in small letters.
        head: the noun behind "how many".
        columns: names → units in small letters.
    """
    asked = [word for number, word in pairwise(words) if number[0].isdigit()]
    for word in [*asked, *([head] if unit_of(head) in _UNITS.values() else [])]:
        unit = unit_of(word)
        fitting = [column for column, of in columns.items() if is_in(unit, of)]
        if not fitting and unit in _TIMES:
            fitting = [c for c, of in columns.items() if _TIMED.search(c) and not any(of)]
        if len(fitting) == 1:
            return fitting[0], {word}
    for nouns, unit in _ASKED:
        said = set(nouns.split()).intersection(words)
        fitting = [column for column, of in columns.items() if said and _is_of(unit, of)]
        if len(fitting) == 1:
            return fitting[0], said
    return _by_length(words, columns)


def by_time(words: Sequence[str], named: str, columns: Columns) -> str:
    """Return the column that is meant where "how long a time" is asked: of times, not of trips.

    Args:
        words: those of the question that are no part of a name, in small letters.
        named: the column that they name, "" for none.
        columns: names → units in small letters.
    """
    timed = [column for column, of in columns.items() if any(is_in(unit, of) for unit in _TIMES)]
    if named in timed or not timed or not _HOW_LONG.search(" ".join(words)):
        return named
    return timed[0] if len(timed) == 1 else ""


def _by_length(words: Sequence[str], columns: Columns) -> tuple[str, set[str]]:
    """Return the column of lengths that "farthest" and a word like its name mean together."""
    if _LONG.isdisjoint(words):
        return "", set()
    alike = {
        column: {word for word in words if _is_alike(word, column)}
        for column, of in columns.items()
        if _is_of(_LENGTHS, of) and not _OTHER_LENGTHS.search(column)
    }  # fmt: skip
    fitting = [column for column, said in alike.items() if said]
    return (fitting[0], alike[fitting[0]]) if len(fitting) == 1 else ("", set())


def by_distance(words: Sequence[str], columns: Columns) -> tuple[str, set[str]]:
    """Return the one column of distances where "closest" asks for its low end."""
    said = _NEAREST.intersection(words)
    fitting = [column for column in columns if said and _DISTANCE.search(column)]
    return (fitting[0], set(said)) if len(fitting) == 1 else ("", set())


def _is_of(unit: str, units: Iterable[str]) -> bool:
    return any(re.fullmatch(rf"(?:{unit})(?:/.*)?", of) for of in units)


def _is_alike(word: str, column: str) -> bool:
    stems = [stem for stem in terms(word) if len(stem) >= _ALIKE]
    return any(part.startswith(stem) for part in WORD.findall(column) for stem in stems)


def per(lower: str, columns: Columns) -> tuple[Columns, frozenset[str]]:
    """Return the columns of values per something, where the question says per what, with the word.

    Args:
        lower: the question in small letters.
        columns: names → units in small letters.
    """
    for found in _PER.finditer(lower):
        word = found[1]
        fitting = {
            column: of for column, of in columns.items()
            if any(nearness(part, word) >= NAMED for part in _behind_per(column, of))
        }  # fmt: skip
        if fitting:
            return fitting, frozenset({word})
    return columns, frozenset()


def _behind_per(column: str, units: Iterable[str]) -> list[str]:
    return [
        part for text in (column, *units) for found in re.finditer(r"(?:\bper |/)(.+)", text)
        for part in WORD.findall(found[1])
    ]  # fmt: skip


def is_open(units: Iterable[str]) -> bool:
    """Say whether "most" alone may mean values of some units, as it does counts and amounts."""
    return not any(_CLOSED.fullmatch(unit) for unit in units)
