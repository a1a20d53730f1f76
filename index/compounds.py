"""A Swedish compound becomes the words that it is made of.

In: one word in small letters. Out: the lemmas of its parts, none where it is no compound. A part
is a word that the Swedish list knows, joined by nothing or by a linking sound
("kvinnofrid-s-barometer", "kvinno-jour", "gatu-belysning"). This file does not know what a text is,
nor how words are weighed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from index.lexicon import is_common, lemma

_SHORTEST = 4
_SHORTEST_COMPOUND = 6
# An unknown first part shorter than this is hardly a compound itself.
_SHORTEST_INNER = 8
_REMEMBERED_WORDS = 1 << 15

# Words of three letters that make compounds; all others of the list ("kom" and "mun" in "kommun",
# "tal" in "brutal") split words that are none far more often than words that are.
_SHORT_PARTS = """
    ben bil bok bro bud båt dag dop eld fel fot frö gas hav hem hot hud hus hår jul kod köp lag lek
    liv lån län lön mat mål nöd ord ort rum råd röd rök rör sjö ski sko snö sol son tak tid tåg val
    ved vin våg väg vän vår zon år ägg öga
"""
# Endings that make one word of another, and look like words: "kunskap" is no "skap" of "kun".
_ENDINGS = """
    aktig aktiga alen aler all alla alt ande aner anse ansen ant anter aren aret arna artad
    arter aste ation baren baret bart baste dom eller else elsen elser ende ener enhet ent eriet
    ering erna erska fald fobi full fulla förande grafi heten heter iden inge ingen inger inna
    innan innor isk iska iskt ism ismen ista iver krati lig liga ligt ling lingar lingen loger
    logi lösa löst mans metri ning ningar ningen ningens nings nomi oren orer ors samma samt
    sion skap skapen skaper ter terna tion tionen tioner vara varan vart vis ären
"""
# Beginnings that are no parts by themselves, or say little about what the rest is.
_PREFIXES = "före inter under över efter utan inom ante anti kontra trans super"
_SHORT, _ENDING, _PREFIX = (
    frozenset(words.split()) for words in (_SHORT_PARTS, _ENDINGS, _PREFIXES)
)
# "kvinno" for "kvinna", "gatu" for "gata": the vowel, and the fewest letters of such a first part
# ("baro" in "barometer" is no "bara").
_CHANGED_VOWELS = {"o": 5, "u": 4}
# First parts that lose their last vowel or change, or that the list takes for verbs. As a rule
# ("any first part may lack an a") it would split "kontakt" into "kona" and "takt".
_CLIPPED = {
    "flick": "flicka",
    "föräldra": "förälder",
    "kyrk": "kyrka",
    "mödra": "moder",
    "riks": "rike",
    "plan": "plan",
    "skol": "skola",
    "test": "test",
    "topp": "topp",
    "öppet": "öppen",
}


def compound_parts(word: str) -> tuple[str, ...]:
    """Find the parts of a compound.

    Args:
        word: one word in small letters, in any form.

    Returns:
        Lemmas in order, () for a word that is no compound. Of three words and more, the compound
        of the first ones too: "kvinnofridsbarometern" gives "kvinnofrid", "kvinna", "frid",
        "barometer".
    """
    base = lemma(word, "sv")
    if base and not is_common(word) and not is_common(base):
        return ()  # a name: "Trollhättan" is no "hätta"
    return _split(base or word)


def compound_base(word: str) -> str | None:
    """Return a compound that the list lacks with its last part as lemma, None for other words.

    "kvinnofridsbarometern" gives "kvinnofridsbarometer".
    """
    for at, head, _ in _splits(word):
        return word[:at] + head
    return None


@lru_cache(_REMEMBERED_WORDS)
def _split(word: str) -> tuple[str, ...]:
    """Split at the place that leaves the longest known last part."""
    for _, head, modifier in _splits(word):
        return (modifier, *_split(modifier), head, *_split(head))
    return ()


def _splits(word: str) -> Iterator[tuple[int, str, str]]:
    """Yield (place, last part, first part), the parts as lemmas, the longest last part first."""
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return
    for at in range(2, len(word) - 2):
        head = _head(word[at:])
        modifier = _modifier(word[:at]) if head else None
        if head and modifier:
            yield at, head, modifier


def _long_enough(part: str) -> bool:
    return len(part) >= _SHORTEST or part in _SHORT


def _head(part: str) -> str | None:
    """Return the lemma of a last part, None for what cannot be one."""
    if not _long_enough(part) or part in _ENDING or not is_common(part):
        return None
    found = lemma(part, "sv")
    if found == part + "a":
        found = part  # "intyg", "plan", "verk": the list takes them for forms of verbs
    return found if found and _long_enough(found) and found not in _ENDING else None


def _modifier(part: str) -> str | None:
    """Return the lemma of a first part without its linking sound, None for what cannot be one."""
    if part in _CLIPPED:
        return _CLIPPED[part]
    for form in _unlinked(part):
        if form in _PREFIX:
            return None
        if _long_enough(form) and is_common(form) and lemma(form, "sv") == form:
            return form
    # An unknown first part may be a compound itself: "kvinnofrids" before "barometern".
    stem = part.removesuffix("s")
    return stem if not is_common(stem) and len(stem) >= _SHORTEST_INNER and _split(stem) else None


def _unlinked(part: str) -> Iterator[str]:
    """Yield what a first part may be without a linking sound, the likeliest first."""
    yield part
    if part.endswith("s"):
        yield part[:-1]
        yield part[:-1] + "e"  # "arbets" for "arbete"
    elif part[-1] in "aeou":
        if len(part) >= _CHANGED_VOWELS.get(part[-1], len(part) + 1):
            yield part[:-1] + "a"
        yield part[:-1]  # "barna" for "barn", "familje" for "familj"
    elif part.endswith("ar"):
        yield part + "e"  # "läkar" for "läkare"
