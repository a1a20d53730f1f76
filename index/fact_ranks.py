"""What the words of a sentence say about a place in a ranking, or about points.

In: words in small letters. Out: a `Value` where they begin one. Numbers are read by
`index.numerals`; this file knows which of them are a rank for certain: "plats 40", "andraplats",
"tredje bäst", "toppar listan", and not "plats för fyra" or "första gången".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.fact_ends import BEGINS, NOUN, SUPERLATIVE, read_best, read_end, read_most
from index.fact_grammar import RANKING
from index.fact_names import municipality
from index.fact_values import BOTTOM, HALF, POINTS, RANK, TOP, Value
from index.numerals import CARDINALS, read_number
from index.numerals import may_begin as may_begin_number

__all__ = ["BOTTOM", "HALF", "POINTS", "RANK", "TOP", "Value", "may_begin", "read_value"]

_PLACE = frozenset("plats platsen placering placeringen nummer nr place position number no".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACED = re.compile(r"(?:etta|tvåa|trea|femma|sexa|sjua|nia|tia|elva|tolva)n?")
_ORDINAL_PLACE = re.compile(r"(\w+?)(?:plats|placering)(?:en)?")
_TOPPING = frozenset(
    "toppar toppade toppat tops topped leder ledde leads led vann vinner won wins".split()
)
_TOPS = frozenset("toppar toppade toppat tops topped".split())
# One who is these has the first place, or the second.
_WINNERS = dict.fromkeys("vinnare vinnaren segrare segraren winner".split(), 1) | {"runner-up": 2}
_WIN = frozenset("vann vinner vunnit won wins".split())
_WON = re.compile(
    r"(?:i fjol|förra året|(?:19|20)\d\d|last year|(?:i |in )?(?:the |årets |hela |this year's )?"
    r"(?:kategorin|klassen|tävlingen|category|title|titeln|\w*(?:rankning|ranking|barometer|index)"
    r"\w*))(?!\w)"
)
_VICTORY = frozenset("seger segern guldet titeln victory".split())
# "A came first, B second and C third"
_ENGLISH_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)
_OF_POINTS = re.compile(
    r"(?:av|of|out of)(?: a)?(?: maximala| möjliga| possible| totalt)* (\d{1,4})"
    r"(?: möjliga| possible)? (?:poäng|points)(?!\w)"
)
_UNITS = {"poäng": POINTS, "points": POINTS, "point": POINTS}

_BEGINS = BEGINS | _PLACE | _TOPPING | _WINNERS.keys() | _WIN | _VICTORY | {"#"}
_REMEMBERED_WORDS = 1 << 14


def read_value(words: Sequence[str], previous: str) -> Value | None:
    """Read the rank or amount that begins with the first of some words.

    Args:
        words: the words from here on, in small letters.
        previous: the word before.
    """
    if not may_begin(words[0]):
        return None
    for read in (
        read_end,
        _place,
        _ordinal,
        _placed,
        _topping,
        _won,
        read_best,
        read_most,
        _amount,
    ):
        if value := read(words, previous):
            return value
    return None


@lru_cache(_REMEMBERED_WORDS)
def may_begin(word: str) -> bool:
    """Say whether any rank or amount may begin with a word in small letters."""
    return (
        may_begin_number(word)
        or word in _BEGINS
        or _PLACED.fullmatch(word) is not None
        or _ORDINAL_PLACE.fullmatch(word) is not None
    )


def _number(words: Sequence[str]) -> int:
    """Return the cardinal or ordinal that the first word is, 0 for none."""
    if words and words[0].isdecimal():
        return int(words[0]) if len(words[0]) <= 4 and words[0][0] != "0" else 0
    if words and (read := read_number(words[:2], 0)) and read[0]:
        stated = read[0][0].removeprefix("rank:")
        return int(stated) if stated.isdecimal() and len(stated) <= 4 else 0
    return 0


def _place(words: Sequence[str], previous: str) -> Value | None:
    """Read "plats 40", "plats nr 40 av 290", "nummer 14", "number two"."""
    if words[0] not in _PLACE and words[0] != "#":
        return None
    at = 2 if words[1:2] in (["nr"], ["nummer"], ["number"], ["no"], [":"]) else 1
    if at < len(words) and words[at] == ".":
        at += 1
    stated = words[at : at + 1]
    # "platser", "plats för 12" and telephone numbers are no ranks, nor is "plats 2024".
    number = _number(stated) if stated and (stated[0].isdecimal() or stated[0] in CARDINALS) else 0
    if not number or number > 1500 or words[at + 1 : at + 2] in (["-"], ["–"]):
        return None
    return Value(RANK, number, at + 1)


def _ordinal(words: Sequence[str], previous: str) -> Value | None:
    """Read "andraplats", "andra plats", "16:e plats", "second place", "14th"."""
    number = _number(words)
    if number and words[0].isdecimal() and (length := _bare_place(words, previous)):
        return Value(RANK, number, length)
    if m := re.fullmatch(r"(guld|silver|brons)(?:plats|platsen)", words[0]):
        return Value(RANK, ("guld", "silver", "brons").index(m[1]) + 1, 1)
    if (m := _ORDINAL_PLACE.fullmatch(words[0])) and words[0] not in _PLACE:
        whole = _number([m[1]]) or _number([words[0]])
        return Value(RANK, whole, 1) if whole else None
    is_ordinal = number > 0 and not words[0].isdecimal() and words[0] not in CARDINALS
    if not is_ordinal:
        return None
    following = words[1] if len(words) > 1 else ""
    if following in ("plats", "platsen", "placering", "placeringen", "place", "spot", "position"):
        return Value(RANK, number, 2)
    if following in SUPERLATIVE or (following == "högst" and words[2:3] == ["rankad"]):
        more = 2 if words[2:3] and re.fullmatch(NOUN, words[2]) else 1
        return Value(RANK, number, 1 + more)
    if words[1:2] in (["highest"], ["högsta"]):
        return Value(RANK, number, 2)
    if previous in ("på", "och") and municipality(following):
        return Value(RANK, number, 1)  # "på andra plats kommer Täby och på tredje Vellinge"
    if _is_alone(words, previous):
        return Value(RANK, number, 1)
    return _bare_digits(words, previous, number)


def _bare_place(words: Sequence[str], previous: str) -> int:
    """Return the length of "116 plats" behind "på" and of "191" in "rankas 191 av 290"; else 0."""
    if words[1:2] in (["plats"], ["placering"]):
        return (
            2
            if previous in ("på", "till", "från")
            and not re.match("för|åt", words[2] if words[2:] else "")
            else 0
        )
    of_all = r"(?:av|bland|of|out of|among)(?: \S+){0,2} (?:\d|kommuner|municipalities)"
    return int(previous in _RANKED and re.match(of_all, " ".join(words[1:])) is not None)


def _is_alone(words: Sequence[str], previous: str) -> bool:
    """Say whether an ordinal needs no "plats": "kom först", "ranked second", "came 14th"."""
    following = words[1] if len(words) > 1 else ""
    ends = following in ("", ".", ",", ";", "in", "and", "of", "for", "with", "overall")
    placing = previous in _PLACING or (previous in ("was", "is", "were") and ends)
    # "vi är 88:a i år"
    placing = placing or (previous in ("är", "var") and ":" in words[0] and following != "gången")
    until = words[0] == "först" and following in ("på", "i", "vid", "efter", "när", "med")
    noun = until or following in (
        "gång",
        "gången",
        "time",
        "år",
        "året",
        "year",
        "half",
        "best",
        "of",
    )
    other = following.endswith("st") and following not in ("sist", "först")  # "tredje störst"
    return placing and not noun and not other and words[0] not in ("andra", "last", "sist", "sista")


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
    if previous == "på" and (ends or following == "och") and words[0] not in ("första", "andra"):
        return Value(RANK, number, 1, is_bare=True)  # "med Lund på andra plats och Malmö på fjärde"
    moved = previous in ("from", "to") and following in ("in", "to", "this", "last", "the", "of")
    beside = is_ordinal and (ends or moved)
    if (re.match(r"\d", words[0]) and following in ("till", "to")) or beside:
        return Value(RANK, number, 1, is_bare=True)
    return None


def _placed(words: Sequence[str], previous: str) -> Value | None:
    """Read "etta", "tvåan"; "fyra" and "åtta" only behind "kom" and "blev"."""
    if previous in ("en", "a"):
        return None  # "fick en tia" is a mark, "en trea" a flat
    if _PLACED.fullmatch(words[0]) and words[0] not in CARDINALS:
        if words[1:2] in (["på"], ["in"]) and words[2:3] == ["söder"]:
            return None
        return Value(RANK, _number(words), 1)
    small = words[0] in CARDINALS and 3 < CARDINALS[words[0]] < 13
    if (
        small
        and previous in ("kom", "blev", "som", "placerad", "rankad")
        and (len(words) == 1 or words[1] in (".", ",", "i", "och", "på", "bland", "av"))
    ):
        return Value(RANK, CARDINALS[words[0]], 1)
    # "är fyra i landet"
    place = words[2] if words[1:2] == ["i"] and len(words) > 2 else ""
    of_all = place in ("landet", "länet", "sverige", "riket") or RANKING.fullmatch(place)
    if small and previous in ("är", "var", "och") and of_all:
        return Value(RANK, CARDINALS[words[0]], 1)
    return None


def _topping(words: Sequence[str], previous: str) -> Value | None:
    """Read "toppar listan", "tops the ranking", "har toppat Kvinnofridsbarometern"."""
    if words[0] not in _TOPPING:
        return None
    skipped = 2 if words[1:2] and words[1] in ("the", "årets", "den", "hela", "this") else 1
    skipped += bool(words[skipped : skipped + 1] and _YEAR.fullmatch(words[skipped]))
    skipped += words[skipped : skipped + 1] in (["overall"], ["national"], ["totala"])
    listed = words[skipped : skipped + 1]
    if words[0] in _TOPS and _tops_by_itself(words[1:]):
        return Value(RANK, 1, 1, is_plural=True)
    if words[0] in _TOPS and listed and re.match(r"[^\W\d_]{4,}(?:en|et|na)$|the$", listed[0]):
        return Value(RANK, 1, 1, is_plural=True)  # "toppar företagsklimatet"
    # "toppar Svenskt Näringslivs lista"
    while words[0] in _TOPS and skipped < 4 and listed and listed[0][-1] in "tsae":
        if RANKING.fullmatch(listed[0]):
            break
        skipped += 1
        listed = words[skipped : skipped + 1]
    if listed and (RANKING.fullmatch(listed[0]) or listed[0] in ("landet", "table")):
        return Value(RANK, 1, 1, is_plural=True)
    return None


def _tops_by_itself(following: Sequence[str]) -> bool:
    """Say whether "toppar" goes on with "Lund listan" or "för tredje gången"."""
    if following and municipality(following[0]):
        named = 2 if following[1:2] in (["kommun"], ["stad"]) else 1
        return any(RANKING.fullmatch(word) for word in following[named : named + 2])
    return (
        re.match(r"(?:för|for) (?:\S+ ){1,2}(?:gången|året|time)\b", " ".join(following))
        is not None
    )


def _won(words: Sequence[str], previous: str) -> Value | None:
    """Read "vann i fjol", "tar hem segern", "årets vinnare är", "was the runner-up", "came top"."""
    following = " ".join(words[1:])
    if words[0] in _WIN and _WON.match(following):
        return Value(RANK, 1, 1, is_plural=True)
    if words[0] in _VICTORY and previous in ("hem", "tog", "tar", "took", "takes"):
        return Value(RANK, 1, 1, is_plural=True)
    if words[0] in _WINNERS and previous not in ("en", "a", "flera", "många"):
        return Value(RANK, _WINNERS[words[0]], 1, is_plural=True)
    placed = previous in ("came", "come", "comes", "finished", "finishes", "ranked", "ranks")
    if words[0] == "top" and placed and re.match(r"(?:in|of|for|among|again)\b|[.,]|$", following):
        return Value(RANK, 1, 1, is_plural=True)
    return None


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
