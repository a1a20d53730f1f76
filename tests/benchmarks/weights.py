"""What packing the weights costs: `python tests/benchmarks/weights.py CHECKPOINT --data DIR`.

F1 of the checkpoint as trained, packed in 4 bits as differences (what Källa ships), and with the
same layers rounded to 8 bits a row, on samples of the development sets.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch

from index import bundled
from index.deltas import pack
from index.encoder import fast_dtype
from qa.evaluate_reader import read_set, sample, score_set
from qa.reader import Reader
from qa.reader_model import ReaderModel
from qa.reader_weights import load_model

SETS = ("squad2-sv", "squad2-qen-csv", "norquad-no")


def rounded_to_eight_bits(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Each row of a matrix to 255 levels."""

    def rounded(value: torch.Tensor) -> torch.Tensor:
        if value.ndim < 2:
            return value
        scale = value.abs().amax(1, keepdim=True) / 127
        return (value / scale).round() * scale

    return {name: rounded(value) for name, value in state.items()}


def model_of(state: dict[str, torch.Tensor]) -> ReaderModel:
    """A reader with these weights, in the dtype that is fast here."""
    model = ReaderModel(bundled.bert())
    model.load_state_dict(state)
    return model.to(fast_dtype()).eval()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=200)
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True)["model"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reader.safetensors"
        megabytes = pack(state, path, prefix="bert.") / 1e6
        models = {
            "as trained": model_of(state),
            f"4-bit differences, {megabytes:.1f} MB": load_model(path, dtype=fast_dtype()),
            "8-bit rows, 21 MB": model_of(rounded_to_eight_bits(state)),
        }
    for name in SETS:
        questions = sample([q for q in read_set(options.data, name) if q.answers], options.size)
        for form, model in models.items():
            score = score_set(Reader(bundled.tokenizer(), model), name, questions)
            print(f"{name:16} {form:28} F1 {score.f1:.1f}", flush=True)


if __name__ == "__main__":
    main()
