"""Ranks that no number says: who alone is ranked higher than number two, and who follows whom.

In: the tokens of a sentence, and a statement that it goes on from. Out: statements of those that it
names beside. This file does not know which name has a rank of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import fact_grammar as grammar
from index.fact_names import OTHER, kind_of
from index.fact_parts import Token
from index.fact_ranks import RANK, Value

# Further down, those that a text lets follow each other are seldom next to each other.
_LAST_FOLLOWED = 5
_FOLLOWED = re.compile(r"\b(?:följ[td](?:a|es)? av|followed by)$", re.I)
_BEATEN = re.compile(
    r"\b(?:slagen|slagna|slaget|beaten|endast|bara|only) (?:bara )?(?:av|by)$", re.I
)
_AHEAD = re.compile(r"\b(?:före|ahead of)$", re.I)
_GOES_ON = re.compile(r"\W*(?:Därefter|Sedan|Tätt efter|Strax efter|Närmast efter|Then|Next)\b")
_NEXT = re.compile(
    rf"{_GOES_ON.pattern}"
    r"(?:[^.,;:]{0,20}\b(?:kommer|följer|följde|kom|finns|återfinns|come|comes|came|is|are))$"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of one name.

    Attributes:
        who: its name.
        value: its rank or amount.
        scope: "riket", a county, "länet" resolved, or the words that name a group.
        total: of how many, 0 where that is not said.
        ranking: its name in one form, "" where the sentence does not give it.
        year: stated for this rank, else "".
        when: "stated"; "earlier" for one stated of a time before the text's own; "since"; "date"
            for a mere date in the sentence; "past" for a rank of an earlier time that has no year;
            "last year"; "then", the year of the sentence before; "year before", the one before
            that; "years ago" and "years later", as many as `year` says; "now" for this year's; ""
            where the sentence is silent.
        start: of the words that say the rank, in the sentence.
        end: behind them.
    """

    who: str
    value: Value
    scope: str
    total: int
    ranking: str
    year: str
    when: str
    start: int
    end: int


def higher_ones(sentence: str, tokens: Sequence[Token], second: Statement) -> list[Statement]:
    """Return who "endast X är rankad högre" makes number one, given who is number two."""
    stated = grammar.HIGHEST.search(sentence)
    only = re.search(r"\b(?:endast|bara|only)\b", sentence, re.I)
    if not stated or not only or only.start() > stated.start():
        return []
    named = [t for t in tokens if t.symbol == "L" and only.end() <= t.start < stated.start()]
    if len(named) != 1 or len(named[0].who) != 1 or named[0].who[0] == second.who:
        return []
    first = replace(second.value, number=1)
    return [
        replace(second, who=named[0].who[0], value=first, start=named[0].start, end=stated.end())
    ]


def following_ones(
    sentence: str, tokens: Sequence[Token], said: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield those that follow: "Lund är etta, följt av Malmö och Järfälla".

    Args:
        sentence: its text.
        tokens: of the sentence.
        said: what it says with numbers.
    """
    placed = {s.who for s in said}
    for token in tokens:
        leading = sentence[: token.start].rstrip()
        before = [s for s in said if s.end <= len(leading) and s.value.measure == RANK]
        followed, ahead = _FOLLOWED.search(leading), _AHEAD.search(leading)
        if token.symbol not in "Ll" or not before:
            continue
        base = before[-1]
        if _BEATEN.search(leading) and base.value.number == 2 and len(token.who) == 1:
            first = replace(base.value, number=1)
            yield replace(base, who=token.who[0], value=first, start=token.start, end=token.end)
        if placed.isdisjoint(token.who) and (followed or (ahead and base.value.number == 1)):
            yield from _behind(base, token)


def next_ones(
    sentence: str, tokens: Sequence[Token], before: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield those that a sentence names next: "Därefter följer Boxholm och Ödeshög".

    Args:
        sentence: its text; it gives no rank with a number.
        tokens: of the sentence.
        before: what the sentence before it says.
    """
    named = [t for t in tokens if t.symbol == "L"]
    if before and named and _NEXT.match(sentence[: named[0].start].rstrip()):
        lists = [t for t in named if t.start > named[0].end]
        # "Därefter följer Boxholm (85,1) och Ödeshög (84,9)"
        apart = all(re.search(r"\)(?:,| och| samt| and) $", sentence[: t.start]) for t in lists)
        base = before[-1]
        for token in named if apart else ():
            behind = list(_behind(base, token))
            yield from behind
            base = behind[-1] if behind else base


def may_go_on(sentence: str) -> bool:
    """Say whether a sentence begins as one that names who comes next."""
    return _GOES_ON.match(sentence) is not None


def _behind(base: Statement, token: Token) -> Iterator[Statement]:
    value = base.value
    known = all(kind_of(who) != OTHER for who in token.who)
    if value.measure != RANK or not 1 <= value.number <= _LAST_FOLLOWED or not known:
        return
    for number, who in enumerate(token.who, start=int(value.number) + 1):
        placed = replace(value, number=number)
        yield replace(base, who=who, value=placed, start=token.start, end=token.end)
