"""An encoder and documents whose vectors can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.documents import Document
from index.lexical import Fields, LexicalIndex
from index.paragraphs import Paragraph, Removed
from index.publish import publish

# One axis for each word, and a last one for texts that hold none of them.
WORDS = ("budget", "jour", "ranking")
TEXTS = ("En budget.", "En budget och en jour.", "En ranking.", "Något annat.")


class FakeEncoder:
    """Counts the WORDS of a text, and makes the counts a vector of length 1."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.dimension = len(WORDS) + 1
        self.fingerprint = {"name": name, "normalisation": "unit"}

    def encode_documents(
        self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Encode one text after the other."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            rows[row] = vector(text)
            if progress:
                progress(1)
        return rows

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions as documents are."""
        return self.encode_documents(texts)


def vector(text: str) -> NDArray[np.float32]:
    """The unit vector of one text: "En budget och en jour." is (0.71, 0.71, 0, 0)."""
    counts = [float(text.lower().count(word)) for word in WORDS]
    counts.append(0.0 if any(counts) else 1.0)
    row = np.array(counts, np.float32)
    unit: NDArray[np.float32] = row / np.linalg.norm(row)
    return unit


def a_document(text: str = " ".join(TEXTS), **fields: str) -> Document:
    """A document with everything stated."""
    stated = {
        "id": "sida",
        "title": "En sida",
        "publisher": "En kommun",
        "language": "sv",
        "date": "2024-02-19",
        "url": "https://example.org/sida",
        "kind": "text",
        "origin": "sidor/sida.txt",
    }
    return Document(text=text, **(stated | fields))  # type: ignore[arg-type]


def paragraphs_of(document: Document, texts: Sequence[str] = TEXTS) -> list[Paragraph]:
    """The given texts as paragraphs of a document that holds them in this order."""
    paragraphs: list[Paragraph] = []
    at = 0
    for number, text in enumerate(texts, 1):
        start = document.text.index(text, at)
        at = start + len(text)
        paragraphs.append(Paragraph(f"{document.id}#{number}", document.id, start, at, text, ""))
    return paragraphs


def lexical_index(texts: Sequence[str]) -> LexicalIndex:
    """The terms of paragraphs that have nothing around them."""
    return LexicalIndex.build([Fields("", "", text, "") for text in texts])


def publish_small(path: Path, *, title: str = "En sida", corpus_sha256: str = "") -> None:
    """Publish a library of one document with the four TEXTS; the last sentence is removed."""
    document = a_document(" ".join((*TEXTS, "Skriv ut")), title=title)
    removed = Removed(document.id, len(document.text) - 8, len(document.text), "Skriv ut", "phrase")
    encoder = FakeEncoder()
    publish(
        path,
        [document],
        paragraphs_of(document),
        [removed],
        encoder.encode_documents(TEXTS),
        lexical_index(TEXTS),
        encoder.fingerprint,
        corpus_sha256=corpus_sha256,
    )


def write(path: Path, text: str) -> Path:
    """Write a text file, with the folders above it, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def small_library(tmp_path: Path) -> Path:
    """Publish the small library into a folder of a test's own, and return where it is."""
    publish_small(tmp_path / "library")
    return tmp_path / "library"
