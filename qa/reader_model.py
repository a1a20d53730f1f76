"""The reader's network: the encoder's twelve layers, fine-tuned, and a head that scores spans.

In: batches of token windows. Out: a score for each span and one for "not here". It does not know
text, passages, or how its weights were found.

The lowest layers glance at all of a window; the others go on with what looks promising, the
question and the title (after Goyal et al. 2020, arXiv:2001.08950, who drop words a few at a time).

A span's score is s(i) + e(j) + q(i)·k(j)/√d: a start, an end, and how well the two belong
together, so that the best start and the best end of two different answers are not joined
(after Lee et al. 2016, arXiv:1611.01436, with a bilinear term in place of the span network).
Token 0 stands for "not here", as in Devlin et al. 2019 for SQuAD 2.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from index.bert import Bert, spread

MAX_SPAN_TOKENS = 64
_PAIR_WIDTH = 64
# Below every real score, and finite, so that no softmax meets inf − inf.
_NEVER = -1e4
# Layers that see all of a window.
GLANCE_LAYERS = 4
# A token goes on if one within so many places of it looks promising: about a sentence either way.
NEIGHBOURHOOD_TOKENS = 24


class SpanHead(nn.Module):
    """Scores every span of at most MAX_SPAN_TOKENS tokens."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.ends = nn.Linear(hidden, 2)
        self.pairs = nn.Linear(hidden, 2 * _PAIR_WIDTH)

    def forward(self, states: Tensor, first: Tensor, last: Tensor, real: Tensor) -> Tensor:
        """Score spans.

        Args:
            states: shape (batch, tokens, hidden).
            first: index of the first passage token, shape (batch,).
            last: index behind the last passage token, shape (batch,).
            real: True where a token was read, shape (batch, tokens). No span lies over another.

        Returns:
            float32 scores, shape (batch, tokens, tokens): [b, i, j] for the span of tokens i to j
            inclusive, [b, 0, 0] for "not here"; _NEVER where no span may lie.
        """
        start, end = self.ends(states).float().unbind(-1)
        left, right = self.pairs(states).float().split(_PAIR_WIDTH, dim=-1)
        together = left @ right.transpose(1, 2) / _PAIR_WIDTH**0.5
        scores: Tensor = start[:, :, None] + end[:, None, :] + together
        return scores.masked_fill(~_allowed(real, first, last), _NEVER)


def _allowed(real: Tensor, first: Tensor, last: Tensor) -> Tensor:
    at = torch.arange(real.shape[1])
    length = at[None, :] - at[:, None]
    short = (length >= 0) & (length < MAX_SPAN_TOKENS)
    inside = real & _inside(real, first, last)
    left_out = (~real).cumsum(1)
    whole = left_out[:, None, :] == left_out[:, :, None]
    allowed = short & whole & inside[:, :, None] & inside[:, None, :]
    allowed[:, 0, 0] = True
    return allowed


def _inside(real: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """True at the passage's tokens, shape (batch, tokens)."""
    at = torch.arange(real.shape[1])
    return (at >= first[:, None]) & (at < last[:, None])


class ReaderModel(nn.Module):
    """Encoder and head; the state holds neither the word embeddings nor the tokenizer."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert
        self.glance = nn.Linear(bert.shape.hidden, 1)
        self.head = SpanHead(bert.shape.hidden)

    def forward(
        self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor, *, promise: float = -math.inf
    ) -> Tensor:
        """Windows (batch, tokens) → span scores (batch, tokens, tokens); see `SpanHead`.

        Args:
            ids: token ids.
            mask: True where a token is real.
            first: index of the first passage token, shape (batch,).
            last: index behind the last passage token, shape (batch,).
            promise: log-odds below which a token is not read on; the most promising always is.
        """
        states, promises = self.look(ids, mask, first, last)
        near = neighbourhood(promises)
        most = promises.amax(1, keepdim=True).clamp_max(promise)
        return self.read_on(states, mask, near >= most, first, last)

    def look(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """The lowest layers alone.

        Returns:
            states of the real tokens, (real tokens, hidden), and for each token the log-odds that
            it is part of the answer, (batch, tokens), float32; _NEVER outside the passage.
        """
        states = self.bert.run(self.bert.embed(ids, mask), mask, 0, GLANCE_LAYERS)
        promises = spread(self.glance(states).float(), mask)[..., 0]
        return states, promises.masked_fill(~_inside(mask, first, last), _NEVER)

    def read_on(
        self, states: Tensor, mask: Tensor, kept: Tensor, first: Tensor, last: Tensor
    ) -> Tensor:
        """The other layers and the head, over what is kept of the passage and all beside it."""
        real = mask & (kept | ~_inside(mask, first, last))
        states = self.bert.run(states[real[mask]], real, GLANCE_LAYERS)
        scores: Tensor = self.head(spread(states, real), first, last, real)
        return scores


def neighbourhood(promises: Tensor) -> Tensor:
    """Each token's highest promise within NEIGHBOURHOOD_TOKENS, (batch, tokens) → the same."""
    width = 2 * NEIGHBOURHOOD_TOKENS + 1
    return F.max_pool1d(promises, width, stride=1, padding=NEIGHBOURHOOD_TOKENS)
