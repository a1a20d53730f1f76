"""What stands around a span: its sentence, its document's title and date, the numbers in them.

In: a passage and a place in it, words that are asked for. Out: places, normalised numbers, and how
much is said there. It does not know scores or answers.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    return frozenset(t for t in term_set(text) if t[0].isdigit() or ":" in t)


@lru_cache(_REMEMBERED_TEXTS)
def term_set(text: str) -> frozenset[str]:
    """Return the terms of a text (see `index.terms`)."""
    return frozenset(terms(text))


def said(words: Sequence[str], text: str, spoken: str = "", written: str = "") -> tuple[int, int]:
    """Count what words mean, and how much of that a text says.

    Args:
        words: of a question.
        text: where they are looked for, inflected or in the other language.
        spoken: the question's language.
        written: the text's.

    Returns:
        how many things the text says, and how many there are.
    """
    asked, held = things(" ".join(words), spoken, written), term_set(text)
    return sum(thing.said_in(held) for thing in asked), len(asked)


@lru_cache(_REMEMBERED_TEXTS)
def things(question: str, spoken: str, written: str) -> tuple[Wanted, ...]:
    """Return what a question asks for, as a text in some language may say it."""
    return tuple(wanted(question, glossary(spoken, (written,))))


def about(passage: Passage) -> str:
    """Return what is said of a whole passage: title, heading and date."""
    return f"{passage.context} {passage.document.date}"


def near(passage: Passage, start: int, end: int) -> str:
    """Return the sentences around passage.text[start:end], and what is said of the passage."""
    first, last = sentences_around(passage.text, start, end)
    return f"{about(passage)} {passage.text[first:last]}"
