"""axe over every state of the page, in both languages, wide and narrow, light and dark, and what
it cannot see: words that are cut off or lie over one another, sideways scrolling at 320 px and at
four times the size, and colours that are forced.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.browser.accessible import unfit, violations
from tests.browser.browsing import ask
from tests.serving import STUB, serving
from tests.stub_assistant import GO_ON, LIDKOPING, STRANGE, WAIT
from ui.links import document_href, document_page_href
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
# By language, so that every state is seen at each width, in each colours and in each language.
LOOKS = {"sv": ((1280, "light"), (320, "dark")), "en": ((320, "light"), (1280, "dark"))}
# 1280 by 1024 pixels at four times the size.
ZOOMED = {"width": 320, "height": 256}
# What the stub answers in each way that an answer looks; the last fails.
STATES = {
    "sv": ("Vem kom tvåa 2024?", "Hur var det 2021?", "räkna", "Hur har det gått genom åren?",
           "jämför", "oense", "okänd", "konstig", "Hej", "Vad är " + "det " * 300,
           "min man slår mig", "fel"),
    "en": ("Who ranked second in 2024?", "What of 2021?", "How many do they count?",
           "How has it gone over the years?", "How do they compare?", "What do they disagree on?",
           "What is unknown?", "What is strange?", "Hello", "What is " + "this " * 250,
           "Where can I get help? He is hitting me", "What fails?"),
}  # fmt: skip
FITS = "document.documentElement.scrollWidth <= innerWidth"
# Where colours are forced, edges and underlines have to say what backgrounds said.
FORCED = """
() => [...document.querySelectorAll("button, textarea, input, dialog[open]")]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 1)
  .filter((e) => {
    const style = getComputedStyle(e);
    const edge = parseFloat(style.borderTopWidth);
    return !edge && !style.textDecorationLine.includes("underline");
  }).map((e) => e.outerHTML.slice(0, 80))
"""


def faults(page: Page, state: str, within: str = "") -> list[str]:
    """Return what is wrong with a state of the page, and leave it wide and light.

    Args:
        page: in that state.
        state: what to call it.
        within: CSS selector of what is new in it; without one, all of the page.
    """
    found = []
    for width, scheme in LOOKS[page.evaluate("document.documentElement.lang")]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        wrong = [*violations(page, within), *unfit(page, within)]
        found += [f"{state}, {width}, {scheme}: {fault}" for fault in wrong]
        if not page.evaluate(FITS):
            found.append(f"{state}, {width}, {scheme}: has to be scrolled sideways")
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light", forced_colors="active")
    if not page.evaluate(FITS):
        found.append(f"{state}, zoomed: has to be scrolled sideways")
    found += [f"{state}, forced colours: {fault}" for fault in page.evaluate(FORCED)]
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": 800})
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_state_of_the_chat_is_usable_by_everyone(
    open_page: OpenPage, stub_url: str, language: str
) -> None:
    page = open_page(stub_url, language)
    found = faults(page, "empty")
    page.locator("#question textarea").fill("Vem kom ")
    found += faults(page, "typing")
    found += faults(page, "no question", ask(page, ""))
    page.locator("#question textarea").fill(WAIT)
    page.keyboard.press("Enter")
    page.locator("#turn-2 .found li").first.wait_for()
    found += faults(page, "passages first", "#turn-2")
    httpx.post(f"{stub_url}/api/ask", json={"question": GO_ON}, timeout=60).raise_for_status()
    page.locator("#turn-2[data-announce]").wait_for()
    found += faults(page, "answer", "#turn-2")
    page.locator("#turn-2 .why").evaluate(
        "e => [e, ...e.querySelectorAll('details')].forEach((d) => { d.open = true; })"
    )
    found += faults(page, "why", "#turn-2 .why")
    for question in STATES[language]:
        turn = ask(page, question)
        assert page.locator(turn).get_attribute("lang") == language
        found += faults(page, question[:40], turn)
    assert page.locator(f"{turn} .failed").inner_text() == TEXTS["failed"][language]
    assert "secret" not in page.content()
    found += faults(page, "conversation")
    for opener, shown in (("#turn-2 .marker", "#quote"), ("#all-documents", ".documents")):
        page.locator(opener).first.click()
        page.locator(f"#panel {shown}").wait_for()
        found += faults(page, f"panel after {opener}", "#panel")
        page.keyboard.press("Escape")
    assert found == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_beside_the_chat_is_usable_by_everyone(
    new_page: OpenPage, stub_url: str, language: str
) -> None:
    page = new_page(language)
    found = []
    quoted = document_href(LIDKOPING.id, 0, 9, language)
    strange = document_page_href(STRANGE.id, language)
    for path in (quoted, strange, "document/none", "documents", "calendar"):
        page.goto(f"{stub_url}/{path}")
        found += faults(page, path)
    assert found == []


def test_who_asks_too_much_is_told_so_that_everyone_can_read_it(open_page: OpenPage) -> None:
    with serving(STUB, options="read_options(per_minute=1)") as address:
        page = open_page(address)
        ask(page, "oense")
        turn = ask(page, "oense")
        assert page.locator(f"{turn} .failed").inner_text() == TEXTS["too-many"]["sv"]
        assert faults(page, "too many") == []


def test_real_answer_with_next_questions_is_usable_by_everyone(
    open_page: OpenPage, chat_url: str
) -> None:
    page = open_page(chat_url, "en")
    turn = ask(page, "Who ranked second in 2024?")
    page.locator(f"{turn} .next button").first.wait_for()
    assert faults(page, "next questions") == []
