"""Columns of years: when something was built, founded, born or closed, and who is oldest.

In: the words of a question and the columns whose values are all years. Out: the column that is
meant, its end, and the years that bound it. Such a column is known by its values, and is asked for
by "when", "oldest" and "before 1900", whatever it is called. This file does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from qa.plan_columns import NAMED, nearness, parts_of
from qa.plan_measures import Measured
from qa.plan_numbers import ENDLESS
from qa.plan_senses import forms

_WHEN = r"^(?:och |and )?(?:när|when)\b|\b(?:(?:vilket|vilka) år|(?:what|which) years?)\b"
# What begins has no age before it, and what ends has none from it.
_BEGINS = re.compile(
    r"bygg|grunda(?!st|re)|grundår|grundn|start|öppn|invig|bild|etabler|anl[aä]g|uppför|instift|tillkom|drift(?:\b|sa|ta)|bruk\b"
    r"|commission|buil[dt]|found|establish|open|inaugur|beg[aiu]n|launch|creat|construct|complet"
    r"|erect|född|föds|föddes|born|birth|färdig|introduc|install"
)
_ENDS = re.compile(r"stäng|ne[dr]lag|riv|clos|demolish|upphör|död|dog|died|death|avled|slut|end")
_OLD = re.compile(r"(?:gam(?:mal|la|malt)|äldre|äldsta?|old(?:er|est)?)")
_NEW = re.compile(
    r"(?:nya?(?:re|ste?|ste|aste?)?|yngre|yngsta?|unga?|new(?:er|est)?|young(?:er|est)?)"
)
_FIRST = frozenset("först första first earliest tidigast".split())
_LAST = frozenset("sist sista senast senaste nyligen last latest recently".split())
_YEAR = r"(?:1[0-9]|20)\d\d"
_BOUNDS = (
    (rf"\b(?:före|innan|before|prior to) (?:år |the year )?({_YEAR})\b", -1),
    (rf"\b(?:efter|after) (?:år |the year )?({_YEAR})\b", 1),
    (rf"\b(?:sedan|since|från och med) (?:år |the year )?({_YEAR})\b", 0),
)
_SHARED_START = 5


def asks_age(words: Sequence[str]) -> bool:
    """Say whether words ask who is older or newer."""
    return any(_OLD.fullmatch(word) or _NEW.fullmatch(word) for word in words)


def dated_measure(words: Sequence[str], lower: str, dated: Collection[str]) -> Measured | None:
    """Return the column of years that a question is about, None where it is about no such one.

    Args:
        words: those of the question that are no part of a name, in small letters.
        lower: the question in small letters.
        dated: columns whose values are years.
    """
    old = [word for word in words if _OLD.fullmatch(word)]
    new = [word for word in words if _NEW.fullmatch(word)]
    ages, bounds = old or new, bounds_in(lower)
    is_bounded = bounds is not None and bounds[0] != bounds[1]
    # "How old", and "the newest before 1900", ask for more than an end of the column.
    if not dated or (ages and (is_bounded or re.search(r"\b(?:hur|how) \w+", lower))):
        return None
    column, said = _named(words, dated)
    if ages and not said:
        open_ended = [name for name in dated if not _ENDS.search(name)]
        begun = [name for name in open_ended if _BEGINS.search(name)] or open_ended
        column = begun[0] if len(begun) == 1 else ""
    if not column:
        return None
    first, last = _FIRST.intersection(words), _LAST.intersection(words)
    if not (ages or first or last or bounds or re.search(_WHEN, lower)):
        return None
    end = -1 if old or first else 1 if new or last else 0
    return Measured(column, end, frozenset({*said, *ages, *first, *last}))


def bounds_in(lower: str) -> tuple[float, float] | None:
    """Return the first and the last year that "before 1900", "mellan 1950 och 1960" let in."""
    between = rf"\b(?:mellan|between|från|from) ({_YEAR}) (?:och|and|till|to) ({_YEAR})\b"
    if found := re.search(between, lower):
        years = sorted(float(year) for year in found.groups())
        return years[0], years[1]
    for pattern, side in _BOUNDS:
        if found := re.search(pattern, lower):
            year = float(found[1])
            return (-ENDLESS, year - 1) if side < 0 else (year + side, ENDLESS)
    if found := re.search(rf"\b({_YEAR})\b(?!\.)", lower):
        return float(found[1]), float(found[1])
    return None


def _named(words: Sequence[str], dated: Collection[str]) -> tuple[str, frozenset[str]]:
    """Return the one column that words name: "byggdes" for "byggår", or any word of beginning."""
    said = {column: frozenset(word for word in words if _names(column, word)) for column in dated}
    named = [column for column in dated if said[column]]
    if len(named) == 1:
        return named[0], said[named[0]]
    begun = [column for column in dated if _BEGINS.search(column)]
    verbs = frozenset(word for word in words if _BEGINS.match(word))
    return (begun[0], verbs) if verbs and not named and len(begun) == 1 else ("", frozenset())


def _names(column: str, word: str) -> bool:
    for part in parts_of(column):
        piece = re.sub(r"(?<=\w\w\w)(?:år(?:et|tal)?|datum)$", "", part)
        if nearness(piece, word) >= NAMED or nearness(part, word) >= NAMED:
            return True
        shared = word[:_SHARED_START] == piece[:_SHARED_START] and len(word) >= _SHARED_START
        # "Automated" is "automatiserad", and "byggdes" begins as "byggår" does.
        if shared or (len(piece) > 3 and piece in forms(word)):
            return True
    return False
