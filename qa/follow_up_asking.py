"""Another question phrase put to an earlier question: "Why?" to "Who came second in 2024?".

In: an earlier question and its answer taken apart, and a question phrase. Out: the question that
is meant, in the earlier one's language. It does not know which of several questions was meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.lexicon import lemma
from qa.follow_up_names import Word
from qa.follow_up_slots import Asking, Parts
from qa.follow_up_words import (
    ADVERBIAL,
    ASKING,
    AUXILIARIES,
    FUNCTION,
    PLACE_NOUNS,
    PREPOSITIONS,
    TIME_NOUNS,
)

# A longer answer is no name that a question could hold.
_SHORT_CHARS = 40
COUNTING = frozenset(("many", "much", "large"))
_SO = {
    "sv": {"many": "så många", "much": "så mycket"},
    "en": {"many": "so many", "much": "so much"},
}


def is_adverbial(asking: Asking) -> bool:
    """Say whether a question phrase asks for when, where, how or why."""
    return asking.kind in ADVERBIAL or any(w in TIME_NOUNS for w in asking.noun.lower().split())


def ask_anew(frame: Parts, phrase: str, asking: Asking, answer: Parts) -> str:
    """Put another question phrase to an earlier question: "Varför?" to "Vem kom tvåa 2024?".

    Args:
        frame: the earlier question.
        phrase: the new phrase's words, in the earlier question's language.
        asking: what the phrase asks for.
        answer: what the earlier question was answered with, which the new one presupposes.
    """
    old = frame.asking
    if old is None:
        return f"{phrase} {frame.text[:1].lower()}{frame.text[1:]}"
    rest = frame.text[old.end :].strip()
    if not is_adverbial(asking):
        counted = asking.kind in COUNTING and not asking.noun and not is_adverbial(old)
        return f"{phrase} {old.noun if counted else ''} {rest}"
    if is_adverbial(old):
        return f"{phrase} {rest}"
    if _subject_follows(frame, old):
        return _with_object(frame, phrase, _presupposed(frame, old, answer))
    subject = _presupposed(frame, old, answer) or ("they" if frame.language == "en" else "de")
    return _with_subject(frame, phrase, subject)


def _behind(frame: Parts, old: Asking) -> Sequence[Word]:
    return [word for word in frame.words if word.start >= old.end]


def _subject_follows(frame: Parts, old: Asking) -> bool:
    """Tell "what place did Solna get" from "who came second"."""
    words = _behind(frame, old)
    if len(words) < 2 or (old.kind == "who" and frame.language == "sv"):
        return False
    verb, following = words[0].lower, words[1]
    named = any(slot.start == following.start for slot in frame.names)
    pronoun = following.lower in FUNCTION - PREPOSITIONS
    if frame.language == "en":
        return verb in ("do", "does", "did") or (verb in AUXILIARIES and (named or pronoun))
    is_definite = any(w is following for w in frame.rest) and following.lower[-1:] in "nta"
    return named or pronoun or is_definite


def _presupposed(frame: Parts, old: Asking, answer: Parts) -> str:
    """Return what an earlier answer said, as a part of the next question."""
    noun, language = old.noun, frame.language
    if noun.casefold() in PLACE_NOUNS:
        rank = next(iter(answer.of("rank")), None)
        digits = rank.value if rank and rank.value.isdecimal() else ""
        if not digits and answer.text.isdecimal():
            digits = answer.text
        return f"{noun} {digits}" if digits else f"that {noun}" if language == "en" else noun
    if old.kind in _SO[language]:
        return f"{_SO[language][old.kind]} {noun}".strip()
    if answer.names:
        first, last = answer.names[0], answer.names[-1]
        said = answer.text[first.start : last.end]
        return said if len(said) <= _SHORT_CHARS else first.text
    return noun if old.kind == "which" else ""


def _with_object(frame: Parts, phrase: str, said: str) -> str:
    """Put what was asked for behind the verb: before the first preposition, or the year."""
    old = frame.asking
    words = _behind(frame, old) if old else ()
    for at, word in enumerate(words):
        is_year = any(s.kind == "year" and s.start == word.start for s in frame.slots)
        if at > 1 and (is_year or word.lower in PREPOSITIONS):
            begin = frame.text[words[0].start : word.start]
            return f"{phrase} {begin} {said} {frame.text[word.start :]}"
    begin = frame.text[words[0].start :] if words else ""
    return f"{phrase} {begin} {said}"


def _with_subject(frame: Parts, phrase: str, subject: str) -> str:
    """Put what was asked for in front of what it did, in the word order of a question."""
    old = frame.asking
    words = _behind(frame, old) if old else ()
    if not words:
        return f"{phrase} {subject}"
    verb, rest = words[0], frame.text[words[0].end :].strip()
    if frame.language == "sv" or verb.lower in AUXILIARIES:
        return f"{phrase} {verb.text} {subject} {rest}"
    base = lemma(verb.lower, "en") or verb.lower
    does = "does" if verb.lower in (f"{base}s", f"{base}es") else "did"
    return f"{phrase} {does} {subject} {base} {rest}"


def phrase_in(asking: Asking, text: str, source: str, language: str) -> str:
    """Return a question phrase in another language; a noun that it has stays as it is.

    Args:
        asking: what it asks for.
        text: its words.
        source: the language that they are in.
        language: the one wanted.
    """
    if source == language:
        return text
    if is_adverbial(asking) and asking.kind not in ADVERBIAL:
        return ASKING[language]["when"].split("|")[0]
    head = ASKING[language][asking.kind].split("|")[0]
    return f"{head} {asking.noun}".strip()
