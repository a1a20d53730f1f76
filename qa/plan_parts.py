"""The parts of a question that plans are made of: names, places, years, measure, number, bounds.

In: a question's words and a library's vocabulary. Out: `Asked`. This file does not know what kinds
of plans there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.fact_grammar import GENERIC, RANKING
from index.fact_names import area, municipality
from index.fact_ranks import POINTS, RANK
from index.fact_tokens import ranking_name
from index.numerals import CARDINALS, read_number
from qa.plan import Plan, Vocabulary
from qa.plan_words import ADJECTIVES, COUNTED, EXTREME, MEASURES, UNDERSTOOD

_WORD = re.compile(r"\d+(?:[.,]\d+)?(?::?[ae]\b|(?:st|nd|rd|th)\b)?|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_NAME = 5
ENDS = r"(?:sista|sämsta|sämst|sist|last|bottom|worst|lägst\w*|lowest)"
_LAST_OF_MANY = (rf"\b(\w+) {ENDS}\b", rf"\b{ENDS} (\w+)\b")
_LAST_BUT_ONE = r"\b(?:näst sist|näst sämst|second to last|second last|next to last)"
_LAST = r"\b(?:sist|sista|sämst|last|worst|jumbo\w*|botten|bottom)\b"
_FIRST = (
    r"\b(?:vann|won|winner|vinnare\w*|segrare|toppade?r?|topped|tops|bäst|bästa|best|högst|ledde"
    r"|led|highest|number one|nummer ett)\b"
)
# Words beyond the plan's own that a question may have: "... enligt KHaktuellt?"
_MOST_LEFT = 1


class Asked:
    """The parts of a question that plans are made of."""

    def __init__(self, text: str, lower: str, vocabulary: Vocabulary) -> None:
        self.lower = lower
        self.words = [m.group() for m in _WORD.finditer(text)]
        self.vocabulary = vocabulary
        self.used: set[str] = set()
        self.years = tuple(dict.fromkeys(YEAR.findall(text)))
        self.names, self.places = self._names()
        self.measure, self.direction = self._measure()
        self.ranking, self.is_other_ranking = self._ranking()
        self.is_ordinal = False
        self.number = self._number()

    def base(self, kind: str) -> Plan:
        """Return a plan of a kind with what all plans share."""
        scoped = self.places and not self.names and re.search(r"\bi länet\b", self.lower)
        return Plan(
            kind, self.measure, tuple(self.names), self.years, self.number,
            place=self.places[0] if self.places else "", ranking=self.ranking,
            scope=self.places[0] if scoped else "riket",
        )  # fmt: skip

    def is_understood(self) -> bool:
        """Say whether the words of the question are those of the plan, and hardly any others."""
        if self.is_other_ranking:
            return False
        left = [
            word
            for word in map(str.casefold, self.words)
            if word not in self.used and not word[0].isdigit() and not UNDERSTOOD.fullmatch(word)
        ]
        left = [word for word in left if word not in self.vocabulary.units]
        return len(set(left)) <= (_MOST_LEFT if self.names or self.measure != RANK else 0)

    def _names(self) -> tuple[list[str], list[str]]:
        """Return who is named and which counties or areas are, each once."""
        names: dict[str, None] = {}
        places: dict[str, None] = {}
        at = 0
        while at < len(self.words):
            length, name, place = self._name_at(at)
            if name:
                names.setdefault(name)
            if place:
                places.setdefault(place)
            self.used |= {w.casefold() for w in self.words[at : at + length] if name or place}
            at += length
        return list(names), list(places)

    def _name_at(self, at: int) -> tuple[int, str, str]:
        for length in range(min(_LONGEST_NAME, len(self.words) - at), 0, -1):
            words = " ".join(self.words[at : at + length])
            plain = re.sub(r"['’]s$", "", words)
            known = self._known(plain)
            if known:
                return length, known, ""
            if (place := _place(plain)) and not words.islower():
                return length, "", place
            if place and len(plain) > 4:
                return length, "", place
            is_name = plain[0].isupper() or plain.casefold() in self.vocabulary.names
            if (name := municipality(plain)) and is_name:
                return length, name, ""
        return 1, "", ""

    def _known(self, words: str) -> str:
        plain = words.casefold()
        names = self.vocabulary.names
        return names.get(plain) or (names.get(plain[:-1], "") if plain.endswith("s") else "")

    def _measure(self) -> tuple[str, int]:
        """Return the measure that is asked for and the end of it that is: 1 high, -1 low."""
        best, most = "", 0.0
        for measure in self.vocabulary.measures:
            said = [w for part in _WORD.findall(measure) if (w := _meant(part, self.lower))]
            self.used |= set(said)
            # "Största djup" is about depth: its first word alone is anything's.
            weight = sum(0.1 if re.fullmatch(EXTREME, word) else 1 for word in said)
            if weight > most:
                best, most = measure, weight
        if most < 1:
            best = ""
        direction = 0
        for pattern, (sort, end) in ADJECTIVES.items():
            if m := re.search(rf"\b(?:{pattern})\b", self.lower):
                direction = end or direction
                self.used |= set(m.group().split())
                fitting = [m for m in self.vocabulary.measures if re.search(sort, m)]
                if not best and len(fitting) == 1:
                    best = fitting[0]
        if best:
            return best, direction
        if re.search(r"\b(?:poäng|points?)\b", self.lower):
            return POINTS, direction
        return (RANK, 0) if re.search(COUNTED, self.lower) else ("", 0)

    def _ranking(self) -> tuple[str, bool]:
        """Return the ranking that is named, and whether the library knows none of that name."""
        for word in self.words:
            if RANKING.fullmatch(word) and not GENERIC.fullmatch(word):
                self.used.add(word.casefold())
                name = ranking_name(word)
                known = [r for r in self.vocabulary.rankings if r.endswith(name)]
                return (known[0], False) if known else (name, True)
        return "", False

    def _number(self) -> int:
        """Return the n of a place or of a top; -1 and -2 count from the end."""
        tokens = [w.casefold() for w in self.words]
        text = " ".join(tokens)
        if re.search(_LAST_BUT_ONE, text):
            return -2
        for pattern in _LAST_OF_MANY:
            for m in re.finditer(pattern, text):
                if (count := _stated_number([m[1]], 0)) > 1:
                    return count
        if re.search(_LAST, text):
            return -1
        for at, token in enumerate(tokens):
            if YEAR.fullmatch(token):
                continue
            number = _stated_number(tokens, at)
            if number:
                self.is_ordinal = not re.fullmatch(r"\d+", token) and token not in CARDINALS
                return number
        if re.search(_FIRST, text):
            return 1
        return 0


def _stated_number(tokens: Sequence[str], at: int) -> int:
    token = tokens[at]
    if token.isdecimal() and len(token) < 4:
        return int(token)
    if token in CARDINALS and token not in ("noll", "zero"):
        return CARDINALS[token]
    if token == "näst":
        return 2  # "näst störst"; "näst sist" is seen before
    stem = re.fullmatch(r"(\w+?)(?:plats|placering)(?:en|er|erna)?", token)
    for form in ([stem[1], "plats"] if stem else [], list(tokens[at : at + 2])):
        read = read_number(form, 0) if form else None
        if read and read[0] and read[0][0].startswith("rank:"):
            number = int(read[0][0].removeprefix("rank:"))
            return number if number > 0 else 0
    return 0


def _place(words: str) -> str:
    """Return the county or area that words name, as "skånska" does too."""
    plain = words.casefold()
    adjective = {
        "skånska": "Skåne län",
        "halländska": "Hallands län",
        "värmländska": "Värmlands län",
    }
    return area(words) or adjective.get(plain, "")


def _meant(word: str, question: str) -> str:
    """Return the word of a question that stands for one of a column's name, in either language."""
    plain = word.casefold()
    for form in (plain, *MEASURES.get(plain, ())):
        # Short words with their endings: "yta" is "ytan" too.
        stem = form if len(form) < 5 else form[:-1]
        stem = stem[:-1] if len(stem) == 3 and stem[-1] == "a" else stem
        ending = r"\w{0,3}" if len(form) < 5 else r"\w*"
        if m := re.search(rf"\b{re.escape(stem)}{ending}\b", question):
            return m.group()
    return ""
