"""What a sentence leaves to its surroundings: the year and the ranking.

In: a document, one of its paragraphs after the other, and what the sentences before said. Out: the
year of a statement and what said it, in this order: the sentence, the paragraph, the title, the
place beside the ranking's name elsewhere in the document, the document's date. This file does not
know the grammar of ranks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.fact_grammar import RANKING
from index.fact_stated import (
    DATE_YEAR,
    commonest_ranking,
    plain_years,
    ranking_in,
    years_beside_rankings,
    years_of_named,
)
from index.fact_subjects import Subjects, subject_of

if TYPE_CHECKING:
    from index.documents import Document
    from index.fact_quantities import Quantity
    from index.fact_sentences import Statement
    from index.paragraphs import Paragraph

_PAST_YEAR = re.compile(
    r"(?:senast|förra|föregående|första|tidigare|previous|first)\w*\b[^.]{0,40}?((?:19|20)\d\d)"
)
# The only year of a text that goes on "two years later" is not its own.
_LATER = re.compile(r"\bår senare\b|\byears? later\b", re.I)
_ABOUT = re.compile(
    rf"\b(?:{RANKING.pattern})\b|plats|placering|\betta|tvåa|trea\b|bäst|sämst|topp|botten"
    r"|\b(?:place|ranked|first|second|third|best|worst)\b",
    re.I,
)
# What the sentence behind such a one says may be of last year, too.
_OPENS_LAST_YEAR = re.compile(r"\W*(?:i ?fjol|förra året|last year)\b", re.I)
# "har som mål att vara bäst år 2030": such a year is not yet.
_AIM = re.compile(
    r"\b(?:mål|målet|målsättning\w*|ambition\w*|vision\w*|siktar|strävar|ska|skall|goal|aims?)\b"
    r"[^.;]{0,80}?\b(?:19|20)\d\d",
    re.I,
)
# "2018 var senaste gången": nor is such a year now.
_LAST_TIME = re.compile(
    r"((?:19|20)\d\d) (?:var|was) (?:det |den |the )?(?:senaste|förra|första|last|first)\b"
)
# "plats 36 (2020: 42)": nor is that of the place beside it.
_ASIDE_YEAR = re.compile(r"\((20\d\d)[:,]? (?:plats )?\d{1,3}\)")
Year = tuple[str, str]
NO_YEAR: Year = ("", "")


@dataclass(slots=True)
class Context:
    """What is known around a sentence; grows as the sentences of a paragraph are heard."""

    document_year: Year
    date_year: Year
    title_ranking: str
    subjects: Subjects
    _paragraph: str = ""
    _heading: str = ""
    _earlier: set[str] = field(default_factory=set)
    _last_year_said: str = ""
    _years_said: set[str] = field(default_factory=set)
    _title_year: Year = NO_YEAR
    _goes_on_about_last_year: bool = False

    def within(self, paragraph: Paragraph, about: str) -> Context:
        """Return the context at the beginning of a paragraph.

        Args:
            paragraph: the paragraph.
            about: the municipality that the one before it spoke of last, or the document does.
        """
        return replace(
            self, subjects=self.subjects.within(paragraph.text, about), _paragraph=paragraph.text,
            _heading=paragraph.heading, _earlier=set(), _last_year_said="", _years_said=set(),
            _goes_on_about_last_year=False,
        )  # fmt: skip

    def hears(self, said: Sequence[Statement]) -> None:
        """Take in which years a sentence states of an earlier time, before its own is asked for."""
        self._earlier |= {s.year for s in said if s.when in ("earlier", "since")}
        # Of one who has two places in it, a year is only that of the one it stands at.
        whose = [s.who for s in said]
        once = (s for s in said if s.when == "stated" and whose.count(s.who) == 1)
        self._years_said |= {s.year for s in once}

    def heard(self, sentence: str, said: Sequence[Statement]) -> None:
        """Remember what a sentence said, for those behind it."""
        years = plain_years(sentence)
        self._years_said.update(years)
        self._goes_on_about_last_year = _OPENS_LAST_YEAR.match(sentence) is not None
        self._last_year_said = years[-1] if years else self._last_year_said
        self.subjects.heard(sentence, {s.who for s in said})

    def ranking(self) -> str:
        """Return the ranking that a sentence without its name speaks of."""
        return self.ranking_named(self._paragraph) or self.title_ranking

    def ranking_named(self, text: str) -> str:
        """Return the ranking that a text names, "" for none."""
        return ranking_in(text)

    def ranking_around(self, title: str) -> str:
        """Return the ranking that a table of a title is about."""
        return ranking_in(title) or self.title_ranking

    def year_of(self, said: Statement) -> Year:
        """Return the year of a statement, and what said it."""
        if said.when in ("stated", "earlier", "date", "since"):
            return said.year, "since" if said.when == "since" else "sentence"
        if said.when == "past":
            return NO_YEAR
        if not said.when and self._goes_on_about_last_year:
            return NO_YEAR
        counted = int(said.year) if said.when in ("years ago", "years later") else 1
        if said.when in ("then", "years later"):
            return _moved((self._last_year_said, "paragraph"), counted * (said.when != "then"))
        year = self._this_year() if said.when == "now" else self._own_year()
        if said.when == "year before" and self._last_year_said:
            year = (self._last_year_said, "paragraph")
        is_before = said.when in ("last year", "year before", "years ago")
        return _moved(year, -counted if is_before else 0)

    def _this_year(self) -> Year:
        """Return the year of "i år" and "årets mätning": an edition's that is named, or the date's.

        A paragraph's other years are of what it compares with.
        """
        named = years_beside_rankings(self._paragraph) - self._past()
        date = self.date_year[0]
        if date:
            named = {year for year in named if int(date) - 1 <= int(year) <= int(date)}
        if len(named) == 1:
            return named.pop(), "paragraph"
        years = [self._title_year, self.document_year, self.date_year]
        of_document = self.document_year[0]
        if date and of_document and int(of_document) < int(date) - 1:
            years = [self._title_year, self.date_year]
        return next((year for year in years if year[0]), NO_YEAR)

    def year_of_quantity(self, said: Quantity) -> Year:
        """Return the year of a number that a sentence gives somebody, and what said it.

        A page's date is the year of what is so now; what was so was before it.
        """
        if said.year:
            return said.year, "sentence"
        if said.when.startswith("before "):
            own = self.year_of_quantity(replace(said, when=said.when.removeprefix("before ")))
            return (str(int(own[0]) - 1), own[1]) if own[0] else NO_YEAR
        if said.when == "last year":
            year = self.date_year[0]
            return (str(int(year) - 1), "date") if year else NO_YEAR
        if self._title_year[0]:
            return self._title_year
        return self.date_year if said.when == "now" else NO_YEAR

    def year_around(self, title: str) -> Year:
        """Return the year of a row of a table: its title's, else as of a sentence."""
        stated = set(plain_years(title))
        if len(stated) == 1:
            return stated.pop(), "paragraph"
        return self._later_years()

    def _own_year(self) -> Year:
        """Return the year of the text's own occasion."""
        stated = {y for s in self._about() for y in plain_years(s)} - self._past()
        if self.date_year[0]:
            # What is to be some year is not yet: "målet är att bli bäst år 2030".
            stated = {year for year in stated if year <= self.date_year[0]}
        if len(stated) == 1 and _LATER.search(self._paragraph):
            return self._later_years()
        if len(stated) == 1 and self._is_near(*stated):
            # Of what is dated a year later, it may be this year's edition or the one before.
            return (stated.pop(), "paragraph") if self._is_own(*stated) else NO_YEAR
        if len(stated) < 2:
            dates = {a or b for a, b in DATE_YEAR.findall(self._paragraph)} - self._past()
            later = self._later_years()
            if len(dates) == 1 and later[1] in ("", "date"):
                return dates.pop(), "paragraph"
            return later
        beside = years_beside_rankings(self._paragraph) & stated
        return (beside.pop(), "paragraph") if len(beside) == 1 else self._later_years()

    def _is_near(self, year: str) -> bool:
        """Say whether a paragraph's only year was said by now, is a ranking's or the date's."""
        date = self.date_year[0]
        said = year in self._years_said or year in years_of_named(self._paragraph)
        return said or not date or abs(int(date) - int(year)) <= 1

    def _is_own(self, year: str) -> bool:
        """Say whether a year is the date's, was said by now, or stands beside a ranking's name."""
        date = self.date_year[0]
        said = date in ("", year) or year in self._years_said
        return said or year in years_beside_rankings(self._paragraph)

    def _about(self) -> list[str]:
        """Return the sentences of the paragraph that speak of a ranking or of ranks."""
        sentences = re.split(r"(?<=[.!?])\s+|\n+", self._paragraph)
        return [_AIM.sub("", s) for s in sentences if _ABOUT.search(s)]

    def _past(self) -> set[str]:
        return self._earlier | set(
            re.findall(
                r"(?:\b(?:än|than|mot|som|since)(?: (?:i|in|år|för))* (?=\d)"
                r"|som (?:även|också|redan)|(?:which|who) (?:also|already)|från|from|förra"
                r"|senaste|senast|föregående|tidigare|första|last|previous|first|jämfört|compared)"
                r"\b[^.]{0,60}?\b"
                r"((?:19|20)\d\d)", self._paragraph, re.I,
            )
        ) | set(_LAST_TIME.findall(self._paragraph)) | set(
            _ASIDE_YEAR.findall(self._paragraph)
        )  # fmt: skip

    def _later_years(self) -> Year:
        return next(
            (y for y in (self._title_year, self.document_year, self.date_year) if y[0]), NO_YEAR
        )


def _moved(year: Year, by: int) -> Year:
    """Return a year so many years later, or before; none where there is none."""
    return (str(int(year[0]) + by), year[1]) if year[0] else NO_YEAR


def context_of(document: Document) -> Context:
    """Return what a document as a whole says."""
    in_title = set(plain_years(document.title))
    beside = years_beside_rankings(document.text)
    if beside:
        beside -= set(_PAST_YEAR.findall(document.text))
    date = document.date[:4]
    if date.isdecimal():
        # That of "mätningen 2017" may be the one compared with.
        named = years_of_named(document.text)
        beside = {year for year in beside if year in named or int(year) >= int(date) - 1}
    return Context(
        document_year=(beside.pop(), "document") if len(beside) == 1 else NO_YEAR,
        date_year=(date, "date") if date.isdecimal() else NO_YEAR,
        title_ranking=ranking_in(document.title) or commonest_ranking(document.text),
        subjects=Subjects(subject_of(document)),
        _title_year=(in_title.pop(), "title") if len(in_title) == 1 else NO_YEAR,
    )
