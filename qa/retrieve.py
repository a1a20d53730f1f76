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

from collections.abc import Sequence
from itertools import islice

import numpy as np

from index.encoder import Encoder
from index.store import Library
from qa.answer import Passage

# What covering the whole question is worth in cosine. e5's cosines lie close together: a good
# paragraph is some 0.05 above a random one. Between 0.05, best for questions in another language,
# and 0.1, good within one (tests/benchmarks/retrieval.py, six sets, 2026-11-23); 0.07 itself has
# not been measured.
COVERAGE_WEIGHT = 0.07

# A passage this far below the best, in cosine, is not read: the reader's odds for it would have to
# be e times the better one's (COSINE_WEIGHT in qa.candidates). Up to 12 within 0.05, in place of
# the first 8, kept the answers to 98.1 % of Swedish questions with 4.9 passages read (8: 98.1 %),
# 83.9 of English ones to Swedish with 8.2 (79.1), 93.4 of Swedish ones to English with 9.0 (90.5),
# 97.5 of Norwegian ones with 3.8 (98.5), 97.6 of agency questions with 2.9 (98.4); 2026-11-24.
READ_WITHIN = 0.05
MOST_READ = 12


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


def worth_reading(passages: Sequence[Passage]) -> list[Passage]:
    """Return those of the best passages, best first, that may hold the answer.

    In one language the right paragraph stands out and few are left; between languages the scores
    lie close together and more are read.
    """
    near = (p for p in passages if p.score >= passages[0].score - READ_WITHIN)
    return list(islice(near, MOST_READ))
