"""What programs send and get, over HTTP and MCP alike: the types, and how they are made.

In: answers, passages and documents. Out: pydantic models, whose field names are those of
`qa.answer`. This file does not know a server, or who asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from qa.answer import document_dict

if TYPE_CHECKING:
    from index.documents import Document
    from qa.answer import Passage
    from ui.render import Turn

# What the page takes; the assistant says in words where a question is longer than it reads.
MOST_QUESTION_CHARS = 8000
MOST_EARLIER = 20
MOST_PASSAGES = 50
MOST_LISTED = 1000
MOST_READ_CHARS = 200_000
MOST_ID_CHARS = 1000
# Faults whose place would say back what was sent, or nothing.
_FAULTS = {"json_invalid": "it is not JSON", "extra_forbidden": "unknown field"}
_WHERE_CHARS = 60


class Asked(BaseModel):
    """A question of a program; a field that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Earlier(Asked):
    """An earlier question of the same conversation, and the text that answered it."""

    question: str = Field(max_length=MOST_QUESTION_CHARS)
    answer: str = Field("", max_length=MOST_QUESTION_CHARS)


class AskBody(Asked):
    """A question, and what was said before it."""

    question: str = Field(max_length=MOST_QUESTION_CHARS, examples=["Vem kom tvåa 2024?"])
    history: list[Earlier] = Field(
        [], max_length=MOST_EARLIER, description="Oldest first; completes “And in 2021?”."
    )

    def said_before(self) -> list[tuple[str, str]]:
        """Return the earlier questions and answers as `Assistant.ask` takes them."""
        return [(earlier.question, earlier.answer) for earlier in self.history]


class RetrieveBody(Asked):
    """A question, and how many passages are wanted."""

    question: str = Field(max_length=MOST_QUESTION_CHARS, examples=["Vem kom tvåa 2024?"])
    top_k: int = Field(5, ge=1, le=MOST_PASSAGES)


class ReadBody(Asked):
    """Which document is wanted, and which stretch of its text."""

    document_id: str = Field(max_length=MOST_ID_CHARS, examples=["lidkoping-2024"])
    start: int = Field(0, ge=0, le=10**9)
    # A model reads less at once than a program.
    most: int = Field(20_000, ge=1, le=MOST_READ_CHARS)


class ListBody(Asked):
    """Which stretch of the list of documents is wanted."""

    start: int = Field(0, ge=0, le=10**9)
    most: int = Field(100, ge=1, le=MOST_LISTED)


class DocumentInfo(BaseModel):
    """What identifies a document; "" for what it does not state."""

    id: str
    title: str
    publisher: str
    language: str
    date: str
    url: str


class Place(BaseModel):
    """Where in the file: 0 and "" for what the file does not have."""

    page: int = 0
    sheet: str = ""
    row: int = 0
    heading: str = ""


class CitationOut(BaseModel):
    """A sentence that can be checked: `quote` is the document's text from `start` to `end`."""

    quote: str
    start: int
    end: int
    span: Annotated[
        tuple[int, int] | None, Field(description="The answer's own words within the quote.")
    ]
    paragraph_id: str
    place: Place
    document: DocumentInfo


class PassageOut(BaseModel):
    """A paragraph that fits the question; `score` compares within one question alone."""

    text: str
    score: float
    paragraph_id: str
    start: int
    end: int
    document: DocumentInfo


class ClaimOut(BaseModel):
    """One thing that is said, and the citations that carry it, counted from 0."""

    text: str
    citations: list[int]


class ComputedOut(BaseModel):
    """A value that a computed answer used."""

    who: str
    year: str
    measure: str
    value: float
    unit: str
    citations: list[int]


class ComputationOut(BaseModel):
    """How an answer was worked out from values that the documents state."""

    kind: str
    sentence: str
    rows: list[ComputedOut]
    plan: dict[str, Any]
    known: int
    of: int


class HelpLineOut(BaseModel):
    """Whom a person in need can call."""

    number: str
    name: dict[str, str]
    text: dict[str, str]


class AnswerOut(BaseModel):
    """An answer with its citations, or a refusal (`abstained`) with what came nearest.

    `help_lines` is there when the question sounds like one of a person in need: show it first.
    """

    question: str
    understood_as: str
    language: str
    text: str
    claims: list[ClaimOut]
    citations: list[CitationOut]
    abstained: bool
    reason: str
    confidence: float
    disagreement: bool
    nearest: list[PassageOut]
    computation: ComputationOut | None
    help_lines: list[HelpLineOut] = []


class PassagesOut(BaseModel):
    """The passages that fit a question, best first."""

    passages: list[PassageOut]


class DocumentsOut(BaseModel):
    """A stretch of the list of documents; `total` counts them all."""

    documents: list[DocumentInfo]
    total: int


class DocumentOut(DocumentInfo):
    """A document and a stretch of its text: `text` stands from `start` to `end` of `chars`."""

    based_on: str
    text: str
    start: int
    end: int
    chars: int


class ErrorOut(BaseModel):
    """Why there is no answer, in a sentence; `code` is for programs."""

    error: str
    code: str


def answer_out(turn: Turn) -> AnswerOut:
    """Return the answer of a finished turn that has one."""
    assert turn.answer
    said = turn.answer.to_dict()
    if turn.help_lines:
        said["help_lines"] = [
            {"number": line.number, "name": dict(line.name), "text": dict(line.text)}
            for line in turn.help_lines
        ]
    return AnswerOut.model_validate(said)


def passages_out(passages: list[Passage]) -> PassagesOut:
    """Return retrieved passages."""
    return PassagesOut.model_validate({"passages": [passage.to_dict() for passage in passages]})


def info_out(document: Document) -> DocumentInfo:
    """Return what identifies a document."""
    return DocumentInfo.model_validate(document_dict(document))


def document_out(document: Document, start: int, most: int) -> DocumentOut:
    """Return at most `most` characters of a document from `start` on."""
    text = document.text[start : start + most]
    return DocumentOut(
        **document_dict(document),
        based_on=document.based_on,
        text=text,
        start=min(start, len(document.text)),
        end=min(start, len(document.text)) + len(text),
        chars=len(document.text),
    )


def fault(faults: Sequence[Any]) -> str:
    """Return the first fault that pydantic found, without saying back what was sent."""
    first = faults[0]
    # What was sent may be the question.
    where = ".".join(str(part) for part in first["loc"] if part != "body")[:_WHERE_CHARS]
    return _FAULTS.get(first["type"]) or ": ".join(filter(None, (where, first["msg"])))
