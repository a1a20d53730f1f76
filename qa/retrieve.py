"""Question → Passages.

In: a library, its encoder and a question. Out: the paragraphs that fit it, best first. It does
not know the reader or how an answer is chosen.

Two lists are joined: nearness of meaning (cosine) and words in common (BM25). Ranks or raw sums
would let the words decide for a question in another language, of which the library knows nearly
none. So BM25 counts as the share of the question that a paragraph covers: a term that no
paragraph holds stays in the denominator, and a question in English adds next to nothing to
Swedish paragraphs except by its names and numbers, which are what the languages share.
"""

from __future__ import annotations

import numpy as np

from index.encoder import Encoder
from index.store import Library
from qa.answer import Passage

# What covering the whole question is worth in cosine. e5's cosines lie close together: a good
# paragraph is some 0.05 above a random one. Between 0.05, best for questions in another language,
# and 0.1, good within one (tests/benchmarks/retrieval.py, six sets, 2026-11-23); 0.07 itself has
# not been measured.
COVERAGE_WEIGHT = 0.07


def retrieve(library: Library, encoder: Encoder, question: str, *, top_k: int) -> list[Passage]:
    """Return the passages of a library that fit a question, best first.

    Args:
        library: an open library.
        encoder: the one that it was built with.
        question: in any language that the encoder knows.
        top_k: most passages to return.
    """
    # Every paragraph gets both scores: a list cut short would leave the other half unknown.
    found = library.search(encoder.encode_queries([question]), top_k=len(library.paragraphs))
    cosines = np.empty(len(library.paragraphs), np.float32)
    cosines[found.rows[0]] = found.scores[0]
    words = library.lexical.search(question)
    coverage = words.coverage()
    scores = cosines + COVERAGE_WEIGHT * coverage
    passages = []
    for row in np.argsort(-scores, kind="stable")[:top_k].tolist():
        paragraph = library.paragraphs[row]
        passages.append(
            Passage(
                text=paragraph.text,
                score=float(scores[row]),
                document=library.documents[paragraph.document_id],
                paragraph_id=paragraph.id,
                start=paragraph.start,
                end=paragraph.end,
                heading=paragraph.heading,
                scores={"cosine": float(cosines[row]), "coverage": float(coverage[row])},
                terms=words.met(row),
            )
        )
    return passages
