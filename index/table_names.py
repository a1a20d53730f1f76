"""What the name of a column says: the measure, its unit and its year.

In: a column's name and the title of its table. Out: a `Column`, or None for one of codes or
contacts, whose numbers measure nothing. This file does not know about rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.fact_values import POINTS, RANK
from index.table_columns import YEAR

_RANK_NAMES = frozenset("plats placering rank ranking position rang rangordning place".split())
# "placering i länet"
_RANK_IN = re.compile(r"(?P<rank>\w+) (?:i|in|bland) (?:the )?(?P<where>[\w ]{3,30})")
_WHERE = dict.fromkeys(("landet", "riket", "sverige", "sweden", "country"), "riket") | {
    "county": "länet"
}
_POINT_NAMES = frozenset("poäng points score".split())
# They number the rows, and are ranks only in a table of ranks.
_ROW_NUMBERS = frozenset("nr nr. no no. # nummer".split())
_NO_MEASURE = re.compile(
    r"(?:(?:kommun|läns?|region|skol|post)?-?(?:kod|code)|id|org(?:anisations)?\.?-? ?n(?:umme)?r"
    r"|(?:tele|mobil)fon\w*|phone|postn(?:umme)?r|zip|lat(?:itude?)?|lon(?:gitude?)?|rad|row|sida"
    r"|page|d(?:iarie)?nr|datum|date|år|year|fotnot|not)",
    re.I,
)
# What says how much, and leaves of what to the table's title.
_OF_WHAT = re.compile(
    r"(?:antal(?:et)?|värde|andel(?:en)?|procent|summa|belopp|number|value|share|per ?cent"
    r"|percentage|amount|count|resultat|result|totalt?)",
    re.I,
)
_UNIT_WORD = (
    r"(?:%|‰|procent|per ?cent|[tm]?kr(?:onor)?|m[dn]?kr|mdr(?: kr)?"
    r"|mil(?:j|jon(?:er)?)\.?(?: kr(?:onor)?)?|millions?(?: \w{3})?|[kmt]?SEK|[€$£]"
    r"|[€$£] ?(?:thousand|million|billion|[mk]|bn)|NOK|DKK|EUR|USD|GBP"
    r"|[kcdm]?m[²³23]?|ha|hektar|hectares?|[km]?g|t|ton(?:nes?|s)?|[cdm]?l|lit(?:er|res?)"
    r"|mil|miles?|sjömil|nm|ft|knop|knots|hk|hp|bar|[kM]?Pa|dB|ppm|[kMGT]?(?:W|VA|J|Hz)h?|[kMGT](?:B|bit)"
    r"|°[CF]?|grader|degrees|veckor|weeks|månader|months"
    r"|år|years?|dagar|days|timmar|hours|h|min(?:uter|utes)?|sek(?:under)?|seconds|s|st"
    r"|personer|people|invånare|antal|poäng|points|per \S.*|[^\W\d]{1,12}/[^()\]]+)"
)
_UNIT = re.compile(
    rf"\s*[(\[](?:i )?(?P<inner>{_UNIT_WORD})[)\]]|,\s*(?:i )?(?P<tail>{_UNIT_WORD})\s*$"
    rf"|\s+i (?P<words>{_UNIT_WORD})\s*$"
    r"|^(?P<alone>%|‰|[kmt]?SEK|EUR|USD|[tm]?kr|mn?kr|mdkr|km²|m²|ha)$",
    re.I,
)
_NO_UNIT = frozenset({"antal", "poäng", "points"})
_NUMBERED = re.compile(r"^(?:tabell|table|diagram|figur) ?\d+(?:\.\d+)?[.:]? *", re.I)
_YEARS = re.compile(
    rf"[(,]? ?(?:åren |år |in )?{YEAR.pattern}(?: ?(?:[–-]|till|to) ?{YEAR.pattern})?\)?"
)
_BY = re.compile(
    r",? (?:(?:per|efter|by|för varje|uppdelat på|fördelat på) \w+(?: och år| and year)?"
    r"|år för år|year by year)$",
    re.I,
)
_RANKED = re.compile(
    r"\btopp(?:lista)?\b|\bplats(?:en)?\b|placering|rank|barometer|\bplace\b", re.I
)
# A name within a title, with the word that a genitive belongs to.
_THING = re.compile(
    r"(?<=\w )[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+)*(?:(?<=s) [a-zåäö]{3,}(?= (?:år|åren)\b| ?$|,))?"
)
# A longer line above a table is a sentence about it, not its title.
TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """What the numbers of a column are.

    Attributes:
        measure: "rank", "points", or a name in small letters.
        unit: "" for none.
        year: "" where the name gives none.
        scope: where the numbers are places, "riket" unless the name says otherwise.
    """

    measure: str
    unit: str
    year: str
    scope: str = "riket"


def column_of(name: str, title: str = "") -> Column | None:
    """Read a column's name.

    Args:
        name: as the table gives it.
        title: what the table is about, for a name that leaves it unsaid, as a bare year does.

    Returns:
        None where no measure is said, or the numbers are codes.
    """
    rest, unit = _without_unit(name.strip())
    rest, year = _without_year(rest)
    plain = " ".join(rest.casefold().split()).strip(" ,:")
    if _NO_MEASURE.fullmatch(plain) or len(YEAR.findall(name)) > 1:
        return None
    if plain in _ROW_NUMBERS:
        return Column(RANK, "", year) if _RANKED.search(title) else None
    if plain in _RANK_NAMES:
        return Column(RANK, "", year)
    if (where := _RANK_IN.fullmatch(plain)) and where["rank"] in _RANK_NAMES:
        return Column(RANK, "", year, _WHERE.get(where["where"], where["where"]))
    if plain in _POINT_NAMES:
        return Column(POINTS, "", year)
    if not plain or _OF_WHAT.fullmatch(plain):
        measure, title_unit = measure_of_title(title)
        unit = unit or title_unit or ("%" if plain.startswith(("proc", "per", "andel")) else "")
        plain = measure or plain
    return Column(plain, "" if plain == RANK else unit, year) if plain else None


def names_a_place(label: str) -> bool:
    """Say whether what a row is called is a place or points: "Business climate rank"."""
    words = label.casefold().split()
    ends = {words[0], words[-1]} if words else set()
    return bool(ends & (_RANK_NAMES | _POINT_NAMES))


def measure_of_title(title: str) -> tuple[str, str]:
    """Return what a table's title says is measured, and its unit: "" and "" for a sentence."""
    plain = _BY.sub("", _YEARS.sub("", _NUMBERED.sub("", title.strip())).strip(" .:"))
    rest, unit = _without_unit(plain)
    words = " ".join(rest.casefold().split()).strip(" ,:–-")
    if len(words.split()) > TITLE_WORDS:
        return "", ""
    if _RANKED.search(words) and not _OF_WHAT.match(words):
        return RANK, ""
    return words, unit


def thing_in(title: str) -> str:
    """Return the one thing that a table's title names: "Ekholms slott" of "Besök på Ekholms slott".

    A title that names nothing is the name itself, without its years.
    """
    plain = _BY.sub("", _YEARS.sub("", _NUMBERED.sub("", title.strip())).strip(" .:,–-"))
    named = [found.group() for found in _THING.finditer(plain)]
    return named[0] if len(named) == 1 else plain


def unit_in(name: str) -> str:
    """Return the unit that a name holds, "" for none."""
    return _without_unit(name.strip())[1]


def _without_unit(name: str) -> tuple[str, str]:
    found = _UNIT.search(name)
    if found is None:
        return name, ""
    unit = next(group for group in found.groups() if group)
    rest = f"{name[: found.start()]} {name[found.end() :]}".strip()
    return rest, "" if unit.casefold() in _NO_UNIT else unit


def _without_year(name: str) -> tuple[str, str]:
    found = YEAR.search(name)
    if found is None:
        return name, ""
    rest = re.sub(r"\b(?:år|in|year)\s*$", "", name[: found.start()], flags=re.I)
    return f"{rest} {name[found.end() :]}".replace("()", " ").strip(" ,"), found.group()
