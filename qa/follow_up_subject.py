"""A fragment's noun phrase put where an earlier question has its own: "and a yearly pass?".

In: an earlier question and a fragment in its language, both taken apart. Out: whole questions,
likeliest first, none where the two do not match. It does not know further turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.lexicon import lemma
from index.terms import terms
from qa.follow_up_forms import Edit, edited, year_edit, year_words
from qa.follow_up_names import Word
from qa.follow_up_slots import Parts
from qa.follow_up_words import (
    ADVERBIAL,
    AUXILIARIES,
    FUNCTION,
    PLACE_NOUNS,
    PREPOSITIONS,
    TIME_NOUNS,
    VERBS,
)

_DETERMINERS = frozenset(
    "a an the en ett den det de its their his her dess deras hans hennes".split()
)
# Shorter endings are those of the grammar.
_ENDING_CHARS = 4
_INDEFINITE = frozenset("a an en ett".split())
_DEFINITE_ENDINGS = ("en", "et", "an", "na", "n")


def same_subject(frame: Parts, parts: Parts) -> list[str]:
    """Return what a fragment with a noun makes of an earlier question.

    Args:
        frame: the earlier question.
        parts: the fragment, with at least one word of its own.
    """
    phrase = _phrase(parts)
    if subject := _subject(frame):
        end = _complement_end(frame, subject[1])
        whole = (subject[0], end, phrase)
        of_own = parts.names or any(w.lower in PREPOSITIONS for w in parts.words)
        kept = [] if of_own else [(*subject, phrase)]
        inside = [] if of_own else _bare_nouns(frame, parts)
        return list(dict.fromkeys(_with_year(frame, parts, e) for e in (*inside, *kept, whole)))
    return []


def same_noun(frame: Parts, parts: Parts) -> list[str]:
    """Put "brygga B" in the place of "brygga A"; [] where no noun is in both."""
    edit = _same_noun(frame, parts)
    return [_with_year(frame, parts, edit)] if edit else []


def is_alike(frame: Parts, parts: Parts) -> bool:
    """Say whether a fragment's noun is as definite as the one whose place it would take."""
    subject = _subject(frame)
    if subject is None or not parts.rest:
        return False
    old = [word for word in frame.words if subject[0] <= word.start < subject[1]]
    owned = any(name.owns for name in parts.names)
    definite = owned or _is_definite(parts.words, parts.language)
    return _is_definite(old, frame.language) == definite


def subject_phrase(frame: Parts) -> str:
    """Return the thing that a question asks about by an indefinite noun: "a place on pier B"."""
    subject = _subject(frame)
    if subject is None or frame.text[subject[0] :].split()[0].casefold() not in _INDEFINITE:
        return ""
    return frame.text[subject[0] : _complement_end(frame, subject[1])].strip()


def _with_year(frame: Parts, parts: Parts, edit: Edit) -> str:
    years, old = parts.of("year")[:1], frame.of("year")
    edits = [edit, *(year_edit(old[-1], new, frame.language) for new in years if old)]
    added = "".join(year_words(new, frame.language) for new in years if not old)
    return edited(frame.text, edits) + added


def _phrase(parts: Parts, start: int = 0) -> str:
    """Return a fragment's words without its year."""
    years = parts.of("year")
    end = min((y.start - len(y.before) - bool(y.before) for y in years), default=len(parts.text))
    return parts.text[start:end].strip() or parts.text


def _same_noun(frame: Parts, parts: Parts) -> Edit | None:
    for new in parts.rest:
        for old in frame.rest:
            if _is_like(new, old):
                return old.start, old.end, new.text
            if terms(new.text) != terms(old.text):
                continue
            end = _run_end(frame, old)
            phrase = _phrase(parts, new.start)
            return None if frame.text[old.start : end] == phrase else (old.start, end, phrase)
    return None


def _is_like(new: Word, old: Word) -> bool:
    """Say whether two words end alike, as compounds of one noun do: "fredagar", "tisdagar"."""
    head = old.lower[-_ENDING_CHARS:]
    compound = len(head) == _ENDING_CHARS < min(len(new.text), len(old.text))
    return compound and new.lower != old.lower and new.lower.endswith(head)


def _run_end(frame: Parts, first: Word) -> int:
    """Return where a noun phrase ends: before a preposition, a verb or a year."""
    end = first.end
    for word in frame.words:
        if word.start <= first.start:
            continue
        is_year = any(slot.start == word.start for slot in frame.of("year"))
        if is_year or word.lower in PREPOSITIONS | VERBS[frame.language]:
            break
        end = word.end
    return end


def _subject(frame: Parts) -> tuple[int, int] | None:
    """Return the noun phrase behind a question's verb: "the chair" in "who is the chair of"."""
    asking = frame.asking
    if asking is None or (asking.noun and asking.noun.casefold() not in PLACE_NOUNS | TIME_NOUNS):
        return None
    words = [word for word in frame.words if word.start >= asking.end]
    slots = {slot.start for slot in frame.slots}
    verb = 0 if frame.text[: asking.end].casefold().endswith(("'s", "’s")) else 1
    known = VERBS["sv"] | VERBS["en"]
    if verb and (not words or words[0].start in slots or words[0].lower in FUNCTION - known):
        return None
    at = verb
    while at < len(words) and words[at].lower in _DETERMINERS:
        at += 1
    run: list[Word] = []
    nouns = {*frame.rest, *(w for w in words if w.lower in PLACE_NOUNS)}
    while at < len(words) and words[at] in nouns:
        run.append(words[at])
        at += 1
        if frame.language == "sv" and run[-1].lower.endswith(_DEFINITE_ENDINGS):
            break
    # "When does the library open?": the last word is no part of what opens.
    is_last = at == len(words) and len(run) > 1 and frame.language == "en"
    if is_last and (asking.kind in ADVERBIAL or words[0].lower in AUXILIARIES - {"is", "are"}):
        run.pop()
    return (words[verb].start, run[-1].end) if run else None


def _complement_end(frame: Parts, start: int) -> int:
    """Return where the words end that belong to a subject: "of Unizon", before the year."""
    behind = [word for word in frame.words if word.start >= start]
    if not behind or behind[0].lower not in PREPOSITIONS:
        return start
    years = [slot for slot in frame.of("year") if slot.start >= start]
    if not years:
        return len(frame.text)
    return years[0].start - 1 - (len(years[0].before) + 1 if years[0].before else 0)


def _bare_nouns(frame: Parts, parts: Parts) -> list[Edit]:
    """Put "children" in the place of "adults", which stands as bare behind a preposition."""
    if len(parts.words) > 1 or _is_definite(parts.words, parts.language):
        return []
    found = [
        (behind.start, behind.end, parts.text)
        for word, behind in pairwise(frame.words)
        if word.lower in PREPOSITIONS and any(w is behind for w in frame.rest)
    ]
    return found[-1:]


def _is_definite(words: Sequence[Word], language: str) -> bool:
    first = words[0].lower
    if first in _INDEFINITE:
        return False
    if first in _DETERMINERS:
        return True
    nouns = [word.lower for word in words if word.lower not in FUNCTION]
    if language == "en" or not nouns:
        return False
    return nouns[0].endswith(_DEFINITE_ENDINGS) and lemma(nouns[0], "sv") != nouns[0]
