"""What the furniture of a web page says: feedback forms, consent notices, navigation.

In: the text of one block. Out: the reason why it is no content, or "". Only the words decide here;
repetition and the company that a block keeps are judged in `index.cleaning`.
"""

from __future__ import annotations

import re
from functools import cache

from index.decoding import squeeze
from index.furniture_phrases import (
    CONSENT,
    FEEDBACK,
    NAVIGATION,
    NEWSLETTER,
    SENTENCES,
    SUBJECTS,
)

__all__ = ["CONSENT", "FEEDBACK", "NAVIGATION", "NEWSLETTER", "holds_contact", "phrase_reason"]

# Numbers, addresses and hours are what people ask for.
_CONTACT = re.compile(
    r"[\w.+-]@[\w-]+\.\w+|\b\d{3} \d\d [A-ZÅÄÖ]"
    r"|\b\d{1,2}:\d\d\b|\bkl(?:ockan|\.)? ?\d{1,2}\b|\b\d{1,2}\.\d\d ?[-–] ?\d{1,2}\.\d\d\b"
    r"|(?i:\b(?:mån|tis|ons|tors|fre|lör|sön|vardag|dagligen|mon|tue|wed|thu|fri|sat|sun|daily)\w*"
    r"\b.{0,30}\b\d{1,2} ?[-–] ?\d{1,2}\b|\bdygnet runt\b|\b24 hours\b)"
    r"|\b0\d{1,3}[-–/ ]\d[\d -]{4,}|\+\d\d[\d -]{6,}|\b11[24] ?\d\d\b|\b[Rr]ing 112\b"
    r"|\w(?:gatan|vägen|torget|torg|gränd|stigen|allén|esplanaden|leden) \d"
)
# Without one of these a text holds no contact: most blocks end here.
_SIGN = re.compile(r"[@\d]|\bdygnet\b", re.I)
_END = " .!?…:;»›>→*"
# Furniture is short: the longest notice seen is 60 words, and a whole article must never match.
_MOST_WORDS = 120
_MOST_CHARS = 1500
# "Läs mer om ..." is a link when it is all that a block says.
_LINK_WORDS = 18


def phrase_reason(text: str, *, subject: str = "") -> str:
    """Return the reason why a block is furniture by its words, or "".

    Args:
        text: the block.
        subject: the page's title: a page about cookies may speak of cookies.
    """
    words = len(text.split())
    if words > _MOST_WORDS or len(text) > _MOST_CHARS or holds_contact(text):
        return ""
    whole, sentences = _plain(text), _sentences(text)
    for reason in SENTENCES:
        if (reason == NAVIGATION and words > _LINK_WORDS) or _speaks_of(subject, reason):
            continue
        says = _pattern(reason).fullmatch
        said = sum(count for one, count in sentences if says(one))
        # An article's paragraph may well end with "Läs mer om ...": links must be all it says.
        if says(whole) or said >= words * (1 if reason == NAVIGATION else 0.5) > 0:
            return reason
    return ""


def _sentences(text: str) -> list[tuple[str, int]]:
    """Return the sentences of a block as the tables have them, each with its count of words."""
    from index.sentences import sentence_spans

    sentences = (text[start:end] for start, end in sentence_spans(text))
    return [(_plain(one), len(one.split())) for one in sentences]


def holds_contact(text: str) -> bool:
    """Say whether a block of usual length holds an address, a number to ring, or hours.

    Such a block is kept whatever stands beside it.
    """
    return (
        len(text) <= _MOST_CHARS
        and _SIGN.search(text) is not None
        and _CONTACT.search(text) is not None
    )


@cache
def _pattern(reason: str) -> re.Pattern[str]:
    """Compile a table when it is first needed: all of them take 50 ms."""
    phrases = SENTENCES[reason].replace("\\\n", "").strip().split("\n")
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases))


def _plain(text: str) -> str:
    """Return text as the table has it: small letters, single blanks, no closing stops, once."""
    plain = squeeze(text).casefold().strip(_END)
    half = len(plain) // 2
    # Some forms say a question twice without a blank: once for the eye, once for screen readers.
    first, second = plain[: half + 1].strip(_END), plain[half:].strip(_END)
    return first if len(plain) > 20 and first == second else plain


def _speaks_of(subject: str, reason: str) -> bool:
    """Say whether a page is about the very thing that the table would take away."""
    about = SUBJECTS.get(reason)
    return about is not None and re.search(about, subject, re.I) is not None
