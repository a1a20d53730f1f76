"""Whether a question asks for no more than its plan answers.

In: the parts of a question. Out: yes or no. A word that is neither part of the plan nor known to
every question may change what is asked ("visitors from Denmark"), and then no number is given.
This file does not know plans.
"""

from __future__ import annotations

import re

from index.fact_ranks import RANK
from index.lexicon import lemma
from index.terms import terms
from qa.plan_parts import Asked
from qa.plan_senses import WORD

_SOURCE = r"\b(?:enligt|according to) (?:the )?\w+"
_AUXILIARY = frozenset(
    "var är hade har blev was were is are did do does has have had been vem vilka who".split()
)
# "Fuel use", "antal lån": how much of a column there is, and nothing besides.
_AMOUNTS = frozenset(
    "use usage consumption figure figures level levels count amount quantity".split()
)
_PARTICIPLE = re.compile(r"\w+(?:ed|ats|ades|des|tts)")
_VERB = re.compile(r"\w+(?:ed|ade|ades|te|tes|de|des|ått)")


def is_understood(asked: Asked) -> bool:
    """Say whether the words of a question are those of its plan, and hardly any others.

    Of a column one more is let through: a verb, in a place where it can be no more than that.
    """
    if asked.is_other_ranking or _is_in_unnamed_county(asked):
        return False
    left = [at for at in asked.unknown() if asked.words[at].casefold() not in _source(asked)]
    if asked.measure == RANK or not left:
        return not left
    left = [at for at in left if not _is_of_all(asked, at) and asked.words[at] not in _AMOUNTS]
    return not left or (len(left) == 1 and _is_only_a_verb(asked, left[0]))


def _is_only_a_verb(asked: Asked, at: int) -> bool:
    """Say whether an unknown word can hardly narrow what is asked: "did the ferry carry"."""
    word, before = asked.words[at], asked.words[at - 1].casefold() if at else ""
    if not at or word[0].isupper():
        return False
    if at - 1 in asked.said:
        return asked.said[at - 1]
    if before in _AUXILIARY:
        return bool(_PARTICIPLE.fullmatch(word)) or before in ("vem", "vilka", "who")
    is_after_noun = before in asked.used or before == asked.head
    is_infinitive = asked.words[0].casefold() in ("did", "do", "does", "gjorde")
    # A Swedish noun is one word: what follows it is its verb.
    is_swedish = asked.says(r"\b(?:vilk\w+|hur|vem|vad)\b")
    return is_after_noun and (is_infinitive or is_swedish or _is_verb(word))


def _is_verb(word: str) -> bool:
    is_irregular = lemma(word, "en") not in (None, word) and not word.endswith("s")
    return is_irregular or bool(_VERB.fullmatch(word))


def _is_of_all(asked: Asked, at: int) -> bool:
    """Say whether a word names what the rows are of: "biblioteken", "of the routes"."""
    word = asked.words[at].casefold()
    before = " ".join(asked.words[max(at - 2, 0) : at]).casefold()
    if not (asked.names or asked.places) and re.search(r"(?:of the|of all|för|hos|bland)$", before):
        return True
    own = terms(word)[:1]
    is_named = any(terms(noun)[:1] == own for noun in asked.vocabulary.nouns)
    return is_named or (asked.meanings is not None and asked.meanings.is_noun(word))


def _source(asked: Asked) -> set[str]:
    return {w for m in re.finditer(_SOURCE, asked.lower) for w in WORD.findall(m.group())}


def _is_in_unnamed_county(asked: Asked) -> bool:
    unnamed = asked.says(r"\b(?:i (?:länet|regionen)|in the (?:county|region))\b")
    return unnamed and not asked.places
