"""Documents become the next generation of a library.

In: documents, what they were read from, and the library as it is, if it is in order. Out: a
generation that is current. Of documents that are word for word the same, cut by the same
rules, everything is taken over: paragraphs, vectors, terms, facts. This file does not know where
documents come from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index import snapshots
from index.manifest import LibraryError
from index.sources import SOURCES, Sources
from index.store import open_library

if TYPE_CHECKING:
    from index.documents import Document
    from index.facts import Fact, RejectedFact
    from index.lexical import LexicalIndex
    from index.overruling import Ruling
    from index.paragraphs import Earlier, Paragraph, Removed
    from index.store import Library

# Told how many paragraphs more are encoded, and how many there are in all.
Progress = Callable[[int, int], None]

# From so many paragraphs on, whose words are not known yet, it pays to read the word lists whole:
# two milliseconds each (2026-11-28) against a second.
_MANY_PARAGRAPHS = 500


class NothingToSearchError(ValueError):
    """The documents hold no text; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Made:
    """How many paragraphs a generation holds, were encoded for it, and were set aside."""

    paragraphs: int
    encoded: int
    removed: int


def opened_or_none(library: Path) -> Library | None:
    """Return the library if it is there and in order."""
    try:
        return open_library(library)
    except LibraryError:
        return None


def assemble(
    library: Path,
    documents: Sequence[Document],
    sources: Sources | None,
    *,
    encoder: str,
    old: Library | None,
    progress: Progress | None,
    rules_sha256: str = "",
    corpus_sha256: str = "",
    ruled_before: Sequence[Ruling] | None = None,
) -> Made:
    """Cut, encode and publish documents.

    Args:
        library: the folder to publish to.
        documents: all that the library shall hold, at least one with text.
        sources: what they were read from; None for documents that are never updated.
        encoder: name or folder of a model, "" for the bundled one.
        old: the library whose vectors may be taken over.
        progress: told how many paragraphs more are encoded, and how many there are.
        rules_sha256: as `publish` takes it.
        corpus_sha256: as `publish` takes it.
        ruled_before: by which rulings the old library was cut, None if not by the rules of today.

    Raises:
        NothingToSearchError: there is no text in the documents.
        EncoderError: the encoder cannot be loaded.
        LibraryError: the library cannot be written to.
    """
    from index.encoder import load_encoder
    from index.lexicon import read_whole
    from index.paragraphs import split_documents
    from index.publish import publish
    from index.reuse import forget_unfinished, vectors_of

    is_same = old is not None and ruled_before is not None
    earlier = _unchanged(old, documents) if old is not None and is_same else {}
    rulings = sources.rulings if sources is not None else ()
    paragraphs, removed = split_documents(
        documents, earlier, rulings, are_new_rulings=rulings != ruled_before
    )
    if not paragraphs:
        raise NothingToSearchError("There is no text to search in the documents.")
    by_id = {document.id: document for document in documents}
    loaded = load_encoder(encoder)

    def tell(more: int) -> None:
        if progress:
            progress(more, len(paragraphs))

    tell(0)
    rows = _rows_of(old, earlier, paragraphs)
    vectors, encoded = vectors_of(library, loaded, by_id, paragraphs, old, rows, progress=tell)
    new = sum(paragraph.document_id not in earlier for paragraph in paragraphs)
    with read_whole() if new >= _MANY_PARAGRAPHS else nullcontext():
        lexical = _lexical_index(by_id, paragraphs, old, rows)
        if sources is not None:
            snapshots.keep_sources(library, sources)
        publish(
            library, documents, paragraphs, removed, vectors, lexical, loaded.fingerprint,
            rules_sha256=rules_sha256, corpus_sha256=corpus_sha256, sources=sources,
            earlier=earlier,
        )  # fmt: skip
    forget_unfinished(library)
    snapshots.prune(library, _still_needed(library))
    return Made(len(paragraphs), encoded, len(removed))


def _unchanged(old: Library, documents: Sequence[Document]) -> dict[str, Earlier]:
    """Return what the old library holds of documents that are word for word the same."""
    from index.paragraphs import Earlier

    # Which years can be depends on when a fact was read.
    if old.manifest.created[:4] != _this_year():
        return {}
    same = {one.id for one in documents if old.documents.get(one.id) == one}
    paragraphs = _by_document(old.paragraphs, same)
    removed = _by_document(old.removed, same)
    facts = _by_document(old.facts, same)
    rejected = _by_document(old.rejected_facts, same)
    return {o: Earlier(paragraphs[o], removed[o], facts[o], rejected[o]) for o in same}


def _this_year() -> str:
    return str(datetime.now(UTC).year)


_Part = TypeVar("_Part", "Paragraph", "Removed", "Fact", "RejectedFact")


def _by_document(parts: Sequence[_Part], ids: set[str]) -> dict[str, list[_Part]]:
    found: dict[str, list[_Part]] = {document_id: [] for document_id in ids}
    for part in parts:
        if part.document_id in ids:
            found[part.document_id].append(part)
    return found


def _rows_of(
    old: Library | None, earlier: Mapping[str, Earlier], paragraphs: Sequence[Paragraph]
) -> list[int]:
    """Return the old rows of paragraphs whose document has not changed, -1 for the others."""
    if old is None or not earlier:
        return [-1] * len(paragraphs)
    held = old.paragraphs
    row_of = {one.id: row for row, one in enumerate(held) if one.document_id in earlier}
    rows = [row_of.get(one.id, -1) for one in paragraphs]
    return [row if held[row] == one else -1 for row, one in zip(rows, paragraphs, strict=True)]


def _lexical_index(
    documents: Mapping[str, Document],
    paragraphs: Sequence[Paragraph],
    old: Library | None,
    rows: Sequence[int],
) -> LexicalIndex:
    """Index paragraphs, of which an old library holds those that have a row there."""
    from index.embedding import lexical_fields
    from index.lexical import DEFAULTS, UNREAD, KnownTerms, LexicalIndex

    known = None
    if old is not None and old.lexical.settings == DEFAULTS:
        known = KnownTerms(old.lexical, rows)
    fields = [
        UNREAD if known and row >= 0 else lexical_fields(documents[one.document_id], one)
        for row, one in zip(rows, paragraphs, strict=True)
    ]
    return LexicalIndex.build(fields, known=known)


def _still_needed(library: Path) -> list[bytes]:
    """Return the sources of every generation that is there."""
    needed = []
    for file in library.glob(f"generation-*/{SOURCES}"):
        with suppress(OSError):
            needed.append(file.read_bytes())
    return needed
