"""Which name has which rank, in one sentence.

In: a sentence, and who "kommunen" stands for in it. Out: `Statement`s: name, rank or amount, scope,
ranking, and what the sentence says of the year. What the grammar does not cover says nothing. This
file does not know about paragraphs, titles or dates of documents.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index import fact_grammar as grammar
from index.fact_names import names
from index.fact_owners import owners_of
from index.fact_parts import Token
from index.fact_ranks import BOTTOM, RANK, TOP, Value
from index.fact_tokens import holds_value, tokens_of
from index.fact_years import also_in, segment, year_said

_MOST = frozenset(
    "högst högre bäst bästa bara endast lägst sämst närmast bakom only best highest".split()
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
            that; "now" for this year's; "" where
            the sentence is silent.
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


def statements_of(
    sentence: str, subject: str = "", *, there_is_known: bool = False
) -> list[Statement]:
    """Read a sentence.

    Args:
        sentence: its text.
        subject: who "kommunen" and "vi" stand for; "" when that is not known.
        there_is_known: whether "där", as its first word, stands for a ranking named before.
    """
    if sentence.rstrip("\"”' ").endswith("?") or grammar.SUPPOSED.match(sentence):
        return []
    if not holds_value(sentence):
        return []
    tokens = tokens_of(sentence, subject)
    symbols = "".join(t.symbol for t in tokens)
    owners = owners_of(tokens, symbols)
    elsewhere = _elsewhere(tokens, symbols, there_is_known=there_is_known)
    heard = [at for at in owners if at < elsewhere]
    found = [s for at in heard for s in _statements(tokens, symbols, at, owners)]
    return _only_higher(sentence, tokens, found)


def _elsewhere(tokens: Sequence[Token], symbols: str, *, there_is_known: bool) -> int:
    """Return from where on the sentence speaks of another list: behind "... , och där"."""
    for at, token in enumerate(tokens):
        if token.text.casefold() in ("där", "här", "there", "here", "where"):
            named = re.search(r"K[Yp,]{0,3}$", symbols[:at])
            if not named and not (at == 0 and there_is_known):
                return at
    return len(tokens)


def _statements(
    tokens: Sequence[Token], symbols: str, at: int, owners: Mapping[int, tuple[str, ...]]
) -> Iterator[Statement]:
    value, token = tokens[at].value, tokens[at]
    assert value is not None
    if len(owners[at]) > 1 and value.is_plural:
        value = replace(value, measure=BOTTOM if value.measure == BOTTOM else TOP, number=0)
    elif value.is_plural and value.measure == BOTTOM:
        value = replace(value, number=1)
    first, last = segment(tokens, symbols, at)
    scope = _nearest(tokens, at, first, last, "S")
    ranking = _nearest(tokens, at, first, last, "K", needs_name=True)
    year, when = year_said(tokens, symbols, at)
    total = value.total or (scope.total if scope else 0)
    also = also_in(tokens, symbols, year) if when in ("stated", "earlier") else []
    for who, one_year in itertools.product(owners[at], [year, *also]):
        named = ranking.name if ranking else ""
        yield Statement(
            who, value, _scope_of(scope, who), total, named, one_year, when,
            token.start, token.end,
        )  # fmt: skip


def _scope_of(scope: Token | None, who: str) -> str:
    if scope is None:
        return "riket"
    if scope.name == "länet":
        return names().county_of.get(who, "länet")
    return scope.name


def _nearest(
    tokens: Sequence[Token],
    at: int,
    first: int,
    last: int,
    symbol: str,
    *,
    needs_name: bool = False,
) -> Token | None:
    """Return the token of a kind that belongs to a rank: behind it, else before it, else any."""

    def of_kind(places: Sequence[int]) -> Token | None:
        fitting = (tokens[i] for i in places if tokens[i].symbol == symbol)
        return next((t for t in fitting if t.name or not needs_name), None)

    own = of_kind(range(at + 1, last))
    if own or (symbol == "S" and _is_of_the_best(tokens, at)):
        return own
    own = of_kind(range(at - 1, first - 1, -1))
    if own or symbol == "S":
        return own
    return of_kind(range(len(tokens)))


def _is_of_the_best(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a number is said of a county's best: "I Skåne ligger Lomma högst, på plats 4"."""
    value = tokens[at].value
    lower = {t.text.casefold() for t in tokens}
    return value is not None and not value.is_plural and bool(lower & _MOST)


def _only_higher(sentence: str, tokens: Sequence[Token], found: list[Statement]) -> list[Statement]:
    """Add the one that alone is ranked higher than number two: then it is number one."""
    second = [s for s in found if s.value.measure == RANK and s.value.number == 2]
    stated = grammar.HIGHEST.search(sentence)
    if not stated or not second:
        return found
    return [*found, *higher_ones(sentence, tokens, second[-1])]


def higher_ones(
    sentence: str, tokens: Sequence[Token] | None, second: Statement
) -> list[Statement]:
    """Return who "endast X är rankad högre" makes number one, given who is number two."""
    tokens = tokens_of(sentence, "") if tokens is None else tokens
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
