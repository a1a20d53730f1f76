"""Names in a question or an answer, of people, places, organisations and things.

In: the words of a text. Out: which of them make a name, of what kind, and its nominative. What is
known as a name, or not known at all, is taken for one also in small letters, as people type. It
does not know questions or turns, and no list of names but the dictionaries'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.compounds import compound_parts
from index.lexicon import is_common, lemma
from index.numerals import CARDINALS
from index.terms import terms
from qa.follow_up_words import FUNCTION, ORGANISATION, VERB_ENDING

_GENITIVE = re.compile(r"(?:['’]s|:s|(?<=s)['’])$")
_BEGINS = re.compile(r"[.?!:;\n]\W*$")
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?")
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place in the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in small letters."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Name:
    """A name's nominative, what it is of ("person", "name" or "thing"), and whether it owns."""

    text: str
    kind: str
    start: int
    end: int
    owns: bool


def name_size(text: str, words: Sequence[Word], at: int) -> int:
    """Return of how many words a name is that begins at a word, 0 for what is no name."""
    if not _is_name(text, words, at):
        return 0
    size = 1
    if words[at].text[0].islower():
        return size
    while at + size < len(words) and _goes_on(text, words[at + size - 1], words[at + size]):
        size += 1
    # "Välj att sluta": an everyday word with a capital is the beginning of a title.
    behind = [word.lower for word in words[at + size : at + size + 2]]
    is_title = len(behind) == 2 and behind[0] in ("att", "to") and is_word(words[at].lower)
    return size + 2 if is_title else size


def make_name(text: str, words: Sequence[Word], following: Word | None) -> Name:
    """Return the name that some words make.

    Args:
        text: what they stand in.
        words: the name's.
        following: the word behind them, None at the end.
    """
    words = _without_title(words)
    start, end = words[0].start, words[-1].end
    adjacent = following is not None and text[end : following.start] == " "
    said, owns = _nominative(text[start:end], following.lower if following and adjacent else "")
    return Name(said[:1].upper() + said[1:], _kind(words), start, end, owns)


def possessive(name: str, language: str) -> str:
    """Return a name's genitive, in Swedish or English."""
    ends_in_s = name[-1:].casefold() in ("s", "x", "z")
    if language == "en":
        return name + ("'" if name.endswith("s") else "'s")
    return name if ends_in_s else name + (":s" if name.isupper() else "s")


def looks_like_name(lower: str) -> bool:
    """Say whether a word typed in small letters is a name: known as one, or not known at all."""
    lower = _GENITIVE.sub("", lower)
    if lower in FUNCTION or len(lower) < _SHORTEST_NAME or lemma(lower, "en") not in (None, lower):
        return False
    if base := lemma(lower, "sv"):
        return not is_common(base) and not is_common(lower)
    unknown = lemma(lower, "en") is None and not compound_parts(lower)
    return unknown and not VERB_ENDING.fullmatch(lower)


def _is_name(text: str, words: Sequence[Word], at: int) -> bool:
    word = words[at]
    # "That's" is no name either.
    bare = _GENITIVE.sub("", word.lower)
    if bare in FUNCTION or word.lower in CARDINALS or not word.text[0].isalpha():
        return False
    # A single letter is a party or an initial; a month or a day of the week says when.
    says_when = _WEEKDAY.fullmatch(word.lower) or terms(f"{word.lower} 2000")[:1] in _MONTH_TERMS
    if len(word.text) == 1 or says_when:
        return False
    if not word.text[0].isupper():
        return looks_like_name(word.lower)
    inside = at > 0 and not _BEGINS.search(text[: word.start])
    followed = at + 1 < len(words) and _goes_on(text, word, words[at + 1])
    return inside or followed or not is_word(word.lower)


_MONTH_TERMS = [[f"month:{number:02}"] for number in range(1, 13)]


def _goes_on(text: str, word: Word, following: Word) -> bool:
    """Say whether the word behind a name is part of it."""
    joined = text[word.end : following.start] == " " and not _GENITIVE.search(word.text)
    return joined and following.text[0].isupper() and following.lower not in FUNCTION


def is_word(lower: str) -> bool:
    """Say whether a word in small letters is an everyday one, Swedish or English."""
    base = lemma(lower, "sv")
    if is_common(lower) or (base is not None and is_common(base)) or compound_parts(lower):
        return True
    return lemma(lower, "en") not in (None, lower)


def _without_title(words: Sequence[Word]) -> Sequence[Word]:
    """Leave out "Justitieminister" before a person's names."""
    named = all(word.text[0].isupper() for word in words)
    while len(words) > 2 and named and _is_role(words[0]):
        words = words[1:]
    return words


def _is_role(word: Word) -> bool:
    return is_word(word.lower) and not ORGANISATION.search(word.text)


def _nominative(name: str, following: str) -> tuple[str, bool]:
    """Return a name without the genitive's ending, and whether it had one."""
    if _GENITIVE.search(name):
        return _GENITIVE.sub("", name), True
    last = name.split()[-1].casefold()
    owned = following and following not in FUNCTION and not following[0].isdecimal()
    if not owned or not last.endswith("s") or lemma(last, "sv") == last:
        return name, False
    # "Roks adress": a short name has its own s more often than the genitive's.
    return (name if len(last) <= _SHORTEST_NAME else name[:-1]), True


def _kind(words: Sequence[Word]) -> str:
    first = _GENITIVE.sub("", words[0].lower)
    if len(words) == 1:
        base = lemma(first, "sv")
        everyday = base is not None and is_common(base)
        return "thing" if everyday or compound_parts(first) else "name"
    of_many = any(
        word.text[0].islower() or ORGANISATION.search(word.text) or compound_parts(word.lower)
        for word in words
    )
    return "name" if of_many or is_common(first) else "person"
