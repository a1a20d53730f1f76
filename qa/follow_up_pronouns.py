"""Pronouns that lean on what was said before: "they", "där", "that municipality".

In: a question taken apart. Out: its pronouns that stand for something outside it; not those of its
own names, and not the articles and empty words that look the same. It does not know earlier turns.
"""

from __future__ import annotations

from dataclasses import dataclass

from qa.follow_up_names import Word
from qa.follow_up_slots import Parts
from qa.follow_up_words import (
    FIRST_PERSON,
    KIND_NOUNS,
    MANY,
    OWNING,
    PAST_ENDING,
    PERSON,
    PLACE,
    RELATIVES,
    SUBJUNCTIONS,
    THING,
    VERBS,
)

# "Finns det", "is there", "det som", "går det att": the pronoun stands for nothing.
_EMPTY_BEHIND_VERB = {
    "thing": frozenset("finns fanns are were".split()),
    "place": frozenset("finns fanns is are was were".split()),
}
_EMPTY_BEFORE = frozenset("som att sig finns fanns för true sant is are was were".split())
_COURSE = frozenset("gick går gått blev blir".split())
_DEICTIC = frozenset("that this detta denna".split())
_KINDS = {"person": PERSON, "many": MANY, "place": PLACE, "thing": THING}


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun that stands for something said before.

    Attributes:
        kind: "person", "thing", "many", "place", "named" with a noun of its own, or "course": the
            "det" of "gick det" and "blev det så", how things went for somebody.
        start: its first character.
        end: behind its last, with the noun of "that municipality".
        lower: the pronoun in small letters.
        of: it follows "of" or "av", as in "how many of them".
    """

    kind: str
    start: int
    end: int
    lower: str
    of: bool = False


def references(asked: Parts) -> list[Reference]:
    """Return the pronouns of a question that stand for something outside it."""
    return [r for at in range(len(asked.words)) if (r := _reference(asked, at))]


def _reference(asked: Parts, at: int) -> Reference | None:
    words = asked.words
    word, lower = words[at], words[at].lower
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind and behind.lower in KIND_NOUNS and lower in THING | {"the"}:
        return None if asked.names else Reference("named", word.start, behind.end, lower)
    if lower in KIND_NOUNS and lower.endswith("n") and asked.language == "sv":
        alone = not asked.names and not (at and words[at - 1].lower in THING)
        return Reference("named", word.start, word.end, lower) if alone else None
    kind = next((kind for kind, pronouns in _KINDS.items() if lower in pronouns), "")
    # "Hans" is also a name.
    is_name = at > 0 and not word.text[0].islower()
    if not kind or is_name or _is_bound(asked, kind, word) or _is_empty(asked, kind, at):
        return None
    before = words[at - 1].lower if at else ""
    kind = "course" if lower == "det" and before in _COURSE else kind
    return Reference(kind, word.start, word.end, lower, before in ("of", "av"))


def _is_empty(asked: Parts, kind: str, at: int) -> bool:
    """Say whether what looks like a pronoun is none: "finns det", "den stora", "de som"."""
    words = asked.words
    before = words[at - 1].lower if at else ""
    following = [word.lower for word in words[at + 1 : at + 3]]
    lower = words[at].lower
    if RELATIVES & {*following} or before in _EMPTY_BEHIND_VERB.get(kind, ()):
        return True
    if kind in ("thing", "place") and following[:1] and lower not in _DEICTIC:
        empty = following[0] in _EMPTY_BEFORE
        return empty or (kind == "thing" and _is_article(asked, at))
    return (lower == "de" or lower in _DEICTIC) and _is_article(asked, at)


def _is_bound(asked: Parts, kind: str, word: Word) -> bool:
    """Say whether a pronoun stands for something in its own question, or for nothing."""
    words = {other.lower for other in asked.words}
    before = [other.lower for other in asked.words if other.start < word.start]
    if kind == "person":
        named = any(slot.start < word.start for slot in asked.of("person"))
        return named or bool(words & FIRST_PERSON[asked.language])
    if kind == "thing":
        in_clause = word.lower in ("det", "it") and before[-1:] and before[-1] in SUBJUNCTIONS
        return bool(asked.names or in_clause)
    if word.lower in OWNING:
        # "What share of municipalities improved their work?"
        noun = asked.asking is not None and asked.asking.noun
        if noun or any(other.start < word.start for other in asked.rest):
            return True
    return any(slot.start < word.start for slot in asked.names)


def _is_article(asked: Parts, at: int) -> bool:
    """Tell "den stora jouren" from "vad kostar den", and "de bästa" from "vad gör de i Solna"."""
    words = asked.words
    lower = words[at].lower
    if at + 1 == len(words) or lower in ("it", "its", "dess"):
        return False
    behind = words[at + 1]
    # "Vad hette det tidigare?"
    is_adverb = behind.lower.endswith("are") and behind is words[-1]
    is_content = any(w is behind for w in asked.rest) and not is_adverb
    if lower in ("den", "det"):
        # "Den stora": the adjective behind an article ends in a vowel, "är den öppen" does not.
        ends = behind.lower.endswith(("a", "e")) and not PAST_ENDING.fullmatch(behind.lower)
        is_content = is_content and ends
    if lower in ("that", "this"):
        # "When did that start?", but "that campaign start".
        is_content = is_content and any(w.start > behind.end for w in asked.rest)
    ranked = any(slot.start == behind.start and slot.kind == "rank" for slot in asked.slots)
    if lower == "de" and at and words[at - 1].lower in VERBS["sv"]:
        return ranked
    return is_content or ranked
