"""A question becomes a plan that facts can answer, or none.

In: a question's words and the names, years and measures that a library's facts have. Out: a `Plan`,
or None for every question that is not of this kind: one whose words are not all understood is left
to the reader. This file does not know the facts' values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.fact_grammar import GENERIC, RANKING
from index.fact_names import area, municipality
from index.fact_ranks import POINTS, RANK
from index.fact_tokens import ranking_name
from index.numerals import CARDINALS, read_number
from qa.plan_words import (
    ADJECTIVES,
    COUNTED,
    DIRECTION,
    EXTREME,
    KINDS,
    MEASURES,
    NEGATION,
    UNDERSTOOD,
    YES_NO,
)  # fmt: skip

_WORD = re.compile(r"\d+(?:[.,]\d+)?(?::?[ae]\b|(?:st|nd|rd|th)\b)?|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_NAME = 5
_ENDS = r"(?:sista|sämsta|sämst|sist|last|bottom|worst|lägst\w*|lowest)"
_LAST_OF_MANY = (rf"\b(\w+) {_ENDS}\b", rf"\b{_ENDS} (\w+)\b")
_LAST_BUT_ONE = r"\b(?:näst sist|näst sämst|second to last|second last|next to last)"
_LAST = r"\b(?:sist|sista|sämst|last|worst|jumbo\w*|botten|bottom)\b"
_FIRST = (
    r"\b(?:vann|won|winner|vinnare\w*|segrare|toppade?r?|topped|tops|bäst|bästa|best|högst|ledde"
    r"|led|highest|number one|nummer ett)\b"
)
# Words beyond the plan's own that a question may have: "... enligt KHaktuellt?"
_MOST_LEFT = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a library's facts are about.

    Attributes:
        names: small letters → name in one form.
        measures: of columns of tables, as the facts have them.
        rankings: names in one form.
        units: of the values, in small letters.
    """

    names: Mapping[str, str]
    measures: Sequence[str]
    rankings: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to work out.

    Attributes:
        kind: lookup, nth, ties, top, bottom, count, times, best, worst, mean, sum, difference,
            change, most_changed, has_risen, compare, is_better, is_rank, list, when.
        measure: of the facts to use.
        names: who it is about, in the order of the question.
        years: which are asked for, in the order of the question.
        number: n of "top n" and "place n"; -1 the last, -2 the last but one; 0 for none.
        low: least value of those meant.
        high: greatest value of those meant.
        place: county or area in which they lie.
        scope: "riket", or the county in which the rank is counted.
        ranking: its name in one form, "" where the question names none.
        wants_more: for most_changed, whether the greatest rise (of a rank: towards 1) is meant.
        since: for change, whether it is that since the one year that is named.
    """

    kind: str
    measure: str = RANK
    names: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    number: int = 0
    low: float = 0
    high: float = 0
    place: str = ""
    scope: str = "riket"
    ranking: str = ""
    wants_more: bool = True
    since: bool = False


def plan_of(text: str, vocabulary: Vocabulary) -> Plan | None:
    """Return the plan of a question, None when it is not one that facts answer."""
    lower = " ".join(text.casefold().split())
    if NEGATION.search(lower):
        return None
    asked = _Asked(text, lower, vocabulary)
    if not asked.measure:
        return None
    for kind, pattern in KINDS:
        if re.search(pattern, lower) and (plan := _MAKERS[kind](asked)):
            return plan if asked.is_understood() else None
    return None


class _Asked:
    """The parts of a question that plans are made of."""

    def __init__(self, text: str, lower: str, vocabulary: Vocabulary) -> None:
        self.lower = lower
        self.words = [m.group() for m in _WORD.finditer(text)]
        self.vocabulary = vocabulary
        self.used: set[str] = set()
        self.years = tuple(dict.fromkeys(_YEAR.findall(text)))
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
            if _YEAR.fullmatch(token):
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


def _lookup(asked: _Asked) -> Plan | None:
    # "Who congratulated Lund on first place?" names the rank, and asks for something else.
    asks_rank = len(asked.names) == 1 and not asked.number and not re.search(_WHO, asked.lower)
    return asked.base("lookup") if asks_rank else None


_WHO = r"\b(?:vem|vilka|who|whom)\b"


def _nth(asked: _Asked) -> Plan | None:
    if asked.names:
        return None
    if asked.measure == RANK:
        return asked.base("nth") if asked.number else None
    plan = asked.base("nth")
    ends = -1 if asked.direction < 0 else 1
    return replace(plan, number=ends * (abs(asked.number) or 1)) if asked.direction else None


def _many(asked: _Asked) -> Plan | None:
    if asked.names or asked.is_ordinal or not 1 < asked.number <= 100:
        return None
    last = re.search(rf"\b(?:{_ENDS}|minst\w*)\b", asked.lower)
    return asked.base("bottom" if last or asked.direction < 0 else "top")


def _count(asked: _Asked) -> Plan | None:
    if asked.names:
        return _times(asked)
    return _bounded(asked, "count")


def _times(asked: _Asked) -> Plan | None:
    times = re.search(r"\b(?:gånger|times|år|years|often|ofta)\b", asked.lower)
    fits = times and len(asked.names) == 1 and asked.number and asked.measure == RANK
    return asked.base("times") if fits else None


def _list(asked: _Asked) -> Plan | None:
    # "Who came second in Sörmland?" asks for one, "who shared second place?" for several.
    is_one = asked.is_ordinal and asked.places and not re.search(_SHARED, asked.lower)
    return None if asked.names or is_one else _bounded(asked, "list")


def _ties(asked: _Asked) -> Plan | None:
    return asked.base("ties") if len(asked.names) == 1 and asked.measure == RANK else None


def _bounded(asked: _Asked, kind: str) -> Plan | None:
    """Make a plan of all within bounds: in a county, in the top n, above place n, on place n."""
    plan, n = asked.base(kind), asked.number
    if edges := _edges(asked):
        return replace(plan, low=edges[0], high=edges[1], number=0)
    if n > 1 and re.search(rf"\b{_ENDS}\b", asked.lower):
        return replace(plan, number=-n)
    if n > 1 and re.search(_BEST, asked.lower):
        return replace(plan, low=1, high=n, number=0)
    if n > 0 and asked.measure == RANK and re.search(_ON_PLACE, asked.lower):
        return replace(plan, low=n, high=n, number=0)
    return plan if plan.place and not n else None


_BEST = r"\b(?:topp|top|bästa|bäst|best|främsta|högst|highest|första|first)\b"
_ON_PLACE = (
    r"\b(?:delade?|shared?|tied|place|plats\w*|\w+plats\w*|etta|tvåa|trea|first|second|third)\b"
)
_SHARED = r"\b(?:delade?|delar|shared?|tied)\b"
_HIGHER = (
    r"\b(?:bättre|högre|above|better|over|före|higher|mer|more|över|larger|större|deeper|djupare)\b"
)
_LOWER = r"\b(?:sämre|lägre|below|worse|under|efter|lower|mindre|less|smaller|shallower|grundare)\b"
_ENDLESS = 1e18


def _edges(asked: _Asked) -> tuple[float, float] | None:
    """Return the least and the greatest value that "mellan 5 och 9", "bättre än 20" let in."""
    numbers = [
        float(word.replace(",", "."))
        for word in asked.words
        if re.fullmatch(r"\d+(?:[.,]\d+)?", word) and not _YEAR.fullmatch(word)
    ]
    if re.search(r"\b(?:mellan|between)\b", asked.lower) and len(numbers) == 2:
        return min(numbers), max(numbers)
    if len(numbers) != 1:
        return None
    edge, is_rank = numbers[0], asked.measure == RANK
    if re.search(_HIGHER, asked.lower):
        return (1, edge - 1) if is_rank else (edge + 1e-9, _ENDLESS)
    if re.search(_LOWER, asked.lower):
        return (edge + 1, _ENDLESS) if is_rank else (-_ENDLESS, edge - 1e-9)
    return None


def _mean(asked: _Asked) -> Plan | None:
    plan = asked.base("mean")
    if re.search(r"\b(?:topp|top|bästa|best)\b", asked.lower) and asked.number > 1:
        plan = replace(plan, low=1, high=asked.number, number=0)
    whole = asked.names or plan.place or plan.high or asked.measure != RANK
    return plan if whole else None


def _sum(asked: _Asked) -> Plan | None:
    return asked.base("sum") if asked.measure != RANK else None


_HOW_MUCH = (
    r"\b(?:hur|how|många|mycket|many|much|places|placeringar|change|skillnad\w*|difference"
    r"|förändring\w*)\b"
)


def _change(asked: _Asked) -> Plan | None:
    if len(asked.names) != 1 or not re.search(_HOW_MUCH, asked.lower):
        return None
    since = re.search(r"\b(?:sedan|sen|since|från|from|efter|after)\b", asked.lower)
    return replace(asked.base("change"), since=bool(since))


def _most_changed(asked: _Asked) -> Plan | None:
    if asked.names:
        return None
    down = re.search(DIRECTION, asked.lower)
    return replace(asked.base("most_changed"), wants_more=not down)


def _difference(asked: _Asked) -> Plan | None:
    return asked.base("difference") if len(asked.names) == 2 else None


def _compare(asked: _Asked) -> Plan | None:
    if len(asked.names) < 2:
        return None
    if (
        len(asked.names) == 2
        and re.search(YES_NO, asked.lower)
        and not re.search(r"\b(?:or|eller)\b", asked.lower)
    ):
        return _is_better(asked)
    low = re.search(
        r"\b(?:sämst|sämre|lägre|lägst|worst|worse|lower|lowest|smaller|mindre|minst|grundare|grundast"
        r"|shallower|shorter|kortare)\b", asked.lower,
    )  # fmt: skip
    return replace(asked.base("compare"), wants_more=not low)


def _is_better(asked: _Asked) -> Plan | None:
    if len(asked.names) != 2:
        return None
    low = re.search(r"\b(?:sämre|lägre|efter|worse|lower|behind|below|mindre|smaller|shallower"
                    r"|grundare|under)\b", asked.lower)  # fmt: skip
    return replace(asked.base("is_better"), wants_more=not low)


_MOVED = (
    r"\b(?:klättra\w*|förbättra\w*|stig\w*|steg|climb\w*|improve\w*|rise\w*|rose|bättre|better|sämre"
    rf"|worse)\b|{DIRECTION}"
)


def _yes_no(asked: _Asked) -> Plan | None:
    if len(asked.names) == 2:
        return _is_better(asked)
    if len(asked.names) != 1 or asked.measure != RANK:
        return None
    plan = asked.base("is_rank")
    if re.search(_MOVED, asked.lower) and asked.years and not asked.number:
        down = re.search(DIRECTION, asked.lower) or re.search(r"\bsämre|\bworse", asked.lower)
        since = re.search(r"\b(?:sedan|sen|since|från|from)\b", asked.lower)
        return replace(plan, kind="has_risen", wants_more=not down, since=bool(since))
    if re.search(r"\b(?:topp|top|bland de|among the)\b", asked.lower) and asked.number > 1:
        return replace(plan, low=1, high=asked.number)
    return replace(plan, low=asked.number, high=asked.number) if asked.number else None


def _extreme(asked: _Asked, kind: str) -> Plan | None:
    return asked.base(kind) if len(asked.names) == 1 else None


def _best(asked: _Asked) -> Plan | None:
    return _extreme(asked, "best")


def _worst(asked: _Asked) -> Plan | None:
    return _extreme(asked, "worst")


def _when(asked: _Asked) -> Plan | None:
    plan = asked.base("when")
    return plan if len(plan.names) == 1 and plan.number and not plan.years else None


_MAKERS: Mapping[str, Callable[[_Asked], Plan | None]] = {
    "most_changed": _most_changed, "mean": _mean, "sum": _sum, "best": _best, "worst": _worst,
    "when": _when, "count": _count, "difference": _difference, "yes_no": _yes_no,
    "change": _change, "ties": _ties, "compare": _compare, "many": _many, "list": _list,
    "nth": _nth, "lookup": _lookup,
}  # fmt: skip
