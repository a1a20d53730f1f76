"""The ways in which a question leans on earlier ones, each with the questions it makes of it.

In: a question taken apart, with the turns before it. Out: guesses at what was meant, likeliest
first, and the question as it was typed where it may be whole. It does not know documents, and
cannot tell which guess they answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from index.compounds import compound_parts
from index.lexicon import lemma
from index.numerals import CARDINALS
from index.terms import terms
from qa.follow_up_comparing import choice, comparison
from qa.follow_up_context import (
    Asked,
    Meant,
    antecedents,
    asks_time,
    joined,
    names_of,
    topics,
    year_of,
)
from qa.follow_up_forms import Edit, edited, placed, year_words
from qa.follow_up_fragments import bare_asking, fragment
from qa.follow_up_leads import in_order
from qa.follow_up_names import Word, is_word, possessive
from qa.follow_up_pronouns import Reference, references
from qa.follow_up_replacing import MOST_NAMES
from qa.follow_up_slots import Parts
from qa.follow_up_words import FUNCTION, KIND_NOUNS, OWNING, RANKING
from qa.follow_up_years import with_years

# A question with more words than this, or a long compound, has a subject of its own.
_MOST_THIN_WORDS = 2
_LONG_COMPOUND = 12
_DEFINITE_ENDINGS = ("en", "et", "an", "na")
_INDEFINITE = frozenset("a an en ett".split())
_PLACES_IN = frozenset(("i", "in"))
_OTHER = re.compile(r"\b(?:den andr[ae]|det andra|the other(?: one)?)\b", re.IGNORECASE)
# "Do they" is "does Unizon".
_OF_ONE = {"do": "does", "have": "has", "are": "is", "were": "was"}


def with_year_words(asked: Asked) -> list[str]:
    """Complete "who came first the year before?", and go on with the year that it names."""
    said = with_years(asked.parts.text, asked.heard, asked.parts.language)
    if said == asked.parts.text:
        return []
    with_year = asked.saying(said)
    return next((found for rule in RULES[2:] if (found := rule(with_year))), [said])


def pronouns(asked: Asked) -> list[str]:
    """Complete "when did they start?", "vem är hon?", "how many of them have goals?"."""
    parts = asked.parts
    found = references(parts)
    if not found:
        return []
    standing = [reference for reference in found if reference.kind == found[0].kind]
    texts = []
    for meant in antecedents(found[0], asked.heard, parts.language)[:MOST_NAMES]:
        edits = [_reference_edit(parts, reference, meant) for reference in standing]
        resolved = asked.saying(edited(parts.text, edits))
        text = resolved.parts.text
        if meant.year and not parts.of("year"):
            year = year_words(replace(meant.year, before=""), parts.language)
            texts.append(f"{text}{year}")
        texts += _dated(resolved) or [text]
    # "Vilken plats fick staden?" may also be asked of no town in particular.
    return [*texts, asked.typed] if texts and found[0].lower in KIND_NOUNS else texts


def _reference_edit(parts: Parts, reference: Reference, meant: Meant) -> Edit:
    """Put a name in a pronoun's place, in the form that stands there."""
    start, end, language, name = reference.start, reference.end, parts.language, meant.text
    before = parts.text[:start].split()[-1:]
    if reference.kind == "place":
        return start, end, f"{_whereabouts(reference, meant, language)} {name}"
    if reference.kind == "course":
        return end, len(parts.text), f"{parts.text[end:]} för {name}"
    if meant.kind == "clause":
        return end, len(parts.text), f"{parts.text[end:]} {name}"
    is_one = meant.kind != "several" and not name.startswith("the ")
    if reference.lower == "they" and before and is_one:
        verb = _OF_ONE.get(before[0].casefold(), before[0])
        return start - len(before[0]) - 1, end, f"{verb} {name}"
    owner = reference.lower in OWNING and (reference.lower != "her" or end < len(parts.text))
    return start, end, possessive(name, language) if owner else name


def _whereabouts(reference: Reference, meant: Meant, language: str) -> str:
    """Return "in" for a town and "at" for a shelter or a telephone line."""
    if reference.lower == "dit":
        return "till"
    of_place = meant.kind == "name" and " " not in meant.text
    return {"sv": ("i", "på"), "en": ("in", "at")}[language][not of_place]


def missing(asked: Asked) -> list[str]:
    """Complete "and who came first?" with the year, and "what is the address?" with a name."""
    parts = asked.parts
    if parts.asking is None and not parts.has_verb:
        return []
    if _is_ranking(parts) and not parts.of("year") and not asks_time(parts):
        if len(parts.rest) > _MOST_THIN_WORDS and not asked.joined:
            return []
        texts = _dated(asked)
        may_be_whole = bool(parts.names or parts.rest) and not asked.joined
        return [*texts, asked.typed] if may_be_whole and texts else texts
    if not asked.joined and not _is_thin(parts) and not _goes_on(asked):
        return []
    texts = [f"{parts.text}{name}{year}" for name, year in _missing_parts(asked)]
    return [*texts, asked.typed] if texts else []


def _is_ranking(parts: Parts) -> bool:
    nouns = {word.start for word in parts.rest if word.lower not in CARDINALS}
    # "The first barometer" is no place.
    of_place = any(slot.end + 1 not in nouns for slot in parts.of("rank"))
    return of_place or RANKING.search(parts.text) is not None


def _dated(asked: Asked) -> list[str]:
    """Return a question of ranks with the year, and the region, that was spoken of before."""
    parts = asked.parts
    year = year_of(asked.heard)
    if not _is_ranking(parts) or parts.of("year") or asks_time(parts) or year is None:
        return []
    when = year_words(replace(year, before=""), parts.language)
    texts = [f"{parts.text}{when}"]
    regions = [s for s in asked.last.question.of("name") if s.before in _PLACES_IN]
    if regions and not parts.names:
        texts.insert(0, f"{parts.text}{placed(regions[0], parts.language)}{when}")
    return texts


def _missing_parts(asked: Asked) -> Iterator[tuple[str, str]]:
    """Yield what an earlier question has and this one has not: (name, year), fullest first."""
    parts = asked.parts
    language = parts.language
    years = () if parts.of("year") or asks_time(parts) else asked.last.question.of("year")
    when = year_words(replace(years[-1], before=""), language) if years else ""
    names = [] if parts.names else names_of([asked.last])[:2]
    if any(word.lower in _PLACES_IN for word in parts.words):
        # It has a place of its own: "in the whole country".
        names.sort(key=lambda name: name.before in _PLACES_IN)
    said = [placed(name, language) for name in names]
    if not said and not parts.names and language == asked.last.question.language:
        of = "for" if language == "en" else "för"
        own = {*terms(parts.text)}
        about = [topic for topic in topics(asked.last.question) if not own & {*terms(topic)}]
        said = [f" {of} {topic}" for topic in about][:1]
    yield from ((name, when) for name in said if when)
    yield from ((name, "") for name in said)
    if when:
        yield "", when


def _goes_on(asked: Asked) -> bool:
    """Say whether a question without a name has a verb of the one before: "how many replied?"."""
    parts, last = asked.parts, asked.last.question
    if parts.names or parts.of("year") or not names_of([asked.last]):
        return False
    said = {term for word in last.rest for term in terms(word.text)}
    own = [word for word in parts.words if word.lower not in FUNCTION]
    return any(said & {*terms(word.text)} for word in own)


def _is_thin(parts: Parts) -> bool:
    """Say whether a question has no subject of its own: "what is the address?"."""
    asking = parts.asking
    if asking is None or parts.slots or not 0 < len(parts.rest) <= _MOST_THIN_WORDS:
        return False
    if asking.kind != "who" and not any(_is_definite(parts, word) for word in parts.rest):
        return False
    general = any(word.lower in _INDEFINITE for word in parts.words)
    own = any(
        not is_word(word.lower)
        or (len(word.lower) >= _LONG_COMPOUND and compound_parts(word.lower))
        for word in parts.rest
    )
    return not general and not own


def _is_definite(parts: Parts, word: Word) -> bool:
    """Say whether a noun is one that was spoken of: "the address", "adressen"."""
    if parts.language == "en":
        return parts.text[: word.start].casefold().split()[-1:] == ["the"]
    return word.lower.endswith(_DEFINITE_ENDINGS) and lemma(word.lower, "sv") != word.lower


def the_other(asked: Asked) -> list[str]:
    """Complete "and the other one?", of two that were listed."""
    listed = [names for turn in asked.heard if len(names := joined(turn.answer)) == 2]
    found = _OTHER.search(asked.parts.text)
    if not listed or not found:
        return []
    told = {slot.value for slot in (*asked.last.answer.names, *asked.last.question.names)}
    if {slot.value for slot in listed[-1]} <= told:
        told = {slot.value for slot in asked.last.answer.names}
    left = [slot for slot in listed[-1] if slot.value not in told]
    if len(left) != 1:
        return []
    text = edited(asked.parts.text, [(*found.span(), left[0].text)])
    named = asked.saying(in_order(text))
    return next((said for rule in RULES[1:] if (said := rule(named))), [text])


RULES: tuple[Callable[[Asked], list[str]], ...] = (
    the_other,
    with_year_words,
    comparison,
    choice,
    bare_asking,
    fragment,
    pronouns,
    missing,
)
