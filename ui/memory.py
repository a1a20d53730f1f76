"""Gives back to the system the memory that answers have left free.

In: how many answers were given. Out: nothing. Each answer needs arrays of other sizes, and what the
C library keeps of them for the next time falls to pieces that fit nothing: without this a busy
chat grows for hours. This file does not know what is answered.
"""

from __future__ import annotations

import ctypes
from functools import cache
from itertools import count
from typing import Any

# Giving back takes some 10 ms, and as much again to fetch it anew: of 50 answers not a thousandth.
EVERY = 50


class Memory:
    """Counts answers; safe to use from several threads."""

    def __init__(self) -> None:
        """Begin at none."""
        self._answers = count(1)

    def answered(self) -> None:
        """Count an answer, and give back what is free after every EVERY."""
        if next(self._answers) % EVERY == 0:
            give_back()


def give_back() -> None:
    """Give back what is free, where the C library can: glibc's."""
    if trim := _trim():
        trim(0)


@cache
def _trim() -> Any:
    try:
        return ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
