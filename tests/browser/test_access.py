"""axe over every state of the page, in both languages, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.browsing import ask
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
LOOKS = [("sv", 1280, "light"), ("en", 360, "dark"), ("sv", 360, "light"), ("en", 1280, "dark")]


LOOKED_AGAIN = 3


def violations(page: Page) -> list[str]:
    # Suggestions come after the answer and fill the page anew; what is wrong is so at every look.
    for _look in range(LOOKED_AGAIN):
        found = Axe().run(page).response["violations"]
        if not found:
            return []
    return [f"{item['id']}: {node['html'][:200]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_axe_finds_nothing(
    open_page: OpenPage, chat_url: str, language: str, width: int, scheme: str
) -> None:
    page = open_page(chat_url, language, width, scheme)
    assert violations(page) == []
    for question in ("Who ranked second in 2024?", "Vem vann fotbolls-VM 1958?", ""):
        ask(page, question)
        assert violations(page) == []
    for opener in ("#turn-1 .marker", "#all-documents"):
        page.locator(opener).first.click()
        page.locator("#panel h1").wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
    for summary in page.locator("#turn-1 summary").all():
        summary.click()
    assert violations(page) == []
    href = page.locator("#turn-1 .links a").first.get_attribute("href")
    for path in (href, "document/none", "documents", "calendar"):
        page.goto(f"{chat_url}/{path}")
        assert violations(page) == []


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_axe_finds_nothing_when_documents_differ_or_an_answer_fails(
    open_page: OpenPage, stub_url: str, language: str, width: int, scheme: str
) -> None:
    page = open_page(stub_url, language, width, scheme)
    turn = ask(page, "oense")
    assert page.locator(f"{turn} .disagreement li").count() == 2
    assert violations(page) == []
    ask(page, "min man slår mig")
    assert violations(page) == []
    turn = ask(page, "fel")
    assert page.locator(f"{turn} .failed").inner_text() == TEXTS["failed"][language]
    assert "secret" not in page.content()
    assert violations(page) == []
