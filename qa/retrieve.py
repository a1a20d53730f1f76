"""Question → Passages.

In: a library, its encoder and a question. Out: the paragraphs that fit it, best first. It does
not know the reader or how an answer is chosen.

Two lists are joined: nearness of meaning (cosine) and words in common (BM25). BM25 counts as the
share of the question that a paragraph covers; a term that no paragraph holds stays in the
denominator. Where documents are in the other language, what a word means there counts as well as
the word itself (`index.glossary`); without that, a question in another language adds next to
nothing except by its names and numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from index.glossary import glossary
from index.store import Library
from qa.answer import Passage
from qa.question import Question
from qa.reader import Reading
from qa.thinning import thinned

# What covering the whole question is worth in cosine. Of 0 to 0.2, 0.1 does well in one language
# and between two: hit@1 / recall@10 on Swedish SQuAD 76.3 / 97.7 (0.05: 72.5 / 96.7; 0.15: 76.7 /
# 98.3; 2026-11-25), with the glossary on 400 English questions to it 74.0 / 98.2 (0.07: 71.5 /
# 98.0; 0.16: 75.2 / 98.0; 2026-11-29). A weight that grows with the share of the question that the
# library knows did no better.
COVERAGE_WEIGHT = 0.1

# A passage that scores this far below the best is not read. On Swedish SQuAD 0.08 keeps the
# answering document for 97.2 % of Swedish questions with 4.6 passages read (0.05: 93.2 with 2.8; no
# bound but a dozen: 98.0 with 12; 2026-11-25), with the glossary for 98.9 % of 92 English ones with
# 4.9 (without it 90.7 % with 6.9).
READ_WITHIN = 0.08
MOST_READ = 12

# What a point of the reader's log-odds, that a passage answers, is worth in the score by which
# passages are ordered once they are read.
RELEVANCE_WEIGHT = 0.01


def retrieve(
    library: Library,
    encoder: Encoder,
    question: Question,
    *,
    top_k: int,
    without: frozenset[str] = frozenset(),
) -> list[Passage]:
    """Return the passages of a library that fit a question, best first.

    Args:
        library: an open library.
        encoder: the one that it was built with.
        question: taken apart; in any language that the encoder knows.
        top_k: most passages to return.
        without: ids of documents that are left out.
    """
    # Every paragraph gets both scores: a list cut short would leave the other half unknown.
    found = library.search(encoder.encode_queries([question.text]), top_k=len(library.paragraphs))
    cosines = np.empty(len(library.paragraphs), np.float32)
    cosines[found.rows[0]] = found.scores[0]
    words = library.lexical.search(question.text, glossary(question.language, library.languages))
    coverage = words.coverage()
    scores = fuse(cosines, coverage)

    def passage(row: int, repeats: Sequence[int] = ()) -> Passage:
        paragraph = library.paragraphs[row]
        return Passage(
            text=paragraph.text,
            score=float(scores[row]),
            document=library.documents[paragraph.document_id],
            paragraph_id=paragraph.id,
            start=paragraph.start,
            end=paragraph.end,
            heading=paragraph.heading,
            scores={"cosine": float(cosines[row]), "coverage": float(coverage[row])},
            terms=words.met(row),
            repeats=tuple(map(passage, repeats)),
        )

    best_first = np.argsort(-scores, kind="stable").tolist()
    own = thinned(library, best_first, top_k=top_k, without=without)
    return [passage(row, repeats) for row, repeats in own.items()]


def fuse(cosines: NDArray[np.float32], coverage: NDArray[np.float32]) -> NDArray[np.float32]:
    """Join the two scores of n paragraphs, each of shape (n,), to one."""
    return cosines + np.float32(COVERAGE_WEIGHT) * coverage


def reorder(
    passages: Sequence[Passage], readings: Sequence[Reading]
) -> tuple[list[Passage], list[Reading]]:
    """Order passages by what found them and by how probably the reader finds an answer in them.

    Args:
        passages: that were read.
        readings: of each.

    Returns:
        both in the new order; each passage's `scores` now tell its relevance.
    """

    def joined(pair: tuple[Passage, Reading]) -> float:
        return -(pair[0].score + RELEVANCE_WEIGHT * pair[1].relevance)

    pairs = sorted(zip(passages, readings, strict=True), key=joined)
    read = [replace(p, scores={**p.scores, "relevance": r.relevance}) for p, r in pairs]
    return read, [reading for _passage, reading in pairs]


def worth_reading(passages: Sequence[Passage]) -> list[Passage]:
    """Return those of the best passages, best first, that may hold the answer.

    In one language the right paragraph stands out and few are left; between languages the scores
    lie close together and more are read.
    """
    near = (p for p in passages if p.score >= passages[0].score - READ_WITHIN)
    return list(islice(near, MOST_READ))
