"""Gold questions: read from a file, or refused with every fault.

In: a file of JSON lines, and the documents that the questions are about. Out: `Gold`s, or a
`GoldError` that names file, line and reason. It does not know how questions are asked or scored.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.metrics import normalise

LANGUAGES = ("sv", "en")
REQUIRED = ("id", "lang", "question", "answers", "page")
UNANSWERABLE, COMPUTED = "unanswerable", "computed"
# What "page" says besides the documents' ids: any document may answer, or none does.
ANY_PAGE, NO_PAGE = "any", "none"
FAULTS_SHOWN = 10
_SURROGATE = re.compile("[\ud800-\udfff]")


class GoldError(ValueError):
    """The file holds what is no gold question.

    Attributes:
        faults: all of them, each with file, line and reason.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        lines = list(faults[:FAULTS_SHOWN])
        if len(faults) > FAULTS_SHOWN:
            lines.append(f"and {len(faults) - FAULTS_SHOWN} more.")
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and what is right.

    Attributes:
        id: unique in its file.
        language: "sv" or "en".
        question: as it is asked.
        answers: what is accepted; none if the documents do not say.
        pages: ids of the documents that answer, "any" or "none".
        kind: the file's own word for it, as "lookup".
        computed: the answer has to be worked out, and need not stand in a document.
        line: where it stands in its file, from 1.
    """

    id: str
    language: str
    question: str
    answers: tuple[str, ...]
    pages: tuple[str, ...]
    kind: str
    computed: bool
    line: int = 0

    @property
    def kind_name(self) -> str:
        """Its kind, and whether the answer has to be worked out."""
        is_told = not self.computed or self.kind == COMPUTED
        return self.kind if is_told else f"{self.kind}, computed"


def read_gold(path: Path) -> list[Gold]:
    """Read gold questions, all or none.

    Args:
        path: a file of JSON objects, one a line; `corpus/README.md` tells their fields.

    Raises:
        GoldError: it is not that; names file, line and reason of every fault.
        OSError: the file cannot be read.
    """
    golds: list[Gold] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(path), 1):
        row, reasons = _row(line)
        known = row.get("id")
        if isinstance(known, str) and (first := seen.setdefault(known, number)) != number:
            reasons.append(f"the id {known!r} stands in line {first} already.")
        faults += [f"{path}, line {number}: {reason}" for reason in reasons]
        if not reasons:
            golds.append(_gold(row, number))
    if not seen and not faults:
        faults.append(f"{path}, line 1: expected a question, and the file is empty.")
    if faults:
        raise GoldError(faults)
    return golds


def check_answers(path: Path, golds: Iterable[Gold], texts: Mapping[str, str]) -> None:
    """Make sure that a library can be judged by these questions.

    Args:
        path: the file that they were read from, for the message.
        golds: the questions.
        texts: the documents' texts, by id.

    Raises:
        GoldError: a page is no document, or an answer that need not be worked out stands in none.
    """
    # A line break stands in no normalised text, so that no answer reaches over two documents.
    words = "\n".join(f" {normalise(text)} " for text in texts.values())
    faults = [
        f"{path}, line {gold.line}: {reason}"
        for gold in golds
        for reason in _strange_to(gold, texts, words)
    ]
    if faults:
        raise GoldError(faults)


def _strange_to(gold: Gold, texts: Mapping[str, str], words: str) -> Iterator[str]:
    for page in gold.pages:
        if page not in (ANY_PAGE, NO_PAGE) and page not in texts:
            yield f"the page {page!r} is no document of the library."
    for answer in gold.answers:
        if not gold.computed and f" {normalise(answer)} " not in words:
            yield f"the answer {answer!r} stands in no document of the library."


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise GoldError([f"{path}, line {number}: not UTF-8 ({error.reason})."]) from error
    # str.splitlines would also cut at U+2028, which may stand inside a JSON string.
    return text.removesuffix("\n").split("\n") if text else []


def _row(line: str) -> tuple[dict[str, Any], list[str]]:
    try:
        row = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        return {}, [f"not a JSON object ({error})."]
    if not isinstance(row, dict):
        return {}, [f"not a JSON object (it is {type(row).__name__})."]
    return row, list(_faults(row))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # json would silently take the last of two fields of one name.
    for number, (name, _value) in enumerate(pairs):
        if name in (other for other, _ in pairs[:number]):
            raise ValueError(f"the field {name!r} stands twice")
    return dict(pairs)


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    faults = [f"the field {name!r} is missing." for name in REQUIRED if name not in row]
    for name, value in row.items():
        if name not in _FIELDS:
            faults.append(f"the field {name!r} is unknown; known are {', '.join(_FIELDS)}.")
        elif not _FIELDS[name][0](value):
            faults.append(f"{name} is {reprlib.repr(value)}, expected {_FIELDS[name][1]}.")
    yield from faults or _disagreements(row)


def _disagreements(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what does not go together, of a row whose fields are each in order."""
    answers, pages = row["answers"], _pages(row)
    yield from (f"the answer {one!r} holds no word." for one in answers if not normalise(one))
    if bool(answers) == (row.get("kind") == UNANSWERABLE) and "kind" in row:
        yield f"kind is {row['kind']!r}, and the number of answers is {len(answers)}."
    if bool(answers) == (NO_PAGE in pages):
        yield f"page is {row['page']!r}, and the number of answers is {len(answers)}."


def _pages(row: Mapping[str, Any]) -> tuple[str, ...]:
    page = row["page"]
    return tuple(dict.fromkeys(page)) if isinstance(page, list) else (page,)


def _is_text(value: object) -> bool:
    # Half of a surrogate pair can stand in JSON, but cannot be sent or written.
    return isinstance(value, str) and bool(value.strip()) and not _SURROGATE.search(value)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


# Field: what its value must be, and the words for it.
_FIELDS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "id": (_is_text, "text"),
    "lang": (lambda value: value in LANGUAGES, f"one of {', '.join(LANGUAGES)}"),
    "kind": (_is_text, "text"),
    "style": (_is_text, "text"),
    "question": (_is_text, "text"),
    "answers": (_is_texts, "a list of texts"),
    "page": (lambda value: _is_text(value) or bool(_is_texts(value) and value),
             "an id or a list of ids"),
    "computed": (lambda value: isinstance(value, bool), "true or false"),
}  # fmt: skip


def _gold(row: Mapping[str, Any], line: int) -> Gold:
    kind = row.get("kind", "lookup" if row["answers"] else UNANSWERABLE)
    return Gold(
        id=row["id"],
        language=row["lang"],
        question=row["question"],
        answers=tuple(row["answers"]),
        pages=_pages(row),
        kind=kind,
        computed=row.get("computed", False) or kind == COMPUTED,
        line=line,
    )
