"""Who has the first place without a number: "toppar listan", "vann i fjol", "tar hem segern".

In: words in small letters. Out: a `Value` where they begin one; of "runner-up" and of medals the
second place and the third, too. This file does not know about numbered places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fact_grammar import RANKING
from index.fact_names import municipality
from index.fact_values import RANK, Value

_YEAR = re.compile(r"(?:19|20)\d\d")
_TOPPING = frozenset(
    "toppar toppade toppat tops topped leder ledde leads led vann vinner won wins".split()
)
_TOPS = frozenset("toppar toppade toppat tops topped".split())
# One who is these has the first place, or the second.
_WINNERS = dict.fromkeys("vinnare vinnaren segrare segraren winner".split(), 1) | {"runner-up": 2}
_WIN = frozenset("vann vinner vunnit won wins".split())
_WON = re.compile(
    r"(?:gjorde|i fjol|förra året|(?:19|20)\d\d|last year"
    r"|(?:i |in )?(?:the |årets |hela |this year's )?"
    r"(?:kategorin|klassen|tävlingen|category|title|titeln|\w*(?:rankning|ranking|barometer|index)"
    r"\w*))(?!\w)"
)
_VICTORY = frozenset("seger segern titeln victory".split())
_MEDALS = {"guld": 1, "guldet": 1, "silver": 2, "silvret": 2, "brons": 3, "bronset": 3}

# What `read_topping` or `read_won` reads begins with one of these.
BEGINS = _TOPPING | _WINNERS.keys() | _WIN | _VICTORY | _MEDALS.keys()


def read_topping(words: Sequence[str], previous: str) -> Value | None:
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


def read_won(words: Sequence[str], previous: str) -> Value | None:
    """Read "vann i fjol", "tar hem segern", "årets vinnare är", "was the runner-up", "came top"."""
    following = " ".join(words[1:])
    if words[0] in _WIN and (_WON.match(following) or RANKING.fullmatch("".join(words[1:2]))):
        return Value(RANK, 1, 1, is_plural=True)
    if words[0] in _MEDALS:
        taken = previous in ("tar", "tog", "hem", "tagit", "knep", "kniper", "får", "fick", "vann")
        return Value(RANK, _MEDALS[words[0]], 1, is_bare=not taken)
    if words[0] in _VICTORY and previous in ("hem", "tog", "tar", "took", "takes"):
        return Value(RANK, 1, 1, is_plural=True)
    if words[0] in _WINNERS and previous not in ("en", "a", "flera", "många"):
        return Value(RANK, _WINNERS[words[0]], 1, is_plural=True)
    placed = previous in ("came", "come", "comes", "finished", "finishes", "ranked", "ranks")
    if words[0] == "top" and placed and re.match(r"(?:in|of|for|among|again)\b|[.,]|$", following):
        return Value(RANK, 1, 1, is_plural=True)
    return None
