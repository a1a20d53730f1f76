"""Which texts may say a fact at all: tests that cost little before a grammar that costs much.

In: a paragraph or a sentence. Out: whether it holds a word of ranking, or a number beside a word
that counts. Most texts hold neither, and end at a search for plain words. This file does not know
what is said.
"""

from __future__ import annotations

import re

# A text without any of these says nothing of a rank: words, beginnings of words, parts of words.
_WHOLE = """
    sist nummer place first second third best worst last poäng points leder ledde came
    winner runner-up won wins number fourth fifth sixth seventh eighth ninth tenth
""".split()
_BEGINNINGS = "nia tia top mest".split()
_PARTS = """
    plats placering etta tvåa trea femma sexa sjua topp botten bäst främst sämst jumbo rank bottom
    halvan gaste kraste naste blaste greenest safest brons silver guld vann vinn segr seger most
    publicera published kallas
""".split()
_RANKING_WORDS = (*_WHOLE, *_BEGINNINGS, *_PARTS)
_RANKING = re.compile(
    "|".join([*_PARTS, *(rf"\b{one}" for one in _BEGINNINGS), *(rf"\b{one}\b" for one in _WHOLE)])
)
_PLACE = re.compile(
    r"^\d{1,3}[.)] |\d(?:st|nd|rd|th|:[ae])\b"
    r"|\b(?:är|var) \w+ i (?:landet|länet|riket|sverige)\b",
    re.I | re.M,
)
# A sentence without a number beside one of these words gives nobody an amount.
_COUNTED = re.compile(
    r"\d.*\b(?:procent|per ?cent|kronor|kr|[tm]?kr|mnkr|SEK|million)\b|%|[€$£]"
    r"|antal|number of|\d [^\W\d_]{3}|budget|befolkning|population|inkomst|andel"
    r"|\b(?:var|är|till|på|was|is|to|at) \d",
    re.I,
)
_DIGIT = re.compile(r"\d")


def may_rank(text: str) -> bool:
    """Say whether a text holds a word of ranking, or a number as places are written."""
    if _PLACE.search(text):
        return True
    plain = _folded(text)
    return any(word in plain for word in _RANKING_WORDS) and _RANKING.search(plain) is not None


def may_count(text: str) -> bool:
    """Say whether a text holds a number, and beside it what may be counted."""
    return _DIGIT.search(text) is not None and _COUNTED.search(text) is not None


def _folded(text: str) -> str:
    # Patterns that pass over case take "ı" and "İ" for an i, which `casefold` does not.
    return text.casefold().replace("ı", "i").replace("\u0307", "")
