"""A fragment's parts put where an earlier question has its own: a year for a year and so on.

In: an earlier question and a fragment, both taken apart. Out: whole questions, likeliest first. It
does not know further turns, nor which guess the documents answer.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from index.terms import terms
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
from qa.follow_up_slots import Parts, Slot
from qa.follow_up_subject import is_alike, same_noun, same_subject
from qa.follow_up_words import ASKING, FUNCTION, PLACE_NOUNS, RANKING, TIME_NOUNS

# Further names of an earlier question that a new one may replace, or that a pronoun may stand for.
MOST_NAMES = 3
_ARTICLES = frozenset("the a an den det de en ett".split())
_PLACES_IN = frozenset(("i", "in"))
_WITH_NOUN = frozenset("many much which whose".split())


def put_into(frame: Parts, parts: Parts) -> list[str]:
    """Return what a fragment makes of an earlier question, likeliest first.

    Args:
        frame: the earlier question.
        parts: the fragment, with at least one slot or word of its own.
    """
    said = _of_ranking(frame, parts)
    if said and parts.language == frame.language:
        # "Och i Skåne?" may ask for the best there.
        is_inside = any(name.before in _PLACES_IN for name in parts.names[:1])
        return [*replaced(frame, parts), said] if is_inside else [said]
    if parts.rest:
        noun = frame.asking.noun if frame.asking else ""
        if parts.language != frame.language:
            return _beside(frame, parts)
        if shared := same_noun(frame, parts):
            return shared
        counts = noun and noun.casefold() not in PLACE_NOUNS | TIME_NOUNS
        if not counts and not _is_led(parts):
            within, beside = same_subject(frame, parts), _beside(frame, parts)
            return [*within, *beside] if is_alike(frame, parts) else [*beside, *within]
    return [*([said] if said else []), *replaced(frame, parts)]


def _loose(parts: Parts) -> str:
    """Return the words of a fragment that are neither year, rank nor name."""
    if not parts.rest:
        return ""
    return parts.text[parts.rest[0].start : parts.rest[-1].end]


def _lead(parts: Parts) -> str:
    """Return the small words right before a fragment's own: "in the", "per"."""
    before = [word for word in parts.words if word.end <= parts.rest[0].start]
    said: list[str] = []
    while before and before[-1].lower in FUNCTION:
        said.insert(0, before.pop().text)
    return " ".join(said)


def _is_led(parts: Parts) -> bool:
    """Say whether a preposition or the like stands before the fragment's own words."""
    return any(word.casefold() not in _ARTICLES for word in _lead(parts).split())


def _beside(frame: Parts, parts: Parts) -> list[str]:
    """Return the fragment as it stands, with what was spoken of: "children in 2018"."""
    language = parts.language
    head = parts.text
    if frame.asking and frame.asking.noun and frame.asking.kind in _WITH_NOUN:
        first = ASKING[language][frame.asking.kind].split("|")[0]
        head = f"{first} {indefinite(_loose(parts))}"
    names = "" if parts.names else "".join(placed(n, language) for n in frame.names[:1])
    return [f"{head}{names}{year_of_either(parts, frame)}"]


def _of_ranking(frame: Parts, parts: Parts) -> str:
    """Ask for a rank or for somebody's place, where the earlier question cannot be taken over.

    It asked for a rank and the fragment names a municipality, or the other way round, or the two
    are in different languages. "" for everything else.
    """
    year, language = year_of_either(parts, frame), parts.language
    ranks = parts.of("rank") or frame.of("rank")
    asks_place = frame.asking is not None and frame.asking.noun.casefold() in PLACE_NOUNS
    if not ranks and RANKING.search(frame.text) is None:
        return ""
    if parts.names and (not frame.of("person", "name") or _is_won(frame)):
        won = _contest(frame, language) if _is_won(frame) else ""
        return place_question(_all_names(parts) + won, year, language)
    asked = rank_words(ranks[0], language) + _contest(frame, language) if ranks else ""
    if parts.of("rank") and not frame.of("rank"):
        return rank_question(asked, year, language)
    if language == frame.language:
        return ""
    if asks_place and (names := parts.names or frame.of("name")):
        return place_question(names[0].text, year, language)
    return rank_question(asked, year, language) if ranks else ""


def _is_won(frame: Parts) -> bool:
    """Say whether the only names are of what was won: "vem vann Snäckvikscupen?"."""
    asks_who = frame.asking is not None and frame.asking.kind == "who"
    return asks_who and bool(frame.names) and not any(n.before or n.owns for n in frame.names)


def _contest(frame: Parts, language: str) -> str:
    """Return what somebody was placed in, as it is added: " i Snäckvikscupen"."""
    asks_who = frame.asking is not None and frame.asking.kind == "who"
    for name in frame.of("name", "thing"):
        inside = name.before in _PLACES_IN and (asks_who or len(frame.names) > 1)
        if inside or (asks_who and not name.before and not name.owns):
            return placed(name, language)
    return ""


def year_of_either(parts: Parts, frame: Parts) -> str:
    """Return the fragment's year, or else the earlier question's, as it is added."""
    years = parts.of("year") or frame.of("year")
    return year_words(years[-1], parts.language) if years else ""


def _all_names(parts: Parts) -> str:
    """Return one name, or several as they were joined: "Solna och Sigtuna"."""
    first, last = parts.names[0], parts.names[-1]
    return first.text if first is last else parts.text[first.start : last.end]


def replaced(frame: Parts, parts: Parts) -> list[str]:
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
        edit = _noun_edit(frame, parts, loose)
        edits += [edit] if edit else []
        bare = language == "en" and not _is_led(parts)
        added += "" if edit else f"{' in' if bare else ''} {_lead(parts)} {loose}"
    return edits, added


def _is_ordinal(loose: str) -> bool:
    return any(term.startswith("rank:") for term in terms(loose.split()[0]))


def _noun_edit(frame: Parts, parts: Parts, loose: str) -> Edit | None:
    """Put "för transpersoner" in the place of "för män", and "barn" in that of what was counted."""
    asking = frame.asking
    if not _is_led(parts):
        counted = asking is not None and asking.noun and asking.kind in _WITH_NOUN
        if asking is None or not counted or _is_ordinal(loose):
            return None
        return asking.end - len(asking.noun), asking.end, indefinite(loose)
    preposition = _lead(parts).casefold().split()[0]
    for word, behind in pairwise(frame.words):
        if word.lower == preposition and any(w is behind for w in frame.rest):
            return behind.start, behind.end, loose
    return None


def _replaceable(frame: Parts, new: Slot) -> list[Slot]:
    """Return the names that a new one may stand for, of the same kind and preposition first."""
    of_people = new.kind == "person"

    def unlikeness(old: Slot) -> tuple[bool, bool, bool]:
        head = old.text.split()[0].casefold() != new.text.split()[0].casefold()
        return old.kind != new.kind, bool(new.before) and old.before != new.before, head

    likely = [old for old in frame.names if (old.kind == "person") == of_people]
    likely = [old for old in likely if old.kind == new.kind] or likely
    return sorted(likely, key=unlikeness)
