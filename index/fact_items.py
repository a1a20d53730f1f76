"""Lists that rank: "3. Växjö, 27 poäng" and "Växjö: 3 (8)" under words of ranking.

In: an item, and what stands above it. Out: the ranks and the points that it gives, as cells. What
stands in parentheses is said by the words above, or is not read. This file does not know about
other lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.amounts import DIGITS, number_of
from index.fact_names import municipality
from index.fact_tables import Cell
from index.fact_values import POINTS, RANK

_ITEM = re.compile(
    r"(?P<rank>[1-9]\d{0,2})[.)] (?P<who>[^\W\d_][^,:(\d–]{1,30}?)(?: ?[,:(–-]| \d|$)"
)
# "Knivsta: 61 (84)", "Knivsta – plats 61"
_PLACED_ITEM = re.compile(
    r"(?P<who>[^\W\d_][^,:(\d–]{1,30}?)(?:[:,]? | ?[–-] )(?:(?:plats|nummer|nr|place) )?"
    r"(?P<rank>[1-9]\d{0,2})(?: \([^)]{1,30}\))?[.,;]?"
)
# "36 Luleå (16)" and "9 (6) Växjö", which only words of placing above make a place.
_BARE_ITEM = re.compile(
    r"(?P<rank>[1-9]\d{0,2})(?: \((?P<last>\d{1,3})\))? (?P<who>[A-ZÅÄÖ][^,:(\d–]{1,30}?)"
    r"(?: \((?P<behind>\d{1,3})\))?"
)
_LISTS = re.compile(
    r"\btopp|plats|placering|rank|listan?\b|\bbäst|främst|\btop\b|\bbest\b|resultat|\bpoäng|\bpoints\b",
    re.I,
)
# A list of the last may count from below: its small numbers say nothing for certain.
_LASTS = re.compile(r"\bbotten|\bsämst|\blägst|\bbottom\b|\bworst\b|\blowest\b", re.I)
_SURELY_FROM_ABOVE = 20
_FIRSTS = re.compile(r"\btopp|\bbäst|främst|\btop\b|\bbest\b|\bhögst", re.I)
# Under these words a number behind a name is its place.
_PLACES = re.compile(r"\bplats|\bplacera|placering|\brank|\bplace", re.I)
# ... unless these say that it is an amount.
_AMOUNTS = re.compile(r"poäng|procent|andel|antal|kronor|points|score|share|number of", re.I)
_ASIDES = re.compile(r"[^\n.,;]*\b(?:parentes|parenthes[ei]s|brackets)\b[^\n.,;]*", re.I)
_POINTS = re.compile(rf"(?P<number>{DIGITS}) (?:poäng|points|p)\b", re.I)
_ASIDE = re.compile(rf"\((?P<number>{DIGITS})\)")
_IN_ASIDE = r"[^.\n]{0,40}\b(?:parentes|parenthes[ei]s|brackets)"
_POINTS_ASIDE = re.compile(rf"(?:poäng|points?|scores?){_IN_ASIDE}", re.I)
# "placeringen 2021 inom parentes"
_YEAR_ASIDE = re.compile(
    rf"(?:plats|placering|rank|place)\w*[^.,\n]{{0,20}} (20\d\d){_IN_ASIDE}", re.I
)
# "plats 36 (2012: 42)"
_DATED_ASIDE = re.compile(
    r"\((?P<year>20\d\d)[:,]? (?:plats )?(?P<number>[1-9]\d{0,2})\)"
    r"|\((?:plats )?(?P<rank>[1-9]\d{0,2}),? (?:år )?(?P<of>20\d\d)\)"
)
_LAST_ASIDE = re.compile(
    rf"(?:förra|föregående|fjolår\w*|last year|previous year){_IN_ASIDE}"
    r"|\((?:förra|föregående|fjolårets|i fjol|last year)[^)]*\)"
    rf"|(?:parentes|brackets)[^.\n]{{0,30}}(?:förra|föregående|fjol|last year)",
    re.I,
)


_RUN_ITEM = re.compile(
    r"(?<![\w.,])(?P<rank>[1-9]\d?)[.)] (?P<who>[A-ZÅÄÖ][^,;.:(\d]{1,30}?)"
    r"(?= \(|[,;.]| \d| och \d|$)"
)
_LEAST_RUN = 3


def run_in(line: str) -> tuple[int, int] | None:
    """Return (start, end) of "1. Lund, 2. Malmö, 3. Umeå" in a line; None where it has none."""
    if "1. " not in line and "1) " not in line:
        return None
    items = list(_RUN_ITEM.finditer(line))
    ranks = [int(item["rank"]) for item in items]
    # Those that share a place have its number: 1, 2, 3, 3, 5.
    before = [0, *ranks]
    counted = all(rank in (at, before[at - 1]) for at, rank in enumerate(ranks, start=1))
    if not counted or len(items) < _LEAST_RUN:
        return None
    aside = _ASIDE.match(line, items[-1].end() + 1)
    return items[0].start(), aside.end() if aside else items[-1].end()


def is_item(line: str) -> bool:
    """Say whether a line is an item of a list that may rank."""
    items = (_ITEM.match(line), _BARE_ITEM.fullmatch(line))
    return any(items) or _PLACED_ITEM.fullmatch(line) is not None


def lead_behind(text: str, lead: str) -> str:
    """Return the line that a list in the next paragraph stands under.

    Args:
        text: of a paragraph.
        lead: the line that it stands under itself, which goes on leading when all of it is items.
    """
    lines = (line.strip() for line in reversed(text.splitlines()))
    return next((line for line in lines if line and not is_item(line)), lead)


def listed(line: str, above: str) -> list[Cell]:
    """Return rank and points that a list gives a municipality: "3. Växjö, 27 poäng".

    Args:
        line: one item, or several that run on.
        above: what stands before it; without a word of ranking there, the numbers only count.
    """
    if run_in(line) and _LISTS.search(above):
        items = [(item, municipality(item["who"].strip())) for item in _RUN_ITEM.finditer(line)]
        ends = [*(item.start() for item, _ in items[1:]), len(line)]
        return [
            cell
            for (item, who), end in zip(items, ends, strict=True)
            if who
            for cell in (_placed(item, who), *_beside(line[:end], item, who, above))
        ]
    # The line first: most are sentences, and end here.
    for pattern, is_under in _ITEMS:
        item = pattern(line)
        who = municipality(item["who"].strip()) if item else ""
        if item and who and is_under(item, above):
            return [_placed(item, who), *_beside(line, item, who, above)]
    return []


def _is_numbered(item: re.Match[str], above: str) -> bool:
    """Say whether the words above make the numbers of a list places."""
    if not _LISTS.search(above) and not _LASTS.search(above):
        return False
    return int(item["rank"]) >= _SURELY_FROM_ABOVE or not _is_of_last(above)


def _is_placed(item: re.Match[str], above: str) -> bool:
    """Say whether the words above make a number behind a name a place, and no amount."""
    return _PLACES.search(above) is not None and not _AMOUNTS.search(_ASIDES.sub("", above))


def _is_bare(item: re.Match[str], above: str) -> bool:
    return _PLACES.search(above) is not None


_ITEMS = (
    (_ITEM.match, _is_numbered),
    (_BARE_ITEM.fullmatch, _is_bare),
    (_PLACED_ITEM.fullmatch, _is_placed),
)


def _is_of_last(above: str) -> bool:
    """Say whether the nearest words on which end a list shows are "i botten"."""
    for line in reversed(above.split("\n")):
        if _FIRSTS.search(line):
            return False
        if _LASTS.search(line):
            return True
    return False


def _beside(line: str, item: re.Match[str], who: str, above: str) -> Iterator[Cell]:
    """Yield the points behind a place, or what the words above say of the parentheses there."""
    behind = item.end("rank")
    aside = _ASIDE.search(line, behind)
    if dated := _DATED_ASIDE.search(line, behind):
        name = "number" if dated["number"] else "rank"
        year = dated["year"] or dated["of"]
        yield Cell(who, RANK, float(dated[name]), "", year, *dated.span(name))
        return
    points = _POINTS.search(line, behind)
    if points is None and aside and _POINTS_ASIDE.search(above):
        points = aside
    if points:
        value = number_of(points["number"])
        yield Cell(who, POINTS, value, "", "", points.start("number"), points.end("number"))
    elif aside and aside["number"].isdecimal():
        start, end = aside.span("number")
        if _LAST_ASIDE.search(above):
            yield Cell(who, RANK, float(aside["number"]), "", "", start, end, years_before=1)
        elif of_year := _YEAR_ASIDE.search(above):
            yield Cell(who, RANK, float(aside["number"]), "", of_year[1], start, end)


def _placed(item: re.Match[str], who: str) -> Cell:
    return Cell(who, RANK, float(item["rank"]), "", "", item.start("rank"), item.end("rank"))
