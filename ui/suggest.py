"""Next questions that the cited documents really answer.

In: an answer, and an assistant to try questions on. Out: a few questions, each of which was asked
and got an answer from one of these documents, the right one where it is known. Candidates are the
starter corpus' own questions, and headings that ask; none is made up. Nothing of what a person
asked is kept, only how the candidates fared.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qa.metrics import normalise

if TYPE_CHECKING:
    from index.corpus_questions import Question
    from qa.answer import Answer
    from qa.assistant import Assistant

SHOWN = 2
# Each costs as much as a question; what was tried once is known from then on.
TRIED_AT_ONCE = 3
_ASKED_KINDS = frozenset(("lookup", "rank", "count"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, the documents that should answer it, and what they should say if known."""

    question: str
    documents: tuple[str, ...]
    answers: tuple[str, ...] = ()


class Suggester:
    """Tries candidates and remembers how they fared; safe to use from several threads.

    Args:
        assistant: whom to try them on.
    """

    def __init__(self, assistant: Assistant) -> None:
        """Try nothing yet."""
        self._assistant = assistant
        self._fared: dict[str, bool] = {}
        # One at a time: people's own questions come first.
        self._trying = threading.Lock()

    def after(
        self,
        answer: Answer,
        asked: Sequence[str],
        may_try: Callable[[], bool] = lambda: True,
    ) -> tuple[str, ...]:
        """Return questions to go on with after an answer, or in place of a refused one.

        Args:
            answer: what was just said.
            asked: what was asked before.
            may_try: whether there is time to try one more; what was tried before needs none.
        """
        if answer.abstained and answer.reason != "not-in-documents":
            return ()
        past = {normalise(question) for question in (*asked, answer.question)}
        good: list[str] = []
        tries = TRIED_AT_ONCE
        for candidate in self._candidates(answer):
            if normalise(candidate.question) in past or candidate.question in good:
                continue
            if candidate.question not in self._fared:
                if not tries or not may_try():
                    continue
                tries -= 1
            if self._is_answered(candidate):
                good.append(candidate.question)
            if len(good) == SHOWN:
                break
        return tuple(good)

    def _candidates(self, answer: Answer) -> Iterator[Candidate]:
        documents = [citation.document.id for citation in answer.citations]
        documents += [passage.document.id for passage in answer.nearest]
        for document_id in dict.fromkeys(documents):
            if self._holds_shipped_pages():
                yield from _shipped().get((document_id, answer.language), ())
            yield from self._headings(document_id, answer.language)

    def _headings(self, document_id: str, language: str) -> Iterator[Candidate]:
        document = self._assistant.library.documents.get(document_id)
        if document is None or document.language not in ("", language):
            return
        for paragraph in self._assistant.library.paragraphs:
            if paragraph.document_id == document_id and paragraph.heading.endswith("?"):
                yield Candidate(paragraph.heading, (document_id,))

    def _holds_shipped_pages(self) -> bool:
        manifest = getattr(self._assistant.library, "manifest", None)
        return bool(manifest and manifest.corpus_sha256)

    def _is_answered(self, candidate: Candidate) -> bool:
        fared = self._fared.get(candidate.question)
        if fared is not None:
            return fared
        with self._trying:
            answer = self._assistant.ask(candidate.question)
        fared = _answers(answer, candidate)
        self._fared[candidate.question] = fared
        return fared


def _answers(answer: Answer, candidate: Candidate) -> bool:
    if answer.abstained or answer.disagreement:
        return False
    if not any(citation.document.id in candidate.documents for citation in answer.citations):
        return False
    said = normalise(answer.text)
    wanted = [normalise(words) for words in candidate.answers]
    return not wanted or any(words and (words in said or said in words) for words in wanted)


@cache
def _shipped() -> dict[tuple[str, str], tuple[Candidate, ...]]:
    from index.corpus_questions import load_questions
    from index.places import SHIPPED_CORPUS

    path = SHIPPED_CORPUS.parent / "questions.jsonl"
    found: dict[tuple[str, str], tuple[Candidate, ...]] = {}
    for question in load_questions(path)[0]:
        if question.kind in _ASKED_KINDS and question.style == "formal":
            for page in question.pages:
                key = (page, question.lang)
                found[key] = (*found.get(key, ()), _candidate(question))
    return found


def _candidate(question: Question) -> Candidate:
    return Candidate(question.question, question.pages, question.answers)
