"""Plain text becomes blocks: a page as it is when all of it is selected and copied.

In: the text of a file without markup. Out: a `Reading` whose title is the first block, when that
looks like one. This file does not know about files on disk; what among the blocks is furniture is
decided later, and only the title looks past it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.decoding import squeeze
from index.furniture import phrase_reason
from index.metadata import ABOUT_PAGE, date_alone, stated_date, stated_publisher
from index.reading import Block, Reading

_ITEM = re.compile(r"(?:[-–—•*·]|\d{1,3}[.)])\s")
_LABELLED = re.compile(r"[^:]{1,40}:(?:\s|$)")
_TITLE_WORDS = 20
_TITLE_CHARS = 160
# Text that was broken by a program has lines of one width; 45 is a narrow newspaper column, and
# above 120 characters lines are paragraphs of their own.
_WIDTHS = range(45, 121)


def read_plain(text: str) -> Reading:
    """Read one page of plain text."""
    blocks = [Block(block) for block in _split(text)]
    at = _title_at([block.text for block in blocks])
    title = "" if at is None else blocks[at].text
    if at is not None:
        blocks[at] = Block(title, level=1)
    fields = {"title": title, "date": stated_date(text), "publisher": stated_publisher(text)}
    return Reading(tuple(blocks), {name: value for name, value in fields.items() if value})


def _title_at(texts: list[str]) -> int | None:
    """Return which block is the title: the first, past furniture, or one that a path led to.

    A page's path ("Start", "Stöd och omsorg", its own name) stands before its headline, and only
    its last step stands there twice.
    """
    seen: dict[str, int] = {}
    for i, text in enumerate(texts):
        if phrase_reason(text) or date_alone(text):
            continue
        if not _is_title(text):
            break
        if text in seen:
            return i
        seen[text] = i
    return next(iter(seen.values()), None)


def _is_title(text: str) -> bool:
    """Say whether the first block is a short line without a final stop."""
    return (
        "\n" not in text
        and len(text.split()) <= _TITLE_WORDS
        and len(text) <= _TITLE_CHARS
        and text[-1] not in ".:;,"
        and not _ITEM.match(text)
        and not ABOUT_PAGE.match(text)
        and not (_LABELLED.match(text) and any(character.isdigit() for character in text))
    )


def _split(text: str) -> list[str]:
    """Split at blank lines; a file without any has one block a line."""
    blocks = [
        [line for line in map(squeeze, part.split("\n")) if line]
        for part in re.split(r"\n[^\S\n]*\n", text)
    ]
    blocks = [lines for lines in blocks if lines]
    width = max((len(line) for lines in blocks for line in lines), default=0)
    if len(blocks) == 1 and width not in _WIDTHS:
        return blocks[0]
    return ["\n".join(_unwrap(lines, width)) for lines in blocks]


def _unwrap(lines: list[str], width: int) -> list[str]:
    """Join lines that were broken only because the next word would not have fitted."""
    if len(lines) < 2 or width not in _WIDTHS:
        return lines
    joined = [lines[0]]
    for before, line in pairwise(lines):
        full = len(before) + 1 + len(line.split(" ", 1)[0]) > width
        if full and not _ITEM.match(line):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined
