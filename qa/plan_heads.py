"""The noun that a question asks for, and the places that words name.

In: words of a question in small letters. Out: "kommuner" of "vilka skånska kommuner", "Skåne län"
of "skånska". This file does not know a library.
"""

from __future__ import annotations

import re

from index.fact_names import area, names
from index.lexicon import lemma
from index.terms import STOP_WORDS
from qa.plan_numbers import stated_number
from qa.plan_senses import WORD, forms, senses, with_senses
from qa.plan_words import ELLIPTIC

_FARTHEST_NOUN = 5
# "Which is the newest lighthouse?" asks for lighthouses, as "which lighthouse" does.
_IS_THE_MOST = (
    r"\b(?:vem|vilken|vilket|vilka|who|which) (?:är|var|is|was|are|were) (?:den|det|de|the)"
    r" (?:allra |very )?(\w+)"
)
_ASKS_FOR = r"\b(?:vilk\w+|which|what|hur många|how many)\b"


def head_of(lower: str) -> str:
    """Return the noun behind "which" or "how many", past its adjectives; "" for none.

    In a question without its verb, "bästa kommunen i Skaraborg?", it is the one behind the best.
    """
    if (end := re.search(_IS_THE_MOST, lower)) and senses(end[1]):
        return _noun(lower[end.end() :])
    if asking := re.search(_ASKS_FOR, lower):
        return _noun(lower[asking.end() :])
    return _noun(lower) if re.search(ELLIPTIC, with_senses(lower)) else ""


_OF_PLACE = re.compile(r"\b([^\W\d_]{3,}?)s?(kommun(?:er|erna|en)?)\b", re.I)


def apart(text: str) -> str:
    """Write "Skåne kommunerna" for "Skånekommunerna"."""
    return _OF_PLACE.sub(lambda m: f"{m[1]} {m[2]}" if area(m[1]) else m[0], text)


def asks_which(lower: str) -> bool:
    """Say whether a question in small letters asks which of several: "vilken sjö"."""
    return re.search(r"\b(?:vilk\w+|which)\b", lower) is not None


_BEFORE_NOUNS = frozenset("allra den av of the de other andra olika top topp bottom botten".split())
_TIMES = frozenset("år year månad month dag day datum date".split())
_VERBS = frozenset(
    """
    vara ligga komma ha hamna få bli sluta ta gå göra finnas ingå placera leda vinna toppa delas
    delad låg dela be do have come go get take win lie ranked finished ended placed topped led
    shared made
    """.split()
)


# "Stockholm County municipalities", and not "which county came first".
_COUNTY_BEFORE_NOUN = re.compile(
    r"[\w-]+ county (?!(?:has|have|had|is|are|was|were|did|do|does|came|got)\b)(?=\w)"
)


def _noun(words: str) -> str:
    """Return the noun that words begin with, past its adjectives; "" for none."""
    for word in WORD.findall(_COUNTY_BEFORE_NOUN.sub("", _without_long_places(words)))[
        :_FARTHEST_NOUN
    ]:
        if word[0].isdigit() or stated_number([word], 0) or is_adjective(word):
            continue
        is_verb = not forms(word).isdisjoint(_VERBS)
        return "" if is_verb or word in STOP_WORDS or len(word) < 2 else word
    return ""


def _without_long_places(words: str) -> str:
    """Leave out "västra götaland": one word of it is no place."""
    long = [name for name in names().areas if " " in name and name in words]
    for name in sorted(long, key=len, reverse=True):
        words = words.replace(name, "")
    return words


def is_plain_noun(word: str) -> bool:
    """Say whether an English word is a noun, or one in the plural, by its form alone."""
    base = lemma(word, "en")
    return base is not None and word in (base, f"{base}s") and not re.search(r"(?:ed|ing)$", word)


def is_adjective(word: str) -> bool:
    """Say whether a word stands before a noun: "skånska", "largest"."""
    return bool(senses(word) or place_of(word)) or word in _BEFORE_NOUNS


def is_name_of_time(word: str) -> bool:
    """Say whether a noun is a time: nobody's name is asked for with it."""
    return not forms(word).isdisjoint(
        {"år", "year", "månad", "month", "dag", "day", "datum", "date"}
    )


# A country's names, and the beginning of its adjectives in both languages.
_COUNTRIES = (
    ("sverige sweden", "svensk swedish"), ("danmark denmark", "dansk danish"),
    ("norge norway", "norsk norwegian"), ("finland", "finsk finnish"),
    ("island iceland", "isländsk icelandic"), ("tyskland germany", "tysk german"),
    ("frankrike france", "fransk french"), ("spanien spain", "spansk spanish"),
    ("italien italy", "italiensk italian"), ("polen poland", "polsk polish"),
    ("storbritannien uk", "brittisk british"), ("estland estonia", "estnisk estonian"),
)  # fmt: skip


def countries(word: str) -> tuple[str, ...]:
    """Return the names of the country that a word in small letters is an adjective of."""
    plain = re.sub(r"(?<=sk)[at]$", "", word)
    return next((tuple(n.split()) for n, of in _COUNTRIES if plain in of.split()), ())


_ADJECTIVES = {"skånsk": "skåne", "östgötsk": "östergötland", "västgötsk": "västra götaland",
               "norrbottnisk": "norrbotten", "västerbottnisk": "västerbotten",
               "blekingsk": "blekinge"}  # fmt: skip


def place_of(words: str) -> str:
    """Return the county or area that words name, as "skånska" and "halländsk" do too."""
    plain = re.sub(r"(?<=sk)[at]$", "", words.casefold())
    if m := re.fullmatch(r"(?:the )?(?:(.+) county|county of (.+)|region (.+))", plain):
        stated = m[1] or m[2] or m[3]
        return area(stated) or area(f"{stated} län") or area(f"{stated}s län")
    if m := re.fullmatch(r"(\w+)ländsk", plain):
        return names().areas.get(f"{m[1]}land", "")
    return area(words) or names().areas.get(_ADJECTIVES.get(plain, "-"), "")
