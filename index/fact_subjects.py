"""Whom a sentence speaks of where it does not say: "kommunen", "vi", and nobody at all.

In: what a document's title and publisher name, a paragraph, and its sentences one after the other.
Out: the municipality that "kommunen" and "vi" stand for, and the one that a sentence without a name
goes on about. This file does not know the grammar of ranks, or years.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from index.fact_names import INSTITUTIONS, is_common_word, municipality, names

if TYPE_CHECKING:
    from index.documents import Document

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_WE = re.compile(r"\b(?:vi|we)\b", re.I)
_SAYS = r"(?:säger|menar|berättar|konstaterar|kommenterar|förklarar|tycker|hälsar|says|said)"
# "säger Anna Berg (M), kommunalråd i Filipstad"
_OFFICE = re.compile(
    rf"\b{_SAYS} [^.!?]{{0,60}}\b(?:i|in|of) ([A-ZÅÄÖ][^\W\d_]+(?: [A-ZÅÄÖ][^\W\d_]+)?)"
)
# Who says it stands behind what is said: "..., säger kommundirektör Per Ek i Tanum."
_SAID_BY = re.compile(rf"[,!\"”’] {_SAYS} (?!att\b|that\b)")
# Whose "vi" is a school or a company.
_PRIVATE = re.compile(
    r"\b(?:rektor|vd|tränare|elev|ägare|företagare|lärare|forskare|principal|coach|owner|teacher"
    r"|pupil|student)",
    re.I,
)


@dataclass(slots=True)
class Subjects:
    """Whom a paragraph has spoken of so far.

    Attributes:
        of_document: the municipality that the page is about, "" when that is not known.
    """

    of_document: str
    paragraph: str = ""
    _named: set[str] = field(default_factory=set)
    _unread: list[str] = field(default_factory=list)
    _last: str = ""

    def within(self, paragraph: str, about: str) -> Subjects:
        """Return what is known at the beginning of a paragraph, given whom it may go on about."""
        return Subjects(self.of_document, paragraph, _last=about)

    def heard(self, sentence: str, owners: Collection[str]) -> None:
        """Remember a sentence, and whose the ranks in it are."""
        # Read when somebody asks for names: behind most sentences nobody does.
        self._unread.append(sentence)
        if owners:
            self._read_all()
            self._last = next(iter(owners)) if len(owners) == 1 else ""

    def subject(self) -> str:
        """Return who "kommunen" is: the one that the paragraph named, else the document's."""
        self._read_all()
        return next(iter(self._named)) if len(self._named) == 1 else self.of_document

    def about(self) -> str:
        """Return whom the sentence before spoke of, "" where it spoke of several."""
        self._read_all()
        return self._last

    def speaker(self, sentence: str) -> str:
        """Return whose "vi" a sentence is, by the office of the one whom the paragraph quotes."""
        if not _WE.search(sentence):
            return ""
        said = [m for m in _OFFICE.finditer(self.paragraph) if not _PRIVATE.search(m.group())]
        named = {name for m in said for name in municipalities_in(m[1])}
        return named.pop() if len(named) == 1 else ""

    def _read_all(self) -> None:
        for sentence in self._unread:
            named = set(municipalities_in(sentence))
            self._named |= named
            if named:
                self._last = next(iter(named)) if len(named) == 1 else ""
            elif _opens_with_name(sentence):
                self._last = ""
        self._unread.clear()


def _opens_with_name(sentence: str) -> bool:
    """Say whether a sentence is about somebody else: "Zurich leads the ranking"."""
    first = _WORD.search(sentence)
    return first is not None and first.group()[0].isupper() and not is_common_word(first.group())


def without_speaker(sentence: str) -> tuple[str, str]:
    """Return what is said without who says it, and the municipality that the speaker is of."""
    tail = _SAID_BY.search(sentence)
    if tail is None:
        return sentence, ""
    who = sentence[tail.end() :]
    named = set(municipalities_in(who)) if not _PRIVATE.search(who) else set()
    return sentence[: tail.start()], named.pop() if len(named) == 1 else ""


def only_one(text: str) -> str:
    """Return the municipality that a text names, "" for none and for several."""
    named = set(municipalities_in(text))
    return named.pop() if len(named) == 1 else ""


def municipalities_in(text: str) -> list[str]:
    """Return the municipalities that capitalised words of a text name."""
    words = [m.group() for m in _WORD.finditer(text)]
    behind = [*words, ""][1:]
    words = [word for word, after in zip(words, behind, strict=True) if after not in INSTITUTIONS]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    found = [municipality(pair) for pair in pairs if pair[0].isupper() and " " in pair]
    double = [name for name in found if " " in name]
    single = [municipality(word) for word in words if word[0].isupper()]
    return double + [name for name in single if name]


def subject_of(document: Document) -> str:
    """Return the one municipality that the title names, else the publisher's."""
    for text in (document.title, document.publisher):
        named = set(municipalities_in(text))
        if len(named) == 1:
            return named.pop()
    domain = re.match(r"([a-z-]+)\.se$", document.publisher)
    plain = {_plain(name): name for name in names().municipalities.values()} if domain else {}
    return plain.get(domain[1], "") if domain else ""


def _plain(name: str) -> str:
    return name.casefold().translate(str.maketrans("åäöé ", "aaoe-"))
