"""Words of a question become their equivalents in the language of the documents.

In: the words of a text, in small letters. Out: what they mean in the other language, for Swedish
and English. The list is `glossary.tsv`: an English word or expression in its base form, and its
Swedish equivalents, the most usual first; from Swedish it is read backwards. This file does not
know how rare a word is, nor about libraries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from index.compounds import compound_base
from index.lexicon import lemma
from index.terms import tokens

FILE = Path(__file__).with_name("glossary.tsv")
_OTHER = {"en": "sv", "sv": "en"}
# Words of the longest expression.
_LONGEST = 9


@dataclass(frozen=True)
class Glossary:
    """One direction of the list.

    Attributes:
        source: language of what is looked up, "sv" or "en".
        entries: base forms, joined by blanks, to the equivalents, each one word or several.
    """

    source: str
    entries: Mapping[str, tuple[str, ...]]

    def look_up(self, words: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
        """Look up the longest expression that begins at a word.

        Args:
            words: of a text, in small letters.
            at: where to begin.

        Returns:
            the equivalents and how many words they stand for; () and 1 where the list has none.
        """
        bases = [_base(word, self.source) for word in words[at : at + _LONGEST]]
        for length in range(len(bases), 1, -1):
            if found := self.entries.get(" ".join(bases[:length])):
                return found, length
        # "Found" may be what it says or the past of "find".
        both = (self.entries.get(form, ()) for form in (words[at], bases[0]))
        return tuple(dict.fromkeys(chain.from_iterable(both))), 1


def glossary(source: str, targets: Collection[str]) -> Glossary | None:
    """Open the list for a question about documents.

    Args:
        source: the question's language.
        targets: languages of the documents.

    Returns:
        None where none of them is one that the list leads to.
    """
    return _opened(source) if _OTHER.get(source) in targets else None


@cache
def _opened(source: str) -> Glossary:
    entries: dict[str, tuple[str, ...]] = {}
    for word, equivalent in _pairs(source):
        key = _key(word, source)
        if equivalent not in entries.get(key, ()):
            entries[key] = (*entries.get(key, ()), equivalent)
    return Glossary(source, entries)


def _pairs(source: str) -> Iterator[tuple[str, str]]:
    with FILE.open(encoding="utf-8") as lines:
        for line in lines:
            english, swedish = line.rstrip("\n").split("\t")
            for equivalent in swedish.split(";"):
                yield (english, equivalent) if source == "en" else (equivalent, english)


def _key(text: str, source: str) -> str:
    """Base forms of an expression; a single word of the list is in its base form already."""
    if text.isalpha():
        return text.casefold()
    words = tokens(text)
    return words[0] if len(words) == 1 else " ".join(_base(word, source) for word in words)


def _base(word: str, language: str) -> str:
    found = lemma(word, language)
    if found is None and language == "sv":
        found = compound_base(word)
    return found or word
