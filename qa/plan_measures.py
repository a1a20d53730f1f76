"""Which of a library's measures a question is about, and which end of it.

In: the words of a question and the names of columns. Out: a measure, "rank", or "", with the words
that said it. A column is meant by a word of its name in any form ("besöken" for "besökare"), by its
name in the other language, or by an adjective that measures it ("deeper" for "depth"). This file
does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from index.fact_ranks import POINTS, RANK
from qa.plan_columns import NAMED, is_wholly_said, nearness, parts_of, pieces_of
from qa.plan_kinds import by_distance, by_time, by_unit, per
from qa.plan_qualities import is_telling, qualities
from qa.plan_senses import WORD, forms, senses
from qa.plan_words import COUNTED, EXTREME, PLACES


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
    columns, of_each = per(" ".join(words), columns)
    words = [word for word in words if word not in of_each]
    others = [word for word in words if word != head]
    best, direction, used = _by_qualities(others, columns, *_named_column(others, columns))
    if not best and head:
        best, direction, used = _by_qualities(words, columns, *_named_column(words, columns))
    if not best and _HOW_MUCH_MONEY.search(sensed):
        # "How much was a ticket?" asks for the one column of money.
        priced = [name for q in qualities("kosta")[:1] for name in q.fitting(columns)]
        best = priced[0] if len(priced) == 1 else ""
    if not best:
        best, used = by_unit(words, head, columns)
    if not best:
        best, used = by_distance(words, columns)
        direction = -1 if best else direction
    best = by_time(words, best, columns)
    if best:
        end = direction or end_of(words, used)
        # "Nöjdast" names "nöjda elever", and asks for the most of them.
        is_most = any(_SUPERLATIVE.fullmatch(w) and len(forms(w)) > 1 for w in used)
        return Measured(best, end or int(is_most), of_each.union(used))
    if not {"poäng", "point", "points"}.isdisjoint(words):
        return Measured(POINTS, end_of(words, used), frozenset(used))
    is_place = PLACES.fullmatch(head) or re.search(COUNTED, sensed)
    is_rank = is_place and not _is_of_size(sensed)
    return Measured(RANK if is_rank else "", end_of(words, used), frozenset(used))


def _by_qualities(
    words: Sequence[str],
    columns: Mapping[str, frozenset[str]],
    named: str,
    said: frozenset[str],
) -> tuple[str, int, set[str]]:
    """Return the column that is named or that an adjective measures, its end, and their words."""
    best, direction, used = named, 0, set(said)
    if named and not _is_measured(words, columns, named):
        if meant := _priced_by(words, columns, said):
            best = meant
        elif is_wholly_said(named, sorted(said)):
            # "Where are homes most expensive?" is not about the number of homes.
            return "", 0, set()
        else:
            best, used = "", set()
    # In "most heavily used" the second word says of what: "most" may be of anything.
    for word in sorted(words, key=lambda word: not is_telling(word)):
        for quality in qualities(word):
            fitting = quality.fitting(columns)
            wanted = best or _chief(fitting)
            if not wanted or wanted not in fitting:
                continue
            best, direction = wanted, quality.direction or direction
            used.add(word)
            break
    return best, direction, used


def _priced_by(
    words: Sequence[str], columns: Mapping[str, frozenset[str]], said: frozenset[str]
) -> str:
    """Return the one column that an adjective measures of what is named: "cost per meal"."""
    telling = [q for word in words if is_telling(word) for q in qualities(word)]
    fitting = {name for quality in telling for name in quality.fitting(columns)}
    if len(fitting) != 1:
        return ""
    (name,) = fitting
    parts = [part for text in (name, *columns[name]) for part in WORD.findall(text)]
    is_of_it = all(any(nearness(part, word) >= NAMED for part in parts) for word in said)
    return name if is_of_it else ""


BY = r"\b(?:by|in terms of|based on|räknat|räknad|sett till|mätt|baserat på|utifrån)\b"


def _is_measured(words: Sequence[str], columns: Mapping[str, frozenset[str]], named: str) -> bool:
    """Say whether no adjective measures another column than the one that is named.

    "Busiest by ship calls" says itself what it measures.
    """
    if re.search(BY, " ".join(words)):
        return True
    for word in words:
        fitting = [name for quality in qualities(word) for name in quality.fitting(columns)]
        if fitting and named not in fitting and is_telling(word):
            return False
    return True


_LARGEST = re.compile(r"\b(?:max|stör|hög|greatest|largest|highest|peak)\w*")


def _chief(columns: Sequence[str]) -> str:
    """Return which of several columns is meant: the only one, the plain or the greatest of a kind.

    What is dearer has the higher price, and not the higher greatest price; but how deep a lake is,
    where no column is its depth alone, is its greatest depth, not the mean one.
    """
    plain = [name for name in columns if len(parts_of(name)) == 1]
    if len(columns) > 1 and len(plain) == 1:
        return plain[0]
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


# What is called by its own name is meant before another of which it is said which.
_WHICH = 0.04


def _near(piece: str, form: str, word: str) -> float:
    """Return how near a word comes to a piece; "deep" is no end of the depth of sight."""
    near = nearness(piece, form)
    is_other = (
        near < 1
        and qualities(word)
        and not any(re.search(quality.columns, piece) for quality in qualities(word))
    )
    return 0.0 if is_other else near


def _named_column(
    words: Sequence[str], columns: Mapping[str, frozenset[str]]
) -> tuple[str, frozenset[str]]:
    """Return the column that is named, and the words that name it; of two, the one named wholly."""
    said = [(form, word) for word in words for form in pieces_of(word)]
    said += [
        (f"{particle}{form}", word)
        for word, particle in _with_particles(words)
        for form in sorted(forms(word))
    ]
    best: list[tuple[str, frozenset[str]]] = []
    most = (NAMED, 0.0)
    for column in columns:
        pieces = parts_of(column)
        meant = [max(((_near(p, form, word), word) for form, word in said), default=(0.0, ""))
                 for p in pieces]  # fmt: skip
        # "Största djup" is about depth: its first word alone is anything's.
        marks = [re.fullmatch(EXTREME, piece) is not None for piece in pieces]
        weights = [_WHICH if mark and not all(marks) else 1 for mark in marks]
        weight = sum(near * w for w, (near, _) in zip(weights, meant, strict=True))
        share = sum(w for w, (near, _) in zip(weights, meant, strict=True) if near)
        found = frozenset(word for near, word in meant if near)
        score = (round(weight, 3), round(share / sum(weights), 3))
        if score > most:
            best, most = [], score
        if score == most:
            best.append((column, found))
    # "Temperature" of the air or of the water: neither is meant for sure.
    chief = _chief([column for column, _ in best])
    return next((found for found in best if found[0] == chief), ("", frozenset()))


# "Lånades ut" is what "utlån" counts.
_PARTICLES = frozenset("ut in upp ned ner av på till om över bort emot fram".split())
_FARTHEST_PARTICLE = 2


def _with_particles(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield words with each particle close behind them."""
    for at, word in enumerate(words):
        for particle in words[at + 1 : at + 1 + _FARTHEST_PARTICLE]:
            if particle in _PARTICLES:
                yield word, particle


_SUPERLATIVE = re.compile(r"\w{3,}(?:ast|aste|asta|est)")


def end_of(words: Sequence[str], used: frozenset[str] | set[str] = frozenset()) -> int:
    """Return 1 where the most of something is asked for, -1 for the least, 0 for neither."""
    found = {sense for word in words if word not in used for sense in senses(word)}
    return -1 if found & {"LEAST", "WORST"} else 1 if found & {"MOST", "BEST"} else 0
