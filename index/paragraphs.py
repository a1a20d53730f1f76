"""Documents become paragraphs.  (First version: no cleaning yet.)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.documents import Document


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    document_id: str
    start: int
    end: int
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class Removed:
    document_id: str
    start: int
    end: int
    text: str
    reason: str


def split_documents(documents: Sequence[Document]) -> tuple[list[Paragraph], list[Removed]]:
    out = []
    for d in documents:
        for n, m in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", d.text), 1):
            t = m.group().rstrip()
            out.append(Paragraph(f"{d.id}#{n}", d.id, m.start(), m.start() + len(t), t, ""))
    return out, []
