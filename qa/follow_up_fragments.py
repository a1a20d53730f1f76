"""Fragments of questions, put into the question before: "och 2021?", "what about Solna?", "why?".

In: a question without a verb, with the turns before it. Out: guesses at what was meant, likeliest
first. It does not know documents, and cannot tell which guess they answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from qa.follow_up_asking import ask_anew, phrase_in
from qa.follow_up_context import Asked, Heard, antecedents
from qa.follow_up_forms import (
    Edit,
    edited,
    indefinite,
    name_edit,
    place_question,
    placed,
    rank_question,
    rank_words,
    year_edit,
    year_words,
)
from qa.follow_up_pronouns import references
from qa.follow_up_slots import Asking, Parts, Slot, take_apart
from qa.follow_up_words import ASKING, FUNCTION, PLACE_NOUNS, RANKING, WHY

# Further names of an earlier question that a new one may replace, or that a pronoun may stand for.
MOST_NAMES = 3
# A fragment with more words of its own is a search for these words, unless "and" joins it.
_MOST_LOOSE_WORDS = {True: 3, False: 1}
_ARTICLES = frozenset("the a an den det de en ett".split())
_WITH_NOUN = frozenset("many much which whose".split())


def bare_asking(asked: Asked) -> list[str]:
    """Complete "why?", "och när?", "how many of them?", "vilken plats 2021?"."""
    parts = asked.parts
    asking, phrase = parts.asking, ""
    if WHY.fullmatch(parts.text):
        asking, phrase = Asking("why", 0, len(parts.text)), ASKING[parts.language]["why"]
    elif asking is None or parts.has_verb or parts.rest:
        return []
    phrase = phrase or parts.text[asking.start : asking.end]
    return list(_anew(asked, asked.last, asking, phrase))


def _anew(asked: Asked, turn: Heard, asking: Asking, phrase: str) -> Iterator[str]:
    """Put a question phrase, with the years and names beside it, to an earlier question."""
    parts, frame = asked.parts, turn.question
    names = (*parts.names, *frame.of("name"), *turn.answer.of("name"))
    if asking.noun.casefold() in PLACE_NOUNS and names:
        yield place_question(names[0].text, _year(parts, frame), parts.language)
        return
    for text in _replaced(frame, replace(parts, rest=())) or [frame.text]:
        changed = take_apart(text, frame.language)
        old = changed.asking
        if old and old.kind == asking.kind and asking.noun in ("", old.noun):
            yield text
        else:
            said = phrase_in(asking, phrase, parts.language, frame.language)
            yield ask_anew(changed, said, asking, turn.answer)


def fragment(asked: Asked) -> list[str]:
    """Complete "och 2021?", "what about Solna?", "third?", "och barn?"."""
    parts = _with_title(asked.parts)
    asked = replace(asked, parts=parts)
    if parts.asking or parts.has_verb:
        return []
    if not parts.slots and not parts.rest:
        return _pronoun_alone(asked)
    if len(parts.rest) > _MOST_LOOSE_WORDS[asked.joined] or (
        not asked.joined and parts.rest and parts.slots
    ):
        return []
    texts = _in_turn(_best_fit(asked), asked)
    may_be_whole = parts.rest and not asked.joined
    return [*texts[:1], asked.typed, *texts[1:]] if may_be_whole else texts


def _with_title(parts: Parts) -> Parts:
    """Take all words behind a fragment's name for a part of it: "Centrum mot våld i ..."."""
    if not parts.names or not parts.rest or parts.asking:
        return parts
    name = parts.names[-1]
    behind = tuple(word for word in parts.rest if word.start > name.end)
    if not behind or parts.slots[-1] is not name:
        return parts
    text = parts.text[name.start :]
    title = replace(name, text=text, value=text.casefold(), end=len(parts.text))
    rest = tuple(word for word in parts.rest if word not in behind)
    return replace(parts, slots=(*parts.slots[:-1], title), rest=rest)


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


def _in_turn(frame: Parts, asked: Asked) -> list[str]:
    """Return what a fragment makes of one earlier question."""
    parts = asked.parts
    said = _of_ranking(frame, parts)
    if said and parts.language == frame.language:
        return [said]
    if loose := _loose(parts):
        noun = frame.asking.noun if frame.asking else ""
        if parts.language != frame.language or (not noun and not _is_led(parts, loose)):
            return _beside(frame, parts)
    return [*([said] if said else []), *_replaced(frame, parts)]


def _loose(parts: Parts) -> str:
    """Return the words of a fragment that are neither year, rank nor name."""
    if not parts.rest:
        return ""
    return parts.text[parts.rest[0].start : parts.rest[-1].end]


def _is_led(parts: Parts, loose: str) -> bool:
    """Say whether a preposition or the like stands before the fragment's own words."""
    before = parts.text[: parts.text.index(loose)].casefold().split()
    return bool(before) and before[-1] in FUNCTION - _ARTICLES


def _beside(frame: Parts, parts: Parts) -> list[str]:
    """Return the fragment as it stands, with what was spoken of: "children in 2018"."""
    language = parts.language
    head = parts.text
    if frame.asking and frame.asking.noun and frame.asking.kind in _WITH_NOUN:
        first = ASKING[language][frame.asking.kind].split("|")[0]
        head = f"{first} {indefinite(_loose(parts))}"
    names = "" if parts.names else "".join(placed(n, language) for n in frame.names[:1])
    return [f"{head}{names}{_year(parts, frame)}"]


def _of_ranking(frame: Parts, parts: Parts) -> str:
    """Ask for a rank or for somebody's place, where the earlier question cannot be taken over.

    It asked for a rank and the fragment names a municipality, or the other way round, or the two
    are in different languages. "" for everything else.
    """
    year, language = _year(parts, frame), parts.language
    ranks = parts.of("rank") or frame.of("rank")
    asks_place = frame.asking is not None and frame.asking.noun.casefold() in PLACE_NOUNS
    if not ranks and RANKING.search(frame.text) is None:
        return ""
    if parts.names and not frame.of("person", "name"):
        return place_question(_all_names(parts), year, language)
    if parts.of("rank") and not frame.of("rank"):
        return rank_question(rank_words(ranks[0], language), year, language)
    if language == frame.language:
        return ""
    if asks_place and (names := parts.names or frame.of("name")):
        return place_question(names[0].text, year, language)
    return rank_question(rank_words(ranks[0], language), year, language) if ranks else ""


def _year(parts: Parts, frame: Parts) -> str:
    years = parts.of("year") or frame.of("year")
    return year_words(years[-1], parts.language) if years else ""


def _all_names(parts: Parts) -> str:
    """Return one name, or several as they were joined: "Solna och Sigtuna"."""
    first, last = parts.names[0], parts.names[-1]
    return first.text if first is last else parts.text[first.start : last.end]


def _replaced(frame: Parts, parts: Parts) -> list[str]:
    """Put the fragment's parts where the earlier question has its own, or behind it."""
    if not parts.slots and not parts.rest:
        return []
    edits, added = _plain_edits(frame, parts)
    if not parts.names:
        return [edited(frame.text, edits) + added]
    name = _all_names(parts)
    new = parts.names[0]
    texts = [
        edited(frame.text, [*edits, name_edit(old, name, frame.language)]) + added
        for old in _replaceable(frame, new)[:MOST_NAMES]
    ]
    if texts:
        return texts
    new = replace(new, text=name)
    return [f"{edited(frame.text, edits)}{placed(new, frame.language)}{added}"]


def _plain_edits(frame: Parts, parts: Parts) -> tuple[list[Edit], str]:
    """Return what replaces years, ranks and nouns, and what has to be added instead."""
    edits: list[Edit] = []
    added = ""
    language = frame.language
    for new in parts.of("year")[:1]:
        if old := frame.of("year"):
            edits.append(year_edit(old[-1], new, language))
        else:
            added += year_words(new, language)
    for new in parts.of("rank")[:1]:
        if old := frame.of("rank"):
            edits.append((old[0].start, old[0].end, rank_words(new, language, old[0].text)))
        else:
            added += f" {new.before or ''} {new.text}"
    if loose := _loose(parts):
        asking = frame.asking
        counted = asking is not None and asking.noun and asking.kind in _WITH_NOUN
        if asking and counted and not _is_led(parts, loose):
            edits.append((asking.end - len(asking.noun), asking.end, indefinite(loose)))
        else:
            added += f" {parts.text}"
    return edits, added


def _replaceable(frame: Parts, new: Slot) -> list[Slot]:
    """Return the names that a new one may stand for, of the same kind and preposition first."""
    of_people = new.kind == "person"

    def unlikeness(old: Slot) -> tuple[bool, bool, bool]:
        head = old.text.split()[0].casefold() != new.text.split()[0].casefold()
        return old.kind != new.kind, bool(new.before) and old.before != new.before, head

    likely = [old for old in frame.names if (old.kind == "person") == of_people]
    likely = [old for old in likely if old.kind == new.kind] or likely
    return sorted(likely, key=unlikeness)
