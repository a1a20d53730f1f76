"""Every word that the page says, in Swedish and English, and how dates are written.

In: a key and a language. Out: the words, which stand in `ui.words` and beside it.
This file does not know where they stand on the page, nor anything about the documents; what the
assistant says instead of an answer is in `qa.phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ui.edit_words import EDIT_TEXTS
from ui.fact_words import FACT_TEXTS
from ui.words import PAGE_TEXTS

__all__ = [
    "EXAMPLES", "LANGUAGES", "TEXTS", "Example", "choose_language", "date_words", "month_name",
    "other_language", "text",
]  # fmt: skip

LANGUAGES = ("sv", "en")
TEXTS: Mapping[str, Mapping[str, str]] = {**PAGE_TEXTS, **EDIT_TEXTS, **FACT_TEXTS}


@dataclass(frozen=True, slots=True)
class Example:
    """A question to begin with, shown when the library holds the document that answers it."""

    sv: str
    en: str
    document_id: str

    def text(self, language: str) -> str:
        """Return the question in "sv" or "en"."""
        return self.sv if language == "sv" else self.en


EXAMPLES = (
    Example("Vem kom tvåa 2024?", "Who ranked second in 2024?", "lidkoping-2024"),
    Example(
        "Vilken kommun är bäst på kvinnofrid 2024?",
        "Which municipality was ranked first in 2024?",
        "trollhattan-2024",
    ),
    Example(
        "Vem gör Kvinnofridsbarometern?",
        "Who makes the Kvinnofridsbarometern?",
        "lidkoping-2024",
    ),
    Example(
        "Vilken plats hade Lidköping 2021?",
        "What rank did Lidköping have in 2021?",
        "lidkoping-2024",
    ),
)

_MONTHS: Mapping[str, str] = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def text(key: str, language: str, **values: object) -> str:
    """Return the words for `key` in "sv" or "en", with `values` put in.

    Raises:
        KeyError: no such key or language.
    """
    return TEXTS[key][language].format(**values) if values else TEXTS[key][language]


def choose_language(accept_language: str | None) -> str:
    """Return "sv" or "en", whichever a browser's Accept-Language asks for first.

    Swedish when the browser does not say, English when it wants only other languages.
    """
    wanted: list[tuple[float, str]] = []
    for part in (accept_language or "").split(","):
        name, _, quality = part.strip().partition(";")
        match = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", quality)
        weight = float(match[1]) if match else 1.0
        if name not in ("", "*") and weight > 0:
            wanted.append((weight, name.split("-")[0].lower()))
    if not wanted:
        return "sv"
    known = [pair for pair in wanted if pair[1] in LANGUAGES]
    return max(known, key=lambda pair: pair[0])[1] if known else "en"


def month_name(month: int, language: str) -> str:
    """Return the name of a month from 1 to 12."""
    return _MONTHS[language].split()[month - 1]


def other_language(language: str) -> str:
    """Return the one of the two languages that `language` is not."""
    return "en" if language == "sv" else "sv"


def date_words(date: str, language: str) -> str:
    """Return an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) as people write it, else as it stands."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", date)
    if not match:
        return date
    year, month, day = match.groups()
    named = [month_name(int(month), language)] if month else []
    return " ".join([*([str(int(day))] if day else []), *named, year])
