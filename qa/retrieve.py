"""Question → Passages.

In: a library, its encoder and a question. Out: the paragraphs nearest to it, best first. It does
not know the reader or how an answer is chosen.
"""

from __future__ import annotations

from index.encoder import Encoder
from index.store import Library
from qa.answer import Passage


def retrieve(library: Library, encoder: Encoder, question: str, *, top_k: int) -> list[Passage]:
    """Return the passages of a library that fit a question, best first.

    Args:
        library: an open library.
        encoder: the one that it was built with.
        question: in any language that the encoder knows.
        top_k: most passages to return.
    """
    found = library.search(encoder.encode_queries([question]), top_k=top_k)
    passages = []
    for row, score in zip(found.rows[0].tolist(), found.scores[0].tolist(), strict=True):
        paragraph = library.paragraphs[row]
        passages.append(
            Passage(
                text=paragraph.text,
                score=score,
                document=library.documents[paragraph.document_id],
                paragraph_id=paragraph.id,
                start=paragraph.start,
                end=paragraph.end,
                heading=paragraph.heading,
                scores={"cosine": score},
            )
        )
    return passages
