"""What reading costs, by number format: `python tests/benchmarks/reading.py`.

8 passages of 120 words of the shipped corpus, read for one question: medians of float32, bfloat16
and 8-bit matrices (torch's dynamic quantisation), in turn, so that a busy machine hits all alike.
"""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable

import torch

from index import bundled
from qa.reader import Reader
from qa.reader_weights import load_model

ROUNDS = 15


def passages() -> list[tuple[str, str]]:
    """Eight (title, text) of 120 words each."""
    import qa

    paragraphs = qa.load().library.paragraphs
    words = [word for paragraph in paragraphs for word in paragraph.text.split()]
    return [("", " ".join(words[at * 120 : at * 120 + 120])) for at in range(8)]


def in_eight_bits() -> torch.nn.Module:
    """The reader with its linear layers in int8, activations rounded as they come."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.ao.quantization.quantize_dynamic(load_model(), {torch.nn.Linear})


def main() -> None:
    """Measure and print."""
    models: dict[str, Callable[[], torch.nn.Module]] = {
        "float32": load_model,
        "bfloat16": lambda: load_model(dtype=torch.bfloat16),
        "int8": in_eight_bits,
    }
    readers = {name: Reader(bundled.tokenizer(), make()) for name, make in models.items()}  # type: ignore[arg-type]
    texts = passages()
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, reader in readers.items():
            began = time.perf_counter()
            reader.read("Vem kom tvåa 2024?", texts)
            taken[name].append(time.perf_counter() - began)
    for name, seconds in taken.items():
        print(f"{name:9} {1000 * statistics.median(seconds):6.0f} ms")


if __name__ == "__main__":
    main()
