"""What the server counts: how many questions, what came of them, how long it took.

In: outcomes and times. Out: Prometheus' text format. No text of a question, no address, no
document enters it. This file does not know who reads it.
"""

from __future__ import annotations

import threading
from collections import Counter

OUTCOMES = ("answered", "disagreed", "abstained", "in_need", "failed", "limited")
# Upper bounds in seconds; an answer takes some tenths on two cores.
BUCKETS_S = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8)


class Counts:
    """Counts since the start; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._lock = threading.Lock()
        self._outcomes: Counter[str] = Counter()
        self._buckets = [0] * len(BUCKETS_S)
        self._seconds = 0.0
        self._timed = 0
        self._pages: set[str] = set()

    def outcome(self, kind: str) -> None:
        """Count one question; `kind` is one of OUTCOMES."""
        with self._lock:
            self._outcomes[kind] += 1

    def took(self, seconds: float) -> None:
        """Count how long an answer took."""
        with self._lock:
            self._seconds += seconds
            self._timed += 1
            for number, bound in enumerate(BUCKETS_S):
                self._buckets[number] += seconds <= bound

    def opened(self, page: str, most: int) -> bool:
        """Count a page as open, unless `most` others are; return whether there was room.

        Args:
            page: any name that no other open page has.
            most: pages that may be open at once.
        """
        with self._lock:
            room = len(self._pages - {page}) < most
            if room:
                self._pages.add(page)
            return room

    def closed(self, page: str) -> None:
        """Count a page as open no longer; one that never was changes nothing."""
        with self._lock:
            self._pages.discard(page)

    def prometheus(self) -> str:
        """Return everything in Prometheus' text format 0.0.4."""
        with self._lock:
            lines = [
                "# HELP kalla_questions_total Questions by what came of them.",
                "# TYPE kalla_questions_total counter",
                *(f'kalla_questions_total{{outcome="{k}"}} {self._outcomes[k]}' for k in OUTCOMES),
                "# HELP kalla_answer_seconds Time from the question to its answer.",
                "# TYPE kalla_answer_seconds histogram",
                *(
                    f'kalla_answer_seconds_bucket{{le="{bound}"}} {count}'
                    for bound, count in zip(BUCKETS_S, self._buckets, strict=True)
                ),
                f'kalla_answer_seconds_bucket{{le="+Inf"}} {self._timed}',
                f"kalla_answer_seconds_sum {self._seconds:.3f}",
                f"kalla_answer_seconds_count {self._timed}",
                "# HELP kalla_open_pages Pages that are open.",
                "# TYPE kalla_open_pages gauge",
                f"kalla_open_pages {len(self._pages)}",
            ]
        return "\n".join(lines) + "\n"
