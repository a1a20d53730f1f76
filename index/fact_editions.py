"""Editions that go by two years: the one called 2023 that was published in 2024.

In: a sentence. Out: the edition, and the other year that it goes by. The sentences of the corpus
are the data: "Kvinnofridsbarometern 2023 publicerades den 7 februari 2024", "Klimatindex 2020
kallas också Klimatindex 2021". This file does not know which facts are of which edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fact_grammar import GENERIC, RANKING
from index.fact_tokens import ranking_name

_EDITION = re.compile(
    rf"\b(?P<ranking>{RANKING.pattern}) (?:för |of |for )?(?P<year>(?:19|20)\d\d)\b", re.I
)
_PUBLISHED = re.compile(
    r"\b(?:publicera|presentera|släppt|utgiv|gavs ut|kom ut|published|released|presented)", re.I
)
_CALLED = re.compile(
    r"\b(?:kallas|kallad|benämns|heter)\b.{0,20}\b(?:även|också|ibland)\b"
    r"|\balso (?:called|known as)\b",
    re.I,
)
_OTHER_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class OtherYear:
    """An edition's year, and another that it goes by; where that stands in the sentence."""

    ranking: str
    year: str
    other: str
    start: int
    end: int


def other_year(sentence: str) -> OtherYear | None:
    """Return what a sentence says of an edition's two years, None when it says nothing of it."""
    years = list(_OTHER_YEAR.finditer(sentence))
    if len(years) < 2:
        return None
    called = _CALLED.search(sentence)
    if not called and not _PUBLISHED.search(sentence):
        return None
    edition = _EDITION.search(sentence)
    if edition is None or GENERIC.fullmatch(edition["ranking"]):
        return None
    others = [m for m in years if m[1] != edition["year"]]
    if len(others) != 1:
        return None
    # What is published later than in the next year is another page about the edition.
    late = int(others[0][1]) - int(edition["year"]) != 1
    if late and not called:
        return None
    name = ranking_name(edition["ranking"])
    return OtherYear(name, edition["year"], others[0][1], others[0].start(), others[0].end())
