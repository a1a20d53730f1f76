"""What earlier turns can give a question that leans on them: names and years, likeliest first.

In: the turns as they were heard. Out: what a pronoun may stand for, which year and which name were
spoken of. It does not know how a question is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qa.follow_up_forms import definite
from qa.follow_up_names import Word
from qa.follow_up_pronouns import Reference
from qa.follow_up_slots import Parts, Slot, take_apart
from qa.follow_up_subject import subject_phrase
from qa.follow_up_words import PLACE_NOUNS, TIME_NOUNS

# A shorter word with a definite ending is rarely what a question is about.
_SHORTEST_TOPIC = 6
# "According to SKR": who says something is not what is spoken of.
_SOURCES = frozenset(("according", "enligt"))
_MORE = re.compile(r"^(?:fler|färre|more|fewer)\s+", re.IGNORECASE)
_TELLING = frozenset("för av till mot på".split())
# "Vad kostar det att ringa dit?": a later "det" is to ring, too.
_CLAUSE = re.compile(r"(?<=\b(?:det|.it) )(?:att|to) [^\W\d_]+ .+?(?=$| (?:19|20)\d\d)")


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
    """What a pronoun may stand for, and the year with it.

    Its kind is a slot's, or "several" for names that were listed, "counted" for those that were
    counted, "clause" for what was asked about by a verb, "topic" for what has no name.
    """

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


def antecedents(reference: Reference, turns: Sequence[Heard], language: str) -> list[Meant]:
    """Return what a pronoun may stand for, likeliest first.

    Args:
        reference: the pronoun.
        turns: the earlier turns, oldest first.
        language: of the pronoun; everyday words go only into questions of their own language.
    """
    found: dict[str, Meant] = {}
    for turn in reversed(turns):
        for meant in _of_turn(reference, turn, turn.question.language == language):
            found.setdefault(meant.text.casefold(), meant)
        # What has a name and was spoken of last is what is meant.
        if any(meant.kind != "topic" for meant in found.values()):
            break
    counted = [meant for meant in found.values() if meant.kind in ("several", "counted")]
    return counted if reference.of and counted else list(found.values())


def _of_turn(reference: Reference, turn: Heard, same_language: bool) -> Iterator[Meant]:
    question, answer, kind = turn.question, turn.answer, reference.kind
    if kind == "person":
        yield from _persons(turn)
        return
    if kind == "many":
        yield from _several(turn, same_language)
    if kind == "place" and turn.asks_place and answer.of("name"):
        year = next(iter(question.of("year")), None)
        yield from (Meant(slot.text, slot.kind, year) for slot in answer.of("name"))
        return
    if reference.lower in ("det", "it") and same_language:
        yield from (Meant(found[0], "clause") for found in _CLAUSE.finditer(question.text))
    # Who was asked for is somebody, and "it" is rather what the question named.
    somebody = kind == "thing" and question.asking is not None and question.asking.kind == "who"
    answer_first = (turn.asks_entity and not somebody) or (turn.asks_place and kind == "place")
    order = (answer, question) if answer_first else (question, answer)
    for wanted in ("thing", "name") if kind == "thing" else ("name", "thing"):
        for parts in order:
            yield from (Meant(slot.text, slot.kind) for slot in parts.of(wanted))
    if kind == "thing":
        # What is no person was only taken for one.
        yield from (Meant(slot.text, "name") for slot in question.of("person"))
    if kind != "place" and same_language:
        yield from (Meant(topic, "topic") for topic in topics(question))


def _persons(turn: Heard) -> Iterator[Meant]:
    """Return the persons of a turn, the one who was asked for first."""
    asking = turn.question.asking
    if asking and asking.kind == "who":
        # "Tom Beck": who is asked for is a person, also by a name of everyday words.
        yield from (Meant(s.text, "person") for s in turn.answer.names if " " in s.text)
    for parts in (turn.answer, turn.question, turn.quotes):
        yield from (Meant(slot.text, slot.kind) for slot in parts.of("person"))


def _several(turn: Heard, same_language: bool) -> Iterator[Meant]:
    """Return those whom an earlier answer listed, and those whom its question counted."""
    if turn.asks_entity and (listed := joined(turn.answer)):
        yield Meant(turn.answer.text[listed[0].start : listed[-1].end], "several")
    if same_language:
        yield from _counted(turn)


def _counted(turn: Heard) -> Iterator[Meant]:
    """Return those whom an earlier question counted, of the year in which it did."""
    asking = turn.question.asking
    if asking is None or turn.asks_time or asking.noun.casefold() in PLACE_NOUNS:
        return
    plural = {"many": ("s", "r", "n", "l"), "which": ("s", "r")}.get(asking.kind, ())
    if asking.noun.endswith(plural):
        year = next(iter(turn.question.of("year")), None)
        noun = _MORE.sub("", asking.noun)
        yield Meant(definite(noun, turn.question.language), "counted", year)


def joined(parts: Parts) -> Sequence[Slot]:
    """Return the names of an answer that lists several, () for any other."""
    between = [parts.text[a.end : b.start].strip(" ,").casefold() for a, b in pairwise(parts.names)]
    return parts.names if between and all(w in ("", "och", "and", "&") for w in between) else ()


def topics(question: Parts) -> Iterator[str]:
    """Yield what a question without names is about: "the barometer", "stödlinjen för män"."""
    if phrase := subject_phrase(question):
        yield phrase
    if question.language == "en":
        for found in re.finditer(r"\bthe ([^\W\d_]+)", question.text, re.IGNORECASE):
            if any(word.lower == found[1].casefold() for word in question.rest):
                yield f"the {found[1]}"
        return
    for word in question.rest:
        if len(word.text) >= _SHORTEST_TOPIC and word.lower.endswith(("en", "et", "an", "na")):
            yield from _with_complement(question, word)
            yield word.text


def _with_complement(question: Parts, noun: Word) -> Iterator[str]:
    """Yield "stödlinjen för män": a noun with what tells it from its like."""
    behind = [word for word in question.words if word.start > noun.start][:2]
    own = len(behind) == 2 and any(word is behind[1] for word in question.rest)
    if own and behind[0].lower in _TELLING:
        yield question.text[noun.start : behind[1].end]


def names_of(turns: Sequence[Heard]) -> list[Slot]:
    """Return names that a question without any may need, likeliest first."""
    for turn in reversed(turns):
        order = (turn.question, turn.answer)
        found = [slot for parts in order for slot in (*parts.of("name"), *parts.names)]
        found = [slot for slot in found if slot.before not in _SOURCES]
        if found:
            return list({slot.value: slot for slot in reversed(found)}.values())[::-1]
    return []
