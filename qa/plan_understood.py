"""Whether a question asks for no more than its plan answers.

In: the parts of a question. Out: yes or no. A word that is neither part of the plan nor known to
every question may change what is asked ("visitors from Denmark"), and then no number is given.
This file does not know plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fact_ranks import RANK
from index.lexicon import lemma
from index.terms import terms
from qa.plan_columns import NAMED, is_amount, is_wholly_said, nearness
from qa.plan_dictionary import other_words
from qa.plan_measures import BY
from qa.plan_parts import Asked
from qa.plan_qualities import qualities
from qa.plan_senses import MOVES, WORD, forms, senses
from qa.plan_words import is_having

# "Rated Good", "klassas som god": they join a row and a word of its cells.
_JUDGED = frozenset(
    "rate class classify grade mark list label call bedöma klassa klassificera märka kalla ange"
    " räkna som as".split()
)
_SOURCE = r"\b(?:enligt|according to) (?:the )?(?:\d{4} )?\w+"
_SHORTEST = 3
# "Fuel use", "antal lån": how much of a column there is, and nothing besides.
_AMOUNTS = frozenset(
    "use usage consumption figure figures level levels count amount quantity".split()
)


def is_understood(asked: Asked) -> bool:
    """Say whether the words of a question are those of its plan, and hardly any others.

    Verbs that count and words for what the rows are of tell nothing more of a column.
    """
    if asked.is_other_ranking or _is_in_unnamed_county(asked) or _is_of_people(asked):
        return False
    left = [at for at in asked.unknown() if asked.words[at].casefold() not in _source(asked)]
    if asked.measure == RANK:
        # "Vänersimmet" is what the whole table is about.
        nouns = asked.vocabulary.nouns
        return all(asked.words[at][0].isupper() and asked.words[at].casefold() in nouns
                   for at in left)  # fmt: skip
    if not left:
        return True
    if asked.places and not asked.names:
        left = [at for at in left if forms(asked.words[at].casefold()).isdisjoint(_JUDGED)]
    left = [at for at in left if not _is_of_all(asked, at) and asked.words[at] not in _AMOUNTS]
    if not left or asked.is_guessed:
        return not left
    # "Built" is not what a column of homes sold counts.
    words = [word.casefold() for word in asked.words]
    return is_wholly_said(asked.measure, words) and all(is_having(words[at]) for at in left)


def _is_of_all(asked: Asked, at: int) -> bool:
    """Say whether a word names what rows or column are of: "the routes", "vattnet"."""
    word = asked.words[at].casefold()
    before = " ".join(asked.words[max(at - 2, 0) : at]).casefold()
    number = _number_of(word)
    if not asked.names and re.search(_OF_ROWS.get(number, "-"), before):
        return True
    if number == "known" and not asked.names and asked.has("SUM", "MEAN", "MEDIAN"):
        return True
    is_behind = qualities(before.rpartition(" ")[2]) and re.search(_OF_NATURE, asked.measure)
    if is_behind and re.fullmatch(_MEDIUM, word):
        return True
    if senses(word) and asked.says(BY):
        return True  # "busiest by ship calls"
    parts = WORD.findall(asked.measure)
    if any(nearness(part, word) >= NAMED for part in parts):
        return True
    others = {form for used in asked.used for form in _said_of(used)}
    for form in _said_of(word):
        # "Electric cars" are "elbilar".
        if any(part.startswith(form) and part.removeprefix(form) in others for part in parts):
            return True
        if (len(form) > _SHORTEST and form in asked.measure) or _begins(form, parts):
            return True
    own = {stem for said in (word, *other_words(word)) for stem in terms(said)[:1]}
    # "Maten" is what "Skolmaten" is about.
    about = asked.vocabulary
    is_named = any(own.intersection(terms(noun)) for noun in about.nouns)
    return (
        is_named
        or not own.isdisjoint(about.told)
        or (asked.meanings is not None and asked.meanings.is_noun(word))
    )


# "Clearer water" is no other thing that is clear, but "cheaper water" is another price.
_MEDIUM = r"water|vatten|weather|väder|air|luft"
_OF_NATURE = r"sikt|visib|transpar|clarity|secchi|temp"
# Several that are known stand behind "i" and "of the": "i sjöarna", "of the lakes".
_OF_ROWS = {
    "known": r"\b(?:i|på|vid|för|hos|bland|av|över|alla(?: de)?|dessa|de)$",
    "many": r"\b(?:of|in|at|on|for|among|across|over) (?:the|all|these)$|\b(?:all|all the|these)$",
}


def _number_of(word: str) -> str:
    """Say whether a noun is of several that are known, "sjöarna", or of several, "lakes"."""
    if re.search(r"[aoe]rna$", word) and lemma(word, "sv") != word:
        return "known"
    return "many" if word.endswith("s") and lemma(word, "en") != word else ""


def _begins(form: str, parts: Sequence[str]) -> bool:
    """Say whether one of several words is a compound that begins so: "el" of "elproduktion"."""
    return any(
        part.startswith(form) and len(form) >= (2 if is_amount(part) else _SHORTEST)
        for part in parts
    )


def _said_of(word: str) -> set[str]:
    """Return a word in its forms and in the other language: part of "vattentemperatur"."""
    others = other_words(word)
    return {*forms(word), *others, *(stem for other in others for stem in terms(other)[:1])}


def _source(asked: Asked) -> set[str]:
    return {w for m in re.finditer(_SOURCE, asked.lower) for w in WORD.findall(m.group())}


def _is_of_people(asked: Asked) -> bool:
    """Say whether people move, where a table is about one thing: "how many went up the tower"."""
    return bool(asked.vocabulary.only) and asked.says(rf"\b(?:hur många|how many) {MOVES}\b")


def _is_in_unnamed_county(asked: Asked) -> bool:
    unnamed = asked.says(r"\b(?:i (?:länet|regionen)|in the (?:county|region))\b")
    return unnamed and not asked.places
