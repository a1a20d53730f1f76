"""A document's blocks become sections: headings, and what stands under them.

In: a document's blocks and which of them were set aside. Out: sections, each with the heading
above it. A file with markup says how deep its headings are. In flat text, a heading of prose
reaches to the next heading; one of hours or addresses heads a box, which prose leaves again. This
file does not know how a section's blocks are put together or split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.blocks import Block, Role
from index.metadata import ABOUT_PAGE

# A block that says itself what it is, whatever heading stands above.
OWN_LABEL = re.compile(
    r"(?:faktaruta|fakta|fotnot|källa|källor|kontakt|bilaga|note|facts?|sources?)\b[^:\n]{0,30}:\s",
    re.I,
)


@dataclass(slots=True)
class Section:
    """Neighbouring blocks under one run of headings.

    Attributes:
        heads: the title, headings and labels that it begins with, often none.
        body: the blocks under them, at least one unless nothing but the title is there.
        above: the heading above the section, "" if none.
        heading: the heading of those blocks of the body that do not stand right under the heads.
    """

    heads: list[Block]
    body: list[Block] = field(default_factory=list)
    above: str = ""
    heading: str = ""


def sections_of(blocks: Sequence[Block], reasons: Sequence[str]) -> list[Section]:
    """Divide a document's blocks.

    Args:
        blocks: all blocks of the document.
        reasons: why each was set aside, "" for those to keep.

    Returns:
        The sections, in order; each block that is kept is in one, and no section reaches over a
        block that was set aside.
    """
    sections: list[Section] = []
    above = _Above()
    for run in _runs(blocks, reasons):
        if isinstance(run, Block):
            above.pass_by(run)
        else:
            sections.append(run)
            above.settle(run)
    return sections


def _runs(blocks: Sequence[Block], reasons: Sequence[str]) -> Iterator[Section | Block]:
    """Yield sections without their surroundings, and between them what was set aside."""
    section: Section | None = None
    for block, reason in zip(blocks, reasons, strict=True):
        if section is not None and (reason or _begins(block, section)):
            yield section
            section = None
        if reason:
            yield block
            continue
        section = section or Section([])
        (section.heads if block.heads else section.body).append(block)
    if section is not None:
        yield section


def _begins(block: Block, section: Section) -> bool:
    """Say whether a block begins another section."""
    if not section.body:
        return False
    before = section.body[-1]
    if ABOUT_PAGE.match(block.text) and not block.heads:
        return not ABOUT_PAGE.match(before.text)
    left_box = block.role is Role.PROSE and before.role is Role.VALUE
    return block.heads or left_box or OWN_LABEL.match(block.text) is not None


class _Above:
    """The headings above the place that has been reached."""

    def __init__(self) -> None:
        self._marked: list[Block] = []
        self._section = ""  # flat text: the heading of running prose
        self._box = ""  # flat text: the first heading of a box, above its further headings
        self._heading = ""

    def settle(self, section: Section) -> None:
        """Fill in what is above a section, and take in its headings."""
        heads = [head for head in section.heads if head.role is not Role.TITLE]
        if any(head.level for head in heads):
            section.above = self._enter_marked([head for head in heads if head.level])
        elif heads and all(head.role is Role.LABEL for head in heads):
            section.above = self._heading
        elif heads:
            section.above = self._enter_flat(heads, section.body)
        elif section.body:
            section.above = self._below(section.body[0])
        section.heading = self._heading

    def _enter_marked(self, heads: Sequence[Block]) -> str:
        above = ""
        for head in heads:
            while self._marked and self._marked[-1].level >= head.level:
                self._marked.pop()
            if head is heads[0] and self._marked:
                above = self._marked[-1].text
            self._marked.append(head)
        self._heading = heads[-1].text
        return above

    def _enter_flat(self, heads: Sequence[Block], body: Sequence[Block]) -> str:
        self._heading = heads[-1].text
        if body and body[0].role is not Role.VALUE:
            self._section, self._box = self._heading, ""
        elif len(heads) > 1:
            self._box = heads[0].text
        else:
            return self._box
        return ""

    def _below(self, block: Block) -> str:
        """Return the heading above a section that begins without one."""
        if ABOUT_PAGE.match(block.text) or OWN_LABEL.match(block.text):
            self._forget()
        elif block.role is Role.PROSE and not self._marked:
            self._heading, self._box = self._section, ""
        return self._heading

    def pass_by(self, block: Block) -> None:
        """Leave the section where the heading of another one was set aside."""
        if block.heads and block.role is not Role.LABEL and not block.text.rstrip().endswith("?"):
            self._forget()

    def _forget(self) -> None:
        self._heading = self._section = self._box = ""
        self._marked.clear()
