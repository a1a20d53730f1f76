"""What the words of a sentence say about a place in a ranking, or about points.

In: words in small letters. Out: a `Value` where they begin one. Numbers are read by
`index.numerals`; this file knows which of them are a rank for certain: "plats 40", "andraplats",
"tredje bäst", "toppar listan", and not "plats för fyra" or "första gången".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.fact_grammar import RANKING, SYMBOLS
from index.numerals import CARDINALS, read_number

RANK, TOP, BOTTOM, HALF, POINTS = "rank", "top", "bottom", "half", "points"
_PLACE = frozenset("plats platsen placering placeringen nummer nr place position number no".split())
_PLACED = re.compile(r"(?:etta|tvåa|trea|femma|sexa|sjua|nia|tia|elva|tolva)n?")
_ORDINAL_PLACE = re.compile(r"(\w+?)(?:plats|placering)(?:en)?")
_SUPERLATIVE = frozenset("bäst bästa best högst".split())
_WORST = frozenset("sämst sämsta worst".split())
_HERE = (
    r"(?:i|in|of|av|på|on) (?:hela |the )?"
    r"(?:landet|sverige|riket|länet|sweden|country|county|\w+ län|alla|all)"
)
_NOUN = r"(?:kommun|kommunen|municipality|stad|city|region|regionen|rankad|rankade|ranked|placerad)"
_TOPPING = frozenset(
    "toppar toppade toppat tops topped leder ledde leads led vann vinner won wins".split()
)
_UNITS = {"poäng": POINTS, "points": POINTS, "point": POINTS}


@dataclass(frozen=True, slots=True)
class Value:
    """A rank or an amount.

    Attributes:
        measure: one of this file's.
        number: the rank; of a top how many belong to it (0: not said); of a bottom the place from
            the end (0: not said); of a half 1 for the upper one; else the amount.
        length: how many words say it.
        total: of how many, 0 where that is not said.
        is_plural: it can be said of several at once ("bäst"), and is then no first place.
        is_bare: an ordinal without "plats", a rank only beside another.
    """

    measure: str
    number: float
    length: int
    total: int = 0
    is_plural: bool = False
    is_bare: bool = False

    @property
    def symbol(self) -> str:
        """Its letter in the grammar."""
        return "M" if self.measure == POINTS else "R"


def read_value(words: Sequence[str], previous: str) -> Value | None:
    """Read the rank or amount that begins with the first of some words.

    Args:
        words: the words from here on, in small letters.
        previous: the word before.
    """
    for read in (_extreme, _place, _ordinal, _placed, _topping, _best, _amount):
        if value := read(words, previous):
            return value
    return None


def _number(words: Sequence[str]) -> int:
    """Return the cardinal or ordinal that the first word is, 0 for none."""
    if words and words[0].isdecimal():
        return int(words[0]) if len(words[0]) <= 4 and words[0][0] != "0" else 0
    if words and (read := read_number(words[:2], 0)) and read[0]:
        stated = read[0][0].removeprefix("rank:")
        return int(stated) if stated.isdecimal() and len(stated) <= 4 else 0
    return 0


_EXTREME_BEGINS = frozenset(
    """
    i in på at topp toppen top bland among en one den nedre undre övre the näst second next sist
    sista last jumbo jumboplatsen
    """.split()
)


def _extreme(words: Sequence[str], previous: str) -> Value | None:
    """Read "i topp tre", "i botten", "sist", "näst sist", "nedre halvan", "bland de tre bästa"."""
    if words[0] not in _EXTREME_BEGINS:
        return None
    text = " ".join(words)
    if top := _top(text, words):
        return top
    if m := re.match(r"(?:i |in the |at the )(?:absoluta )?(?:botten|bottom)\b(?! half)", text):
        return Value(BOTTOM, 0, len(m.group().split()))
    if m := re.match(
        r"(?:den )?(nedre|undre|övre) halvan\b|the (lower|upper|bottom|top) half\b", text
    ):
        upper = (m[1] or m[2]) in ("övre", "upper", "top")
        return Value(HALF, 1 if upper else 2, len(m.group().split()))
    return _last(text, words, previous)


def _top(text: str, words: Sequence[str]) -> Value | None:
    if m := re.match(r"(?:i |in the |på )?(?:topp|toppen|top)(?: (\w+))?\b", text):
        named = _count(m[1] or "")
        if 1 < named <= 100:
            return Value(TOP, named, len(m.group().split()))
        if words[0] in ("i", "in") and words[1] in ("topp", "toppen"):
            return Value(TOP, 0, 2)
    among = r"(?:bland|among|en av|one of) (?:de|the) (\w+) (?:bästa|best|främsta)\b"
    if (m := re.match(among, text)) and (number := _count(m[1])):
        return Value(TOP, number, len(m.group().split()))
    return None


def _last(text: str, words: Sequence[str], previous: str) -> Value | None:
    """Read "näst sist", "sista plats", "sist", "finished last"."""
    if m := re.match(
        r"(?:näst sist|näst sämst|second to last|second last|next to last)(?:a|e)?\b", text
    ):
        return Value(BOTTOM, 2, len(m.group().split()))
    if re.match(r"(?:sista|last) (?:plats|platsen|place)\b", text):
        return Value(BOTTOM, 1, 2, is_plural=True)
    if words[0] in ("sist", "jumboplatsen", "jumbo") and previous not in ("till", "allra", "sist"):
        return Value(BOTTOM, 1, 1, is_plural=True)
    if words[0] == "last" and SYMBOLS.get(previous) == "v" and words[1:2] != ["year"]:
        return Value(BOTTOM, 1, 1)
    return None


def _count(word: str) -> int:
    """Return the number of "tre" or "3", 0 for what is none."""
    return int(word) if word.isdecimal() and len(word) < 4 else CARDINALS.get(word, 0)


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
    if following in _SUPERLATIVE or (following == "högst" and words[2:3] == ["rankad"]):
        more = 2 if words[2:3] and re.fullmatch(_NOUN, words[2]) else 1
        return Value(RANK, number, 1 + more)
    if words[1:2] in (["highest"], ["högsta"]):
        return Value(RANK, number, 2)
    if _is_alone(words, previous):
        return Value(RANK, number, 1)
    return _bare_digits(words, number)


def _is_alone(words: Sequence[str], previous: str) -> bool:
    """Say whether an ordinal needs no "plats": "kom först", "ranked second", "came 14th"."""
    following = words[1] if len(words) > 1 else ""
    ends = following in ("", ".", ",", ";", "in", "and", "of", "for", "with", "overall")
    placing = previous in _PLACING or (previous in ("was", "is", "were") and ends)
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


_PLACING = frozenset(
    """
    kom kommer blev blir slutade slutar hamnade hamnar ranked ranks rank came come comes finished
    finishes finish placed places rankad rankas rankades in
    """.split()
)


def _bare_digits(words: Sequence[str], number: int) -> Value | None:
    if re.match(r"\d", words[0]) and words[1:2] in (["till"], ["to"]):
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
    return None


def _topping(words: Sequence[str], previous: str) -> Value | None:
    """Read "toppar listan", "tops the ranking", "har toppat Kvinnofridsbarometern"."""
    if words[0] not in _TOPPING:
        return None
    skipped = 2 if words[1:2] and words[1] in ("the", "årets", "den", "hela", "this") else 1
    listed = words[skipped : skipped + 1]
    if listed and (RANKING.fullmatch(listed[0]) or listed[0] in ("landet", "table")):
        return Value(RANK, 1, 1, is_plural=True)
    return None


def _best(words: Sequence[str], previous: str) -> Value | None:
    """Read "Sveriges bästa kommun", "näst bäst i landet", "tredje bäst", "sämst av alla"."""
    second = words[0] in ("näst", "second") and words[1:2] and words[1] in _SUPERLATIVE
    at = 1 if second else 0
    if at >= len(words) or words[at] not in _SUPERLATIVE | _WORST:
        return None
    worst = words[at] in _WORST
    rest = " ".join(words[at + 1 :])
    noun = re.match(rf"{_NOUN}\b", rest)
    owned = previous in ("sveriges", "landets", "rikets", "länets", "sweden's")
    placed = re.match(rf"{_HERE}\b|i \w*(?:barometer|index|liga|rank|mätning)\w*", rest)
    if words[at] == "högst" and not re.match(r"rankad\b|placerad\b", rest):
        return None
    placing = second and SYMBOLS.get(previous) == "v"
    sure = placed or placing or (noun and (owned or second or words[at] == "högst"))
    dated = re.match(r"(?:19|20)\d\d\b", rest) and (worst or words[at] in ("bäst", "best"))
    if not sure and not dated:
        return None
    length = at + 1 + (1 if noun else 0)
    if worst:
        return Value(BOTTOM, 0, length, is_plural=True)
    return Value(RANK, 2 if second else 1, length, is_plural=not second)


def _amount(words: Sequence[str], previous: str) -> Value | None:
    """Read "87 poäng", "91,4 points"."""
    if not words[0][:1].isdecimal() or len(words) < 2 or words[1] not in _UNITS:
        return None
    plain = re.sub(r"\s", "", words[0]).replace(",", ".")
    try:
        return Value(_UNITS[words[1]], float(plain), 2)
    except ValueError:
        return None
