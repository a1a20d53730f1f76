"""Knows when nobody waits for an answer.

In: when answering begins and ends. Out: whether it has been quiet for a while. What is done for
later, as trying what could be asked next, waits for it: it takes the models as long as a question.
This file does not know what is answered.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Whoever reads an answer takes longer; whoever asks again sooner is not kept waiting.
QUIET_S = 1.0
# Where people ask without a pause, what is done for later is left.
PATIENCE_S = 20.0
_LOOKED_EVERY_S = 0.1


class Quiet:
    """Counts those who wait; safe to use from several threads.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin in quiet."""
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting = 0
        self._since = float("-inf")

    @contextmanager
    def broken(self) -> Iterator[None]:
        """Somebody waits while the block runs."""
        with self._lock:
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1
                self._since = self._clock()

    @property
    def is_broken(self) -> bool:
        """Whether somebody waits now."""
        return self._waiting > 0

    def lasts(self) -> bool:
        """Return whether nobody has waited for QUIET_S."""
        with self._lock:
            return not self._waiting and self._clock() - self._since >= QUIET_S

    async def comes(self, is_wanted: Callable[[], bool]) -> bool:
        """Wait until it lasts; return False when it is not wanted any more, or never comes."""
        until = self._clock() + PATIENCE_S
        while is_wanted() and self._clock() < until:
            if self.lasts():
                return True
            await asyncio.sleep(_LOOKED_EVERY_S)
        return False
