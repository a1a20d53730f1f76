"""The panel beside the answer: opened, read and left by keyboard and by touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import ask
from tests.stub_assistant import LIDKOPING, LIDKOPING_SENTENCE
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
INSIDE = (
    "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
)
QUESTION = {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}


@pytest.mark.parametrize(("language", "width"), [("sv", 1280), ("en", 360)])
def test_why_is_folded_out_and_a_number_opens_the_document_at_the_marked_sentence(
    open_page: OpenPage, stub_url: str, language: str, width: int
) -> None:
    page = open_page(stub_url, language, width)
    turn = ask(page, QUESTION[language])
    fold_out_why(page, turn, language)
    page.locator(f"{turn} .marker").first.click()
    mark = page.locator("#panel #quote")
    mark.wait_for()
    assert mark.inner_text() == LIDKOPING_SENTENCE
    assert mark.evaluate(INSIDE)
    top = page.locator("#panel .top").inner_text()
    assert LIDKOPING.title in top
    assert LIDKOPING.publisher in top
    assert "2024" in top
    original = page.locator("#panel .top a", has_text=TEXTS["original"][language])
    assert "#:~:text=Lidk" in str(original.get_attribute("href"))
    assert page.locator("#panel article").get_attribute("lang") == "sv"
    assert "Trollhättan är högre rankad" in page.locator("#panel article").inner_text()
    # Nothing of it enters the address or the history.
    assert page.url.rstrip("/") == stub_url
    assert page.evaluate("history.length") <= 2
    # Over the page on a phone, which waits; beside it where both have room.
    assert page.locator("#panel").evaluate("e => e.matches(':modal')") is (width < 1000)
    if width > 1000:
        edge = page.locator(turn).evaluate("e => e.getBoundingClientRect().right")
        assert edge <= page.locator("#panel").evaluate("e => e.getBoundingClientRect().left")
    page.keyboard.press("Escape")
    refused = ask(page, "okänd" if language == "sv" else "What is unknown?")
    assert page.locator(f"{refused} .why summary").first.inner_text() == TEXTS["why-not"][language]


def fold_out_why(page: Page, turn: str, language: str) -> None:
    """Fold out in words, and then in figures, why it is the answer."""
    why = page.locator(f"{turn} .why")
    assert why.locator("ol").is_hidden()
    why.locator("summary").first.click()
    assert TEXTS["sure"][language] in why.inner_text()
    assert TEXTS["strong"][language] in why.locator("li").first.inner_text()
    assert why.locator("table").is_hidden()
    why.locator(".figures summary").click()
    assert "0.83" in why.locator("table").inner_text()


def test_keyboard_walks_from_the_question_to_the_sentence_and_back(
    open_page: OpenPage, stub_url: str
) -> None:
    page = open_page(stub_url)
    page.locator("#question textarea:focus").wait_for()
    page.keyboard.type("oense")
    page.keyboard.press("Enter")
    page.locator("#turn-1[data-announce]").wait_for()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for number in (1, 2):
            _tab_to(page, f"turn-1-marker-{number}-{number}", "Shift+Tab" if number == 1 else "Tab")
            page.keyboard.press("Enter")
            page.locator("#panel #quote:focus").wait_for()
            page.keyboard.press("Escape")
            page.locator(f"#turn-1-marker-{number}-{number}:focus").wait_for()
            assert page.locator("#panel").is_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    # The conversation is drawn anew while the panel is open.
    page.locator("#turn-1-marker-2-2").click()
    page.locator("#panel #quote:focus").wait_for()
    ask(page, "Vem kom tvåa 2024?")
    page.locator("#panel .close").click()
    page.locator("#turn-1-marker-2-2:focus").wait_for()


def _tab_to(page: Page, name: str, key: str) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {name}")


def test_documents_are_listed_searched_and_read_in_the_panel(
    open_page: OpenPage, stub_url: str
) -> None:
    page = open_page(stub_url)
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url))
    page.get_by_role("link", name=TEXTS["all-documents"]["sv"]).click()
    panel = page.locator("#panel")
    panel.locator(".documents > li").nth(2).wait_for()
    panel.locator(".aside summary").click()
    assert TEXTS["because-feedback form"]["sv"] in panel.inner_text()
    panel.locator("input[name=words]").fill("svarsfrekvensen PROCENT")
    page.keyboard.press("Enter")
    panel.locator(".glimpse mark").wait_for()
    assert panel.locator(".documents > li").count() == 1
    assert panel.locator(".glimpse mark").inner_text() == "Svarsfrekvensen"
    panel.locator(".documents li > a").click()
    panel.locator("article").wait_for()
    assert "81 procent" in panel.locator("article").inner_text()
    back = panel.get_by_role("button", name=TEXTS["panel-back"]["sv"])
    page.keyboard.press("Shift+Tab")
    while not back.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Shift+Tab")
        assert panel.evaluate("e => e.contains(document.activeElement)")
    page.keyboard.press("Enter")
    # The list as it was searched, at the document that was read.
    panel.locator(".documents li > a:focus").wait_for()
    assert panel.locator("input[name=words]").input_value() == "svarsfrekvensen PROCENT"
    assert panel.locator(".documents > li").count() == 1
    assert back.is_hidden()
    assert not [url for url in posted if "svarsfrekvensen" in url.lower()]
    assert page.url.rstrip("/") == stub_url
    page.keyboard.press("Escape")
    page.locator("#all-documents:focus").wait_for()
