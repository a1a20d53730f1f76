"""Every word that the page says, in Swedish and English.

In: a key and a language. Out: the words. This file does not know where they stand on the page, nor
anything about the documents; what the assistant says instead of an answer is in `qa.phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("sv", "en")

TEXTS: Mapping[str, Mapping[str, str]] = {
    "name": {"sv": "Källa", "en": "Källa"},
    "tagline": {
        "sv": "Svar ur dokumenten, med meningen som de står i.",
        "en": "Answers from the documents, with the sentence that says so.",
    },
    "other-language": {"sv": "English", "en": "Svenska"},
    "question": {"sv": "Din fråga", "en": "Your question"},
    "placeholder": {"sv": "Ställ en fråga", "en": "Ask a question"},
    "ask": {"sv": "Fråga", "en": "Ask"},
    "clear": {"sv": "Rensa", "en": "Clear"},
    "examples": {"sv": "Till exempel", "en": "For example"},
    "conversation": {"sv": "Frågor och svar", "en": "Questions and answers"},
    "no-words": {"sv": "(ingen fråga)", "en": "(no question)"},
    "asking": {"sv": "Letar i dokumenten …", "en": "Looking in the documents …"},
    "failed": {
        "sv": "Något gick fel hos oss, så frågan fick inget svar. Försök en gång till.",
        "en": "Something went wrong on our side, so there is no answer. Please try again.",
    },
    "understood": {"sv": "Du menar: {question}", "en": "You mean: {question}"},
    "answer": {"sv": "Svar", "en": "Answer"},
    "citation": {"sv": "Källa", "en": "Source"},
    "citations": {"sv": "Så står det", "en": "What the documents say"},
    "in-document": {"sv": "Läs i dokumentet", "en": "Read it in the document"},
    "original": {"sv": "Öppna originalet", "en": "Open the original"},
    "new-tab": {"sv": "(ny flik)", "en": "(new tab)"},
    "untitled": {"sv": "Utan titel", "en": "Untitled"},
    "undated": {"sv": "Utan datum", "en": "Undated"},
    "nearest": {"sv": "Det här kom närmast", "en": "This came nearest"},
    "nearest-note": {
        "sv": "Det är inget svar, men kanske en väg vidare.",
        "en": "It is not an answer, but it may help you on.",
    },
    "disagreement-note": {
        "sv": "Här är vad vart och ett säger. Jämför datum och utgivare.",
        "en": "Here is what each of them says. Compare their dates and publishers.",
    },
    "footer-documents": {"sv": "{count} dokument", "en": "{count} documents"},
    "footer-privacy": {
        "sv": "Dina frågor sparas inte, varken här eller i webbläsaren.",
        "en": "Your questions are not kept, neither here nor in your browser.",
    },
    "back": {"sv": "Till frågorna", "en": "To the questions"},
    "own-words": {
        "sv": "Återgivet i egna ord efter: {original}",
        "en": "Told in our own words, after: {original}",
    },
    "to-quote": {"sv": "Till den markerade meningen", "en": "To the marked sentence"},
    "no-document": {
        "sv": "Det dokumentet finns inte i samlingen. Det kan ha tagits bort sedan svaret gavs.",
        "en": "That document is not in the collection. It may have gone since the answer came.",
    },
    "part": {
        "sv": "Dokumentet är mycket långt. Här är en del av det.",
        "en": "The document is very long. Here is a part of it.",
    },
    "quote-lost": {
        "sv": "Stället som länken pekade på finns inte i dokumentet. Här är hela texten.",
        "en": "The place that the link pointed to is not in the document. Here is the whole text.",
    },
}


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


def other_language(language: str) -> str:
    """Return the one of the two languages that `language` is not."""
    return "en" if language == "sv" else "sv"


def date_words(date: str, language: str) -> str:
    """Return an ISO date (YYYY, YYYY-MM or YYYY-MM-DD) as people write it, else as it stands."""
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", date)
    if not match:
        return date
    year, month, day = match.groups()
    named = [_MONTHS[language].split()[int(month) - 1]] if month else []
    return " ".join([*([str(int(day))] if day else []), *named, year])
