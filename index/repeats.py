"""Texts that say the same of the same: a paragraph of a press release, and its copies.

In: texts and what they are about. Out: whether one says no more than another. A copy may have
another date line, another heading, a sentence more; a number or a name that differs makes two texts
of one, since they contradict each other or are about different things. This file does not know
libraries, questions or answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.metadata import ABOUT_PAGE, DATE

# Of a text's words, the share that may stand in sentences of its own while it still says no more
# than another. On 16 releases made for it, with 96 copies and 96 namesakes, 0.3 leaves out 162 of
# the copies' 236 paragraphs (0: 140; 0.5: 187, some with a whole sentence of their own), and of
# the namesakes' 192 the 60 that stand word for word in both, whatever the share
# (tests/benchmarks/duplicates.py, 2026-11-28).
OWN_SHARE = 0.3

_WORD = re.compile(r"\w+(?:[.,:]\d+)*")
# A line that says when or where a text was published, not what it says.
_DATE_LINE = re.compile(rf"(?:[^\W\d_][\w ]{{0,30}},? )?(?:den )?{DATE}(?: \d\d[:.]\d\d)?", re.I)
# What turns a sentence into its opposite, as another number would.
_NOT = frozenset("inte ej aldrig ingen inget inga utan icke not no never without".split())
# Of the words of two sentences the share in common from which one is the other, edited.
_EDITED_SHARE = 0.5
_HEADING_WORDS = 12
# Some tens of megabytes at the most.
_REMEMBERED_TEXTS = 1 << 12


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is compared.

    Attributes:
        words: in small letters.
        marks: its numbers, names and negations: what makes it true of one thing and not another.
        is_heading: whether it is a short line without a stop.
    """

    words: tuple[str, ...]
    marks: frozenset[str]
    is_heading: bool


@lru_cache(_REMEMBERED_TEXTS)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, without those that only date it."""
    from index.sentences import sentence_spans

    lines = (text[start:end] for start, end in sentence_spans(text))
    found = (_sentence(line) for line in lines if not _dates_page(line))
    return tuple(one for one in found if one.words)


@lru_cache(_REMEMBERED_TEXTS)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without what stands between them."""
    return tuple(_WORD.findall(text.casefold()))


@lru_cache(_REMEMBERED_TEXTS)
def _bag(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def _dates_page(line: str) -> bool:
    return bool(ABOUT_PAGE.match(line) or _DATE_LINE.fullmatch(line.strip(" .–—-")))


def _sentence(line: str) -> Sentence:
    words = words_of(line)
    is_heading = len(words) <= _HEADING_WORDS and not re.search(r"[:;]|[.!?…][\"”’)]*$", line)
    return Sentence(words, marks_of(line), is_heading)


@lru_cache(_REMEMBERED_TEXTS)
def marks_of(text: str) -> frozenset[str]:
    """Return a text's numbers and ranks in one form, its names without a genitive s, its noes."""
    from index.lexicon import is_common
    from index.terms import terms

    marks = {term for term in terms(text) if term[0].isdigit() or ":" in term}
    for at, word in enumerate(re.findall(r"\w+", text)):
        small = word.casefold()
        # The first word of a sentence is large whatever it is.
        is_name = word[0].isupper() and (at > 0 or not is_common(small))
        if is_name and len(small) > 3:
            small = small.removesuffix("s")
        if is_name or small in _NOT or (small.isalnum() and any(c.isdigit() for c in small)):
            marks.add(small)
    return frozenset(marks)


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a document as it is compared with another's.

    Attributes:
        text: the stretch.
        about: what says whom or what it is about: the document's title, the heading above it.
        whole: the document's text.
    """

    text: str
    about: str
    whole: str


def repeats(text: Text, of: Text, *, own_share: float = OWN_SHARE) -> bool:
    """Say whether a text says no more than another does, and the same of the same.

    Args:
        text: the one that may be left out.
        of: the one that stays, of another document.
        own_share: most of its words that may stand in sentences of its own.
    """
    words = words_of(text.text)
    # Before anything is taken apart: most texts have little in common.
    if not words or len(_bag(text.text) - _bag(of.text)) > own_share * len(words):
        return False
    theirs = sentences_of(of.text)
    said = {one.words for one in theirs}
    own = [one for one in sentences_of(text.text) if one.words not in said]
    if sum(len(one.words) for one in own) > own_share * len(words):
        return False
    known = marks_in(theirs) | marks_of(of.about)
    return (
        marks_in(own) <= known
        and not any(_is_edited(one, theirs) for one in own)
        and are_about_the_same(text, of)
    )


def marks_in(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return the marks of several sentences."""
    return frozenset().union(*(one.marks for one in sentences))


def _is_edited(sentence: Sentence, others: Iterable[Sentence]) -> bool:
    """Say whether a sentence is one of the others in other words, and may say the opposite."""
    return not sentence.is_heading and any(is_near(sentence, other) for other in others)


def is_near(left: Sentence, right: Sentence) -> bool:
    """Say whether two sentences have so many words in common that one is the other, edited."""
    common = (Counter(left.words) & Counter(right.words)).total()
    return 2 * common >= _EDITED_SHARE * (len(left.words) + len(right.words))


def are_about_the_same(left: Text, right: Text) -> bool:
    """Say whether what one is about is named by the other too, and the other way round."""
    return all(
        one.about == other.about
        or marks_of(_undated(one.about)) <= whole_marks(other.whole) | marks_of(other.about)
        for one, other in ((left, right), (right, left))
    )


def _undated(text: str) -> str:
    return re.sub(DATE, " ", text, flags=re.I)


@lru_cache(1024)
def whole_marks(text: str) -> frozenset[str]:
    """Return the marks of a whole document's text."""
    return marks_in(sentences_of(text))
