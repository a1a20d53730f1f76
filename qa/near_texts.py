"""Texts that an encoder takes for the answer's own: what it has yet to tell apart.

In: questions, each with the text that answers it. Out: for each the text that is near and does not.
It does not know how an encoder is trained.

Negatives that the encoder itself finds teach more than those of a batch drawn at random (Xiong et
al. 2021, arXiv:2007.00808). The very nearest are passed over where they lie nearer than the
question's own text by much: in these sets they often answer too.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.encoder import Encoder
from qa.training_data import Example

# Characters of a text that its vector is made of. Long contexts are cut, as paragraphs would be.
SEEN = 700
# One of so many nearest is drawn. A choice, not measured.
_AMONG = 8
# In cosine. What lies nearer than the own text by more than this is taken to answer as well.
_MARGIN = 0.03


def near_texts(
    questions: Sequence[str],
    texts: Sequence[str],
    answers: Sequence[tuple[int, int]],
    encoder: Encoder,
    rng: random.Random,
) -> list[str]:
    """Find a near miss for each question among the other texts.

    Args:
        questions: n of them.
        texts: n, each the text that answers the question of its row; one may stand several times.
        answers: characters of each answer in its text. What holds the same words is no miss.
        encoder: whose mistakes are looked for.
        rng: draws among the nearest.

    Returns:
        n texts; "" where there is no other text that lacks the answer.
    """
    pool = list(dict.fromkeys(texts))
    at = {text: row for row, text in enumerate(pool)}
    own = [at[text] for text in texts]
    vectors = encoder.encode_documents([text[:SEEN] for text in pool])
    cosines = encoder.encode_queries(questions) @ vectors.T
    found = []
    for row, text in enumerate(texts):
        start, end = answers[row]
        words = text[start:end].casefold()
        most = cosines[row, own[row]] + _MARGIN
        order = np.argsort(-cosines[row], kind="stable")[: 4 * _AMONG].tolist()
        near = [
            pool[i]
            for i in order
            if i != own[row] and cosines[row, i] <= most and words not in pool[i].casefold()
        ]
        found.append(rng.choice(near[:_AMONG]) if near else "")
    return found


def unanswered(examples: Sequence[Example], encoder: Encoder, rng: random.Random) -> list[Example]:
    """Put each answerable question to a text that is near and does not answer it.

    Args:
        examples: questions with their contexts; those without an answer are left out.
        encoder: as it finds texts, so will retrieval.
        rng: draws among the nearest.
    """
    titles = {e.context: e.title for e in examples}
    asked = [e for e in examples if e.answer]
    near = near_texts(
        [e.question for e in asked], [e.context for e in asked],
        [e.answer for e in asked if e.answer], encoder, rng,
    )  # fmt: skip
    return [
        replace(e, id=f"{e.id}-near", context=text, title=titles[text], answer=None)
        for e, text in zip(asked, near, strict=True)
        if text
    ]
