"""What stands before and behind a follow-up's own words: "and", "no, I meant", "thanks!", "then".

In: a message as it was typed. Out: the words that ask something, and whether the others join them
to what was asked before. It does not know earlier turns.
"""

from __future__ import annotations

import re

from qa.follow_up_slots import Parts, take_apart
from qa.follow_up_words import FUNCTION, KIND_NOUNS, PREPOSITIONS, VERBS

# "No, sorry, I meant …": more than these many leads are no lead.
_MOST_LEADS = 5
# "That's great. What about 2015?": a longer sentence may say what the question is about.
_MOST_WORDS_BEFORE = 4
_QUESTION_WORD = r"(?=(?:vem|vad|vilk\w+|hur|när|var|varför|who|what|which|how|when|where|why)\b)"
# What joins a question to the one before: "and", "what about", "I meant", "same question for".
_LEAD = re.compile(
    r"(?:och\s+)?(?:vad sägs om|hur (?:är|var|blir|ser) det (?:ut )?med|vad gäller)\b"
    r"|(?:och\s+)?hur (?:är det|var det|ser det ut)(?=\s+(?:i|på|hos|för)\b)"
    r"|(?:and\s+|but\s+)?(?:what|how) about\b"
    r"|(?:\w+[,.!]?\s+){0,3}?jag (?:menar|menade|tänkte på|tänker på|syftar på|syftade på)\b"
    r"|(?:\w+[,.!]?\s+){0,3}?i (?:mean|meant|was thinking of|am thinking of)\b"
    r"|(?:the )?same (?:question|thing)\b|samma (?:fråga|sak)\b"
    r"|(?:same|samma)(?=\s+(?:for|in|at|with|but|för|i|på|med|men|fast)\s)"
    r"|(?:om|if) (?:man|vi|jag|du|we|you|i) (?:tar|ser på|tittar på|take|look at)\b"
    r"|(?:jämfört|i jämförelse) med\b|compared (?:to|with)\b|versus\b|vs\b|kontra\b"
    r"|(?:och|men|eller|fast|and|but|or)\b",
    re.IGNORECASE,
)
# These join nothing: they only begin a message.
_SOFT_LEAD = re.compile(
    r"(?:ok|okej|okay|ja|jaha|jaså|jo|aha|tack|thanks|thank you|right|well|alright|yes|bra|fint"
    r"|perfekt|great|good|nice|perfect|nej|nä|no|sorry|förlåt|ursäkta|hm+|oj|oh)\b[\s,.!…]+"
    rf"|(?:så|so)\b[\s,]+{_QUESTION_WORD}",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]+(?:då|nu då|i stället|istället|också|förresten|then|instead|as well|too|by the way"
    r"|btw|tack|thanks|please)$",
    re.IGNORECASE,
)
# "Inte 2021 utan 2019", "2019, not 2021": what was not meant is left out.
_NOT_BUT = re.compile(r"(?:inte|ej|not)\b.+?\b(?:utan|but)\b\s*(?P<meant>.+)", re.IGNORECASE)
_BUT_NOT = re.compile(r"(?P<meant>.+?),\s*(?:inte|ej|not)\b[^,]+", re.IGNORECASE)
_NAME_FIRST = re.compile(
    rf"(?P<who>\w+(?: \w+){{0,2}}),\s*(?P<asks>{_QUESTION_WORD}\w+(?: \w+){{0,2}})", re.IGNORECASE
)
_SUBJECTS = frozenset("i you we it that this jag du vi det detta hon han he she".split())


def without_lead(text: str) -> tuple[str, bool]:
    """Return a question without "and" and its like, and whether it had one that joins."""
    text, joined = _last_sentence(text), False
    for _ in range(_MOST_LEADS):
        soft = _SOFT_LEAD.match(text)
        found = soft or _LEAD.match(text)
        behind = text[found.end() :].lstrip(" ,.:;–-") if found else ""
        if not behind.rstrip(" ?!.,"):
            break
        # "How many men? And women?" joins with "and"; "men" alone is not "but".
        joined, text = joined or not soft, behind
    stripped = text.rstrip(" ?!.,")
    if joined or text[:1].islower():
        corrected = _NOT_BUT.fullmatch(stripped) or _BUT_NOT.fullmatch(stripped)
        if corrected:
            return corrected["meant"].strip(" ,"), True
    return in_order(_TAIL.sub("", stripped) if _TAIL.search(stripped) else text), joined


def in_order(text: str) -> str:
    """Return "vilken plats Hylte" for "Hylte, vilken plats?": a question begins with its word."""
    found = _NAME_FIRST.fullmatch(text.rstrip(" ?!."))
    return f"{found['asks']} {found['who']}" if found else text


def _last_sentence(text: str) -> str:
    """Leave out what was said before a question: "That's great. What about 2015?"."""
    *before, last = re.split(r"(?<=[.!?…])\s+", text)
    return last if before and all(map(_says_little, before)) else text


def _says_little(sentence: str) -> bool:
    parts = take_apart(sentence, "en")
    return len(parts.words) <= _MOST_WORDS_BEFORE and not parts.slots and parts.asking is None


def is_statement(parts: Parts, typed: str) -> bool:
    """Say whether a message asks nothing: "that helps", "det var bra att veta"."""
    if typed.rstrip().endswith("?") or parts.asking or len(parts.words) < 2:
        return False
    subject, verb = parts.words[0].lower, parts.words[1].lower
    if subject not in _SUBJECTS or verb in PREPOSITIONS | KIND_NOUNS:
        return False
    return verb not in FUNCTION or verb in VERBS["sv"] | VERBS["en"]
