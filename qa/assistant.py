"""The public face: open a library, ask it.

In: questions, and what was said before them. Out: Answers and Passages. Models are loaded once a
process and shared. It does not know who asks, and keeps nothing of what was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.encoder import TUNED, load_encoder
from index.store import Library, LibraryError, current_generation, open_library
from qa.answer import Answer, Passage
from qa.answering import Found, abstain, compose, find
from qa.computing import Computer, contradicted_by, with_reading
from qa.confidence import load_calibration
from qa.facts import StatedFact, select
from qa.follow_up import Earlier, completions, language_of, turns_of
from qa.guesses import answer_best, likeliest
from qa.own_threshold import own_threshold
from qa.question import Question, parse
from qa.reader import Reading, load_reader
from qa.retrieve import MOST_READ, reorder, retrieve, worth_reading

if TYPE_CHECKING:
    from index.build import BuildReport

# Is told the passages that are about to be read, best first.
OnFound = Callable[[Sequence[Passage]], None]


class Assistant:
    """Answers questions about one library; safe to use from several threads.

    Attributes:
        library: the open library.
        threshold: least confidence, 0 to 1, at which an answer is given instead of a refusal: the
            one given, else the library's own (`kalla calibrate`), else the shipped one.
    """

    def __init__(self, library: Library, *, threshold: float | None = None) -> None:
        self.library = library
        self._encoder = load_encoder(_encoder_name(library))
        library.check_encoder(self._encoder.fingerprint)
        self._reader = load_reader()
        self._computer = Computer(library, self._encoder)
        self._calibration = load_calibration()
        own = own_threshold(library.path) if threshold is None else threshold
        self.threshold = self._calibration.threshold if own is None else own
        # The models use every core for one question; side by side they would only wait for each
        # other. One thread does it for all who ask: each that runs a model keeps helpers and
        # memory of its own for the next time.
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")

    def refresh(self) -> bool:
        """Go on with the library's newest generation, if there is one; return whether there was.

        One that is not in order, or was made by another encoder, is left alone: what is open still
        answers. Answers that were given keep the documents that they cite.
        """
        try:
            if (
                current_generation(self.library.path).name
                == self.library.manifest.generation_name()
            ):
                return False
            newest = open_library(self.library.path)
            newest.check_encoder(self._encoder.fingerprint)
        except (LibraryError, OSError):
            return False
        computer = Computer(newest, self._encoder)
        self._reading.submit(self._go_on_with, newest, computer).result()
        return True

    def _go_on_with(self, library: Library, computer: Computer) -> None:
        self.library, self._computer = library, computer

    def ask(
        self, question: str, *, history: Sequence[Earlier] = (), on_found: OnFound | None = None
    ) -> Answer:
        """Answer a question from the library, or abstain and say why.

        Args:
            question: in Swedish or English; anything that is no question gets a fixed reply.
            history: earlier turns of the conversation, oldest first: questions, pairs of question
                and answer text, or Answers. "And who came first?" is completed from them.
            on_found: called, from another thread, with the passages that are about to be read;
                not at all where nothing has to be. What it raises ends the asking.

        Raises:
            TypeError: the history holds something else.
        """
        turns = turns_of(history)
        parsed = parse(question)
        if parsed.reply:
            return abstain(parsed, parsed.reply)
        meant = [whole for text in completions(parsed, turns) if not (whole := parse(text)).reply]
        language = language_of(parsed, turns)
        if computed := self._computed(parsed, meant or [parsed], language, on_found):
            return computed
        if not meant:
            return compose(self.look(parsed, on_found=on_found), threshold=self.threshold)
        return self._understood(parsed, meant, language, on_found)

    def _computed(
        self, typed: Question, meant: Sequence[Question], language: str, on_found: OnFound | None
    ) -> Answer | None:
        """Work the answer out from facts; None for a question of another kind."""
        answer = self._computer.answer(replace(meant[0], language=language))
        if answer is None:
            return None
        if words := contradicted_by(answer):
            looked = self.look(meant[0], holding=words, on_found=on_found)
            read = compose(looked, threshold=self.threshold)
            answer = with_reading(answer, read)
        said = meant[0].text
        return replace(
            answer, question=typed.text, understood_as="" if said == typed.text else said
        )

    def facts(
        self, *, who: str = "", year: str = "", measure: str = "", county: str = ""
    ) -> list[StatedFact]:
        """Return the facts that were read out of the documents, each with its sentence.

        Args:
            who: a name in any of its forms: "Lidköpings kommun".
            year: as it is stated.
            measure: "rank", "points" or a column's name.
            county: a county or an area: "Sörmland", "Skaraborg".
        """
        return select(self.library, who=who, year=year, measure=measure, county=county)

    def _understood(
        self, typed: Question, meant: Sequence[Question], language: str, on_found: OnFound | None
    ) -> Answer:
        """Answer the guess at a follow-up's meaning that the passages answer best."""
        guesses = likeliest(typed, meant, self._fit)
        looked = [self.look(guess, on_found=on_found) for guess in guesses]
        return answer_best(typed, looked, language, threshold=self.threshold)

    def _fit(self, question: Question) -> float:
        """Return how well the best passage fits a question, which costs less than to read it."""
        found = self.retrieve(question.text, top_k=1, read=False)
        return max((p.score for p in found), default=0.0)

    def look(
        self,
        question: Question,
        *,
        without: frozenset[str] = frozenset(),
        holding: Sequence[str] = (),
        on_found: OnFound | None = None,
    ) -> Found:
        """Find and read the passages, and weigh what they say, without deciding.

        Args:
            question: taken apart.
            without: ids of documents to leave out, as if the library lacked them.
            holding: words without which a passage is not worth reading.
            on_found: as `ask` takes it.
        """
        _fetched, passages, readings = self._read(question, MOST_READ, without, holding, on_found)
        return find(question, passages, readings, self._calibration)

    def retrieve(self, question: str, *, top_k: int = 5, read: bool = True) -> list[Passage]:
        """Return the passages that fit a question, best first, as `ask` finds and orders them.

        Args:
            question: in Swedish or English.
            top_k: most passages to return, at least 1.
            read: whether the reader, which takes most of the time, has a say in their order.

        Raises:
            ValueError: top_k is below 1.
        """
        if top_k < 1:
            raise ValueError(f"top_k is {top_k}; ask for at least 1 passage.")
        parsed = parse(question)
        if parsed.reply in ("empty", "too-long"):
            return []
        if not read:
            return self._reading.submit(self._found, parsed, top_k).result()
        fetched, passages, readings = self._read(parsed, max(top_k, MOST_READ))
        ordered, _readings = reorder(passages, readings)
        return [*ordered, *fetched[len(ordered) :]][:top_k]

    def _read(
        self,
        question: Question,
        top_k: int,
        without: frozenset[str] = frozenset(),
        holding: Sequence[str] = (),
        on_found: OnFound | None = None,
    ) -> tuple[list[Passage], list[Passage], list[Reading]]:
        """Return what was found, the first of it that is worth reading, and the readings."""

        def read() -> tuple[list[Passage], list[Passage], list[Reading]]:
            fetched = self._found(question, top_k, without)
            passages = [p for p in worth_reading(fetched) if all(w in p.text for w in holding)]
            if on_found:
                on_found(passages)
            texts = [(p.context, p.text) for p in passages]
            return fetched, passages, self._reader.read(question.text, texts)

        return self._reading.submit(read).result()

    def _found(
        self, question: Question, top_k: int, without: frozenset[str] = frozenset()
    ) -> list[Passage]:
        return retrieve(self.library, self._encoder, question, top_k=top_k, without=without)


def _encoder_name(library: Library) -> str:
    name = library.manifest.encoder.get("name", "")
    return "" if name == TUNED else name


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
