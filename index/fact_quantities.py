"""What a sentence counts, shares out or pays: "Antalet anmälningar i Borås var 412 år 2023".

In: a sentence, and who it is about where it names nobody. Out: `Quantity`s. The frames that a
sentence may have are in `index.quantity_grammar`; a sentence that fits none of them says nothing
here, and neither does a question, a plan, an estimate or a change by so much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import quantity_grammar as grammar
from index import quantity_words
from index.amounts import number_of
from index.fact_grammar import SUPPOSED, SYMBOLS
from index.name_signs import NamedText
from index.quantity_measures import measure_of, measure_of_noun


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a sentence gives somebody.

    Attributes:
        who: whose it is.
        measure: what is counted, in small letters.
        value: the number as it is written, of its unit.
        unit: "%", "miljoner kronor", ...; "" for a count.
        year: as stated for it, "" where the sentence is silent.
        when: "stated"; "last year"; "now" for the present tense, "" for the past one; behind
            "before ", of the year that the number's own is the year before of.
        start: of the number, in the sentence.
        end: behind it.
    """

    who: str
    measure: str
    value: float
    unit: str
    year: str
    when: str
    start: int
    end: int


def quantities_of(sentence: str, subject: str = "", nobodys: str | None = None) -> list[Quantity]:
    """Read a sentence.

    Args:
        sentence: its text.
        subject: who "kommunen" stands for.
        nobodys: whose a number is that the sentence gives nobody; the subject's when None.
    """
    if sentence.rstrip("\"”' ").endswith("?") or SUPPOSED.match(sentence):
        return []
    named = NamedText(sentence, subject, subject if nobodys is None else nobodys)
    for is_swedish in (True, False):
        for frame in grammar.FRAMES[is_swedish]:
            found = [
                quantity
                for match in frame.finditer(named.text)
                for quantity in _read(match, named, is_swedish=is_swedish)
            ]
            if found:
                return found
    return []


def _read(match: re.Match[str], named: NamedText, *, is_swedish: bool) -> Iterator[Quantity]:
    before = named.text[: match.start("values")]
    stated = grammar.YEAR.findall(before)
    between = grammar.BETWEEN.search(named.text)
    two = len(stated) > 1 and not (between and between.start() < match.start("values"))
    if _is_denied(before) or quantity_words.UNSURE.search(named.text) or two:
        return
    front = stated[-1] if stated else ""
    if match.groupdict().get("noun"):
        yield from _counted(match, named, front, is_swedish=is_swedish)
        return
    own, measure = _who(match, named), measure_of(match.groupdict(), is_swedish=is_swedish)
    items = list(_items(named.text, match.start("values")))
    if grammar.YEAR.fullmatch(items[0].group().strip()):
        return  # "ökade med 5 procent till 2021"
    if match.groupdict().get("group") or match.groupdict().get("to"):
        items = items[:1]
    if between and len(items) == 2 and not any(i["year"] or i["before"] for i in items):
        years = list(between.groups())
    else:
        # Behind what a group says or has, another number is compared with it.
        until = _clause_end(match, named.text)
        runs_on = "head" not in match.groupdict()
        years = _years(items, named.text[:until], front, runs_on=runs_on)
    for item, year in zip(items, years, strict=True):
        who = named.who.get(item.start("place"), "") or own
        # The second of two numbers says nothing without a year of its own.
        says_of_what = named.who or quantity_words.OF_PLACES.match(measure)
        if (
            measure not in quantity_words.BARE
            and who
            and says_of_what
            and (year or len(items) == 1)
        ):
            said = _quantity(who, measure, item, year, named.text, is_swedish=is_swedish)
            # "från 27 400 till 29 100 kronor"
            yield replace(said, unit=said.unit or unit_of(items[-1]))
    if "rest" in match.groupdict() and items and own and years[0]:
        yield from _earlier(
            match.end("rest"), own, measure, years[0], named.text, is_swedish=is_swedish
        )


def _earlier(
    at: int, who: str, measure: str, year: str, text: str, *, is_swedish: bool
) -> Iterator[Quantity]:
    """Read what a number is compared with: "..., jämfört med 468 året innan"."""
    earlier = grammar.EARLIER.match(text, at)
    if earlier is None:
        return
    which = earlier["year"] or (str(int(year) - 1) if year else "")
    said = _quantity(who, measure, earlier, which, text, is_swedish=is_swedish)
    yield said if which else replace(said, when=f"before {said.when}")


def _clause_end(match: re.Match[str], text: str) -> int:
    """Return where what a group has, or what is paid for, ends; the text's end of other frames."""
    if "rest" in match.groupdict():
        return match.end("rest")
    comma = text.find(",", match.end()) if "to" in match.groupdict() else -1
    return comma if comma > 0 else len(text)


def _years(items: Sequence[re.Match[str]], text: str, front: str, *, runs_on: bool) -> list[str]:
    """Return the year of each of the values that stand behind each other, "" for none."""
    behind = text[items[-1].end() :]
    left = grammar.YEAR.findall(behind)
    if len(items) == 1 and left and not items[0]["year"]:
        # Words may run on from the number to its year, without another number in between.
        one = len(re.findall(r"\d+", behind)) == 1 and "," not in behind
        own = runs_on and not front and one
        return [left[0] if own else ""]
    stated = {item["year"] for item in items if item["year"]}
    years: list[str] = []
    for item in items:
        year = item["year"] or ("" if stated else front)
        if item["before"]:
            earlier = (years[-1] if years else "") or front
            year = str(int(earlier) - 1) if earlier else ""
        elif not year and item["place"] and len(stated) == 1:
            year = next(iter(stated))
        years.append(year)
    return years


def _counted(
    match: re.Match[str], named: NamedText, front: str, *, is_swedish: bool
) -> Iterator[Quantity]:
    """Read "hade 22 423 invånare 2022 och 1 650 anställda, medan Gällivare hade 17 420"."""
    who = _who(match, named)
    item: re.Match[str] | None = match
    found: list[tuple[str, str, re.Match[str]]] = []
    measure = ""
    while item and who:
        noun = item.groupdict().get("noun")
        measure = (
            measure_of_noun(noun, item.groupdict(), is_swedish=is_swedish) if noun else measure
        )
        if measure:
            found.append((who, measure, item))
        at = item.end("counted")
        also = grammar.ALSO.match(named.text, at)
        other = grammar.OTHERWISE.match(named.text, at)
        item = also or other
        if other and not also:
            who = named.who.get(max(other.start("who"), other.start("place")), "")
    if not found:
        return
    behind = grammar.YEAR_BEHIND.match(named.text, found[-1][2].end("counted"))
    years = {year for _, _, item in found for year in grammar.YEAR.findall(item["counted"])}
    years |= {front} if front else {behind[1]} if behind else set()
    for who, measure, item in found:
        year = next(iter(years)) if len(years) == 1 else ""
        yield _quantity(who, measure, item, year, named.text, is_swedish=is_swedish)
    if len(found) == 1:
        at = found[0][2].end("counted")
        yield from _earlier(at, who, measure, year, named.text, is_swedish=is_swedish)


def _quantity(
    who: str, measure: str, item: re.Match[str], year: str, text: str, *, is_swedish: bool
) -> Quantity:
    when = "last year" if _is_last_years(item, text) else ""
    when = when or ("now" if quantity_words.PRESENT.search(text) else "")
    value = number_of(item["number"], decimal_of(item, is_swedish=is_swedish))
    when = "stated" if year else when
    return Quantity(who, measure, value, unit_of(item), year, when, *item.span("number"))


def _is_last_years(item: re.Match[str], text: str) -> bool:
    """Say whether "förra året" is a number's own, and not what it is compared with."""
    said = quantity_words.LAST_YEAR.search(text)
    between = text[item.end("number") : said.start()] if said else ""
    return said is not None and not quantity_words.COMPARED.search(between)


def _items(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the values that follow each other: "1 210 år 2021 till 1 344 år 2022"."""
    at, first = start, ""
    while item := grammar.ITEM.match(text, at):
        is_year = grammar.YEAR.fullmatch(item["number"]) and not item["unit"]
        unit = unit_of(item)
        if at > start and (is_year or (first and not unit)):
            return
        if at > start and unit and not first and not re.match(r" (?:till|to)\b", item.group()):
            return
        yield item
        first, at = unit, item.end()


def _who(match: re.Match[str], named: NamedText) -> str:
    """Return who the frame names; the subject where the sentence names nobody at all."""
    for group in ("who", "owner", "where", "front"):
        if match.groupdict().get(group):
            return named.who.get(match.start(group), "")
    around = quantity_words.ELSEWHERE.search(named.text)
    return "" if named.who or around else named.nobodys


def _is_denied(before: str) -> bool:
    """Say whether a negation, a plan or a condition stands in front of a number."""
    words = re.findall(r"[^\W\d_]+", before.casefold())
    return any(SYMBOLS.get(word) == "!" for word in words)


def unit_of(item: re.Match[str]) -> str:
    """Return the unit of a number, "%" for percent and "" for a count."""
    groups = item.groupdict()
    unit = " ".join((groups.get("unit") or "").split())
    before = (groups.get("currency") or "").strip()
    if re.fullmatch(r"(?:procent|per ?cent|percent|%)", unit, re.I):
        return "%"
    return " ".join(part for part in (unit, before) if part)


def decimal_of(item: re.Match[str], *, is_swedish: bool) -> str:
    """Return the mark before decimals: the language's, and any before millions and percent."""
    if re.match(r"mil|bil|mdr|proc|per|%|mn|mkr", item.groupdict().get("unit") or "", re.I):
        marks = re.findall(r"[.,]", item["number"])
        return marks[0] if len(marks) == 1 else ""
    return "," if is_swedish else "."
