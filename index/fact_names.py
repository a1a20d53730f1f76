"""Who a sentence speaks of: municipalities, counties, and other names by their form.

In: words, or the tokens of a sentence. Out: names in one form: "Lidköping" for "Lidköpings kommun"
and "Gothenburg" for nobody but Göteborg. The 290 municipalities with their 21 counties are the
table `names.csv` (Statistics Sweden, "Län och kommuner i kodnummerordning", as of 2024; the three
areas at its end are the associations of municipalities of those names). This file does not know
about ranks, years or documents.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from index.lexicon import is_word

# Of texts that are read, which name the same places again and again.
_REMEMBERED_WORDS = 1 << 14
MUNICIPALITY, COUNTY, OTHER = "municipality", "county", "other"
_TABLE = Path(__file__).with_name("names.csv")
_ENGLISH = {"gothenburg": "Göteborg", "malmo": "Malmö", "gothenburgs": "Göteborg"}
# What may stand behind a name in the genitive without being another name.
TOWN_WORDS = frozenset("kommun kommuns stad stads city municipality county".split())
# What makes a name with the one before it: "Uppsala universitet" is not Uppsala.
INSTITUTIONS = frozenset(
    """
    universitet university högskola gymnasium skola förskola bibliotek sjukhus lasarett institut
    institutet flygplats airport domkyrka
    """.split()
)

_OF_COUNTIES = re.compile(r" [Cc]ounty\b|\b[Rr]egion ")


@dataclass(frozen=True, slots=True)
class Names:
    """The table, by names in small letters.

    Attributes:
        municipalities: name → name as it is written.
        county_of: municipality → its county.
        areas: what a county or an area is called → the name that stands for it.
        members: county or area → its municipalities.
    """

    municipalities: Mapping[str, str]
    county_of: Mapping[str, str]
    areas: Mapping[str, str]
    members: Mapping[str, frozenset[str]]


@cache
def names() -> Names:
    """Read the table, once."""
    municipalities: dict[str, str] = {}
    county_of: dict[str, str] = {}
    areas: dict[str, str] = {}
    members: dict[str, frozenset[str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            inside = row["municipalities"].split(";")
            members[row["name"]] = frozenset(inside)
            also = [name for name in row["also"].split(";") if name]
            areas |= {n.casefold(): row["name"] for n in (row["name"], row["short"], *also)}
            if row["kind"] == COUNTY:
                municipalities |= {name.casefold(): name for name in inside}
                county_of |= dict.fromkeys(inside, row["name"])
    return Names(municipalities, county_of, areas, members)


@lru_cache(_REMEMBERED_WORDS)
def municipality(words: str) -> str:
    """Return the municipality that words name, in any case and with or without "kommun", or ""."""
    if _OF_COUNTIES.search(words):
        return ""
    return _of_table(words, names().municipalities) or _ENGLISH.get(words.casefold(), "")


@lru_cache(_REMEMBERED_WORDS)
def area(words: str) -> str:
    """Return the county or area that words name, or "".

    A county's short name that a municipality has too ("Kalmar") is that municipality.
    """
    stated = _of_table(words, names().areas)
    short = not re.search(r"\b(?:läns?|county|region\w*)\b", words, re.I)
    return "" if short and municipality(words) else stated


def _of_table(words: str, table: Mapping[str, str]) -> str:
    """Look a name up as it stands, without its last word, and without a genitive's s."""
    plain = " ".join(words.casefold().replace("'s", "s").replace("’s", "s").split())
    plain = re.sub(r"^(?:region|county of|municipality of) ", "", plain)
    bare = re.sub(r" (?:kommuns?|stads?|city|municipality)$", "", plain)
    bare = re.sub(r" county$", "", bare)
    forms = (plain, bare, bare.removesuffix("s"))
    return next((table[form] for form in forms if form in table), "")


def kind_of(name: str) -> str:
    """Say what kind of name it is."""
    if municipality(name) == name:
        return MUNICIPALITY
    return COUNTY if name in names().members else OTHER


def county_of(name: str) -> str:
    """Return the county of a municipality, "" of anything else."""
    return names().county_of.get(name, "")


def scope_of(scope: str, name: str) -> str:
    """Return a scope with "länet" made the county of a municipality, where it has one."""
    return (county_of(name) or scope) if scope == "länet" else scope


def is_inside(name: str, place: str) -> bool:
    """Say whether a municipality lies in a county or an area."""
    return name in names().members.get(place, ())


@cache
def is_common_word(word: str) -> bool:
    """Say whether a word that begins a sentence is a word like others, and no name."""
    return is_word(word.casefold())
