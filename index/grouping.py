"""Blocks that belong together become groups: a heading and its body, a quotation and its speaker.

In: the sections of a document. Out: groups of neighbouring blocks, each with the heading above
it. This file does not know why blocks were set aside or how groups are split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.blocks import DASH, Block, Role
from index.sections import Section
from index.sentences import sentence_spans
from index.splitting import words_in

# Short neighbours are put together up to here, quotations and their speakers up to what a
# paragraph may have unsplit.
_MERGED_WORDS = 60
_SPOKEN_WORDS = 150
# Above this, the sentence before a table does not introduce it but tells something else.
_INTRODUCTION_WORDS = 30
_VERBS = (
    r"(?:säger|sade|sa|berättar|berättade|menar|menade|avslutar|förklarar|konstaterar|tycker|anser"
    r"|hävdar|påpekar|betonar|understryker|fortsätter|tillägger|skriver|skrev|kommenterar|svarar"
    r"|uppger|framhåller|poängterar|summerar|says|said|explains|adds|concludes|notes)"
)
# "..., säger hon.", "... berättar Linda.": who that is stands before. A full name needs nothing.
_SPEAKER_BEFORE = re.compile(
    rf"\b{_VERBS} (?:också |vidare |även )?(?:hon|han|hen|de|he|she|they|[A-ZÅÄÖ]\w+)[.!…]?\s*$"
)
# "Hon berättar att ...", "Det säger ...", "Enligt henne ...": the same at the beginning.
_LOOKS_BACK = re.compile(
    r"(?:Hon|Han|Hen|De|He|She|They)\b"
    rf"|(?:Det|Detta|Så) {_VERBS}\b|Enligt (?:henne|honom|hen|dem)\b"
)
_SPOKEN = re.compile(rf"\b{_VERBS}\b")


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring blocks that make one paragraph, or several when long.

    Attributes:
        blocks: at least one.
        above: the heading above the group.
        within: the last heading in the group, for the paragraphs after its first; "" if none.
    """

    blocks: tuple[Block, ...]
    above: str

    @property
    def start(self) -> int:
        """Where the first block begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where the last block ends."""
        return self.blocks[-1].end

    @property
    def heads(self) -> frozenset[int]:
        """Where titles, headings and labels begin in it."""
        return frozenset(block.start for block in self.blocks if block.heads)

    @property
    def within(self) -> str:
        """The heading for the paragraphs of the group after its first."""
        heads = [one for one in self.blocks if one.heads and one.role is not Role.TITLE]
        return heads[-1].text if heads else self.above

    @property
    def is_rows(self) -> bool:
        """Whether it ends in a list or table, whose rows need no overlap."""
        return self.blocks[-1].role is Role.ROWS


def groups_of(sections: Sequence[Section]) -> Iterator[Group]:
    """Yield the groups of a document's sections, in order; every block is in one of them."""
    for section in sections:
        above = section.above
        blocks = list(section.heads)
        for block in section.body:
            if blocks and not _belongs(block, blocks):
                yield Group(tuple(blocks), above)
                above = _introduction(blocks[-1], block) or section.heading
                blocks = []
            blocks.append(block)
        yield Group(tuple(blocks), above)


def _introduction(before: Block, block: Block) -> str:
    """Return the sentence that introduces a list or table, "" if none does."""
    if block.role is not Role.ROWS or before.role is not Role.PROSE:
        return ""
    start, end = sentence_spans(before.text)[-1]
    sentence = before.text[start:end]
    return sentence if len(sentence.split()) <= _INTRODUCTION_WORDS else ""


def _belongs(block: Block, blocks: Sequence[Block]) -> bool:
    """Say whether a block goes on with the group before it."""
    previous = blocks[-1]
    if previous.heads:
        return True
    words = sum(words_in(one.text) for one in [*blocks, block])
    if previous.text.endswith(":") or _needs_before(block, previous):
        return words <= _SPOKEN_WORDS
    return block.role is previous.role is not Role.ROWS and words <= _MERGED_WORDS


def _needs_before(block: Block, previous: Block) -> bool:
    """Say whether a block is not to be understood without the one before it."""
    if block.role is not Role.PROSE or previous.role is not Role.PROSE:
        return False
    is_unsigned = DASH.match(block.text) and not _SPOKEN.search(block.text)
    return bool(is_unsigned or _LOOKS_BACK.match(block.text) or _SPEAKER_BEFORE.search(block.text))
