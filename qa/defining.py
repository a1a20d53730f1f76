"""What something is: whether a question asks for it, and whether a span is said to be it.

In: a question and what was found for it; a sentence and a place in it. Out: the thing that is to be
explained, and whether the sentence puts the span beside it. It does not know scores or answers.

A reader takes any striking words near a name for what it "is": the rank of somebody in
Kvinnofridsbarometern for Kvinnofridsbarometern. What a thing is stands behind it and a form of "to
be" ("Roks är en riksorganisation"), or right beside it ("Nationellt centrum för kvinnofrid (NCK)").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ASKED = re.compile(
    r"(?:(?:vad|what)(?:\s+(?:är|var|is|are|was|were)|['’]s)"
    r"|(?:vad|what)\s+(?:betyder|menas\s+med|står)|define|definiera)"
    r"\s+(?:(?:en|ett|a|an|the|den|det)\s+)?(?P<thing>[^\s?.!,]+)\s*(?:för\s*)?[?.!\s]*",
    re.IGNORECASE,
)
_IS = (
    r"(?:är|var|blev|is|are|was|were|betyder|innebär|means|står för|stands for|kallas|utgör|heter)"
)
_BEHIND = re.compile(rf"\W?\s*(?:\d{{4}}\s+)?{_IS}\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)
_BESIDE = re.compile(r"\W{0,3}(?:(?:en|ett|a|an|the|den|det)\s+)?", re.IGNORECASE)


def thing_asked(question: str, texts: Iterable[str]) -> str:
    """Return the name that a question asks an explanation of, "" for every other question.

    Measures are asked for in the same words ("Vad är priset?"), and are not explained but told.

    Args:
        question: as it was asked, perhaps in small letters.
        texts: what was found for it. What these write large inside a sentence is a name.
    """
    asked = _ASKED.fullmatch(question.strip())
    if not asked:
        return ""
    thing = asked["thing"]
    large = re.escape(thing[:1].upper() + thing[1:])
    named = re.compile(rf"(?<=[^\W\d_A-ZÅÄÖ] ){large}(?!\w)")
    return thing if any(named.search(text) for text in texts) else ""


def is_explained(sentence: str, start: int, end: int, thing: str) -> bool:
    """Say whether sentence[start:end] is said to be what a thing is, or stands right beside it."""
    if sentence[start : start + 1].isdigit():
        return False  # how many, how old, when: no explanation
    for found in re.finditer(rf"(?<!\w){re.escape(thing)}(?!\w)", sentence, re.IGNORECASE):
        if found.end() <= start:
            between = sentence[found.end() : start]
            if _BEHIND.fullmatch(between) or _BESIDE.fullmatch(between):
                return True
        elif end <= found.start() and _BESIDE.fullmatch(sentence[end : found.start()]):
            return True
    return False
