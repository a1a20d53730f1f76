"""Numbered lists that rank: "3. Växjö, 27 poäng" under words of ranking.

In: an item, and what stands above it. Out: the rank and the points that it gives, as cells. This
file does not know about other lists.
"""

from __future__ import annotations

import re

from index.amounts import DIGITS, number_of
from index.fact_names import municipality
from index.fact_tables import Cell
from index.fact_values import POINTS, RANK

_ITEM = re.compile(
    r"(?P<rank>[1-9]\d{0,2})[.)] (?P<who>[^\W\d_][^,:(\d–]{1,30}?)(?: ?[,:(–-]| \d|$)"
)
_LISTS = re.compile(
    r"\btopp|plats|placering|rank|listan?\b|\bbäst|främst|\btop\b|\bbest\b|resultat", re.I
)
_POINTS = re.compile(rf"(?P<number>{DIGITS}) (?:poäng|points|p)\b", re.I)


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
    counted = [int(item["rank"]) for item in items] == list(range(1, len(items) + 1))
    if not counted or len(items) < _LEAST_RUN:
        return None
    return items[0].start(), items[-1].end()


def is_item(line: str) -> bool:
    """Say whether a line is an item of a numbered list."""
    return _ITEM.match(line) is not None


def listed(line: str, above: str) -> list[Cell]:
    """Return rank and points that a numbered list gives a municipality: "3. Växjö, 27 poäng".

    Args:
        line: one item, or several that run on.
        above: what stands before it; without a word of ranking there, the numbers only count.
    """
    if run_in(line) and _LISTS.search(above):
        items = [(item, municipality(item["who"].strip())) for item in _RUN_ITEM.finditer(line)]
        return [_placed(item, who) for item, who in items if who]
    item = _ITEM.match(line)
    who = municipality(item["who"].strip()) if item else ""
    if item is None or not who or not _LISTS.search(above):
        return []
    rank = _placed(item, who)
    points = _POINTS.search(line, item.end("who"))
    if points is None:
        return [rank]
    value = number_of(points["number"])
    return [rank, Cell(who, POINTS, value, "", "", points.start("number"), points.end("number"))]


def _placed(item: re.Match[str], who: str) -> Cell:
    return Cell(who, RANK, float(item["rank"]), "", "", item.start("rank"), item.end("rank"))
