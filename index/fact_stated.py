"""The years and the rankings that a stretch of text names.

In: a text of any length. Out: its years that are no part of a date, the ones beside a ranking's
name, and the ranking that it names first or most. This file does not know about documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from index.fact_grammar import GENERIC, RANKING
from index.fact_tokens import ranking_name

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MONTHS = r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-zåäö]*\.?"
# A year that is the text's own: no part of a date, and not what something began with.
_PLAIN_YEAR = re.compile(
    r"(?<![-–\d/])(?<!sedan )(?<!since )((?:19|20)\d\d|2[1-9]\d\d)(?![-\d]|\s*[–-]\s*\d)", re.I
)
DATE_YEAR = re.compile(rf"{_MONTHS},? ((?:19|20)\d\d)\b|\b((?:19|20)\d\d)-\d\d-\d\d", re.I)
RANKING_YEAR = re.compile(
    rf"(?P<name>{RANKING.pattern})[ ,]*(?:för |år |of )?(?P<year>(?:19|20)\d\d)\b"
    # "2022 års mätning", "resultatet för 2022"
    rf"|\b(?P<of>(?:19|20)\d\d) års (?P<of_name>{RANKING.pattern})"
    r"|\bresultat\w* (?:för|från|år) (?:år )?(?P<result>(?:19|20)\d\d)\b",
    re.I,
)
# Nothing else is a year to any of these patterns.
_SOME_YEAR = re.compile(r"(?:19|2\d)\d\d")
# What stands between a ranking's name and its year.
_STRETCH = re.compile(r"[\w ,]+")
_REMEMBERED_WORDS = 1 << 14


def years_beside_rankings(text: str) -> set[str]:
    """Return the years that stand right behind a ranking's name."""
    return {m["year"] or m["of"] or m["result"] for m in _beside_years(text)}


def _beside_years(text: str) -> Iterator[re.Match[str]]:
    """Yield a ranking's name and its year; most texts hold no year, and most stretches neither."""
    if not _SOME_YEAR.search(text):
        return
    for stretch in _STRETCH.findall(text):
        if _SOME_YEAR.search(stretch):
            yield from RANKING_YEAR.finditer(stretch)


def years_of_named(text: str) -> set[str]:
    """Return the years right behind a ranking's own name: not that of "mätningen 2017"."""
    found = _beside_years(text)
    named = ((m["name"] or m["of_name"], m["year"] or m["of"]) for m in found)
    return {year for name, year in named if name and not GENERIC.fullmatch(name)}


def plain_years(text: str) -> list[str]:
    """Return the years of a text that are no part of a date, as they follow each other."""
    if not _SOME_YEAR.search(text):
        return []
    dates = [m.span() for m in DATE_YEAR.finditer(text)]
    return [
        m[1]
        for m in _PLAIN_YEAR.finditer(text)
        if not any(start <= m.start() < end for start, end in dates)
    ]


def ranking_in(text: str) -> str:
    """Return the ranking that a text names, in one form."""
    return next(filter(None, map(_ranking_called, _WORD.findall(text))), "")


def commonest_ranking(text: str) -> str:
    """Return the ranking whose name a text writes most often with a capital, "" for none."""
    words = (word for word in _WORD.findall(text) if word[0].isupper())
    named = Counter(filter(None, map(_ranking_called, words)))
    return named.most_common(1)[0][0] if named else ""


@lru_cache(_REMEMBERED_WORDS)
def _ranking_called(word: str) -> str:
    """Return the name of the ranking that is called so, "" for other words and generic ones."""
    is_name = RANKING.fullmatch(word) and not GENERIC.fullmatch(word)
    return ranking_name(word) if is_name else ""
