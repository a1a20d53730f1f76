"""How much one client may ask.

In: a client's address and the time. Out: whether one more question is taken. Only counts are held,
for a minute, and no word of a question. This file does not know what is asked.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WINDOW_S = 60.0
# Whoever came too often may come again when the oldest time has left the minute.
RETRY_S = 60
PER_MINUTE = 60
SESSIONS = 400
# Addresses held at once; more would be a flood, of which the oldest are forgotten.
MOST_CLIENTS = 10_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked of people so that there is room for all.

    Attributes:
        per_minute: questions that one address may ask in a minute; 0 for any number. People
            behind one office's address share it.
        sessions: pages that may be open at once.
    """

    per_minute: int = PER_MINUTE
    sessions: int = SESSIONS


class Rate:
    """Counts each client's questions over the last minute.

    Args:
        per_minute: most questions, 0 for any number.
        clock: gives the time in seconds.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody."""
        self._most = per_minute
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def takes(self, client: str) -> bool:
        """Return whether the client may ask now, and count the question if so."""
        if not self._most:
            return True
        now = self._clock()
        with self._lock:
            times = self._asked.pop(client, deque())
            while times and times[0] <= now - WINDOW_S:
                times.popleft()
            taken = len(times) < self._most
            if taken:
                times.append(now)
            # Put last, so that the first are those who have not asked for longest.
            self._asked[client] = times
            self._forget(now)
        return taken

    def _forget(self, now: float) -> None:
        while self._asked:
            client, times = next(iter(self._asked.items()))
            stale = not times or times[-1] <= now - WINDOW_S
            if not stale and len(self._asked) <= MOST_CLIENTS:
                return
            del self._asked[client]
