"""Train the reader: `python -m qa.train_reader --data DIR --out DIR`.

In: question-answering sets (see `qa.mixture`) and the bundled encoder. Out: checkpoints and
a log of what went in and how the loss fell; `qa.reader_weights` packs the last checkpoint for the
package. Seeded: the same data, seed and thread count give the same run. Killed at any moment, the
same command goes on from the last checkpoint. It does not know passages, libraries or answers.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from index import bundled
from index.bert import pad
from index.encoder import fast_dtype
from qa.mixture import draw, mixture
from qa.reader_model import MAX_SPAN_TOKENS, ReaderModel
from qa.reader_weights import load_model
from qa.training_data import Example
from qa.training_run import begin, freeze, run
from qa.windows import Tokens, Window, room, tokenise, window


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the run depends on besides the data."""

    seed: int = 20261123
    scale: float = 1.0
    batch: int = 32
    learning_rate: float = 1.5e-4
    warm_up: float = 0.06  # share of the steps
    weight_decay: float = 0.01
    # The lowest layers hold what the languages share; leaving them as they are keeps it, and
    # saves time: a layer that does not learn costs a third of one that does.
    frozen_layers: int = 4
    # A window is cut to one of these at random: short ones are twice as fast to learn from, long
    # ones are what the reader meets.
    max_tokens: tuple[int, ...] = (128, 128, 128, 224)
    # Contexts above this are cut at the full length always: they are what a window is for.
    long_context_tokens: int = 400


@dataclass(frozen=True, slots=True)
class Sample:
    """A window and its label: the first and last answer token in it, (0, 0) for "not here"."""

    window: Window
    label: tuple[int, int]


def make_samples(examples: Sequence[Example], recipe: Recipe, rng: random.Random) -> list[Sample]:
    """Tokenise, cut one window out of each context, and label it."""
    tokenizer = bundled.tokenizer()
    contexts = list({e.context for e in examples})
    passages = dict(zip(contexts, tokenise(tokenizer, contexts), strict=True))
    questions = tokenise(tokenizer, [_as_typed(e.question, rng) for e in examples])
    titles = tokenise(tokenizer, [e.title if rng.random() < 0.5 else "" for e in examples])
    samples = []
    for example, question, title in zip(examples, questions, titles, strict=True):
        sample = _cut(example, question, title, passages[example.context], recipe, rng)
        if sample is not None:
            samples.append(sample)
    return samples


def _as_typed(question: str, rng: random.Random) -> str:
    """People leave out capitals and question marks."""
    if rng.random() < 0.15:
        question = question.lower()
    if rng.random() < 0.15:
        question = question.rstrip("?")
    return question


def _cut(
    example: Example, question: Tokens, title: Tokens, passage: Tokens, recipe: Recipe,
    rng: random.Random,
) -> Sample | None:  # fmt: skip
    count = len(passage.ids)
    limit = rng.choice(recipe.max_tokens)
    if count > recipe.long_context_tokens:
        limit = max(recipe.max_tokens)
    size = room(question, title, limit)
    span = _token_span(passage, example.answer) if example.answer else None
    if example.answer and (span is None or span[1] - span[0] >= min(MAX_SPAN_TOKENS, size)):
        return None  # longer than the reader can ever give
    start = 0
    if count > size:
        low, high = 0, count - size
        # One window in six of a long context is cut without regard to the answer.
        if span is not None and rng.random() > 1 / 6:
            low, high = max(0, span[1] + 1 - size), min(high, span[0])
        start = rng.randint(low, max(low, high))
    cut = window(question, title, passage, start, start + size)
    label = (0, 0)
    if span is not None and start <= span[0] and span[1] < start + size:
        label = (cut.first + span[0] - start, cut.first + span[1] - start)
    elif span is not None and span[0] < start + size and span[1] >= start:
        return None  # half an answer teaches nothing
    return Sample(cut, label)


def _token_span(passage: Tokens, answer: tuple[int, int] | None) -> tuple[int, int] | None:
    assert answer is not None
    inside = [
        at
        for at, (start, end) in enumerate(passage.offsets)
        if end > answer[0] and start < answer[1]
    ]
    return (inside[0], inside[-1]) if inside else None


def batches(samples: Sequence[Sample], recipe: Recipe, rng: random.Random) -> list[list[Sample]]:
    """Batches of like length (64 at a time sorted), in random order."""
    shuffled = list(samples)
    rng.shuffle(shuffled)
    pool = 64 * recipe.batch
    made = []
    for at in range(0, len(shuffled), pool):
        near = sorted(shuffled[at : at + pool], key=lambda s: len(s.window.ids))
        made += [near[i : i + recipe.batch] for i in range(0, len(near), recipe.batch)]
    rng.shuffle(made)
    return made


def loss_of(model: ReaderModel, batch: Sequence[Sample]) -> Tensor:
    """Mean cross-entropy of the labelled spans over all spans of their windows."""
    ids, mask = pad([s.window.ids for s in batch], to_multiple_of=16)
    first = torch.tensor([s.window.first for s in batch])
    last = first + torch.tensor([len(s.window.offsets) for s in batch])
    dtype = fast_dtype()
    with torch.autocast("cpu", dtype, enabled=dtype != torch.float32):
        scores = model(ids, mask, first, last)
    target = torch.tensor([i * ids.shape[1] + j for i, j in (s.label for s in batch)])
    return F.cross_entropy(scores.flatten(1), target)


def train(
    data: Path, out: Path, recipe: Recipe, *, steps: int | None = None, start: Path | None = None
) -> None:
    """Run, or go on with, the whole training.

    Args:
        data: folder of the sets.
        out: for checkpoints; one that is there is gone on from.
        recipe: what the run depends on besides.
        steps: ends the run sooner, at a learning rate of 0.
        start: packed weights to begin with; the bundled encoder and a new head otherwise.
    """
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    parts = mixture(data, rng, scale=recipe.scale)
    samples = make_samples(draw(parts, rng), recipe, rng)
    order = batches(samples, recipe, rng)[:steps]
    model = load_model(start) if start else ReaderModel(bundled.bert())
    model.train()
    freeze(model.bert, recipe.frozen_layers)
    drawn = {
        "ingredients": {p.name: [p.count, len(p.examples)] for p in parts},
        "windows": len(samples),
        "answerable": sum(s.label != (0, 0) for s in samples),
    }
    begin(out, recipe, data=data, steps=len(order), start=start, drawn=drawn)
    run(model, lambda step: loss_of(model, order[step]), recipe, steps=len(order), out=out)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the gzip'd sets")
    parser.add_argument("--out", type=Path, default=Path("training"), help="for checkpoints")
    parser.add_argument("--scale", type=float, default=1.0, help="share of each set; for trials")
    parser.add_argument("--steps", type=int, help="end after so many, learning rate 0 there")
    parser.add_argument("--start", type=Path, help="packed weights to go on from")
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate")
    options = parser.parse_args()
    recipe = Recipe(scale=options.scale, learning_rate=options.rate)
    train(options.data, options.out, recipe, steps=options.steps, start=options.start)


if __name__ == "__main__":
    main()
