"""Words of somebody who means harm, in every place where the page shows words of strangers.

In: `tests/data/hostile.jsonl`: a kind and the words, a line each. Out: documents that hold them in
text, title, publisher, date, language, address, headings and names of sheets, and an assistant
that answers with them. It does not know how anything is shown.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.documents import Document
from index.paragraphs import Paragraph, Removed
from qa.answer import Answer, Citation, Claim, Computation, ComputedValue, Passage
from qa.phrases import phrase
from tests.stub_assistant import StubAssistant, StubLibrary, traced

_LINES = (Path(__file__).parent / "data" / "hostile.jsonl").read_text("utf-8").splitlines()
HOSTILE: tuple[tuple[str, str], ...] = tuple(
    (line["kind"], line["words"]) for line in map(json.loads, _LINES)
)
STATES = ("answer", "disagreement", "refusal")
# Taken as addresses themselves; the others stand in the path of a good one.
_ADDRESSES = ("address", "fragment", "lookalike", "long")


def hostile_document(number: int) -> Document:
    """Return the document whose every field holds the words of one line, counted from 0."""
    kind, words = HOSTILE[number]
    text = f"{words}\n\nMeningen {words} slutar."
    return Document(
        id=f"{number} {words[:200]}",
        title=f"Titel {words}",
        publisher=words,
        language=words,
        date=words,
        url=words if kind in _ADDRESSES else f"https://example.org/{words}",
        text=text,
        kind="text",
        origin="x.txt",
        based_on=words if number % 2 else "",
        headings=((0, len(words), 1),),
        marks=((0, "row", words, 1),),
    )


DOCUMENTS = tuple(hostile_document(number) for number in range(len(HOSTILE)))


def hostile_question(number: int, state: str) -> str:
    """Return a question that holds the words and is answered in that state, one of STATES."""
    return f"{state} {number} {HOSTILE[number][1]}"


def hostile_answer(question: str) -> Answer:
    """Return the answer to a `hostile_question`, made of the document with its number."""
    found = re.match(rf"({'|'.join(STATES)}) (\d+) ", question)
    assert found, question
    state, number = found[1], int(found[2])
    words, document = HOSTILE[number][1], DOCUMENTS[number]
    citation = _cite(document, words)
    common: dict[str, Any] = {
        "question": question,
        "language": "en" if number % 2 else "sv",
        "confidence": 0.9,
        "understood_as": words,
        "trace": traced(0.9, citation),
    }
    if state == "refusal":
        near = Passage(document.text, 0.5, document, f"{document.id}#1", 0, len(document.text))
        said = phrase("not-in-documents", common["language"])
        return Answer(
            text=said, abstained=True, reason="not-in-documents", nearest=(near,), **common
        )
    claim = Claim(words, (0,))
    if state == "answer":
        return Answer(
            text=words, claims=(claim,), citations=(citation,), computation=_worked(words), **common
        )
    other = _cite(DOCUMENTS[number - 1], HOSTILE[number - 1][1])
    claims = (claim, Claim(HOSTILE[number - 1][1], (1,)))
    return Answer(
        text=words, claims=claims, citations=(citation, other), disagreement=True, **common
    )


def _cite(document: Document, words: str) -> Citation:
    start = document.text.index("Meningen ")
    at = len("Meningen ")
    span = (at, at + len(words))
    quote = document.text[start:]
    return Citation(quote, start, len(document.text), span, f"{document.id}#1", document)


def _worked(words: str) -> Computation:
    row = ComputedValue(words, words, words, 1.0, words, (0,))
    return Computation("nth", words, (row,), {"kind": words})


@dataclass
class HostileLibrary(StubLibrary):
    """Every hostile document, each with a heading that asks and with words that were set aside."""

    def __post_init__(self) -> None:
        """Fill it."""
        self.documents = {document.id: document for document in DOCUMENTS}
        for number, document in enumerate(DOCUMENTS):
            words = HOSTILE[number][1]
            heading = f"{hostile_question(number, 'answer')}?"
            end = len(document.text)
            self.paragraphs.append(
                Paragraph(f"{document.id}#1", document.id, 0, end, document.text, heading)
            )
            self.removed.append(Removed(document.id, 0, len(words), words, words))


class HostileAssistant(StubAssistant):
    """Answers hostile questions; everything that it says is somebody else's."""

    def __init__(self) -> None:
        """Open the library."""
        super().__init__()
        self.library = HostileLibrary()

    def retrieve(self, question: str, *, top_k: int = 5, read: bool = True) -> list[Passage]:
        """Return passages whose titles are shown while the answer is waited for."""
        return [
            Passage(one.text, 0.5, one, f"{one.id}#1", 0, len(one.text))
            for one in DOCUMENTS[:top_k]
        ]

    def ask(self, question: str, **more: Any) -> Answer:
        """Return the answer that the question names; one that names none is a stub's."""
        named = question.startswith(STATES)
        return hostile_answer(question) if named else super().ask(question, **more)
