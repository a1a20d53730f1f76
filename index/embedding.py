"""Paragraphs as the rows of a library: vectors and terms, each with its surroundings.

In: documents and their paragraphs. Out: one unit vector and one set of lexical fields for each
paragraph. It does not know how either is stored or searched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.documents import Document
    from index.encoder import Encoder, Progress, Vectors
    from index.lexical import Fields
    from index.paragraphs import Paragraph

# A paragraph's vector is its own plus this much of its title's. On the data sets' Swedish
# contexts 0.15 found 69.8 % first, the bare text 68.2, "title. text" as one text 69.2 with fewer
# among ten; 0.3 found 68.0 (tests/benchmarks/titles.py, 2026-11-23). The value itself lies between
# the two, raised a little after a look at the two real pages.
TITLE_WEIGHT = 0.2


def embed(
    encoder: Encoder,
    documents: Mapping[str, Document],
    paragraphs: Sequence[Paragraph],
    *,
    progress: Progress | None = None,
) -> Vectors:
    """Return unit rows, shape (len(paragraphs), d).

    Args:
        encoder: encodes titles and paragraphs alike.
        documents: by id.
        paragraphs: of those documents.
        progress: told how many paragraphs more are done.
    """
    own = encoder.encode_documents([embedded_text(p) for p in paragraphs], progress=progress)
    titles = list(dict.fromkeys(documents[p.document_id].title for p in paragraphs))
    rows = {title: row for row, title in enumerate(titles)}
    of_titles = encoder.encode_documents(titles)
    which = [rows[documents[p.document_id].title] for p in paragraphs]
    weights = np.array([TITLE_WEIGHT if title else 0.0 for title in titles], np.float32)
    summed = own + (of_titles * weights[:, None])[which]
    unit: Vectors = summed / np.linalg.norm(summed, axis=1, keepdims=True)
    return unit.astype(np.float32)


def embedded_text(paragraph: Paragraph) -> str:
    """Return the words that are encoded for a paragraph: the heading above it and itself."""
    return ". ".join(part for part in (paragraph.heading, paragraph.text) if part)


def lexical_fields(document: Document, paragraph: Paragraph) -> Fields:
    """Return where a paragraph's terms stand, with what its document says of itself."""
    from index.lexical import Fields

    return Fields(
        title=document.title,
        heading=paragraph.heading,
        body=paragraph.text,
        metadata=f"{document.publisher} {document.date}",
    )
