"""Pages written for training, with their questions, as examples to learn from.

In: the text files of `data/notices`, whose form its README describes. Out: `Notice`s, and from them
`Example`s. It does not know what they are used for, but says which of them are kept to develop on.

The public sets ask encyclopaedias and machine translations; what Källa is asked is Swedish pages of
municipalities, agencies, associations and newspapers, in Swedish and English, by people who may
well ask for what the page does not say. These pages are of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa.training_data import Example

FOLDER = Path(__file__).parents[1] / "data" / "notices"
# Paragraphs of the public sets, in Swedish, in the same form.
TRANSLATED = FOLDER.with_name("translated")
# Every so many pages of a file, one is kept out of training.
KEPT_BACK_EVERY = 10

_QUESTION = re.compile(r"(?P<language>sv|en)(?P<kind>[?!]) (?P<asked>.+)")
_ANSWER = re.compile(r"(?P<question>.+) = (?P<answer>.+?)(?: @(?P<which>\d+))?")
_FIELD = re.compile(r"(?P<name>publisher|date|source): (?P<value>.*)")


class NoticeError(ValueError):
    """A line of a notice that is not in its form; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a page, in "sv" (the page's own language) or "en".

    `answer` is (start, end) in characters of the page's text, None when the page does not say.
    """

    language: str
    question: str
    answer: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Notice:
    """One page: its text, and what is asked about it.

    Attributes:
        id: "notice", the file's stem and the page's number in it.
        title: its heading.
        publisher: who is said to have published it.
        date: as YYYY-MM-DD, or less.
        source: key of the context that it translates (see `qa.added_questions`), if it does.
        text: paragraphs, with an empty line between.
        asked: questions, answered by the page or not.
        kept_back: whether it is kept out of training, to develop on.
    """

    id: str
    title: str
    publisher: str
    date: str
    source: str
    text: str
    asked: tuple[Asked, ...]
    kept_back: bool

    def examples(self, language: str) -> list[Example]:
        """The page's questions in one language."""
        return [
            Example(f"{self.id}-{language}{number}", q.question, self.text, self.title, q.answer)
            for number, q in enumerate(self.asked)
            if q.language == language
        ]


def read_notices(folder: Path = FOLDER) -> list[Notice]:
    """Read all pages of a folder.

    Raises:
        NoticeError: a line is not in the form, or an answer is not in its page.
        FileNotFoundError: the folder holds no pages.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"There are no notices (*.txt) in {folder}.")
    return [notice for file in files for notice in _pages(file)]


def _pages(file: Path) -> Iterator[Notice]:
    lines = file.read_text(encoding="utf-8").splitlines()
    begins = [at for at, line in enumerate(lines) if line.startswith("=== ")]
    for number, (start, end) in enumerate(zip(begins, [*begins[1:], len(lines)], strict=True)):
        yield _page(file, number, start, lines[start:end])


def _page(file: Path, number: int, first: int, lines: list[str]) -> Notice:
    fields = {"publisher": "", "date": "", "source": ""}
    paragraphs: list[str] = []
    questions: list[tuple[int, re.Match[str]]] = []
    for at, line in enumerate(lines[1:], first + 2):
        if question := _QUESTION.fullmatch(line):
            questions.append((at, question))
        elif (field := _FIELD.fullmatch(line)) and not paragraphs:
            fields[field["name"]] = field["value"].strip()
        elif line.strip():
            paragraphs.append(line.strip())
    text = "\n\n".join(paragraphs)
    return Notice(
        id=f"notice-{file.stem}-{number}", title=lines[0][4:].strip(), text=text,
        asked=tuple(_asked(file, at, question, text) for at, question in questions),
        kept_back=number % KEPT_BACK_EVERY == KEPT_BACK_EVERY - 1, **fields,
    )  # fmt: skip


def _asked(file: Path, at: int, line: re.Match[str], text: str) -> Asked:
    if line["kind"] == "!":
        return Asked(line["language"], line["asked"].strip(), None)
    found = _ANSWER.fullmatch(line["asked"])
    if not found:
        raise NoticeError(f"{file}:{at}: a question that the page answers needs ' = answer'.")
    answer = re.escape(found["answer"])
    places = [m.span() for m in re.finditer(rf"(?<!\w){answer}(?!\w)", text)]
    which = int(found["which"] or 1)
    if len(places) < which or (len(places) > 1 and not found["which"]):
        raise NoticeError(
            f"{file}:{at}: {found['answer']!r} stands {len(places)} times in the page. "
            "An answer is copied from the page, with @2 for its second place."
        )
    return Asked(line["language"], found["question"].strip(), places[which - 1])
