"""Which of a library's measures a question is about, and which end of it.

In: the words of a question and the names of columns. Out: a measure, "rank", or "", with the words
that said it. A column is meant by a word of its name in any form ("besöken" for "besökare"), by its
name in the other language, or by an adjective that measures it ("deeper" for "depth"). This file
does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from index.fact_ranks import POINTS, RANK
from index.terms import terms
from qa.plan_dictionary import other_words
from qa.plan_qualities import is_telling, qualities
from qa.plan_senses import WORD, forms, senses
from qa.plan_words import COUNTED, EXTREME, PLACES, is_familiar

_SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """What is asked for.

    Attributes:
        measure: a column's name, "rank", "points", or "" for none.
        direction: 1 for its high end, -1 for its low one, 0 where neither is asked for.
        words: those of the question that said it, in small letters.
    """

    measure: str
    direction: int = 0
    words: frozenset[str] = field(default_factory=frozenset)


def measure_by_words(
    words: Sequence[str], sensed: str, columns: Mapping[str, frozenset[str]], head: str = ""
) -> Measured:
    """Return the measure that a question's words name.

    Args:
        words: those of the question that are no part of a name, in small letters.
        sensed: the question in small letters with senses.
        columns: names of columns → their units in small letters.
        head: the noun behind "which" or "how many". It is mostly what the rows are of, and names a
            column only where nothing else does.
    """
    others = [word for word in words if word != head]
    best, direction, used = _by_qualities(others, columns, *_named_column(others, columns))
    if not best and head:
        best, direction, used = _by_qualities(words, columns, *_named_column(words, columns))
    if not best and _HOW_MUCH_MONEY.search(sensed):
        # "How much was a ticket?" asks for the one column of money.
        priced = [name for q in qualities("kosta")[:1] for name in q.fitting(columns)]
        best = priced[0] if len(priced) == 1 else ""
    if not best:
        best, used = _by_unit(words, columns)
    if best:
        return Measured(best, direction or end_of(words, used), frozenset(used))
    if not {"poäng", "point", "points"}.isdisjoint(words):
        return Measured(POINTS, end_of(words, used), frozenset(used))
    is_place = PLACES.fullmatch(head) or re.search(COUNTED, sensed)
    is_rank = is_place and not _is_of_size(sensed)
    return Measured(RANK if is_rank else "", end_of(words, used), frozenset(used))


def _by_qualities(
    words: Sequence[str], columns: Mapping[str, frozenset[str]], named: str, said: frozenset[str]
) -> tuple[str, int, set[str]]:
    """Return the column that is named or that an adjective measures, its end, and their words."""
    best, direction, used = named, 0, set(said)
    if named and not _is_measured(words, columns, named):
        # "Where are homes most expensive?" is not about the number of homes.
        if is_wholly_said(named, sorted(said)):
            return "", 0, set()
        best, used = "", set()
    for word in words:
        for quality in qualities(word):
            fitting = quality.fitting(columns)
            wanted = best or _chief(fitting)
            if not wanted or wanted not in fitting:
                continue
            best, direction = wanted, quality.direction or direction
            used.add(word)
            break
    return best, direction, used


def _is_measured(words: Sequence[str], columns: Mapping[str, frozenset[str]], named: str) -> bool:
    """Say whether no adjective measures another column than the one that is named."""
    for word in words:
        fitting = [name for quality in qualities(word) for name in quality.fitting(columns)]
        if fitting and named not in fitting and is_telling(word):
            return False
    return True


# Units in words → as columns have them.
_UNITS = {
    word: unit
    for unit, words in {
        "m": "meter metre", "km": "kilometer kilometre", "km²": "kvadratkilometer",
        "m³": "kubikmeter", "ha": "hektar hectare", "l": "liter litre", "kg": "kilo kilogram",
        "ton": "ton tonne", "°c": "grad degree celsius", "%": "procent percent",
        "kr": "krona crown", "min": "minut minute",
    }.items()
    for word in words.split()
}  # fmt: skip


def _by_unit(words: Sequence[str], columns: Mapping[str, frozenset[str]]) -> tuple[str, set[str]]:
    """Return the one column whose unit stands behind a number: "när var det 18 grader?"."""
    for number, word in pairwise(words):
        units = {_UNITS.get(form, form) for form in forms(word)} if number[0].isdigit() else set()
        fitting = [column for column, of in columns.items() if not units.isdisjoint(of)]
        if len(fitting) == 1:
            return fitting[0], {word}
    return "", set()


_LARGEST = re.compile(r"\b(?:max|stör|hög|greatest|largest|highest|peak)\w*")


def _chief(columns: Sequence[str]) -> str:
    """Return which of several columns is meant: the only one, the greatest of a kind, or none.

    How deep a lake is, is its greatest depth, not the mean one.
    """
    if len(columns) > 1:
        columns = [name for name in columns if _LARGEST.search(name)]
    return columns[0] if len(columns) == 1 else ""


_HOW_MUCH_MONEY = re.compile(r"\bhow much (?:is|was|were|are|did .* cost|does .* cost)\b")
_SIZE = re.compile(r"\b(?:störst[ae]?|största|minsta|largest|biggest|smallest)\b")
_MOVED = re.compile(
    r"\b(?:RISE|FALL|CHANGE|TREND)\b|\b(?:skillnad\w*|difference|gap|avstånd\w*|lead|försprång\w*)\b"
)


def _is_of_size(sensed: str) -> bool:
    """Say whether a question is about who is large or small, which no rank tells."""
    return bool(_SIZE.search(sensed)) and not _MOVED.search(sensed)


def _named_column(
    words: Sequence[str], columns: Mapping[str, frozenset[str]]
) -> tuple[str, frozenset[str]]:
    """Return the column that is named, and the words that name it; of two, the one named wholly."""
    said = [(form, word) for word in words for form in _pieces(word)]
    best: list[tuple[str, frozenset[str]]] = []
    most = (_NAMED, 0.0)
    for column in columns:
        pieces = [piece for part in WORD.findall(column) for piece in _pieces(part)]
        meant = [max(((_nearness(p, form), word) for form, word in said), default=(0.0, ""))
                 for p in pieces]  # fmt: skip
        # "Största djup" is about depth: its first word alone is anything's.
        weight = sum(
            near * (0.1 if re.fullmatch(EXTREME, piece) else 1)
            for piece, (near, _) in zip(pieces, meant, strict=True)
        )
        found = frozenset(word for near, word in meant if near)
        score = (round(weight, 3), len(found) / max(len(pieces), 1))
        if score > most:
            best, most = [], score
        if score == most:
            best.append((column, found))
    # "Temperature" of the air or of the water: neither is meant for sure.
    chief = _chief([column for column, _ in best])
    return next((found for found in best if found[0] == chief), ("", frozenset()))


# How near the word of a question comes to one of a column: the word itself, one that ends with it
# or that it ends with, one of the same meaning; less counts as none.
_SAME, _ENDING, _SYNONYM, _SYNONYM_ENDING, _NAMED, _BEGINNING = 1.0, 0.95, 0.9, 0.85, 0.8, 0.4
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


def _pieces(word: str) -> tuple[str, ...]:
    """Return "medel" and "djup" for "medeldjup", a word itself for any other."""
    is_whole = re.fullmatch(EXTREME, word) or other_words(word)
    split = None if is_whole else _COMPOUND.fullmatch(word)
    return tuple(part for part in split.groups() if part) if split else (word,)


def is_amount(word: str) -> bool:
    """Say whether a compound says how much there is of its first part: "elproduktion"."""
    return re.fullmatch(rf"\w{{2,}}(?:{_AMOUNT})", word) is not None


@lru_cache(4096)
def _nearness(piece: str, word: str) -> float:
    """Say how near a word of a question comes to one of a column's name, 0 for not at all.

    A word that every question may have names a column only as a whole: "kommun" does not name one
    called "kommunskatt", but "temperatur" names "vattentemperatur".
    """
    column, own = terms(piece), terms(word)
    if not own or word.isdecimal():
        return 0
    if own[:1] == column[:1]:
        return _SAME
    others = {term for other in other_words(piece) for term in terms(other)[:1]}
    if own[0] in others:
        return _SYNONYM
    if is_familiar(word) or not column:
        return 0
    if own[-1] == column[0] or _ends(column[0], own[0]):
        return _ENDING
    own_others = [term for other in other_words(word) for term in terms(other)[:1]]
    if own[-1] in others or any(_ends(column[0], term) for term in own_others):
        return _SYNONYM_ENDING
    if set(own) & set(column) or not others.isdisjoint(own):
        return _BEGINNING
    return 0


def _ends(whole: str, stem: str) -> bool:
    return len(stem) >= _SHORTEST_PART and whole.endswith(stem)


def is_wholly_said(column: str, words: Sequence[str]) -> bool:
    """Say whether every part of a column's name is said; one plain word may be said by others."""
    pieces = [piece for part in WORD.findall(column) for piece in _pieces(part)]
    telling = [piece for piece in pieces if not re.fullmatch(rf"{EXTREME}|{_AMOUNT}", piece)]
    if len(telling) == 1 and len(terms(telling[0])) == 1:
        return True
    said = [form for word in words for form in _pieces(word)]
    return all(any(_nearness(piece, form) >= _SYNONYM for form in said) for piece in telling)


def words_of(column: str, words: Sequence[str]) -> frozenset[str]:
    """Return the words of a question that a column is called by: "mean" for "medeldjup"."""
    pieces = [piece for part in WORD.findall(column) for piece in _pieces(part)]
    return frozenset(
        word for word in words
        if any(_nearness(p, form) >= _NAMED for p in pieces for form in _pieces(word))
    )  # fmt: skip


def end_of(words: Sequence[str], used: frozenset[str] | set[str] = frozenset()) -> int:
    """Return 1 where the most of something is asked for, -1 for the least, 0 for neither."""
    found = {sense for word in words if word not in used for sense in senses(word)}
    return -1 if found & {"LEAST", "WORST"} else 1 if found & {"MOST", "BEST"} else 0
