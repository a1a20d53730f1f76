"""Whether a question asks for no more than its plan answers.

In: the parts of a question. Out: yes or no. A word that is neither part of the plan nor known to
every question may change what is asked ("visitors from Denmark"), and then no number is given.
This file does not know plans.
"""

from __future__ import annotations

import re

from index.fact_ranks import RANK
from index.terms import terms
from qa.plan_dictionary import other_words
from qa.plan_parts import Asked
from qa.plan_senses import WORD, forms

_SOURCE = r"\b(?:enligt|according to) (?:the )?\w+"
_SHORTEST = 3
# Verbs that say of a count no more than that somebody has it: "carried", "gjordes".
_HAVING = frozenset(
    """
    bära frakta transportera forsla åka resa köra använda bruka förbruka dra sälja besöka ta emot
    mottaga hantera låna ut utföra uppmäta notera registrera räkna redovisa rapportera rymma locka
    dra samla producera leverera landa fånga välkomna arrangera erbjuda betjäna uppgå utgöra omfatta
    bestå gälla kosta väga mäta bo arbeta jobba anställa drabba inträffa ske förekomma hålla ge visa
    spela sätta tjäna omsätta betala bygga plocka skörda odla servera avverka släppa generera
    carry transport ride travel use drive serve sell visit receive handle lend borrow record
    register count report hold attract draw consume burn produce deliver catch welcome host offer
    amount cost weigh live work employ occur happen see post log run operate own pay earn grow
    harvest build give charge house contain generate pull bring pass emit release
    """.split()
)
# "Fuel use", "antal lån": how much of a column there is, and nothing besides.
_AMOUNTS = frozenset(
    "use usage consumption figure figures level levels count amount quantity".split()
)


def is_understood(asked: Asked) -> bool:
    """Say whether the words of a question are those of its plan, and hardly any others.

    Verbs that count and words for what the rows are of tell nothing more of a column.
    """
    if asked.is_other_ranking or _is_in_unnamed_county(asked):
        return False
    left = [at for at in asked.unknown() if asked.words[at].casefold() not in _source(asked)]
    if asked.measure == RANK or not left:
        return not left
    left = [at for at in left if not _is_of_all(asked, at) and asked.words[at] not in _AMOUNTS]
    return all(_is_having(asked.words[at].casefold()) for at in left)


def _is_having(word: str) -> bool:
    return not forms(word).isdisjoint(_HAVING)


def _is_of_all(asked: Asked, at: int) -> bool:
    """Say whether a word names what rows or column are of: "the routes", "vattnet"."""
    word = asked.words[at].casefold()
    before = " ".join(asked.words[max(at - 2, 0) : at]).casefold()
    if not (asked.names or asked.places) and re.search(r"(?:of the|of all|för|hos|bland)$", before):
        return True
    if any(len(form) > _SHORTEST and form in asked.measure for form in _said_of(word)):
        return True
    own = terms(word)[:1]
    is_named = any(terms(noun)[:1] == own for noun in asked.vocabulary.nouns)
    return is_named or (asked.meanings is not None and asked.meanings.is_noun(word))


def _said_of(word: str) -> set[str]:
    """Return a word in its forms and in the other language: part of "vattentemperatur"."""
    return {*forms(word), *other_words(word)}


def _source(asked: Asked) -> set[str]:
    return {w for m in re.finditer(_SOURCE, asked.lower) for w in WORD.findall(m.group())}


def _is_in_unnamed_county(asked: Asked) -> bool:
    unnamed = asked.says(r"\b(?:i (?:länet|regionen)|in the (?:county|region))\b")
    return unnamed and not asked.places
