"""Open retrieval, part by part: `python -m tests.benchmarks.finding --data DIR`.

All contexts of a set become a library, cut as the product cuts it; the questions kept out of
training must find their own context. The shipped corpus with its gold questions is one more. Prints
as a Markdown table, for each library and each way of finding, hit@1, hit@3, recall@10 and MRR over
documents (each counted at its best paragraph) and the milliseconds of a question.

`--size N` asks N questions of each. `--read N` adds the reader's reordering for N of them, which
takes up to a second each. `--cache DIR` keeps the vectors, so that a second run takes seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from index import bundled, terms
from index.encoder import Encoder, load_encoder
from index.glossary import glossary
from index.lexical import DEFAULTS, LexicalIndex
from qa.answer import Passage
from qa.question import parse
from qa.reader import Reader, load_reader
from qa.retrieve import MOST_READ, READ_WITHIN, RELEVANCE_WEIGHT, fuse
from tests.benchmarks.shelves import CORPUS, SETS, Asked, Shelf, questions_of, take_shelf

# What the usual joining of two lists by ranks adds to each rank (Cormack et al. 2009).
_RANK_OFFSET = 60


def own_term(word: str) -> tuple[str, ...]:
    """A word's own term, and none of its parts."""
    return () if word in terms.STOP_WORDS else (terms.own_term(word),)


def by_ranks(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Reciprocal rank fusion of two lists of scores, each of shape (n,)."""
    places = [np.argsort(np.argsort(-scores, kind="stable")) for scores in (left, right)]
    joined: np.ndarray = sum(1 / (_RANK_OFFSET + 1 + place) for place in places)
    return joined


def ranks(rows: Sequence[np.ndarray], asked: Sequence[Asked], owners: np.ndarray) -> np.ndarray:
    """The rank, from 1, of each question's best document, counted at its best paragraph."""
    found = []
    for scores, one in zip(rows, asked, strict=True):
        own = np.isin(owners, list(one.gold))
        found.append(1 + len({*owners[~own & (scores > scores[own].max())].tolist()}))
    return np.array(found)


def as_read(reader: Reader, shelf: Shelf, question: str, fused: np.ndarray) -> np.ndarray:
    """The order that the product gives: what was read by its joined score, then the rest."""
    order = np.argsort(-fused, kind="stable")[:MOST_READ]
    order = order[fused[order] >= fused.max() - READ_WITHIN]
    passages = [
        Passage(
            p.text, float(fused[row]), shelf.documents[p.document_id], p.id, p.start, p.end,
            heading=p.heading,
        )
        for row in order.tolist()
        for p in (shelf.paragraphs[row],)
    ]  # fmt: skip
    titled = [(p.context, p.text) for p in passages]
    relevance = [r.relevance for r in reader.read(question, titled)]
    total = fused - 10  # behind everything that was read
    total[order] = fused[order] + RELEVANCE_WEIGHT * np.array(relevance, np.float32)
    return total


def measure(
    name: str, shelf: Shelf, asked: Sequence[Asked], encoders: dict[str, Encoder], read: int
) -> None:
    """Print the lines of one library."""
    plain, ms_plain = _cosines(encoders["plain"], shelf.vectors["plain"], asked)
    tuned, ms_tuned = _cosines(encoders["tuned"], shelf.vectors["tuned"], asked)
    index = shelf.indexed()
    words, ms_words = _coverage(index, asked, shelf.languages)
    untranslated, ms_untranslated = _coverage(index, asked)
    with patch.object(terms, "word_terms", own_term):
        whole_words, ms_whole = _coverage(shelf.indexed(), asked, shelf.languages)
    ways = {
        "vectors, encoder as it came": (plain, ms_plain),
        "vectors": (tuned, ms_tuned),
        "words": (words, ms_words),
        "words, without parts of compounds": (whole_words, ms_whole),
        "words, without the glossary": (untranslated, ms_untranslated),
        "both, by reciprocal ranks": (_each(by_ranks, tuned, words), ms_tuned + ms_words),
        "both, encoder as it came": (_each(fuse, plain, words), ms_plain + ms_words),
        "both, without parts of compounds": (_each(fuse, tuned, whole_words), ms_tuned + ms_whole),
    }
    fused_untranslated = _each(fuse, tuned, untranslated)
    ways["both, without the glossary"] = (fused_untranslated, ms_tuned + ms_untranslated)
    if name == CORPUS:
        without = shelf.indexed(replace(DEFAULTS, metadata=0.0))
        bare, ms_bare = _coverage(without, asked, shelf.languages)
        ways["both, without publisher and date"] = (_each(fuse, tuned, bare), ms_tuned + ms_bare)
    fused = _each(fuse, tuned, words)
    ways["both, as shipped"] = (fused, ms_tuned + ms_words)
    for way, (rows, ms) in ways.items():
        _print(name, way, rows, asked, shelf, ms)
    if not read:
        return
    reader = load_reader()
    began = time.perf_counter()
    reordered = [
        as_read(reader, shelf, one.question, row)
        for one, row in zip(asked[:read], fused, strict=False)
    ]
    ms = ms_tuned + ms_words + 1000 * (time.perf_counter() - began) / len(asked[:read])
    _print(
        name, f"as shipped, first {read}", fused[:read], asked[:read], shelf, ms_tuned + ms_words
    )
    _print(name, f"and reordered, first {read}", reordered, asked[:read], shelf, ms)


def _each(
    join: Callable[[np.ndarray, np.ndarray], np.ndarray],
    left: Sequence[np.ndarray],
    right: Sequence[np.ndarray],
) -> list[np.ndarray]:
    return [join(a, b) for a, b in zip(left, right, strict=True)]


def _cosines(
    encoder: Encoder, vectors: np.ndarray, asked: Sequence[Asked]
) -> tuple[list[np.ndarray], float]:
    began = time.perf_counter()
    rows = [(encoder.encode_queries([one.question]) @ vectors.T)[0] for one in asked]
    return rows, 1000 * (time.perf_counter() - began) / len(asked)


def _coverage(
    index: LexicalIndex, asked: Sequence[Asked], languages: Collection[str] = ()
) -> tuple[list[np.ndarray], float]:
    """What the words of each question cover, and the milliseconds of one.

    Args:
        index: of a library.
        asked: questions.
        languages: of the library, as far as words are to be looked up.
    """
    began = time.perf_counter()
    rows = []
    for one in asked:
        translate = glossary(parse(one.question).language, languages)
        rows.append(index.search(one.question, translate).coverage())
    return rows, 1000 * (time.perf_counter() - began) / len(asked)


def _print(
    name: str, way: str, rows: Sequence[np.ndarray], asked: Sequence[Asked], shelf: Shelf, ms: float
) -> None:
    found = ranks(rows, asked, shelf.owners)
    shares = [f"{100 * float((found <= k).mean()):.1f}" for k in (1, 3, 10)]
    mean = float((1 / found).mean())
    print(f"| {name} | {way} | {' | '.join(shares)} | {mean:.3f} | {ms:.1f} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=600, help="questions of each set")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--read", type=int, default=0, help="questions of each set to read for")
    parser.add_argument("--sets", nargs="+", default=[*SETS, CORPUS], choices=[*SETS, CORPUS])
    options = parser.parse_args()
    encoders = {"plain": load_encoder(bundled.NAME), "tuned": load_encoder()}
    print("| library | way | hit@1 | hit@3 | recall@10 | MRR | ms |\n" + "| --- " * 7 + "|")
    for name in options.sets:
        shelf = take_shelf(name, options.data, encoders, options.cache)
        asked = questions_of(name, options.data, shelf, options.size)
        measure(name, shelf, asked, encoders, options.read)


if __name__ == "__main__":
    main()
