"""Numbers that say of another what the sentence before said: "I Kumla blev det 96".

In: a sentence that gives nobody a number by itself, and the last number of the one before it. Out:
`Quantity`s of the same measure. A number in another unit, or with a noun of its own behind it, says
something else, and is not read. This file does not know the frames of whole sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index import quantity_grammar as grammar
from index import quantity_words
from index.amounts import number_of
from index.fact_grammar import SUPPOSED, SYMBOLS
from index.fact_quantities import Quantity, decimal_of, unit_of
from index.name_signs import FILL, NAME, OWNER, NamedText

_N = f"{NAME}{FILL}*"
_IS = (
    r"(?:var|är|blev|låg|ligger|uppgick|uppgår|hade|har|fick|lägger|lade|satsar|satsade|avsatte"
    r"|avsätter|was|is|had|has|received|spent|stood|scored)"
)
_IT = (
    r"(?: (?:det|den|it|siffran|antalet|andelen|summan|mängden|the (?:figure|number|share|amount)"
    r"|motsvarande [a-zåäö]+|(?:the )?corresponding [a-z]+))?"
)
# "I Säffle var motsvarande kostnad", "Mörbylånga hade", "In Solna it was", "Motala's was"
_FOLLOWS = re.compile(
    rf"\W*(?:(?:I|In) (?P<where>{_N}),?{_IT}|(?P<who>{_N})|(?P<owner>{OWNER}{FILL}*)) {_IS}{_IT}"
    r"(?: (?:till|på|at))?"
)
# "... och i Hallsberg 41"
_ALSO = re.compile(rf"(?:,| och|, och| and|, and|,? men)(?: (?:i|in))? (?P<who>{_N})(?: {_IS})?")
_ENGLISH = re.compile(r"\b(?:In|was|is|had|has|received|spent|stood|scored)\b")
_ENDS = re.compile(r"(?=[.,;!]|$| och | men | and | but )")


def following(sentence: str, before: Quantity, subject: str) -> Iterator[Quantity]:
    """Read a sentence that goes on from a number of the one before.

    Args:
        sentence: its text.
        before: the last number that the sentence before it gave somebody.
        subject: who "kommunen" stands for.
    """
    if sentence.rstrip("\"”' ").endswith("?") or SUPPOSED.match(sentence):
        return
    named = NamedText(sentence, subject, "")
    head = _FOLLOWS.match(named.text)
    words = re.findall(r"[^\W\d_]+", sentence.casefold())
    if not head or quantity_words.UNSURE.search(named.text) or any(map(_denies, words)):
        return
    at, groups = head.end(), head.groupdict()
    start = next(head.start(name) for name, found in groups.items() if found)
    is_swedish = _ENGLISH.search(head.group()) is None
    while item := grammar.ITEM.match(named.text, at):
        who = named.who.get(start, "")
        is_year = grammar.YEAR.fullmatch(item["number"]) and not item["unit"]
        is_same = unit_of(item) == before.unit and _ENDS.match(named.text, item.end())
        if not who or is_year or not is_same:
            return
        value = number_of(item["number"], decimal_of(item, is_swedish=is_swedish))
        first, last = item.span("number")
        said = replace(before, who=who, value=value, start=first, end=last)
        yield replace(said, year=item["year"], when="stated") if item["year"] else said
        also = _ALSO.match(named.text, item.end())
        if also is None:
            return
        at, start = also.end(), also.start("who")


def _denies(word: str) -> bool:
    return SYMBOLS.get(word) == "!"
