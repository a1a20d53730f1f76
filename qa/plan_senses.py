"""What the words of a question mean for a plan: a rise, a fall, the most, a median, before.

In: words in small letters, Swedish or English. Out: the senses of a word, and a question with the
senses of its words written behind them, for patterns. Words are known by their lemma, so that every
form of "klättra" is one. This file does not know plans.
"""

from __future__ import annotations

import re
from functools import lru_cache

from index.lexicon import lemma
from index.terms import terms
from qa.plan_qualities import quality_senses

WORD = re.compile(r"\d+(?:[.,]\d+)?(?::?[ae]\b|(?:st|nd|rd|th)\b)?|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Lemmas, and the forms of which the word lists give none or another ("lost", "rose", "bättre").
_SENSES = {
    "RISE": """
        klättra klättring avancera avancerad avancemang lyfta lyft stiga steg uppgång öka ökning
        förbättra förbättring förbättrad växa tillväxt tillkomma hoppa rusa lyfte climb rise rose
        risen improve improved improvement advance gain grow grew growth increase jump leap surge
        ascend ascent raket recover rebound återhämta höja höjning raise
    """,
    "FALL": """
        falla fall fell tappa tapp rasa ras sjunka backa dala dyka halka minska minskning skära
        försvinna försämra försämring försämrad förlora nedgång krympa tillbakagång drop lose lost
        loss cut disappear vanish decline decrease shrink shrank shrunk slide slip sink tumble
        plunge plummet worsen deteriorate sänka sänkning reduce reduction dip
    """,
    "CHANGE": "förändra förändring ändra ändring förändrad change move movement shift",
    "TREND": "utveckla utvecklas utveckling utvecklad develop development evolve evolution trend",
    "MOST": """
        mest flest störst största biggest largest greatest most furthest farthest längst kraftigast
        kraftigaste sharpest steepest highest högst högsta maximum
    """,
    "LEAST": "minst minsta fewest least lowest lägst lägsta smallest minimum",
    "BEST": "bäst bästa best främst främsta finest",
    "WORST": "sämst sämsta worst",
    "MORE": """
        mer mera fler more bättre better högre higher större larger bigger greater längre longer
        djupare deeper över over above exceed överstiga
    """,
    "LESS": """
        färre fewer less mindre smaller lägre lower sämre worse kortare shorter grundare shallower
        under below understiga
    """,
    "AHEAD": "före ahead slå besegra beat outrank outperform",
    "BEHIND": "efter behind",
    "MEDIAN": "median medianvärde",
    "SUM": "sammanlagt sammanlagd sammanlagda total totalt totala tillsammans together sum summa "
    "combined altogether",
    "SHARE": "andel share proportion percentage andelen",
    "PODIUM": "pall pallplats prispall podium medalj medal",
    "GOLD": "guld gold guldplats",
    "SILVER": "silver silverplats runner-up runners-up",
    "BRONZE": "brons bronze bronsplats",
}  # fmt: skip
_BY_WORD: dict[str, list[str]] = {}
for _sense, _words in _SENSES.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, []).append(_sense)
_BEGINNINGS = (("median", "MEDIAN"), ("medel", "MEAN"), ("genomsnitt", "MEAN"), ("snitt", "MEAN"),
               ("average", "MEAN"), ("mean", "MEAN"))  # fmt: skip
# Before a year these are about time: "under 2021", "efter 2019", "over the years".
_OF_TIME = re.compile(
    r"\b(?:under|efter|före) (?=(?:år |the year )?(?:1[5-9]|20)\d\d(?![.\d]))"
    r"|\b(?:under|efter|före|över|over) (?=(?:tid|time|åren|the years|years|alla år)\b)"
)

_PAST = re.compile(r"(\w{3,}a)(?:des?|ts?|s)")


def spoken(name: str) -> str:
    """Return a name as the words of a question spell it: "alby strand" for "Alby–Strand"."""
    words = " ".join(m.group() for m in WORD.finditer(name.casefold()))
    return re.sub(r"\W+", " ", words).strip()


@lru_cache(4096)
def forms(word: str) -> frozenset[str]:
    """Return a word, its lemmas in both languages and its stem, and those of its hyphened parts."""
    parts = [word, *(word.split("-") if "-" in word else ()), re.sub(r"['’]s$", "", word)]
    found = {form for part in parts for form in (part, lemma(part, "sv"), lemma(part, "en"))}
    # The word lists take "förlorade" for an adjective: it is a form of "förlora", too.
    found |= {m[1] for part in parts if (m := _PAST.fullmatch(part))}
    return frozenset(form for form in found if form).union(terms(word))


# "How many do they have between them?" is no difference.
_BETWEEN_THEM = re.compile(r"\bbetween them\b|\bmellan sig\b")
# "Moved up", "gick ner": what the verb leaves open the particle says.
MOVES = (
    r"(?:go|goes|going|went|gone|mov(?:e|es|ed|ing)|gå|går|gick|gått|flytta\w*|åk(?:a|er|te|t)"
    r"|rör(?:a|t|de)?|tog|ta|tagit)"
)
_PARTICLES = {"upp": "RISE", "uppåt": "RISE", "up": "RISE", "ner": "FALL", "ned": "FALL",
              "nedåt": "FALL", "neråt": "FALL", "down": "FALL"}  # fmt: skip
_MOVE = re.compile(rf"\b{MOVES}\b(?:\W+[\w-]+){{1,7}}")
_PARTICLE = re.compile(rf"\b(?:{'|'.join(_PARTICLES)})\b")


@lru_cache(4096)
def senses(word: str) -> tuple[str, ...]:
    """Return the senses of a word in small letters, () for one that has none here.

    Those of adjectives that measure something, "cheaper", are among them.
    """
    return rank_senses(word) or quality_senses(word)


@lru_cache(4096)
def rank_senses(word: str) -> tuple[str, ...]:
    """Return the senses that a word has of a rank, too: "cheaper" has none."""
    # A form that is listed itself means no more than it says: "least" is not "less".
    listed = [word] if word in _BY_WORD else sorted(forms(word))
    found = [sense for form in listed for sense in _BY_WORD.get(form, ())]
    found += [sense for start, sense in _BEGINNINGS if word.startswith(start)]
    return tuple(dict.fromkeys(found))


def with_senses(lower: str, unless: frozenset[str] = frozenset()) -> str:
    """Write the senses of each word behind it in capitals: "vem backade FALL mest MOST".

    Args:
        lower: a question in small letters.
        unless: words that mean something else here, as the noun in "vilken led".
    """
    lower = _BETWEEN_THEM.sub("together", lower)
    of_time = {m.start() for m in _OF_TIME.finditer(lower)}
    moved = {
        m.start(): _PARTICLES[m.group()]
        for move in _MOVE.finditer(lower)
        for m in _PARTICLE.finditer(lower, *move.span())
    }

    def told(found: re.Match[str]) -> str:
        word = found.group()
        is_plain = word in unless or found.start() in of_time
        if is_plain:
            return word
        particle = [moved[found.start()]] if found.start() in moved else []
        return " ".join((word, *senses(word), *particle))

    return WORD.sub(told, lower)
