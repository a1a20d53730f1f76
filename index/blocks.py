"""A document's text becomes blocks, each with the part that it plays.

In: a `Document`. Out: its blocks in order, with their places. A file with markup says what its
headings are; in flat text a short line without a stop is taken for one. This file does not know
what is furniture and what is content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

from index.documents import Document
from index.furniture import holds_contact, phrase_reason
from index.metadata import ABOUT_PAGE, DATE


class Role(Enum):
    """What a block does for the blocks around it."""

    TITLE = "title"
    HEADING = "heading"
    LABEL = "label"  # "Öppettider:" — heads what follows, or nothing
    VALUE = "value"  # hours, an address, "Sidansvarig: ...": means little without its heading
    ROWS = "rows"  # a list or table, one line each
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document between blank lines, without the blanks around it.

    Attributes:
        level: 1 to 6 for a heading that the file marks; 0 for everything else.
    """

    start: int
    end: int
    text: str
    role: Role
    level: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def heads(self) -> bool:
        """Whether it stands for what follows it."""
        return self.role in {Role.TITLE, Role.HEADING, Role.LABEL}


DASH = re.compile(r"[-–—―]\s*(?=\S)")
_BLOCK = re.compile(r"\S[^\n]*(?:\n(?=[^\n]*\S)[^\n]*)*")
_LABEL = re.compile(r"[^\W_][^:\n]{0,50}:\s*$")
_LABELLED = re.compile(r"[^\W_][^:.\n]{0,40}:\s+\S")
_DATE_ONLY = re.compile(rf"\s*(?:den )?{DATE}\s*", re.I)
# Counted on the headings of the pages in Swedish municipal style that this was made with: the
# longest had 11 words; longer lines without a stop are cut-off prose.
_HEADING_WORDS = 12
_HEADING_CHARS = 90
_VALUE_WORDS = 14
# From so many words on, prose may be a sentence that says something.
PROSE_WORDS = 8
_VALUE_CHARS = 200
# Four and more short lines in a row are a list (names, menu), not headings of each other.
_LIST_RUN = 4


def blocks_of(document: Document) -> list[Block]:
    """Split a document at its blank lines and say what each block is."""
    marked = {start: level for start, _end, level in document.headings}
    blocks: list[Block] = []
    for found in _BLOCK.finditer(document.text):
        text = found.group().rstrip()
        level = marked.get(found.start(), 0)
        role = _role(text, level, flat=document.kind == "text")
        if not blocks and role is Role.HEADING and text == document.title:
            role = Role.TITLE
        if level == 1 and not any(block.role is Role.TITLE for block in blocks):
            role = Role.TITLE
        blocks.append(Block(found.start(), found.start() + len(text), text, role, level))
    return _lists_undone(blocks)


def stretches_of(document: Document) -> list[str]:
    """Return the texts of a document's blocks, and nothing else of them."""
    return _BLOCK.findall(document.text)


def _role(text: str, level: int, *, flat: bool) -> Role:
    """Say what one block is, by its own looks."""
    if level:
        return Role.HEADING
    if "\n" in text:
        return Role.ROWS
    words = len(text.split())
    if words <= 6 and _LABEL.match(text):
        return Role.LABEL
    if words <= _VALUE_WORDS and len(text) <= _VALUE_CHARS and _is_value(text):
        return Role.VALUE
    return Role.HEADING if flat and _looks_like_heading(text, words) else Role.PROSE


def _is_value(text: str) -> bool:
    """Say whether a short block is a fact on its own rather than a sentence or a heading."""
    if ABOUT_PAGE.match(text):
        return True
    if DASH.match(text) or text[-1] in "!?":
        return False
    if _LABELLED.match(text) or _DATE_ONLY.fullmatch(text):
        return True
    return holds_contact(text) and text[-1] != "."


def _looks_like_heading(text: str, words: int) -> bool:
    return (
        words <= _HEADING_WORDS
        and len(text) <= _HEADING_CHARS
        and (text[0].isupper() or text[0].isdigit())
        and text[-1] not in ".!…:;,"
        and any(character.isalpha() for character in text)
    )


def _lists_undone(blocks: Sequence[Block]) -> list[Block]:
    """Take long runs of guessed headings for the lists that they are; the last may head on."""
    result: list[Block] = []
    for guessed, run in groupby(blocks, lambda one: one.role is Role.HEADING and not one.level):
        members = list(run)
        # Buttons beside a heading do not make it a list's item.
        content = [one for one in members if guessed and not phrase_reason(one.text)]
        if len(content) >= _LIST_RUN:
            items = set(content[:-1])
            members = [replace(o, role=Role.PROSE) if o in items else o for o in members]
        result += members
    return result
