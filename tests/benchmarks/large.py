"""What a question costs in a large library: `python tests/benchmarks/large.py --data DIR`.

Libraries of 1,200 and of 20,000 different paragraphs (contexts of the question-answering sets).
Vectors are random, as nothing but the time counts; encoding the question, searching and joining are
the product's. The same questions are put to both, in turn; prints medians of finding the passages.
What the reader adds is the same for both: `tests/benchmarks/speed.py`.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from index.documents import Document
from index.embedding import lexical_fields
from index.encoder import load_encoder
from index.lexical import LexicalIndex
from index.paragraphs import split_documents
from index.publish import publish
from index.store import Library, open_library
from qa.question import parse
from qa.retrieve import MOST_READ, retrieve
from qa.training_data import Example, read_examples

SIZES = (1_200, 20_000)
ASKED = 60


def library_of(examples: list[Example], size: int, where: Path) -> Library:
    """Publish and open a library of `size` paragraphs."""
    documents = [
        Document(
            id=f"d{at}", title=e.title, publisher="", language="sv", date="", url="",
            text=e.context, kind="text", origin="benchmark",
        )
        for at, e in enumerate(examples[:size])
    ]  # fmt: skip
    paragraphs = split_documents(documents)[0][:size]
    by_id = {document.id: document for document in documents}
    encoder = load_encoder()
    rows = np.random.default_rng(0).standard_normal((len(paragraphs), encoder.dimension))
    vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    lexical = LexicalIndex.build([lexical_fields(by_id[p.document_id], p) for p in paragraphs])
    publish(where, documents, paragraphs, [], vectors, lexical, encoder.fingerprint)
    return open_library(where)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    found: dict[str, Example] = {}
    for name in ("squad2-sv", "swequad-sv", "norquad-no", "squad-en", "omosqa-de", "omosqa-fr"):
        for example in read_examples(options.data / f"{name}-train.jsonl.gz"):
            found.setdefault(example.context, example)
    examples = list(found.values())
    with tempfile.TemporaryDirectory() as place:
        libraries = {s: library_of(examples, s, Path(place) / str(s)) for s in SIZES}
        taken: dict[int, list[float]] = {size: [] for size in SIZES}
        for example in examples[:ASKED]:
            for size, library in libraries.items():
                began = time.perf_counter()
                retrieve(library, load_encoder(), parse(example.question), top_k=3 * MOST_READ)
                taken[size].append(time.perf_counter() - began)
    for size, seconds in taken.items():
        count = len(libraries[size].paragraphs)
        print(f"{count:6} paragraphs: {1000 * statistics.median(seconds):6.1f} ms to find")


if __name__ == "__main__":
    main()
