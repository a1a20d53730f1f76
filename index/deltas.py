"""Fine-tuned weights as differences from the bundled encoder, packed small.

In: the state of a network that began as the bundled encoder. Out: a safetensors file with its
checksum beside it, and from that the state again. It does not know what the network is for.

Differences after a short training are small, so that rounding them to 4 bits moves a weight far
less than rounding the weight itself would. Biases, layer norms and what the encoder does not have
are kept in 16 bits.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from index import bundled

if TYPE_CHECKING:
    from torch import Tensor

FORMAT = "1"
BLOCK = 32
_LEVELS = 7  # nibbles hold −7 … 7


class WeightsError(RuntimeError):
    """Packed weights are missing, damaged, or made for another encoder."""


def quantise(delta: Tensor) -> tuple[Tensor, Tensor]:
    """Round a matrix to 4 bits in blocks of 32, each with the scale that errs least.

    Args:
        delta: shape (rows, width), width divisible by 32.

    Returns:
        nibbles, uint8 (rows, width / 2), and scales, float16 (rows, width / 32).
    """
    import torch

    blocks = delta.float().reshape(delta.shape[0], -1, BLOCK)
    peak = blocks.abs().amax(-1, keepdim=True) / _LEVELS
    best, error = peak, torch.full_like(peak, torch.inf)
    # Clipping the largest value a little often rounds the others better.
    for shrink in (1.0, 0.9, 0.8, 0.7, 0.6):
        scale = (peak * shrink).half().float().clamp_min(1e-7)
        rounded = (blocks / scale).round().clamp(-_LEVELS, _LEVELS) * scale
        now = (rounded - blocks).square().sum(-1, keepdim=True)
        best, error = torch.where(now < error, scale, best), torch.minimum(now, error)
    levels = (blocks / best).round().clamp(-_LEVELS, _LEVELS).to(torch.int8) + 8
    pairs = levels.to(torch.uint8).reshape(delta.shape[0], -1, 2)
    return pairs[..., 0] | pairs[..., 1] << 4, best[..., 0].half()


def dequantise(nibbles: Tensor, scales: Tensor) -> Tensor:
    """Undo `quantise`: float32, shape (rows, width)."""
    import torch

    levels = torch.stack([nibbles & 0x0F, nibbles >> 4], -1).flatten(1).float() - 8
    blocks = levels.reshape(levels.shape[0], -1, BLOCK) * scales.float()[..., None]
    return blocks.flatten(1)


def pack(state: dict[str, Tensor], path: Path, *, prefix: str = "") -> int:
    """Write a state as differences from the bundled encoder.

    Args:
        state: of the network, by name.
        path: where to; its checksum goes beside it.
        prefix: what the network puts before the names of `index.bert.Bert`.

    Returns:
        the size in bytes.
    """
    from safetensors.torch import save_file

    base = {prefix + name: value for name, value in bundled.bert().state_dict().items()}
    tensors: dict[str, Tensor] = {}
    for name, value in state.items():
        if name not in base:
            tensors[name] = value.half().contiguous()
            continue
        delta = value.float() - base[name]
        if not bool(delta.any()):
            continue
        if delta.ndim == 2:
            tensors[f"{name}.nibbles"], tensors[f"{name}.scales"] = quantise(delta)
        else:
            tensors[name] = delta.half()
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"format": FORMAT, "encoder_sha256": bundled.WEIGHTS_SHA256}
    save_file(tensors, path, metadata=metadata)
    path.with_suffix(".sha256").write_text(sha256(path) + "\n")
    return path.stat().st_size


def verify(path: Path) -> None:
    """Check packed weights against their checksum.

    Raises:
        WeightsError: they are missing or damaged.
    """
    checksum = path.with_suffix(".sha256")
    if not path.is_file() or not checksum.is_file():
        raise WeightsError(f"The weights {path} are missing. {_mend(path)}")
    if sha256(path) != checksum.read_text().strip():
        raise WeightsError(f"The weights {path} are damaged. {_mend(path)}")


def add_to(state: dict[str, Tensor], path: Path, *, prefix: str = "") -> dict[str, Tensor]:
    """Return a state with packed weights added to the encoder's part and put in for the rest.

    Args:
        state: of a network whose encoder's part is the bundled one.
        path: of the packed weights.
        prefix: as in `pack`.

    Raises:
        WeightsError: they are missing, damaged, or made for another encoder.
    """
    from safetensors import safe_open

    verify(path)
    with safe_open(path, framework="pt") as file:
        metadata = file.metadata() or {}
        if metadata.get("encoder_sha256") != bundled.WEIGHTS_SHA256:
            raise WeightsError(f"{path} was made for another encoder. {_mend(path)}")
        stored = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    full = dict(state)
    for name in state:
        if f"{name}.nibbles" in stored:
            full[name] = state[name] + dequantise(
                stored[f"{name}.nibbles"], stored[f"{name}.scales"]
            )
        elif name in stored:
            value = stored[name].float()
            full[name] = state[name] + value if name.startswith(prefix) else value
    return full


def sha256(path: Path) -> str:
    """Checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _mend(path: Path) -> str:
    return f"Restore it from the repository: git checkout {path.parent.parent.name}/model"
