"""The parts of a question that plans are made of: names, places, years, measure, number.

In: a question's words and a library's vocabulary. Out: `Asked`. This file does not know what kinds
of plans there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.fact_grammar import GENERIC, RANKING
from index.fact_names import municipality
from index.fact_ranks import RANK
from index.fact_tokens import ranking_name
from index.lexicon import lemma
from qa.plan import Plan, Vocabulary
from qa.plan_columns import words_of
from qa.plan_heads import asks_which, countries, head_of, is_name_of_time, is_plain_noun, place_of
from qa.plan_meanings import Meanings
from qa.plan_measures import Measured, end_of, measure_by_words
from qa.plan_numbers import place_number, stated_number, years_in
from qa.plan_senses import WORD, senses, with_senses
from qa.plan_words import APART, NOT_NAMES, TYPES, YES_NO, is_familiar, is_having

_LONGEST_NAME = 5
_FARTHEST_NAME = 2
_MOST_UNKNOWN = 2
# What a question that is answered by yes or no does not have.
_ASKING = (
    r"\b(?:vem|vilk\w+|vad|hur|när|var|vart|who|which|what|how|when|where|jämför|compare|compared|jämfört"
    r"|between|mellan|av|of|skillnad\w*|difference)\b"
)
# Senses that only an amount has.
_OF_AMOUNTS = "RISE FALL CHANGE TREND MOST LEAST MORE LESS MEAN MEDIAN SUM".split()


class Asked:
    """The parts of a question that plans are made of.

    Attributes:
        lower: the question in small letters, with x for each word of a name: "Backa gård" is no
            fall.
        sensed: the same with the senses of its words.
        names: who is named, each once.
        places: counties and areas that are named.
        name_at: which word the first of the names begins with, -1 for none.
        place_at: which word the first of them begins with, -1 for none.
        head: the noun behind "which" or "how many", "" for none.
        measure: what is asked of them, "" for nothing that facts know.
        direction: the end of it that is asked for: 1 high, -1 low, 0 neither.
        is_guessed: whether the measure was found by what a word means, and not by its own words.
        number: n of a place or a top; -1 and -2 count from the end.
        is_ordinal: whether the number is said as "second" is.
    """

    def __init__(
        self, text: str, lower: str, vocabulary: Vocabulary, meanings: Meanings | None
    ) -> None:
        self.vocabulary = vocabulary
        self.words = [m.group() for m in WORD.finditer(text)]
        self.years = years_in(text)
        self.used: set[str] = set()
        self.head = head_of(lower)
        self.meanings = meanings
        self.measure, self.name_at, self.place_at = "", -1, -1
        self._of_names: set[int] = set()
        self.names, self.places = self._names()
        self.lower = self._without_names(text)
        self.sensed = with_senses(self.lower, frozenset({self.head} - {""}))
        fillable = vocabulary.fillable(self.names, self.years)
        columns = fillable or vocabulary.fillable(self.names, ())
        units = {name: vocabulary.units_of.get(name, frozenset()) for name in columns}
        plain = [w for w in map(str.casefold, self.words) if w not in self.used]
        measured = measure_by_words(plain, self.sensed, units, self.head)
        if not measured.measure and not vocabulary.measures:
            return
        meant = self._by_meaning(measured, meanings)
        self.is_guessed = meant is not measured
        measured = self._by_elimination(meant, fillable)
        self.measure, self.direction = measured.measure, measured.direction
        self.used |= measured.words
        self.sensed = with_senses(self.lower, frozenset({self.head} - {""}) | self._of_column())
        self.ranking, self.is_other_ranking = self._ranking()
        tokens = [w.casefold() for w in self.words if w.casefold() != self.head]
        self.number, self.is_ordinal = place_number(tokens, self.sensed)

    def _without_names(self, text: str) -> str:
        at = iter(range(len(self.words)))
        return WORD.sub(lambda m: "x" if next(at) in self._of_names else m[0], text).casefold()

    def _of_column(self) -> frozenset[str]:
        """Return the words that the column is called by: "average" of "average delay".

        Of two names one may be longer, though, and of several one the longest.
        """
        if not (self.names or asks_which(self.lower)) or self.measure == RANK:
            return frozenset()
        ends = {"MORE", "LESS"} if self.names else {"MORE", "LESS", "MOST", "LEAST"}
        called = words_of(self.measure, [word.casefold() for word in self.words])
        return frozenset(word for word in called if ends.isdisjoint(senses(word)))

    def has(self, *wanted: str) -> bool:
        """Say whether a word of the question has one of some senses."""
        return re.search(rf"\b(?:{'|'.join(wanted)})\b", self.sensed) is not None

    def says(self, pattern: str) -> bool:
        """Say whether the question in small letters holds a pattern."""
        return re.search(pattern, self.lower) is not None

    def asks_whether(self) -> bool:
        """Say whether the answer is yes or no: "var Höör …", "klarade sig Höör bättre än …"."""
        if re.search(YES_NO, self.sensed):
            return True
        # Any other verb stands right before the name that it is about.
        is_verb = self.name_at > 0 and (
            self.name_at <= _FARTHEST_NAME or not is_familiar(self.words[0].casefold())
        )
        return is_verb and not self.says(_ASKING) and self.has("MORE", "LESS", "AHEAD", "BEHIND")

    def is_of(self, unit: str) -> bool:
        """Say whether the values of the measure are in a unit."""
        return unit in self.vocabulary.units_of.get(self.measure, ())

    def base(self, kind: str) -> Plan:
        """Return a plan of a kind with what all plans share."""
        scoped = self.places and not self.names and re.search(r"\bi länet\b", self.lower)
        return Plan(
            kind, self.measure, tuple(self.names), self.years, self.number,
            place=self.places[0] if self.places else "", ranking=self.ranking,
            scope=self.places[0] if scoped else "riket",
        )  # fmt: skip

    def asks_for_names(self) -> bool:
        """Say whether the answer is names of the sort that the measure has values of."""
        if self.says(r"^(?:och |and )?(?:vad|what)\b") and not self.head:
            return any(self.is_type(word.casefold()) for word in self.words)
        return not self.head or self.is_type(self.head)

    def is_type(self, word: str) -> bool:
        """Say whether a noun is what names are of that have values of the measure."""
        kinds = self.vocabulary.kinds.get(self.measure, frozenset())
        fits = any(kind in TYPES and TYPES[kind].fullmatch(word) for kind in kinds)
        is_any = "other" in kinds or self.measure != RANK
        return fits or (is_any and not NOT_NAMES.fullmatch(word) and not is_name_of_time(word))

    def unknown(self) -> list[int]:
        """Return where words stand that are neither part of the plan nor known to every question.

        Adjectives that measure a column, "cheaper", are unknown to a question of rank.
        """
        units = self.vocabulary.units
        # "How many green slopes has Storhamra?" asks for no names: "green" narrows the number.
        is_name = not self.names or self.says(r"\b(?:vilk\w+|which|än|than)\b")
        typed = self._typed() if is_name else set()
        return [
            at
            for at, word in enumerate(map(str.casefold, self.words))
            if word not in self.used and word.rstrip("²³") not in units and word not in typed
            and not word[0].isdigit() and not is_familiar(word) and not stated_number([word], 0)
        ]  # fmt: skip

    def _typed(self) -> set[str]:
        """Return the words for what the names are of: "lake", and both of "wind farm"."""
        if not self.head or not self.is_type(self.head):
            return set()
        words = [word.casefold() for word in self.words]
        behind = words[words.index(self.head) + 1 :][:1] if self.head in words else []
        is_first = not self.head.endswith("s") and lemma(self.head, "en") == self.head
        is_noun = behind and is_first and is_plain_noun(behind[0]) and not is_having(behind[0])
        return {self.head, *behind} if is_noun else {self.head}

    def _by_meaning(self, measured: Measured, meanings: Meanings | None) -> Measured:
        """Return the column that an unknown word means where no column is named by its words."""
        if meanings is None or measured.measure in self.vocabulary.measures:
            return measured
        lower = [word.casefold() for word in self.words]
        at = [at for at in self.unknown() if len(lower[at]) > 2 and not is_having(lower[at])]
        # One of more cannot be what leaves nothing unknown; encoding them all would take long.
        if len(at) > _MOST_UNKNOWN:
            return measured
        words = [lower[one] for one in at]
        pairs = [
            f"{w} {x}" for (i, w), (j, x) in pairwise(zip(at, words, strict=True)) if j == i + 1
        ]
        column, word = meanings.nearest([*pairs, *words])
        if not column:
            return measured
        used = measured.words | set(word.split())
        return Measured(column, measured.direction or end_of(lower, used), used)

    def _by_elimination(self, measured: Measured, fillable: Sequence[str]) -> Measured:
        """Return the one column that a change or an end can be of: "how much did Lund grow?"."""
        ranked = self.vocabulary.names_of.get(RANK, frozenset())
        is_rank = bool(ranked) and ranked.issuperset(self.names)
        if measured.measure not in ("", RANK) or is_rank or not fillable:
            return measured
        # "Which lakes are in Dalarna?" is answered by any column that all of them have.
        lists = self.places and asks_which(self.lower) and not self.names
        is_open = len(fillable) == 1 and (self.has(*_OF_AMOUNTS) or self.says(rf"\b(?:{APART})\b"))
        if not (is_open or (lists and not self.has(*_OF_AMOUNTS))):
            return measured
        return replace(measured, measure=fillable[0])

    def _names(self) -> tuple[list[str], list[str]]:
        """Return who is named and which counties or areas are, each once."""
        found: dict[str, None] = {}
        places: dict[str, None] = {}
        at = 0
        while at < len(self.words):
            length, name, place = self._name_at(at)
            if name:
                self._of_names.update(range(at, at + length))
                found.setdefault(name)
                self.name_at = at if self.name_at < 0 else self.name_at
            if place:
                places.setdefault(place)
                self.place_at = at if self.place_at < 0 else self.place_at
            self.used |= {w.casefold() for w in self.words[at : at + length] if name or place}
            at += length
        return list(found), list(places)

    def _name_at(self, at: int) -> tuple[int, str, str]:
        for length in range(min(_LONGEST_NAME, len(self.words) - at), 0, -1):
            words = " ".join(self.words[at : at + length])
            plain = re.sub(r"['’]s?$", "", words)
            known = self._known(plain)
            if known:
                return length, known, ""
            if (place := place_of(plain)) and not words.islower():
                return length, "", place
            if place and len(plain) > 4:
                return length, "", place
            if group := self._group(plain):
                return length, "", group
            is_name = plain[0].isupper() or plain.casefold() in self.vocabulary.names
            if (name := municipality(plain)) and is_name:
                return length, name, ""
        return 1, "", ""

    def _group(self, words: str) -> str:
        """Return the words of cells that are named: rows of them are asked about."""
        plain, groups = words.casefold(), self.vocabulary.groups
        country = next((name for name in countries(plain) if name in groups), "")
        is_plain = is_familiar(plain) and words.islower()
        if not groups or country or is_plain or plain == self.head:
            return groups[country] if country else ""
        return groups.get(plain) or (groups.get(plain[:-1], "") if plain.endswith("s") else "")

    def _known(self, words: str) -> str:
        plain = words.casefold()
        known = self.vocabulary.names
        return known.get(plain) or (known.get(plain[:-1], "") if plain.endswith("s") else "")

    def _ranking(self) -> tuple[str, bool]:
        """Return the ranking that is named, and whether the library knows none of that name."""
        for word in self.words:
            if RANKING.fullmatch(word) and not GENERIC.fullmatch(word):
                self.used.add(word.casefold())
                name = ranking_name(word)
                known = [r for r in self.vocabulary.rankings if r.endswith(name)]
                return (known[0], False) if known else (name, True)
        return "", False
