"""The reader's weights: packed small for the package, opened again at start.

In: a training checkpoint. Out: `qa/model/reader.safetensors`, and from it a ReaderModel. It does
not know how the weights were trained or what they are used for; `index.deltas` knows the file.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from index import bundled
from index.deltas import add_to, pack

if TYPE_CHECKING:
    import torch

    from qa.reader_model import ReaderModel

FOLDER = Path(__file__).with_name("model")
WEIGHTS = FOLDER / "reader.safetensors"
_PREFIX = "bert."


def load_model(path: Path = WEIGHTS, *, dtype: torch.dtype | None = None) -> ReaderModel:
    """Open the packed weights over the bundled encoder.

    Raises:
        WeightsError: they are missing, damaged, or made for another encoder.
    """
    import torch

    from qa.reader_model import ReaderModel

    model = ReaderModel(bundled.bert())
    model.load_state_dict(add_to(model.state_dict(), path, prefix=_PREFIX))
    return model.to(dtype or torch.float32).eval()


def main() -> None:
    """Pack a checkpoint: `python -m qa.reader_weights training/checkpoint.pt`."""
    import torch

    parser = argparse.ArgumentParser(description="Pack a training checkpoint for the package.")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--start", type=Path, help="packed weights that the training began with")
    parser.add_argument("--share", type=float, default=1.0, help="of the way from --start, 0 to 1")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, weights_only=True)
    trained = state["model"]
    if options.start:
        began = load_model(options.start).state_dict()
        trained = {name: torch.lerp(began[name], trained[name], options.share) for name in began}
    size = pack(trained, options.out, prefix=_PREFIX)
    account = options.checkpoint.with_name("account.json")
    if account.exists():
        done = {"steps_done": state["step"], "share": options.share}
        packed = {**json.loads(account.read_text()), **done}
        text = json.dumps(packed, indent=1, ensure_ascii=False)
        options.out.with_name("account.json").write_text(text + "\n")
    print(f"{options.out}: {size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
