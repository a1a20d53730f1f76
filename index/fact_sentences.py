"""Which name has which rank, in one sentence.

In: a sentence, and who "kommunen" stands for in it. Out: `Statement`s: name, rank or amount, scope,
ranking, and what the sentence says of the year. What the grammar does not cover says nothing. This
file does not know about paragraphs, titles or dates of documents.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index import fact_grammar as grammar
from index.fact_implied import Statement, following_ones, higher_ones, may_go_on, next_ones
from index.fact_names import names, scope_of
from index.fact_owners import owners_of
from index.fact_parts import Token
from index.fact_past import segment
from index.fact_ranks import BOTTOM, RANK, TOP, Value
from index.fact_scopes import IN_PART
from index.fact_tokens import holds_value, tokens_of
from index.fact_years import also_in, year_said

__all__ = ["Statement", "implied_by", "statements_of"]

_MOST = frozenset(
    "högst högre bäst bästa bara endast lägst sämst närmast bakom only best highest".split()
)


def statements_of(
    sentence: str, subject: str = "", *, about: str = "", there_is_known: bool = False
) -> list[Statement]:
    """Read a sentence.

    Args:
        sentence: its text.
        subject: who "kommunen" and "vi" stand for; "" when that is not known.
        about: who the sentence before spoke of, whom one without a name goes on about.
        there_is_known: whether "där", as its first word, stands for a ranking named before.
    """
    if sentence.rstrip("\"”' ").endswith("?") or grammar.SUPPOSED.match(sentence):
        return []
    if not holds_value(sentence):
        return []
    tokens = tokens_of(sentence, subject)
    symbols = "".join(t.symbol for t in tokens)
    owners = owners_of(tokens, symbols, about)
    elsewhere = _elsewhere(tokens, symbols, there_is_known=there_is_known)
    heard = [at for at in owners if at < elsewhere]
    found = [s for at in heard for s in _statements(tokens, symbols, at, owners)]
    found = _without_ends(found)
    return [*_only_higher(sentence, tokens, found), *following_ones(sentence, tokens, found)]


def implied_by(sentence: str, before: Sequence[Statement]) -> list[Statement]:
    """Return what a sentence without a rank says by what the sentence before it said.

    Args:
        sentence: its text.
        before: what was said before.
    """
    second = next((s for s in before if s.value.measure == RANK and s.value.number == 2), None)
    if second and grammar.HIGHEST.search(sentence):
        return higher_ones(sentence, tokens_of(sentence, ""), second)
    if before and may_go_on(sentence):
        return list(next_ones(sentence, tokens_of(sentence, ""), before))
    return []


def _without_ends(found: Sequence[Statement]) -> list[Statement]:
    """Leave out "bäst" without "i länet" beside a number: "Bäst klarar sig Lomma, på plats 4"."""
    ranks = [s for s in found if s.value.measure == RANK]
    numbered = {(s.who, s.year, s.when) for s in ranks if s.value.number > 1}
    return [
        s
        for s in found
        if (s.who, s.year, s.when) not in numbered or not s.value.is_plural or s.value.number != 1
        or s.scope != "riket" or s.value.measure != RANK
    ]  # fmt: skip


_THERE = frozenset("där här there here where".split())


def _elsewhere(tokens: Sequence[Token], symbols: str, *, there_is_known: bool) -> int:
    """Return from where on the sentence speaks of another list: behind "... , och där"."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text.casefold() if at else ""
        # "den här gången" is a time.
        if token.text.casefold() in _THERE and before not in ("den", "det", "de"):
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
    scope = _scope_token(tokens, symbols, at, owners)
    ranking = _nearest(tokens, at, first, last, "K", needs_name=True)
    year, when = year_said(tokens, symbols, at)
    total = value.total or (scope.total if scope else 0)
    also = also_in(tokens, symbols, year) if when in ("stated", "earlier") else []
    for who, one_year in itertools.product(owners[at], [year, *also]):
        named = ranking.name if ranking else ""
        where = _scope_of(scope, who, value, apart=_are_apart(symbols, at, tokens, scope))
        yield Statement(
            who, value, where, total, named, one_year, when, token.start, token.end,
        )  # fmt: skip


def _scope_token(
    tokens: Sequence[Token], symbols: str, at: int, owners: Mapping[int, tuple[str, ...]]
) -> Token | None:
    """Return where a rank is one: by its own words, else by those of the rank before it."""
    if at and tokens[at - 1].symbol == "S":
        return tokens[at - 1]  # "länets andra plats"
    first, last = segment(tokens, symbols, at)
    spoken_of = _group_spoken_of(tokens, symbols, at)
    if spoken_of and _PART.match(spoken_of.name):
        if _is_of_all(tokens, at):
            return None  # "... och totalt på plats 10"
        return spoken_of  # "På frågan om bemötande är Storfors tvåa i landet"
    own = _nearest(tokens, at, first, last, "S") or spoken_of
    of_country = at > 0 and tokens[at - 1].text.casefold() in _OF_COUNTRY
    if own and own.name in names().members and of_country:
        return None  # "X i Västerbotten är Sveriges bästa kommun"
    before = max((o for o in owners if o < at and tokens[o].value), default=None)
    if own or before is None or not _goes_on(tokens, symbols, before, at, owners):
        return own
    return _scope_token(tokens, symbols, before, owners)


def _goes_on(
    tokens: Sequence[Token],
    symbols: str,
    before: int,
    at: int,
    owners: Mapping[int, tuple[str, ...]],
) -> bool:
    """Say whether two ranks follow each other: "På andra plats i länet kom A och på tredje B"."""
    one, other = tokens[before].value, tokens[at].value
    if one is None or other is None or (one.measure, other.measure) != (RANK, RANK):
        return False
    apart = set(owners[before]).isdisjoint(owners[at]) and not re.search("[;u]", symbols[before:at])
    return apart and other.number == one.number + len(owners[before])


def _is_of_all(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words of a rank's own clause make it one of the whole ranking."""
    breaks = [i for i in range(at) if tokens[i].symbol in "cu,;"]
    clause = tokens[breaks[-1] if breaks else 0 : at]
    return any(re.search(r"\b(?:total|samman(?:lag|tag)|overall)", t.text, re.I) for t in clause)


_OF_COUNTRY = frozenset("sveriges landets rikets sweden's".split())
# What a sentence begins with and speaks of throughout: a group of municipalities, not a county,
# whose places are mostly the country's.
_PART = re.compile(rf"(?:när|{IN_PART})\b", re.I)
_GROUP = re.compile(rf"(?:bland|among)\b|{_PART.pattern}", re.I)


def _group_spoken_of(tokens: Sequence[Token], symbols: str, at: int) -> Token | None:
    first = tokens[0]
    is_group = first.symbol == "S" and _GROUP.match(first.name) is not None
    return first if is_group and ";" not in symbols[:at] else None


def _are_apart(symbols: str, at: int, tokens: Sequence[Token], scope: Token | None) -> bool:
    """Say whether a scope stands before a rank, or in a clause of its own behind it."""
    behind = tokens.index(scope) if scope else at
    return behind < at or re.search(r"[c,]", symbols[at:behind]) is not None


def _scope_of(scope: Token | None, who: str, value: Value, *, apart: bool) -> str:
    if scope is None:
        return "riket"
    name = scope_of(scope.name, who)
    inside = names().members.get(name)
    # "Åstorp är den i Skåne som klättrar mest, från plats 188": so many there are not in Skåne.
    number = value.number if value.measure == RANK else 0
    is_beyond = inside is not None and apart and number > len(inside)
    return "riket" if is_beyond else name


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
    if symbol == "S" and first:
        # "på plats 1 i kategorin storstäder och på plats 3": where the first is, says its own.
        breaks = [i for i in range(first, at) if tokens[i].symbol in "c,;"]
        first = breaks[-1] if breaks else first
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
