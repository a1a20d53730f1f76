"""A library's next generation: written aside, verified, made current in one step.

In: documents, paragraphs and their vectors. Out: a folder that `index.store` opens. This file does
not know how documents are read or cut, nor which encoder made the vectors.

    <library>/.building-<random>/   unfinished; whoever publishes next removes it
    <library>/.lock                 held while somebody publishes

Whoever is killed at any moment leaves the old library or the new one: until CURRENT is replaced,
which is one step of the file system, nothing that a reader opens has been touched.
"""

from __future__ import annotations

import fcntl
import importlib.metadata
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.facts import facts_of
from index.manifest import (
    CLEANING,
    FORMAT,
    GENERATION,
    MANIFEST_NAME,
    LibraryError,
    Manifest,
    record_file,
)
from index.places import mend_command
from index.records import Records, write_records
from index.sources import SOURCES, Sources
from index.store import CURRENT, RECORDS, VECTORS, open_generation

if TYPE_CHECKING:
    from index.documents import Document
    from index.lexical import LexicalIndex
    from index.paragraphs import Earlier, Paragraph, Removed

_BUILDING = ".building-"
_LOCK = ".lock"
_INDEX_KIND = "faiss IndexFlatIP: exact inner product"
_NONE: Mapping[str, Earlier] = MappingProxyType({})


def publish(
    path: Path,
    documents: Sequence[Document],
    paragraphs: Sequence[Paragraph],
    removed: Sequence[Removed],
    vectors: NDArray[np.float32],
    lexical: LexicalIndex,
    encoder_fingerprint: Mapping[str, str],
    *,
    rules_sha256: str = "",
    corpus_sha256: str = "",
    sources: Sources | None = None,
    earlier: Mapping[str, Earlier] = _NONE,
) -> None:
    """Write a generation beside the current one, verify it, and make it current in one step.

    Args:
        path: the library's folder; made when missing.
        documents: with different ids.
        paragraphs: with different ids, each a slice of one of the documents.
        removed: what cleaning set aside.
        vectors: one unit row for each paragraph, float32, shape (n, d).
        lexical: the terms of the same paragraphs, by row.
        encoder_fingerprint: what made the vectors.
        rules_sha256: checksum of the code that cut the paragraphs, for the shipped corpus.
        corpus_sha256: checksum of the shipped corpus' files, "" for other documents.
        sources: what the documents were read from, for updates and repairs; None keeps nothing.
        earlier: by id, what documents that have not changed gave before.

    Raises:
        ValueError: the parts do not fit each other.
        LibraryError: the folder cannot be written to. The old generation stays current.
    """
    # Read out here, so that no way of making a library can leave its facts behind.
    records = Records(documents, paragraphs, removed, *facts_of(documents, paragraphs, earlier))
    _refuse_misfits(records, vectors, lexical)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with _publishing(path) as building:
            parts = building / "parts"
            parts.mkdir()
            files = _write_parts(parts, records, vectors, lexical)
            if sources is not None:
                (parts / SOURCES).write_bytes(sources.to_bytes())
                files.append(parts / SOURCES)
            manifest = Manifest(
                format=FORMAT,
                created=datetime.now(UTC).isoformat(timespec="microseconds"),
                kalla=_version(),
                encoder=dict(encoder_fingerprint),
                dimension=vectors.shape[1],
                index_kind=_INDEX_KIND,
                cleaning=CLEANING,
                rules_sha256=rules_sha256,
                corpus_sha256=corpus_sha256,
                counts={
                    "documents": len(documents),
                    "paragraphs": len(paragraphs),
                    "removed": len(removed),
                },
                files={file.name: record_file(file) for file in files},
            )
            _make_current(path, _verified(path, parts, manifest))
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(
            f"The library {path} could not be written ({error}); what was "
            "there before stays. Make room or choose another folder with --library DIR."
        ) from error


def _refuse_misfits(records: Records, vectors: NDArray[np.float32], lexical: LexicalIndex) -> None:
    texts = {document.id: document.text for document in records.documents}
    if len(texts) != len(records.documents):
        raise ValueError("Two documents of the library have the same id.")
    if len({paragraph.id for paragraph in records.paragraphs}) != len(records.paragraphs):
        raise ValueError("Two paragraphs of the library have the same id.")
    parts: list[Paragraph | Removed] = [*records.paragraphs, *records.removed]
    for part in parts:
        if texts.get(part.document_id, "")[part.start : part.end] != part.text:
            raise ValueError(f"{part!r} is not that slice of the document {part.document_id!r}.")
    if vectors.ndim != 2 or len(vectors) != len(records.paragraphs):
        raise ValueError(
            f"Vectors of shape {vectors.shape} do not fit {len(records.paragraphs)} paragraphs."
        )
    if lexical.size != len(records.paragraphs):
        raise ValueError(
            f"A lexical index of {lexical.size} does not fit {len(records.paragraphs)} paragraphs."
        )
    if not np.isfinite(vectors).all():
        raise ValueError("The paragraphs' vectors hold values that are not numbers.")


def clear_unfinished(path: Path) -> None:
    """Remove what publishers that were killed have left."""
    with _publishing(path):
        return


@contextmanager
def _publishing(path: Path) -> Iterator[Path]:
    """Hold the library's lock, and give a folder that is gone when the work is done or failed."""
    with (path / _LOCK).open("a") as lock:
        # Released by the system when its holder dies.
        fcntl.flock(lock, fcntl.LOCK_EX)
        for unfinished in path.glob(f"{_BUILDING}*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        with tempfile.TemporaryDirectory(
            prefix=_BUILDING, dir=path, ignore_cleanup_errors=True
        ) as building:
            yield Path(building)


def _write_parts(
    parts: Path, records: Records, vectors: NDArray[np.float32], lexical: LexicalIndex
) -> list[Path]:
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, np.float32))
    # Not faiss.write_index, which reports a full disk as it does every other failure.
    (parts / VECTORS).write_bytes(faiss.serialize_index(index).tobytes())
    write_records(parts / RECORDS, records)
    return [parts / RECORDS, parts / VECTORS, *lexical.save(parts)]


def _verified(path: Path, parts: Path, manifest: Manifest) -> Path:
    """Complete the generation, still aside, and open it as a reader would."""
    (parts / MANIFEST_NAME).write_bytes(manifest.to_bytes())
    for file in parts.iterdir():
        _sync(file)
    generation = parts.rename(parts.with_name(manifest.generation_name()))
    _sync(generation)
    open_generation(path, generation, mend_command(path), full=True)
    return generation


def _make_current(path: Path, generation: Path) -> None:
    """Move the generation in, point CURRENT to it, remove all older ones but the last."""
    pointer = generation.with_name(CURRENT)
    pointer.write_text(f"{generation.name}\n", "ascii")
    _sync(pointer)
    kept = {generation.name, _current_name(path)}
    generation.rename(path / generation.name)
    # The generation's name has to be on the disk before the file that points to it.
    _sync(path)
    pointer.replace(path / CURRENT)
    _sync(path)
    for old in path.glob("generation-*"):
        if old.name not in kept and GENERATION.fullmatch(old.name):
            shutil.rmtree(old, ignore_errors=True)


def _current_name(path: Path) -> str:
    try:
        return (path / CURRENT).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _sync(path: Path) -> None:
    """Have a file, or a folder's list of names, written to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _version() -> str:
    try:
        return importlib.metadata.version("kalla")
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
