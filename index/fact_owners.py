"""Whose each rank of a sentence is, by the patterns of the grammar.

In: the tokens of a sentence. Out: names, by the place of the rank among the tokens; a rank of which
the grammar does not say whose it is gets none. This file does not know about years and scopes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from index import fact_grammar as grammar
from index.fact_clauses import owners_by_clause
from index.fact_names import OTHER, kind_of
from index.fact_parts import Token

# A name stands this many tokens from its rank at most: beyond, a sentence speaks of more.
_REACH = 30
_EACH = frozenset("respektive respectively".split())
# "på delad tredjeplats tillsammans med Växjö"
_JOINT = frozenset("delad delade joint tied".split())


def owners_of(tokens: Sequence[Token], symbols: str, about: str = "") -> dict[int, tuple[str, ...]]:
    """Return whose each rank is, by the rank's place among the tokens.

    Args:
        tokens: of the sentence.
        symbols: of the tokens.
        about: who the sentence is about where it names nobody; "" when that is not known.
    """
    owners: dict[int, tuple[str, ...]] = {}
    for at, token in enumerate(tokens):
        if token.symbol in "RM" and token.value:
            if token.symbol == "M":
                who = _owner_of_amount(tokens, symbols, at, owners)
            elif token.value.is_bare and not re.search(r"f..?$|f$|vt$", symbols[:at]):
                # "A came first, B second and C third"
                near = re.search(r"L(?:\(M\))?[p,]{0,2}$", symbols[:at]) if owners else None
                who = tokens[near.start()].who if near else ()
            else:
                who = _owner(tokens, symbols.replace("M", "x"), at, owners)
            if who:
                owners[at] = who
    for at, token in enumerate(tokens):
        # "Bäst i landet, på plats 1, är Trollhättan": what stands before takes the same name.
        if at not in owners and token.symbol == "R":
            nearest = next((o for o in owners if o > at), None)
            between = symbols[at + 1 : nearest] if nearest else "!"
            if re.fullmatch(r"[pSYK]*,[pSYK]*", between) and nearest is not None:
                owners[at] = owners[nearest]
    denied = {
        at: _is_nobodys(tokens, symbols, at)
        for at, token in enumerate(tokens)
        if at not in owners and token.symbol == "R" and token.value and not token.value.is_bare
    }
    if denied:
        owners |= owners_by_clause(tokens, symbols, owners, denied, about)
    _share_out(tokens, owners)
    return dict(sorted(owners.items()))


def _share_out(tokens: Sequence[Token], owners: dict[int, tuple[str, ...]]) -> None:
    """Give "A och B, på plats 4 respektive 9" a rank each; what cannot be shared out is dropped."""
    symbols = "".join(token.symbol for token in tokens)
    for pair in re.finditer(r"RcR", symbols):
        # "På andra och tredje plats kommer A och B", "A and B in 80th and 95th place, respectively"
        each = any(t.text.casefold() in _EACH for t in tokens[pair.end() : pair.end() + 2])
        both = owners.get(pair.end() - 1, ())
        if len(both) == 2 and (each or re.match(r"[pSYK]*v[px]?L", symbols[pair.end() :])):
            owners |= {pair.start(): both[:1], pair.end() - 1: both[1:]}
    for at, token in enumerate(tokens):
        if token.text.casefold() not in _EACH or at - 1 not in owners:
            continue
        both = owners.pop(at - 1)
        owners.pop(at + 1, None)
        following = tokens[at + 1].symbol if at + 1 < len(tokens) else ""
        if len(both) == 2 and token.symbol + following == "cR":
            owners |= {at - 1: both[:1], at + 1: both[1:]}


def _owner(
    tokens: Sequence[Token], symbols: str, at: int, owners: Mapping[int, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the names that a rank is of; none when the grammar does not say."""
    low = max(0, at - _REACH)
    before, behind = symbols[low:at], symbols[at + 1 :]
    if before.endswith("g"):
        return tokens[at - 1].who  # "Ingen når upp till Kungälvs elfteplats"
    if _is_there(tokens, symbols, at):
        return tokens[at - 3].who
    if _is_nobodys(tokens, symbols, at) or re.search(r"l[p(,]{0,2}$", before):
        return ()  # "before Lund in third place" is Lund's
    if (beside := re.search(grammar.NAMED_BESIDE, before)) and _is_compared(tokens, low, beside):
        # "efter A, B och C som är bäst": the last of them.
        return tokens[low + beside.start("who")].who[-1:]
    if "-" in tokens[at].text and behind.startswith("L"):
        return tokens[at + 1].who  # "second-placed Trollhättan"
    left, right = grammar.NAMED_BEHIND[0]
    if re.search(left, before) and (m := re.match(right, behind)):
        return tokens[at + 1 + m.start("who")].who
    for pattern in grammar.NAMED_BEFORE:
        if m := re.search(pattern, before):
            return _with_shared(tokens, symbols, at, tokens[low + m.start("who")].who)
    last = max((o for o in owners if o < at), default=None)
    if last is not None and _is_same(symbols, last, at):
        return owners[last]
    return _owner_behind(tokens, symbols, at, before)


def _is_there(tokens: Sequence[Token], symbols: str, at: int) -> bool:
    """Say whether what is best is somewhere: "I Lund finns Sveriges bästa företagsklimat".

    A school is not the municipality that it lies in.
    """
    there = symbols[:at].lstrip("p") == "lvp" and tokens[at - 2].text.casefold() == "finns"
    return there and "".join(t.text for t in tokens[at + 1 : at + 2]) != "skola"


def _owner_behind(tokens: Sequence[Token], symbols: str, at: int, before: str) -> tuple[str, ...]:
    """Return the names that stand behind a rank, or behind the verb before it."""
    behind = symbols[at + 1 :]
    for left, right in grammar.NAMED_BEHIND[1:]:
        if re.search(left, before) and (m := re.match(right, behind)):
            return tokens[at + 1 + m.start("who")].who
    if m := re.search(grammar.INVERTED, before):
        low = max(0, at - _REACH)
        return _with_shared(tokens, symbols, at, tokens[low + m.start("who")].who)
    return _only_name(tokens, symbols, at)


def _is_had(tokens: Sequence[Token], at: int) -> bool:
    """Say whether somebody has so many points, and not so many more or fewer."""
    back = at - 1
    while back > 0 and tokens[back].symbol in "pKY":
        back -= 1  # "fick i årets mätning 70,5 poäng"
    before = tokens[back].text.casefold() if back >= 0 else ""
    moved = any(t.text.casefold() in grammar.CHANGED for t in tokens[max(0, at - 6) : at])
    behind = tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""
    return before in grammar.HAS and not moved and behind not in grammar.MORE


def _is_nobodys(tokens: Sequence[Token], symbols: str, at: int) -> bool:
    """Say whether a rank is denied, wished for or supposed."""
    return _is_denied(symbols, at) or _is_supposed(tokens, at)


def _is_supposed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a rank is under a condition, one end of a range, or one of several times."""
    before = tokens[at - 1].text.casefold() if at else ""
    behind = [token.text.casefold() for token in tokens[at + 1 : at + 6]]
    often = any(word in ("gånger", "times") for word in behind) or behind[1:2] == ["gång"]
    # "På första plats sätter vi barnen"
    puts = "".join(behind[:1]) in ("om", "ifall", "if", "sätter", "sätts", "satte", "ställer")
    return puts or before in ("mellan", "between") or often


def _is_compared(tokens: Sequence[Token], low: int, beside: re.Match[str]) -> bool:
    at = low + beside.start("who")
    before = tokens[at - 1].text.casefold() if at else ""
    if before == "of":  # "ahead of Lund, which", not "the capital of Japan, which"
        return at > 1 and tokens[at - 2].text.casefold() in ("ahead", "front")
    return before in grammar.COMPARED


def _owner_of_amount(
    tokens: Sequence[Token], symbols: str, at: int, owners: Mapping[int, tuple[str, ...]]
) -> tuple[str, ...]:
    last = max((o for o in owners if o < at), default=None)
    if last is not None and re.fullmatch(grammar.SAME_AMOUNT[:-1], symbols[last:at]):
        return owners[last]
    left, right = grammar.AMOUNT_FIRST
    if re.fullmatch(left, symbols[:at]) and (m := re.match(right, symbols[at + 1 :])):
        who = tokens[at + 1 + m.start("who")].who
        return who if len(who) == 1 else ()
    if last is not None and re.fullmatch(grammar.AMOUNT_BEHIND_RANK, symbols[last:at]):
        behind = tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""
        each = behind in ("each", "vardera", "var")
        return owners[last] if len(owners[last]) == 1 or each else ()
    named = {t.who for t in tokens if t.symbol in "Lg"} or {
        # "Resultatet för Lund blev 24 poäng"
        t.who
        for before, t in pairwise(tokens)
        if t.symbol == "l" and before.text.casefold() in ("för", "for")
    }
    single = named.pop() if len(named) == 1 else ()
    known = len(single) == 1 and kind_of(single[0]) != OTHER
    if known and not _is_denied(symbols, at) and _is_had(tokens, at):
        return single
    for pattern in grammar.AMOUNT_BEFORE:
        if not _is_denied(symbols, at) and (m := re.search(pattern, symbols[:at])):
            who = tokens[m.start("who")].who
            # "Meritvärdet är 229 poäng"
            is_noun = m.start("who") == 0 and re.fullmatch(r"[^\W\d_]+(?:en|et|an|na)", who[0])
            is_nobody = is_noun and kind_of(who[0]) == OTHER
            return who if len(who) == 1 and not is_nobody else ()
    return ()


def _is_denied(symbols: str, at: int) -> bool:
    """Say whether a negation or a wish stands in the rank's own clause."""
    clause = re.split(r"[;:]|c(?=[pxSYK]{0,3}[vL])|,(?=[pSYK]{0,2}[vLcR])", symbols[:at])[-1]
    return "!" in clause


def _is_same(symbols: str, last: int, at: int) -> bool:
    between = symbols[last:at]
    if re.match(r"p?v?p?L", symbols[at + 1 :]) and "c" in between:
        return False
    return any(re.fullmatch(pattern.rstrip("$"), between) for pattern in grammar.SAME_NAME)


def _with_shared(
    tokens: Sequence[Token], symbols: str, at: int, who: tuple[str, ...]
) -> tuple[str, ...]:
    """Add those that a place is shared with: "delar åttondeplatsen med A och B"."""
    near = range(max(0, at - 4), at)
    shares = any(symbols[i] == "d" or tokens[i].text.casefold() in _JOINT for i in near)
    behind = symbols[at + 1 :].replace("l", "L")
    m = re.match(grammar.SHARED_WITH, behind) if shares else None
    m = m or re.match(grammar.SHARED_BEHIND, behind)
    return who + tokens[at + 1 + m.start("who")].who if m else who


def _only_name(tokens: Sequence[Token], symbols: str, at: int) -> tuple[str, ...]:
    """Read a sentence with one name in it more freely, when the name is in the table."""
    named = [i for i, s in enumerate(symbols) if s in "Lg"]
    if len(named) != 1 or kind_of(tokens[named[0]].who[0]) == OTHER:
        return ()
    if named[0] < at and re.search(grammar.ALONE, symbols[:at]):
        return tokens[named[0]].who
    between = symbols[at + 1 : named[0]]
    inverted = re.fullmatch(grammar.ALONE_BEHIND, between)
    return tokens[named[0]].who if named[0] > at and inverted else ()
