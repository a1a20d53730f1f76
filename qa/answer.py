"""What a question gets back: an Answer, its Claims and its Citations.

These are the types that every face of Källa shows (chat, command line, Python, HTTP). They hold
the first invariant: a citation's quote is a slice of its document, and an answer that says
something cites something. This file does not know how an answer is found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from index.documents import Document
from index.whereabouts import Place, place_of


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was retrieved for a question.

    Attributes:
        text: the paragraph, document.text[start:end].
        score: how well it fits the question; higher is better, comparable within one question.
        document: where it stands.
        paragraph_id: its id in the library.
        start: first character in the document's text.
        end: behind the last.
        heading: the heading it stands under, "" if none.
        scores: what `score` was made of, by name.
        terms: the question's terms that it holds, normalised.
        repeats: passages of other documents that say no more than this one and were left out.
    """

    text: str
    score: float
    document: Document
    paragraph_id: str
    start: int
    end: int
    heading: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    repeats: tuple[Passage, ...] = ()

    @property
    def place(self) -> Place:
        """Where it begins in the file: page, section, sheet and row."""
        return place_of(self.document, self.start)

    @property
    def context(self) -> str:
        """What the paragraph is about, for the reader: its document's title, then its heading."""
        return ". ".join(part for part in (self.document.title, self.heading) if part)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values."""
        return {
            "text": self.text,
            "score": round(self.score, 4),
            "paragraph_id": self.paragraph_id,
            "start": self.start,
            "end": self.end,
            "document": document_dict(self.document),
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence that a reader may check.

    Attributes:
        quote: the sentence, verbatim.
        start: where the quote begins in document.text.
        end: behind its last character.
        span: (from, to) of the answer's own words within the quote, None for the whole.
        paragraph_id: the paragraph that holds it.
        document: where it stands.

    Raises:
        ValueError: the quote is not that slice of the document, or the span not inside it.
    """

    quote: str
    start: int
    end: int
    span: tuple[int, int] | None
    paragraph_id: str
    document: Document

    def __post_init__(self) -> None:
        if not self.quote or self.quote != self.document.text[self.start : self.end]:
            raise ValueError(
                f"The quote {self.quote!r} is not what {self.document.id} says at "
                f"{self.start}–{self.end}."
            )
        if self.span is not None and not 0 <= self.span[0] < self.span[1] <= len(self.quote):
            raise ValueError(f"The span {self.span} lies outside the quote {self.quote!r}.")

    @property
    def place(self) -> Place:
        """Where the answer's own words stand in the file: page, section, sheet and row."""
        return place_of(self.document, self.start + (self.span[0] if self.span else 0))

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "span": list(self.span) if self.span else None,
            "paragraph_id": self.paragraph_id,
            "place": self.place.to_dict(),
            "document": document_dict(self.document),
        }


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that an answer says, and which of its citations carry it (indices from 0)."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComputedValue:
    """A value that a computed answer used.

    Attributes:
        who: whose it is.
        year: of the value; of an edition with two names the first.
        measure: "rank", "points", or a column's name.
        value: the number.
        unit: "" for none.
        citations: which of the answer's citations state it (indices from 0).
    """

    who: str
    year: str
    measure: str
    value: float
    unit: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Computation:
    """How an answer was worked out.

    Attributes:
        kind: what kind of question it was taken for: "nth", "count", "change" and so on.
        sentence: the answer as a sentence, in the question's language.
        rows: the values that it rests on.
        plan: what was asked of the facts, as data.
        known: how many values are known of those that would count, 0 where that does not matter.
        of: how many there are in all.
    """

    kind: str
    sentence: str
    rows: tuple[ComputedValue, ...]
    plan: Mapping[str, Any]
    known: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What `Assistant.ask` returns.

    Attributes:
        question: as it was asked.
        language: of the question, "sv" or "en".
        text: the answer's words; of an abstention, what is said instead.
        claims: what the answer says; two or more when the documents disagree.
        citations: what the claims rest on, in the order of their numbers.
        abstained: True when the documents do not answer.
        reason: why it abstained, a key of `qa.phrases`; "" otherwise.
        confidence: calibrated probability that the answer is right, 0 to 1.
        disagreement: True when the claims differ from each other.
        nearest: for an abstention, the passages that came nearest.
        trace: what was considered and what decided, as data.
        understood_as: the whole question that a follow-up was taken for, "" for a question that was
            answered as it stands.
        computation: how it was worked out from facts, None for what was read in a sentence.

    Raises:
        ValueError: an answer without a citation, or a claim that cites none.
    """

    question: str
    language: str
    text: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    abstained: bool = False
    reason: str = ""
    confidence: float = 0.0
    disagreement: bool = False
    nearest: tuple[Passage, ...] = ()
    trace: Mapping[str, Any] = field(default_factory=dict)
    understood_as: str = ""
    computation: Computation | None = None

    def __post_init__(self) -> None:
        if self.abstained != bool(self.reason):
            raise ValueError("An abstention has a reason, and an answer has none.")
        if not self.abstained and not (self.claims and self.citations):
            raise ValueError(f"The answer {self.text!r} cites nothing.")
        for claim in self.claims:
            if not claim.citations or max(claim.citations) >= len(self.citations):
                raise ValueError(f"The claim {claim.text!r} has no citation.")

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, without the trace."""
        return {
            "question": self.question,
            "understood_as": self.understood_as,
            "language": self.language,
            "text": self.text,
            "claims": [
                {"text": claim.text, "citations": list(claim.citations)} for claim in self.claims
            ],
            "citations": [citation.to_dict() for citation in self.citations],
            "abstained": self.abstained,
            "reason": self.reason,
            "confidence": round(self.confidence, 4),
            "disagreement": self.disagreement,
            "nearest": [passage.to_dict() for passage in self.nearest],
            "computation": asdict(self.computation) if self.computation else None,
        }


def document_dict(document: Document) -> dict[str, str]:
    """Return what identifies a document, without its text."""
    names = ("id", "title", "publisher", "language", "date", "url")
    return {name: getattr(document, name) for name in names}
