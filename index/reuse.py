"""Vectors that were worked out before are not worked out again.

In: paragraphs, an encoder, and a library or an interrupted run that may hold some of their vectors.
Out: all their vectors. What is encoded is kept on the disk as it comes, so that whoever is
interrupted goes on where they were. This file does not know why paragraphs are the same.

    <library>/.encoded/<number>.npz     of an unfinished run
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding import embed, embedded_text

if TYPE_CHECKING:
    from index.documents import Document
    from index.encoder import Encoder, Vectors
    from index.paragraphs import Paragraph
    from index.store import Library

_ENCODED = ".encoded"
# Encoded and kept together: some ten seconds' work.
_SLAB = 512

Known = dict[str, "np.ndarray[tuple[int], np.dtype[np.float32]]"]


def vector_key(document: Document, paragraph: Paragraph) -> str:
    """Return what a vector depends on besides its encoder, as a checksum."""
    words = f"{document.title}\0{embedded_text(paragraph)}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def known_vectors(path: Path, library: Library | None, fingerprint: Mapping[str, str]) -> Known:
    """Return the vectors of one encoder that a library and an unfinished run hold, by key."""
    known: Known = {}
    for file in sorted((path / _ENCODED).glob("*.npz")):
        try:
            with np.load(file, allow_pickle=False) as held:
                if str(held["encoder"]) == _named(fingerprint):
                    rows = np.asarray(held["vectors"], np.float32)
                    known |= dict(zip(held["keys"].tolist(), rows, strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            file.unlink(missing_ok=True)  # killed while it was written
    if library is not None and dict(library.manifest.encoder) == dict(fingerprint):
        for paragraph, row in zip(library.paragraphs, library.vectors(), strict=True):
            known[vector_key(library.documents[paragraph.document_id], paragraph)] = row
    return known


def vectors_of(
    path: Path,
    encoder: Encoder,
    documents: Mapping[str, Document],
    paragraphs: Sequence[Paragraph],
    known: Known,
    *,
    progress: Callable[[int], None],
) -> tuple[Vectors, int]:
    """Return the unit row of each paragraph, and how many had to be encoded.

    Args:
        path: the library's folder, where unfinished work is kept.
        encoder: for what is not known.
        documents: by id.
        paragraphs: of those documents.
        known: as `known_vectors` gave it; is filled.
        progress: told how many paragraphs more are done.
    """
    keys = [vector_key(documents[p.document_id], p) for p in paragraphs]
    missing = [at for at, key in enumerate(keys) if key not in known]
    progress(len(paragraphs) - len(missing))
    for first in range(0, len(missing), _SLAB):
        slab = missing[first : first + _SLAB]
        rows = embed(encoder, documents, [paragraphs[at] for at in slab], progress=progress)
        known |= dict(zip((keys[at] for at in slab), rows, strict=True))
        if len(missing) > _SLAB:
            _keep(path, [keys[at] for at in slab], rows, encoder.fingerprint)
    return np.stack([known[key] for key in keys]).astype(np.float32), len(missing)


def forget_unfinished(path: Path) -> None:
    """Remove what unfinished runs left, once the library holds it."""
    shutil.rmtree(path / _ENCODED, ignore_errors=True)


def _keep(path: Path, keys: Sequence[str], rows: Vectors, fingerprint: Mapping[str, str]) -> None:
    folder = path / _ENCODED
    # Only a help for whoever is interrupted: without room for it the work goes on.
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        file = folder / f"{len(list(folder.glob('*.npz'))):06d}-{keys[0][:8]}.npz"
        np.savez(file, keys=np.array(keys), vectors=rows, encoder=np.array(_named(fingerprint)))


def _named(fingerprint: Mapping[str, str]) -> str:
    return json.dumps(dict(fingerprint), sort_keys=True)
