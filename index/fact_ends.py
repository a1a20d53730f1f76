"""What the words of a sentence say about the ends of a ranking: "i topp tre", "näst sist", "bäst".

In: words in small letters. Out: a `Value` where they begin one. This file does not know about
numbered places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fact_grammar import SYMBOLS
from index.fact_names import area
from index.fact_values import BOTTOM, HALF, RANK, TOP, Value
from index.numerals import CARDINALS

SUPERLATIVE = frozenset("bäst bästa best högst".split())
_OWNERS = frozenset("årets sveriges landets rikets länets sweden's country's county's".split())
_WORST = frozenset("sämst sämsta worst".split())
_HERE = (
    r"(?:i|in|of|av|på|on) (?:hela |the )?"
    r"(?:landet|sverige|riket|länet|sweden|country|county|\w+ län|alla|all)"
)
# "kommun", "miljökommunen", "cycling city": what can be the best of a country or a county.
NOUN = (
    r"(?:\w*kommun(?:en)?|(?:\w+ )?municipality|\w*stad(?:en)?|(?:\w+ )?city|\w*region(?:en)?"
    r"|rankade?|ranked|placerade?)"
)
# What a municipality has, and can have the best of.
_HAD = (
    r"(?:\w*(?:klimat|skolan?|skolor|arbete|omsorg|service|vård|betyg|resultat|bemötande)(?:et)?"
    r"|placering(?:en)?|business climate|schools?|results?|placing|placement)"
)
# What rankings are of: "tryggaste", and not "nordligaste" or "folkrikaste".
_QUALITY = re.compile(
    r"(?:trygg|säkr|\w*vänlig|grön|populär|attraktiv|hållbar|digital|trivsam)aste"
    r"|(?:saf|green)est"
)
_FARES = (
    r"(?:går|gick|gått|klarar|klarade|lyckas|lyckades|presterar|presterade|placera(?:d|r|de)"
    r"|rank(?:ad|as|ades|ed))"
)


# The best of some kind of municipalities is not the country's best.
_OF_A_KIND = (
    r"(?:(?:gles|lands)bygds|storstads|småstads|förorts|pendlings|turist|(?:in|ut)pendlings"
    r"|rural |small |large |big )(?:kommun|municipalit)"
)
PART_OF = (
    r"(?:(?:nord|syd)?(?:östra|västra|ostlig|västlig)|norra|södra|mellersta|inre"
    r"|(?:north|south)?(?:eastern|western)|northern|southern|central)"
)


_EXTREME_BEGINS = frozenset(
    """
    i in på till at topp toppen top bland among en one den nedre undre övre the näst second next
    sist sista last jumbo jumboplatsen jumboplats bottenplats bottenplatsen
    längst allra
    """.split()
)

_BOTTOM = frozenset("sist jumbo jumboplatsen jumboplats bottenplats bottenplatsen".split())

# What `read_end`, `read_best` or `read_most` reads begins with one of these.
BEGINS = _EXTREME_BEGINS | SUPERLATIVE | _WORST | {"most", "mest"}


def read_end(words: Sequence[str], previous: str) -> Value | None:
    """Read "i topp tre", "i botten", "sist", "näst sist", "nedre halvan", "bland de tre bästa"."""
    if words[0] not in _EXTREME_BEGINS:
        return None
    text = " ".join(words)
    if top := _top(text, words):
        return top
    if m := re.match(r"(?:i |in the |at the )(?:absoluta )?(?:botten|bottom)\b(?! half)", text):
        return Value(BOTTOM, 0, len(m.group().split()))
    if m := re.match(r"(?:allra )?längst ne[rd](?= (?:i|av|bland|på)\b)", text):
        return Value(BOTTOM, 1, len(m.group().split()), is_plural=True)
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
    among = (
        r"(?:bland|among|till|en av|one of) (?:de|the|landets|sveriges|länets) (\w+)"
        r" (?:bästa|best|främsta)\b"
    )
    in_parts = re.search(
        r"på ytterligare\b|(?:på|inom|i|in) (?:\w+ ){0,2}(?:områden|frågor|kategorier|areas)\b",
        text,
    )
    if not in_parts and (m := re.match(among, text)) and (number := _count(m[1])):
        return Value(TOP, number, len(m.group().split()))
    return None


def _last(text: str, words: Sequence[str], previous: str) -> Value | None:
    """Read "näst sist", "sista plats", "sist", "finished last"."""
    if m := re.match(
        r"(?:näst (?:sist|sämst|längst ne[rd])|(?:second(?: to)?|next to) last)(?:a|e)?\b",
        text,
    ):
        return Value(BOTTOM, 2, len(m.group().split()))
    if re.match(r"(?:sista|last) (?:plats|platsen|place)\b", text):
        return Value(BOTTOM, 1, 2, is_plural=True)
    if words[0] in _BOTTOM and previous not in ("till", "sist"):
        if previous == "allra" and words[1:2] not in (["i"], ["av"], ["bland"], ["."], [","]):
            return None  # "allra sist tog han till orda"
        if words[1:2] and words[1].isdecimal() and len(words[1]) < 4:
            return Value(RANK, int(words[1]), 2)  # "jumboplatsen 290"
        return Value(BOTTOM, 1, 1, is_plural=True)
    if (
        words[0] == "last"
        and SYMBOLS.get(previous) == "v"
        and not "".join(words[1:2]).startswith("year")
    ):
        return Value(BOTTOM, 1, 1)
    return None


def _count(word: str) -> int:
    """Return the number of "tre" or "3", 0 for what is none."""
    return int(word) if word.isdecimal() and len(word) < 4 else CARDINALS.get(word, 0)


def read_best(words: Sequence[str], previous: str) -> Value | None:
    """Read "Sveriges bästa kommun", "näst bäst i landet", "tredje bäst", "sämst av alla"."""
    second = words[0] in ("näst", "second") and words[1:2] and words[1] in SUPERLATIVE
    at = 1 if second else 0
    if at >= len(words) or words[at] not in SUPERLATIVE | _WORST or previous == "de":
        return None  # "bland de bästa"
    worst = words[at] in _WORST
    rest = " ".join(words[at + 1 :])
    if re.match(_OF_A_KIND, rest):
        return None
    noun = re.match(rf"{NOUN}(?!\w)", rest)
    owned = previous in _OWNERS or area(previous)
    had = re.match(rf"{_HAD}(?!\w)", rest)
    where = rest[had.end() + 1 :] if had else ""
    has = had and (owned or re.match(rf"{_HERE}\b", where) or _is_in_area(where))
    inside = re.sub(rf"^{NOUN} ", "", rest)
    placed = re.match(rf"{_HERE}\b|i \w*(?:barometer|index|liga|rank|mätning)\w*", inside)
    if words[at] == "högst" and previous in ("rankas", "rankades", "placeras", "placerades"):
        return Value(RANK, 1, 1, is_plural=True)
    if words[at] == "högst" and not re.match(r"rankad\b|placerad\b", rest):
        return None
    placing = (second and SYMBOLS.get(previous) == "v") or previous in ("ranked", "rankades")
    fares = re.match(rf"{_FARES}\b", rest) or (previous == "sig" and re.match(r"[.,]|$|i\b", rest))
    sure = (
        placed
        or _is_in_area(inside)
        or placing
        or fares
        or has
        or (noun and (owned or second or words[at] == "högst" or previous == "the"))
    )
    dated = re.match(r"(?:19|20)\d\d\b", rest) and (worst or words[at] in ("bäst", "best"))
    if not sure and not dated:
        return None
    length = at + 1 + (len(noun.group().split()) if noun else 0)
    if worst:
        return Value(BOTTOM, 0, length, is_plural=True)
    return Value(RANK, 2 if second else 1, length, is_plural=not second)


def is_quality(word: str) -> bool:
    """Say whether a superlative is of what municipalities are ranked by."""
    return _QUALITY.fullmatch(word) is not None


def read_most(words: Sequence[str], previous: str) -> Value | None:
    """Read "Sweden's most sustainable municipality", "Sveriges mest cykelvänliga kommun"."""
    if is_quality(words[0]) and previous in _OWNERS:
        noun = re.match(rf"{NOUN}(?!\w)", " ".join(words[1:]))
        return Value(RANK, 1, 2, is_plural=True) if noun else None
    if words[0] not in ("most", "mest") or previous not in _OWNERS:
        return None
    following = " ".join(words[2:])
    return Value(RANK, 1, 3, is_plural=True) if re.match(rf"{NOUN}(?!\w)", following) else None


def _is_in_area(words: str) -> bool:
    """Say whether words begin with a place in a county or an area: "i Västra Götaland är"."""
    place = re.match(rf"(?:i|in) (?:{PART_OF} )?((\w+)(?: \w+)?)", words)
    return place is not None and bool(area(place[1]) or area(place[2]))
