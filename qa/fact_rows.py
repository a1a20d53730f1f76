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

_CELLS = re.compile(r"[;,\n]|\(|\)")
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
    found: dict[str, set[str]] = {}
    names = set()
    lines: set[tuple[str, int]] = set()
    for fact in facts:
        text = documents[fact.document_id].text
        start = text.rfind("\n", 0, fact.start) + 1
        names.add(fact.who)
        if (fact.document_id, start) in lines:
            continue
        lines.add((fact.document_id, start))
        end = text.find("\n", start)
        for words in _said(text[start : end if end >= 0 else len(text)], fact.who):
            found.setdefault(words, set()).add(fact.who)
    return {words: frozenset(who) for words, who in found.items() if len(who) < len(names)}


def _said(line: str, who: str) -> set[str]:
    said: set[str] = set()
    for cell in _CELLS.split(line.removeprefix(f"{who}:")):
        words = cell.rpartition(":")[2].split()
        if not words or len(words) > _MOST_WORDS or re.search(r"\d", cell):
            continue
        ends = [" ".join(words[at:]) for at in range(len(words))]
        said.update(area(end) or end for end in ends if len(end) >= _SHORTEST and end != who)
    return said
