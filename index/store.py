"""The library on disk, opened: checked, in memory, searchable.

In: a folder that `index.publish` wrote. Out: a read-only `Library`, or an error that says which
command mends it. This file does not know how documents are read, cut or encoded.

    <library>/CURRENT                          one line: the generation that readers open
    <library>/generation-<UTC>-<checksum>/     manifest.json  documents.sqlite  vectors.faiss
                                               lexical.json  lexical-*.npy

A generation never changes once it has its name. A library that was opened needs no file any
more, so that it goes on when another generation is published and its own is removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.lexical import LexicalIndex, LexicalIndexError
from index.manifest import (
    GENERATION,
    DamagedLibraryError,
    LibraryError,
    Manifest,
    MissingLibraryError,
    StaleLibraryError,
    read_manifest,
    verify_files,
)
from index.places import mend_command
from index.records import Records, RecordsError, read_records

if TYPE_CHECKING:
    import faiss

    from index.documents import Document
    from index.facts import Fact, RejectedFact
    from index.paragraphs import Paragraph, Removed

__all__ = [
    "DamagedLibraryError",
    "Library",
    "LibraryError",
    "Manifest",
    "MissingLibraryError",
    "Neighbours",
    "StaleLibraryError",
    "current_generation",
    "open_generation",
    "open_library",
    "read_current_manifest",
]

CURRENT, RECORDS, VECTORS = "CURRENT", "documents.sqlite", "vectors.faiss"
# A generation can disappear under a reader only when two are published while it opens.
_OPEN_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The paragraphs nearest to each of q questions, best first.

    Attributes:
        rows: into `Library.paragraphs`, int64, shape (q, k).
        scores: inner products, float32, shape (q, k).
    """

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


class Library:
    """A library that was opened: read-only, in memory, safe to use from several threads.

    Attributes:
        path: the library's folder.
        manifest: how it was built.
        documents: by id, in the order of the build.
        paragraphs: by row.
        removed: what cleaning set aside.
        languages: of the documents, as far as they are known.
        facts: who has which rank or value, and where it says so.
        rejected_facts: values that cannot be.
        lexical: the paragraphs' terms, by row.
        mend: command that rebuilds it, for messages.
    """

    def __init__(
        self,
        path: Path,
        manifest: Manifest,
        records: Records,
        vectors: faiss.Index,
        lexical: LexicalIndex,
        mend: str,
    ) -> None:
        """Hold what `open_generation` read and checked."""
        self.path = path
        self.manifest = manifest
        self.documents: dict[str, Document] = {d.id: d for d in records.documents}
        self.languages = frozenset(d.language for d in records.documents)
        self.paragraphs: list[Paragraph] = list(records.paragraphs)
        self.removed: list[Removed] = list(records.removed)
        self.facts: list[Fact] = list(records.facts)
        self.rejected_facts: list[RejectedFact] = list(records.rejected_facts)
        self.lexical = lexical
        self.mend = mend
        self._vectors = vectors

    def vectors(self) -> NDArray[np.float32]:
        """Return a copy of the paragraphs' unit vectors by row, shape (n, d)."""
        rows: NDArray[np.float32] = self._vectors.reconstruct_n(0, len(self.paragraphs))
        return rows.reshape(-1, self.manifest.dimension)

    def search(self, queries: NDArray[np.float32], *, top_k: int) -> Neighbours:
        """Return the paragraphs nearest to each question, best first.

        Args:
            queries: unit vectors, float32, shape (q, d).
            top_k: most rows for each; all n come back when n < top_k.

        Raises:
            ValueError: top_k below 1, an empty library, or vectors that are not numbers.
            StaleLibraryError: the vectors are not d wide, as after a change of encoder.
        """
        if top_k < 1:
            raise ValueError(f"top_k is {top_k}; ask for at least 1 paragraph.")
        if not self.paragraphs:
            raise ValueError(
                f"The library {self.path} holds no paragraphs. Rebuild it: {self.mend}"
            )
        if queries.ndim != 2:
            raise ValueError(f"Expected vectors of shape (q, d), got shape {queries.shape}.")
        if queries.shape[1] != self.manifest.dimension:
            raise StaleLibraryError(
                f"The question has {queries.shape[1]} dimensions but the library {self.path} "
                f"holds {self.manifest.dimension}: it was built with another encoder. "
                f"Rebuild it: {self.mend}"
            )
        # FAISS pads with row -1, which Python would read as "the last paragraph", when it is
        # asked for more rows than there are, or for the neighbours of what is not a number.
        if not np.isfinite(queries).all():
            raise ValueError("The question's vector holds values that are not numbers.")
        contiguous = np.ascontiguousarray(queries, np.float32)
        scores, rows = self._vectors.search(contiguous, min(top_k, len(self.paragraphs)))
        return Neighbours(rows, scores)

    def check_encoder(self, fingerprint: Mapping[str, str]) -> None:
        """Make sure that questions will be encoded as the paragraphs were.

        Raises:
            StaleLibraryError: they would not; says in what they differ.
        """
        built = self.manifest.encoder
        differing = [k for k in {**built, **fingerprint} if built.get(k) != fingerprint.get(k)]
        if differing:
            details = "; ".join(
                f"{k} was {built.get(k, 'not stated')!r}, is {fingerprint.get(k, 'not stated')!r}"
                for k in differing
            )
            raise StaleLibraryError(
                f"The library {self.path} was built with another encoder ({details}). "
                f"Rebuild it: {self.mend}"
            )


def open_library(path: Path, *, full: bool = False) -> Library:
    """Open the current generation and check all of it.

    Args:
        path: the library's folder.
        full: check the checksums of very large files too.

    Raises:
        MissingLibraryError: there is no library.
        DamagedLibraryError: a file is missing, cut or changed.
        StaleLibraryError: made by another version of Källa.
    """
    mend = mend_command(path)
    for _ in range(_OPEN_ATTEMPTS - 1):
        generation = _current_generation(path, mend)
        try:
            return open_generation(path, generation, mend, full=full)
        except (LibraryError, OSError):
            if _current_generation(path, mend) == generation:
                raise
    return open_generation(path, _current_generation(path, mend), mend, full=full)


def read_current_manifest(path: Path) -> Manifest:
    """Return the manifest of the current generation without opening the rest.

    Raises:
        LibraryError: as `open_library`.
    """
    mend = mend_command(path)
    return read_manifest(_current_generation(path, mend), mend=mend)


def _current_generation(path: Path, mend: str) -> Path:
    try:
        content = (path / CURRENT).read_text("ascii")
    except FileNotFoundError:
        if any(path.glob("generation-*")):
            raise DamagedLibraryError(
                f"The library's {path / CURRENT} is missing. Rebuild it: {mend}"
            ) from None
        raise MissingLibraryError(f"There is no library in {path}. Build it: {mend}") from None
    except NotADirectoryError:
        raise MissingLibraryError(
            f"{path} is a file, and a library is a folder. Build one: {mend_command(Path('DIR'))}"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedLibraryError(
            f"The library's {path / CURRENT} cannot be read ({error}). Rebuild it: {mend}"
        ) from error
    name, end, rest = content.partition("\n")
    if not GENERATION.fullmatch(name) or (end, rest) != ("\n", ""):
        raise DamagedLibraryError(
            f"The library's {path / CURRENT} names no generation. Rebuild it: {mend}"
        )
    return path / name


def current_generation(path: Path) -> Path:
    """Return the folder of the current generation, without looking into it.

    Raises:
        LibraryError: as `open_library`.
    """
    return _current_generation(path, mend_command(path))


def open_generation(path: Path, generation: Path, mend: str, *, full: bool) -> Library:
    """Open and check one generation of the library at `path`; raises as `open_library` does."""
    import faiss

    manifest = read_manifest(generation, mend=mend)
    verify_files(generation, manifest, mend=mend, full=full)
    try:
        records = read_records(generation / RECORDS)
    except RecordsError as error:
        raise StaleLibraryError(
            f"The library {path} was made by another version of Källa ({error}). Rebuild it: {mend}"
        ) from error
    vectors = faiss.read_index(str(generation / VECTORS))
    try:
        lexical = LexicalIndex.load(generation)
    except LexicalIndexError as error:
        raise StaleLibraryError(f"{error} ({path}; {mend})") from error
    library = Library(path, manifest, records, vectors, lexical, mend)
    rows, width = vectors.ntotal, vectors.d
    if (rows, width) != (len(records.paragraphs), manifest.dimension):
        raise DamagedLibraryError(
            f"The library {path} has {rows} vectors of width {width} for "
            f"{len(records.paragraphs)} paragraphs of width {manifest.dimension}. "
            f"Rebuild it: {mend}"
        )
    return library
