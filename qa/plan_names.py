"""Who is named in a question, and which counties, areas or kinds of rows.

In: a question's words and a library's vocabulary. Out: `Named`. This file does not know what is
asked of those who are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.fact_names import municipality
from index.terms import terms
from qa.plan import Vocabulary
from qa.plan_heads import countries, place_of
from qa.plan_senses import spoken
from qa.plan_words import is_familiar

_LONGEST_NAME = 6
_SHORTEST_NOUN = 2
_ENDING = re.compile(r"(?:e?n|e?t|[aeo]?r(?:na)?)s?$")


@dataclass(frozen=True, slots=True)
class Named:
    """The names in a question.

    Attributes:
        names: who is named, each once.
        places: counties, areas, and words of rows' cells that are named, each once.
        name_at: which word the first of the names begins with, -1 for none.
        place_at: which word the first of the places begins with, -1 for none.
        of_names: which words are parts of names.
        used: the words of names and places, in small letters.
    """

    names: tuple[str, ...]
    places: tuple[str, ...]
    name_at: int
    place_at: int
    of_names: frozenset[int]
    used: frozenset[str]


def named_in(words: Sequence[str], vocabulary: Vocabulary, head: str) -> Named:
    """Find the names in a question, the longest at each word.

    Args:
        words: those of the question.
        vocabulary: gives names and the words of cells.
        head: the noun behind "which" or "how many", which names no kind of rows.
    """
    names: dict[str, int] = {}
    places: dict[str, int] = {}
    of_names: set[int] = set()
    used: set[str] = set()
    at = 0
    while at < len(words):
        length, name, place = _name_at(words, at, vocabulary, head)
        if name:
            of_names.update(range(at, at + length))
            names.setdefault(name, at)
        if place:
            places.setdefault(place, at)
        if name or place:
            used.update(word.casefold() for word in words[at : at + length])
        at += length
    return Named(
        tuple(names), tuple(places), next(iter(names.values()), -1),
        next(iter(places.values()), -1), frozenset(of_names), frozenset(used),
    )  # fmt: skip


def _name_at(
    words: Sequence[str], at: int, vocabulary: Vocabulary, head: str
) -> tuple[int, str, str]:
    """Return how many words name somebody or a place, with the name or the place."""
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        said = " ".join(words[at : at + length])
        plain = re.sub(r"['’]s?$", "", said)
        if known := _known(said, vocabulary) or _known(plain, vocabulary):
            return length, known, ""
        if (place := place_of(plain)) and (not said.islower() or len(plain) > 4):
            return length, "", place
        if group := _group(plain, vocabulary, head):
            return length, "", group
        is_name = plain[0].isupper() or spoken(plain) in vocabulary.names
        if (name := municipality(plain)) and is_name:
            return length, name, ""
    return 1, "", ""


def _known(words: str, vocabulary: Vocabulary) -> str:
    """Return the name that words are, in any form that Swedish gives a noun: "socialtjänsten"."""
    plain, known = spoken(words), vocabulary.names
    if found := known.get(plain) or known.get(plain.removesuffix("s")):
        return found
    base = _ENDING.sub("", plain)
    is_noun = len(base) > _SHORTEST_NOUN and not municipality(base) and not is_familiar(plain)
    return known.get(base, "") if is_noun else ""


def _group(words: str, vocabulary: Vocabulary, head: str) -> str:
    """Return the words of cells that are named: rows of them are asked about."""
    plain, groups = words.casefold(), vocabulary.groups
    country = next((name for name in countries(plain) if name in groups), "")
    is_plain = is_familiar(plain) and words.islower()
    if not groups or country or is_plain or plain == head:
        return groups[country] if country else ""
    found = groups.get(plain) or groups.get(plain.removesuffix("s"))
    return found or _inflected(plain, groups)


def _inflected(plain: str, groups: Mapping[str, str]) -> str:
    """Return the word of cells that a word is another form of: "otjänliga"."""
    stem = terms(plain)[:1] if " " not in plain else []
    found = {
        group for words, group in groups.items()
        if stem and " " not in words and terms(words)[:1] == stem
    }  # fmt: skip
    return found.pop() if len(found) == 1 else ""
