"""Amounts as people write them: "12 400", "12,400", "3,5 %", "1,2 mnkr", "SEK 300", "33 av 40".

In: the text of one cell. Out: an `Amount` with its place in the cell, or None for what is no single
number: words, dates, ranges, codes, "–". This file does not know about tables or sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

DIGITS = r"(?:\d{1,3}(?:[ .,'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
CURRENCY = r"(?:SEK|NOK|DKK|EUR|USD|GBP|kr|[€$£])"
# "412*", "412 1)", "412¹" and "412 [3]" carry a note, and are 412.
_NOTE = re.compile(r"(?<=[\d%])\s?(?:\*+|[¹²³⁴-⁹]+\)?|\[\w\])$|(?<=\d)\s\d\)$")
_CELL = re.compile(
    rf"(?:(?:ca|cirka|circa|approx|about|drygt|knappt)\.? |[~≈] ?)?(?P<before>{CURRENCY} ?)?"
    rf"(?P<number>[-−–+]?{DIGITS})"
    r"(?: ?(?:av|of|out of|/) ?(?P<total>\d{1,4}))?"
    r"(?:(?::?(?:a|e)|st|nd|rd|th|\.)(?=$))?(?: ?(?P<unit>[^\d\s.,;:/–-][^\d]{0,19}))?",
    re.I,
)
_MARKED = re.compile(r"\d([.,])(\d+)(?!\d|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it stands in a cell.

    Attributes:
        value: the number.
        unit: as written; a currency in front of it is its unit, too. "" for none.
        total: of how many, 0 where that is not said.
        start: of the number, in the cell.
        end: behind it.
    """

    value: float
    unit: str
    total: int
    start: int
    end: int


def read_amount(cell: str, decimal: str = "") -> Amount | None:
    """Read a cell that holds one number and nothing else.

    Args:
        cell: its text.
        decimal: "," or "." where the cells around say which of them stands before decimals.
    """
    read = _CELL.fullmatch(_NOTE.sub("", cell.strip()))
    if read is None:
        return None
    digits = read["number"].lstrip("-−–+")
    # "0180" is a code, and "– 5" no number.
    if re.match(r"0\d", digits):
        return None
    unit = " ".join(part for part in ((read["unit"] or "").strip(), _currency(read)) if part)
    start = len(cell) - len(cell.lstrip()) + read.start("number")
    total = int(read["total"] or 0)
    value = number_of(read["number"], decimal)
    return Amount(value, unit, total, start, start + len(read["number"]))


def _currency(read: re.Match[str]) -> str:
    return (read["before"] or "").strip()


def number_of(written: str, decimal: str = "") -> float:
    """Return the number that digits, blanks, points and commas write.

    Args:
        written: what `DIGITS` finds, with or without a sign.
        decimal: the mark before decimals where it is known. Where it is not, the last of two marks
            is, and a single mark before three digits parts thousands: "12,400", but "0,125".
    """
    sign = -1.0 if written[0] in "-−–" else 1.0
    digits = re.sub(r"[ '’]", "", written.lstrip("-−–+"))
    marks = re.findall(r"[.,]", digits)
    if len(set(marks)) == 2:
        decimal = marks[-1]
    elif len(marks) > 1:
        decimal = ""
    elif marks and decimal != marks[0]:
        grouped = re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits)
        decimal = "" if grouped else marks[0]
    for mark in {".", ","} - {decimal}:
        digits = digits.replace(mark, "")
    return sign * float(digits.replace(",", "."))


def decimal_mark(cells: Iterable[str]) -> str:
    """Return the mark that stands before decimals in some cells, "" when they do not say it.

    Only a mark before one, two or more than three digits is one for certain.
    """
    marks = {m[1] for cell in cells for m in _MARKED.finditer(cell) if len(m[2]) != 3}
    return marks.pop() if len(marks) == 1 else ""
