"""The chat in a real browser, over the real product."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from qa.phrases import PHRASES
from tests.browser.browsing import ask
from tests.stub_assistant import GO_ON, WAIT
from ui.texts import EXAMPLES, TEXTS, other_language, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
SECOND = {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}
UNKNOWN = {"sv": "Vem vann fotbolls-VM 1958?", "en": "Who won the World Cup in 1958?"}
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


@pytest.mark.parametrize("language", ["sv", "en"])
def test_question_gets_its_answer_and_the_swedish_sentence(
    open_page: OpenPage, chat_url: str, language: str
) -> None:
    page = open_page(chat_url, language)
    turn = ask(page, SECOND[language])
    assert "Lidköping" in page.locator(f"{turn} .answer").first.inner_text()
    assert "[1]" in page.locator(f"{turn} .answer .marker").first.inner_text()
    quote = page.locator(f"{turn} .citations blockquote").first
    assert quote.get_attribute("lang") == "sv"
    assert "Lidköping" in quote.locator("mark").inner_text()
    assert page.locator(turn).get_attribute("lang") == language
    assert page.locator("[role=status].sr").inner_text().startswith(TEXTS["answer"][language])


@pytest.mark.parametrize(
    ("language", "follow_up", "understood"),
    [("sv", "Och 2021?", "Du menar: Vem kom tvåa 2021?"),
     ("en", "And in 2021?", "You mean: Who ranked second in 2021?")],
)  # fmt: skip
def test_follow_up_says_how_it_was_understood(
    open_page: OpenPage, chat_url: str, language: str, follow_up: str, understood: str
) -> None:
    page = open_page(chat_url, language)
    ask(page, SECOND[language])
    turn = ask(page, follow_up)
    assert page.locator(f"{turn} .note").first.inner_text() == understood


@pytest.mark.parametrize("language", ["sv", "en"])
def test_citation_opens_in_a_tab_of_its_own_when_asked_so(
    open_page: OpenPage, chat_url: str, language: str
) -> None:
    page = open_page(chat_url, language)
    turn = ask(page, SECOND[language])
    quote = page.locator(f"{turn} .citations blockquote").first.inner_text()
    link = page.locator(f"{turn} .citations .links a").first
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


@pytest.mark.parametrize("language", ["sv", "en"])
def test_language_is_switched_in_place(open_page: OpenPage, chat_url: str, language: str) -> None:
    page = open_page(chat_url, language)
    assert page.locator("html").get_attribute("lang") == language
    ask(page, SECOND[language])
    other = other_language(language)
    page.get_by_role("button", name=TEXTS["other-language"][language]).click()
    page.locator(f"html[lang={other}]").wait_for()
    assert page.get_by_role("button", name=TEXTS["ask"][other], exact=True).is_visible()
    assert (
        page.locator("#question textarea").get_attribute("placeholder")
        == (TEXTS["placeholder"][other])
    )
    # The conversation stays, in the language that it was held in.
    assert page.locator("#turn-1").get_attribute("lang") == language


@pytest.mark.parametrize("language", ["sv", "en"])
def test_refusal_says_so_and_shows_what_came_nearest(
    open_page: OpenPage, chat_url: str, language: str
) -> None:
    page = open_page(chat_url, language)
    turn = ask(page, UNKNOWN[language])
    assert page.locator(f"{turn} .refusal").inner_text() == PHRASES["not-in-documents"][language]
    assert page.locator(f"{turn} .citations").count() == 0
    assert page.locator(f"{turn} .nearest blockquote").count() >= 1


def test_empty_question_is_answered_kindly(open_page: OpenPage, chat_url: str) -> None:
    page = open_page(chat_url)
    page.get_by_role("button", name=TEXTS["ask"]["sv"], exact=True).click()
    page.locator("#turn-1 .refusal").wait_for()
    assert page.locator("#turn-1 .refusal").inner_text() == PHRASES["empty"]["sv"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_example_is_answered(open_page: OpenPage, chat_url: str, language: str) -> None:
    for example in EXAMPLES:
        page = open_page(chat_url, language)
        page.get_by_role("button", name=example.text(language)).click()
        page.locator("#turn-1[data-announce]").wait_for()
        assert page.locator("#turn-1 .citations li").count() >= 1, example.text(language)
        # The pressed button is gone; the focus has gone to the answer.
        page.locator("#turn-1:focus").wait_for()
        page.context.close()


def test_conversation_grows_and_can_be_cleared(open_page: OpenPage, chat_url: str) -> None:
    page = open_page(chat_url)
    ask(page, SECOND["sv"])
    ask(page, UNKNOWN["sv"])
    assert page.locator(".turn").count() == 2
    page.get_by_role("button", name=TEXTS["clear"]["sv"]).click()
    page.locator(".turn").first.wait_for(state="detached")
    assert page.locator(".example").first.is_visible()


@pytest.mark.parametrize(
    "question",
    [
        '<script>document.title="run"</script><img src=x onerror="document.title=1">',
        "${document.title='run'} {{value}} {{#each value}}x{{/each}} `${1+1}` \\u0041",
        "שלום \u202eevil\u202c مرحبا 🌻👩‍👩‍👧",
        "\x00\x07\x1b[31m röd",
        "ord " * 1250,
    ],
)
def test_odd_questions_are_shown_as_text(open_page: OpenPage, chat_url: str, question: str) -> None:
    page = open_page(chat_url)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    turn = ask(page, question)
    shown = page.locator(f"{turn} .question").inner_text()
    assert re.sub(r"[\s\ufffd]+", "", shown) == re.sub(
        r"[\s\x00-\x1f\u202a-\u202e\ufffd]+", "", question
    )
    assert page.title() == "Källa"
    assert page.locator(f"{turn} :is(script, img)").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


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


def test_nothing_is_asked_elsewhere_and_nothing_is_left(open_page: OpenPage, chat_url: str) -> None:
    page = open_page(chat_url)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator("body.ready").wait_for()
    ask(page, SECOND["sv"])
    page.locator("#turn-1 .links a").first.click()
    page.locator("#panel #quote").wait_for()
    page.keyboard.press("Escape")
    assert asked
    assert [url for url in asked if not url.startswith(chat_url)] == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("history.length") <= 3
    page.reload()
    page.locator("body.ready").wait_for()
    assert page.locator(".turn").count() == 0


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_has_to_be_scrolled_sideways(
    open_page: OpenPage, chat_url: str, width: int
) -> None:
    page = open_page(chat_url, width=width)
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(fits)
    ask(page, SECOND["sv"])
    ask(page, UNKNOWN["sv"])
    assert page.evaluate(fits)
    href = page.locator("#turn-1 .links a").first.get_attribute("href")
    page.goto(f"{chat_url}/{href}")
    assert page.evaluate(fits)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_word_on_the_page_has_its_translation(
    open_page: OpenPage, chat_url: str, language: str
) -> None:
    page = open_page(chat_url, language)
    known = {text(key, language) for key in TEXTS} | {e.text(language) for e in EXAMPLES}
    foot = f"{text('footer-privacy', language)} {text('leave-key', language)}"
    strange = [w for w in page.evaluate(WORDS) if w not in known and w != foot]
    assert strange == []


def test_a_second_question_is_taken_right_after_the_first_answer(
    open_page: OpenPage, chat_url: str
) -> None:
    page = open_page(chat_url, "en")
    ask(page, "Who ranked second in 2024?")
    turn = ask(page, "Who won the World Cup in 1958?")
    assert page.locator(f"{turn} .answer").count() == 0
    assert page.locator(".turn").count() == 2


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
