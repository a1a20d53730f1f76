"""What the rows of tables say of their names besides numbers: the county, the kind, the owner.

In: facts and the documents whose rows they were read from. Out: the words of such cells, and whose
rows have them. This file does not know questions or plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from index.fact_names import area
from index.fact_rows import is_row, page_row
from index.terms import terms

if TYPE_CHECKING:
    from index.documents import Document
    from index.facts import Fact

_CELLS = re.compile(r"[;,\n]")
_YEAR = re.compile(r" \([^()]*\d{4}[^()]*\)$")
# A longer cell is a remark.
_MOST_WORDS = 6
_SHORTEST = 3
# Such a cell says its column's name of its row: "Pool: Yes".
_YES = frozenset("yes ja x ✓ ✔".split())


def words_of_rows(
    facts: Iterable[Fact], documents: Mapping[str, Document]
) -> dict[str, frozenset[str]]:
    """Return the words of cells without numbers, each with the names that have it, in one form.

    A row of a sheet is "Ring: kommun Mora, yta 3", so that where a column's name ends is not seen:
    every end of "kommun Mora" counts, but not what all rows have. A row of a page names its
    columns.
    """
    rows: dict[str, dict[int, str]] = {}
    for fact in facts:
        text = documents[fact.document_id].text
        rows.setdefault(fact.document_id, {})[text.rfind("\n", 0, fact.start) + 1] = fact.who
    found: dict[str, set[str]] = {}
    for document_id, names in rows.items():
        text, own = documents[document_id].text, dict[str, set[str]]()
        for start, who in names.items():
            end = text.find("\n", start)
            for words in _said(text[start : end if end >= 0 else len(text)], who):
                own.setdefault(words, set()).add(who)
        everybody = len(set(names.values()))
        for words, whose in own.items():
            if len(whose) < everybody:
                found.setdefault(words, set()).update(whose)
    return {words: frozenset(whose) for words, whose in found.items()}


def row_nouns(facts: Iterable[Fact], documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the names of the columns that say whom the rows are of: "fyr", "station"."""
    found: dict[tuple[str, str], None] = {}
    for fact in facts:
        if (fact.document_id, "") in found:
            continue  # one row of a document tells
        for name, (cell, _start) in page_row(_line(fact, documents)).parts.items():
            if cell.strip() == fact.who:
                found[fact.document_id, ""] = found[fact.document_id, name] = None
    words = (word for _, name in found for word in re.findall(r"[^\W\d_]{3,}", name))
    return frozenset(word.casefold() for word in words)


def told_above(facts: Iterable[Fact], documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the stems of the last line before the first row of each document with columns."""
    first: dict[str, int] = {}
    for fact in facts:
        first[fact.document_id] = min(fact.start, first.get(fact.document_id, fact.start))
    lines = (documents[i].text[:at].rstrip().rpartition("\n")[2] for i, at in first.items())
    words = {word.casefold() for line in lines for word in re.findall(r"[^\W\d_]{3,}", line)}
    return frozenset(stem for word in words for stem in terms(word)[:1])


def _line(fact: Fact, documents: Mapping[str, Document]) -> str:
    return documents[fact.document_id].text[fact.start : fact.end]


def _said(line: str, who: str) -> set[str]:
    said: set[str] = set()
    if is_row(line):
        parts = page_row(line).parts.items()
        named = {name.strip() for name, (cell, _start) in parts if cell.casefold() in _YES}
        cells = [cell.strip() for _name, (cell, _start) in parts]
        return named | {
            area(cell) or cell for cell in cells
            if len(cell) >= _SHORTEST and len(cell.split()) <= _MOST_WORDS
            and cell != who and cell.casefold() not in _YES and not re.search(r"\d", cell)
        }  # fmt: skip
    for cell in _CELLS.split(_YEAR.sub("", line).removeprefix(f"{who}:")):
        words = cell.rpartition(":")[2].split()
        if not words or len(words) > _MOST_WORDS or re.search(r"\d", cell):
            continue
        if words[-1].casefold() in _YES:
            said.add(" ".join(words[:-1]))
            continue
        ends = [" ".join(words[at:]) for at in range(len(words))]
        said.update(area(end) or end for end in ends if len(end) >= _SHORTEST and end != who)
    return said
