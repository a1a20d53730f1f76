"""The loop that the trainings share: warm up, go down to 0, keep checkpoints, write a log.

In: a model, the parameters that learn, and the loss of each step. Out: `checkpoint.pt` and
`log.jsonl` in a folder. Killed at any moment, the same call goes on from the last checkpoint. It
does not know what is learnt.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

LOGGED_EVERY = 10  # steps
KEPT_EVERY = 50
_MAX_NORM = 1.0


def run(
    model: nn.Module, learning: Sequence[nn.Parameter], loss_of: Callable[[int], Tensor], *,
    steps: int, out: Path, learning_rate: float, warm_up: float, weight_decay: float,
) -> None:  # fmt: skip
    """Run, or go on with, a training.

    Args:
        model: whose state is kept.
        learning: its parameters that learn.
        loss_of: gives the loss of a step, counted from 0; the same number, the same batch.
        steps: of the whole run; the learning rate is 0 after the last.
        out: folder of the checkpoint and the log.
        learning_rate: the highest.
        warm_up: share of the steps in which the rate rises.
        weight_decay: of AdamW.
    """
    optimiser = torch.optim.AdamW(learning, lr=learning_rate, weight_decay=weight_decay, fused=True)
    warm = max(1, round(warm_up * steps))
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


def account_of(start: Path) -> dict[str, Any]:
    """Return what is known of the packed weights that a run goes on from."""
    from index.deltas import sha256

    beside = start.with_name("account.json")
    known = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else {}
    return {"sha256": sha256(start), **known}


def begin(out: Path, account: dict[str, Any]) -> None:
    """Make the folder of a run and write down what goes into it."""
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(account, indent=1, ensure_ascii=False)
    (out / "account.json").write_text(text + "\n", encoding="utf-8")
