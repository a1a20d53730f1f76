"""Words of somebody who means harm: nothing of them is markup, an address, or unseen."""

from __future__ import annotations

import asyncio
import json
import re
import unicodedata
from functools import cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from markdown_it import MarkdownIt

from qa.answer import Answer
from tests.hostile import (
    DOCUMENTS,
    HOSTILE,
    STATES,
    HostileAssistant,
    hostile_answer,
    hostile_question,
)  # fmt: skip
from ui.api import build_api
from ui.corpus_page import render_corpus
from ui.desk import Desk
from ui.document_page import Place, render_document
from ui.export import as_markdown, as_text
from ui.links import document_page_href, original_href, safe_address
from ui.render import Turn, render_conversation
from ui.routes import add_documents
from ui.safety import STAND_IN, harmless, harmless_json

# What the page's own files write; whatever else a page holds came from a document or a question.
OWN_TAGS = frozenset(
    "a article bdi blockquote body br button cite details div dl dt dd form h1 h2 h3 head header "
    "html input label li link main mark meta ol p q script section span strong summary table "
    "tbody td th thead time title tr ul".split()
)
OWN_ATTRIBUTES = frozenset(
    "action aria-hidden aria-label aria-labelledby autocomplete charset class content datetime "
    "defer dir for href id lang maxlength method name open rel role scope src tabindex target type "
    "value".split()
)
NUMBERS = range(len(HOSTILE))


class Page(HTMLParser):
    """A page's elements, addresses and attributes that carry exports."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.data: dict[str, str] = {}
        self.strange: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in OWN_TAGS:
            self.strange.append(tag)
        for name, value in attrs:
            if name.startswith("data-"):
                self.data[name] = value or ""
            elif name not in OWN_ATTRIBUTES:
                self.strange.append(name)
            elif name in ("href", "src", "action"):
                self.addresses.append(value or "")
            elif name == "id" and not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", value or ""):
                self.strange.append(f"id={value}")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.strange.append("comment")


def harm(html: str) -> list[str]:
    """Return what a page holds that none of its own files wrote."""
    page = Page(html)
    wrong = [
        address
        for address in page.addresses
        if urlsplit(address).scheme not in ("", "https") or urlsplit(address).netloc not in HOSTS
    ]
    unseen = [sign for sign in page.words if disguises(sign)]
    return page.strange + wrong + [hex(ord(sign)) for sign in unseen]


# The one that the documents name, and the true names of those that pretend.
HOSTS = ("", "example.org", "elsewhere.example", "xn--pple-43d.example")


def disguises(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") and sign not in "\n\t"


@cache
def turn(number: int, state: str) -> Turn:
    question = hostile_question(number, state)
    answer = hostile_answer(question)
    return Turn(harmless(question), "sv", answer, suggestions=(question,))


def test_the_collection_is_large_and_has_every_kind() -> None:
    assert len(set(HOSTILE)) >= 90
    assert len({kind for kind, _ in HOSTILE}) >= 18


@pytest.mark.parametrize("state", STATES)
def test_conversation_holds_nothing_of_their_making(state: str) -> None:
    for number in NUMBERS:
        found = tuple(HostileAssistant().retrieve("x")) if number % 10 == 0 else ()
        waiting = Turn(harmless(HOSTILE[number][1]), "en", found=found)
        html = render_conversation([turn(number, state), waiting], "sv")
        assert harm(html) == [], HOSTILE[number]


def test_pages_of_documents_hold_nothing_of_their_making() -> None:
    for document, (_, words) in zip(DOCUMENTS, HOSTILE, strict=True):
        place = Place(0, len(words))
        html = render_document(document, place=place, headings={words}, language="sv")
        assert harm(html) == [], words


def test_every_document_has_its_page_and_is_read_by_programs() -> None:
    app = FastAPI()
    assistant: Any = HostileAssistant()
    add_documents(app, assistant)
    app.mount("/api", build_api(Desk(assistant)))

    async def get() -> list[tuple[str, int, int]]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [
                (
                    document.id,
                    (await client.get(document_page_href(document.id, "sv"))).status_code,
                    (await client.get(f"api/documents/{quote(document.id, safe='')}")).status_code,
                )
                for document in DOCUMENTS
            ]

    assert [found for found in asyncio.run(get()) if found[1:] != (200, 200)] == []


def test_list_of_documents_holds_nothing_of_their_making() -> None:
    assistant = HostileAssistant()
    for _, words in (("", ""), *HOSTILE):
        assert harm(render_corpus(assistant, "en", words=words)) == [], words  # type: ignore[arg-type]


@pytest.mark.parametrize("state", STATES)
def test_markdown_has_no_markup_of_theirs_and_says_their_words(state: str) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for number in NUMBERS:
        answer = turn(number, state).answer
        assert isinstance(answer, Answer)
        tokens = parser.parse(as_markdown(answer.question, answer))
        inline = [child for token in tokens for child in token.children or ()]
        kinds = {token.type for token in (*tokens, *inline)}
        assert kinds <= {
            "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
            "strong_open", "strong_close", "ordered_list_open", "ordered_list_close", "softbreak",
            "list_item_open", "list_item_close", "blockquote_open", "blockquote_close",
            "link_open", "link_close", "text_special",
        }, HOSTILE[number]  # fmt: skip
        links = [token.attrs["href"] for token in inline if token.type == "link_open"]
        originals = [original_href(one.document, one.quote) for one in answer.citations]
        assert len(links) == len([address for address in originals if address])
        said = "".join(token.content for token in inline)
        for citation in answer.citations:
            wanted = re.sub(r"\s", "", harmless(citation.quote))
            assert wanted in re.sub(r"\s", "", said), HOSTILE[number]


def test_json_holds_every_quote_as_it_stands_and_shows_what_is_unseen() -> None:
    for number in NUMBERS:
        page = Page(render_conversation([turn(number, "answer")], "sv"))
        data = page.data["data-json"]
        assert not [sign for sign in data if disguises(sign)]
        citation = json.loads(data)["citations"][0]
        assert citation["quote"] == DOCUMENTS[number].text[citation["start"] : citation["end"]]


def test_copied_text_disguises_nothing() -> None:
    for number in NUMBERS:
        answer = hostile_answer(hostile_question(number, "disagreement"))
        assert not [sign for sign in as_text(answer.question, answer) if disguises(sign)]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Lid\u200bköping", f"Lid{STAND_IN}köping"),
        ("kvinno\u00adfrid", f"kvinno{STAND_IN}frid"),
        ("a\u200db", f"a{STAND_IN}b"),
        ("10\u200f/20", f"10{STAND_IN}/20"),
        ("a\ufe0f", f"a{STAND_IN}"),
        ("x\U000e0041", f"x{STAND_IN}"),
        ("e" + "\u0301" * 6, "e" + "\u0301" * 4 + STAND_IN * 2),
        ("\u2028", STAND_IN),
    ],
)
def test_what_nobody_sees_is_shown_as_a_sign(words: str, seen: str) -> None:
    assert harmless(words) == seen


@pytest.mark.parametrize(
    "words",
    [
        "👩‍👩‍👧 ❤️ 1️⃣ 👍🏽",
        "می\u200cخواهم",
        "क्\u200dष",
        "שלום\u200f!",
        "Tiê\u0301ng Viê\u0323t, e\u0301",
        "rad\n\ttabb",
    ],
)
def test_writing_that_needs_unseen_signs_keeps_them(words: str) -> None:
    assert harmless(words) == words


def test_json_escapes_say_the_same() -> None:
    words = "\u202e \U000e0068 \u200b å \x7f 👩‍👧"
    data = harmless_json(json.dumps(words, ensure_ascii=False))
    assert json.loads(data) == words
    assert data == '"\\u202e \\udb40\\udc68 \\u200b å \\u007f 👩‍👧"'


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://\u0430pple.example/a", "https://xn--pple-43d.example/a"),
        ("https://malmö.example:8080/å", "https://xn--malm-8qa.example:8080/å"),
        ("https://a.example/>![x](y)", "https://a.example/%3E![x](y)"),
        ("https://a.example:99999/", ""),
        ("https://a\u200b.example/", ""),
        ("https://a.example/\u00ad", ""),
        ("https://\uff0fa.example/", ""),
    ],
)
def test_address_is_linked_as_a_browser_sends_it(address: str, safe: str) -> None:
    assert safe_address(address) == safe
