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

from index.fact_ranks import POINTS, RANK
from index.terms import terms
from qa.plan_dictionary import other_words
from qa.plan_qualities import qualities
from qa.plan_senses import WORD, senses
from qa.plan_words import COUNTED, EXTREME, is_familiar

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
    lower: str, sensed: str, columns: Mapping[str, frozenset[str]], head: str = ""
) -> Measured:
    """Return the measure that a question's words name.

    Args:
        lower: the question in small letters.
        sensed: the same with senses.
        columns: names of columns → their units in small letters.
        head: the noun behind "which" or "how many". It is mostly what the rows are of, and names a
            column only where nothing else does.
    """
    words = WORD.findall(lower)
    others = [word for word in words if word != head]
    best, direction, used = _by_qualities(others, columns, *_named_column(others, columns))
    if not best and head:
        best, direction, used = _by_qualities(words, columns, *_named_column(words, columns))
    if not best and _HOW_MUCH_MONEY.search(lower):
        # "How much was a ticket?" asks for the one column of money.
        priced = [name for q in qualities("kosta")[:1] for name in q.fitting(columns)]
        best = priced[0] if len(priced) == 1 else ""
    if best:
        return Measured(best, direction or end_of(words, used), frozenset(used))
    if re.search(r"\b(?:poäng|points?)\b", lower):
        return Measured(POINTS, end_of(words, used), frozenset(used))
    is_rank = re.search(COUNTED, sensed) and not _is_of_size(lower, sensed)
    return Measured(RANK if is_rank else "", end_of(words, used), frozenset(used))


def _by_qualities(
    words: Sequence[str], columns: Mapping[str, frozenset[str]], named: str, said: frozenset[str]
) -> tuple[str, int, set[str]]:
    """Return the column that is named or that an adjective measures, its end, and their words."""
    best, direction, used = named, 0, set(said)
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


def _is_of_size(lower: str, sensed: str) -> bool:
    """Say whether a question is about who is large or small, which no rank tells."""
    return bool(_SIZE.search(lower)) and not _MOVED.search(sensed)


def _named_column(
    words: Sequence[str], columns: Mapping[str, frozenset[str]]
) -> tuple[str, frozenset[str]]:
    """Return the column that is named, and the words that name it; of two, the one named wholly."""
    best: list[tuple[str, frozenset[str]]] = []
    most = (_SYNONYM, 0.0)
    for column in columns:
        parts = WORD.findall(column)
        said = {part: word for part in parts if (word := _meant(part, words))}
        # "Största djup" is about depth: its first word alone is anything's.
        weight = sum(
            0.1 if re.fullmatch(EXTREME, part)
            else 1 if set(terms(part)) & set(terms(word)) else _SYNONYM
            for part, word in said.items()
        )  # fmt: skip
        score = (weight, len(said) / max(len(parts), 1))
        if score > most:
            best, most = [], score
        if score == most:
            best.append((column, frozenset(said.values())))
    # "Temperature" of the air or of the water: neither is meant for sure.
    chief = _chief([column for column, _ in best])
    return next((found for found in best if found[0] == chief), ("", frozenset()))


# A column that is called as the question says is meant before one of the same meaning.
_SYNONYM = 0.9


def end_of(words: Sequence[str], used: frozenset[str] | set[str] = frozenset()) -> int:
    """Return 1 where the most of something is asked for, -1 for the least, 0 for neither."""
    found = {sense for word in words if word not in used for sense in senses(word)}
    return -1 if found & {"LEAST", "WORST"} else 1 if found & {"MOST", "BEST"} else 0


def _meant(part: str, words: Sequence[str]) -> str:
    """Return the word of a question that stands for one of a column's name, in either language."""
    plain = part.casefold()
    wanted = {term for form in (plain, *other_words(plain)) for term in terms(form)}
    return next((word for word in words if _stands_for(word, plain, wanted)), "")


def _stands_for(word: str, column: str, wanted: set[str]) -> bool:
    """Say whether a word names a column; "kommun" does not name one called "kommunskatt".

    The last part of a compound does: "temperatur" for "vattentemperatur".
    """
    own = terms(word)
    if is_familiar(word):
        whole = terms(column)[:1] + [
            term for other in other_words(column) for term in terms(other)[:1]
        ]
        return bool(own and own[0] in whole)
    if word.isdecimal():
        return False
    kind = [stem for form in (word, *other_words(word)) for stem in terms(form)[:1]]
    is_kind = any(
        len(stem) >= _SHORTEST_PART and whole.endswith(stem)
        for whole in terms(column)[:1] for stem in kind
    )  # fmt: skip
    return is_kind or not wanted.isdisjoint(own)
