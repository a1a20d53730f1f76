"""The reader's network: the encoder's twelve layers, fine-tuned, and a head that scores spans.

In: batches of token windows. Out: a score for each span and one for "not here". It does not know
text, passages, or how its weights were found.

A span's score is s(i) + e(j) + q(i)·k(j)/√d: a start, an end, and how well the two belong
together, so that the best start and the best end of two different answers are not joined
(after Lee et al. 2016, arXiv:1611.01436, with a bilinear term in place of the span network).
Token 0 stands for "not here", as in Devlin et al. 2019 for SQuAD 2.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from index.bert import Bert

MAX_SPAN_TOKENS = 64
_PAIR_WIDTH = 64
# Below every real score, and finite, so that no softmax meets inf − inf.
_NEVER = -1e4


class SpanHead(nn.Module):
    """Scores every span of at most MAX_SPAN_TOKENS tokens."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.ends = nn.Linear(hidden, 2)
        self.pairs = nn.Linear(hidden, 2 * _PAIR_WIDTH)

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Score spans.

        Args:
            states: shape (batch, tokens, hidden).
            first: index of the first passage token, shape (batch,).
            last: index behind the last passage token, shape (batch,).

        Returns:
            float32 scores, shape (batch, tokens, tokens): [b, i, j] for the span of tokens i to j
            inclusive, [b, 0, 0] for "not here"; _NEVER where no span may lie.
        """
        tokens = states.shape[1]
        start, end = self.ends(states).float().unbind(-1)
        left, right = self.pairs(states).float().split(_PAIR_WIDTH, dim=-1)
        together = left @ right.transpose(1, 2) / _PAIR_WIDTH**0.5
        scores: Tensor = start[:, :, None] + end[:, None, :] + together
        return scores.masked_fill(~_allowed(tokens, first, last), _NEVER)


def _allowed(tokens: int, first: Tensor, last: Tensor) -> Tensor:
    at = torch.arange(tokens)
    length = at[None, :] - at[:, None]
    short = (length >= 0) & (length < MAX_SPAN_TOKENS)
    inside = (at >= first[:, None]) & (at < last[:, None])
    allowed = short & inside[:, :, None] & inside[:, None, :]
    allowed[:, 0, 0] = True
    return allowed


class ReaderModel(nn.Module):
    """Encoder and head; the state holds neither the word embeddings nor the tokenizer."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert
        self.head = SpanHead(bert.shape.hidden)

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Windows (batch, tokens) → span scores (batch, tokens, tokens); see `SpanHead`."""
        scores: Tensor = self.head(self.bert(ids, mask), first, last)
        return scores
