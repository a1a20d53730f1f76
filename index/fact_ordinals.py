"""Ordinals and their like as places: "andraplats", "16:e plats", "came 14th", "tvåan", "blev fyra".

In: words in small letters. Out: a `Value` where they begin one. Which number a word is, is known by
`index.numerals`; this file knows which of them is a place in a ranking, and which counts times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fact_ends import NOUN, SUPERLATIVE, read_most
from index.fact_grammar import RANKING
from index.fact_names import area, municipality
from index.fact_values import RANK, Value
from index.numerals import CARDINALS, read_number

# "plats 40", "number two": the number stands behind.
PLACE = frozenset("plats platsen placering placeringen nummer nr place position number no".split())
_PLACED = re.compile(r"(?:etta|tvåa|trea|femma|sexa|sjua|nia|tia|elva|tolva)n?")
_PLACED_AT = re.compile(r"(\w+)-(?:placed|ranked|placerade)")
_ORDINAL_PLACE = re.compile(r"(\w+?)(?:plats|placering)(?:en)?")
# "A came first, B second and C third"
_ENGLISH_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)


def may_begin(word: str) -> bool:
    """Say whether a word in small letters names a place by itself: "tvåan", "andraplats"."""
    if _PLACED_AT.fullmatch(word):
        return True
    return _PLACED.fullmatch(word) is not None or _ORDINAL_PLACE.fullmatch(word) is not None


def number_in(words: Sequence[str]) -> int:
    """Return the cardinal or ordinal that the first word is, 0 for none."""
    if words and words[0].isdecimal():
        return int(words[0]) if len(words[0]) <= 4 and words[0][0] != "0" else 0
    if words and (read := read_number(words[:2], 0)) and read[0]:
        stated = read[0][0].removeprefix("rank:")
        return int(stated) if stated.isdecimal() and len(stated) <= 4 else 0
    return 0


def read_ordinal(words: Sequence[str], previous: str) -> Value | None:
    """Read "andraplats", "andra plats", "16:e plats", "second place", "14th", "på 116 plats"."""
    number = number_in(words)
    if number and words[0].isdecimal():
        length = _bare_place(words, previous)
        return Value(RANK, number, length) if length else None
    if m := re.fullmatch(r"(guld|silver|brons)(?:plats|platsen)", words[0]):
        return Value(RANK, ("guld", "silver", "brons").index(m[1]) + 1, 1)
    if (m := _PLACED_AT.fullmatch(words[0])) and (whole := number_in([m[1]])):
        return Value(RANK, whole, 1)  # "second-placed Trollhättan"
    if (m := _ORDINAL_PLACE.fullmatch(words[0])) and words[0] not in PLACE:
        whole = number_in([m[1]]) or number_in([words[0]])
        return Value(RANK, whole, 1) if whole else None
    return _of_place(words, previous, number) if number and words[0] not in CARDINALS else None


def _of_place(words: Sequence[str], previous: str, number: int) -> Value | None:
    """Read an ordinal of its own as a place, where the words around it make it one."""
    following = words[1] if len(words) > 1 else ""
    if following in ("plats", "platsen", "placering", "placeringen", "place", "spot", "position"):
        return Value(RANK, number, 2)
    if following in SUPERLATIVE or (following == "högst" and words[2:3] == ["rankad"]):
        more = 2 if words[2:3] and re.fullmatch(NOUN, words[2]) else 1
        return Value(RANK, number, 1 + more)
    if following in ("mest", "most") and read_most([*words[1:]], previous):
        return Value(RANK, number, 4)
    if words[1:2] in (["highest"], ["högsta"]):
        return Value(RANK, number, 2)
    if following == "in" and words[2:] and (area(words[2]) or area(" ".join(words[2:4]))):
        return Value(RANK, number, 1)  # "third nationwide and first in Skåne"
    if previous in ("på", "och") and municipality(following):
        return Value(RANK, number, 1)  # "på andra plats kommer Täby och på tredje Vellinge"
    if _is_alone(words, previous):
        return Value(RANK, number, 1)
    return _bare_digits(words, previous, number)


def _bare_place(words: Sequence[str], previous: str) -> int:
    """Return the length of "116 plats" behind "på" and of "191" in "rankas 191 av 290"; else 0."""
    if words[1:2] in (["plats"], ["placering"]):
        goes_on = words[2:3] in (["för"], ["åt"])
        return 2 if previous in ("på", "till", "från") and not goes_on else 0
    of_all = r"(?:av|bland|of|out of|among)(?: \S+){0,2} (?:\d|kommuner|municipalities)"
    return int(previous in _RANKED and re.match(of_all, " ".join(words[1:])) is not None)


def _is_alone(words: Sequence[str], previous: str) -> bool:
    """Say whether an ordinal needs no "plats": "kom först", "ranked second", "came 14th"."""
    following = words[1] if len(words) > 1 else ""
    ends = following in (
        "",
        ".",
        ",",
        ";",
        "in",
        "and",
        "of",
        "for",
        "with",
        "overall",
        "nationwide",
    )
    placing = previous in _PLACING or (previous in ("was", "is", "were") and ends)
    # "vi är 88:a i år"
    placing = placing or (previous in ("är", "var") and ":" in words[0] and following != "gången")
    until = words[0] == "först" and following in ("på", "i", "vid", "efter", "när", "med")
    # "12th of 290" is a place, "14th of May" none.
    of_what = words[2][:1] if following == "of" and len(words) > 2 else ""
    is_of = following == "of" and not of_what.isdecimal()
    noun = until or is_of or following in _COUNTED
    other = following.endswith("st") and following not in ("sist", "först")  # "tredje störst"
    return placing and not noun and not other and words[0] not in ("andra", "last", "sist", "sista")


_BEHIND = frozenset(["", ".", ",", ";", *"in and of for with overall nationwide".split()])
_COUNTED = frozenset("gång gången time år året year half best".split())
_RANKED = frozenset("rankas rankades rankad placeras placerades placerad ranked ranks".split())
_PLACING = frozenset(
    """
    kom kommer blev blir slutade slutar hamnade hamnar ranked ranks rank came come comes finished
    finishes finish placed places rankad rankas rankades in now been finishing ranking placing
    """.split()
)


def _bare_digits(words: Sequence[str], previous: str, number: int) -> Value | None:
    following = words[1] if len(words) > 1 else ""
    is_ordinal = words[0] in _ENGLISH_ORDINALS or re.fullmatch(r"\d+(?:st|nd|rd|th)", words[0])
    ends = following in ("", ".", ",", "and", ";", ")")
    if ":" in words[0] and ends and previous == "på":
        return Value(RANK, number, 1)  # "... och slutar på 49:e."
    if previous == "på" and (ends or following == "och") and words[0] not in ("första", "andra"):
        return Value(RANK, number, 1, is_bare=True)  # "med Lund på andra plats och Malmö på fjärde"
    if previous in ("från", "from") and following in ("till", "to"):
        return Value(RANK, number, 1, is_bare=True)
    if ":" in words[0] and (ends or following == "i"):
        return Value(RANK, number, 1, is_bare=True)  # "Sämst är Töreboda, 262:a."
    moved = previous in ("from", "to") and following in ("in", "to", "this", "last", "the", "of")
    beside = is_ordinal and (ends or moved)
    if (re.match(r"\d", words[0]) and following in ("till", "to")) or beside:
        return Value(RANK, number, 1, is_bare=True)
    return None


def read_placed(words: Sequence[str], previous: str) -> Value | None:
    """Read "etta", "tvåan"; "fyra" and "åtta" only behind "kom" and "blev"."""
    if previous in ("en", "a"):
        return None  # "fick en tia" is a mark, "en trea" a flat
    if _PLACED.fullmatch(words[0]) and words[0] not in CARDINALS:
        if words[1:2] in (["på"], ["in"]) and words[2:3] == ["söder"]:
            return None
        return Value(RANK, number_in(words), 1)
    small = words[0] in CARDINALS and 3 < CARDINALS[words[0]] < 13
    if (
        small
        and (previous in _PLACING or previous in ("som", "ligger", "låg"))
        and (len(words) == 1 or words[1] in (".", ",", "i", "och", "på", "bland", "av"))
    ):
        return Value(RANK, CARDINALS[words[0]], 1)
    # "är fyra i landet"
    place = words[2] if words[1:2] == ["i"] and len(words) > 2 else ""
    of_all = place in ("landet", "länet", "sverige", "riket") or RANKING.fullmatch(place)
    if small and previous in ("är", "var", "och") and of_all:
        return Value(RANK, CARDINALS[words[0]], 1)
    return None
