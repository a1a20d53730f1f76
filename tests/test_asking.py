"""Which states of a growing turn come to the page, and when nothing more does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.stub_assistant import StubAssistant, found_passages
from ui import asking
from ui.asking import Show, growing
from ui.desk import Desk
from ui.help_lines import load_help_lines
from ui.render import Turn

WAITING = Turn("Vem?", "sv")
FOUND = Turn("Vem?", "sv", found=found_passages())
NEED = Turn("", "sv", help_lines=load_help_lines())
ANSWERED = Turn("Vem?", "sv", StubAssistant().ask("Vem?"))


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def shown(work: Callable[[Show], Turn], pool: ThreadPoolExecutor) -> list[Turn]:
    async def gather() -> list[Turn]:
        return [turn async for turn in growing(work, pool)]

    return asyncio.run(gather())


def test_prompt_answer_comes_alone(threads: ThreadPoolExecutor) -> None:
    def work(show: Show) -> Turn:
        show(WAITING)
        show(FOUND)
        return ANSWERED

    assert shown(work, threads) == [ANSWERED]


def test_slow_answer_comes_after_what_was_found(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PROMPT_S", 0.05)
    goes_on = threading.Event()

    def work(show: Show) -> Turn:
        show(WAITING)
        show(FOUND)
        assert goes_on.wait(60)
        return ANSWERED

    async def look() -> list[Turn]:
        seen = []
        async for turn in growing(work, threads):
            seen.append(turn)
            goes_on.set()
        return seen

    assert asyncio.run(look()) == [FOUND, ANSWERED]


def test_whom_to_call_comes_at_once(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PROMPT_S", 60.0)
    goes_on = threading.Event()

    def work(show: Show) -> Turn:
        show(NEED)
        assert goes_on.wait(60)
        return ANSWERED

    async def first() -> Turn:
        async for turn in growing(work, threads):
            goes_on.set()
            return turn
        raise AssertionError

    assert asyncio.run(first()) == NEED


def test_nothing_is_read_for_who_does_not_wait_any_more(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PROMPT_S", 0.0)
    went = threading.Event()
    finished: list[bool] = []

    class Slow(StubAssistant):
        def retrieve(self, *_args: object, **_more: object) -> list[object]:  # type: ignore[override]
            assert went.wait(60)
            return list(found_passages())

    desk = Desk(Slow())  # type: ignore[arg-type]

    def work(show: Show) -> Turn:
        turn = desk.turn("Vem?", "sv", show=show)
        finished.append(True)
        return turn

    async def leave() -> None:
        coming = growing(work, threads)
        await anext(coming)
        await coming.aclose()  # type: ignore[attr-defined]
        went.set()

    asyncio.run(leave())
    threads.shutdown()
    assert not finished
    assert "kalla_answer_seconds_count 0" in desk.counts.prometheus()


def test_fault_of_the_work_is_not_waited_for_for_ever(threads: ThreadPoolExecutor) -> None:
    def work(show: Show) -> Turn:
        raise TypeError("no text")

    with pytest.raises(TypeError, match="no text"):
        shown(work, threads)
