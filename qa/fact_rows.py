"""What the rows of tables say of their names besides numbers: the county, the kind, the owner.

In: facts and the documents whose rows they were read from. Out: the words of such cells, and whose
rows have them. This file does not know questions or plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from index.fact_names import area

if TYPE_CHECKING:
    from index.documents import Document
    from index.facts import Fact

_CELLS = re.compile(r"[;,\n]")
_YEAR = re.compile(r" \([^()]*\d{4}[^()]*\)$")
# A longer cell is a remark.
_MOST_WORDS = 6
_SHORTEST = 3


def words_of_rows(
    facts: Iterable[Fact], documents: Mapping[str, Document]
) -> dict[str, frozenset[str]]:
    """Return the words of cells without numbers, each with the names that have it, in one form.

    A row of a sheet is "Ring: kommun Mora, yta 3", so that where a column's name ends is not seen:
    every end of "kommun Mora" counts, but not what all rows have.
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


def _said(line: str, who: str) -> set[str]:
    said: set[str] = set()
    for cell in _CELLS.split(_YEAR.sub("", line).removeprefix(f"{who}:")):
        words = cell.rpartition(":")[2].split()
        if not words or len(words) > _MOST_WORDS or re.search(r"\d", cell):
            continue
        ends = [" ".join(words[at:]) for at in range(len(words))]
        said.update(area(end) or end for end in ends if len(end) >= _SHORTEST and end != who)
    return said
