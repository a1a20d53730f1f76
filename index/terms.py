"""A text becomes the terms that lexical search compares, Swedish and English alike.

In: any text. Out: its terms in order: stems of lemmas, the parts of compounds, unknown words and
names whole, and numbers, ranks, counts and dates in one form. Question and paragraph go the same
way, so what matters is that two ways to say a thing meet, not what a term looks like. This file
does not know which texts there are, nor how rare a term is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.compounds import compound_base, compound_parts
from index.lexicon import is_common, lemma
from index.numerals import may_begin, read_number

if TYPE_CHECKING:
    from Stemmer import Stemmer

# Whatever changes the terms of a text changes this number: a library remembers it.
VERSION = 1

_REMEMBERED_WORDS = 1 << 17
# Longer "words" are data (keys, encoded pictures); nobody asks for them.
_LONGEST_WORD = 60
_SHORTEST_GENITIVE = 3

# "e-post", "x-ray": a letter and a hyphen belong to the word after them.
_LETTER_HYPHEN = re.compile(r"\b([^\W\d_])-(?=[^\W\d_]{3})")
_THOUSANDS = re.compile(r"(?<![\d.,:])\d{1,3}(?:([ .,\u202f])\d{3})(?:\1\d{3})*(?![\d]|[.,]\d)")
_DIGIT = re.compile(r"\d")
_DECIMALS = re.compile(r"(?<![\d.,:])(\d+)[.,:](\d{1,2})(?![\d]|[.,:]\d)")
# A day or month in figures (2017-07-03, 2017-07), an ordinal (2:a, 2nd), a number after its
# separators were mended, or a word.
_TOKEN = re.compile(
    r"""
    (?<![\d-])(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])
    | \d+:?(?:an|as|a|en|e|st|nd|rd|th)\b
    | \d+(?:\.\d+)?
    | [^\W\d_]+
    """,
    re.VERBOSE,
)
_GENITIVE = re.compile(r"(?<=\w)[’':]s\b")

# Only what says nothing about the subject, as it stands in the text: "mäns" becomes "man" and
# stays, while "man" goes. English "men", "man" and "den" are Swedish ones too.
_STOP_WORDS = """
    alla allt att av bara bland blev bli blir blivit bör de dem den denna deras dess dessa det detta
    dig din dina ditt du där därför då efter ej eller en er era ert ett finns fick från få får för
    ha hade han hans har hela hennes hon honom hur här i icke ifrån in ingen inget inom inte jag ju
    kan kunde kunna man med mellan men mer mig min mina mitt mot mycket ni nu någon något några när
    nämligen och också om oss på sedan sig sin sina sitt ska skall skulle som så sådan sådana sådant
    till tills under upp ut utan vad var vara varför varit varje vars vart vem vems vi via vid vilka
    vilken vilket vår våra vårt än är även åt över
    a about after all also am an and any are as at be because been before being between both but by
    can could did do does doing don down during each for from further had has have having he her
    here hers him his how i if in into is isn it its itself just may me might more most my no nor
    not of off on once only or other our ours out over own same shall she should so some such than
    that the their theirs them then there these they this those through to too under until up upon
    us very was we were what when where which while who whom whose why will with would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def terms(text: str) -> list[str]:
    """Return the terms of a text, in order, repeated as they occur.

    Args:
        text: any text: a paragraph, a title, a question.
    """
    words = tokens(text)
    found: list[str] = []
    at = 0
    while at < len(words):
        if may_begin(words[at]) and (reading := read_number(words, at)):
            found.extend(reading[0])
            at += reading[1]
        else:
            found.extend(word_terms(words[at]))
            at += 1
    return found


def tokens(text: str) -> list[str]:
    """Return words and numbers in small letters, with the separators of numbers mended."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    plain = unicodedata.normalize("NFC", _LETTER_HYPHEN.sub(r"\1", _GENITIVE.sub("", plain)))
    if _DIGIT.search(plain):
        plain = _THOUSANDS.sub(lambda match: re.sub(r"\D", "", match[0]), plain)
        plain = _DECIMALS.sub(r"\1.\2", plain)
    return _TOKEN.findall(plain)


@lru_cache(_REMEMBERED_WORDS)
def word_terms(word: str) -> tuple[str, ...]:
    """Return a word's own term, then those of its parts."""
    if word in STOP_WORDS or len(word) > _LONGEST_WORD:
        return ()
    parts = (_stem(part, "sv") for part in compound_parts(word))
    return tuple(dict.fromkeys((own_term(word), *parts)))


def own_term(word: str) -> str:
    """Return the term of the word itself; the Swedish list decides before the English one."""
    for language in ("sv", "en"):
        if base := lemma(word, language):
            is_name = language == "sv" and not is_common(base) and not is_common(word)
            return base if is_name else _stem(base, language)
    if compound := compound_base(word):
        return _stem(compound, "sv")
    nominative = word.removesuffix("s") if len(word) > _SHORTEST_GENITIVE else word
    stem = _stem(nominative, "sv")
    # "Hansen" is not "Hans": a name stays whole where its stem is another word.
    return nominative if lemma(stem, "sv") else stem


@cache
def _stemmer(language: str) -> Stemmer:
    from Stemmer import Stemmer

    # Its own cache is not made for several threads; `word_terms` remembers anyway.
    return Stemmer({"sv": "swedish", "en": "english"}[language], 0)


def _stem(word: str, language: str) -> str:
    stem: str = _stemmer(language).stemWord(word)
    return stem
