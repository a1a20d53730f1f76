"""What a question or an answer is made of: the parts that a follow-up may replace or take over.

In: a text and its language. Out: `Parts`: years, ranks and names with their places, the question
phrase, and the words that are left. It does not know earlier turns, and no library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.numerals import CARDINALS
from index.terms import terms
from qa.follow_up_names import Word, make_name, name_size
from qa.follow_up_words import (
    ADJECTIVE_ENDING,
    ASKING,
    AUXILIARIES,
    COUNTED,
    FUNCTION,
    HEADS,
    PAST_ENDING,
    PLACE_NOUNS,
    PREPOSITIONS,
    SUPERLATIVE_FORMS,
    TIME_NOUNS,
    VERBS,
    WITH_NOUN,
)

# An answer may be a whole sentence; names further on are not what it was about.
CHARS_READ = 1000
_WORD = re.compile(r"\d+(?::?(?:an|as|a|e|en|st|nd|rd|th)(?!\w))?|[^\W\d_]+(?:[-'’:][^\W\d_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_RANK_WORDS = 3
# An auxiliary within these many words ends what is counted: "how many support contacts did".
_LONGEST_NOUN = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """A part that another of its kind may stand for.

    Attributes:
        kind: "year", "rank", "person", "name" (of a place or organisation) or "thing".
        text: its words, of a name without the genitive's ending.
        value: by which it is compared: "2024", a rank's number or superlative, a name in small
            letters.
        start: its first character.
        end: behind its last, ending included.
        owns: it stands in the genitive.
        before: the preposition before it, in small letters, "" if none.
    """

    kind: str
    text: str
    value: str
    start: int
    end: int
    owns: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question's opening: "In which year", "Hur många kommuner".

    Attributes:
        kind: a key of `ASKING`.
        start: its first character.
        end: behind its last.
        noun: what is asked about or counted, "" if not said.
    """

    kind: str
    start: int
    end: int
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """A text taken apart.

    Attributes:
        text: as it stands, without the closing marks.
        language: "sv" or "en".
        words: all of them.
        slots: in their order.
        asking: the question phrase, None where there is none.
        rest: the words of no slot, with content of their own.
        has_verb: one of the words is known as a verb.
    """

    text: str
    language: str
    words: tuple[Word, ...]
    slots: tuple[Slot, ...]
    asking: Asking | None
    rest: tuple[Word, ...]
    has_verb: bool

    def of(self, *kinds: str) -> tuple[Slot, ...]:
        """Return the slots of some kinds."""
        return tuple(slot for slot in self.slots if slot.kind in kinds)

    @property
    def names(self) -> tuple[Slot, ...]:
        """The names, whatever they are of."""
        return self.of("person", "name", "thing")


def take_apart(text: str, language: str) -> Parts:
    """Take a text apart; never raises, whatever the characters."""
    text = " ".join(text[:CHARS_READ].split()).rstrip(" ?!.,;:…")
    words = tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text))
    asking = _asking(words)
    behind = asking.end if asking else 0
    slots = tuple(slot for slot in _slots(text, words) if slot.start >= behind)
    free = [
        word
        for word in words
        if word.start >= behind and not any(s.start <= word.start < s.end for s in slots)
    ]
    rest = tuple(w for w in free if w.lower not in FUNCTION and len(w.text) > 1)
    known = VERBS["sv"] | VERBS["en"]
    return Parts(text, language, words, slots, asking, rest, any(w.lower in known for w in free))


def asking_language(text: str) -> str:
    """Return the language of a question's first words, "" for a text that begins otherwise."""
    parts = take_apart(text, "")
    asked = parts.text[: parts.asking.end if parts.asking else 0].casefold().split()
    for language, table in ASKING.items():
        if {word for forms in table.values() for word in re.split(r"[| ]", forms)} & {*asked}:
            return language
    return ""


def _asking(words: Sequence[Word]) -> Asking | None:
    lower = [word.lower for word in words]
    # A preposition may stand first: "in which year", "sedan när".
    for at in range(2 if lower[:1] and lower[0] in PREPOSITIONS else 1):
        for size in (2, 1):
            head = tuple(lower[at : at + size])
            if head in HEADS and not _is_verb(words, at):
                return _with_noun(words, HEADS[head], at + len(head))
    return None


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Tell "var det Solna?", was it, from "var ligger Solna?", where."""
    following = words[at + 1] if at + 1 < len(words) else None
    if words[at].lower != "var" or following is None or following.lower in VERBS["sv"]:
        return False
    return following.lower in FUNCTION or following.text[0].isupper()


def _with_noun(words: Sequence[Word], kind: str, at: int) -> Asking:
    # "Vad kostar", but "what place": the Swedish word takes no noun.
    takes_noun = kind in WITH_NOUN and words[at - 1].lower != "vad"
    end = _noun_end(words, at) if takes_noun else at
    noun = " ".join(word.text for word in words[at:end])
    return Asking(kind, words[0].start, words[end - 1].end, noun)


def _noun_end(words: Sequence[Word], at: int) -> int:
    """Return where the noun ends that a question phrase asks about; `at` when it has none."""
    lower = [word.lower for word in words]
    limit = at
    while limit < len(lower) and not _ends_noun(lower[limit]):
        limit += 1
    is_clear = limit < len(lower) and lower[limit] in AUXILIARIES
    if is_clear and limit - at <= _LONGEST_NOUN:
        return limit
    end = at
    while end < limit and (lower[end] in CARDINALS or ADJECTIVE_ENDING.fullmatch(lower[end])):
        end += 1
    end = min(end + 1, limit)
    # "share of municipalities", "andel av kommunerna".
    if end > at and lower[end : end + 1] in (["of"], ["av"]):
        of = end + 1 + (lower[end + 1 : end + 2] in (["the"], ["de"]))
        return of + 1 if of < len(lower) and lower[of] not in FUNCTION else end
    return end


def _ends_noun(lower: str) -> bool:
    if _YEAR.fullmatch(lower) or PAST_ENDING.fullmatch(lower):
        return True
    return lower in FUNCTION - PLACE_NOUNS - TIME_NOUNS and lower not in CARDINALS


def _slots(text: str, words: Sequence[Word]) -> Iterator[Slot]:
    at = 0
    while at < len(words):
        word = words[at]
        before = words[at - 1].lower if at and words[at - 1].lower in PREPOSITIONS else ""
        if before == "to" and at > 1 and words[at - 2].lower == "according":
            before = "according"
        size = 1
        if _YEAR.fullmatch(word.text):
            yield Slot("year", word.text, word.text, word.start, word.end, before=before)
        elif rank := _rank(text, words, at):
            value, size = rank
            end = words[at + size - 1].end
            yield Slot("rank", text[word.start : end], value, word.start, end, before=before)
        elif named := name_size(text, words, at):
            size = named
            name = make_name(text, words[at : at + size], next(iter(words[at + size :]), None))
            folded = name.text.casefold()
            # "The Halden Hill Observatory" is nobody.
            articled = at > 0 and words[at - 1].lower == "the"
            kind = "name" if articled and name.kind == "person" else name.kind
            yield Slot(kind, name.text, folded, name.start, name.end, name.owns, before)
        at += size


def _rank(text: str, words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """Return the rank that begins at a word, and how many words say it."""
    lower = words[at].lower
    if lower in FUNCTION - PLACE_NOUNS:
        return None
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if lower in ("näst", "second") and following in SUPERLATIVE_FORMS:
        return ("-2" if following in ("sist", "sista", "last") else "2"), 2
    if lower in CARDINALS and at:
        said = terms(f"{words[at - 1].text} {words[at].text}")
        if found := [term[5:] for term in said if term.startswith("rank:")]:
            return found[0], 1
    return _said_rank(text, words, at) or (
        (SUPERLATIVE_FORMS[lower], 1) if lower in SUPERLATIVE_FORMS else None
    )


def _said_rank(text: str, words: Sequence[Word], at: int) -> tuple[str, int] | None:
    """Return the rank that some words say and nothing else, the longest first."""
    for size in range(min(_MOST_RANK_WORDS, len(words) - at), 0, -1):
        chunk = words[at : at + size]
        if size > 1 and (chunk[-1].lower in FUNCTION - COUNTED or _has_year(chunk)):
            continue
        said = terms(text[chunk[0].start : chunk[-1].end])
        ranks = [term[5:] for term in said if term.startswith("rank:")]
        if len(ranks) == 1 and all(t.startswith("rank:") or t.isdecimal() for t in said):
            return ranks[0], size
        # "the first time", "1st April": counts and dates that begin as ranks do.
        if any(":" in term and not term.startswith("rank:") for term in said):
            return None
    return None


def _has_year(words: Sequence[Word]) -> bool:
    return any(_YEAR.fullmatch(word.text) for word in words)
