"""Six questions about the stub's documents, right and wrong, and the stub with passages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import qa.assistant
from qa import metrics
from qa.answer import Answer, Passage
from tests.stub_assistant import DOCUMENTS, StubAssistant

QUESTIONS: list[dict[str, Any]] = [
    {"id": "right", "lang": "sv", "question": "Vem kom tvåa 2024?", "answers": ["Lidköping"],
     "page": "lidkoping-2024", "kind": "rank"},
    {"id": "wrong", "lang": "en", "question": "Who came first?", "answers": ["Trollhättan"],
     "page": "lidkoping-2024"},
    {"id": "differ", "lang": "sv", "question": "Är sidorna oense?", "answers": ["290"],
     "page": ["unizon-2023-report", "lidkoping-2024"], "kind": "conflict"},
    {"id": "silent", "lang": "sv", "question": "Vad är okänd?", "answers": [], "page": "none"},
    {"id": "refused", "lang": "en", "question": "What is unknown?", "answers": ["234"],
     "page": "any", "kind": "count"},
    {"id": "none", "lang": "sv", "question": "Vad är konstig?", "answers": [], "page": "none"},
]  # fmt: skip


class Retrieving(StubAssistant):
    """The stub with passages: its documents, the shortest first."""

    asked: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.asked = []

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        answer = super().ask(question)
        return replace(answer, trace={"decided": "", "candidates": [{"text": "234"}]})

    def retrieve(self, question: str, *, top_k: int) -> list[Passage]:
        by_length = sorted(DOCUMENTS.values(), key=lambda one: len(one.text))
        return [
            Passage(one.text, 1.0, one, f"{one.id}#1", 0, len(one.text), scores={"cosine": 0.5})
            for one in by_length[:top_k]
        ]


def few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing here is about intervals, which take most of a scorecard's time.
    monkeypatch.setattr(metrics, "BOOTSTRAP_ROUNDS", 50)


def retrieving_stub(monkeypatch: pytest.MonkeyPatch) -> Retrieving:
    """Answer from the stub, whichever library is named."""
    assistant = Retrieving()
    monkeypatch.setattr(qa.assistant, "load", lambda library: assistant)
    return assistant


def questions_file(tmp_path: Path) -> Path:
    return written(tmp_path / "gold.jsonl", QUESTIONS)


def written(file: Path, rows: list[dict[str, Any]]) -> Path:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
