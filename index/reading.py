"""What every reader of a file format hands over: blocks of plain text and the fields it found.

In: nothing. Out: `Block`, `Reading` and `DocumentError`, which the readers of Markdown, HTML and
plain text share. This file does not know about files, formats or paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class DocumentError(ValueError):
    """A file cannot be read as a document; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: a heading, a paragraph of prose, a list or a table.

    Attributes:
        text: plain text; line breaks only for hard breaks, list items and table rows.
        level: 1 to 6 for a heading that the markup states, 0 for everything else.
    """

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as its reader saw it.

    Attributes:
        blocks: the page's blocks, in order.
        fields: title, publisher, language, date, url, id, based_on, as far as stated.
        notes: what was noticed while reading, in plain English.
    """

    blocks: tuple[Block, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def assemble(blocks: Sequence[Block]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Join blocks with blank lines between them.

    Returns:
        The text, and (start, end, level) of each heading in it.
    """
    parts: list[str] = []
    headings: list[tuple[int, int, int]] = []
    at = 0
    for block in blocks:
        if parts:
            at += len("\n\n")
        if block.level:
            headings.append((at, at + len(block.text), block.level))
        parts.append(block.text)
        at += len(block.text)
    return "\n\n".join(parts), tuple(headings)
