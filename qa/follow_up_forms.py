"""How a completed question is written.

In: an earlier question taken apart, and what shall stand in it instead. Out: the question's words,
in Swedish or English. It does not know turns, nor which of several questions was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa.follow_up_names import possessive
from qa.follow_up_slots import Slot
from qa.follow_up_words import (
    AT_THE_BOTTOM,
    AT_THE_TOP,
    ENDS,
    ORDINALS,
    PLACED,
    SUPERLATIVES,
    TIME_PREPOSITIONS,
)

_FROM_BELOW = {-1: {"sv": "sist", "en": "last"}, -2: {"sv": "näst sist", "en": "second to last"}}
_PLURAL = re.compile(r".*(?:or|ar|er)")

# Prepositions that go with a name into another question, in English and Swedish.
_PLACED = {"in": ("in", "i"), "at": ("at", "på"), "for": ("for", "för"), "to": ("to", "till")}
_PLACED |= {"of": ("of", "av"), "from": ("from", "från"), "with": ("with", "med")}
_PLACED |= {swedish: (english, swedish) for english, swedish in _PLACED.values()}

Edit = tuple[int, int, str]


def finished(text: str) -> str:
    """Return a question with a capital at its beginning and its mark at its end."""
    text = " ".join(text.split()).rstrip(" ?!.,;:…")
    return f"{text[:1].upper()}{text[1:]}?" if text else ""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with parts replaced, each (start, end, words); they must not overlap."""
    for start, end, words in sorted(edits, reverse=True):
        text = f"{text[:start]}{words}{text[end:]}"
    return text


def name_edit(old: Slot, new: str, language: str) -> Edit:
    """Put a name where another stands, in the same case."""
    return old.start, old.end, possessive(new, language) if old.owns else new


def year_edit(old: Slot, new: Slot, language: str) -> Edit:
    """Put a year where another stands; "since 2015" takes the place of "in 2014"."""
    if new.before in TIME_PREPOSITIONS and new.before != old.before:
        start = old.start - len(old.before) - 1 if old.before else old.start
        return start, old.end, year_words(new, language).strip()
    return old.start, old.end, new.text


def year_words(year: Slot, language: str) -> str:
    """Return a year as it is added to a question, with a blank before it."""
    if year.before in TIME_PREPOSITIONS:
        return f" {year.before} {year.text}"
    return f" in {year.text}" if language == "en" else f" {year.text}"


def placed(name: Slot, language: str) -> str:
    """Return a name as it is added to a question, with a blank and a preposition before it."""
    default = "for" if name.kind == "person" else "in"
    english, swedish = _PLACED.get(name.before, _PLACED[default])
    return f" {english if language == 'en' else swedish} {name.text}"


def rank_words(new: Slot, language: str, like: str = "") -> str:
    """Return a rank in a language, in the form that another has.

    Args:
        new: the rank.
        language: of the question that it is for.
        like: the words that it replaces, "" for the plainest form.
    """
    if like.casefold() in ENDS[language]:
        return _end(new.value, language) or new.text
    if not new.value.lstrip("-").isdecimal():
        return _superlative(new.value, language)
    number = int(new.value)
    if number < 0:
        return _FROM_BELOW.get(number, {}).get(language, new.text)
    return _swedish_rank(number, like) if language == "sv" else _english_rank(number, like)


def _end(value: str, language: str) -> str:
    """Return the end of a list that a rank is, "" for one between."""
    if value in AT_THE_TOP:
        return ENDS[language][0]
    return ENDS[language][1] if value in AT_THE_BOTTOM else ""


def _superlative(word: str, language: str) -> str:
    # "Who came bottom" is not said.
    word = {"toppen": "först", "top": "first", "botten": "sist", "bottom": "last"}.get(word, word)
    for words in SUPERLATIVES.values():
        if word in words:
            return SUPERLATIVES[language][words.index(word)]
    return word


def _swedish_rank(number: int, like: str) -> str:
    if counted := re.match(r"(plats|nummer|nr)\b", like, re.IGNORECASE):
        return f"{counted[1]} {number}"
    if number > len(PLACED):
        return f"på plats {number}"
    if joined := re.search(r"( ?plats(?:en)?)$", like, re.IGNORECASE):
        return ORDINALS["sv"][number - 1] + joined[1]
    return PLACED[number - 1]


def _english_rank(number: int, like: str) -> str:
    if counted := re.match(r"(place|rank|position|number|no)\b", like, re.IGNORECASE):
        return f"{counted[1]} {number}"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 // 10 != 1 else 0, "th")
    in_digits = like[:1].isdecimal() or number > len(ORDINALS["en"])
    said = f"{number}{ending}" if in_digits else ORDINALS["en"][number - 1]
    return said + (" place" if like.lower().endswith(" place") else "")


def rank_question(rank: str, year: str, language: str) -> str:
    """Ask who has a rank, with `year` as `year_words` gives it."""
    return f"{'Vem kom' if language == 'sv' else 'Who came'} {rank}{year}"


def place_question(name: str, year: str, language: str) -> str:
    """Ask which place somebody has, with `year` as `year_words` gives it."""
    if language == "sv":
        return f"Vilken plats fick {name}{year}"
    return f"What place did {name} get{year}"


def definite(noun: str, language: str) -> str:
    """Return "the women" for "women"; Swedish plurals as far as their ending tells."""
    if language == "en":
        return f"the {noun}"
    if _PLURAL.fullmatch(noun):
        return f"{noun}na"
    return f"{noun}en" if noun.endswith(("barn", "tal", "svar", "hem", "krav")) else noun


def indefinite(noun: str) -> str:
    """Return "kvinnor" for "kvinnorna" and "women" for "the women", as "how many" wants them."""
    noun = re.sub(r"^(?:the|de|den|det)\s+", "", noun, flags=re.IGNORECASE)
    if re.fullmatch(r"\w+[oae]rna", noun):
        return noun[:-2]
    return noun[:-2] if re.fullmatch(r"barnen|\w+[äö]nnen|\w+talen|\w+svaren", noun) else noun
