"""Texts as unit vectors.

In: questions or paragraphs. Out: float32 rows of length 1, so that an inner product is a cosine.
The only file that imports sentence-transformers, and that only for a model other than the bundled
one. It knows nothing of documents, libraries or search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index import bundled
from index.deltas import add_to, sha256

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]

MAX_TOKENS = 512  # positions of the bundled model
# What fine-tuning changed in the bundled model (qa.train_encoder), and the name of the result.
TUNED = "kalla-e5-small"
ADAPTER = Path(__file__).with_name("model") / "encoder.safetensors"
# Padded tokens in one batch; bounds the memory. A choice, not measured.
BATCH_TOKENS = 4096
# Below this a shorter batch is thought not worth its overhead. A choice, not measured.
WORTHWHILE_TOKENS = 400


class EncoderError(RuntimeError):
    """An encoder could not be loaded."""


class Encoder(Protocol):
    """What a library needs of an encoder.

    Attributes:
        name: as given to `load_encoder`; "" for the bundled model.
        dimension: width d of the vectors.
        fingerprint: what a library records, to notice that it was built with another encoder.
    """

    name: str
    dimension: int
    fingerprint: dict[str, str]

    def encode_documents(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """Return unit rows, shape (len(texts), d); `progress` is told how many more are done."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows, shape (len(texts), d)."""
        ...


@cache
def load_encoder(name: str = "") -> Encoder:
    """Load an encoder, once a process.

    Args:
        name: a sentence-transformers model's folder or name; "" for the bundled model as Källa
            fine-tuned it, and bundled.NAME for the bundled model as it came.

    Raises:
        EncoderError: the model cannot be loaded.
        BundledModelError: the bundled model is missing or damaged.
        WeightsError: the fine-tuned weights are.
    """
    if name in ("", bundled.NAME):
        return BundledEncoder(tuned=not name)
    return NamedEncoder(name)


class BundledEncoder:
    """multilingual-e5-small, run by `index.bert`, as it came or fine-tuned to find."""

    def __init__(self, *, tuned: bool) -> None:
        self.name = "" if tuned else bundled.NAME
        self._tokenizer = bundled.tokenizer()
        layers = bundled.bert()
        if tuned:
            layers.load_state_dict(add_to(layers.state_dict(), ADAPTER))
        self._bert = layers.to(fast_dtype())
        self.dimension = self._bert.shape.hidden
        self.fingerprint = {
            "name": TUNED if tuned else bundled.NAME,
            **({"tuned_sha256": sha256(ADAPTER)} if tuned else {}),
            "weights_sha256": bundled.WEIGHTS_SHA256,
            "query_prompt": bundled.PROMPTS["query"],
            "document_prompt": bundled.PROMPTS["document"],
            "pooling": "mean",
            "normalisation": "unit",
        }

    def encode_documents(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """Return unit rows; texts beyond 512 tokens are cut."""
        return self._encode([bundled.PROMPTS["document"] + text for text in texts], progress)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows; texts beyond 512 tokens are cut."""
        return self._encode([bundled.PROMPTS["query"] + text for text in texts], None)

    def _encode(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        import torch

        from index.bert import pad

        rows = np.empty((len(texts), self.dimension), np.float32)
        tokens = [_fitting(e.ids) for e in self._tokenizer.encode_batch(list(texts))]
        for batch in batches_of_like_length([len(t) for t in tokens]):
            ids, mask = pad([tokens[row] for row in batch])
            with torch.inference_mode():
                rows[batch] = bundled.pooled(self._bert(ids, mask), mask).numpy()
            if progress:
                progress(len(batch))
        return rows


class NamedEncoder:
    """Any sentence-transformers model, by name or path."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._model = _load_named(name)
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        prompts = {key: str(value) for key, value in self._model.prompts.items() if value}
        self.fingerprint = {"name": name, "normalisation": "unit", **prompts}

    def encode_documents(
        self, texts: Sequence[str], *, progress: Progress | None = None
    ) -> Vectors:
        """Return unit rows, with the model's own document prompt if it has one."""
        rows = [np.empty((0, self.dimension), np.float32)]
        for at in range(0, len(texts), 256):
            some = list(texts[at : at + 256])
            rows.append(self._model.encode_document(some, normalize_embeddings=True))
            if progress:
                progress(len(some))
        return np.concatenate(rows).astype(np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return unit rows, with the model's own query prompt if it has one."""
        rows = self._model.encode_query(list(texts), normalize_embeddings=True)
        return np.asarray(rows, np.float32)


def _load_named(name: str) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except Exception as error:
        # The library raises whatever its loaders raise; each means the same to the caller.
        raise EncoderError(
            f"The encoder {name!r} could not be loaded: {error}. Give the folder of a "
            "sentence-transformers model, or leave --encoder out for the bundled one."
        ) from error


def _fitting(ids: list[int]) -> list[int]:
    """Cut to what the model has positions for, with the end token kept."""
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], ids[-1]]


def batches_of_like_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows sorted by length, longest first, in batches of at most BATCH_TOKENS padded tokens.

    A batch ends sooner where the next text would be mostly padding.
    """
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda r: -lengths[r]):
        if batch:
            padded = lengths[batch[0]] * (len(batch) + 1)
            wasteful = lengths[row] < 0.7 * lengths[batch[0]] and padded > WORTHWHILE_TOKENS
            if padded > BATCH_TOKENS or wasteful:
                yield batch
                batch = []
        batch.append(row)
    if batch:
        yield batch


def fast_dtype() -> Any:
    """bfloat16 where the processor multiplies it directly, else float32.

    Returns:
        a torch.dtype. Emulated bfloat16 is slower than float32.
    """
    import torch

    direct = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.bfloat16 if direct else torch.float32
