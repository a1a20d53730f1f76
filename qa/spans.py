"""Where an answer's words begin and end.

In: a text and a rough span of it. Out: the same span on word edges, without what only surrounds
an answer: quotation marks, closing points, a leading preposition or article. It does not know
scores or questions.
"""

from __future__ import annotations

import re

# Words that lead up to an answer without being part of it. "över", "under", "cirka", "minst" and
# their like are not here: they change what a number says.
_LEADING = frozenset(
    """
    i på av till från hos vid med för om genom sedan mellan som den det de en ett att är var in
    on at of to from by with for since the a an that is was og på av til fra hos ved med om en
    et ei
    """.split()
)
_PREPOSITIONAL = re.compile(r"(\w+)\s+", re.UNICODE)
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
    start, end = _to_word_edges(text, start, end)
    trimmed = _strip(text, start, end)
    for _ in range(_MAX_LEADING_WORDS):
        trimmed = _without_leading_word(text, *trimmed)
    return trimmed if trimmed[0] < trimmed[1] else (start, end)


def _to_word_edges(text: str, start: int, end: int) -> tuple[int, int]:
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
    match = _PREPOSITIONAL.match(text, start, end)
    # A capital inside a sentence begins a name: "De Geer", "The Guardian".
    if match and match[1].casefold() in _LEADING and (start == 0 or match[1].islower()):
        return _strip(text, match.end(), end)
    return start, end
