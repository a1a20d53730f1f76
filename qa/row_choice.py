"""Whether a row of a table can answer a question: one of its cells must be said in it.

In: a question, and where in a document an answer was read. Out: yes or no. A row gives the values
of whom it is about. Who has the most, or what somebody has of whom no row is, it does not say, and
whatever is read there was picked by chance; but a row of words, as of whom to call, may be meant
without one. This file does not know how rows are read for facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index.amounts import read_amount
from index.fact_gathering import SHEETS, lines_of
from index.fact_ranks import RANK
from index.fact_rows import is_row, is_sheet_row, page_row, sheet_row
from index.table_names import column_of
from index.terms import terms
from qa.plan_numbers import stated_number
from qa.plan_senses import WORD, with_senses
from qa.plan_words import COUNTED

if TYPE_CHECKING:
    from index.documents import Document
    from qa.answer import Passage
    from qa.candidates import Support
    from qa.question import Question

_MOST_DOCUMENTS = 64
_FEWEST_NUMBERS = 2


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a row: its column, its words and the characters [start, end) of the document."""

    column: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Behind it."""
        return self.start + len(self.text)


def is_picked(question: Question, passage: Passage, support: Support) -> bool:
    """Say whether a span lies outside every table, or in a cell of a row that a question picks.

    Args:
        question: taken apart.
        passage: where the span was read.
        support: the span.
    """
    document = passage.document
    start, end = passage.start + support.start, passage.start + support.end
    rows = _rows(document)
    first = document.text.rfind("\n", 0, start) + 1
    if first not in rows or len(rows) < 2:
        return True
    own = next((cell for cell in rows[first] if cell.start <= start and end <= cell.end), None)
    # What runs over several cells, or names a column, is no value.
    if own is None or (_is_rank(own) and not _asks_rank(question)):
        return False
    words = _stems(question.text)
    said = {
        at: sum(_share(cell, words) for cell in cells if cell is not own)
        for at, cells in rows.items()
    }
    most = max(said.values())
    return said[first] == most > 0 and sum(share == most for share in said.values()) == 1


def _is_rank(cell: _Cell) -> bool:
    column = column_of(cell.column) if cell.column else None
    return column is not None and column.measure == RANK


def _asks_rank(question: Question) -> bool:
    return re.search(COUNTED, with_senses(question.text.casefold())) is not None


def _stems(text: str) -> frozenset[str]:
    """Return the stems of words, and the numbers among them in figures: "trea" is 3."""
    words = [m.group().casefold() for m in WORD.finditer(text)]
    numbers = {str(n) for at in range(len(words)) if (n := stated_number(words, at))}
    return frozenset({_stem(word) for word in words} | numbers)


def _share(cell: _Cell, said: frozenset[str]) -> float:
    """Return which part of a cell's words are said."""
    stems = {_stem(m.group().casefold()) for m in WORD.finditer(cell.text)} - {""}
    return len(stems & said) / len(stems) if stems else 0.0


def _stem(word: str) -> str:
    return word if word[0].isdigit() else next(iter(terms(word)), "")


@lru_cache(_MOST_DOCUMENTS)
def _rows(document: Document) -> Mapping[int, Sequence[_Cell]]:
    """Return the cells of each row of numbers in a document by the row's start."""
    found: dict[int, Sequence[_Cell]] = {}
    is_sheet = document.kind in SHEETS
    for start, line in lines_of(document.text):
        if is_sheet and is_sheet_row(line):
            row = sheet_row(line)
            named = [_Cell("", row.who, start)]
        elif not is_sheet and is_row(line):
            row, named = page_row(line), []
        else:
            continue
        cells = [_Cell(name, text, start + at) for name, (text, at) in row.parts.items()]
        if sum(read_amount(cell.text) is not None for cell in cells) >= _FEWEST_NUMBERS:
            found[start] = [*named, *cells]
    return found
