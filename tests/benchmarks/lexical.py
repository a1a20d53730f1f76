"""What BM25's parameters are worth: `python -m tests.benchmarks.lexical`.

    .venv/bin/python -m tests.benchmarks.lexical [--data ../shared/qa-data]

Every context of a data set is the library, its questions are asked. Of each set it prints hit@1 by
the two parameters, and hit@1, hit@3 and recall@10 in per cent by the weights of titles (where
contexts have some) and of headings (their first lines, in the sets that have such). What the parts
of compounds are worth: `tests.benchmarks.finding`.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
from pathlib import Path

import numpy as np

from index.lexical import Fields, LexicalIndex, Settings

HELD_OUT = {"Huguenot", "Oxygen", "Rhine", "Steam_engine", "Yuan_dynasty"}

Question = tuple[str, str]  # question, its context
Set = tuple[list[str], list[str], list[Question]]  # contexts, their titles, questions


def read(folder: Path, name: str) -> list[dict]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def open_set(library: list[dict], asked: list[dict]) -> Set:
    titles = {row["context"]: row["title"].replace("_", " ") for row in library}
    questions = [(row["question"], row["context"]) for row in asked if row["answers"]]
    return list(titles), list(titles.values()), questions


def sets(folder: Path) -> dict[str, Set]:
    english = read(folder, "squad2-en-train")
    held_out = {row["id"] for row in english if row["title"] in HELD_OUT}
    titles = {row["id"]: row["title"] for row in english}
    swedish = read(folder, "squad2-sv-train")
    for row in swedish:
        row["title"] = titles.get(row["id"].split("-")[0], row["title"])
    norwegian, native = read(folder, "norquad-no-dev"), read(folder, "swequad-sv-dev")
    german, german_en = read(folder, "omosqa-de-dev"), read(folder, "omosqa-en-dev")
    return {
        "squad2-sv, held out": open_set(
            swedish, [row for row in swedish if row["id"].split("-")[0] in held_out]
        ),
        "squad2-sv, the rest": open_set(
            swedish, [row for row in swedish if row["id"].split("-")[0] not in held_out]
        ),
        "norquad-no-dev": open_set(norwegian, norwegian),
        "swequad-sv-dev": open_set(native + read(folder, "swequad-sv-train"), native),
        "squad2-en": open_set(english, [row for row in english if row["id"] in held_out]),
        "omosqa-en": open_set(german_en + read(folder, "omosqa-en-train"), german_en),
        "omosqa-de": open_set(german + read(folder, "omosqa-de-train"), german),
    }


def measure(
    data: Set, settings: Settings, *, titles: bool = False, headings: bool = False
) -> tuple[float, ...]:
    contexts, names, questions = data
    library = []
    for context, name in zip(contexts, names, strict=True):
        heading, _, body = context.partition("\n") if headings else ("", "", context)
        library.append(Fields(name if titles else "", heading, body, ""))
    index = LexicalIndex.build(library, settings=settings)
    row_of = {context: row for row, context in enumerate(contexts)}
    ranks = np.array([_rank(index, question, row_of[gold]) for question, gold in questions])
    return tuple(float(np.mean(ranks < depth)) * 100 for depth in (1, 3, 10))


def _rank(index: LexicalIndex, question: str, row: int) -> int:
    """How many paragraphs come before the right one; equals before it count too."""
    scores = index.search(question).scores
    return int((scores >= scores[row]).sum()) - 1 if scores[row] > 0 else len(scores)


def grid(data: dict[str, Set]) -> None:
    for k1, b in itertools.product((0.6, 0.9, 1.2, 1.6), (0.4, 0.6, 0.75, 0.9)):
        settings = Settings(k1=k1, b=b)
        row = "  ".join(f"{measure(each, settings)[0]:5.1f}" for each in data.values())
        print(f"k1 {k1} b {b}: {row}")
    for weight in (0, 0.5, 1, 1.5, 2, 3):
        scores = measure(data["squad2-sv, held out"], Settings(title=weight), titles=True)
        print(f"title {weight}: " + " / ".join(f"{score:5.1f}" for score in scores))
    for name, weight in itertools.product(
        ("norquad-no-dev", "swequad-sv-dev"), (0.5, 1, 1.5, 2, 3)
    ):
        scores = measure(data[name], Settings(heading=weight), headings=True)
        print(f"{name}, heading {weight}: " + " / ".join(f"{score:5.1f}" for score in scores))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/qa-data"))
    grid(sets(parser.parse_args().data))


if __name__ == "__main__":
    main()
