"""Numbers, ranks, counts and dates take one form, in Swedish and English alike.

In: the tokens of a text, in small letters. Out: at a place in them, the terms that stand for what
is said there ("rank:2", "times:4", "date:2017-07-03", "1500") and how many tokens that took. This
file does not know about lemmas or stems; words without a number in them are none of its business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_REMEMBERED_TOKENS = 1 << 16

_SWEDISH = """
    noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton
    arton nitton tjugo
"""
_ENGLISH = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""
_SWEDISH_ORDINALS = """
    första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde
    fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde
"""
_ENGLISH_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_PLACED = "etta tvåa trea fyra femma sexa sjua åtta nia tia elva tolva"
_MONTH_NAMES = (
    "januari februari mars april maj juni juli augusti september oktober november december",
    "january february march april may june july august september october november december",
    "jan feb mar apr maj jun jul aug sept okt nov dec",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
_SETS = {
    "placing": "kom kommer blev blir slutade slutar som rankad rankas",
    "place": "plats platsen placering placeringen place position rank nummer number nr no",
    "times": "gång gången gånger time times",
    "best": "bäst bästa bäste best störst största highest largest",
    # Month names that are other words too count only beside a day or a year.
    "doubtful month": "may mar jan jun jul dec sept sep march",
}

# "en" and "one" are articles and pronouns more often than numbers.
CARDINALS = {
    word: number
    for words in (_SWEDISH, _ENGLISH)
    for number, word in enumerate(words.split())
    if word not in ("en", "one")
}
_ORDINALS = {
    word: number
    for words in (_SWEDISH_ORDINALS, _ENGLISH_ORDINALS)
    for number, word in enumerate(words.split(), start=1)
} | {"förste": 1, "först": 1, "andre": 2, "last": -1, "sist": -1, "sista": -1}
# "tvåa", "tvåan": they say a rank wherever they stand, "fyra" and "åtta" do not.
_PLACES = {
    word + ending: number
    for number, word in enumerate(_PLACED.split(), start=1)
    if word not in CARDINALS
    for ending in ("", "n", "s", "ns")
}
_MONTHS = {
    name: number for names in _MONTH_NAMES for number, name in enumerate(names.split(), start=1)
}
_WORDS = {kind: frozenset(words.split()) for kind, words in _SETS.items()}

_ORDINAL_PLACE = re.compile(r"(\w+?)(?:e?plats|placering)(?:en|er|erna)?s?")
_NUMBER = re.compile(r"\d[\d ]*(?:\.\d+)?")
_DIGIT_ORDINAL = re.compile(r"(\d{1,9})(?::?(?:a|e|an|en|as)|st|nd|rd|th)")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")

Reading = tuple[list[str], int]


def read_number(tokens: Sequence[str], at: int) -> Reading | None:
    """Read the number, rank, count or date that begins at a token.

    Args:
        tokens: a text's tokens in small letters, as `index.terms` finds them.
        at: where to read.

    Returns:
        The terms and how many tokens they stand for; None where no number begins. Nothing beyond
        the tokens is read.
    """
    if not may_begin(tokens[at]):
        return None
    for read in (_date, _second_best, _times, _place, _ordinal, _cardinal):
        if reading := read(tokens, at):
            return reading
    return None


@lru_cache(_REMEMBERED_TOKENS)
def may_begin(token: str) -> bool:
    """Say whether a number may begin with a token: most tokens are words, and done at once."""
    return (
        token[:1].isdecimal()
        or any(token in words for words in (CARDINALS, _ORDINALS, _PLACES, _MONTHS))
        or token in _WORDS["place"]
        or token in ("näst", "once", "twice")
        or _ORDINAL_PLACE.fullmatch(token) is not None
    )


def _token(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else ""


def _ordinal_value(token: str) -> int | None:
    """Return the number of "fjärde", "4:e", "4th"; None for what is no ordinal."""
    if match := _DIGIT_ORDINAL.fullmatch(token):
        return int(match[1])
    return _ORDINALS.get(token)


def _cardinal_value(token: str) -> int | None:
    """Return the whole number of "fyra", "four" or "4"."""
    if token.isdecimal() and len(token) <= 9:
        return int(token)
    return CARDINALS.get(token)


def _rank(number: int) -> str:
    return f"rank:{number}"


def _day(year: str, month: int, day: int) -> list[str]:
    """Return the terms of a day: whole, without its year, its month, its year."""
    terms = [f"day:{month:02}-{day:02}", f"month:{month:02}"]
    return [f"date:{year}-{month:02}-{day:02}", *terms, year] if year else terms


def _date(tokens: Sequence[str], at: int) -> Reading | None:
    """Read "2017-07-03", "3 juli 2017", "July 3, 2017", "den 3:e juli", "juli 2017", "juli"."""
    if match := _ISO_DATE.fullmatch(tokens[at]):
        year, month, day = match[1], int(match[2]), match[3]
        return (_day(year, month, int(day)) if day else [f"month:{month:02}", year]), 1
    for day_at, month_at in ((at, at + 1), (at + 1, at)):
        month = _MONTHS.get(_token(tokens, month_at), 0)
        day_number = _day_number(_token(tokens, day_at))
        if month and day_number:
            year = _year(_token(tokens, at + 2))
            return _day(year, month, day_number), 3 if year else 2
    return _month(tokens, at)


def _month(tokens: Sequence[str], at: int) -> Reading | None:
    """Read a month without its day."""
    month = _MONTHS.get(tokens[at], 0)
    year = _year(_token(tokens, at + 1))
    if not month or (tokens[at] in _WORDS["doubtful month"] and not year):
        return None
    return ([f"month:{month:02}", year], 2) if year else ([f"month:{month:02}"], 1)


def _day_number(token: str) -> int:
    """Return the day of a month, 0 for what is none."""
    number = _cardinal_value(token) or _ordinal_value(token) or 0
    return number if 1 <= number <= 31 else 0


def _year(token: str) -> str:
    return token if _YEAR.fullmatch(token) else ""


def _second_best(tokens: Sequence[str], at: int) -> Reading | None:
    """Read "näst bäst", "second best", "näst sist", "second to last"."""
    following = _token(tokens, at + 1)
    if tokens[at] not in ("näst", "second"):
        return None
    if following in _WORDS["best"]:
        return [_rank(2)], 1
    if _ORDINALS.get(following) == -1:
        return [_rank(-2)], 2
    if (following, _token(tokens, at + 2)) == ("to", "last"):
        return [_rank(-2)], 3
    return None


def _times(tokens: Sequence[str], at: int) -> Reading | None:
    """Read "fyra gånger", "four times", "fjärde gången", "once", "twice"."""
    if tokens[at] in ("once", "twice"):
        return [f"times:{1 + (tokens[at] == 'twice')}"], 1
    number = _cardinal_value(tokens[at]) or _ordinal_value(tokens[at])
    if number and _token(tokens, at + 1) in _WORDS["times"]:
        return [f"times:{number}"], 2
    return None


def _place(tokens: Sequence[str], at: int) -> Reading | None:
    """Read "plats 2", "number two", "tvåa", "andraplatsen", and "fyra" after "kom"."""
    token, number = tokens[at], _cardinal_value(_token(tokens, at + 1))
    if token in _WORDS["place"] and number and not _year(str(number)):
        return [_rank(number), str(number)], 2
    if token in _PLACES:
        return [_rank(_PLACES[token])], 1
    match = _ORDINAL_PLACE.fullmatch(token)
    if match and match[1] in _ORDINALS:
        return [_rank(_ORDINALS[match[1]])], 1
    if token in CARDINALS and _token(tokens, at - 1) in _WORDS["placing"]:
        return [_rank(CARDINALS[token]), str(CARDINALS[token])], 1
    return None


def _ordinal(tokens: Sequence[str], at: int) -> Reading | None:
    """Read an ordinal, with the "plats" or "place" that follows it."""
    number = _ordinal_value(tokens[at])
    if number is None:
        return None
    following = _token(tokens, at + 1)
    length = 2 if following in _WORDS["place"] else 1
    if tokens[at] == "andra" and length == 1 and not _is_singular(tokens, at):
        return [], 1  # "andra kommuner": other municipalities
    return [_rank(number)], length


def _is_singular(tokens: Sequence[str], at: int) -> bool:
    """Say whether "andra" means the second one: "andra världskriget", "kom andra"."""
    before, after = _token(tokens, at - 1), _token(tokens, at + 1)
    if before in ("den", "det", "blev", "kom", "slutade", "hamnade") or after in _WORDS["best"]:
        return True
    return len(after) > 4 and after.endswith(("en", "et", "an"))


def _cardinal(tokens: Sequence[str], at: int) -> Reading | None:
    """Read a number in digits or words."""
    token = tokens[at]
    if token in CARDINALS:
        return [str(CARDINALS[token])], 1
    if not token[:1].isdecimal() or not _NUMBER.fullmatch(token):
        return None
    whole, _, decimals = token.replace(" ", "").partition(".")
    number = whole.lstrip("0") or "0"
    return [f"{number}.{decimals}" if decimals.strip("0") else number], 1
