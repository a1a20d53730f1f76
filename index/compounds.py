"""A Swedish compound becomes the words that it is made of.

In: one word in small letters. Out: the lemmas of its parts, none where it is no compound. A part is
a word that the Swedish list knows, joined by nothing or by a linking sound ("kvinnofrid-s-barometer",
"kvinno-jour", "gatu-belysning"). This file does not know what a text is, nor how words are weighed.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.lexicon import is_common, lemma

_SHORTEST = 4
_SHORTEST_COMPOUND = 6
# Words of three letters that make compounds; all others of the list ("kom", "mun", "tal" in
# "brutal", "vid") split words that are none far more often than words that are.
_SHORT_PARTS = frozenset(
    """bad ben bil bok bro bud båt dag dop eld fel fot frö gas hav hem hot hud hus hår hår jul kod köp
    lag lek liv lån län lön mat mor mål nyk när nöd ord ort pol rum råd röd rök rör rös sjö ski sko
    snö sol son stå tak tid tåg tår val ved vin våg väg vän vår yrk zon år ång ägg öga öra""".split()
)
# Endings that make one word of another, and look like words: "kunskap" is no "skap" of "kun".
_ENDINGS = frozenset(
    """ande ande aren aret arna aste ation baren baret bart baste dom else elsen elser ende enhet ering
    eriet erna erska aktig aktiga artad fald full fulla heten heter ismen ism isk iska iskt ning
    ningar ningen ningens nings lig liga ligt lösa löst mans samt samma sion skap skapen skaper tion
    tioner tionen vis vara varan vart inna innan innor ista iver iden ling lingar lingen ent ansen
    anse ande ant anter ors orer oren aner aren arter eller ener eller inge ingen inger all alla
    iska logi loger grafi metri fobi nomi krati aler alen alt ären ter terna""".split()
)
# Beginnings that are no parts by themselves, or say little about what the rest is.
_PREFIXES = frozenset("före inter under över efter utan inom ante anti kontra trans super".split())
_VOWELS = frozenset("aeou")
# First parts that lose their last vowel or change. As a rule ("any first part may lack an a") it
# would split "kontakt" into "kona" and "takt".
_CLIPPED = {
    "skol": "skola", "flick": "flicka", "kyrk": "kyrka", "föräldra": "förälder", "öppet": "öppen",
    "mödra": "moder", "riks": "rike", 
}  # fmt: skip


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
    return len(part) >= _SHORTEST or part in _SHORT_PARTS


def _head(part: str) -> str | None:
    """Return the lemma of a last part, None for what cannot be one."""
    if not _long_enough(part) or part in _ENDINGS or not is_common(part):
        return None
    found = lemma(part, "sv")
    return found if found and _long_enough(found) and found not in _ENDINGS else None


def _modifier(part: str) -> str | None:
    """Return the lemma of a first part without its linking sound, None for what cannot be one."""
    if part in _CLIPPED:
        return _CLIPPED[part]
    for form in _unlinked(part):
        if form in _PREFIXES:
            return None
        if _long_enough(form) and is_common(form) and lemma(form, "sv") == form:
            return form
    # An unknown first part may be a compound itself: "kvinnofrids" before "barometern".
    stem = part.removesuffix("s")
    return stem if not is_common(stem) and len(stem) >= 8 and _split(stem) else None


def _unlinked(part: str) -> Iterator[str]:
    """Yield what a first part may be without a linking sound, the likeliest first."""
    yield part
    if part.endswith("s"):
        yield part[:-1]
        yield part[:-1] + "e"  # "arbets" for "arbete"
    elif part[-1] in _VOWELS:
        yield part[:-1] + "a"  # "kvinno" for "kvinna", "gatu" for "gata"
        yield part[:-1]
    elif part.endswith("ar"):
        yield part + "e"  # "läkar" for "läkare"
