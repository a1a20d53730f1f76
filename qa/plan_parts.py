"""The parts of a question that plans are made of: names, places, years, measure, number.

In: a question's words and a library's vocabulary. Out: `Asked`. This file does not know what kinds
of plans there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fact_grammar import GENERIC, RANKING
from index.fact_ranks import RANK
from index.fact_tokens import ranking_name
from index.lexicon import lemma
from qa.plan import Plan, Vocabulary
from qa.plan_columns import words_of
from qa.plan_dates import asks_age, bounds_in, dated_measure
from qa.plan_heads import asks_which, head_of, is_name_of_time, is_plain_noun
from qa.plan_kinds import is_in, is_open, unit_of
from qa.plan_meanings import Meanings, alone_and_together
from qa.plan_measures import Measured, end_of, measure_by_words
from qa.plan_names import named_in
from qa.plan_numbers import edges, place_number, stated_number, years_in
from qa.plan_senses import WORD, senses, with_senses
from qa.plan_words import APART, NOT_NAMES, TYPES, YES_NO, is_familiar, is_having

_FARTHEST_NAME = 2
_HOW_MANY = r"\b(?:hur många|how many|antal|number of)\b"
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
        is_dated: whether the measure is a column of years.
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
        self.head = head_of(lower)
        self.meanings = meanings
        self.measure = ""
        if self.head in vocabulary.groups and (behind := self._behind(self.head)):
            self.head = behind  # "hydro stations"
        named = named_in(self.words, vocabulary, self.head)
        self.names, self.places = list(named.names), list(named.places)
        if not named.names and not named.places and vocabulary.only:
            # "Which year had most visitors?" of the castle that the table is about.
            self.names = [vocabulary.only]
        self.name_at, self.place_at = named.name_at, named.place_at
        self.used = set(named.used)
        self._of_names = named.of_names
        self.lower = self._without_names(text)
        self.sensed = with_senses(self.lower, frozenset({self.head} - {""}))
        fillable = vocabulary.fillable(self.names, self.years)
        columns = fillable or vocabulary.fillable(self.names, ())
        units = {name: vocabulary.units_of.get(name, frozenset()) for name in columns}
        plain = [w for w in map(str.casefold, self.words) if w not in self.used]
        dated = vocabulary.dated.intersection(vocabulary.fillable(self.names, ()))
        of_years = dated_measure(plain, self.lower, dated)
        if asks_age(plain):
            units = {name: of for name, of in units.items() if name not in dated}
        self.is_dated = of_years is not None
        measured = of_years or measure_by_words(plain, self.sensed, units, self.head)
        if not measured.measure and not vocabulary.measures:
            return
        meant = self._by_meaning(measured, meanings)
        self.is_guessed = meant is not measured
        measured = self._by_elimination(meant, fillable)
        self.measure, self.direction = measured.measure, measured.direction
        self.used |= measured.words
        self.sensed = with_senses(self.lower, frozenset({self.head} - {""}) | self._of_column())
        self.ranking, self.is_other_ranking = self._ranking()
        if self.is_dated:
            # They bound the column's values, and are no editions.
            self.years = ()
        # "Three Oaks" is no number.
        tokens = [
            word
            for at, word in enumerate(map(str.casefold, self.words))
            if word != self.head and at not in self._of_names
        ]
        self.number, self.is_ordinal = place_number(tokens, self.sensed)

    def _behind(self, word: str) -> str:
        """Return the noun that stands right behind a word, "" for none."""
        words = [word.casefold() for word in self.words]
        behind = words[words.index(word) + 1 :][:1] if word in words else []
        return behind[0] if behind and not is_familiar(behind[0]) else ""

    def _without_names(self, text: str) -> str:
        at = iter(range(len(self.words)))
        return WORD.sub(lambda m: "x" if next(at) in self._of_names else m[0], text).casefold()

    def _of_column(self) -> frozenset[str]:
        """Return the words that the column is called by: "average" of "average delay".

        Of two names one may be longer, though, and of several one the longest.
        """
        is_which = asks_which(self.lower) or self.says(_HOW_MANY)
        if not (self.names or is_which) or self.measure == RANK:
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
        return is_in(unit, self.vocabulary.units_of.get(self.measure, ()))

    def bounds(self) -> tuple[float, float] | None:
        """Return the least and the greatest value that the question lets in, None for any."""
        if self.is_dated:
            return None if self.direction else bounds_in(self.lower)
        return edges(self.words, self.sensed, self.years, is_rank=self.measure == RANK)

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
            and not self.is_of(unit_of(word))
            and not word[0].isdigit() and not is_familiar(word) and not stated_number([word], 0)
        ]  # fmt: skip

    def _typed(self) -> set[str]:
        """Return the words for what the names are of: "lake", and both of "wind farm"."""
        if not self.head or not self.is_type(self.head):
            return set()
        behind = [word for word in [self._behind(self.head)] if word]
        is_first = not self.head.endswith("s") and lemma(self.head, "en") == self.head
        is_noun = behind and is_first and is_plain_noun(behind[0]) and not is_having(behind[0])
        return {self.head, *behind} if is_noun else {self.head}

    def _by_meaning(self, measured: Measured, meanings: Meanings | None) -> Measured:
        """Return the column that an unknown word means where no column is named by its words."""
        if meanings is None or measured.measure in self.vocabulary.measures:
            return measured
        lower = [word.casefold() for word in self.words]
        at = [
            at
            for at in self.unknown()
            if len(lower[at]) > 2
            and not is_having(lower[at])
            # A name that is not known means no column.
            and (at == 0 or self.words[at] == lower[at])
        ]
        # One of more cannot be what leaves nothing unknown; encoding them all would take long.
        if len(at) > _MOST_UNKNOWN:
            return measured
        column, word = meanings.nearest(alone_and_together(lower, at))
        if not column:
            return measured
        used = measured.words | set(word.split())
        return Measured(column, measured.direction or end_of(lower, used), used)

    def _by_elimination(self, measured: Measured, fillable: Sequence[str]) -> Measured:
        """Return the one column that a change or an end can be of: "how much did Lund grow?"."""
        about = self.vocabulary
        ranked = about.names_of.get(RANK, frozenset())
        is_rank = (
            bool(ranked) and ranked.issuperset(self.names)
            and about.years_of.get(RANK, frozenset()).issuperset(self.years)
        )  # fmt: skip
        # "Which lakes are in Dalarna?" is answered by any column that all of them have.
        lists = self.places and asks_which(self.lower) and not self.names
        lists = lists or (self.places and self.says(_HOW_MANY) and not self.names)
        is_amount = self.has(*_OF_AMOUNTS) or self.says(rf"\b(?:{APART})\b")
        if measured.measure not in ("", RANK) or is_rank or not fillable:
            return measured
        if lists and not is_amount:
            fullest = max(fillable, key=lambda name: len(about.names_of.get(name, ())))
            return replace(measured, measure=fullest)
        if not is_amount:
            return measured
        open_to_most = [
            name for name in fillable
            if name not in about.dated and is_open(about.units_of.get(name, ()))
        ]  # fmt: skip
        only = fillable if len(fillable) == 1 else open_to_most
        return replace(measured, measure=only[0]) if len(only) == 1 else measured

    def _ranking(self) -> tuple[str, bool]:
        """Return the ranking that is named, and whether the library knows none of that name."""
        for word in self.words:
            if RANKING.fullmatch(word) and not GENERIC.fullmatch(word):
                self.used.add(word.casefold())
                name = ranking_name(word)
                known = [r for r in self.vocabulary.rankings if r.endswith(name)]
                return (known[0], False) if known else (name, True)
        return "", False
