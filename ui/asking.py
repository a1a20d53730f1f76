"""A question on its way to its answer: worked on in a thread, shown when it is worth it.

In: work that shows its turn as it grows. Out: those states of the turn that the page is to show.
This file does not know how a turn is answered or how it looks.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import TYPE_CHECKING

from ui.desk import Outdated

if TYPE_CHECKING:
    from ui.render import Turn

# An answer that comes sooner comes alone: each state between costs the page a redrawing, and would
# be gone before it is read.
PROMPT_S = 0.4

Show = Callable[["Turn"], None]


async def growing(work: Callable[[Show], Turn], threads: Executor) -> AsyncIterator[Turn]:
    """Yield the states of a turn that are worth showing; the last is finished.

    Whom to call is shown at once, and what was found when the answer is not there in PROMPT_S.
    Nothing more comes when the work was given up.

    Args:
        work: is given a function that shows a state, and returns the finished turn. What it shows
            after nobody listens any more raises `Outdated`.
        threads: where it runs.
    """
    loop = asyncio.get_running_loop()
    coming: asyncio.Queue[Turn | None] = asyncio.Queue()
    listens = True

    def tell(turn: Turn | None) -> None:
        if not listens or loop.is_closed():
            raise Outdated
        loop.call_soon_threadsafe(coming.put_nowait, turn)

    def run() -> None:
        with suppress(Outdated):
            try:
                tell(work(tell))
            finally:
                tell(None)

    running = threads.submit(run)
    try:
        latest = await coming.get()
        if latest and latest.waits and not latest.help_lines:
            latest = await _soonest(latest, coming)
        while latest:
            yield latest
            latest = await coming.get()
        # Says what went wrong, where something did.
        await asyncio.wrap_future(running)
    finally:
        listens = False


async def _soonest(latest: Turn, coming: asyncio.Queue[Turn | None]) -> Turn | None:
    """Return the finished turn if it comes in time, else its latest state."""
    until = asyncio.get_running_loop().time() + PROMPT_S
    newest: Turn | None = latest
    while newest and newest.waits:
        try:
            async with asyncio.timeout_at(until):
                newest = await coming.get()
        except TimeoutError:
            break
    return newest
