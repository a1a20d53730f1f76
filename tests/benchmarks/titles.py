"""How the title should travel with a paragraph: `python tests/benchmarks/titles.py --data DIR`.

Open retrieval over all contexts of a set: each question must find its own. Compares the bare
text, "title. text" as one text, and the sum of both vectors with the title's weighted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

import numpy as np

from index.encoder import load_encoder

SETS = ("squad2-sv-train", "squad2-qen-csv-train", "omosqa-en-dev", "omosqa-de-dev")
WEIGHTS = (0.0, 0.15, 0.3, 0.5, 0.75)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=400, help="questions of each set")
    options = parser.parse_args()
    encoder = load_encoder()
    for name in SETS:
        with gzip.open(options.data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        titles = {row["context"]: row["title"].replace("_", " ") for row in rows}
        contexts = list(titles)
        asked = [row for row in rows if row["answers"]]
        asked = random.Random(0).sample(asked, min(options.size, len(asked)))
        gold = np.array([contexts.index(row["context"]) for row in asked])
        queries = encoder.encode_queries([row["question"] for row in asked])
        text = encoder.encode_documents(contexts)
        title = encoder.encode_documents([titles[c] for c in contexts])
        forms = {f"text + {w} title": text + w * title for w in WEIGHTS}
        forms["title. text"] = encoder.encode_documents([f"{titles[c]}. {c}" for c in contexts])
        for form, vectors in forms.items():
            unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
            scores = queries @ unit.T
            own = scores[np.arange(len(asked)), gold]
            rank = (scores > own[:, None]).sum(1)
            shares = [100 * float((rank < k).mean()) for k in (1, 3, 10)]
            print(f"{name:22} {form:16} " + " / ".join(f"{s:.1f}" for s in shares), flush=True)


if __name__ == "__main__":
    main()
