"""A training that was killed goes on as if it had not been."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from qa import training_run
from qa.training_run import begin, run


@dataclass(frozen=True)
class Recipe:
    learning_rate: float = 0.1
    warm_up: float = 0.25
    weight_decay: float = 0.01


class KilledError(Exception):
    pass


def model_of() -> nn.Linear:
    torch.manual_seed(0)
    return nn.Linear(3, 1)


def train(model: nn.Linear, out: Path, *, killed_at: int = -1) -> None:
    def loss_of(step: int) -> Tensor:
        if step == killed_at:
            raise KilledError
        batch = torch.randn(4, 3, generator=torch.Generator().manual_seed(step))
        return (model(batch) - batch.sum(1, keepdim=True)).square().mean()

    run(model, loss_of, Recipe(), steps=12, out=out)


def test_a_killed_run_ends_where_a_whole_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training_run, "KEPT_EVERY", 5)
    whole, killed, resumed = model_of(), model_of(), model_of()
    for name in ("whole", "killed"):
        begin(tmp_path / name, Recipe(), data=tmp_path, steps=12, start=None, drawn={"pairs": 7})
    train(whole, tmp_path / "whole")
    with pytest.raises(KilledError):
        train(killed, tmp_path / "killed", killed_at=8)
    train(resumed, tmp_path / "killed")
    torch.testing.assert_close(resumed.state_dict(), whole.state_dict())
    assert not torch.equal(killed.weight, whole.weight)
    account = json.loads((tmp_path / "killed" / "account.json").read_text())
    assert account["recipe"] == {"learning_rate": 0.1, "warm_up": 0.25, "weight_decay": 0.01}
    assert (account["pairs"], account["steps"], account["start"]) == (7, 12, None)


def test_what_does_not_learn_stays(tmp_path: Path) -> None:
    model = model_of()
    assert model.bias is not None
    model.bias.requires_grad_(False)
    before = model.bias.clone()
    begin(tmp_path / "out", Recipe(), data=tmp_path, steps=12, start=None, drawn={})
    train(model, tmp_path / "out")
    assert torch.equal(model.bias, before)
