"""A sentence becomes tokens that a grammar can be laid on.

In: the text of a sentence and who "kommunen" and "vi" stand for in it. Out: tokens with a symbol,
a place in the sentence and, for names, ranks, years, scopes and rankings, what they say. This file
does not know which rank is whose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.fact_ends import PART_OF
from index.fact_grammar import GENERIC, LOCATIVES, RANKING, SYMBOLS
from index.fact_names import INSTITUTIONS, TOWN_WORDS, area, is_common_word, municipality, names
from index.fact_parts import MAY_BE_ENDS, Token, joined
from index.fact_ranks import Value, may_begin, read_value
from index.fact_scopes import scope_at
from index.numerals import CARDINALS

_TOKEN = re.compile(
    r"(?:\d{1,3}(?:[  ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?(?::?(?:a|e|an|en|as)\b|(?:st|nd|rd|th)\b)?"
    r"|[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]"
)
# A part is known by so many words from its first one on.
_AHEAD = 8
_YEAR = re.compile(r"[12]\d\d\d")
_MONTH = re.compile(
    r"(?:jan|febr|feb|mars?|apr|maj|may|jun|jul|aug|sep|sept|okt|oct|nov|dec)\w{0,6}", re.I
)
_COUNTRY = frozenset("sveriges sverige landets rikets sweden sweden's".split())
# Two words that are one part: "nöja sig med plats 14", "nära att ta andraplatsen".
_PAIRS = {
    pair: symbol
    for symbol, pairs in {
        "p": "sig med, ståta med, stoltsera med",
        "!": "nära att, close to, på väg, on track, out of",
        # What somebody thinks of a rank denies nothing of it.
        "x": "ur topp, lämnar topp, lämnade topp, inte nöjda, inte nöjd, inte acceptabelt, inte bra"
        ", inte tillräckligt, inte förvånad, inte förvånade, not satisfied, not happy, not good",
        "b": "bland dem, bland annat, among them",
    }.items()
    for pair in pairs.replace(", ", ",").split(",")
}
_IT_RANKS = frozenset(
    {"it ranks", "it ranked", "it came", "it placed", "it finished", "it was", "it is"}
)
_BECAME = frozenset("blev blir räckte räcker".split())  # "I år blev det plats 19"
_BEST = frozenset("bästa sämsta bäst sämst främsta best worst".split())
_PEOPLE = re.compile(r".*(?:kommuner(?:na)?|kommunerna|bor|borna|municipalities)", re.I)
_ARTICLES = frozenset("den en the a an".split())
_EPITHET = re.compile(r"\w{4,}(?:sk[ae]|en|an|et|na)")
_PLACES = frozenset("city municipality town suburb suburbs village".split())
_THE_TOWN = frozenset({"the city", "the municipality", "the town"})
_SELF = frozenset("kommunen staden vi kommunens".split())
# Capitalised words that begin a sentence or a title and are no part of the name behind them.
_NOT_NAMES = frozenset(
    """
    kommuner kommunerna municipalities städer regioner
    grattis bara endast även också när nu hos vår vårt kommunen ettan både såväl dessutom samtidigt
    däremot numera sedan tvåan trean grannen grannkommunen flest lägst högst meanwhile
    """.split()
)


def tokens_of(sentence: str, subject: str) -> list[Token]:
    """Take a sentence apart.

    Args:
        sentence: its text.
        subject: who "kommunen" and "vi" stand for; "" when that is not known.
    """
    words = [Token(m.group(), m.start(), m.end(), "x") for m in _TOKEN.finditer(sentence)]
    small = [word.text.casefold() for word in words]
    parts: list[Token] = []
    at = 0
    while at < len(words):
        part, length = _part(words, small, at, subject)
        if length > 1:
            end = words[min(at + length, len(words)) - 1].end
            part = replace(part, end=end, text=sentence[part.start : end])
        parts.append(part)
        at += length
    if sum(p.symbol in "Llg" for p in parts) > 1:
        # "I år blev det Lund": with a name in the sentence, "det" is nobody.
        parts = [replace(p, symbol="p") if p.text.casefold() in ("det", "it") else p for p in parts]
    return joined(parts)


def holds_value(sentence: str) -> bool:
    """Say whether a rank or an amount begins anywhere in a sentence; most hold none."""
    small = [word.casefold() for word in _TOKEN.findall(sentence)]
    if not MAY_BE_ENDS.isdisjoint(small):
        return True
    return any(_value(small, at) for at in range(len(small)))


def _value(small: Sequence[str], at: int) -> Value | None:
    if not may_begin(small[at]):
        return None
    return read_value(small[at : at + _AHEAD], small[at - 1] if at else "")


def _part(words: Sequence[Token], small: Sequence[str], at: int, subject: str) -> tuple[Token, int]:
    """Return the part that begins at a word and how many words it takes."""
    word, lower = words[at], small[at : at + _AHEAD]
    if value := _value(small, at):
        return replace(word, symbol=value.symbol, value=value, total=value.total), value.length
    if scope := scope_at(words, at, lower):
        return scope
    if _YEAR.fullmatch(word.text):
        month = at and _MONTH.fullmatch(words[at - 1].text)
        return replace(word, symbol="Y", name="date" if month else ""), 1
    if RANKING.fullmatch(word.text):
        name = "" if GENERIC.fullmatch(word.text) else ranking_name(word.text)
        return replace(word, symbol="K", name=name), 1
    if own := _self(words, small, at, subject):
        return own
    if around := _country_or_city(word, lower, small[at - 1] if at else ""):
        return around
    if both := _PAIRS.get(" ".join(lower[:2])):
        return replace(word, symbol=both), 2
    if word.text[0].isupper() and (named := _best_of(word, lower) or _name(words, at)):
        return named
    symbol = word.text if word.text in ",:;()" else "-" if word.text in "–—-" else ""
    symbol = symbol or SYMBOLS.get(lower[0], "x")
    return (word if symbol == "x" else replace(word, symbol=symbol)), 1


def _is_described(small: Sequence[str], at: int) -> bool:
    """Say whether "kommunen" is one described, not the one spoken of: "den näst bästa kommunen"."""
    before = small[max(0, at - 4) : at]
    article = next((i for i, word in enumerate(before) if word in _ARTICLES), None)
    return (
        article is not None
        and all(word.isalpha() and SYMBOLS.get(word, "x") in "xp" for word in before[article + 1 :])
        and len(before) - article > 1
    )


def _self(
    words: Sequence[Token], small: Sequence[str], at: int, subject: str
) -> tuple[Token, int] | None:
    """Read "kommunen", "vi" and "the city" as whom they stand for."""
    word, lower = words[at], small[at : at + 3]
    previous = small[at - 1] if at else ""
    stands_for = (lower[0] == "det" and previous in _BECAME) or " ".join(lower[:2]) in _IT_RANKS
    # "kommunen Hällefors" is not "kommunen", nor is "den näst bästa kommunen".
    is_named = at + 1 < len(words) and municipality(words[at + 1].text) != ""
    own = lower[0] in _SELF and not _is_described(small, at)
    if subject and (own or stands_for) and not is_named:
        return replace(word, symbol="g" if lower[0][-1] == "s" else "L", who=(subject,)), 1
    if subject and " ".join(lower[:2]) in _THE_TOWN and lower[2:3] != ["of"]:
        return replace(word, symbol="L", who=(subject,)), 2
    return None


def _country_or_city(word: Token, lower: Sequence[str], previous: str) -> tuple[Token, int] | None:
    """Read "Sverige" as a name before a verb, else as where something is; pass "City of" over."""
    following = "".join(lower[1:2])
    is_where = previous in LOCATIVES or re.fullmatch(PART_OF, previous) is not None
    if lower[0] in ("sverige", "sweden") and SYMBOLS.get(following) == "v" and not is_where:
        return replace(word, symbol="L", who=("Sverige",)), 1
    if lower[0] in _PLACES and following == "of":
        return replace(word, symbol="p"), 2
    return (replace(word, symbol="p"), 1) if lower[0] in _COUNTRY else None


def _best_of(word: Token, lower: Sequence[str]) -> tuple[Token, int] | None:
    """Read the county in "Sörmlands bästa kommun" as where it is the best."""
    if lower[1:2] and lower[1] in _BEST and word.text[-1] == "s" and (place := area(word.text)):
        return replace(word, symbol="S", name=place), 1
    return None


def ranking_name(word: str) -> str:
    """Return a ranking's name in one form: "Kvinnofridsbarometer" for all its endings."""
    plain = word.casefold()
    forms = (
        r"(.*(?:barometer|velometer|spegel|ranking|rankning|mätning|undersökning|enkät|index|liga"
        r"|lista|lig))"
    )
    stem = re.fullmatch(forms + r"(?:n|en|s|ens|ns|et|ets|a|an)?", plain)
    return stem[1] if stem else plain


def _name(words: Sequence[Token], at: int) -> tuple[Token, int] | None:
    """Read the capitalised words from here on as one name."""
    end = at + 1
    while (
        end < len(words)
        and (words[end].text[0].isupper() or (words[end].text == "&" and end + 1 < len(words)))
        and words[end].start - words[end - 1].end == 1
        and not RANKING.fullmatch(words[end].text)
        and words[end].text.casefold() not in _COUNTRY
    ):
        end += 1
    if words[at].text.endswith("ska") and end - at > 1 and _is_place(words[at + 1 : end]):
        return None  # "Småländska Emmaboda"
    opens = at == 0 or words[at - 1].text in '.:"”“–—-?!'
    first = words[at].text.casefold()
    if opens and not _is_place(words[at:end]):
        if _EPITHET.fullmatch(first) and _is_place(words[at + 1 : end]):
            return None  # "Småländska Emmaboda"
        if first in SYMBOLS.keys() | _NOT_NAMES | CARDINALS.keys():
            return None  # "Även Lidköping": the name begins with the next word
        if end - at == 1 and is_common_word(words[at].text):
            return None
    if end < len(words) and words[end].text[0].isupper() and RANKING.fullmatch(words[end].text):
        # "the Women's Peace Barometer" is one name.
        return replace(words[at], symbol="x"), end - at
    town = end < len(words) and words[end].text.casefold() in TOWN_WORDS
    county = end < len(words) and words[end].text.casefold() in ("län", "läns")
    text = " ".join(w.text for w in words[at:end])
    return _named(words, at, end, text, town=town, county=county)


def _is_place(words: Sequence[Token]) -> bool:
    text = " ".join(word.text for word in words)
    return bool(municipality(text) or area(text))


def _named(
    words: Sequence[Token], at: int, end: int, text: str, *, town: bool, county: bool
) -> tuple[Token, int]:
    """Say whose name it is, and whether it stands in the genitive."""
    if county:
        whole = f"{text} {words[end].text}"
        place = area(whole) if not text.startswith("Region ") else whole
        return replace(words[at], symbol="L", who=(place or whole,)), end - at + 1
    known = municipality(text)
    if known and town:
        genitive = words[end].text.casefold().endswith("s") and words[end].text != "kommuns"
        is_genitive = genitive or words[end].text.casefold() in ("kommuns", "stads")
        return replace(words[at], symbol="g" if is_genitive else "L", who=(known,)), end - at + 1
    following = words[end].text.casefold() if end < len(words) else ""
    if following in INSTITUTIONS:
        return replace(words[at], symbol="L", who=(f"{text} {words[end].text}",)), end - at + 1
    if known and known.casefold() != text.casefold() and text[-1] == "s":
        return replace(words[at], symbol="g", who=(known,)), end - at
    if following in ("suburb", "suburbs"):
        return replace(words[at], symbol="x"), end - at  # "the Stockholm suburb of Danderyd"
    who = known or area(text)
    if text.startswith("Region ") and len(inside := names().members.get(who, ())) == 1:
        who = next(iter(inside))  # "Region Gotland" is the municipality.
    if not who and text[-1] == "s" and SYMBOLS.get(following, "x") == "x" and following.isalpha():
        return replace(words[at], symbol="x"), end - at  # "Färjestadens blandade"
    if not who and _PEOPLE.fullmatch(text):
        return replace(words[at], symbol="x"), end - at  # "Stockholmskommuner"
    if len(text) == 1:
        return replace(words[at], symbol="x"), end - at  # "klass 4 B"
    who = who or text
    return replace(words[at], symbol="L", who=(who,)), end - at
