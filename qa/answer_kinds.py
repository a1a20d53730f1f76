"""Kinds of answers: how one is asked for, and how one looks.

In: a question, or words that may answer it. Out: the kind that is asked for, and whether the words
can be of it. This file does not know passages or scores.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of answer.

    Attributes:
        asks: found in a question for it.
        fits: found in every answer of it.
        is_certain: whether an answer without that is none, rather than hardly one.
    """

    asks: re.Pattern[str]
    fits: re.Pattern[str]
    is_certain: bool


def _kind(asks: str, fits: str, *, is_certain: bool = False) -> Kind:
    return Kind(re.compile(asks, re.IGNORECASE), re.compile(fits, re.IGNORECASE), is_certain)


_NUMBER_WORDS = (
    r"\b(noll|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|femton|tjugo|trettio|hundra"
    r"|tusen|miljon\w*|miljard\w*|hälften|varannan|varje|inga|ingen|alla|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion|half|none|all|twice|once)"
    r"\b"
)
# The first kind that asks decides.
KINDS: Mapping[str, Kind] = {
    "often": _kind(
        r"\b(?:how often|hur ofta)\b",
        r"\b(?:var\w*|en gång|gång\w*|dagligen|dygnet|löpande|alltid|aldrig|sällan|ofta|\w*ligen"
        r"|every|each|once|twice|times|per|daily|weekly|monthly|annual\w*|yearly|quarterly"
        r"|always|never|rarely|an? (?:day|week|month|year)|om (?:året|dagen|dygnet)"
        r"|i (?:veckan|månaden))\b"
        r"|\d",
    ),
    "share": _kind(
        r"\b(?:what|which) (?:share|percentage|proportion|fraction)\b"
        r"|\bhow (?:big|large|great) an? (?:share|part|proportion)\b|\bhow many per ?cent\b"
        r"|\bhur stor (?:andel|del)\b|\bvilken andel\b|\bhur många procent\b",
        r"%|\b(?:procent\w*|per ?cent\w*|av|of|in|hälften|half|halva|\w*del(?:ar|en)?|thirds?"
        r"|quarters?|varannan|majority|majoritet\w*|most|flesta|alla|all|ingen|inga|none|andel\w*)\b"
        r"|\d ?(?:/|till) ?\d",
    ),
    "number": _kind(
        r"\b(?:how (?:many|much|long|old|large|big|high)|what number of"
        r"|hur (?:många|mycket|stor|stort|länge|gammal|hög)|vilket antal)\b",
        rf"\d|{_NUMBER_WORDS}",
    ),
    "e-mail": _kind(
        r"\b(?:e-?mail|e-?post|mejl|mail)[- ]?ad(?:d)?ress\w*|\bwhat(?:'s| is) the e-?mail\b"
        r"|(?<!\bwhen )\b(?:can|could|may|do) (?:i|we|you|one) e-?mail\b"
        r"|(?<!\bnär )\b(?:kan|får|ska) (?:jag|vi|man|du) (?:mejla|maila|e-posta)\b",
        r"@",
        is_certain=True,
    ),
    "phone": _kind(
        r"\b(?:phone|telephone) number|\btelefonnum\w+|\bvilket nummer\b|\bwhat number\b(?! of)"
        r"|\b(?:who|where) (?:(?:do|can|should|could|must) (?:i|we|you|one)|to)"
        r" (?:call|phone|ring)\b"
        r"|\b(?:vart|vem) (?:ringer (?:jag|vi|man|du)"
        r"|(?:kan|ska|bör|får) (?:jag|vi|man|du) ringa)\b",
        r"\d[\d \u00a0–-]{3,}\d|\b\d{3}\b",
        is_certain=True,
    ),
    "time": _kind(
        r"\b(?:when|what (?:year|date|day|time)|which (?:year|date|day)|since when|när|vilket"
        r" (?:år|datum)|vilken dag|sedan när|hur dags)\b",
        r"\d|\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|may|oct)\w*\b"
        r"|\b(?:mån|tis|ons|tors|fre|lör|sön|mon|tues|wednes|thurs|fri|satur|sun)da(?:g|y)\w*\b"
        r"|\b(?:vår|sommar|höst|vinter|spring|summer|autumn|winter|året|år|century|talet|dygn|vecka"
        r"|månad)",
    ),
    "person": _kind(r"^\W*(?:who|whom|vem|vilka personer)\b", r""),
}


def kind_asked(question: str) -> str:
    """Return the kind that a question asks for, a key of KINDS; "" for none of them."""
    return next((name for name, kind in KINDS.items() if kind.asks.search(question)), "")


def fits(kind: str, words: str) -> bool:
    """Say whether words can be an answer of a kind; anything can where no kind is asked for."""
    return kind not in KINDS or KINDS[kind].fits.search(words) is not None
