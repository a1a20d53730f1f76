"""A BERT encoder in plain torch: token ids in, one vector a token out.

Shared by the encoder and the reader, which differ only in their weights. It knows nothing of
tokenizers, prompts or pooling. Importing transformers for the same twelve layers costs three
seconds at every start, which is half of what a question from the command line may take.

Devlin et al. 2019, arXiv:1810.04805; layer norm after each residual, exact GELU.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class BertShape:
    """Sizes of an encoder: widths in floats, positions in tokens."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    positions: int
    epsilon: float


class Layer(nn.Module):
    """Self-attention and feed-forward, each with its residual and layer norm."""

    def __init__(self, shape: BertShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attended = nn.Linear(shape.hidden, shape.hidden)
        self.attended_norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.widen = nn.Linear(shape.hidden, shape.intermediate)
        self.narrow = nn.Linear(shape.intermediate, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)

    def forward(self, states: Tensor, lengths: list[int], dropout: float) -> Tensor:
        """(tokens of all windows, hidden) → the same shape; a window attends to itself alone."""
        mixed = self.attended(_attention(self.qkv(states), lengths, self.heads))
        states = self.attended_norm(states + F.dropout(mixed, dropout, self.training))
        narrowed = self.narrow(F.gelu(self.widen(states)))
        normed: Tensor = self.norm(states + F.dropout(narrowed, dropout, self.training))
        return normed


def _attention(qkv: Tensor, lengths: list[int], heads: int) -> Tensor:
    """Attend within each window: (tokens, 3 · hidden) → (tokens, hidden).

    Window by window, since what one attends to then fits into the processor's cache and nothing is
    spent on padding: 8 passages of 205 tokens took 0.77 of the time of a padded batch in bfloat16
    and 0.92 in float32, 48 of 30 tokens 1.12 and 0.96 (two cores with AMX, in turn, 2026-11-29).
    """
    width = qkv.shape[1] // (3 * heads)
    mixed = []
    for window in torch.split(qkv.view(-1, 3, heads, width), lengths):
        query, key, value = window.permute(1, 2, 0, 3)[:, None].unbind(0)
        mixed.append(_mix(query, key, value)[0].transpose(0, 1))
    return torch.cat(mixed).flatten(1)


def _mix(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Attention of one window: each of shape (1, heads, tokens, width), as is the result.

    To learn through, torch's fused attention is slow: a step of 32 windows took 2.6 s with it, and
    1.55 s with the formula written out.
    """
    if not query.requires_grad:
        return F.scaled_dot_product_attention(query, key, value)
    scores = query @ key.transpose(-1, -2) * key.shape[-1] ** -0.5
    mixed: Tensor = scores.softmax(-1).to(value.dtype) @ value
    return mixed


class Bert(nn.Module):
    """Word and position embeddings and a stack of layers.

    Args:
        shape: the sizes.
        words: a module that opens token ids (any shape) to (..., hidden); not part of the state.
        dropout: share of each residual branch set to zero in training.
    """

    def __init__(self, shape: BertShape, words: nn.Module, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        # In a list, so that the shared table is neither moved, trained nor saved with the layers.
        self._words = [words]
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.embedding_norm = nn.LayerNorm(shape.hidden, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Encode a batch.

        Args:
            ids: token ids, shape (batch, tokens), tokens ≤ shape.positions.
            mask: True where a token is real, same shape; None when all are.

        Returns:
            shape (batch, tokens, hidden), in the dtype of the layers; 0 where no token is real.
        """
        real = torch.ones_like(ids, dtype=torch.bool) if mask is None else mask
        at = real.nonzero()[:, 1]
        dtype = self.positions.weight.dtype
        states = self.embedding_norm(self._words[0](ids[real]).to(dtype) + self.positions(at))
        states = F.dropout(states, self.dropout, self.training)
        lengths = real.sum(1).tolist()
        for layer in self.layers:
            states = layer(states, lengths, self.dropout)
        padded: Tensor = states.new_zeros(*ids.shape, self.shape.hidden)
        padded[real] = states
        return padded


def pad(rows: list[list[int]], *, to_multiple_of: int = 1) -> tuple[Tensor, Tensor]:
    """Token ids of several windows as one batch: ids and mask, each (batch, longest)."""
    longest = max(map(len, rows))
    longest += -longest % to_multiple_of
    ids = torch.ones(len(rows), longest, dtype=torch.long)  # 1 is <pad>
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for row, tokens in enumerate(rows):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = True
    return ids, mask
