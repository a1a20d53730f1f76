"""Years that are said by another: "that year", "året innan", "two years later".

In: a question, and the turns before it. Out: the question with the years themselves. It does not
know which years documents speak of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.numerals import CARDINALS
from qa.follow_up_context import Heard, year_of
from qa.follow_up_slots import take_apart

_NUMBER = rf"(?P<count>\d{{1,2}}|one|ett|{'|'.join(CARDINALS)})"
# "Two years before the law": what is counted from is said, and is no turn of ours.
_END = r"(?:\s+(?:that|det))?(?=\s*(?:$|[?!.,;)]))"
# "That year", "då": the year of before.
_SAME_YEAR = re.compile(
    r"\b(?:(?:in |i )?that (?:same )?year|(?:det|samma) året?|the same year|back then)\b",
    re.IGNORECASE,
)
# The years beside it, and those further off, are counted from it.
_OTHER_YEAR = {
    -1: re.compile(
        r"\b(?:in )?the (?:year before|previous year|preceding year)\b(?: that\b)?"
        r"|\b(?:året (?:innan|före|dessförinnan)|föregående år)\b(?: det\b)?"
        rf"|\b{_NUMBER} (?:years?|år) (?:earlier|tidigare|dessförinnan)\b"
        rf"|\b{_NUMBER.replace('count', 'counted')} (?:years?|år) (?:before|innan|före){_END}",
        re.IGNORECASE,
    ),
    1: re.compile(
        r"\b(?:in )?the (?:year after|following year|next year)\b(?: that\b)?"
        r"|\b(?:året (?:efter|därpå|därefter)|följande år|nästa år)\b(?: det\b)?"
        rf"|\b{_NUMBER} (?:years?|år) (?:later|senare|därefter|därpå)\b"
        rf"|\b{_NUMBER.replace('count', 'counted')} (?:years?|år) (?:after|efter){_END}",
        re.IGNORECASE,
    ),
}


def with_years(text: str, turns: Sequence[Heard], language: str) -> str:
    """Put years in the place of "that year" and "året innan"; the text itself without any."""
    year = year_of(turns)
    # "More in 2022 than the year before" counts from its own year.
    if year is None or take_apart(text, language).of("year"):
        return text
    preposition = "in " if language == "en" else ""
    text = _SAME_YEAR.sub(f"{preposition}{year.value}", text)
    for direction, pattern in _OTHER_YEAR.items():

        def counted(found: re.Match[str], direction: int = direction) -> str:
            step = direction * _count(found["count"] or found["counted"])
            return f"{preposition}{int(year.value) + step}"

        text = pattern.sub(counted, text)
    return text


def _count(said: str | None) -> int:
    """Return how many years are said, one where no number is."""
    if said is None:
        return 1
    return int(said) if said.isdecimal() else CARDINALS.get(said.casefold(), 1)
