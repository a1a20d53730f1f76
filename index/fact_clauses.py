"""Whose a rank is by the clause that it stands in, where no pattern of the grammar says.

In: the tokens of a sentence, whose its other ranks are, and who it is about where it names nobody.
Out: names, by the place of the rank. A clause goes on about whom the sentence speaks of until it
names somebody else: what decides is who is named, not with which verb. This file does not know
about years and scopes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index import fact_grammar as grammar
from index.fact_names import OTHER, kind_of
from index.fact_parts import Token
from index.fact_ranks import BOTTOM, TOP
from index.numerals import CARDINALS

_Who = tuple[str, ...]
# A clause with one of these compares, or speaks of others than the one before it.
_OTHERS = frozenset(
    """
    bakom före efter mot än följd följt följda före framför omkring närmast granne grannen
    grannkommunen grannkommunerna kommuner kommunerna städer regioner behind before after than
    ahead followed neighbour neighbouring municipalities others andra övriga säger menar
    berättar tycker konstaterar says said snitt snittet genomsnitt genomsnittet average medel
    """.split()
)
# Words that may stand between the beginning of a clause and its rank without being its subject.
_NEUTRAL = frozenset(
    """
    tidigare senare later senast förra föregående gången mätningen mätning
    rankningen rankingen undersökningen
    år året gång sedan nämligen fortfarande ger gav gett innebär innebar betyder betydde motsvarar
    motsvarade räckte ledde gör gjorde resulterade placeringen resultatet slutplaceringen
    positionen dessutom sammanlagt totalt samtidigt numera tidigare idag dagens jämförelse den
    att gå going detta last previous previously earlier time when that this gives gave means
    meant puts put
    result placing rank overall compared man
    """.split()
)
_NEXT_TO = frozenset("granne grannen grannkommunen neighbour neighbouring".split())
_IT = frozenset("det den detta man placeringen resultatet it that this".split())
_PARTICIPLE = re.compile(r"[^aeiouyåäö](?:it|at|ått|tt|ts)$")
_BREAKS = ",;:-(uc"


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of tokens between two breaks, with what opens it."""

    start: int
    end: int
    opens: str


def owners_by_clause(
    tokens: Sequence[Token],
    symbols: str,
    owners: Mapping[int, _Who],
    denied: Mapping[int, bool],
    about: str,
) -> dict[int, _Who]:
    """Return whose those ranks are that have no owner yet.

    Args:
        tokens: of the sentence.
        symbols: of the tokens.
        owners: by the place of a rank, as far as the grammar says.
        denied: of each rank without an owner, whether it is denied or wished for.
        about: who the sentence is about where it names nobody; "" when that is not known.
    """
    found: dict[int, _Who] = {}
    main: _Who = ()
    related: _Who = ()
    clauses = list(_clauses(tokens, symbols))
    first_rank = min(denied, default=0)
    # "Det är näst bäst i Dalarna, efter Borlänge"
    is_nameless = not re.search(r"[Lg]", symbols) and "l" not in symbols[:first_rank]
    for number, clause in enumerate(clauses):
        ranks = [i for i in range(clause.start, clause.end) if i in denied or i in owners]
        named = _named(tokens, symbols, clause)
        if clause.opens == "w":
            who = _before(tokens, clause)
            if not who and _word(tokens, clause.start - 1) in ("vilket", "which"):
                who = main  # "... 24 poäng, vilket motsvarar plats 26"
            related = who
        elif named != ():
            who = named or ()
            main = named or main
        else:
            who = main if _goes_on(tokens, symbols, clause) else ()
            who = who or (() if number else _in_next(tokens, symbols, clauses))
            if not who and clause.opens == "c" and symbols.startswith("v", clause.start):
                who = related  # "ner till Lund som tappar fyra placeringar och landar på plats 8"
            goes_from = symbols[clause.start : clause.end].lstrip("p").startswith("fR")
            is_own = is_nameless or (goes_from and _names_only(tokens, about))
            if not who and is_own and _is_about_it(tokens, symbols, clause):
                who = main = (about,) if about else ()
        for at in ranks:
            if at in owners:
                main = owners[at] if clause.opens != "w" else main
            elif who and not denied[at] and "!" not in symbols[clause.start : clause.end]:
                found[at] = who
    return found


def _clauses(tokens: Sequence[Token], symbols: str) -> Iterator[_Clause]:
    start, opens = 0, ""
    for at, symbol in enumerate(symbols):
        if symbol in _BREAKS or symbol == "w" or _word(tokens, at) in ("när", "when"):
            yield _Clause(start, at, opens)
            # ", som ...": the relative word opens what the comma parted.
            start, opens = at + 1, symbol
    yield _Clause(start, len(symbols), opens)


def _named(tokens: Sequence[Token], symbols: str, clause: _Clause) -> _Who | None:
    """Return whom a clause names; () for nobody, None for somebody that may not be meant."""
    places = range(clause.start, clause.end)
    named = [i for i in places if symbols[i] in "Lg"]
    if not named:
        # "Tredje plats för Lund"
        named = [i for i in places if symbols[i] == "l" and i and _word(tokens, i - 1) in _FOR]
    if not named:
        return () if not any(symbols[i] == "l" for i in places) else None
    who = tokens[named[0]].who
    known = len(named) == 1 and all(kind_of(one) != OTHER for one in who)
    return who if known and not _compares(tokens, clause) else None


_FOR = frozenset("för for".split())


def _before(tokens: Sequence[Token], relative: _Clause) -> _Who:
    """Return the name that a relative clause goes on about: the last word before it."""
    last = relative.start - 2
    while last >= 0 and (tokens[last].symbol in ",(" or _is_end(tokens[last])):
        last -= 1
    token = tokens[last] if last >= 0 else None
    if token is None or token.symbol not in "Ll" or kind_of(token.who[-1]) == OTHER:
        return ()
    return token.who[-1:]


def _is_end(token: Token) -> bool:
    """Say whether a part says "i toppen" or "i botten", and no place."""
    return token.value is not None and token.value.measure in (TOP, BOTTOM)


def _goes_on(tokens: Sequence[Token], symbols: str, clause: _Clause) -> bool:
    """Say whether a clause without a name has no subject of its own."""
    if _compares(tokens, clause):
        return False
    inside = symbols[clause.start : clause.end]
    verb = inside.find("v")
    leading = range(clause.start, clause.start + max(verb, 0))
    return not any(symbols[i] == "x" and not _is_neutral(tokens, i) for i in leading)


def _names_only(tokens: Sequence[Token], about: str) -> bool:
    """Say whether nobody but one is named: "Från plats 9 till 2, och det är X som ...": X alone."""
    return {name for token in tokens for name in token.who} == {about}


def _is_about_it(tokens: Sequence[Token], symbols: str, clause: _Clause) -> bool:
    """Say whether all words up to the first rank leave open whose it is: "Det ger plats 8"."""
    if _compares(tokens, clause):
        return False
    rank = symbols.find("R", clause.start, clause.end)
    words = range(clause.start, rank)
    verb = symbols.find("v", clause.start, rank)
    unknown = [
        i
        for i in words
        if symbols[i] == "x"
        and not _is_neutral(tokens, i)
        # Behind the verb a participle or an adjective before the place is nobody.
        and not (0 <= verb < i and (_PARTICIPLE.search(_word(tokens, i)) or i == rank - 1))
    ]
    if not unknown:
        return True
    # "Det är ett rejält lyft från plats 40"
    first = _word(tokens, clause.start)
    return first in _IT and bool(re.search(r"x[fmt]p*$", symbols[clause.start : rank]))


def _in_next(tokens: Sequence[Token], symbols: str, clauses: Sequence[_Clause]) -> _Who:
    """Return whom the clause behind the first one names: "Med en åttondeplats, ... är Lund"."""
    if len(clauses) < 2 or clauses[1].opens != ",":
        return ()
    if not re.match(r"[pxm]?v", symbols[clauses[1].start : clauses[1].end]):
        return ()
    return _named(tokens, symbols, clauses[1]) or ()


def _compares(tokens: Sequence[Token], clause: _Clause) -> bool:
    # "Grannkommunen Lund" is who is spoken of.
    return any(
        _word(tokens, i) in _OTHERS
        and not (_word(tokens, i) in _NEXT_TO and _is_name(tokens, i + 1))
        for i in range(clause.start, clause.end)
    )


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].symbol in "Lg"


def _is_neutral(tokens: Sequence[Token], at: int) -> bool:
    word = _word(tokens, at)
    return word in _NEUTRAL or word in CARDINALS or grammar.RANKING.fullmatch(word) is not None


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text.casefold()
