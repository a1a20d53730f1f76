"""Safe for someone at risk: the way out, whom to call, and nothing left behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.browser.browsing import ask
from tests.serving import serving
from ui.help_lines import load_help_lines
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
STORED = """
async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await caches.keys()).length, (await indexedDB.databases()).length]
"""


def _press_link(page: Page) -> None:
    page.locator(".leave:visible").last.click()


def _press_key(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def _press_place(page: Page) -> None:
    """Press where the way out has always stood, whatever lies over it."""
    page.mouse.click(1200 if page.viewport_size["width"] > 1000 else 300, 30)  # type: ignore[index]


# Each with each of the others once.
@pytest.mark.parametrize(
    ("language", "leave", "width"),
    [("sv", _press_link, 1280), ("en", _press_link, 360),
     ("sv", _press_key, 360), ("en", _press_key, 1280),
     ("en", _press_place, 360), ("sv", _press_place, 1280)],
)  # fmt: skip
def test_leaving_replaces_the_page_and_back_does_not_return(
    open_page: OpenPage, stub_url: str, language: str, leave: Callable[[Page], None], width: int
) -> None:
    page = open_page(stub_url, language, width)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    turn = ask(page, "Vem kom tvåa 2024?")
    page.locator(f"{turn} .marker").first.click()
    page.locator("#panel #quote").wait_for()
    leave(page)
    page.wait_for_url(f"{stub_url}/calendar")
    assert page.title() == TEXTS["calendar"][language]
    assert "Källa" not in page.content()
    assert page.evaluate(STORED) == ["", 0, 0, 0, 0]
    assert page.context.cookies() == []
    assert [url for url in asked if not url.startswith(stub_url)] == []
    page.go_back()
    assert page.locator(".turn").count() == 0
    assert page.url == "about:blank"


def test_way_out_is_seen_wherever_the_page_is_scrolled(open_page: OpenPage, stub_url: str) -> None:
    page = open_page(stub_url, "sv", 360)
    for question in ("oense", "okänd", "Vem kom tvåa 2024?"):
        ask(page, question)
    for place in ("0", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        box = page.locator(".leave:visible").first.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800


def test_leaving_takes_every_other_tab_along(open_page: OpenPage, stub_url: str) -> None:
    page = open_page(stub_url)
    turn = ask(page, "Vem kom tvåa 2024?")
    with page.context.expect_page() as opening:
        page.locator(f"{turn} .links a").first.click(modifiers=["ControlOrMeta"])
    other = opening.value
    other.locator("#quote").wait_for()
    _press_link(other)
    other.wait_for_url(f"{stub_url}/calendar")
    page.wait_for_url(f"{stub_url}/calendar")


def test_shift_as_it_is_typed_with_does_not_leave(open_page: OpenPage, stub_url: str) -> None:
    page = open_page(stub_url)
    page.locator("#question textarea").focus()
    for letter in "ABCDE":
        page.keyboard.down("Shift")
        page.keyboard.press(letter)
        page.keyboard.up("Shift")
    assert page.locator("#question textarea").input_value() == "ABCDE"
    assert page.url.rstrip("/") == stub_url


@pytest.mark.parametrize(
    ("language", "question"),
    [("sv", "min man slår mig, vad gör jag"), ("en", "Where can I get help? He is hitting me")],
)
def test_person_in_need_sees_whom_to_call_and_the_question_is_gone(
    open_page: OpenPage, stub_url: str, language: str, question: str
) -> None:
    page = open_page(stub_url, language)
    turn = ask(page, question)
    numbers = page.locator(f"{turn} .call").all_inner_texts()
    assert numbers == [line.number for line in load_help_lines()]
    assert page.locator(f"{turn} .call").nth(1).get_attribute("href") == "tel:020505050"
    first = page.locator(f"{turn} > *").nth(1)
    assert "help" in str(first.get_attribute("class"))
    assert question not in page.content()
    assert page.locator("#question textarea").input_value() == ""
    spoken = page.locator("[role=status].sr").inner_text()
    assert spoken.startswith(TEXTS["help-title"][language])
    later = ask(page, "oense")
    assert page.locator(f"{later} .help").count() == 0
    assert question not in page.content()


# Reading goes on when a file says so, which a test writes after the page was closed.
PATIENT = """
import time
from pathlib import Path
import qa
from tests.stub_assistant import StubAssistant

folder = Path({folder!r})

class Patient(StubAssistant):
    def retrieve(self, question, *, top_k=5, read=True):
        (folder / "reading").touch()
        until = time.monotonic() + 60
        while not (folder / "go on").exists() and time.monotonic() < until:
            time.sleep(0.01)
        return super().retrieve(question, top_k=top_k, read=read)

qa.load = lambda library: Patient()
"""


def test_closed_page_stops_its_work(open_page: OpenPage, tmp_path: Path) -> None:
    with serving(PATIENT.format(folder=str(tmp_path))) as address:
        told = partial(httpx.get, f"{address}/metrics")
        page = open_page(address)
        page.locator("#question textarea").fill("Vem kom tvåa 2024?")
        page.keyboard.press("Enter")
        wait_until((tmp_path / "reading").exists)
        page.context.close()
        wait_until(lambda: "kalla_open_pages 0" in told().text)
        (tmp_path / "go on").touch()
        answered = httpx.post(f"{address}/api/ask", json={"question": "oense"}, timeout=60)
        assert answered.json()["disagreement"]
        # This one alone: what the closed page had asked was not gone on with.
        assert 'outcome="disagreed"} 1' in told().text
        assert 'outcome="answered"} 0' in told().text
        assert "kalla_answer_seconds_count 1" in told().text


def wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)
