"""What programs may do: ask, retrieve, list and read documents.

In: checked requests, and whose they are. Out: typed results, or a `RefusedError` with a sentence.
The same desk answers that answers people, with its limits and counts, and nothing of a question
is kept or logged. This file does not know HTTP or MCP.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.api_types import (
    AnswerOut,
    DocumentOut,
    DocumentsOut,
    PassagesOut,
    answer_out,
    document_out,
    info_out,
    passages_out,
)
from ui.safety import harmless
from ui.texts import text

if TYPE_CHECKING:
    from ui.desk import Desk

_log = logging.getLogger(__name__)


class RefusedError(Exception):
    """Why a program gets nothing: a sentence for a person, a code and a status for a program."""

    def __init__(self, code: str, status: int, sentence: str) -> None:
        """Hold all three."""
        super().__init__(sentence)
        self.code = code
        self.status = status


def ask(
    desk: Desk, question: str, *, history: Sequence[tuple[str, str]] = (), client: str = ""
) -> AnswerOut:
    """Answer a question from the documents.

    Args:
        desk: where to ask.
        question: any text.
        history: earlier questions and the texts that answered them, oldest first.
        client: whose questions are counted together.

    Raises:
        RefusedError: too many questions, or it failed.
    """
    turn = desk.answer(question, client=client, history=history)
    if turn.answer is None:
        code, status = ("too-many", 429) if turn.problem == "too-many" else ("failed", 500)
        raise RefusedError(code, status, text(turn.problem, "en"))
    return answer_out(turn)


def retrieve(desk: Desk, question: str, *, top_k: int = 5, client: str = "") -> PassagesOut:
    """Return the passages that fit a question, best first.

    Raises:
        RefusedError: too many questions, or it failed.
    """
    if not desk.takes(client):
        raise RefusedError("too-many", 429, text("too-many", "en"))
    try:
        desk.refresh()
        return passages_out(desk.assistant.retrieve(harmless(question), top_k=top_k))
    except Exception as error:
        # Its message may hold the question.
        _log.error("Retrieving failed: %s", type(error).__name__)
        raise RefusedError("failed", 500, text("failed", "en")) from None


def documents(desk: Desk, *, start: int = 0, most: int = 100) -> DocumentsOut:
    """Return the documents from number `start` on, counted from 0."""
    desk.refresh()
    held = list(desk.assistant.library.documents.values())
    return DocumentsOut(
        documents=[info_out(document) for document in held[start : start + most]], total=len(held)
    )


def read_document(desk: Desk, document_id: str, *, start: int = 0, most: int) -> DocumentOut:
    """Return a document, with at most `most` characters of its text from `start` on.

    Raises:
        RefusedError: there is no such document.
    """
    desk.refresh()
    document = desk.assistant.library.documents.get(document_id)
    if document is None:
        raise RefusedError("no-document", 404, text("no-document", "en"))
    return document_out(document, start, most)
