"""What earlier turns can give a question that leans on them: names and years, likeliest first.

In: the turns as they were heard. Out: what a pronoun may stand for, which year and which name were
spoken of. It does not know how a question is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.follow_up_forms import definite
from qa.follow_up_pronouns import Reference
from qa.follow_up_slots import Parts, Slot, take_apart
from qa.follow_up_words import NEXT_YEAR, PLACE_NOUNS, SAME_YEAR, TIME_NOUNS

# A shorter word with a definite ending is rarely what a question is about.
_SHORTEST_TOPIC = 6


@dataclass(frozen=True, slots=True)
class Heard:
    """An earlier turn taken apart.

    Attributes:
        question: as it was understood.
        answer: what was said, nothing for a refusal.
        quotes: the sentences that the answer cited.
    """

    question: Parts
    answer: Parts
    quotes: Parts

    @property
    def asks_time(self) -> bool:
        """Whether the answer is a year or a day."""
        return asks_time(self.question)

    @property
    def asks_entity(self) -> bool:
        """Whether the answer's name is what was spoken of, more than the question's."""
        asking = self.question.asking
        return asking is not None and asking.kind in ("who", "which", "what")

    @property
    def asks_place(self) -> bool:
        """Whether the answer's name is a place."""
        return self.question.asking is not None and self.question.asking.kind == "where"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may lean on earlier ones.

    Attributes:
        typed: as it was typed.
        parts: without what joins it to the one before.
        joined: it had such a word: "and", "men", "what about".
        heard: the earlier turns, oldest first, at least one.
    """

    typed: str
    parts: Parts
    joined: bool
    heard: Sequence[Heard]

    @property
    def last(self) -> Heard:
        """The turn before."""
        return self.heard[-1]

    def saying(self, text: str) -> Asked:
        """Return it with other words."""
        return replace(self, parts=take_apart(text, self.parts.language))


@dataclass(frozen=True, slots=True)
class Meant:
    """What a pronoun may stand for: a slot's kind, or "counted" or "topic"; the year with it."""

    text: str
    kind: str
    year: Slot | None = None


def asks_time(parts: Parts) -> bool:
    """Say whether a question asks when something was."""
    asking = parts.asking
    if asking is None:
        return False
    return asking.kind == "when" or any(w in TIME_NOUNS for w in asking.noun.lower().split())


def year_of(turns: Sequence[Heard]) -> Slot | None:
    """Return the year that was spoken of last."""
    for turn in reversed(turns):
        answered = turn.answer.of("year") if turn.asks_time else ()
        if len({year.value for year in answered}) == 1:
            return answered[0]
        if asked := turn.question.of("year"):
            return asked[-1]
    return None


def with_years(text: str, turns: Sequence[Heard], language: str) -> str:
    """Put years in the place of "that year" and "året innan"; the text itself without any."""
    year = year_of(turns)
    # "More in 2022 than the year before" counts from its own year.
    if year is None or take_apart(text, language).of("year"):
        return text
    preposition = "in " if language == "en" else ""
    for step, pattern in ((0, SAME_YEAR), *NEXT_YEAR.items()):
        text = pattern.sub(f"{preposition}{int(year.value) + step}", text)
    return text


def antecedents(reference: Reference, turns: Sequence[Heard], language: str) -> list[Meant]:
    """Return what a pronoun may stand for, likeliest first.

    Args:
        reference: the pronoun.
        turns: the earlier turns, oldest first.
        language: of the pronoun; everyday words go only into questions of their own language.
    """
    found: dict[str, Meant] = {}
    for turn in reversed(turns):
        for meant in _of_turn(reference.kind, turn, turn.question.language == language):
            found.setdefault(meant.text.casefold(), meant)
    counted = [meant for meant in found.values() if meant.kind == "counted"]
    return counted if reference.of and counted else list(found.values())


def _of_turn(kind: str, turn: Heard, same_language: bool) -> Iterator[Meant]:
    question, answer = turn.question, turn.answer
    if kind == "person":
        for parts in (answer, question, turn.quotes):
            yield from (Meant(slot.text, slot.kind) for slot in parts.of("person"))
        return
    if kind == "many" and same_language:
        yield from _counted(turn)
    answer_first = turn.asks_entity or (turn.asks_place and kind == "place")
    order = (answer, question) if answer_first else (question, answer)
    for wanted in ("thing", "name") if kind == "thing" else ("name", "thing"):
        for parts in order:
            yield from (Meant(slot.text, slot.kind) for slot in parts.of(wanted))
    if kind != "place" and same_language:
        yield from (Meant(topic, "topic") for topic in _topics(question))


def _counted(turn: Heard) -> Iterator[Meant]:
    """Return those whom an earlier question counted, of the year in which it did."""
    asking = turn.question.asking
    if asking is None or turn.asks_time or asking.noun.casefold() in PLACE_NOUNS:
        return
    plural = {"many": ("s", "r", "n", "l"), "which": ("s", "r")}.get(asking.kind, ())
    if asking.noun.endswith(plural):
        year = next(iter(turn.question.of("year")), None)
        yield Meant(definite(asking.noun, turn.question.language), "counted", year)


def _topics(question: Parts) -> Iterator[str]:
    """Return what a question without names is about: "the barometer", "undersökningen"."""
    if question.language == "en":
        for found in re.finditer(r"\bthe ([^\W\d_]+)", question.text, re.IGNORECASE):
            if any(word.lower == found[1].casefold() for word in question.rest):
                yield f"the {found[1]}"
        return
    for word in question.rest:
        if len(word.text) >= _SHORTEST_TOPIC and word.lower.endswith(("en", "et", "an", "na")):
            yield word.text


def names_of(turns: Sequence[Heard]) -> list[Slot]:
    """Return names that a question without any may need, likeliest first."""
    for turn in reversed(turns):
        order = (turn.question, turn.answer)
        found = [slot for parts in order for slot in (*parts.of("name"), *parts.names)]
        if found:
            return list({slot.value: slot for slot in reversed(found)}.values())[::-1]
    return []
