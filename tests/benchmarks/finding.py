"""Open retrieval, part by part: `python tests/benchmarks/finding.py --data DIR`.

All contexts of a set become a library, cut as the product cuts it; the questions kept out of
training must find their own context. Prints, for each set and each way of finding, hit@1, hit@3,
recall@10 and MRR over documents (each counted at its best paragraph) and the milliseconds of a
question, as a Markdown table. `--cache DIR` keeps the vectors, so that a second run compares other
ways within seconds; `--read N` adds the reader's reordering for N questions of each set, which
takes up to a second each.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import bundled
from index.documents import Document
from index.embedding import embed, lexical_fields
from index.encoder import Encoder, load_encoder
from index.lexical import LexicalIndex
from index.paragraphs import Paragraph, split_documents
from qa.answer import Passage
from qa.evaluate_reader import Question, read_set, sample
from qa.reader import Reader, load_reader
from qa.retrieve import MOST_READ, READ_WITHIN, RELEVANCE_WEIGHT, fuse
from qa.training_data import Example, question_key, read_examples

# Name: (language, files whose contexts are the library, the development set that is asked).
SETS = {
    "squad2-sv": ("sv", ("squad2-sv-train",), "squad2-sv"),
    "English → Swedish": ("sv", ("squad2-sv-train",), "squad2-qen-csv"),
    "Swedish → English": ("en", ("squad2-en-train",), "squad2-qsv-cen"),
    "norquad": ("no", ("norquad-no-dev",), "norquad-no"),
    "swequad": ("sv", ("swequad-sv-train", "swequad-sv-dev"), "swequad-sv"),
    "English → German": ("de", ("omosqa-de-train", "omosqa-de-dev"), "omosqa-en"),
    "notices": ("sv", ("notices",), "notices-own"),
    "notices, English → own": ("sv", ("notices",), "notices-en"),
}
Ranking = Callable[["Asked"], np.ndarray]


@dataclass(frozen=True)
class Asked:
    """One question to one library: the scores of its n paragraphs, each of shape (n,)."""

    question: Question
    plain: np.ndarray
    tuned: np.ndarray
    coverage: np.ndarray


@dataclass(frozen=True)
class Shelf:
    """A library in memory: paragraphs, their documents, vectors by encoder, terms."""

    documents: dict[str, Document]
    paragraphs: list[Paragraph]
    vectors: dict[str, np.ndarray]
    lexical: LexicalIndex

    @property
    def owners(self) -> np.ndarray:
        return np.array([p.document_id for p in self.paragraphs])


def contexts(folder: Path, files: Sequence[str]) -> list[Example]:
    """One example for each context of the files."""
    found: dict[str, Example] = {}
    for name in files:
        if name == "notices":
            from qa.notices import read_notices

            examples = [e for n in read_notices() for e in n.examples("sv")[:1]]
        else:
            examples = read_examples(folder / f"{name}.jsonl.gz")
        for example in examples:
            found.setdefault(_plain(example.context), example)
    return list(found.values())


def shelf(
    folder: Path, files: Sequence[str], language: str, encoders: dict[str, Encoder],
    cache: Path | None,
) -> Shelf:  # fmt: skip
    """Cut, encode and index."""
    documents = {
        f"d{at}": Document(
            id=f"d{at}", title=e.title, publisher="", language=language, date="", url="",
            text=_plain(e.context), kind="text", origin=files[0],
        )
        for at, e in enumerate(contexts(folder, files))
    }  # fmt: skip
    paragraphs, _removed = split_documents(list(documents.values()))
    vectors = {
        name: _cached(cache, files, encoder, lambda e=encoder: embed(e, documents, paragraphs))
        for name, encoder in encoders.items()
    }
    fields = [lexical_fields(documents[p.document_id], p) for p in paragraphs]
    return Shelf(documents, paragraphs, vectors, LexicalIndex.build(fields))


def _cached(
    cache: Path | None, files: Sequence[str], encoder: Encoder, make: Callable[[], np.ndarray]
) -> np.ndarray:
    if cache is None:
        return make()
    key = repr((files, sorted(encoder.fingerprint.items())))
    path = cache / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        np.save(path, make())
    vectors: np.ndarray = np.load(path)
    return vectors


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def questions_of(folder: Path, asked: str, library: Shelf, size: int) -> list[tuple[Question, str]]:
    """The answerable questions, each with the id of the document that it was asked about."""
    by_text = {document.text: id_ for id_, document in library.documents.items()}
    gold: dict[str, str] = {}
    if asked == "omosqa-en":  # asked of the German translation: ids align
        for name in ("omosqa-de-train", "omosqa-de-dev"):
            for e in read_examples(folder / f"{name}.jsonl.gz"):
                gold[question_key(e.id)] = by_text[_plain(e.context)]
    found = []
    for q in read_set(folder, asked):
        own = gold.get(question_key(q.id)) if gold else by_text.get(_plain(q.context))
        if q.answers and own:
            found.append((q, own))
    return sample(found, size)  # type: ignore[type-var, arg-type]


def ranks(rows: Sequence[np.ndarray], golds: Sequence[str], owners: np.ndarray) -> np.ndarray:
    """The rank, from 1, of each question's document, counted at its best paragraph."""
    found = []
    for scores, gold in zip(rows, golds, strict=True):
        best = scores[owners == gold].max()
        better = {o for o in owners[scores > best].tolist() if o != gold}
        found.append(1 + len(better))
    return np.array(found)


def as_read(
    reader: Reader, library: Shelf, question: Question, fused: np.ndarray, weight: float
) -> np.ndarray:
    """The order that the product gives: what was read by its joined score, then the rest."""
    order = np.argsort(-fused, kind="stable")[:MOST_READ]
    order = order[fused[order] >= fused.max() - READ_WITHIN]
    passages = [
        Passage(
            p.text, float(fused[row]), library.documents[p.document_id], p.id, p.start, p.end,
            heading=p.heading,
        )
        for row in order.tolist()
        for p in (library.paragraphs[row],)
    ]  # fmt: skip
    titled = [(p.context, p.text) for p in passages]
    relevance = [r.relevance for r in reader.read(question.question, titled)]
    total = fused - 10  # behind everything that was read
    total[order] = fused[order] + weight * np.array(relevance, np.float32)
    return total


def figures(found: np.ndarray) -> str:
    """hit@1 | hit@3 | recall@10 | MRR."""
    shares = [f"{100 * float((found <= k).mean()):.1f}" for k in (1, 3, 10)]
    return " | ".join([*shares, f"{float((1 / found).mean()):.3f}"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=600, help="questions of each set")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--read", type=int, default=0, help="questions of each set to read for")
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    options = parser.parse_args()
    encoders = {"plain": load_encoder(bundled.NAME), "tuned": load_encoder()}
    ways: dict[str, Ranking] = {
        "encoder as it came": lambda a: a.plain,
        "encoder, tuned": lambda a: a.tuned,
        "BM25 alone": lambda a: a.coverage,
        "fused, encoder as it came": lambda a: fuse(a.plain, a.coverage),
        "fused, tuned": lambda a: fuse(a.tuned, a.coverage),
    }
    print("| set | way | hit@1 | hit@3 | recall@10 | MRR | ms |\n" + "| --- " * 7 + "|")
    for name in options.sets:
        language, files, asked = SETS[name]
        library = shelf(options.data, files, language, encoders, options.cache)
        pairs = questions_of(options.data, asked, library, options.size)
        began = time.perf_counter()
        coverage = [library.lexical.search(q.question).coverage() for q, _gold in pairs]
        ms = {"BM25": 1000 * (time.perf_counter() - began) / len(pairs)}
        cosines = {}
        for which, encoder in encoders.items():
            began = time.perf_counter()
            queries = np.concatenate([encoder.encode_queries([q.question]) for q, _gold in pairs])
            cosines[which] = queries @ library.vectors[which].T
            ms[which] = 1000 * (time.perf_counter() - began) / len(pairs)
        rows = [
            Asked(q, cosines["plain"][at], cosines["tuned"][at], coverage[at])
            for at, (q, _gold) in enumerate(pairs)
        ]
        golds = [gold for _q, gold in pairs]
        for way, rank in ways.items():
            cost = sum(ms[p] for p in ms if p in way or (p == "plain" and "came" in way) or
                       (p == "BM25" and "fused" in way))  # fmt: skip
            found = ranks([rank(row) for row in rows], golds, library.owners)
            print(f"| {name} | {way} | {figures(found)} | {cost:.1f} |", flush=True)
        if options.read:
            _print_read(name, library, rows[: options.read], golds[: options.read])


def _print_read(name: str, library: Shelf, rows: Sequence[Asked], golds: Sequence[str]) -> None:
    """The last two ways on fewer questions: as fused, and as reordered by the reader."""
    reader = load_reader()
    began = time.perf_counter()
    fused = [fuse(row.tuned, row.coverage) for row in rows]
    read = [
        as_read(reader, library, row.question, one, RELEVANCE_WEIGHT)
        for row, one in zip(rows, fused, strict=True)
    ]
    ms = 1000 * (time.perf_counter() - began) / len(rows)
    for way, scores, cost in (("fused, tuned", fused, 0.0), ("and reordered", read, ms)):
        found = ranks(scores, golds, library.owners)
        print(f"| {name}, {len(rows)} | {way} | {figures(found)} | {cost:.0f} |", flush=True)


if __name__ == "__main__":
    main()
