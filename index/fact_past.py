"""Which words of a sentence make a rank one of an earlier time, and which years are another's.

In: the tokens of a sentence and the place of a rank among them. Out: whether it is of the past, the
stretch that is its own, and the one year that a sentence states for all. This file does not know
what "förra året" and "i år" say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import fact_grammar as grammar
from index.fact_parts import Token


def segment(tokens: Sequence[Token], symbols: str, at: int) -> tuple[int, int]:
    """Return the stretch around a rank in which no other rank stands."""
    before = [i for i in range(at) if symbols[i] == "R"]
    behind = [i for i in range(at + 1, len(symbols)) if symbols[i] in "R;"]
    first = before[-1] + 1 if before else 0
    last = behind[0] if behind else len(symbols)
    for start, end in _asides(symbols):
        if start < at < end:
            return max(first, start), min(last, end)
        last = min(last, start) if at < start else last
    return first, last


def _asides(symbols: str) -> list[tuple[int, int]]:
    """Return the parentheses that hold a rank: "plats 36 (2012: plats 42)" says both of it."""
    return [aside.span() for aside in re.finditer(r"\([^()]*R[^()]*\)", symbols)]


def leads_on(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word leads on to another rank: "till plats 22 efter att 2018 ha kommit ..."."""
    following = tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""
    return tokens[at].text.casefold() in ("efter", "after") and following in ("att", "having")


def relative(symbols: str, at: int) -> int:
    """Return which relative clause a token stands in, by its first token; -1 for none."""
    for clause in re.finditer(r",(?:[wu][^,]*(?:,|$)|v[^,L]*,)", symbols):
        if clause.start() < at < clause.end() - 1 or (at == len(symbols) - 1 == clause.end() - 1):
            return clause.start()
    return -1


_OF_BEFORE = frozenset("its their".split())


def is_compared(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a year is only what something is compared with: "bättre än i mätningen 2020"."""
    if at and tokens[at - 1].text.casefold() in _OF_BEFORE:
        return True  # "up 62 spots from its 2011 mark"
    for token in reversed(tokens[max(0, at - 4) : at]):
        if token.symbol not in "pKx":
            return False
        if token.text.casefold() in ("än", "than"):
            return True
    return False


def is_since(tokens: Sequence[Token], year: Token) -> bool:
    """Say whether a year is only what something began with: "sedan 2017"."""
    at = tokens.index(year)
    return any(t.text.casefold() in grammar.SINCE for t in tokens[max(0, at - 3) : at])


def is_past(tokens: Sequence[Token], symbols: str, at: int) -> bool:
    """Say whether the words before a rank make it one of an earlier time."""
    first, _ = segment(tokens, symbols, at)
    if first and re.fullmatch(r"[cp]*", symbols[first:at]):
        return is_past(tokens, symbols, first - 1)
    for back, token in enumerate(reversed(tokens[max(first, at - 10) : at]), start=1):
        word = token.text.casefold()
        if word in grammar.NOW or symbols[at - back] in "t;":
            return False
        if symbols[at - back] == "c" and "v" in symbols[at - back : at]:
            return False  # "... jämfört med i fjol och återfinns på plats 264"
        if word == "förra" and back > 1 and tokens[at - back + 1].text.casefold() == "årets":
            continue
        if word in ("från", "from") and back > 2:
            continue
        if word in ("jämfört", "compared") and "L" in symbols[at - back : at]:
            continue
        if word in grammar.PAST:
            # "den senaste rankningen" is the latest, "senast" the one before.
            return not (word in ("senaste", "last") and back > 1)
    return False


def shared_year(
    tokens: Sequence[Token], symbols: str, at: int, own: Sequence[Token]
) -> tuple[str, str]:
    """Return the sentence's one year, unless it is that of an earlier rank in it."""
    stated = [(i, t) for i, t in enumerate(tokens) if t.symbol == "Y"]
    plain = {
        t.text
        for i, t in stated
        if t.name != "date"
        and relative(symbols, i) in (-1, relative(symbols, at))
        and not any(start < i < end and not start < at < end for start, end in _asides(symbols))
        and not is_since(tokens, t)
        and not is_compared(tokens, i)
        and not any(leads_on(tokens, between) for between in range(at, i))
        and not _is_of_past(tokens, symbols, i)
    }
    if len(plain) == 1:
        return plain.pop(), "stated"
    if own and not plain:
        return own[0].text, "date"
    dates = {t.text for _, t in stated if t.name == "date"}
    return (dates.pop(), "date") if not plain and len(dates) == 1 else ("", "")


def _is_of_past(tokens: Sequence[Token], symbols: str, year: int) -> bool:
    """Say whether a year is that of a rank of an earlier time."""
    before = max((i for i in range(year) if symbols[i] == "R"), default=None)
    behind = min((i for i in range(year, len(symbols)) if symbols[i] == "R"), default=None)
    near = [i for i in (before, behind) if i is not None]
    return any(
        is_past(tokens, symbols, i) for i in near if ";" not in symbols[min(i, year) : max(i, year)]
    )
