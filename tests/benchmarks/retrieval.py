"""Open retrieval: `python tests/benchmarks/retrieval.py --data DIR [--weights 0 0.1 …]`.

All contexts of a set become a library, cut and encoded as the product does it; its questions must
find their own. Prints hit@1 / hit@3 / recall@10 for each weight of coverage against cosine, for
BM25 alone, and the milliseconds of one search. 0 is the encoder alone.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import load_encoder
from index.store import Library
from qa.evaluate_library import _context, _documents, _library
from qa.evaluate_reader import Question, read_set, sample
from qa.retrieve import COVERAGE_WEIGHT

# Name: the sets whose contexts are the library, and the set that is asked.
SETS = {
    "squad2-sv": (("squad2-sv",), "squad2-sv", "sv"),
    "English → Swedish": (("squad2-sv",), "squad2-qen-csv", "sv"),
    "norquad": (("norquad-no",), "norquad-no", "no"),
    "swequad": (("swequad-sv",), "swequad-sv", "sv"),
    "Swedish → English": (("squad2-en",), "squad2-qsv-cen", "en"),
    "omosqa English": (("omosqa-en",), "omosqa-en", "en"),
}


def scores(library: Library, questions: Sequence[Question]) -> tuple[np.ndarray, np.ndarray, float]:
    """Cosine and coverage of every paragraph for every question, and seconds a question."""
    encoder = load_encoder()
    began = time.perf_counter()
    queries = np.concatenate([encoder.encode_queries([q.question]) for q in questions])
    cosine = queries @ library.vectors().T
    found = [library.lexical.search(q.question) for q in questions]
    coverage = np.stack([f.coverage() for f in found])
    return cosine, coverage, (time.perf_counter() - began) / len(questions)


def shares(total: np.ndarray, owners: np.ndarray, gold: np.ndarray) -> str:
    """hit@1 / hit@3 / recall@10 over documents, each counted at its best paragraph."""
    ranks = []
    for row, own in zip(total, gold, strict=True):
        order = owners[np.argsort(-row, kind="stable")]
        documents = list(dict.fromkeys(order[:200].tolist()))
        ranks.append(documents.index(own) if own in documents else 999)
    at = np.array(ranks)
    return " / ".join(f"{100 * float((at < k).mean()):.1f}" for k in (1, 3, 10))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=300, help="questions of each set")
    parser.add_argument("--weights", type=float, nargs="+", default=[0.0, COVERAGE_WEIGHT])
    options = parser.parse_args()
    opened: dict[tuple[str, ...], Library] = {}
    for name, (contexts, asked, language) in SETS.items():
        if contexts not in opened:
            with tempfile.TemporaryDirectory() as where:
                documents = _documents(options.data, contexts, language)
                opened[contexts] = _library(documents, Path(where))
        library = opened[contexts]
        by_text = {document.text: document.id for document in library.documents.values()}
        questions = [
            q for q in read_set(options.data, asked) if q.answers and _context(q) in by_text
        ]
        questions = sample(questions, options.size)
        gold = np.array([by_text[_context(q)] for q in questions])
        owners = np.array([p.document_id for p in library.paragraphs])
        cosine, coverage, seconds = scores(library, questions)
        print(f"{name}: {len(questions)} questions, {len(owners)} paragraphs of "
              f"{len(by_text)} documents, {1000 * seconds:.1f} ms a question")  # fmt: skip
        print(f"  BM25 alone     {shares(coverage, owners, gold)}")
        for weight in options.weights:
            total = cosine + weight * coverage
            print(f"  coverage {weight:5.3f} {shares(total, owners, gold)}", flush=True)


if __name__ == "__main__":
    main()
