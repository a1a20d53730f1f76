"""Question-answering sets as examples to learn from, and the variants made out of them.

In: the folder of gzip'd JSON lines (one question, context and its answers a line). Out:
`Example`s. It does not know how many of which are used; see `qa.mixture`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

# Kept out of training in every language, to develop on; the part of an id before "-" is the
# question's own and the same in each translation.
HELD_OUT_TITLES = frozenset({"Huguenot", "Oxygen", "Rhine", "Steam_engine", "Yuan_dynasty"})


@dataclass(frozen=True, slots=True)
class Example:
    """One question about one context; `answer` is (start, end) in characters, None if absent."""

    id: str
    question: str
    context: str
    title: str
    answer: tuple[int, int] | None


def read_examples(path: Path) -> list[Example]:
    """Read one set; the first of several answers stands for all."""
    examples = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            answers = row["answers"]
            span = None
            if answers:
                start = answers[0]["start"]
                span = (start, start + len(answers[0]["text"]))
            title = row["title"].replace("_", " ")
            examples.append(Example(row["id"], row["question"], row["context"], title, span))
    return examples


def sha256(path: Path) -> str:
    """Checksum of a data file, for the training log."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def question_key(example_id: str) -> str:
    """What an id has in common with its translations."""
    if example_id.startswith(("omosqa-", "swequadmc-", "squad11tr-")):
        return example_id.rsplit("-", 1)[-1] if example_id.startswith("omosqa-") else example_id
    return example_id.split("-")[0]


def held_out_keys(folder: Path) -> frozenset[str]:
    """Keys of all questions on the held-out articles."""
    english = read_examples(folder / "squad2-en-train.jsonl.gz")
    held = {title.replace("_", " ") for title in HELD_OUT_TITLES}
    return frozenset(question_key(e.id) for e in english if e.title in held)


def across(questions: Sequence[Example], contexts: Sequence[Example]) -> list[Example]:
    """Each question put to the context of its translation, wherever both sets have it."""
    by_key = {question_key(e.id): e for e in contexts}
    pairs = ((q, by_key.get(question_key(q.id))) for q in questions)
    return [replace(c, id=f"{q.id}-across", question=q.question) for q, c in pairs if c is not None]


def near_misses(
    examples: Sequence[Example],
    pool: Sequence[Example],
    *,
    language: str,
    rng: random.Random,
    by_context: bool = False,
) -> list[Example]:
    """For each question, a context of the pool that resembles it yet lacks its answer's text.

    Args:
        examples: answerable questions, with answers in the pool's language.
        pool: examples whose contexts are candidates.
        language: of the pool, for the stemmer ("swedish", "english", …).
        rng: chooses among the ten best, since the very best is often a paraphrase.
        by_context: look for what resembles the question's own context, as for a question in
            another language than the pool's.
    """
    import bm25s
    import Stemmer

    contexts = list({e.context: e for e in pool}.values())
    stemmer = Stemmer.Stemmer(language)

    def terms(texts: list[str]) -> bm25s.tokenization.Tokenized:
        return bm25s.tokenize(texts, stopwords=None, stemmer=stemmer, show_progress=False)

    retriever = bm25s.BM25()
    retriever.index(terms([e.context for e in contexts]), show_progress=False)
    found, _scores = retriever.retrieve(
        terms([e.context if by_context else e.question for e in examples]),
        k=min(10, len(contexts)),
        show_progress=False,
    )
    misses = []
    for example, rows in zip(examples, found, strict=True):
        answer = _answer_text(example).casefold()
        candidates = [
            contexts[row]
            for row in rows
            if contexts[row].context != example.context
            and answer not in contexts[row].context.casefold()
        ]
        if candidates:
            other = candidates[min(int(rng.expovariate(0.5)), len(candidates) - 1)]
            misses.append(
                replace(other, id=f"{example.id}-miss", question=example.question, answer=None)
            )
    return misses


def _answer_text(example: Example) -> str:
    assert example.answer is not None
    return example.context[slice(*example.answer)]


_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-ZÅÄÖ][\w'-]{2,}\b")
_ORDINALS = {
    "en": ["first", "second", "third", "fourth", "fifth", "sixth", "tenth", "last"],
    "sv": ["första", "andra", "tredje", "fjärde", "femte", "sjätte", "tionde", "sista"],
}


def changed_questions(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """Questions with one number, ordinal or name replaced, so that their context is silent.

    Only a detail that the context states is changed, and only to one that it does not state:
    the rest of the question still matches, which is what a wrong year looks like in a library.
    """
    names = sorted({n for e in examples for n in _NAME.findall(e.question)})
    changed = []
    for example in examples:
        question = _change(example, names, rng)
        if question is not None:
            changed.append(
                replace(example, id=f"{example.id}-changed", question=question, answer=None)
            )
    return changed


def _change(example: Example, names: list[str], rng: random.Random) -> str | None:
    context = example.context
    options = []
    for match in _NUMBER.finditer(example.question):
        digits = match.group()
        if digits in context and digits.isdigit():
            other = str(int(digits) + rng.choice([-7, -4, -3, -2, -1, 1, 2, 3, 5, 10]))
            options.append((match, other))
    for match in _NAME.finditer(example.question):
        if match.group() in context:
            options.append((match, rng.choice(names)))
    for ordinals in _ORDINALS.values():
        for match in re.finditer(r"\b(" + "|".join(ordinals) + r")\b", example.question):
            if match.group() in context:
                options.append((match, rng.choice([o for o in ordinals if o != match.group()])))
    options = [(m, other) for m, other in options if other not in context]
    if not options:
        return None
    match, other = rng.choice(options)
    return example.question[: match.start()] + other + example.question[match.end() :]
