"""Where questions come in: taken or refused, answered, counted.

In: a question and the page's earlier turns. Out: the turn as it grows: taken, reading, answered;
and next questions. An error is logged without its words; a question that sounds like a person in
need is answered and not kept. This file does not know Gradio or how a turn looks.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.counting import Counts
from ui.figure import picture_of
from ui.help_lines import HelpLine, load_help_lines, sounds_in_need
from ui.limits import Limits, Rate
from ui.memory import Memory
from ui.quiet import Quiet
from ui.render import FOUND_SHOWN, Turn, render_conversation
from ui.safety import harmless
from ui.suggest import Suggester

if TYPE_CHECKING:
    from qa.answer import Passage
    from qa.assistant import Assistant, OnFound
    from qa.follow_up import Earlier

_log = logging.getLogger(__name__)


class Outdated(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A question that came in.

    Attributes:
        question: as it can be shown.
        turn: waits for its answer, perhaps with whom to call; or is refused.
    """

    question: str
    turn: Turn


class Desk:
    """Takes questions for one assistant; safe to use from several threads.

    Attributes:
        assistant: whom to ask.
        limits: how much is taken.
        counts: what was counted.
        quiet: when nobody waits for an answer.
    """

    def __init__(
        self,
        assistant: Assistant,
        *,
        help_lines: Sequence[HelpLine] | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Open the desk; without lines or limits it uses those that are shipped."""
        self.assistant = assistant
        self.limits = limits or Limits()
        self.counts = Counts()
        self._help_lines = tuple(load_help_lines() if help_lines is None else help_lines)
        self._rate = Rate(self.limits.per_minute)
        self._suggester = Suggester(assistant)
        self._memory = Memory()
        self.quiet = Quiet()

    def turn(
        self,
        question: str,
        language: str,
        earlier: Sequence[Turn] = (),
        *,
        client: str = "",
        show: Callable[[Turn], None] = lambda _turn: None,
    ) -> Turn:
        """Return the finished turn for a question; it raises nothing of its own.

        Args:
            question: as it came; characters that cannot be shown are replaced.
            language: of the page, "sv" or "en".
            earlier: the page's turns so far, from which a follow-up question is completed.
            client: whose questions are counted together.
            show: given the turn as it grows, first with whom to call or the question alone, then
                with what was found. What it raises, an `Outdated`, ends the asking.
        """
        taken = self.take(question, language, client=client)
        return taken.turn if taken.turn.problem else self.work(taken, earlier, show)

    def take(self, question: str, language: str, *, client: str = "") -> Taken:
        """Take a question, or refuse it; quickly, since nothing is answered yet.

        Args:
            question: as it came; characters that cannot be shown are replaced.
            language: of the page, "sv" or "en".
            client: whose questions are counted together.
        """
        asked = harmless(question)
        if not self.takes(client):
            return Taken(asked, Turn(asked, language, problem="too-many"))
        lines = self._help_lines if sounds_in_need(asked) else ()
        return Taken(asked, Turn("" if lines else asked, language, help_lines=lines))

    def work(self, taken: Taken, earlier: Sequence[Turn], show: Callable[[Turn], None]) -> Turn:
        """Return the finished turn for a question that was taken, as `turn` does."""
        turn = taken.turn
        show(turn)
        began = time.monotonic()
        # A question that failed still says what was spoken of; one that is not kept does not.
        history = [past.answer or past.question for past in earlier if past.question]

        def found(passages: Sequence[Passage]) -> None:
            show(replace(turn, found=tuple(passages[:FOUND_SHOWN])))

        answered = self._answered(taken.question, turn, history, found)
        return self._counted(began, _pictured(answered))

    def takes(self, client: str) -> bool:
        """Return whether the client may ask now, and count it either way."""
        taken = self._rate.takes(client)
        if not taken:
            self.counts.outcome("limited")
        return taken

    def answer(self, question: str, *, client: str = "", history: Sequence[Earlier] = ()) -> Turn:
        """Return the finished turn for a question, as programs ask; it never raises.

        Args:
            question: as it came; characters that cannot be shown are replaced.
            client: whose questions are counted together.
            history: what was said before, as `Assistant.ask` takes it.
        """
        taken = self.take(question, "en", client=client)
        if taken.turn.problem:
            return taken.turn
        began = time.monotonic()
        return self._counted(began, self._answered(taken.question, taken.turn, history))

    def refresh(self) -> None:
        """Go on with the library's newest state, where there is one."""
        if self.assistant.refresh():
            # What was tried with the old one says nothing of it.
            self._suggester = Suggester(self.assistant)

    def _counted(self, began: float, turn: Turn) -> Turn:
        self.counts.took(time.monotonic() - began)
        self.counts.outcome(_outcome(turn))
        self._memory.answered()
        return turn

    def _answered(
        self,
        question: str,
        turn: Turn,
        history: Sequence[Earlier],
        on_found: OnFound | None = None,
    ) -> Turn:
        try:
            with self.quiet.broken():
                # Documents that were added meanwhile are answered from.
                self.refresh()
                answer = self.assistant.ask(question, history=history, on_found=on_found)
            if turn.help_lines:
                answer = replace(answer, question="", understood_as="", trace={})
            turn = replace(turn, answer=answer)
            # An answer that cannot be shown has failed too, and would fail at every later turn.
            render_conversation([turn], turn.language)
        except Outdated:
            raise
        except Exception as error:
            # Every failure ends here, so that no page shows its inside. Its message may hold the
            # question, so that only its kind and place are logged.
            _log.error("A question failed: %s in %s", type(error).__name__, _place(error))
            return replace(turn, answer=None, problem="failed")
        return turn

    def suggestions(
        self, turns: Sequence[Turn], is_wanted: Callable[[], bool] = lambda: True
    ) -> tuple[str, ...]:
        """Return questions to go on with after the last of a page's turns; it never raises.

        Nothing more is tried once somebody waits for an answer, or they are not wanted.
        """
        if not turns or turns[-1].help_lines or not (answer := turns[-1].answer):
            return ()
        asked = [turn.question for turn in turns[:-1]]
        try:
            return self._suggester.after(
                answer, asked, lambda: is_wanted() and not self.quiet.is_broken
            )
        except Exception as error:
            _log.error("Suggesting failed: %s in %s", type(error).__name__, _place(error))
            return ()


def _pictured(turn: Turn) -> Turn:
    """Return the turn with the picture of its answer, where there is one and it is to be kept."""
    if turn.answer is None or turn.help_lines:
        return turn
    try:
        return replace(turn, picture=picture_of(turn.answer))
    except Exception as error:
        # The answer stands without it.
        _log.error("Drawing failed: %s in %s", type(error).__name__, _place(error))
        return turn


def _outcome(turn: Turn) -> str:
    if turn.help_lines:
        return "in_need"
    if turn.answer is None:
        return "failed"
    if turn.answer.abstained:
        return "abstained"
    return "disagreed" if turn.answer.disagreement else "answered"


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "unknown"
