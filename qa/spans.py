"""Where an answer's words begin and end.

In: a text and a rough span of it. Out: the same span on word edges, without what only surrounds
an answer: quotation marks, closing points, a leading preposition or article. It does not know
scores or questions.
"""

from __future__ import annotations

import re

# Words that lead up to an answer without being part of it. "över", "under", "cirka", "minst" and
# their like are not here: they change what a number says.
_ARTICLES = frozenset("den det de the a an".split())
_LEADING = _ARTICLES | frozenset(
    """
    i på av till från hos vid med för om genom sedan mellan som att är var in on at of to from
    by with for since that is was og på av til fra hos ved med om
    """.split()
)
_FIRST_WORD = re.compile(r"(\w+)\s+", re.UNICODE)
_STANDS_ALONE = re.compile(
    r"[^\W_a-zåäöéæø]|(plats|place|platsen|\w+plats(en)?|\w+(kommun|stad|län))\b"
)
_OPENING = " \t\n\"'”“„»«’‘(–—-•:;,."
_CLOSING = " \t\n\"'”“„»«’‘–—-•:;,.!?"
_MAX_LEADING_WORDS = 2


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span on word edges and trimmed; unchanged if nothing would be left.

    Args:
        text: the text that holds the span.
        start: first character.
        end: behind the last.
    """
    start, end = word_edges(text, start, end)
    trimmed = _strip(text, start, end)
    for _ in range(_MAX_LEADING_WORDS):
        trimmed = _without_leading_word(text, *trimmed)
    return trimmed if trimmed[0] < trimmed[1] else (start, end)


def word_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the words that it cuts made whole."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OPENING:
        start += 1
    while start < end and text[end - 1] in _CLOSING:
        end -= 1
    # A parenthesis goes with its other half, as in "Trollhättan (Västra Götalands län)".
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        return _strip(text, start, end - 1)
    if "(" in text[start:end] and ")" not in text[start:end] and text[end : end + 1] == ")":
        return start, end + 1
    return start, end


def _without_leading_word(text: str, start: int, end: int) -> tuple[int, int]:
    match = _FIRST_WORD.match(text, start, end)
    if not match or match[1].casefold() not in _LEADING:
        return start, end
    # A capital inside a sentence begins a name: "De Geer", "The Guardian".
    if start > 0 and not match[1].islower():
        return start, end
    # "i flera år" and "med gevär" are whole answers; "i Solna", "på plats 40" and "the house" are
    # not. "en" and "ett" are numbers too, as in "en vecka", and stay.
    stands_alone = match[1].casefold() in _ARTICLES or _STANDS_ALONE.match(text, match.end(), end)
    return _strip(text, match.end(), end) if stands_alone else (start, end)
