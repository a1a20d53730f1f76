"""Fine-tune the encoder to find: `python -m qa.train_encoder --data DIR --out DIR`.

In: question-answering sets and the notices. Out: a checkpoint, which `--pack` turns into
`index/model/encoder.safetensors`. Seeded; killed at any moment, the same command goes on from the
last checkpoint. It does not know libraries or answers.

A question and the stretch of text around its answer are drawn together, and pushed away from the
other texts of the batch (van den Oord et al. 2018, arXiv:1807.03748). A batch takes several texts
of the same article, which are the near misses that retrieval has to tell apart, and for each
question one that the encoder itself finds near (`qa.near_texts`). Two questions of
three are asked in another language than their text: that is what the encoder does worst.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from index import bundled
from index.bert import Bert, pad
from index.deltas import add_to, pack
from index.encoder import ADAPTER, Encoder, fast_dtype, load_encoder
from qa.near_texts import near_texts
from qa.notices import FOLDER, TRANSLATED, read_notices
from qa.training_data import (
    Example,
    across,
    held_out_keys,
    question_key,
    read_examples,
)
from qa.training_run import begin, freeze, run


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the run depends on besides the data."""

    seed: int = 20261125
    batch: int = 40
    steps: int = 250
    learning_rate: float = 5e-5
    warm_up: float = 0.1  # share of the steps
    weight_decay: float = 0.01
    frozen_layers: int = 4
    temperature: float = 0.02
    # Tokens of a text: around its answer, of a random length between these.
    text_tokens: tuple[int, int] = (48, 144)
    # Texts of one article in a batch.
    together: int = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and the text that answers it.

    Attributes:
        question: as asked.
        text: whole.
        answer: its characters in the text.
        article: what the text is part of; texts of one article are near misses of each other.
        near: another text, near to the question, that does not answer; "" if there is none.
    """

    question: str
    text: str
    answer: tuple[int, int]
    article: str
    near: str = ""


def pairs_of(folder: Path, rng: random.Random) -> dict[str, list[Pair]]:
    """Return the ingredients by name: questions and texts in one language or in two."""
    held = held_out_keys(folder)

    def read(name: str) -> list[Example]:
        examples = read_examples(folder / f"{name}-train.jsonl.gz")
        return [e for e in examples if e.answer and question_key(e.id) not in held]

    swedish, english = read("squad2-sv"), read("squad2-en")
    xquad = {code: read(f"xquad-{code}") for code in ("en", "de", "es", "ro")}
    omos = {code: read(f"omosqa-{code}") for code in ("de", "en", "fr")}
    pages = {
        folder.name: [n for n in read_notices(folder) if not n.kept_back]
        for folder in (FOLDER, TRANSLATED)
    }
    asked = {
        (name, code): [e for n in notices for e in n.examples(code)]
        for name, notices in pages.items()
        for code in ("sv", "en")
    }
    parts = {
        "notices, own language": (asked["notices", "sv"], 1_400),
        "notices, asked in English": (asked["notices", "en"], 1_500),
        "translated, own language": (asked["translated", "sv"], 900),
        "translated, asked in English": (asked["translated", "en"], 1_100),
        "squad2-sv": (swedish, 500),
        "squad2 en→sv": (read("squad2-qen-csv"), 1_400),
        "squad2 sv→en": (read("squad2-qsv-cen"), 700),
        "squad-en": (read("squad-en"), 400),
        "squad2-en": (english, 200),
        "swequad-sv": (read("swequad-sv"), 600),
        "norquad-no": (read("norquad-no"), 500),
    }  # fmt: skip
    # By the language of the texts, since a text and its translation both answer.
    for code in xquad:
        asked_of = [
            e for other in xquad if other != code for e in across(xquad[other], xquad[code])
        ]
        parts[f"xquad, other languages → {code}"] = asked_of, 200
    for code in omos:
        asked_of = [e for other in omos for e in across(omos[other], omos[code])]
        parts[f"omosqa, all languages → {code}"] = asked_of, 350
    encoder = load_encoder()
    return {
        name: _pairs(name, rng.sample(found, min(count, len(found))), encoder, rng)
        for name, (examples, count) in parts.items()
        if (found := [e for e in examples if e.answer])
    }


def _pairs(
    name: str, examples: Sequence[Example], encoder: Encoder, rng: random.Random
) -> list[Pair]:
    answers = [e.answer for e in examples if e.answer]
    near = near_texts(
        [e.question for e in examples], [e.context for e in examples], answers, encoder, rng
    )
    return [
        Pair(e.question, e.context, answer, f"{name}: {_article(e)}", miss)
        for e, answer, miss in zip(examples, answers, near, strict=True)
    ]


def _article(example: Example) -> str:
    # The pages of one file of notices are about related things, as paragraphs of an article are.
    notice = example.id.startswith("notice-")
    return example.id.split("-")[1] if notice else example.title or example.id


def batches(pairs: Sequence[Pair], recipe: Recipe, rng: random.Random) -> list[list[Pair]]:
    """Return batches in which no text stands twice and articles stand together."""
    by_article: dict[str, list[Pair]] = defaultdict(list)
    for pair in rng.sample(list(pairs), len(pairs)):
        by_article[pair.article].append(pair)
    groups = [
        group for article in by_article.values() for group in _split(article, recipe.together)
    ]
    rng.shuffle(groups)
    made: list[list[Pair]] = [[]]
    for group in groups:
        texts = {pair.text for pair in made[-1]}
        made[-1] += [pair for pair in group if pair.text not in texts]
        if len(made[-1]) >= recipe.batch:
            made[-1] = made[-1][: recipe.batch]
            made.append([])
    return made[:-1]


def _split(pairs: Sequence[Pair], size: int) -> Iterator[list[Pair]]:
    """Cut an article's pairs into groups in which no text stands twice."""
    waiting = list(pairs)
    while waiting:
        group = list({pair.text: pair for pair in waiting}.values())[:size]
        yield group
        waiting = [pair for pair in waiting if pair not in group]


def loss_of(model: Bert, batch: Sequence[Pair], recipe: Recipe, rng: random.Random) -> Tensor:
    """Mean cross-entropy of each question's own text among the texts of the batch."""
    texts = [_around(pair, recipe, rng) for pair in batch]
    own = {pair.text for pair in batch}
    for miss in dict.fromkeys(pair.near for pair in batch):
        if miss and miss not in own:
            texts.append(_around(Pair("", miss, (0, 0), ""), recipe, rng))
    questions = _encode(model, [bundled.PROMPTS["query"] + p.question for p in batch])
    passages = _encode(model, [bundled.PROMPTS["document"] + text for text in texts])
    scores = questions @ passages.T / recipe.temperature
    return F.cross_entropy(scores, torch.arange(len(batch)))


def _around(pair: Pair, recipe: Recipe, rng: random.Random) -> str:
    """Return whole words of the text around its answer."""
    # A Swedish word is about 1.6 tokens and 6.5 characters with its blank.
    chars = rng.randint(*recipe.text_tokens) * 4
    start, end = pair.answer
    spare = max(0, chars - (end - start))
    first = max(0, start - rng.randint(0, spare))
    last = min(len(pair.text), max(end, first + chars))
    while first > 0 and not pair.text[first - 1].isspace():
        first -= 1
    while last < len(pair.text) and not pair.text[last].isspace():
        last += 1
    return pair.text[first:last]


def _encode(model: Bert, texts: list[str]) -> Tensor:
    tokens = [e.ids[:192] for e in bundled.tokenizer().encode_batch(texts)]
    order = sorted(range(len(tokens)), key=lambda row: len(tokens[row]))
    half = len(order) // 2 or 1
    rows: list[Tensor] = [torch.empty(0)] * len(tokens)
    dtype = fast_dtype()
    for some in (order[:half], order[half:]):
        if some:
            ids, mask = pad([tokens[row] for row in some])
            with torch.autocast("cpu", dtype, enabled=dtype != torch.float32):
                states = model(ids, mask)
            for row, vector in zip(some, bundled.pooled(states, mask), strict=True):
                rows[row] = vector
    return torch.stack(rows)


def train(data: Path, out: Path, recipe: Recipe, start: Path | None = None) -> None:
    """Run, or go on with, the training.

    Args:
        data: folder of the sets.
        out: for checkpoints; one that is there is gone on from.
        recipe: what the run depends on besides.
        start: packed weights to begin with; the encoder as it came otherwise.
    """
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    parts = pairs_of(data, rng)
    order = batches([p for part in parts.values() for p in part], recipe, rng)[: recipe.steps]
    model = bundled.bert().train()
    if start:
        model.load_state_dict(add_to(model.state_dict(), start))
    freeze(model, recipe.frozen_layers)
    drawn = {"pairs": {name: len(part) for name, part in parts.items()}}
    begin(out, recipe, data=data, steps=len(order), start=start, drawn=drawn)
    run(
        model,
        lambda step: loss_of(model, order[step], recipe, random.Random(recipe.seed + step)),
        recipe,
        steps=len(order),
        out=out,
    )


def main() -> None:
    """Read the command line, and train or pack."""
    recipe = Recipe()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the gzip'd sets")
    parser.add_argument("--out", type=Path, default=Path("training-encoder"))
    parser.add_argument("--pack", action="store_true", help="pack the checkpoint for the package")
    parser.add_argument("--start", type=Path, help="packed weights to go on from")
    parser.add_argument("--seed", type=int, default=recipe.seed, help="another draw of the pairs")
    parser.add_argument("--steps", type=int, default=recipe.steps)
    options = parser.parse_args()
    if not options.pack:
        recipe = replace(recipe, seed=options.seed, steps=options.steps)
        train(options.data, options.out, recipe, options.start)
        return
    state = torch.load(options.out / "checkpoint.pt", weights_only=True)
    size = pack(state["model"], ADAPTER)
    ADAPTER.with_name("account.json").write_text((options.out / "account.json").read_text())
    print(f"{ADAPTER}: {size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
