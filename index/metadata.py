"""What a page says about itself in plain words: its date, its publisher, its language.

In: the text of a page. Out: strings, "" for what the page does not state; nothing is guessed.
This file does not know about files, front matter or HTML.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb",
            "mars march mar",
            "april apr",
            "maj may",
            "juni june jun",
            "juli july jul",
            "augusti august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
DATE = (
    r"(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d{1,2}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|:[ae])?\.? (?P<name>{_MONTH})\.?,?"
    r" (?P<year2>(?:19|20)\d\d)"
    rf"|(?P<name3>{_MONTH})\.? (?P<day3>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year3>(?:19|20)\d\d)"
    r"|(?P<day4>\d{1,2})/(?P<month4>\d{1,2}) (?P<year4>(?:19|20)\d\d))"
)
# How a line begins in which a page speaks of itself: "Senast granskad 2024-02-19 av ...".
ABOUT_PAGE = re.compile(
    r"(?:(?:sidan|sidan är|artikeln|informationen|this page|page)\s+)?(?:(?:senast|last|was)\s+)*"
    r"(?:(?:publicera|granska|uppdatera|ändra|faktagranska)(?:d|t|des)|published|updated|reviewed"
    r"|modified)(?:\s+(?:senast|den|on|last))*\s*(?::|$|\d)"
    r"|(?:sidansvarig|webbansvarig|innehållsansvarig|ansvarig för sidan|ansvarig utgivare"
    r"|page manager|page owner|content owner)\b",
    re.I,
)
# A page that says both when it was published and when it was reviewed is dated by the former.
_PUBLISHED = r"publicerad|publicerades|publiceringsdatum|publicerat|published|publication date"
_REVIEWED = (
    r"granskad|granskades|uppdaterad|uppdaterades|uppdaterat|ändrad|ändrades|faktagranskad"
    r"|reviewed|updated|modified|last changed"
)
_BETWEEN = r"(?: senast| last| on| den)?[ \t]*:?\s{0,2}(?:den )?"
_RESPONSIBLE = (
    r"sidansvarig|ansvarig för sidan|webbansvarig|innehållsansvarig|ansvarig|redaktör"
    r"|page (?:manager|owner|editor)|responsible(?: for (?:this|the) page)?|content owner"
)
# Words run into a date where a page shows them apart: "NYHET22 september 2021".
_ALONE = re.compile(
    rf"(?!(?:{_REVIEWED})\b)(?:[^\W\d_]{{3,20}},? ?)?(?:den )?{DATE}"
    r"(?:,? ?(?:kl\.? ?)?\d\d[:.]\d\d)?",
    re.I,
)
_HEAD_LINES, _HEAD_CHARS = 8, 2000
_PUBLISHER = re.compile(
    r"(?im)^(?:utgivare|publisher|published by|utgiven av)[ \t]*:[ \t]*(.{2,80})$"
)
_MAIL = r"[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)"
# Addresses at which anybody may have a mailbox say nothing about who publishes a page.
_OPEN_TO_ALL = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|proton|protonmail|telia|bredband"
    r"|comhem|spray|passagen)\.\w+(?:\.\w+)?",
    re.I,
)
_LANGUAGES = {"sv": "sv", "en": "en", "no": "no", "nn": "no", "da": "da", "de": "de"}
# Below this many words, names decide what the identifier answers: "Lidköping" alone is German.
_ENOUGH_WORDS = 20
_READ_CHARS = 4000


def stated_date(text: str) -> str:
    """Return the date of a page, in ISO form, or "".

    It stands behind "Publicerad" or alone on a line at the head; else it is that of a review.
    """
    return _behind(_PUBLISHED, text) or date_at_head(text) or stated_review(text)


def date_at_head(text: str) -> str:
    """Return the date that fills one of a page's first lines: "3 juli 2017", "NYHET3 juli 2017"."""
    lines = filter(None, map(str.strip, text[:_HEAD_CHARS].splitlines()))
    dates = (date_alone(line) or _leading_date(line) for line in islice(lines, _HEAD_LINES))
    return next(filter(None, dates), "")


def _leading_date(line: str) -> str:
    """Return the date that a line begins with in figures: "2022-05-19 Lund har ..."."""
    found = re.match(r"20\d\d-\d\d-\d\d(?= [^\W\d_])", line)
    return iso_date(found.group()) if found else ""


def date_alone(line: str) -> str:
    """Return the date that a line is, but for one word before it and a time behind it, or ""."""
    found = _ALONE.fullmatch(line)
    return _iso(found.groupdict()) if found else ""


def stated_review(text: str) -> str:
    """Return the date behind "Senast granskad" and the like, in ISO form, or ""."""
    return _behind(_REVIEWED, text)


def _behind(label: str, text: str) -> str:
    pattern = rf"\b(?:{label})\b{_BETWEEN}{DATE}"
    for found in re.finditer(pattern, text, re.I):
        if date := _iso(found.groupdict()):
            return date
    return ""


def iso_date(text: str) -> str:
    """Return a date, "7 februari 2024" or a mere year too, in ISO form; "" for anything else."""
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return text
    found = re.fullmatch(DATE, text, re.I)
    return _iso(found.groupdict()) if found else ""


def _iso(parts: dict[str, str | None]) -> str:
    """Return the ISO form of a match of `DATE`, "" when there is no such day."""
    import datetime

    def first(*names: str) -> str:
        return next((value for name in names if (value := parts[name])), "")

    year = first("year", "year2", "year3", "year4")
    name = first("name", "name3").casefold()
    month = _MONTHS[name] if name else int(first("month", "month4"))
    day = first("day", "day2", "day3", "day4")
    try:
        whole = datetime.date(int(year), month, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]


def stated_publisher(text: str) -> str:
    """Return who the page names as its publisher, or its responsible address's domain, or ""."""
    if named := _PUBLISHER.search(text):
        return named[1].strip().rstrip(".")
    for found in re.finditer(
        rf"\b(?:{_RESPONSIBLE})\b[ \t]*:?\s{{0,2}}[^\n@]{{0,60}}?{_MAIL}", text, re.I
    ):
        if not _OPEN_TO_ALL.fullmatch(found["domain"]):
            return found["domain"].casefold().rstrip(".")
    return ""


def language_of(text: str) -> str:
    """Return the language that a text is written in: sv, en, no, da, de, or "" when unsure."""
    sample = text[:_READ_CHARS]
    letters = list(filter(str.isalpha, sample))
    latin = len(letters) if sample.isascii() else sum(letter < "\u0250" for letter in letters)
    if len(sample.split()) < _ENOUGH_WORDS or latin < 0.9 * len(letters):
        return ""
    return _LANGUAGES.get(str(_identifier().classify(sample)[0]), "")


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier of all languages; loading takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
