"""How fast paragraphs become vectors: `python tests/benchmarks/building.py --data DIR`.

The same paragraphs, in turn, through `SentenceTransformer.encode` in float32 with its default
settings and through Källa's encoder as it came and as it is built with; prints paragraphs a second,
the median ratio, and how often the two find the same paragraph first for real questions, so that
speed bought with recall shows. sentence-transformers has to be installed.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index import bundled
from index.encoder import load_encoder
from qa.training_data import read_examples

ROUNDS = 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=400, help="paragraphs")
    options = parser.parse_args()
    examples = read_examples(options.data / "squad2-sv-train.jsonl.gz")
    texts = list({e.context: e for e in examples})[: options.size]
    theirs = bundled.sentence_transformer()
    prompted = [bundled.PROMPTS["document"] + text for text in texts]
    ways: dict[str, Callable[[Sequence[str]], np.ndarray]] = {
        "SentenceTransformer.encode": lambda _texts: theirs.encode(
            prompted, normalize_embeddings=True
        ),
        "Källa's, as it came": load_encoder(bundled.NAME).encode_documents,
        "Källa's, tuned": load_encoder().encode_documents,
    }
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    vectors = {}
    for _ in range(ROUNDS):
        for name, encode in ways.items():
            began = time.perf_counter()
            vectors[name] = encode(texts)
            seconds[name].append(time.perf_counter() - began)
    base, *ours = ways
    for name in ways:
        ratio = statistics.median(a / b for a, b in zip(seconds[base], seconds[name], strict=True))
        speed = len(texts) / statistics.median(seconds[name])
        print(f"{name:28} {speed:7.1f} paragraphs/s   {ratio:.2f} times {base}")
    rows = {text: row for row, text in enumerate(texts)}
    asked = [e for e in examples if e.answer and e.context in rows][:300]
    queries = load_encoder(bundled.NAME).encode_queries([e.question for e in asked])
    gold = np.array([rows[e.context] for e in asked])
    for name in (base, ours[0]):
        order = np.argsort(-(queries @ vectors[name].T), axis=1)
        at_1, at_10 = ((order[:, :k] == gold[:, None]).any(1).mean() for k in (1, 10))
        print(f"{name:28} hit@1 {100 * at_1:.1f}, recall@10 {100 * at_10:.1f}")


if __name__ == "__main__":
    main()
