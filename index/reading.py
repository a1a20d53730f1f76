"""What every reader of a file format hands over: blocks of plain text and the fields it found.

In: nothing. Out: `Block`, `Reading` and `DocumentError`, which the readers of Markdown, HTML and
plain text share. This file does not know about files, formats or paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.whereabouts import Mark


class DocumentError(ValueError):
    """A file cannot be read as a document; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: a heading, a paragraph of prose, a list or a table.

    Attributes:
        text: plain text; line breaks only for hard breaks, list items and table rows.
        level: 1 to 6 for a heading that the markup states, 0 for everything else.
        marks: from which offset in it on it stands on which page or in which row.
    """

    text: str
    level: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as its reader saw it.

    Attributes:
        blocks: the page's blocks, in order.
        fields: title, publisher, language, date, reviewed, url, id, based_on, as far as stated.
        notes: what was noticed while reading, in plain English.
    """

    blocks: tuple[Block, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Assembled(NamedTuple):
    """A document's text, (start, end, level) of each heading, and where it stands in its file."""

    text: str
    headings: tuple[tuple[int, int, int], ...]
    marks: tuple[Mark, ...]


def assemble(blocks: Sequence[Block]) -> Assembled:
    """Join blocks with blank lines between them."""
    parts: list[str] = []
    headings: list[tuple[int, int, int]] = []
    marks: list[Mark] = []
    at = 0
    for block in blocks:
        if parts:
            at += len("\n\n")
        if block.level:
            headings.append((at, at + len(block.text), block.level))
        for offset, kind, name, number in block.marks:
            # A page of many paragraphs is said once.
            if not marks or marks[-1][1:] != (kind, name, number):
                marks.append((at + min(offset, len(block.text)), kind, name, number))
        parts.append(block.text)
        at += len(block.text)
    return Assembled("\n\n".join(parts), tuple(headings), tuple(marks))
