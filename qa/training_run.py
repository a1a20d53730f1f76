"""The loop that the trainings share: warm up, go down to 0, keep checkpoints, write a log.

In: a model, the loss of each step, and how fast it shall learn. Out: `account.json`,
`checkpoint.pt` and `log.jsonl` in a folder. Killed at any moment, the same call goes on from the
last checkpoint. It does not know what is learnt.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from index import bundled
from index.bert import Bert
from index.deltas import sha256
from qa import added_questions, notices

LOGGED_EVERY = 10  # steps
KEPT_EVERY = 50
_MAX_NORM = 1.0


class Pace(Protocol):
    """How fast a model learns; the recipes of the trainings say it."""

    @property
    def learning_rate(self) -> float:
        """The highest."""

    @property
    def warm_up(self) -> float:
        """Share of the steps in which the rate rises."""

    @property
    def weight_decay(self) -> float:
        """Of AdamW."""


def run(
    model: nn.Module, loss_of: Callable[[int], Tensor], pace: Pace, *, steps: int, out: Path
) -> None:
    """Run, or go on with, a training.

    Args:
        model: whose state is kept; its parameters that require a gradient learn.
        loss_of: gives the loss of a step, counted from 0; the same number, the same batch.
        pace: how fast.
        steps: of the whole run; the learning rate is 0 after the last.
        out: folder of the checkpoint and the log.
    """
    learning = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        learning, lr=pace.learning_rate, weight_decay=pace.weight_decay, fused=True
    )
    warm = max(1, round(pace.warm_up * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, (steps - s) / max(1, steps - warm))
    )
    parts: dict[str, Any] = {"model": model, "optimiser": optimiser, "schedule": schedule}
    checkpoint, done = out / "checkpoint.pt", 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        done = state["step"]
    began, losses = time.monotonic(), []
    for step in range(done, steps):
        loss = loss_of(step)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learning, _MAX_NORM)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        losses.append(loss.item())
        if (step + 1) % LOGGED_EVERY == 0:
            some = losses[-LOGGED_EVERY:]
            line = {"step": step + 1, "loss": sum(some) / len(some),
                    "s_per_step": (time.monotonic() - began) / (step + 1 - done)}  # fmt: skip
            with (out / "log.jsonl").open("a") as file:
                file.write(json.dumps(line) + "\n")
        if (step + 1) % KEPT_EVERY == 0 or step + 1 == steps:
            state = {name: part.state_dict() for name, part in parts.items()}
            aside = checkpoint.with_suffix(".tmp")
            torch.save({**state, "step": step + 1}, aside)
            aside.replace(checkpoint)


def freeze(bert: Bert, layers: int) -> None:
    """Keep the positions and the lowest layers of an encoder as they are."""
    for module in (bert.positions, bert.embedding_norm, *bert.layers[:layers]):
        module.requires_grad_(False)


def begin(
    out: Path, recipe: Any, *, data: Path, steps: int, start: Path | None, drawn: dict[str, Any]
) -> None:
    """Make the folder of a run and write down what goes into it.

    Args:
        out: the folder.
        recipe: a dataclass of what the run depends on besides the data.
        data: folder of the sets.
        steps: of the run.
        start: packed weights that it goes on from, if any; what is known of them is kept.
        drawn: what was drawn from the data.
    """
    ours = (notices.FOLDER, notices.TRANSLATED, added_questions.FOLDER)
    files = sorted(data.glob("*-train.jsonl.gz"))
    files += [file for folder in ours for file in sorted(folder.glob("*.txt"))]
    account = {
        "recipe": asdict(recipe),
        "encoder_sha256": bundled.WEIGHTS_SHA256,
        **drawn,
        "steps": steps,
        "start": _account_of(start) if start else None,
        "data_sha256": {path.name: sha256(path) for path in files},
    }
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(account, indent=1, ensure_ascii=False)
    (out / "account.json").write_text(text + "\n", encoding="utf-8")


def _account_of(start: Path) -> dict[str, Any]:
    beside = start.with_name("account.json")
    known = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    return {"sha256": sha256(start), **known}
