"""An assistant for the page's own tests: fixed answers, no models, no library on disk.

In: a question. Out: a real Answer over a few documents that stand here. It does not know how
answers are found; what is asked chooses by a word in it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from index.documents import Document
from index.facts import Fact
from index.paragraphs import REASONS, Paragraph, Removed
from qa.answer import (
    Answer,
    Citation,
    Claim,
    Computation,
    ComputedValue,
    Passage,
    document_dict,
)
from qa.phrases import phrase
from qa.question import parse
from tests.stub_facts import COMPARED, FACTS, RANKS, TREND, computed

LIDKOPING_SENTENCE = (
    "Lidköping kommer på andra plats bland Sveriges 290 kommuner i Kvinnofridsbarometern 2024."
)
HOSTILE = '<script>document.title="run"</script><img src=x onerror=alert(1)>'


def document(
    document_id: str,
    text: str,
    *,
    url: str = "",
    date: str = "",
    title: str = "",
    based_on: str = "",
) -> Document:
    """Return a Swedish document."""
    return Document(
        id=document_id,
        title=title,
        publisher="Lidköpings kommun" if document_id.startswith("lid") else "Unizon",
        language="sv",
        date=date,
        url=url,
        text=text,
        kind="text",
        origin=f"{document_id}.txt",
        based_on=based_on,
    )


LIDKOPING = document(
    "lidkoping-2024",
    "Lidköping näst bäst i landet på kvinnofrid\n\n"
    f"{LIDKOPING_SENTENCE} Bara ettan Trollhättan är högre rankad. Undersökningen mäter hur "
    "kommunerna arbetar mot mäns våld mot kvinnor och mot våld i nära relationer.\n\n"
    "Samarbete med Kvinnojouren Linnean\n\n"
    "Camilla Johansson är områdeschef på Sektor social välfärd i Lidköping och ser placeringen "
    "som hedrande och ett kvitto.",
    url="https://lidkoping.se/kvinnofrid",
    date="2024-02-19",
    title="Lidköping näst bäst i landet på kvinnofrid",
)
UNIZON = document(
    "unizon-2023-report",
    "Enkäten besvarades av 234 av 290 kommuner.\n\nSvarsfrekvensen var 81 procent.",
    date="2023",
    title="Kvinnofridsbarometern 2023",
    based_on="Kvinnofridsbarometern 2023, Unizon",
)
STRANGE = document(
    "strange <b>&\"'/../x",
    f"{HOSTILE} är en mening.\n\nEn \u202eomvänd mening, עברית.",
    url="javascript:alert(1)",
    title=f"{HOSTILE} \u202etitel",
)
DOCUMENTS = {item.id: item for item in (LIDKOPING, UNIZON, STRANGE, RANKS)}


@dataclass
class StubLibrary:
    """Documents and paragraphs, as the page reads them."""

    documents: dict[str, Document] = field(default_factory=lambda: dict(DOCUMENTS))
    paragraphs: list[Paragraph] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=lambda: list(FACTS))

    def __post_init__(self) -> None:
        """Add the one paragraph that stands under a heading, and one stretch that was set aside."""
        self.removed.append(Removed("unizon-2023-report", 0, 6, "Enkät?", REASONS[0]))
        start = LIDKOPING.text.index("Camilla")
        self.paragraphs.append(
            Paragraph(
                id="lidkoping-2024#2",
                document_id="lidkoping-2024",
                start=start,
                end=len(LIDKOPING.text),
                text=LIDKOPING.text[start:],
                heading="Samarbete med Kvinnojouren Linnean",
            )
        )


# Asked, the first waits for its answer until somebody asks the second.
WAIT, GO_ON = "vänta", "vidare"


class StubAssistant:
    """Answers by a word in the question.

    They are those of BY_WORDS, "fel" and "fails", WAIT and GO_ON, or none; what is no question is
    replied to as such.
    """

    def __init__(self) -> None:
        """Open the stub library."""
        self.library = StubLibrary()
        self._goes_on = threading.Event()

    def refresh(self) -> bool:
        """Nothing ever changes."""
        return False

    def retrieve(self, question: str, *, top_k: int = 5, read: bool = True) -> list[Passage]:
        """Return the passages that every question finds."""
        return list(found_passages()[:top_k])

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Any] = (),
        on_found: Callable[[Sequence[Passage]], None] | None = None,
    ) -> Answer:
        """Return a fixed answer, whatever was said before."""
        if on_found:
            on_found(self.retrieve(question))
        language = "en" if question.startswith(("Wh", "How", "Hello")) else "sv"
        # Whom to call, greetings, what is too long or empty.
        if reply := parse(question).reply:
            return abstention(question, language, reply)
        self._wait_for_one_another(question)
        if any(word in question for word in ("fel", "fails")):
            raise RuntimeError(f"secret inside: {question}")
        for words, answered in BY_WORDS:
            if any(word in question for word in words):
                return answered(question, language)
        return one(question, language, cite(LIDKOPING, LIDKOPING_SENTENCE, "Lidköping"))

    def _wait_for_one_another(self, question: str) -> None:
        if question == GO_ON:
            self._goes_on.set()
        if question == WAIT:
            assert self._goes_on.wait(60)
            self._goes_on.clear()


def cite(document: Document, quote: str, words: str = "") -> Citation:
    """Return a citation of `quote`, with `words` as the answer's own."""
    start = document.text.rindex(quote)
    at = quote.index(words)
    span = (at, at + len(words)) if words else None
    return Citation(quote, start, start + len(quote), span, f"{document.id}#1", document)


def one(question: str, language: str, citation: Citation) -> Answer:
    """Return an answer that says the citation's marked words."""
    words = citation.quote[slice(*citation.span)] if citation.span else citation.quote
    return Answer(
        question,
        language,
        words,
        (Claim(words, (0,)),),
        (citation,),
        confidence=0.9,
        trace=traced(0.9, citation),
    )


def traced(confidence: float, *citations: Citation) -> dict[str, Any]:
    """Return a trace of the form that the real assistant leaves."""
    return {
        "decided": "best candidate",
        "confidence": confidence,
        "threshold": 0.2,
        "passages": [
            {
                "paragraph_id": citation.paragraph_id,
                "document": document_dict(citation.document),
                "start": citation.start,
                "end": citation.end,
                "score": 0.9,
                "scores": {"cosine": 0.83, "coverage": 1.0},
                "terms": [],
                "relevance": 1.5,
                "spans": [{"text": citation.quote[slice(*(citation.span or (0, 9)))], "score": 2}],
            }
            for citation in citations
        ],
    }


def disagreement(question: str, language: str) -> Answer:
    """Return two claims that differ."""
    citations = (
        cite(UNIZON, "Enkäten besvarades av 234 av 290 kommuner.", "234"),
        cite(LIDKOPING, LIDKOPING_SENTENCE, "290"),
    )
    claims = (Claim("234", (0,)), Claim("290", (1,)))
    return Answer(
        question,
        language,
        "234; 290",
        claims,
        citations,
        disagreement=True,
        trace=traced(0.6, *citations),
    )


def counted(question: str, language: str) -> Answer:
    """Return an answer that was worked out from one value."""
    answer = one(question, language, cite(LIDKOPING, LIDKOPING_SENTENCE, "andra"))
    row = ComputedValue("Lidköping", "2024", "rank", 2.0, "", (0,))
    worked = Computation("nth", "Lidköping kom på plats 2 (2024).", (row,), {"rank": 2}, 1, 290)
    return replace(answer, computation=worked)


def followed(question: str, language: str) -> Answer:
    """Return an answer to a question that was completed from the conversation."""
    full = {"sv": "Vem kom tvåa 2021?", "en": "Who ranked second in 2021?"}[language]
    answer = one(question, language, cite(LIDKOPING, LIDKOPING_SENTENCE, "Lidköping"))
    return replace(answer, understood_as=full)


def abstention(question: str, language: str, reason: str) -> Answer:
    """Return a refusal, with what came nearest."""
    nearest = found_passages()
    return Answer(
        question,
        language,
        phrase(reason, language),
        abstained=True,
        reason=reason,
        nearest=nearest,
        trace=traced(0.1, disagreement(question, language).citations[0])
        if reason == "not-in-documents"
        else {},
    )


def found_passages() -> tuple[Passage, ...]:
    """Return a passage of each of the two ordinary documents."""
    return tuple(
        Passage(item.text[:start], 0.5, item, f"{item.id}#1", 0, start)
        for item, start in ((UNIZON, 42), (LIDKOPING, len(LIDKOPING.text)))
    )


# By words of the question; the first that stands in it decides.
BY_WORDS: tuple[tuple[tuple[str, ...], Callable[[str, str], Answer]], ...] = (
    (("räkna", "count"), counted),
    (("var det 2021", "of 2021"), followed),
    (("okänd", "unknown", "1958"), lambda q, lang: abstention(q, lang, "not-in-documents")),
    (("oense", "disagree"), disagreement),
    (("genom åren", "over the years"), lambda q, lang: computed(q, lang, TREND)),
    (("jämför", "compare"), lambda q, lang: computed(q, lang, COMPARED)),
    (("konstig", "strange"), lambda q, lang: one(q, lang, cite(STRANGE, HOSTILE))),
)
