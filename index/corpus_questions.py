"""The starter corpus' gold questions, and whether the pages answer them.

In: `questions.jsonl` and the pages. Out: questions, and a line for each fault. This file does not
know how questions are asked or scored.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("sv", "en")
STYLES = ("colloquial", "formal")
UNANSWERABLE = "unanswerable"
KINDS = ("lookup", "rank", "count", "compare", "trend", "conflict", UNANSWERABLE)
NO_PAGE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its accepted answers.

    Attributes:
        lang: "sv" or "en".
        kind: one of `KINDS`.
        style: one of `STYLES`.
        answers: as the pages write them; none when the pages do not say. Of a conflict, every
            value that a page gives.
        pages: ids of the pages that answer; none when the pages do not say.
        computed: the answer has to be worked out, and need not stand in a page.
    """

    id: str
    lang: str
    kind: str
    style: str
    question: str
    answers: tuple[str, ...]
    pages: tuple[str, ...]
    computed: bool = False


def load_questions(path: Path) -> tuple[list[Question], list[str]]:
    """Read a file of questions, one JSON object a line.

    Returns:
        The questions, and a line for each line of the file that is none.
    """
    questions: list[Question] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            questions.append(_question(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            faults.append(f"{path.name}, line {number}: is no question: {error!r}")
    return questions, faults


def _question(values: Mapping[str, Any]) -> Question:
    """Make a question of a line's values; "page" is one id, a list of them, or "none"."""
    page = values["page"]
    pages = [page] if isinstance(page, str) else page
    return Question(
        **{name: str(values[name]) for name in ("id", "lang", "kind", "style", "question")},
        answers=tuple(map(str, values["answers"])),
        pages=tuple(str(one) for one in pages if one != NO_PAGE),
        computed=bool(values.get("computed", False)),
    )


def question_faults(questions: Sequence[Question], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with questions.

    Args:
        questions: all of them.
        texts: the pages' texts by id.
    """
    for value, count in Counter(one.id for one in questions).items():
        if count > 1:
            yield f"{value}: {count} questions have this id"
    seen: dict[str, str] = {}
    for one in questions:
        if (first := seen.setdefault(one.question.casefold(), one.id)) != one.id:
            yield f"{one.id}: asks the same as {first}"
        yield from (f"{one.id}: {fault}" for fault in _form_faults(one))
        yield from (f"{one.id}: {fault}" for fault in _answer_faults(one, texts))


def _form_faults(one: Question) -> Iterator[str]:
    """Yield values that are not among those that are known, and answers that should not be."""
    for name, value, known in (
        ("lang", one.lang, LANGUAGES),
        ("kind", one.kind, KINDS),
        ("style", one.style, STYLES),
    ):
        if value not in known:
            yield f'{name} is "{value}", expected one of {", ".join(known)}'
    if not one.question.strip():
        yield "the question is empty"
    answerable = one.kind != UNANSWERABLE
    if bool(one.answers) != answerable or bool(one.pages) != answerable:
        yield f"is {one.kind} with {len(one.answers)} answers and {len(one.pages)} pages"


def _answer_faults(one: Question, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield answers and pages that do not go together."""
    missing = [page for page in one.pages if page not in texts]
    yield from (f"there is no page {page}" for page in missing)
    if one.computed or missing:
        return
    for answer in one.answers:
        if not any(holds(texts[page], answer) for page in one.pages):
            yield f'"{answer}" does not stand in {", ".join(one.pages)}'
    for page in one.pages:
        if not any(holds(texts[page], answer) for answer in one.answers):
            yield f"{page} holds none of the answers"


def holds(text: str, answer: str) -> bool:
    """Say whether an answer stands in a text, as whole words: 9 does not stand in 290."""
    return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text) is not None
