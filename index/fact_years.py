"""What a sentence itself says of the year of a rank in it.

In: the tokens of a sentence and the place of a rank among them. Out: a year, and how it is said.
This file does not know about anything around the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import fact_grammar as grammar
from index.fact_parts import Token
from index.fact_past import (
    is_compared,
    is_past,
    is_since,
    leads_on,
    relative,
    segment,
    shared_year,
)
from index.numerals import CARDINALS

# "sämre än i fjol" says nothing of last year's rank.
_LAST_YEAR = re.compile(
    r"(?<!än )(?<!than )(?<!med )(?<!mot )(?<!sedan )(?<!since )(?<!från )(?<!from )"
    r"\b(?:(?:förra|föregående) året\b|i ?fjol\b|last year\b(?!')|a year earlier\b"
    # "last year's number 30"
    r"|(?:last year's|fjolårets|förra årets)"
    r" (?=\S*\d|(?:number|nummer|plats) |jumbo|\w*(?:plats|an|aren?|winner|place)\b))"
)


# Behind a rank, as in "topped last year's ranking".
_OF_LAST_YEAR = re.compile(r"(?:last year ?['’] ?s|fjolårets|förra årets) \w")
# Of a sentence that begins so, the year is the one before that of the sentence before it.
_YEAR_BEFORE = re.compile(
    r"(?:året (?:innan|före|dessförinnan)|the year before|the previous year|a year earlier)\b"
)
_ALSO_BEFORE = re.compile(r"\b(?:året (?:innan|före|dessförinnan)|the year before)(?: that)?$")
_BEFORE_THAT = re.compile(r"(?:året (?:innan|före|dessförinnan)|the year before)\b")
_FORMER = re.compile(
    r"(?:i|vid|in|at) (?:den |the )?(?:förra|föregående|tidigare|previous|last)(?! året| year)\b"
)
_YEARS_AGO = re.compile(r"\bför (\w+) år sedan\b|\b(\w+) years ago\b")
# "2019 låg Mora på plats 133. Två år senare ..."
_YEARS_LATER = re.compile(r"(\w+) år senare\b|(\w+) years later\b")
_AGO = re.compile(r"\bför \S+ år sedan\b|\byears ago\b")
# "När jag började låg vi på plats 160"
_ONCE = re.compile(r"(?:\W+ )?(?:när|when) (?:jag|vi|han|hon|i|we|he|she)\b")
_LATER = re.compile(
    r"\b(?:(?P<count>\w+) år senare|(?P<years>\w+) years later|året (?:efter|därpå)"
    r"|the (?:following|next) year|the year after)\b"
)


# "Sedan 2018 har Lund klättrat och ligger nu på plats 22"
_WAY = re.compile(
    r"nu|now|(?:klättr|avancer|förbättr|försämr|ras|tapp|halk|back|lyft|climb|improv)(?:at|t|ed)"
    r"|stigit|gått|fallit|sjunkit|risen|fallen|dropped",
    re.I,
)
_MOVED_SINCE = re.compile(r"R[pxSK]{0,5}t[pxSK]{0,3}R[pxSK]{0,5}Y")


def year_said(tokens: Sequence[Token], symbols: str, at: int) -> tuple[str, str]:
    """Return the year of a rank as far as the sentence says it, and how it says it."""
    if moved := _MOVED_SINCE.match(symbols, at):
        # "från 15:e till 38:e plats i landet sedan 2017": where it came from is of that year.
        year = tokens[moved.end() - 1]
        if re.search(r"f[pxYSK]{0,3}$", symbols[:at]) and is_since(tokens, year):
            return year.text, "earlier"
    if then := _then(tokens, symbols, at):
        return then, "earlier"
    if ends := _between(tokens, symbols, at):
        return ends
    if _OF_LAST_YEAR.match(_lower(tokens[at + 1 : at + 5])):
        return "", "last year"
    return _year_around(tokens, symbols, at)


def _between(tokens: Sequence[Token], symbols: str, at: int) -> tuple[str, str] | None:
    """Return a rank's year in "Mellan 2017 och 2022 har Lund klättrat från plats 90 till 22"."""
    ends = re.search(r"YcY", symbols[:at])
    if ends is None or not ends.start():
        return None
    if tokens[ends.start() - 1].text.casefold() not in ("mellan", "between"):
        return None
    first, last = tokens[ends.start()], tokens[ends.end() - 1]
    if re.search(r"f[px]{0,3}$", symbols[ends.end() : at]):
        return first.text, "earlier"
    return (last.text, "stated") if re.search(r"t[px]{0,4}$", symbols[:at]) else ("", "past")


def _year_around(tokens: Sequence[Token], symbols: str, at: int) -> tuple[str, str]:
    first, last = segment(tokens, symbols, at)
    past = is_past(tokens, symbols, at)
    if turned := _turned_to_now(tokens, symbols, at):
        return "", turned
    inside = relative(symbols, at)
    near = next(
        (i for i in range(at + 1, last) if symbols[i] in ",cuw-" or leads_on(tokens, i)), last
    )
    beyond = range(0) if near < last and leads_on(tokens, near) else range(near, last)
    stretches = (range(at + 1, near), _leading(symbols, first, at), beyond)
    found = (
        _years(tokens, [i for i in stretch if relative(symbols, i) == inside])
        for stretch in (stretches[0], stretches[1], _not_next(tokens, symbols, stretches[2]))
    )
    own: list[Token] = next((years for years in found if years), [])
    return _of_own(tokens, symbols, at, own, near, past=past)


def _of_own(
    tokens: Sequence[Token], symbols: str, at: int, own: list[Token], near: int, *, past: bool
) -> tuple[str, str]:
    """Return the year of a rank, given those years that stand where its own would."""
    first, _ = segment(tokens, symbols, at)
    if since := [t for t in own if is_since(tokens, t)]:
        if len(since) == len(own):
            # "Från sjunde till tredje plats sedan 2023": the third place is today's.
            moved = re.search(r"t[pxYSK]{0,4}$", symbols[first:at])
            return ("", "now") if moved or _has_moved(tokens) else (since[0].text, "since")
        own = [t for t in own if t not in since]
    if own and own[0].name != "date":
        return own[0].text, "earlier" if past else "stated"
    if tokens[0].text.casefold() in ("då", "then") and first == 0:
        return "", "then"
    return _told(tokens, symbols, at, own, near, past=past)


def _has_moved(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence tells a way, whose end alone is today's: "Sedan 2018 har ..."."""
    return any(_WAY.fullmatch(token.text) for token in tokens)


def _told(
    tokens: Sequence[Token], symbols: str, at: int, own: list[Token], near: int, *, past: bool
) -> tuple[str, str]:
    """Return what words like "i år" and "förra året" say of a rank without a year beside it."""
    first, last = segment(tokens, symbols, at)
    clause = max(first, symbols.rfind(";", 0, at) + 1)
    if _is_now(tokens[clause:at] if clause and not past else (), tokens[at + 1 : near]):
        return "", "now"
    # In "från plats 12 i fjol till plats 16" last year is the other rank's.
    moved = re.search(r"t[pxYSK]{0,4}$", symbols[first:at])
    begin = first + moved.start() if moved else first
    if first:
        # "plats 8 i fjol och plats 12": what stands before "och" is of the rank before.
        begin = max(begin, max((i for i in range(first, at) if symbols[i] in "c,;"), default=0))
    # "gick till Lund som förra året låg tvåa": the relative clause speaks of its own rank.
    relates = symbols.find("w", at, last)
    last = last if relates < 0 else relates
    lower = _lower(
        [tokens[i] for i in range(begin, last) if relative(symbols, i) == relative(symbols, at)]
    )
    later = _YEARS_LATER.match(lower) if not first and "Y" not in symbols else None
    if later and (count := CARDINALS.get(later[1] or later[2])):
        return str(count), "years later"
    if counted := _counted_from(tokens, first, at):
        return counted
    if _LAST_YEAR.search(lower) or _BEFORE_THAT.match(_lower(tokens[at + 1 : near])):
        return "", "last year"
    if _FORMER.match(_lower(tokens[at + 1 : near])):
        return "", "past"
    ago = _YEARS_AGO.search(lower)
    if ago and (count := CARDINALS.get(ago[1] or ago[2]) or _digits(ago[1] or ago[2])):
        return str(count), "years ago"
    if past or _AGO.search(lower) or (not first and _ONCE.match(_lower(tokens[:4]))):
        return "", "past"
    if re.search(r"^nu\b|\b(?:årets|i år|this (?:year|time)|den här gången|denna gång)\b", lower):
        return "", "now"
    return shared_year(tokens, symbols, at, own)


def _not_next(tokens: Sequence[Token], symbols: str, places: Sequence[int]) -> list[int]:
    """Leave out the years that begin the next rank: "plats 33 förra året och 2021 på plats 58"."""
    return [
        i
        for i in places
        if not re.match(r"Y[px]{0,3}R", symbols[i:])
        # "efter toppnoteringen 2016 då kommunen kom på plats 13"
        and _lower(tokens[i + 1 : i + 2]) not in ("då", "när", "when")
    ]


def _turned_to_now(tokens: Sequence[Token], symbols: str, at: int) -> str:
    """Return "now" where a clause turns to it: "2018 var senaste gången, nu är Lund tvåa"."""
    is_now = False
    for i in range(at - 1, 0, -1):
        if symbols[i] in "Y;R":
            break
        is_now = is_now or tokens[i].text.casefold() in ("nu", "now")
        if is_now and symbols[i] in ",c":
            return "now" if "Y" in symbols[:i] else ""
    return ""


def _digits(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) < 3 else 0


def _then(tokens: Sequence[Token], symbols: str, at: int) -> str:
    """Return the year that "då" takes up: "... än 2020, då kommunen kom på plats 29"."""
    taken = re.search(r"Y,?[pu](?=[^R,;]*$)", symbols[:at])
    if taken is None or tokens[taken.end() - 1].text.casefold() not in ("då", "when"):
        return ""
    return tokens[taken.start()].text


def _is_now(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Say whether words around a rank make it today's: "plats 98 i år, 142 förra året"."""
    now = any(token.text.casefold() in grammar.NOW for token in before)
    return now or re.match(r"i år\b|this year\b", _lower(behind)) is not None


def _lower(tokens: Sequence[Token]) -> str:
    return " ".join(token.text.casefold() for token in tokens)


def _counted_from(tokens: Sequence[Token], first: int, at: int) -> tuple[str, str] | None:
    """Return the year that lies so many years behind the last one stated, or before it."""
    leading = _lower(tokens[first:at])
    if not first and _YEAR_BEFORE.match(leading):
        return "", "year before"
    if first and _ALSO_BEFORE.search(leading) and _LAST_YEAR.search(_lower(tokens[:at])):
        return "2", "years ago"  # "plats 22 förra året och året dessförinnan plats 30"
    later = _LATER.search(leading)
    if later is None:
        return None
    stated = [t.text for t in tokens[:at] if t.symbol == "Y"]
    word = later["count"] or later["years"] or "1"
    count = int(word) if word.isdecimal() else CARDINALS.get(word, 0)
    return (str(int(stated[-1]) + count), "stated") if stated and count else ("", "past")


def also_in(tokens: Sequence[Token], symbols: str, year: str) -> list[str]:
    """Return the years that "och" joins to a year: "etta både 2021 och 2022"."""
    for joined in re.finditer(r"Y(?:,Y)*cY", symbols):
        before = tokens[joined.start() - 1].text.casefold() if joined.start() else ""
        if before in ("mellan", "between"):
            continue
        texts = [t.text for t in tokens[joined.start() : joined.end()] if t.symbol == "Y"]
        if texts[0] == year:
            return texts[1:]
    return []


def _leading(symbols: str, first: int, at: int) -> range:
    """Return where a year may stand before its rank: in its own clause."""
    if first == 0:
        return range(at - 1, symbols.rfind(";", 0, at), -1)
    breaks = [i for i in range(first, at) if symbols[i] in "c,;"]
    return range(at - 1, breaks[0], -1) if breaks else range(0)


def _years(tokens: Sequence[Token], places: Sequence[int]) -> list[Token]:
    years = [tokens[i] for i in places if tokens[i].symbol == "Y" and not is_compared(tokens, i)]
    return sorted(years, key=lambda t: t.name == "date")
