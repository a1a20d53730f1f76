"""The public face: open a library, ask it.

In: questions. Out: Answers and Passages. Models are loaded once a process and shared. It does not
know who asks, and keeps nothing of what was asked.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import bundled
from index.encoder import load_encoder
from index.store import Library, open_library
from qa.answer import Answer, Passage
from qa.answering import Found, abstain, compose, find
from qa.confidence import load_calibration
from qa.question import Question, parse
from qa.reader import load_reader
from qa.retrieve import retrieve

if TYPE_CHECKING:
    from index.build import BuildReport

# How many passages the reader is given. A choice: other numbers have not been measured.
PASSAGES_READ = 8


class Assistant:
    """Answers questions about one library; safe to use from several threads.

    Attributes:
        library: the open library.
        threshold: least confidence, 0 to 1, at which an answer is given instead of a refusal.
    """

    def __init__(self, library: Library, *, threshold: float | None = None) -> None:
        self.library = library
        self._encoder = load_encoder(_encoder_name(library))
        library.check_encoder(self._encoder.fingerprint)
        self._reader = load_reader()
        self._calibration = load_calibration()
        self.threshold = self._calibration.threshold if threshold is None else threshold
        # The models use every core for one question; side by side they would only wait for each
        # other with more memory in use.
        self._turn = threading.Lock()

    def ask(self, question: str) -> Answer:
        """Answer a question from the library, or abstain and say why.

        Args:
            question: in Swedish or English; anything that is no question gets a fixed reply.
        """
        parsed = parse(question)
        if parsed.reply:
            return abstain(parsed, parsed.reply)
        return compose(self.look(parsed), threshold=self.threshold)

    def look(self, question: Question) -> Found:
        """Find and read the passages, and weigh what they say, without deciding."""
        with self._turn:
            passages = retrieve(self.library, self._encoder, question.text, top_k=PASSAGES_READ)
            readings = self._reader.read(question.text, [(p.context, p.text) for p in passages])
        return find(question, passages, readings, self._calibration)

    def retrieve(self, question: str, *, top_k: int = 5) -> list[Passage]:
        """Return the passages that fit a question, best first.

        Args:
            question: in Swedish or English.
            top_k: most passages to return, at least 1.

        Raises:
            ValueError: top_k is below 1.
        """
        if top_k < 1:
            raise ValueError(f"top_k is {top_k}; ask for at least 1 passage.")
        parsed = parse(question)
        if parsed.reply in ("empty", "too-long"):
            return []
        with self._turn:
            return retrieve(self.library, self._encoder, parsed.text, top_k=top_k)


def _encoder_name(library: Library) -> str:
    name = library.manifest.encoder.get("name", "")
    return "" if name == bundled.NAME else name


def load(library: str | Path | None = None) -> Assistant:
    """Open a library and the models that read it.

    Args:
        library: its folder; None for the shipped corpus, which is built if it has to be.

    Raises:
        LibraryError: it is missing, damaged, or built otherwise; says which command mends it.
    """
    from index.build import ensure_shipped_library

    path = Path(library) if library is not None else ensure_shipped_library()[0]
    return Assistant(open_library(path))


def build(paths: Sequence[str | Path], library: str | Path) -> BuildReport:
    """Build a library from files and folders, for the first time or anew.

    Args:
        paths: files, or folders that are read recursively.
        library: folder that will hold it.

    Raises:
        DocumentError: nothing readable was found.
        LibraryError: the library's folder cannot be written.
    """
    from index.build import build_library

    return build_library([Path(path) for path in paths], Path(library))
