"""How near the words of a question come to the name of a column.

In: a word of a column's name and one of a question, in small letters. Out: a number, and whether a
name is said as a whole. This file does not know which columns there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.lexicon import is_common
from index.terms import terms
from qa.plan_dictionary import listed_words, other_words
from qa.plan_senses import WORD, senses
from qa.plan_words import EXTREME, is_familiar

_SHORTEST_PART, _SHORTEST_LAST = 4, 3
# How near the word of a question comes to one of a column: the word itself, one that ends with it
# or that it ends with, one of the same meaning; less counts as none.
_SAME, _ENDING, _SYNONYM, _SYNONYM_ENDING, NAMED, _BEGINNING = 1.0, 0.95, 0.9, 0.85, 0.8, 0.4
# Of compounds that end in these the first part says of what: "bränsleförbrukning".
_AMOUNT = (
    r"antale?t?|halt(?:en|er)?|mängd(?:en|er)?|nivå(?:n|er)?|siffr(?:a|an|or|orna)|volym(?:en)?"
    r"|förbrukning(?:en)?|produktion(?:en)?|konsumtion(?:en)?|användning(?:en)?|utveckling(?:en)?"
    r"|skillnad(?:en|er)?|summan?"
)
_COMPOUND = re.compile(
    rf"(?P<which>max|min|medel|snitt|genomsnitts?)-?(?P<what>\w{{3,}})"
    rf"|(?P<of>\w{{2,}})-?(?P<amount>{_AMOUNT})"
)


def parts_of(column: str) -> list[str]:
    """Return the pieces of a column's name, without its unit and without what is behind "per"."""
    return [piece for part in WORD.findall(_ASIDE.sub("", column)) for piece in pieces_of(part)]


_ASIDE = re.compile(r"(?<=\w) (?:\(.*|(?:per|för varje|for each)\b.*)")


def pieces_of(word: str) -> tuple[str, ...]:
    """Return "medel" and "djup" for "medeldjup", a word itself for any other."""
    is_whole = re.fullmatch(EXTREME, word) or other_words(word)
    split = None if is_whole else _COMPOUND.fullmatch(word)
    return tuple(part for part in split.groups() if part) if split else (word,)


def is_amount(word: str) -> bool:
    """Say whether a compound says how much there is of its first part: "elproduktion"."""
    return re.fullmatch(rf"\w{{2,}}(?:{_AMOUNT})", word) is not None


@lru_cache(4096)
def nearness(piece: str, word: str) -> float:
    """Say how near a word of a question comes to one of a column's name, 0 for not at all.

    A word that every question may have names a column only as a whole: "kommun" does not name one
    called "kommunskatt", but "temperatur" names "vattentemperatur".
    """
    column, own = terms(piece), terms(word)
    if not own or word.isdecimal():
        return 0
    if own[:1] == column[:1]:
        return _SAME
    # "Grundast" is not when a club was founded, which is "grunda".
    known = listed_words if senses(word) else other_words
    others = {term for other in known(piece) for term in terms(other)[:1]}
    if own[0] in others:
        return _SYNONYM
    if is_familiar(word) or not column:
        return 0
    if own[-1] == column[0] or own[0] == column[-1] or _ends(column[0], own[0]):
        return _ENDING
    if len(own[0]) >= _SHORTEST_PART and piece in (f"{word}ning", f"{word}ing"):
        return _ENDING
    if any(_is_compound_of(piece, form) for form in (word, *other_words(word))):
        return _SYNONYM_ENDING
    own_others = [term for other in other_words(word) for term in terms(other)[:1]]
    is_end = any(column[-1] == term or _ends(column[0], term) for term in own_others)
    if own[-1] in others or is_end:
        return _SYNONYM_ENDING
    if set(own) & set(column) or not others.isdisjoint(own):
        return _BEGINNING
    return 0


def _is_compound_of(word: str, last: str) -> bool:
    """Say whether a word is a Swedish one and another behind it: "mjölk" and "kor"."""
    first = word.removesuffix(last)
    return len(last) >= _SHORTEST_LAST and first != word and is_common(first)


def _ends(whole: str, stem: str) -> bool:
    return len(stem) >= _SHORTEST_PART and whole.endswith(stem)


# Where something is counted need not be said again: "insamlat avfall i kommunerna".
_WHERE = re.compile(r"(?<=\w),? (?:i|på|vid|hos|inom|bland|kring|in|at|among|within)\b.*")


def telling_of(column: str) -> list[str]:
    """Return the pieces of a column's name that say what it counts, and not how or where."""
    for name in (_WHERE.sub("", column), column):
        if told := [p for p in parts_of(name) if not re.fullmatch(rf"{EXTREME}|{_AMOUNT}", p)]:
            return told
    return []


def is_wholly_said(column: str, words: Sequence[str]) -> bool:
    """Say whether every part of a column's name is said; one plain word may be said by others."""
    telling = telling_of(column)
    if len(telling) == 1 and len(terms(telling[0])) == 1:
        return True
    said = [form for word in words for form in pieces_of(word)]
    return all(any(nearness(piece, form) >= _SYNONYM for form in said) for piece in telling)


def words_of(column: str, words: Sequence[str]) -> frozenset[str]:
    """Return the words of a question that a column is called by: "mean" for "medeldjup"."""
    pieces = parts_of(column)
    return frozenset(
        word for word in words
        if any(nearness(p, form) >= NAMED for p in pieces for form in pieces_of(word))
    )  # fmt: skip
