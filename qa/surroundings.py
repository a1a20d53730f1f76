"""What stands around a span: its sentence, its document's title and date, the numbers in them.

In: a passage and a place in it, words that are asked for. Out: places, normalised numbers, and how
much is said there. It does not know scores or answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.glossary import glossary
from index.sentences import sentence_spans
from index.terms import terms
from index.wanted import Wanted, wanted
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
    return _numeric(term_set(text))


def numbers_asked(question: str) -> frozenset[str]:
    """Return those of a question, which is not remembered."""
    return _numeric(terms(question))


def _numeric(found: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in found if term[0].isdigit() or ":" in term)


@lru_cache(_REMEMBERED_TEXTS)
def term_set(text: str) -> frozenset[str]:
    """Return the terms of a text (see `index.terms`)."""
    return frozenset(terms(text))


def things(question: str, spoken: str, written: str) -> tuple[Wanted, ...]:
    """Return what a question asks for, as a text in some language may say it.

    It is not remembered from one question to the next: nothing of what is asked is kept.

    Args:
        question: any part of it.
        spoken: the question's language.
        written: the text's.
    """
    return tuple(wanted(question, glossary(spoken, (written,))))


def said(asked: Sequence[Wanted], text: str) -> int:
    """Count how much of what is asked for a text says."""
    held = term_set(text)
    return sum(thing.said_in(held) for thing in asked)


def about(passage: Passage) -> str:
    """Return what is said of a whole passage: title, heading and date."""
    return f"{passage.context} {passage.document.date}"


def near(passage: Passage, start: int, end: int) -> str:
    """Return the sentences around passage.text[start:end], and what is said of the passage."""
    first, last = sentences_around(passage.text, start, end)
    return f"{about(passage)} {passage.text[first:last]}"
