"""The parts of a sentence, and how neighbouring parts belong together.

In: tokens as they were read one by one. Out: tokens, fewer or with other symbols: lists of names
made one, names that are only places, the second number of "från plats 15 till 70". This file does
not know how a word is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.fact_grammar import LOCATIVES
from index.fact_names import municipality
from index.fact_ranks import BOTTOM, RANK, Value
from index.numerals import CARDINALS, read_number


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a sentence.

    Attributes:
        text: as it stands.
        start: its first character in the sentence.
        end: behind its last.
        symbol: see `index.fact_grammar`.
        who: names that it stands for.
        value: the rank or amount that it says.
        name: a ranking's or a scope's name; "" for one that says none.
        total: of how many, where a scope says it.
    """

    text: str
    start: int
    end: int
    symbol: str
    who: tuple[str, ...] = ()
    value: Value | None = None
    name: str = ""
    total: int = 0


def joined(parts: Sequence[Token]) -> list[Token]:
    """Return the parts of a sentence as the grammar takes them."""
    ranked = _ordinals_of_two(_faring(_second_of_two(parts)))
    return _lists_joined(_locatives(_places_behind_names(ranked)))


def _faring(parts: Sequence[Token]) -> list[Token]:
    """Take "bäst" for a place behind how somebody does: "I länet klarade sig Arvika bäst"."""
    read = list(parts)
    for at, part in enumerate(parts):
        if part.symbol == "x" and part.text.casefold() in _ENDS and _fares(parts, at):
            read[at] = replace(part, symbol="R", value=_ENDS[part.text.casefold()])
    return read


def _fares(parts: Sequence[Token], at: int) -> bool:
    """Say whether the words before "bäst" say how somebody does, and not what somebody thinks."""
    before = parts[max(0, at - 4) : at]
    words = {token.text.casefold() for token in before}
    if parts[at].text.casefold() == "högst":  # "at most" but behind a name
        return parts[at - 1].symbol == "L" and bool(words & _LIES)
    # "I Dalarna är vi bäst.", but not of two together
    is_alone = [t.symbol for t in before[-2:]] != ["c", "L"] and _ends(parts, at)
    is_last = is_alone and at > 0 and parts[at - 1].symbol in "Lv" and bool(words & _IS)
    return bool(words & _FARES) or (is_last and "S" in _symbols(parts[:at]))


def _ordinals_of_two(parts: Sequence[Token]) -> list[Token]:
    """Take the first ordinal in "på andra och tredje plats kommer A och B" for a rank."""
    read = list(parts)
    for at in range(len(parts) - 2):
        first, link, second = parts[at : at + 3]
        number = read_number([first.text.casefold()], 0)
        if first.symbol == "R" and link.symbol == "c" and first.value:
            # "på plats två och tre"
            also = CARDINALS.get(second.text) or (second.text.isdecimal() and int(second.text))
            if second.symbol == "x" and also == first.value.number + 1:
                read[at + 2] = replace(second, symbol="R", value=Value(RANK, int(also), 1))
        if first.symbol == "x" and link.symbol == "c" and second.symbol == "R" and number:
            rank = number[0][0].removeprefix("rank:") if number[0] else ""
            if first.text.casefold() == "andra":
                rank = "2"
            if rank.isdecimal() and second.value and int(rank) + 1 == second.value.number:
                read[at] = replace(first, symbol="R", value=Value(RANK, int(rank), 1))
    return read


def _second_of_two(parts: Sequence[Token]) -> list[Token]:
    """Take the bare number in "från plats 15 till 70" for the rank that it is."""
    read: list[Token] = []
    symbols = ""
    for at, part in enumerate(parts):
        if part.symbol == "R" and read and read[-1].text.casefold() in _CLOSE:
            read[-1] = replace(read[-1], symbol="!")
        number = _RANK_NUMBER.fullmatch(part.text)
        if number and _is_place(parts, at, read, symbols):
            part = replace(part, symbol="R", value=Value(RANK, int(number[1]), 1))
        elif symbols.endswith("L") and "R" in symbols and _ends(parts, at):
            # "Stockholm ligger fyra, Göteborg elva"
            word = CARDINALS.get(part.text.casefold(), 0)
            part = replace(part, symbol="R", value=Value(RANK, word, 1)) if word > 3 else part
        read.append(part)
        symbols += part.symbol
    return read


def _is_place(parts: Sequence[Token], at: int, read: Sequence[Token], symbols: str) -> bool:
    """Say whether a bare number is a rank by another one in its sentence."""
    if not symbols:
        return False
    before = read[-1].text.casefold()
    if _is_in_aside(parts, at, symbols):
        return True
    if re.search(r"fR[^R!]{0,6}t$", symbols) or (symbols[-2:] == "Rc" and before == "respektive"):
        return True
    if re.search(r"q[pSKYx]{0,3}v$", symbols):  # "Placeringen i landet är 21"
        return _ends(parts, at)
    if symbols.endswith("f"):  # "från 121 till plats 84"
        return [p.symbol for p in parts[at + 1 : at + 3]] == ["t", "R"]
    if "R" not in symbols or not _ends(parts, at):
        return False
    # "Lund på plats 4 och Malmö på 41", "på plats 4, medan Malmö har krupit upp till 41"
    moves = symbols.endswith("t") and read[-2].text.casefold() in _MOVES
    return moves or (symbols.endswith("Lp") and before == "på")


def _is_in_aside(parts: Sequence[Token], at: int, symbols: str) -> bool:
    """Say whether a number stands with a year in the parenthesis behind a rank: "(2012: 42)"."""
    behind = "".join(_symbols(parts[at + 1 : at + 5]))
    leading, following = re.search(r"R\((?:p?Y[:,]?p?)?$", symbols), re.match(r",?p?Y?\)", behind)
    if leading is None or following is None:
        return False
    return ("Y" in leading.group()) != ("Y" in following.group())


def _ends(parts: Sequence[Token], at: int) -> bool:
    """Say whether a clause ends behind a part."""
    if at + 1 == len(parts):
        return True
    return parts[at + 1].symbol in ",;)cm" or parts[at + 1].text == "."


def _places_behind_names(parts: Sequence[Token]) -> list[Token]:
    """Take "Köksan i Kalmar" for one name, said as it stands up to the preposition."""
    joined: list[Token] = []
    for at, part in enumerate(parts):
        if _is_apposition(joined, parts, at):
            joined.pop()
            joined[-1] = replace(joined[-1], end=part.end)
            continue
        if (
            part.symbol == "L"
            and len(joined) >= 2
            and joined[-1].text.casefold() in ("i", "in")
            and joined[-2].symbol == "L"
            and not municipality(joined[-2].text)
        ):
            joined.pop()
            joined[-1] = replace(joined[-1], end=part.end)
            continue
        joined.append(part)
    return joined


def _is_apposition(before: Sequence[Token], parts: Sequence[Token], at: int) -> bool:
    """Say whether a name only says where the one before it lies: "Copenhagen, Denmark, at"."""
    if parts[at].symbol != "L" or [t.symbol for t in before[-2:]] != ["L", ","]:
        return False
    following = "".join(t.symbol for t in parts[at + 1 : at + 3])
    unknown = not any(municipality(t.text) for t in (before[-2], parts[at]))
    in_list = len(before) > 2 and before[-3].symbol == ","
    return unknown and re.match(r",[pv]", following) is not None and not in_list


def _locatives(parts: Sequence[Token]) -> list[Token]:
    """Mark names that a preposition makes a place; behind "går till" they stay who it is."""
    marked: list[Token] = []
    for part in parts:
        before = marked[-1] if marked else None
        if part.symbol == "L" and before and before.text.casefold() in LOCATIVES:
            verb = marked[-2].text.casefold() if len(marked) > 1 else ""
            goes = verb in _GIVES and before.symbol == "t"
            follows = verb in _FOLLOWED and before.text.casefold() in ("av", "by")
            part = part if goes or follows else replace(part, symbol="l")
        marked.append(part)
    return marked


# "upp till 41"
_MOVES = frozenset(
    """
    upp ner ned klättrar klättrat klättrade rasar rasat rasade faller fallit föll sjunker sjunkit
    sjönk stiger stigit steg dalar dalat halkar halkat backar backat up down
    """.split()
)
_ENDS = {
    "bäst": Value(RANK, 1, 1, is_plural=True),
    "best": Value(RANK, 1, 1, is_plural=True),
    "högst": Value(RANK, 1, 1, is_plural=True),
    "sämst": Value(BOTTOM, 0, 1, is_plural=True),
    "worst": Value(BOTTOM, 0, 1, is_plural=True),
}
_IS = frozenset("är var blev is was".split())
_LIES = frozenset("hamnar hamnade kommer kom ligger låg placerar placerade rankas".split())
# What may be a place by the words before it.
MAY_BE_ENDS = _ENDS.keys() | {"placering", "placeringen"}
_FARES = frozenset(
    """
    klarar klarade klarat lyckas lyckades lyckats presterar presterade går gick gått did does
    """.split()
)
_CLOSE = frozenset("nära close near".split())  # "nära förstaplatsen"
_FOLLOWED = frozenset("följt följd följda följs followed".split())
_RANK_NUMBER = re.compile(r"(\d{1,4})(?:st|nd|rd|th|:?[ae])?")
_GIVES = frozenset("går gick gått goes went".split())


def _lists_joined(parts: Sequence[Token]) -> list[Token]:
    """Make "A, B och C" one token with three names."""
    joined: list[Token] = []
    for at, part in enumerate(parts):
        if part.symbol == "L" and len(joined) >= 2:
            link, first = joined[-1], joined[-2]
            if first.symbol in "Ll" and (
                link.symbol == "c" or (link.symbol == "," and _list_goes_on(parts, at))
            ):
                joined.pop()
                joined[-1] = replace(first, end=part.end, who=first.who + part.who)
                continue
        joined.append(part)
    return joined


def _list_goes_on(parts: Sequence[Token], at: int) -> bool:
    """Say whether a name behind a comma is followed by "och" and another name at last."""
    symbols = "".join(_symbols(parts[at:]))
    return re.match(r"L(?:,L)*cL", symbols) is not None


def _symbols(parts: Sequence[Token]) -> Iterator[str]:
    return (part.symbol for part in parts)
