"""The fixed replies, in Swedish and English.

In: why there is no answer. Out: what is said instead. The documents are never put into other
words here, and no reply claims anything about their subject.
"""

from __future__ import annotations

from collections.abc import Mapping

# The help line's number and hours: nck-2018 and nck-2023 of the starter corpus.
PHRASES: Mapping[str, Mapping[str, str]] = {
    "not-in-documents": {
        "sv": "Det svarar dokumenten inte på.",
        "en": "The documents do not say.",
    },
    "empty": {
        "sv": "Skriv en fråga, till exempel: Vem kom tvåa 2024?",
        "en": "Write a question, for example: Who ranked second in 2024?",
    },
    "too-long": {
        "sv": "Frågan är för lång. Korta den till högst 1 000 tecken.",
        "en": "The question is too long. Shorten it to 1,000 characters at the most.",
    },
    "greeting": {
        "sv": "Hej! Ställ en fråga om dokumenten, så visar jag meningen som svaret står i.",
        "en": "Hello! Ask about the documents, and I show you the sentence that answers.",
    },
    "not-a-question": {
        "sv": "Jag skriver inga egna texter. Jag letar upp svar i dokumenten och visar var de "
        "står.",
        "en": "I do not write texts of my own. I find answers in the documents and show where.",
    },
    "help": {
        "sv": "Är det akut, ring 112. Kvinnofridslinjen 020-50 50 50 är öppen dygnet runt, gratis "
        "och anonymt, och samtalet syns inte på telefonräkningen.",
        "en": "In an emergency, call 112. Kvinnofridslinjen, 020-50 50 50, is open day and night, "
        "free and anonymous, and the call does not show on the telephone bill.",
    },
    "disagreement": {
        "sv": "Dokumenten är inte överens.",
        "en": "The documents disagree.",
    },
}
LANGUAGES = ("sv", "en")


def phrase(key: str, language: str) -> str:
    """Return the reply `key` in "sv" or "en".

    Raises:
        KeyError: no such reply or language.
    """
    return PHRASES[key][language]
