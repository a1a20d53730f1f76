"""Word forms become lemmas, with the Swedish and the English word list.

In: one word in small letters. Out: its lemma in one of the two languages, or None where the list
does not hold it. The lists are simplemma's, read compressed: they open twice as fast as its plain
dictionaries and take 30 MB instead of 140. This file does not know about texts, stems or compounds.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# A look-up in the compressed lists takes some ten microseconds; these many words take about 20 MB.
_REMEMBERED_WORDS = 1 << 17


@cache
def _forms(language: str) -> Mapping[str, str]:
    """Return simplemma's list of one language: form to lemma. Swedish opens in half a second."""
    from simplemma.strategies.dictionaries import StreamDictionaryFactory

    forms: Mapping[str, str] = StreamDictionaryFactory().get_dictionary(language)
    return forms


@lru_cache(_REMEMBERED_WORDS)
def lemma(word: str, language: str) -> str | None:
    """Look a word up.

    Args:
        word: one word in small letters.
        language: "sv" or "en".

    Returns:
        The lemma in small letters; None when the list knows the word neither in small letters nor
        as a name.
    """
    forms = _forms(language)
    found = forms.get(word) or forms.get(word.capitalize())
    return found.casefold() if found else None


@lru_cache(_REMEMBERED_WORDS)
def is_common(word: str) -> bool:
    """Say whether a word in small letters is a Swedish word other than a name."""
    return word in _forms("sv")
