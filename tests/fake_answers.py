"""An assistant of one answer and one refusal, for tests of how they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.answer import Answer, Citation, Claim, Passage
from qa.phrases import phrase
from tests.fakes import a_document

RANKING = "Lidköping kom tvåa i kommunernas ranking."
PAGE = a_document(RANKING, id="ranking", title="Kommunens arbete", publisher="lidkoping.se")


def cited(text: str, words: str, **fields: str) -> Citation:
    at = text.index(words)
    document = a_document(text, **fields)
    return Citation(text, 0, len(text), (at, at + len(words)), "sida#1", document)


def answered(question: str, language: str = "sv") -> Answer:
    citation = Citation(RANKING, 0, len(RANKING), (0, 9), "ranking#1", PAGE)
    claims = (Claim("Lidköping", (0,)),)
    return Answer(
        question, language, "Lidköping", claims, (citation,), confidence=0.875,
        trace={"decided": "best candidate", "passages": [{"paragraph_id": "ranking#1"}]},
    )  # fmt: skip


def refused(question: str, language: str = "sv", reason: str = "not-in-documents") -> Answer:
    nearest = tuple(
        Passage("En rad.\nFler rader.", 0.5, a_document(title=title), f"{title}#1", 0, 10)
        for title in ("Ett", "Två", "Tre")
    )
    text = phrase(reason, language)
    return Answer(question, language, text, abstained=True, reason=reason, nearest=nearest)


class FakeAssistant:
    """Answers what is about the ranking."""

    def ask(self, question: str) -> Answer:
        if question == "stop":
            raise KeyboardInterrupt
        if question == "break":
            raise RuntimeError("two\nlines")
        return answered(question) if "tvåa" in question else refused(question)


def fake_assistants(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Answer with the fake assistant; returns the libraries that were opened."""
    opened: list[Path] = []

    def load(library: Path) -> FakeAssistant:
        opened.append(library)
        return FakeAssistant()

    monkeypatch.setattr("qa.assistant.load", load)
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    return opened
