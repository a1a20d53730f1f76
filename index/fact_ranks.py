"""What the words of a sentence say about a place in a ranking, or about points.

In: words in small letters. Out: a `Value` where they begin one. Numbers are read by
`index.numerals`; this file knows which of them are a rank for certain: "plats 40", "andraplats",
"tredje bäst", "toppar listan", and not "plats för fyra" or "första gången".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index import fact_ends, fact_ordinals, fact_winners
from index.fact_ordinals import PLACE, number_in
from index.fact_values import BOTTOM, HALF, POINTS, RANK, TOP, Value
from index.numerals import CARDINALS
from index.numerals import may_begin as may_begin_number

__all__ = ["BOTTOM", "HALF", "POINTS", "RANK", "TOP", "Value", "may_begin", "read_value"]

_OF_POINTS = re.compile(
    r"(?:av|of|out of)(?: a)?(?: maximala| möjliga| possible| totalt)* (\d{1,4})"
    r"(?: möjliga| possible)? (?:poäng|points)(?!\w)"
)
_UNITS = {"poäng": POINTS, "points": POINTS, "point": POINTS}

# "prioritet nummer ett"
_OF_MATTERS = frozenset("prioritet prioriteringen fråga frågan mål målet priority".split())
_BEGINS = fact_ends.BEGINS | fact_winners.BEGINS | PLACE | {"#"}
_REMEMBERED_WORDS = 1 << 14


def read_value(words: Sequence[str], previous: str) -> Value | None:
    """Read the rank or amount that begins with the first of some words.

    Args:
        words: the words from here on, in small letters.
        previous: the word before.
    """
    if not may_begin(words[0]):
        return None
    for read in _READERS:
        if value := read(words, previous):
            return value
    return None


@lru_cache(_REMEMBERED_WORDS)
def may_begin(word: str) -> bool:
    """Say whether any rank or amount may begin with a word in small letters."""
    by_itself = fact_ordinals.may_begin(word) or fact_ends.is_quality(word)
    return by_itself or may_begin_number(word) or word in _BEGINS


def _place(words: Sequence[str], previous: str) -> Value | None:
    """Read "plats 40", "plats nr 40 av 290", "nummer 14", "number two"."""
    if words[0] not in PLACE and words[0] != "#":
        return None
    at = 2 if words[1:2] in (["nr"], ["nummer"], ["number"], ["no"], [":"]) else 1
    if at < len(words) and words[at] == ".":
        at += 1
    if words[0] == "placering" and words[1:2] == ["på"] and _ends(words[3:4]):
        at = 2  # "stiger till en placering på 168"
    stated = words[at : at + 1]
    # "platser", "plats för 12" and telephone numbers are no ranks, nor is "plats 2024".
    is_cardinal = bool(stated) and (stated[0].isdecimal() or stated[0] in CARDINALS)
    number = number_in(stated) if is_cardinal else 0
    if stated in (["ett"], ["one"]) and previous not in _OF_MATTERS:
        number = int(words[at + 1 : at + 2] != ["priority"])
    if not number or number > 1500 or words[at + 1 : at + 2] in (["-"], ["–"]):
        return None
    return Value(RANK, number, at + 1)


def _ends(following: Sequence[str]) -> bool:
    return not following or following[0] in (".", ",", ";", ")", "i", "av", "och", "bland")


def _amount(words: Sequence[str], previous: str) -> Value | None:
    """Read "87 poäng", "91,4 points", "33 av 37 möjliga poäng"."""
    if not words[0][:1].isdecimal() or len(words) < 2:
        return None
    of_all = _OF_POINTS.match(" ".join(words[1:]))
    if words[1] not in _UNITS and not of_all:
        return None
    plain = re.sub(r"\s", "", words[0]).replace(",", ".")
    try:
        if of_all:
            return Value(
                POINTS, float(plain), 1 + len(of_all.group().split()), total=int(of_all[1])
            )
        return Value(_UNITS[words[1]], float(plain), 2)
    except ValueError:
        return None


# Where several could read the same words, the first of these does.
_READERS = (
    fact_ends.read_end, _place, fact_ordinals.read_ordinal, fact_ordinals.read_placed,
    fact_winners.read_topping, fact_winners.read_won, fact_ends.read_best, fact_ends.read_most,
    _amount,
)  # fmt: skip
