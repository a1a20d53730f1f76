"""The number that a question names: of a place, of a top, or the bounds of values.

In: words and the question with its senses. Out: n of "top n" and "place n", the edges of "mellan 5
och 9" and "fler än 100 000". This file does not know names or measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.numerals import CARDINALS, read_number

# "1500 meter" is no year.
_UNITS = (
    r"%|procent|percent|[kcm]?m[²³]?|met(?:er|re)s?|kilomet(?:er|re)s?|kg|ton|lit(?:er|re)s?|kr|kronor|SEK"
    r"|MSEK|ha|hektar|platser|places|personer|people|minut\w*|hours?|timmar"
)
YEAR = re.compile(rf"\b(?:1[5-9]|20)\d\d\b(?![.,]\d)(?! ?(?:{_UNITS})(?!\w))")
# "Over 1800 visitors" has no year in it, "högre än 2019 i Lund" has one.
_BEFORE_VALUES = re.compile(r"\b(?:än|than|över|over|above|minst|högst|least|most) $", re.I)
_BEHIND_VALUES = re.compile(r" (?!(?:i|in|på|at|och|and|eller|or|till|to|års?|hade|had)\b)[^\W\d]")
ENDS = r"(?:sista|sämsta|sämst|sist|last|bottom|worst|lägst\w*|lowest)"
ENDLESS = 1e18
_LAST_OF_MANY = (
    rf"\b(\w+) {ENDS}\b",
    rf"\b{ENDS} (\w+)\b",
    rf"\b(?:vilka|which|what) (\w+) .*\b{ENDS}\b",
)
_LAST_BUT_ONE = r"\b(?:näst sist|näst sämst|second to last|second last|next to last)"
# "Third from bottom", "trea från slutet", "tredje sist".
_FROM_END = (
    r"\b(\w+) (?:from (?:the )?(?:bottom|end|last)|to last|från (?:slutet|botten)|ne[dr]ifrån)\b"
    r"|\b(\w+) sist\b"
)
_LAST = r"\b(?:sist|sista|sämst|lägst\w*|lowest|last|worst|jumbo\w*|botten|bottom)\b"
_FIRST = (
    r"\b(?:vann|vunnit|seger\w*|segrade|segrare|won|winner|vinnare\w*|toppade?r?|topped|tops|bäst"
    r"|bästa|best|högst|ledde|leder|leads?|led|highest|number one|nummer ett|on top|at the top"
    r"|i topp|i täten"
    r"|in the lead)\b"
)
# A podium is the first three, bronze the third.
_ON_PODIUM = 3
_MEDALS = {"PODIUM": _ON_PODIUM, "GOLD": 1, "SILVER": 2, "BRONZE": 3}
_THOUSANDS = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])"
)
_MULTIPLE = re.compile(
    r"\b(\d+(?:[.,]\d+)?) (miljoner|miljon|millions?|tusen|thousand|miljarder|miljard|billions?)\b"
)
_TIMES = (("t", 1e3), ("miljard", 1e9), ("mi", 1e6), ("b", 1e9))
_FROM_TO = r"\b(?:mellan|between)\b|\d(?:st|nd|rd|th|:[ae])? ?(?:-|–|till|to|och|through) ?\d"
# "Minst två", and not "vilka två ... minst".
_BEFORE_EDGES = frozenset(
    "än than minst least högst most topp top mellan between och and över over under plats".split()
)
OUTSIDE = r"\b(?:utanför|outside|beyond|missade|missed|miss)\b"
_INCLUDED = (
    r"\b(?:minst|at least|no less than|no fewer than|högst|at most|no more than|som mest"
    r"|nådde|når|nått|reach(?:ed|es)?)\b"
)


def plain_numbers(text: str) -> str:
    """Write "100 000", "100,000" and "1,2 miljoner" as digits alone."""
    # "1 800" is no year, and does not become one.
    plain = _THOUSANDS.sub(lambda m: f"{re.sub(r'[^0-9]', '', m.group())}.0", text)
    return _MULTIPLE.sub(lambda m: _multiplied(m[1], m[2]), plain)


def years_in(text: str) -> tuple[str, ...]:
    """Return the years in a text of plain numbers, each once."""
    found = [
        m.group() for m in YEAR.finditer(text)
        if not (_BEFORE_VALUES.search(text[: m.start()]) and _BEHIND_VALUES.match(text, m.end()))
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def _multiplied(number: str, word: str) -> str:
    times = next(t for start, t in _TIMES if word.startswith(start))
    return f"{float(number.replace(',', '.')) * times:.0f}"


# The tens that are no term of a text by themselves.
_TENS = """
    trettio fyrtio femtio sextio sjuttio åttio nittio hundra
    thirty forty fifty sixty seventy eighty ninety hundred
"""
_ROUND = {word: 10 * (at % 8) + 30 for at, word in enumerate(_TENS.split())}


def cardinal(word: str) -> int:
    """Return the number that a word in small letters says: "tre", "hundred"; 0 for none."""
    return CARDINALS.get(word, 0) or _ROUND.get(word, 0)


def stated_number(tokens: Sequence[str], at: int) -> int:
    """Return the number that a word says, or with the one behind it: "40", "tre", "andra plats"."""
    token = tokens[at]
    if token.isdecimal() and len(token) < 4:
        return int(token)
    if number := cardinal(token):
        return number
    if token == "näst":
        return 2  # "näst störst"; "näst sist" is seen before
    stem = re.fullmatch(r"(\w+?)(?:plats|placering)(?:en|er|erna)?", token)
    for form in ([stem[1], "plats"] if stem else [], list(tokens[at : at + 2])):
        read = read_number(form, 0) if form else None
        if read and read[0] and read[0][0].startswith("rank:"):
            number = int(read[0][0].removeprefix("rank:"))
            return number if number > 0 else 0
    return 0


def _ordinal(word: str) -> int:
    """Return the place that one word says, "third" or "trea"; 0 for none."""
    return 0 if word in CARDINALS else stated_number([word, "plats"], 0) or stated_number([word], 0)


def place_number(tokens: Sequence[str], sensed: str) -> tuple[int, bool]:
    """Return the n of a place or of a top, and whether it is said as an ordinal.

    -1 and -2 count from the end; 0 is none.

    Args:
        tokens: words in small letters.
        sensed: the question with its senses.
    """
    text = " ".join(tokens)
    if (m := re.search(_FROM_END, text)) and (place := _ordinal(m[1] or m[2])):
        return -place, True
    if re.search(_LAST_BUT_ONE, text):
        return -2, False
    for pattern in _LAST_OF_MANY:
        for m in re.finditer(pattern, text):
            if (count := stated_number([m[1]], 0)) > 1:
                return count, False
    if re.search(_LAST, text):
        return -1, False
    for at, token in enumerate(tokens):
        if not YEAR.fullmatch(token) and (number := stated_number(tokens, at)):
            return number, not re.fullmatch(r"\d+", token) and not cardinal(token)
    if number := next((n for s, n in _MEDALS.items() if re.search(rf"\b{s}\b", sensed)), 0):
        return number, "PODIUM" not in sensed
    return (1, False) if re.search(_FIRST, text) else (0, False)


def stated_values(words: Sequence[str], years: Sequence[str]) -> list[float]:
    """Return the numbers in figures among words, other than years."""
    stated = [re.sub(r"(?::?[ae]|st|nd|rd|th)$", "", word) for word in words]
    return [
        float(word.replace(",", "."))
        for word in stated
        if re.fullmatch(r"\d+(?:[.,]\d+)?", word) and word not in years
    ]


def edges(
    words: Sequence[str], sensed: str, years: Sequence[str], *, is_rank: bool
) -> tuple[float, float] | None:
    """Return the least and the greatest value that "mellan 5 och 9", "bättre än 20" let in."""
    numbers = stated_values(words, years) or [
        float(n)
        for before, word in pairwise(map(str.casefold, words))
        if (n := cardinal(word)) and before in _BEFORE_EDGES
    ]
    if len(numbers) == 2 and re.search(_FROM_TO, sensed):
        return min(numbers), max(numbers)
    if len(numbers) != 1:
        return None
    edge = numbers[0]
    if is_rank and re.search(OUTSIDE, sensed):
        return beyond(edge, is_rank=True, is_more=False)
    if not is_rank and (included := re.search(_INCLUDED, sensed)):
        is_least = included.group() not in ("högst", "at most", "no more than", "som mest")
        return (edge, ENDLESS) if is_least else (-ENDLESS, edge)
    if re.search(r"\b(?:LESS|BEHIND)\b", sensed):
        return beyond(edge, is_rank=is_rank, is_more=False)
    if re.search(r"\b(?:MORE|AHEAD)\b", sensed):
        return beyond(edge, is_rank=is_rank, is_more=True)
    return None


def beyond(edge: float, *, is_rank: bool, is_more: bool) -> tuple[float, float]:
    """Return the bounds of all values that are better, or worse, than one."""
    if is_rank:
        return (1, edge - 1) if is_more else (edge + 1, ENDLESS)
    # As near as two numbers of a table come to each other, and nearer.
    step = max(abs(edge), 1) * 1e-9
    return (edge + step, ENDLESS) if is_more else (-ENDLESS, edge - step)
