"""What many documents of one publisher share is the frame around them, and set aside.

In: the texts of all documents' blocks. Out: for each document the texts that it shares, and of
its blocks those that are to go. What is shared and yet says something stays in the first of the
documents. This file does not know what is set aside for other reasons, nor why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import TypeVar

from index.blocks import PROSE_WORDS, Block, Role
from index.documents import Document
from index.furniture import holds_contact
from index.overruling import folded, host_of

# Two documents may quote the same press release. Three, and a third of what a publisher has in
# the library, share a frame.
_SHARED_DOCUMENTS = 3
_SHARED_PART = 0.3


def shared_texts(
    documents: Sequence[Document], stretches: Sequence[Sequence[str]]
) -> list[frozenset[str]]:
    """Return of each document what many documents of its publisher say, word for word.

    Args:
        documents: all documents of a library.
        stretches: the texts of each one's blocks.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, document in enumerate(documents):
        groups[frame_of(document)].append(i)
    shared = [frozenset[str]()] * len(documents)
    for members in groups.values():
        least = max(_SHARED_DOCUMENTS, _SHARED_PART * len(members))
        if len(members) < least:
            continue
        # Nearly all text is told from all other text by its first words and its last ones.
        ends = [[_ends_of(one) for one in stretches[i]] for i in members]
        alike = _of_many(ends, least)
        says = [
            [folded(text) for text, end in zip(stretches[i], own, strict=True) if end in alike]
            for i, own in zip(members, ends, strict=True)
        ]
        of_many = _of_many(says, least)
        for i, said in zip(members, says, strict=True):
            shared[i] = frozenset(of_many.intersection(said))
    return shared


_Said = TypeVar("_Said", bound=Hashable)


def _of_many(said: Sequence[Sequence[_Said]], least: float) -> set[_Said]:
    """Return what at least so many documents say."""
    holders = Counter(one for own in said for one in set(own))
    return {one for one, count in holders.items() if count >= least}


def _ends_of(text: str) -> tuple[str, ...]:
    """Return some words that texts have in common that say the same word for word."""
    words = (*text.split(None, 2)[:2], *text.rsplit(None, 2)[-2:])
    return tuple(word.casefold() for word in words)


def frame_of(document: Document) -> str:
    """Return what documents have in common that may share a frame: their publisher or site."""
    return document.publisher.casefold() or host_of(document.url)


def shared_to_go(
    blocks: Sequence[Block], is_left: Sequence[bool], is_shared: Sequence[bool], kept: set[str]
) -> list[int]:
    """Return which of a document's blocks go because others of its publisher have them.

    Hours, addresses and prose stay in the first of these documents, with their headings: said
    once, they still answer a question.

    Args:
        blocks: of the document.
        is_left: which of them have not been set aside for another reason.
        is_shared: which of them others have; titles stay.
        kept: what stays in a document before this one; is added to.
    """
    # From the end on, so that a body decides for its heads.
    follows_kept = False
    kept_here: set[str] = set()
    gone = []
    for i in reversed(range(len(blocks))):
        block, same = blocks[i], said_by(blocks[i])
        if block.role is Role.TITLE or not is_left[i] or not is_shared[i]:
            follows_kept = is_left[i]
            continue
        worth = follows_kept if block.heads else _says_something(block) and same not in kept
        if worth:
            kept_here.add(same)
        else:
            gone.append(i)
        follows_kept = worth
    kept |= kept_here
    return gone


def _says_something(block: Block) -> bool:
    """Say whether a shared block holds a fact, rather than a menu's or a button's name."""
    is_sentence = block.words >= PROSE_WORDS and block.text.rstrip()[-1] in ".!"
    return block.role is not Role.PROSE or is_sentence or holds_contact(block.text)


def said_by(block: Block) -> str:
    """Return what two blocks have in common that say the same word for word."""
    return folded(block.text)
