"""The reader alone, given the gold context: exact match, F1, refusal.

In: the development parts of the question-answering sets. Out: figures per set, with intervals.
It does not know retrieval or libraries; `qa.evaluate_library` measures those.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qa.metrics import area_under_risk_coverage, exact_match, f1, interval, is_right
from qa.notices import FOLDER, TRANSLATED, read_notices
from qa.reader import Reader
from qa.training_data import held_out_keys, question_key

# File, and whether only the questions on the five held-out articles are asked.
DEVELOPMENT_SETS = {
    "swequad-sv": ("swequad-sv-dev", False),
    "squad2-sv": ("squad2-sv-train", True),
    "squad2-qen-csv": ("squad2-qen-csv-train", True),
    "squad2-qsv-cen": ("squad2-qsv-cen-train", True),
    "norquad-no": ("norquad-no-dev", False),
    "squad2-en": ("squad2-en-train", True),
    "omosqa-de": ("omosqa-de-dev", False),
    "omosqa-en": ("omosqa-en-dev", False),
    "omosqa-fr": ("omosqa-fr-dev", False),
}
# The pages kept back, asked in their own language (Swedish, Norwegian or English) and in English.
NOTICES = {
    "notices-own": (FOLDER, "sv"),
    "notices-en": (FOLDER, "en"),
    "translated-sv": (TRANSLATED, "sv"),
    "translated-en": (TRANSLATED, "en"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its context and every accepted answer; none when the context is silent."""

    id: str
    question: str
    title: str
    context: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReaderScore:
    """Figures of one set, shares in percent, intervals at 95 %."""

    name: str
    answerable: int
    exact_match: float
    f1: float
    f1_interval: tuple[float, float]
    f1_with_refusal: float | None
    area_under_risk_coverage: float | None


def read_set(folder: Path, name: str) -> list[Question]:
    """Read one development set; the notices come from the repository, not from the folder."""
    if name in NOTICES:
        return _notices(*NOTICES[name])
    file, only_held_out = DEVELOPMENT_SETS[name]
    held = held_out_keys(folder) if only_held_out else frozenset()
    with gzip.open(folder / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Question(
            row["id"], row["question"], row["title"].replace("_", " "), row["context"],
            tuple(answer["text"] for answer in row["answers"]),
        )
        for row in rows
        if not only_held_out or question_key(row["id"]) in held
    ]  # fmt: skip


def _notices(folder: Path, language: str) -> list[Question]:
    return [
        Question(
            e.id, e.question, e.title, e.context,
            (e.context[slice(*e.answer)],) if e.answer else (),
        )
        for notice in read_notices(folder)
        if notice.kept_back
        for e in notice.examples(language)
    ]  # fmt: skip


def sample(questions: Sequence[Question], size: int | None) -> list[Question]:
    """The same `size` questions at every call, or all."""
    if size is None or size >= len(questions):
        return list(questions)
    return random.Random(0).sample(list(questions), size)


def score_set(reader: Reader, name: str, questions: Sequence[Question]) -> ReaderScore:
    """Ask every question of its own context."""
    answers, scores = [], []
    for reading, q in zip(
        reader.read_pairs([(q.question, q.title, q.context) for q in questions]),
        questions,
        strict=True,
    ):
        best = reading.spans[0] if reading.spans else None
        answers.append(q.context[best.start : best.end] if best else "")
        scores.append(reading.relevance)
    pairs = [(a, q.answers) for a, q in zip(answers, questions, strict=True) if q.answers]
    forced = [100 * f1(a, gold) for a, gold in pairs]
    refusal = area = None
    if len(pairs) < len(questions):
        kept = [a if s > 0 else "" for a, s in zip(answers, scores, strict=True)]
        refusal = 100 * float(
            np.mean([f1(a, q.answers) for a, q in zip(kept, questions, strict=True)])
        )
        right = [is_right(a, q.answers) for a, q in zip(answers, questions, strict=True)]
        area = area_under_risk_coverage(scores, right)
    return ReaderScore(
        name, len(pairs), 100 * float(np.mean([exact_match(a, gold) for a, gold in pairs])),
        float(np.mean(forced)), interval(forced), refusal, area,
    )  # fmt: skip


def table(scores: Sequence[ReaderScore]) -> str:
    """The figures as Markdown."""
    lines = [
        "| set | answerable | EM | F1 | 95 % | F1 with refusal | risk–coverage area |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for s in scores:
        refusal = "" if s.f1_with_refusal is None else f"{s.f1_with_refusal:.1f}"
        area = "" if s.area_under_risk_coverage is None else f"{s.area_under_risk_coverage:.3f}"
        low, high = s.f1_interval
        lines.append(
            f"| {s.name} | {s.answerable} | {s.exact_match:.1f} | {s.f1:.1f} | "
            f"{low:.1f}–{high:.1f} | {refusal} | {area} |"
        )
    return "\n".join(lines)
