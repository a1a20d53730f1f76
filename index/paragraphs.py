"""Documents become paragraphs: cleaned, joined where they belong together, split where long.

In: all documents of a library. Out: paragraphs, which are slices of their document's text, and
what was set aside, with its reason. Every character that is not blank lies in one or the other.
This file does not know about files, vectors or questions.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from index.blocks import Block, blocks_of, stretches_of
from index.cleaning import REASONS, own_reasons_of, reasons_of, shared_before
from index.documents import Document
from index.grouping import Group, groups_of
from index.overruling import DROP, DROPPED, Ruling, verdicts_of
from index.sections import sections_of
from index.sharing import shared_texts
from index.splitting import split_span

if TYPE_CHECKING:
    from index.facts import Fact, RejectedFact

__all__ = ["REASONS", "Earlier", "Paragraph", "Removed", "split_documents"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A cleaned stretch of a document, the unit that is embedded and found.

    Attributes:
        id: the document's id, "#", and the paragraph's number in the document from 1.
        text: `document.text[start:end]`, always.
        heading: the nearest heading above that is not part of the slice (for rows of a table or
            list: the sentence that introduces them); "" if none. Never the document's title.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A block that was set aside; `reason` is one of `REASONS`."""

    document_id: str
    start: int
    end: int
    text: str
    reason: str


_NONE: Mapping[str, Earlier] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a document, word for word the same and by the same rules, gave before."""

    paragraphs: Sequence[Paragraph]
    removed: Sequence[Removed]
    facts: Sequence[Fact] = ()
    rejected_facts: Sequence[RejectedFact] = ()


def split_documents(
    documents: Sequence[Document],
    earlier: Mapping[str, Earlier] = _NONE,
    rulings: Sequence[Ruling] = (),
    *,
    are_new_rulings: bool = True,
) -> tuple[list[Paragraph], list[Removed]]:
    """Clean and split the documents of a library.

    Args:
        documents: all of them, since what many documents share is judged together.
        earlier: by id, documents that have not changed; only what they share is judged anew.
            None of them may lack a ruling to keep by which it was cut.
        rulings: what a person says against cleaning.
        are_new_rulings: whether `earlier` may have been cut by others.

    Returns:
        The paragraphs, and what was set aside, both in the order of the documents and in each
        in the order of its text.
    """
    # A table has no furniture: what stands in two rows is said of both. Only a person drops rows.
    says = [[] if is_table(document) else stretches_of(document) for document in documents]
    shared = shared_texts(documents, says)
    stays = [
        not are_new_rulings and document.id in earlier and not texts
        and not shared_before(earlier[document.id].removed)
        for document, texts in zip(documents, shared, strict=True)
    ]  # fmt: skip
    anew = [i for i, one in enumerate(stays) if not one]
    judged = _judged([documents[i] for i in anew], [shared[i] for i in anew], earlier, rulings)
    paragraphs: list[Paragraph] = []
    removed: list[Removed] = []
    for document, stays_so in zip(documents, stays, strict=True):
        before = earlier.get(document.id)
        if before is not None and stays_so:
            removed += before.removed
            paragraphs += before.paragraphs
            continue
        own, reasons = next(judged)
        aside = list(_set_aside(document, own, reasons))
        removed += aside
        if before is not None and list(before.removed) == aside:
            paragraphs += before.paragraphs
        else:
            paragraphs += _cut(document, own, reasons)
    return paragraphs, removed


def _judged(
    documents: Sequence[Document],
    shared: Sequence[Set[str]],
    earlier: Mapping[str, Earlier],
    rulings: Sequence[Ruling],
) -> Iterator[tuple[list[Block], list[str]]]:
    """Yield the blocks of each document, and of each block why it goes, or ""."""
    blocks = [[] if is_table(document) else blocks_of(document) for document in documents]
    known = {document_id: own_reasons_of(one.removed) for document_id, one in earlier.items()}
    for document, own, reasons in zip(
        documents, blocks, reasons_of(documents, blocks, shared, known, rulings), strict=True
    ):
        is_ruled = rulings and is_table(document)
        yield _rows_judged(document, rulings) if is_ruled else (own, reasons)


def _cut(
    document: Document, blocks: Sequence[Block], reasons: Sequence[str]
) -> Iterator[Paragraph]:
    if is_table(document):
        aside = {block.start for block, reason in zip(blocks, reasons, strict=True) if reason}
        slices = list(_rows(document, aside))
    else:
        slices = _prose(document, blocks, reasons)
    for number, (a, b, heading) in enumerate(slices, start=1):
        yield Paragraph(f"{document.id}#{number}", document.id, a, b, document.text[a:b], heading)


def is_table(document: Document) -> bool:
    """Say whether each of a document's blocks is a row, or the title above some."""
    return document.kind in {"xlsx", "csv"}


def _rows_judged(document: Document, rulings: Sequence[Ruling]) -> tuple[list[Block], list[str]]:
    """Return the blocks of a table, and of each the reason why it is set aside, or ""."""
    blocks = blocks_of(document)
    verdicts = verdicts_of(document, blocks, rulings)
    return blocks, [DROPPED if one == DROP else "" for one in verdicts]


def _rows(document: Document, aside: Container[int]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, heading) of each row; the first one below a title begins with it.

    Rows that begin where `aside` says are left out, and no paragraph reaches over them.
    """
    heads = {start for start, _end, _level in document.headings}
    title, begin, end = "", None, 0
    for block in blocks_of(document):
        if block.start in aside:
            if begin is not None:
                yield begin, end, ""
            begin = None
            continue
        end = block.end
        if block.start in heads:
            title, begin = block.text, block.start if begin is None else begin
            continue
        start = block.start if begin is None else begin
        for a, b in split_span(document.text, start, block.end, heads):
            yield a, b, "" if a == begin else title
        begin = None
    if begin is not None:
        yield begin, end, ""


def _prose(
    document: Document, blocks: Sequence[Block], reasons: Sequence[str]
) -> list[tuple[int, int, str]]:
    groups = groups_of(sections_of(blocks, reasons))
    return [piece for group in groups for piece in _pieces(document, group)]


def _set_aside(
    document: Document, blocks: Sequence[Block], reasons: Sequence[str]
) -> Iterator[Removed]:
    for block, reason in zip(blocks, reasons, strict=True):
        if reason:
            yield Removed(document.id, block.start, block.end, block.text, reason)


def _pieces(document: Document, group: Group) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, heading) of each paragraph that a group of blocks makes."""
    overlap = not group.is_rows
    for start, end in split_span(
        document.text, group.start, group.end, group.heads, overlap=overlap
    ):
        yield start, end, group.above if start == group.start else group.within
