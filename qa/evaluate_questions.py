"""Gold questions put to a library: found, answered, cited, refused, by kind and language.

In: an assistant and a file of gold questions (JSON lines). Out: a `Verdict` for each and shares of
them. It does not know where the library came from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.answer import Answer
from qa.assistant import Assistant
from qa.metrics import is_right, normalise

REQUIRED = ("id", "lang", "question", "answers", "page")


class GoldError(ValueError):
    """A line of the file is no gold question."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what is right: accepted answers, none if the library cannot know."""

    id: str
    language: str
    question: str
    answers: tuple[str, ...]
    pages: tuple[str, ...]
    kind: str
    computed: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one question.

    Attributes:
        gold: the question.
        answer: what was said.
        right: the answer is right, or rightly refused.
        found_first: the first passage is of a gold page.
        found_in_3: the gold words stand in one of the first three passages.
        cited: a quoted sentence holds the gold words.
    """

    gold: Gold
    answer: Answer
    right: bool
    found_first: bool
    found_in_3: bool
    cited: bool


def read_gold(path: Path) -> list[Gold]:
    """Read gold questions.

    Raises:
        GoldError: a line is not JSON or lacks a field; names the file and line.
    """
    golds = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            missing = [name for name in REQUIRED if name not in row]
        except (json.JSONDecodeError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: not a JSON object ({error}).") from error
        if missing:
            raise GoldError(f"{path}, line {number}: the field {missing[0]!r} is missing.")
        pages = row["page"] if isinstance(row["page"], list) else [row["page"]]
        kind = row.get("kind", "lookup" if row["answers"] else "unanswerable")
        computed = bool(row.get("computed")) or kind == "computed"
        golds.append(
            Gold(row["id"], row["lang"], row["question"], tuple(row["answers"]), tuple(pages),
                 kind, computed)
        )  # fmt: skip
    return golds


def judge(assistant: Assistant, gold: Gold) -> Verdict:
    """Ask one question and compare."""
    answer = assistant.ask(gold.question)
    passages = assistant.retrieve(gold.question, top_k=3)
    if answer.abstained:
        right = not gold.answers
    else:
        right = bool(gold.answers) and any(is_right(c.text, gold.answers) for c in answer.claims)
    anywhere = "any" in gold.pages
    return Verdict(
        gold=gold,
        answer=answer,
        right=right,
        found_first=bool(passages) and (anywhere or passages[0].document.id in gold.pages),
        found_in_3=any(_holds(p.text, gold.answers) for p in passages),
        cited=any(_holds(c.quote, gold.answers) for c in answer.citations),
    )


def _holds(text: str, answers: Sequence[str]) -> bool:
    words = f" {normalise(text)} "
    return any(f" {normalise(answer)} " in words for answer in answers)


def share(verdicts: Sequence[Verdict], field: str) -> float:
    """Percent of the verdicts whose `field` is true; 0 of none."""
    return 100 * sum(bool(getattr(v, field)) for v in verdicts) / max(1, len(verdicts))


def extractive(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those whose answer stands in a page, and need not be worked out."""
    return [v for v in verdicts if v.gold.answers and not v.gold.computed]


def table(verdicts: Sequence[Verdict]) -> str:
    """Shares by kind and language, as Markdown."""
    lines = [
        "| kind | language | questions | right | page first | words in 3 | quote holds them |",
        "| --- " * 7 + "|",
    ]
    kinds = [*dict.fromkeys(_kind(v) for v in verdicts), "all"]
    for kind in kinds:
        for language in ("sv", "en"):
            some = [
                v for v in verdicts if kind in (_kind(v), "all") and v.gold.language == language
            ]
            if not some:
                continue
            shown = [f"{share(some, 'right'):.0f}"]
            for field in ("found_first", "found_in_3", "cited"):
                known = [v for v in some if v.gold.answers]
                shown.append(f"{share(known, field):.0f}" if known else "")
            lines.append(f"| {kind} | {language} | {len(some)} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def _kind(verdict: Verdict) -> str:
    computed = verdict.gold.computed and verdict.gold.kind != "computed"
    return f"{verdict.gold.kind}, computed" if computed else verdict.gold.kind
