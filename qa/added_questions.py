"""Questions written for contexts of the public sets, as examples to learn from.

In: the text files of `data/questions`, whose form its README describes, and examples that hold the
contexts. Out: `Example`s. It does not know how many of them are used; see `qa.mixture`.

The public sets hold few questions that look as if their paragraph answered them and that it does
not, and what a reader learns of refusing it learns from those. The contexts themselves are not
repeated here: a block names its own by the beginning of its checksum.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.training_data import Example

FOLDER = Path(__file__).parents[1] / "data" / "questions"

_CONTEXT = re.compile(r"#(?P<key>[0-9a-f]{12})(?: .*)?")
_UNANSWERED = re.compile(r"(?P<language>sv|en)! (?P<question>.+)")
_ANSWERED = re.compile(r"(?P<language>sv|en)\? (?P<question>.+\S) = (?P<answer>\S.*)")


class AddedQuestionError(ValueError):
    """A line that is not in its form; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class AddedQuestion:
    """A question in "sv" or "en" about the context of a key; no answer if that does not say."""

    key: str
    language: str
    question: str
    answer: str | None


def context_key(context: str) -> str:
    """The first 12 hexadecimal digits of the SHA-1 of a context's UTF-8."""
    return hashlib.sha1(context.encode(), usedforsecurity=False).hexdigest()[:12]


def read_added(folder: Path = FOLDER) -> list[AddedQuestion]:
    """Read all questions of a folder.

    Raises:
        AddedQuestionError: a line is not in the form.
        FileNotFoundError: the folder holds no questions.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"There are no questions (*.txt) in {folder}.")
    return [question for file in files for question in _questions(file)]


def _questions(file: Path) -> Iterator[AddedQuestion]:
    key = ""
    for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if context := _CONTEXT.fullmatch(line):
            key = context["key"]
        elif key and (asked := _UNANSWERED.fullmatch(line) or _ANSWERED.fullmatch(line)):
            said = asked.groupdict()
            yield AddedQuestion(key, said["language"], said["question"], said.get("answer"))
        elif line.strip():
            raise AddedQuestionError(
                f"{file}:{at}: neither '#' and a context's key, nor a question as "
                "'en! Question' or 'sv? Question = answer'."
            )


def added_examples(
    added: Iterable[AddedQuestion], pool: Iterable[Example], language: str
) -> list[Example]:
    """The questions in one language about the contexts of a pool.

    An answer that its context does not hold, or holds twice, teaches nothing certain and is left
    out, as is what is about no context of the pool.
    """
    contexts = {context_key(e.context): e for e in pool}
    examples = []
    for number, one in enumerate(added):
        about = contexts.get(one.key)
        if about is None or one.language != language:
            continue
        span = None
        if one.answer is not None:
            places = re.finditer(rf"(?<!\w){re.escape(one.answer)}(?!\w)", about.context)
            spans = [found.span() for found in places]
            if len(spans) != 1:
                continue
            span = spans[0]
        name = f"added-{one.key}-{language}{number}"
        examples.append(Example(name, one.question, about.context, about.title, span))
    return examples
