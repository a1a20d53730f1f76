"""Fragments of questions: "och 2021?", "what about Solna?", "third?", "why?", "how many of them?".

In: a question without a verb, with the turns before it. Out: guesses at what was meant, likeliest
first. It does not know documents, and cannot tell which guess they answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qa.follow_up_asking import COUNTING, ask_anew, phrase_in
from qa.follow_up_context import Asked, Heard, antecedents
from qa.follow_up_forms import edited, place_question
from qa.follow_up_names import possessive
from qa.follow_up_pronouns import references
from qa.follow_up_replacing import MOST_NAMES, put_into, replaced, year_of_either
from qa.follow_up_slots import Asking, Parts, take_apart
from qa.follow_up_words import ASKING, OWNING, PLACE_NOUNS, PREPOSITIONS, TIME_NOUNS, WHY

# "A year?", "om dagen?": how much or how often in each.
_A_TIME = re.compile(
    r"(?:an?|per|each|every|om|i|varje) "
    r"(?:year|month|week|day|hour|år(?:et)?|månad(?:en)?|vecka|veckan|dag(?:en)?|dygn(?:et)?|timme)",
    re.IGNORECASE,
)
# "Hur många var det 2015?": how many there were of what was counted.
_THERE_WERE = re.compile(r"\s(?:var|är|blev|blir|are|were)\s(?:det|there|they)\b", re.IGNORECASE)
# "The one for men?" is "for men?".
_ONE_OF = re.compile(
    rf"^(?:den|det|de|dom|that|those|the ones?)\s+(?=(?:{'|'.join(PREPOSITIONS)})\s)", re.IGNORECASE
)
# A fragment with more words of its own is a search for these words, unless "and" joins it.
_MOST_LOOSE_WORDS = {True: 3, False: 1}


def bare_asking(asked: Asked) -> list[str]:
    """Complete "why?", "och när?", "how many of them?", "vilken plats 2021?"."""
    if asked.parts.asking and asked.parts.asking.kind in COUNTING:
        asked = asked.saying(_THERE_WERE.sub("", asked.parts.text, count=1))
    parts = asked.parts
    asking, phrase = parts.asking, ""
    if WHY.fullmatch(parts.text):
        asking, phrase = Asking("why", 0, len(parts.text)), ASKING[parts.language]["why"]
    elif asking is None or parts.has_verb or parts.rest:
        return []
    phrase = phrase or parts.text[asking.start : asking.end]
    return [*_of_whom(asked, asking, phrase), *_anew(asked, asked.last, asking, phrase)]


def _of_whom(asked: Asked, asking: Asking, phrase: str) -> Iterator[str]:
    """Ask "which party?" of somebody who was the answer to "who"."""
    before = asked.last.question.asking
    asks_trait = asking.kind in ("which", "what") and asking.noun.casefold() not in (
        *PLACE_NOUNS,
        *TIME_NOUNS,
        "",
    )
    if asks_trait and before and before.kind == "who" and not asked.parts.slots:
        for name in asked.last.answer.names[:1]:
            english = asked.parts.language == "en"
            yield f"{phrase} does {name.text} have" if english else f"{phrase} har {name.text}"


def _anew(asked: Asked, turn: Heard, asking: Asking, phrase: str) -> Iterator[str]:
    """Put a question phrase, with the years and names beside it, to an earlier question."""
    parts, frame = asked.parts, turn.question
    names = (*parts.names, *frame.of("name"), *turn.answer.of("name"))
    if asking.noun.casefold() in PLACE_NOUNS and names:
        yield place_question(names[0].text, year_of_either(parts, frame), parts.language)
        return
    for text in replaced(frame, replace(parts, rest=())) or [frame.text]:
        changed = take_apart(text, frame.language)
        old = changed.asking
        if old and old.kind == asking.kind and asking.noun in ("", old.noun):
            yield text
        else:
            said = phrase_in(asking, phrase, parts.language, frame.language)
            yield ask_anew(changed, said, asking, turn.answer)


def fragment(asked: Asked) -> list[str]:
    """Complete "och 2021?", "what about Solna?", "third?", "och barn?"."""
    asked = _with_owner(asked.saying(_ONE_OF.sub("", asked.parts.text)))
    parts = _without_ordinal(_with_title(asked.parts))
    asked = replace(asked, parts=parts)
    if parts.asking or parts.has_verb:
        return []
    if not parts.slots and not parts.rest:
        if len(parts.words) > 1 and _A_TIME.fullmatch(parts.text):
            return [f"{asked.last.question.text} {parts.text}"]
        return _pronoun_alone(asked)
    led = asked.joined or parts.words[0].lower in PREPOSITIONS
    # "Kvinnojourer i Sverige" is a search, and no fragment.
    if len(parts.rest) > _MOST_LOOSE_WORDS[led] or (parts.rest and parts.slots and not led):
        return []
    texts = put_into(_best_fit(asked), parts)
    may_be_whole = parts.rest and not asked.joined
    return [*texts[:1], asked.typed, *texts[1:]] if may_be_whole else texts


def _with_owner(asked: Asked) -> Asked:
    """Say "Unizon's chair" for "its chair"."""
    parts = asked.parts
    for owner in references(parts):
        if owner.lower in OWNING and owner.end < len(parts.text) and not parts.has_verb:
            for meant in antecedents(owner, asked.heard, parts.language)[:1]:
                name = possessive(meant.text, parts.language)
                return asked.saying(edited(parts.text, [(owner.start, owner.end, name)]))
    return asked


def _with_title(parts: Parts) -> Parts:
    """Take all words behind a fragment's name for a part of it: "Centrum mot våld i ..."."""
    if not parts.names or not parts.rest or parts.asking:
        return parts
    name = parts.names[-1]
    behind = tuple(word for word in parts.rest if word.start > name.end)
    if not behind or parts.slots[-1] is not name or name.owns:
        return parts
    text = parts.text[name.start :]
    title = replace(name, text=text, value=text.casefold(), end=len(parts.text))
    rest = tuple(word for word in parts.rest if word not in behind)
    return replace(parts, slots=(*parts.slots[:-1], title), rest=rest)


def _without_ordinal(parts: Parts) -> Parts:
    """Take "the first half" for words of its own: an ordinal before a noun is no rank."""
    begins = {word.start for word in parts.rest}
    counted = [slot for slot in parts.of("rank") if slot.end + 1 in begins]
    if not counted:
        return parts
    inside = [w for w in parts.words if any(s.start <= w.start < s.end for s in counted)]
    rest = tuple(sorted((*parts.rest, *inside), key=lambda word: word.start))
    return replace(parts, slots=tuple(s for s in parts.slots if s not in counted), rest=rest)


def _pronoun_alone(asked: Asked) -> list[str]:
    found = references(asked.parts)
    if len(found) != 1:
        return []
    names = antecedents(found[0], asked.heard, asked.parts.language)[:MOST_NAMES]
    return [text for name in names for text in fragment(asked.saying(name.text))]


def _best_fit(asked: Asked) -> Parts:
    """Return the latest of the questions that have most of the fragment's kinds of parts."""
    names = asked.parts.names

    def fit(frame: Parts) -> float:
        have = {slot.kind for slot in frame.slots}
        # A name takes another kind's place where there is no better.
        near = 0.5 * bool(frame.names)
        return sum(1.0 if s.kind in have else near * (s in names) for s in asked.parts.slots)

    return max((turn.question for turn in reversed(asked.heard)), key=fit)
