"""What the reader is trained on: question-answering sets made into labelled windows.

In: the folder of gzip'd JSON lines (one question, context and its answers a line). Out: a seeded,
shuffled list of `Sample`s and an account of what went in, with checksums. It does not know the
network or how it is trained.

The recipe has five ingredients: plain questions; the same questions with question and context in
different languages; near misses, paragraphs that retrieval would hand over for the question but
that lack its answer; questions whose year, number or name was changed so that their own paragraph
no longer answers; and, from long contexts, windows beside the answer.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Sequence
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
    examples: Sequence[Example], pool: Sequence[Example], *, language: str, rng: random.Random
) -> list[Example]:
    """For each question, a context of the pool that resembles it yet lacks its answer's text.

    Args:
        examples: answerable questions, with answers in the pool's language.
        pool: examples whose contexts are candidates.
        language: of the pool, for the stemmer ("swedish", "english", …).
        rng: chooses among the ten best, since the very best is often a paraphrase.
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
        terms([e.question for e in examples]), k=min(10, len(contexts)), show_progress=False
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


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A named part of the mixture: `count` drawn, over again if there are fewer."""

    name: str
    examples: list[Example]
    count: int


def draw(ingredients: Iterable[Ingredient], rng: random.Random) -> list[Example]:
    """Draw each ingredient's share and shuffle."""
    drawn: list[Example] = []
    for ingredient in ingredients:
        left = ingredient.count
        while left > 0 and ingredient.examples:
            some = list(ingredient.examples)
            rng.shuffle(some)
            drawn += some[:left]
            left -= len(some)
    rng.shuffle(drawn)
    return drawn


def mixture(folder: Path, rng: random.Random, *, scale: float = 1.0) -> list[Ingredient]:
    """The recipe: which sets, which pairs of languages, how many of each.

    Args:
        folder: holds the gzip'd sets.
        rng: for near misses and changed questions.
        scale: multiplies every count; below 1 for a trial.
    """
    held = held_out_keys(folder)

    def read(name: str) -> list[Example]:
        examples = read_examples(folder / f"{name}-train.jsonl.gz")
        return [e for e in examples if question_key(e.id) not in held]

    def answerable(examples: list[Example]) -> list[Example]:
        return [e for e in examples if e.answer]

    squad, squad2, swedish = read("squad-en"), read("squad2-en"), read("squad2-sv")
    english_swedish, swedish_english = read("squad2-qen-csv"), read("squad2-qsv-cen")
    xquad = {code: read(f"xquad-{code}") for code in ("en", "de", "es", "ro")}
    omos = {code: read(f"omosqa-{code}") for code in ("de", "en", "fr")}
    norquad, swequad = read("norquad-no"), read("swequad-sv")

    xquad_pairs = [e for a in xquad for b in xquad for e in across(xquad[a], xquad[b])]
    xquad_pairs += [e for a in xquad for e in across(answerable(swedish), xquad[a])]
    xquad_pairs += [e for a in xquad for e in across(xquad[a], answerable(swedish))]
    omos_pairs = [e for a in omos for b in omos for e in across(omos[a], omos[b])]
    misses_en = near_misses(rng.sample(squad, 12_000), squad, language="english", rng=rng)
    misses_sv = near_misses(answerable(swedish), swedish, language="swedish", rng=rng)
    misses_no = near_misses(norquad, norquad, language="norwegian", rng=rng)
    misses_swequad = near_misses(swequad, swequad, language="swedish", rng=rng)
    contexts = across(answerable(english_swedish), misses_sv)
    changed = changed_questions(
        [*rng.sample(squad, 20_000), *answerable(swedish), *answerable(english_swedish), *swequad,
         *norquad], rng,
    )  # fmt: skip
    parts = [
        ("squad-en", squad, 20_000),
        ("squad2-en", squad2, 4_000),
        ("squad2-sv", swedish, 7_000),
        ("squad2 en→sv", english_swedish, 8_000),
        ("squad2 sv→en", swedish_english, 5_500),
        ("xquad and sv, all pairs", xquad_pairs, 2_500),
        ("omosqa, all pairs", omos_pairs, 2_300),
        ("norquad-no", norquad, 2_800),
        ("swequad-sv", swequad, 3_000),
        ("near misses en", misses_en, 3_000),
        ("near misses sv", misses_sv, 1_300),
        ("near misses en→sv", contexts, 1_500),
        ("near misses no", misses_no, 500),
        ("near misses swequad", misses_swequad, 800),
        ("changed questions", changed, 3_000),
    ]
    return [Ingredient(name, examples, round(count * scale)) for name, examples, count in parts]
