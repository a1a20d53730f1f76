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

    def forward(self, states: Tensor, bias: Tensor | None, dropout: float) -> Tensor:
        """(batch, tokens, hidden) → the same shape; `bias` is added to the attention scores."""
        batch, tokens, hidden = states.shape
        split = self.qkv(states).view(batch, tokens, 3, self.heads, hidden // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = _attention(query, key, value, bias)
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, tokens, hidden))
        states = self.attended_norm(states + F.dropout(mixed, dropout, self.training))
        narrowed = self.narrow(F.gelu(self.widen(states)))
        normed: Tensor = self.norm(states + F.dropout(narrowed, dropout, self.training))
        return normed


def _attention(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None) -> Tensor:
    """Attend: each of shape (batch, heads, tokens, width), as is the result.

    torch's fused attention is a fifth slower than the formula written out on a CPU in bfloat16,
    and makes a pass 3 to 25 % faster in float32 (3 × 64 to 8 × 160 tokens, one thread).
    """
    if query.dtype == torch.float32:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
    scores = query @ key.transpose(-1, -2) * key.shape[-1] ** -0.5
    if bias is not None:
        scores = scores + bias.to(scores.dtype)
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
            shape (batch, tokens, hidden), in the dtype of the layers.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        dtype = self.positions.weight.dtype
        states = self.embedding_norm(self._words[0](ids).to(dtype) + self.positions(at))
        states = F.dropout(states, self.dropout, self.training)
        bias = None
        if mask is not None and not bool(mask.all()):
            bias = torch.zeros(mask.shape, dtype=states.dtype).masked_fill(~mask, -1e4)
            bias = bias[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias, self.dropout)
        result: Tensor = states
        return result


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
