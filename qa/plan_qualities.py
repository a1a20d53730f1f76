"""What adjectives measure: "deeper" the depth, "billigast" the price, and which end is meant.

In: words in small letters, Swedish or English. Out: the columns that such a word is about, and the
end of them: more, most, less or least. This file does not know questions or plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

MONEY = r"(?:[mtk]|mn|md|mdr )?(?:kr|sek|eur|usd)|kronor|euros?|gbp|[€$£]"
# Columns; units; what has much of it; what has little. A word stands for all its forms, or brings
# them: plain/comparative/superlative. Where two rows have a word, the first that fits a table is
# meant: "faster" is a higher speed, else a shorter time.
_ROWS = (
    (r"(?<!sikt)djup|(?<!secchi )depth", "", "djup deep", "grund shallow"),
    (r"längd|length|lång|sträcka|avstånd|distance", "", "lång/längre/längst long", "kort short"),
    (r"höjd|height|altitud|elevation", "",
     "hög/högre/högst high tall mest/mest/mest flest/flest/flest most/most/most",
     "låg/lägre/lägst low least/least/least fewest/fewest/fewest"),
    (r"befolkning|population|invånare|folkmängd|inhabitants|residents", "",
     "folkrik populous stor/större/störst large big/bigger/biggest", "liten/mindre/minst small"),
    (r"yta|areal?\b|storlek|size", r"ha|hektar|hectares?|[km]m?²",
     "stor/större/störst large big/bigger/biggest", "liten/mindre/minst small"),
    (r"volym|volume|seats|platser|capacity|kapacitet", "",
     "stor/större/störst large big/bigger/biggest", "liten/mindre/minst small"),
    (r"temp", r"°?c", "varm warm hot/hotter/hottest", "kall cold cool"),
    (r"pris|price|cost|kostnad|avgift|fee|taxa|hyra|rent", MONEY,
     "dyr expensive pricy/pricier/priciest costly/costlier/costliest", "billig cheap"),
    (r"sikt|visib|transparen|clarity|secchi|klarhet", "", "klar clear",
     "grumlig murky/murkier/murkiest turbid cloudy/cloudier/cloudiest"),
    (r"vikt|weight", r"kg|ton", "tung/tyngre/tyngst heavy/heavier/heaviest", "lätt light"),
    (r"ålder|age", "", "gammal/äldre/äldst old", "ung/yngre/yngst young"),
    (r"byggår|byggd|built|found|grunda|invig|öppna|opened", "", "ung/yngre/yngst new ny",
     "gammal/äldre/äldst old"),
    (r"hastighet|fart|speed", r"km/h|knop|knots|m/s", "snabb fast quick speed hastighet",
     "långsam slow"),
    (r"tid|time|duration", r"min\w*|sek\w*|s|h|timmar|hours", "långsam slow", "snabb fast quick"),
    (r"tid|time|duration|wait", r"min\w*|sek\w*|h|timmar|hours|dagar|days",
     "lång/längre/längst long", "kort short"),
    (r"bredd|width", "", "bred wide broad", "smal narrow"),
    (r"besök|visit|publik|attendance|gäst|guest", "",
     "populär popular välbesökt visited", ""),
    (r"täthet|density", "", "tät dense tätbefolkad", "gles sparse"),
    (r"punktlig|punctual", "", "punktlig punctual pålitlig reliable", ""),
    (r"inkomst|income|bnp|gdp", "", "rik rich wealthy/wealthier/wealthiest",
     "fattig poor"),
    (r"buller|noise", r"db", "bullrig noisy/noisier/noisiest loud", "tyst quiet"),
    (r"nederbörd|regn|rain|precipitation", r"mm",
     "regnig rainy/rainier/rainiest blöt wet/wetter/wettest",
     "torr dry/drier/driest"),
    (r"sol|sun", "", "solig sunny/sunnier/sunniest", ""),
    (r"vind|wind", r"m/s", "blåsig windy/windier/windiest", ""),
    (r"lutning|gradient|slope", "", "brant steep", ""),
    (r"salt|salin", "", "salt salty/saltier/saltiest", ""),
    (r"passagerare|passenger|trafik|traffic|resande|fordon|vehicle", "",
     "trafikerad busy/busier/busiest", ""),
    (r"försen|delay", "", "försenad delayed", ""),
    (r"vinst|profit|resultat", "", "lönsam profitable", ""),
)  # fmt: skip
# Words that ask for a column as an adjective does: "vad kostar", "how late".
_ALSO = {
    "dyr": "kosta kostar kostade kostat cost costs",
    "tung": "weigh weighs weighed väger vägde",
    "försenad": "late",
    "blåsig": "blåsa blåser blåste blow blows blew",
    "stor": "grow grows grew grown growing shrink shrinks shrank shrunk växa växer växte vuxit"
    " krympa krymper krympte krympt",
}
# Adjectives of whatever can be counted.
_GENERAL = frozenset(
    """
    stor liten hög låg lång kort mest flest large big small high low long short most least fewest
    """.split()
)
_ENDS = ("", "MORE", "MOST")
# Verbs of becoming so.
_BECOMING = {
    "varm": "warms warmed warming värmas värms värmdes värmts",
    "kall": "cooled cooling svalna svalnade svalnat",
}
_OPPOSITE = {"": "", "MORE": "LESS", "MOST": "LEAST"}


@dataclass(frozen=True, slots=True)
class Quality:
    """What one form of an adjective says.

    Attributes:
        columns: a pattern of names of columns.
        units: a pattern of their units, for tables whose names say nothing.
        sense: MORE, MOST, LESS or LEAST; "" for the plain form.
        is_low: whether the plain form is the low end: "shallow".
    """

    columns: str
    units: str
    sense: str
    is_low: bool

    @property
    def direction(self) -> int:
        """1 for the high end, -1 for the low one, 0 where the form says neither."""
        return {"MORE": 1, "MOST": 1, "LESS": -1, "LEAST": -1}.get(self.sense, 0)

    def fitting(self, units: Mapping[str, frozenset[str]]) -> list[str]:
        """Return the columns that this may be about.

        Args:
            units: name of a column → its units in small letters.
        """
        named = [name for name in units if re.search(self.columns, name)]
        if named or not self.units:
            return named
        return [
            name for name, of in units.items()
            if any(re.fullmatch(rf"(?:{self.units})(?:/.*)?", unit, re.I) for unit in of)
        ]  # fmt: skip


def qualities(word: str) -> Sequence[Quality]:
    """Return what a word in small letters may say, () for one that is no such adjective."""
    return _BY_WORD.get(word, ())


def is_telling(word: str) -> bool:
    """Say whether an adjective can only be about what it measures: "cheap", and not "large"."""
    return word not in _OF_ANYTHING


def quality_senses(word: str) -> tuple[str, ...]:
    """Return the sense of a comparative or superlative, () for any other word."""
    return tuple(dict.fromkeys(q.sense for q in qualities(word) if q.sense))[:1]


def _forms_of(entry: str) -> Iterator[tuple[str, int]]:
    """Yield each form of an adjective with 0 for plain, 1 for comparative, 2 for superlative."""
    plain, *others = entry.split("/")
    stem = plain[:-1] if plain.endswith("e") else plain
    more, most = others or (f"{stem}er", f"{stem}est")
    yield from ((plain, 0), (f"{plain}t", 0), (f"{plain}a", 0), (more, 1), (most, 2))
    yield from ((f"{most}a", 2), (f"{most}e", 2))
    if not others:
        yield from ((f"{stem}are", 1), (f"{stem}ast", 2), (f"{stem}aste", 2), (f"{stem}asta", 2))


def _by_word() -> dict[str, list[Quality]]:
    found: dict[str, list[Quality]] = {}
    for columns, units, high, low in _ROWS:
        for is_low, entries in ((False, high), (True, low)):
            for entry in entries.split():
                for form, end in _forms_of(entry):
                    sense = _OPPOSITE[_ENDS[end]] if is_low else _ENDS[end]
                    found.setdefault(form, []).append(Quality(columns, units, sense, is_low))
    for adjective, words in _ALSO.items():
        found |= dict.fromkeys(words.split(), found[adjective])
    for adjective, words in _BECOMING.items():
        moved = [replace(q, sense="FALL" if q.is_low else "RISE") for q in found[adjective]]
        found |= dict.fromkeys(words.split(), moved)
    return found


_BY_WORD = _by_word()
_OF_ANYTHING = frozenset(
    form
    for row in _ROWS
    for entries in row[2:]
    for entry in entries.split()
    for form, _ in _forms_of(entry)
    if entry.partition("/")[0] in _GENERAL
).union(_ALSO["stor"].split())
