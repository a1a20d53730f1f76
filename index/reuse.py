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
from collections.abc import Callable, Iterable, Mapping, Sequence
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


def vectors_of(
    path: Path,
    encoder: Encoder,
    documents: Mapping[str, Document],
    paragraphs: Sequence[Paragraph],
    old: Library | None,
    rows: Sequence[int],
    *,
    progress: Callable[[int], None],
) -> tuple[Vectors, int]:
    """Return the unit row of each paragraph, and how many had to be encoded.

    Args:
        path: the library's folder, where unfinished work is kept.
        encoder: for what is not known.
        documents: by id.
        paragraphs: of those documents.
        old: a library that may hold some of their vectors.
        rows: for each paragraph its row there, -1 for one that is not known to be there.
        progress: told how many paragraphs more are done.
    """
    is_same_encoder = old is not None and dict(old.manifest.encoder) == dict(encoder.fingerprint)
    held = old.vectors() if old is not None and is_same_encoder else None
    vectors = np.zeros((len(paragraphs), encoder.dimension), np.float32)
    others = np.arange(len(paragraphs))
    if held is not None:
        at = np.asarray(rows, np.int64)
        vectors[at >= 0] = held[at[at >= 0]]
        others = np.flatnonzero(at < 0)
    words = {i: _words(documents, paragraphs[i]) for i in others.tolist()}
    known = _unfinished(path, encoder.fingerprint, words.values())
    if held is not None and old is not None and words:
        texts = {paragraphs[i].text for i in words}
        row_of = {
            _words(old.documents, one): row
            for row, one in enumerate(old.paragraphs)
            if one.text in texts
        }
        known |= {one: held[row_of[one]] for one in words.values() if one in row_of}
    missing = [i for i, one in words.items() if one not in known]
    progress(len(paragraphs) - len(missing))
    for first in range(0, len(missing), _SLAB):
        slab = missing[first : first + _SLAB]
        new = embed(encoder, documents, [paragraphs[i] for i in slab], progress=progress)
        known |= dict(zip((words[i] for i in slab), new, strict=True))
        if len(missing) > _SLAB:
            _keep(path, [_checksum(words[i]) for i in slab], new, encoder.fingerprint)
    for i, one in words.items():
        vectors[i] = known[one]
    return vectors, len(missing)


def _words(documents: Mapping[str, Document], paragraph: Paragraph) -> str:
    """Return what a vector depends on besides its encoder."""
    return f"{documents[paragraph.document_id].title}\0{embedded_text(paragraph)}"


def _checksum(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _unfinished(path: Path, fingerprint: Mapping[str, str], wanted: Iterable[str]) -> Known:
    """Return what of some words an unfinished run has encoded with the same encoder."""
    held: Known = {}
    for file in sorted((path / _ENCODED).glob("*.npz")):
        try:
            with np.load(file, allow_pickle=False) as kept:
                if str(kept["encoder"]) == _named(fingerprint):
                    rows = np.asarray(kept["vectors"], np.float32)
                    held |= dict(zip(kept["keys"].tolist(), rows, strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            file.unlink(missing_ok=True)  # killed while it was written
    sums = {one: _checksum(one) for one in wanted} if held else {}
    return {one: held[key] for one, key in sums.items() if key in held}


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
