"""Words of somebody who means harm, in Chromium: nothing runs, loads, leads away or hides."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import LOCALES, ask, visit
from tests.browser.conftest import PATIENCE_MS
from tests.browser.watching import Watch
from tests.hostile import DOCUMENTS, HOSTILE, STATES, hostile_question
from tests.serving import serving
from tests.test_hostile import disguises
from ui.links import document_href
from ui.safety import harmless

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NUMBERS = range(len(HOSTILE))
SERVED = "import qa, tests.hostile as hostile; qa.load = lambda library: hostile.HostileAssistant()"


@pytest.fixture(scope="module")
def harm_url() -> Iterator[str]:
    """Give the address of a chat whose documents and answers all mean harm."""
    with serving(SERVED, options="read_options(per_minute=0)") as address:
        yield address


@pytest.fixture
def watched(browser: Browser, harm_url: str) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Give a function that makes a page and what watches it: language, width."""
    contexts = []

    def made(language: str, width: int) -> tuple[Page, Watch]:
        context = browser.new_context(
            locale=LOCALES[language],
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        return page, Watch(page, harm_url)

    yield made
    for context in contexts:
        context.close()


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", harmless(words))


@pytest.mark.parametrize(("language", "width", "first"), [("sv", 1280, 0), ("en", 320, 1)])
def test_questions_answers_and_the_panel_do_no_harm(
    watched: Callable[..., tuple[Page, Watch]],
    harm_url: str,
    language: str,
    width: int,
    first: int,
) -> None:
    page, watch = watched(language, width)
    visit(page, harm_url)
    # Each line once here, in one of the three forms; `tests/test_hostile.py` has them in all.
    for turns, number in enumerate(NUMBERS[first::2], start=1):
        # A text box knows one kind of line break alone.
        question = hostile_question(number, STATES[number % len(STATES)]).replace("\r\n", "\n")
        turn = ask_at(page, question, turns)
        page.locator(f"{turn} .why").evaluate(
            "e => [e, ...e.querySelectorAll('details')].forEach((d) => { d.open = true; })"
        )
        assert watch.wrong(turn) == [], HOSTILE[number]
        assert squeezed(page.locator(f"{turn} .question").inner_text()) == squeezed(question)
        page.locator(f"{turn} a.in-panel").first.click()
        page.locator("#panel article").wait_for()
        assert watch.wrong("#panel .content") == [], HOSTILE[number]
        words = squeezed(page.locator("#panel article").inner_text())
        assert squeezed(HOSTILE[number][1]) in words
        page.keyboard.press("Escape")
        page.locator("#panel").wait_for(state="hidden")
    assert page.url == f"{harm_url}/"
    page.locator("#all-documents").click()
    page.locator("#panel .documents > li").nth(len(HOSTILE) - 1).wait_for()
    assert watch.wrong("#panel .content") == []


def ask_at(page: Page, question: str, number: int) -> str:
    """Ask, wait for turn `number`, and return its CSS selector; old turns leave the page."""
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    page.locator(f"#turn-{number}[data-announce]").wait_for()
    return f"#turn-{number}"


def test_pages_of_documents_do_no_harm(
    watched: Callable[..., tuple[Page, Watch]], harm_url: str
) -> None:
    page, watch = watched("sv", 1280)
    for number, document in enumerate(DOCUMENTS):
        address = f"{harm_url}/{document_href(document.id, 0, len(HOSTILE[number][1]), 'sv')}"
        page.goto(address)
        assert watch.wrong("body") == [], HOSTILE[number]
        assert page.url == address
        words = squeezed(page.locator("article").inner_text())
        assert squeezed(HOSTILE[number][1]) in words
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{harm_url}/documents")
    for summary in page.locator(".aside summary").all()[:5]:
        summary.click()
    page.locator("input[name=words]").fill(HOSTILE[7][1])
    page.keyboard.press("Enter")
    page.locator(".glimpse mark").first.wait_for()
    assert watch.wrong("body") == []


def test_download_holds_the_quotes_and_disguises_nothing(
    open_page: Callable[..., Page], harm_url: str, tmp_path: Path
) -> None:
    page = open_page(harm_url)
    numbers = [n for n in NUMBERS if HOSTILE[n][0] in ("bidi", "unseen", "control", "lookalike")]
    for number in numbers:
        ask(page, hostile_question(number, "answer"))
    for form in ("json", "markdown"):
        with page.expect_download() as coming:
            page.locator(f"[data-do=download-{form}]").click()
        coming.value.save_as(tmp_path / form)
    said = (tmp_path / "json").read_text("utf-8")
    assert not [sign for sign in said if disguises(sign)]
    quotes = [answer["citations"][0]["quote"] for answer in json.loads(said)]
    assert quotes == [DOCUMENTS[n].text[DOCUMENTS[n].text.index("Meningen ") :] for n in numbers]
    assert not [sign for sign in (tmp_path / "markdown").read_text("utf-8") if disguises(sign)]
