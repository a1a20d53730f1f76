"""Word forms become lemmas, with the Swedish and the English word list.

In: one word in small letters. Out: its lemma in one of the two languages, or None where the list
does not hold it. The lists are simplemma's, read compressed: they open twice as fast as its plain
dictionaries and take 30 MB instead of 140. Whoever looks up words by the ten thousand reads them
whole for that time. This file does not know about texts, stems or compounds.
"""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A look-up in the compressed lists takes some twenty microseconds; these many words take about
# 20 MB.
_REMEMBERED_WORDS = 1 << 17
_LANGUAGES = ("sv", "en")
# The apostrophes that people write, the one of the lists first.
_APOSTROPHES = "'’ʼ"

# Form to lemma by language, of the lists that are open.
_open: dict[str, Mapping[str, str]] = {}


def _forms(language: str) -> Mapping[str, str]:
    """Return simplemma's list of one language. Swedish opens in half a second."""
    forms = _open.get(language)
    if forms is None:
        from simplemma.strategies.dictionaries import StreamDictionaryFactory

        forms = _open.setdefault(language, StreamDictionaryFactory().get_dictionary(language))
    return forms


@contextmanager
def read_whole() -> Iterator[None]:
    """Hold the lists as plain dictionaries: look-ups are twenty times as fast.

    It takes 140 MB while it lasts, and a second to begin. What is looked up is the same.
    """
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    before = dict(_open)
    whole = DefaultDictionaryFactory()
    _open.update({language: whole.get_dictionary(language) for language in _LANGUAGES})
    try:
        yield
    finally:
        for language in _LANGUAGES:
            _open.pop(language, None)
        _open.update(before)


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
    return _forms("sv").get(word) is not None


@lru_cache(_REMEMBERED_WORDS)
def is_word(word: str) -> bool:
    """Say whether a word in small letters is one other than a name, in either language."""
    return any(_forms(language).get(word) is not None for language in _LANGUAGES)


def is_known(word: str) -> bool:
    """Say whether a word in small letters is in one of the lists, whatever its apostrophes."""
    forms = {unicodedata.normalize("NFC", word)}
    if any(mark in word for mark in _APOSTROPHES):
        plain = word.translate(dict.fromkeys(map(ord, _APOSTROPHES), "'"))
        forms |= {plain.replace("'", mark) for mark in _APOSTROPHES}
    return any(lemma(form, language) for language in _LANGUAGES for form in forms)
