"""The reader's weights: packed small for the package, opened again at start.

In: a training checkpoint. Out: `qa/model/reader.safetensors`, and from it a ReaderModel. It does
not know how the weights were trained or what they are used for.

What is stored is the difference from the bundled encoder, in 4 bits: differences after a short
training are small, so that their rounding moves a weight far less than rounding the weight
itself would. Biases, layer norms and the head are kept in 16 bits.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from index import bundled

if TYPE_CHECKING:
    import torch
    from torch import Tensor

    from qa.reader_model import ReaderModel

FOLDER = Path(__file__).with_name("model")
WEIGHTS = FOLDER / "reader.safetensors"
CHECKSUM = FOLDER / "reader.sha256"
FORMAT = "1"
BLOCK = 32
_LEVELS = 7  # nibbles hold −7 … 7
_MEND = "Restore it from the repository: git checkout qa/model"


class ReaderWeightsError(RuntimeError):
    """The reader's weights are missing, damaged, or made for another encoder."""


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


def pack(state: dict[str, Tensor], path: Path = WEIGHTS) -> int:
    """Write a trained model's state as differences from the bundled encoder.

    Args:
        state: of a ReaderModel.
        path: where to; its checksum goes beside it.

    Returns:
        the size in bytes.
    """
    from safetensors.torch import save_file

    base = {f"bert.{name}": value for name, value in bundled.bert().state_dict().items()}
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
    path.with_suffix(".sha256").write_text(_sha256(path) + "\n")
    return path.stat().st_size


def verify(path: Path = WEIGHTS) -> None:
    """Check the weights' checksum.

    Raises:
        ReaderWeightsError: they are missing or damaged.
    """
    checksum = path.with_suffix(".sha256")
    if not path.is_file() or not checksum.is_file():
        raise ReaderWeightsError(f"The reader's weights {path} are missing. {_MEND}")
    if _sha256(path) != checksum.read_text().strip():
        raise ReaderWeightsError(f"The reader's weights {path} are damaged. {_MEND}")


def load_model(path: Path = WEIGHTS, *, dtype: torch.dtype | None = None) -> ReaderModel:
    """Open the packed weights over the bundled encoder.

    Raises:
        ReaderWeightsError: they are missing, damaged, or made for another encoder.
    """
    import torch
    from safetensors import safe_open

    from qa.reader_model import ReaderModel

    verify(path)
    model = ReaderModel(bundled.bert())
    state = model.state_dict()
    with safe_open(path, framework="pt") as file:
        metadata = file.metadata() or {}
        if metadata.get("encoder_sha256") != bundled.WEIGHTS_SHA256:
            raise ReaderWeightsError(f"{path} was made for another encoder. {_MEND}")
        stored = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    for name in state:
        if f"{name}.nibbles" in stored:
            state[name] += dequantise(stored[f"{name}.nibbles"], stored[f"{name}.scales"])
        elif name in stored and name.startswith("bert."):
            state[name] += stored[name].float()
        elif name in stored:
            state[name] = stored[name].float()
    model.load_state_dict(state)
    return model.to(dtype or torch.float32).eval()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Pack a checkpoint: `python -m qa.reader_weights training/checkpoint.pt`."""
    import torch

    parser = argparse.ArgumentParser(description="Pack a training checkpoint for the package.")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True)
    size = pack(state["model"], options.out)
    account = options.checkpoint.with_name("account.json")
    if account.exists():
        packed = {**json.loads(account.read_text()), "steps_done": state["step"]}
        text = json.dumps(packed, indent=1, ensure_ascii=False)
        options.out.with_name("account.json").write_text(text + "\n")
    print(f"{options.out}: {size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
