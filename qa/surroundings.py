"""What stands around a span: its sentence, its document's title and date, the numbers in them.

In: a passage and a place in it. Out: places and normalised numbers. It does not know questions,
scores or answers.
"""

from __future__ import annotations

from functools import lru_cache

from index.sentences import sentence_spans
from index.terms import terms
from qa.answer import Passage

_REMEMBERED_TEXTS = 4096


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the sentence, or sentences, that hold text[start:end]."""
    for first, last in _sentences(text):
        if first < end and start < last:
            start, end = min(start, first), max(end, last)
    return start, end


@lru_cache(_REMEMBERED_TEXTS)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(text))


@lru_cache(_REMEMBERED_TEXTS)
def numeric_terms(text: str) -> frozenset[str]:
    """Return numbers, ranks, counts and dates of a text in the form that languages share."""
    return frozenset(t for t in term_set(text) if t[0].isdigit() or ":" in t)


@lru_cache(_REMEMBERED_TEXTS)
def term_set(text: str) -> frozenset[str]:
    """Return the terms of a text (see `index.terms`)."""
    return frozenset(terms(text))


def about(passage: Passage) -> str:
    """Return what is said of a whole passage: title, heading and date."""
    return f"{passage.context} {passage.document.date}"


def near(passage: Passage, start: int, end: int) -> str:
    """Return the sentences around passage.text[start:end], and what is said of the passage."""
    first, last = sentences_around(passage.text, start, end)
    return f"{about(passage)} {passage.text[first:last]}"
