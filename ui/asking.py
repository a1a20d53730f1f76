"""A question on its way to its answer: worked on in a thread, looked at by the page.

In: a turn that waits, and work that shows it as it grows. Out: the turn as it is, once it is worth
showing or once the page has waited long enough. This file does not know how a turn is answered or
how it looks.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.desk import Outdated

if TYPE_CHECKING:
    from ui.render import Turn

# An answer that comes sooner comes alone: a state between would be gone before it is read, and the
# page would have to ask once more. Up to a second people wait without wondering.
PROMPT_S = 1.0
# Whatever stands between the page and this takes a connection on which nothing is said for a
# minute for dead, often; the page asks again.
PATIENCE_S = 10.0

Show = Callable[["Turn"], None]
_log = logging.getLogger(__name__)


class Growing:
    """One turn that grows until it is answered. Made and looked at on the event loop.

    Attributes:
        turn: as it is now.
        looks: how often the page has looked whether it has grown.

    Args:
        turn: as it waits.
        work: is given a function that shows a state, and returns the finished turn. What it shows
            when nobody wants it any more raises `Outdated`.
        threads: where it runs.
        is_wanted: whether somebody does.
    """

    def __init__(
        self,
        turn: Turn,
        work: Callable[[Show], Turn],
        threads: Executor,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Begin the work."""
        self.turn = turn
        self.looks = 0
        self.is_wanted = is_wanted
        self._shown = turn
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        threads.submit(self._run, work)

    async def begun(self) -> Turn:
        """Return whom to call at once, else the finished turn if it comes within PROMPT_S."""
        if not self.turn.help_lines:
            await self._until(lambda: not self.turn.waits, PROMPT_S)
        self._shown = self.turn
        return self.turn

    async def grown(self) -> bool:
        """Return whether there is more than was shown before, after PATIENCE_S at most."""
        self.looks += 1
        seen = self._shown
        await self._until(lambda: self.turn is not seen, PATIENCE_S)
        self._shown = self.turn
        return self.turn is not seen

    async def _until(self, happened: Callable[[], bool], patience_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(patience_s):
                while self.is_wanted() and not happened():
                    await self._changed.wait()

    def _run(self, work: Callable[[Show], Turn]) -> None:
        with suppress(Outdated):
            try:
                self._tell(work(self._tell))
            except Outdated:
                # Whoever still looks is to see that it is.
                self._told(self.turn)
            except Exception as error:
                # Its message may hold the question.
                _log.error("Asking failed: %s", type(error).__name__)
                self._told(replace(self.turn, found=(), problem="failed"))

    def _tell(self, turn: Turn) -> None:
        if not self.is_wanted():
            raise Outdated
        self._told(turn)

    def _told(self, turn: Turn) -> None:
        try:
            self._loop.call_soon_threadsafe(self._change, turn)
        except RuntimeError as error:
            # The chat was stopped meanwhile.
            raise Outdated from error

    def _change(self, turn: Turn) -> None:
        self.turn = turn
        self._changed.set()
        self._changed = asyncio.Event()
