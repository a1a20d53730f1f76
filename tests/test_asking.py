"""Which states of a growing turn come to the page, and when nothing more does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from tests.stub_assistant import StubAssistant, found_passages
from ui import asking
from ui.asking import Growing, Show
from ui.desk import Desk, Taken
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


class Slow:
    """Work that shows what was found, and goes on when it is let."""

    def __init__(self) -> None:
        self.let = threading.Event()

    def __call__(self, show: Show) -> Turn:
        show(FOUND)
        assert self.let.wait(60)
        return ANSWERED


def run(look: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(look())


def test_prompt_answer_comes_alone(threads: ThreadPoolExecutor) -> None:
    def work(show: Show) -> Turn:
        show(WAITING)
        show(FOUND)
        return ANSWERED

    async def look() -> Turn:
        return await Growing(WAITING, work, threads).begun()

    assert run(look) is ANSWERED


def test_slow_answer_comes_after_what_was_found(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Slow()

    async def look() -> list[Turn]:
        coming = Growing(WAITING, work, threads)
        assert await coming.grown()
        first = coming.turn
        monkeypatch.setattr(asking, "PATIENCE_S", 0.01)
        # What is said again tells that it has not grown.
        assert not await coming.grown()
        monkeypatch.setattr(asking, "PATIENCE_S", 60.0)
        work.let.set()
        assert await coming.grown()
        assert coming.looks == 3
        return [first, coming.turn]

    assert run(look) == [FOUND, ANSWERED]


def test_question_is_shown_while_all_threads_are_taken(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PROMPT_S", 0.01)
    slow = Slow()

    async def look() -> tuple[Turn, Turn]:
        before = Growing(WAITING, slow, threads)
        coming = Growing(replace(WAITING, question="Och?"), lambda show: ANSWERED, threads)
        first = await coming.begun()
        slow.let.set()
        assert await coming.grown()
        assert not before.turn.waits
        return first, coming.turn

    assert run(look) == (replace(WAITING, question="Och?"), ANSWERED)


def test_whom_to_call_comes_at_once(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PROMPT_S", 60.0)
    slow = Slow()

    async def look() -> Turn:
        first = await Growing(NEED, slow, threads).begun()
        slow.let.set()
        return first

    assert run(look) is NEED


def test_nothing_is_read_for_who_does_not_wait_any_more(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE_S", 60.0)
    went = threading.Event()
    finished: list[bool] = []
    wanted = [True]

    class Retrieving(StubAssistant):
        def retrieve(self, *_args: object, **_more: object) -> list[object]:  # type: ignore[override]
            assert went.wait(60)
            return list(found_passages())

    desk = Desk(Retrieving())  # type: ignore[arg-type]

    def work(show: Show) -> Turn:
        turn = desk.work(Taken("Vem?", WAITING), (), show)
        finished.append(True)
        return turn

    async def leave() -> bool:
        coming = Growing(WAITING, work, threads, lambda: wanted[0])
        looking = asyncio.create_task(coming.grown())
        await asyncio.sleep(0)
        wanted[0] = False
        went.set()
        # Whoever looks is told so, and not only when the patience is at an end.
        return await asyncio.wait_for(looking, 30)

    assert not run(leave)
    assert not finished
    assert "kalla_answer_seconds_count 0" in desk.counts.prometheus()


def test_fault_of_the_work_is_told_and_not_waited_for_for_ever(
    threads: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    def work(show: Show) -> Turn:
        show(FOUND)
        raise TypeError("secret question")

    async def look() -> Turn:
        return await Growing(WAITING, work, threads).begun()

    assert run(look) == Turn("Vem?", "sv", problem="failed")
    assert "TypeError" in caplog.text
    assert "secret" not in caplog.text
