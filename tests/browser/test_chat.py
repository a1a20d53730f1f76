"""The chat in a real browser, over the real product."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx
import pytest

from qa.phrases import PHRASES
from tests.browser.browsing import ask, visit
from tests.browser.conftest import a_page
from tests.stub_assistant import GO_ON, WAIT
from ui.texts import EXAMPLES, TEXTS, other_language, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OpenPage = Callable[..., "Page"]
SECOND = {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}
FOLLOW_UP = {
    "sv": ("Och 2021?", "Du menar: Vem kom tvåa 2021?"),
    "en": ("And in 2021?", "You mean: Who ranked second in 2021?"),
}
UNKNOWN = {"sv": "Vem vann fotbolls-VM 1958?", "en": "Who won the World Cup in 1958?"}
FITS = "document.documentElement.scrollWidth <= innerWidth"
# What a person reads or hears; Gradio's own hidden parts count too.
WORDS = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const outside = node.parentElement.closest("script, style, noscript, template");
    if (!outside && node.data.trim()) found.push(node.data.trim());
  }
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "alt", "placeholder"]) {
      const words = element.getAttribute(name);
      if (words && words.trim()) found.push(words.trim());
    }
  }
  return found;
}
"""


@dataclass(frozen=True)
class Talk:
    """A conversation with the real product: its page, language, first words and first message."""

    page: Page
    language: str
    words: list[str]
    spoken: str


@pytest.fixture(scope="module", params=["sv", "en"])
def talk(browser: Browser, chat_url: str, request: pytest.FixtureRequest) -> Iterator[Talk]:
    """Ask three questions one right after the other; tests look, and leave all as it is."""
    language = request.param
    with a_page(browser, language, 1280, "light") as page:
        visit(page, chat_url)
        words = page.evaluate(WORDS)
        ask(page, SECOND[language])
        spoken = page.locator("[role=status].sr").inner_text()
        ask(page, FOLLOW_UP[language][0])
        ask(page, UNKNOWN[language])
        yield Talk(page, language, words, spoken)


def test_every_word_on_the_page_has_its_translation(talk: Talk) -> None:
    language = talk.language
    known = {text(key, language) for key in TEXTS} | {e.text(language) for e in EXAMPLES}
    foot = f"{text('footer-privacy', language)} {text('leave-key', language)}"
    assert [w for w in talk.words if w not in known and w != foot] == []


def test_question_gets_its_answer_and_the_swedish_sentence(talk: Talk) -> None:
    turn = talk.page.locator("#turn-1")
    assert "Lidköping" in turn.locator(".answer").first.inner_text()
    assert "[1]" in turn.locator(".answer .marker").first.inner_text()
    quote = turn.locator(".citations blockquote").first
    assert quote.get_attribute("lang") == "sv"
    assert "Lidköping" in quote.locator("mark").inner_text()
    assert turn.get_attribute("lang") == talk.language
    assert talk.spoken.startswith(TEXTS["answer"][talk.language])


def test_follow_up_says_how_it_was_understood(talk: Talk) -> None:
    understood = FOLLOW_UP[talk.language][1]
    assert talk.page.locator("#turn-2 .note").first.inner_text() == understood


def test_refusal_says_so_and_shows_what_came_nearest(talk: Talk) -> None:
    turn = talk.page.locator("#turn-3")
    assert turn.locator(".refusal").inner_text() == PHRASES["not-in-documents"][talk.language]
    assert turn.locator(".citations").count() == 0
    assert turn.locator(".answer").count() == 0
    assert turn.locator(".nearest blockquote").count() >= 1
    assert talk.page.locator(".turn").count() == 3


def test_citation_opens_in_a_tab_of_its_own_when_asked_so(talk: Talk) -> None:
    page, language = talk.page, talk.language
    quote = page.locator("#turn-1 .citations blockquote").first.inner_text()
    link = page.locator("#turn-1 .citations .links a").first
    assert link.inner_text() == TEXTS["in-document"][language]
    with page.context.expect_page() as opening:
        link.click(modifiers=["ControlOrMeta"])
    document = opening.value
    mark = document.locator("#quote")
    mark.wait_for()
    assert mark.inner_text() == quote
    assert mark.evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )
    assert document.title() == "Källa"
    assert document.locator("html").get_attribute("lang") == language
    assert document.locator("article").get_attribute("lang") == "sv"
    document.close()


def test_language_is_switched_in_place_and_back(open_page: OpenPage, stub_url: str) -> None:
    page = open_page(stub_url, "sv")
    assert page.locator("html").get_attribute("lang") == "sv"
    ask(page, SECOND["sv"])
    for language in ("sv", "en"):
        other = other_language(language)
        page.get_by_role("button", name=TEXTS["other-language"][language]).click()
        page.locator(f"html[lang={other}]").wait_for()
        assert page.get_by_role("button", name=TEXTS["ask"][other], exact=True).is_visible()
        assert (
            page.locator("#question textarea").get_attribute("placeholder")
            == (TEXTS["placeholder"][other])
        )
        # The conversation stays, in the language that it was held in.
        assert page.locator("#turn-1").get_attribute("lang") == "sv"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_example_is_answered(new_page: OpenPage, chat_url: str, language: str) -> None:
    page = new_page(language)
    for example in EXAMPLES:
        visit(page, chat_url)
        page.get_by_role("button", name=example.text(language)).click()
        page.locator("#turn-1[data-announce]").wait_for()
        assert page.locator("#turn-1 .citations li").count() >= 1, example.text(language)
        # The pressed button is gone; the focus has gone to the answer.
        page.locator("#turn-1:focus").wait_for()


def test_conversation_grows_and_after_clearing_an_empty_question_is_answered_kindly(
    open_page: OpenPage, stub_url: str
) -> None:
    page = open_page(stub_url)
    ask(page, SECOND["sv"])
    ask(page, UNKNOWN["sv"])
    assert page.locator(".turn").count() == 2
    page.get_by_role("button", name=TEXTS["clear"]["sv"]).click()
    page.locator(".turn").first.wait_for(state="detached")
    assert page.locator(".example").first.is_visible()
    page.get_by_role("button", name=TEXTS["ask"]["sv"], exact=True).click()
    page.locator("#turn-1 .refusal").wait_for()
    assert page.locator("#turn-1 .refusal").inner_text() == PHRASES["empty"]["sv"]


def test_what_is_cleared_while_it_is_answered_does_not_come_back(
    open_page: OpenPage, stub_url: str
) -> None:
    page = open_page(stub_url)
    page.locator("#question textarea").fill(WAIT)
    page.keyboard.press("Enter")
    page.locator("#turn-1 .found li").first.wait_for()
    page.get_by_role("button", name=TEXTS["clear"]["sv"]).click()
    page.locator(".turn").first.wait_for(state="detached")
    page.locator("#question textarea").fill("oense")
    page.keyboard.press("Enter")
    httpx.post(f"{stub_url}/api/ask", json={"question": GO_ON}, timeout=60).raise_for_status()
    page.locator("#turn-1[data-announce]").wait_for()
    ask(page, "okänd")
    asked = page.locator(".turn .question").all_inner_texts()
    assert [words.splitlines()[-1] for words in asked] == ["oense", "okänd"]


ODD = (
    '<script>document.title="run"</script><img src=x onerror="document.title=1">',
    "${document.title='run'} {{value}} {{#each value}}x{{/each}} `${1+1}` \\u0041",
    "שלום \u202eevil\u202c مرحبا 🌻👩‍👩‍👧",
    "\x00\x07\x1b[31m röd",
    "ord " * 1250,
)


def test_odd_questions_are_shown_as_text(open_page: OpenPage, chat_url: str) -> None:
    page = open_page(chat_url)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    for question in ODD:
        turn = ask(page, question)
        shown = re.sub(r"[\s\ufffd]+", "", page.locator(f"{turn} .question").inner_text())
        asked = re.sub(r"[\s\x00-\x1f\u202a-\u202e\ufffd]+", "", question)
        assert asked.startswith(shown.removesuffix("…"))
        # Only of one that is too long to be answered a part is shown.
        assert shown.endswith("…") == (len(question) > 1000) != (shown == asked)
        assert page.title() == "Källa"
        assert page.locator(f"{turn} :is(script, img)").count() == 0
        assert page.evaluate(FITS)


def test_markup_in_a_document_is_shown_as_text(open_page: OpenPage, hostile_url: str) -> None:
    page = open_page(hostile_url)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    assert page.locator("#examples").is_hidden()
    turn = ask(page, "Vilken plats fick Strängnäs 2019?")
    assert "<b>Strängnäs</b>" in page.locator(turn).inner_text()
    link = page.locator(f"{turn} .links a").first
    with page.context.expect_page() as opening:
        link.click(modifiers=["ControlOrMeta"])
    document = opening.value
    document.locator("article").wait_for()
    assert '<script>document.title="run"</script>' in document.locator("article").inner_text()
    assert {page.title(), document.title()} == {"Källa"}
    assert [url for url in asked if not url.startswith(hostile_url)] == []


def test_nothing_is_asked_elsewhere_and_nothing_is_left(new_page: OpenPage, stub_url: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    visit(page, stub_url)
    ask(page, SECOND["sv"])
    page.locator("#turn-1 .links a").first.click()
    page.locator("#panel #quote").wait_for()
    page.keyboard.press("Escape")
    assert asked
    assert [url for url in asked if not url.startswith(stub_url)] == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("history.length") <= 3
    page.reload()
    page.locator("body.ready").wait_for()
    assert page.locator(".turn").count() == 0


def test_nothing_has_to_be_scrolled_sideways(open_page: OpenPage, stub_url: str) -> None:
    page = open_page(stub_url, "sv", 320)
    assert fits_in(page, 768, 360, 320)
    ask(page, SECOND["sv"])
    ask(page, UNKNOWN["sv"])
    assert fits_in(page, 768, 360, 320)
    href = page.locator("#turn-1 .links a").first.get_attribute("href")
    page.goto(f"{stub_url}/{href}")
    assert fits_in(page, 768, 360, 320)


def fits_in(page: Page, *widths: int) -> bool:
    """Return whether the page fits in each width, and leave it in the last."""
    fits = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        fits.append(page.evaluate(FITS))
    return all(fits)


def test_question_that_is_asked_too_early_is_answered_after_the_other(
    open_page: OpenPage, stub_url: str
) -> None:
    page = open_page(stub_url)
    box = page.locator("#question textarea")
    box.fill(WAIT)
    box.press("Enter")
    page.locator("#turn-1").wait_for()
    box.press("Enter")
    box.fill("oense")
    box.press("Enter")
    other = open_page(stub_url)
    ask(other, GO_ON)
    page.locator("#turn-2[data-announce]").wait_for()
    asked = [turn.inner_text() for turn in page.locator(".turn .question").all()]
    assert [words.splitlines()[-1] for words in asked] == [WAIT, "oense"]
    box.press("Enter")
    ask(page, "okänd")
    assert page.locator(".turn").count() == 3
