"""What a person takes along: copied answers, downloaded conversations; and asking again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import ask
from tests.stub_assistant import LIDKOPING_SENTENCE, StubAssistant
from ui.export import as_markdown, as_text
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
QUESTION = {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_answer_is_copied_downloaded_and_its_question_asked_again(
    open_page: OpenPage, stub_url: str, tmp_path: Path, language: str
) -> None:
    page = open_page(stub_url, language)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy_as_text_and_as_markdown(page, ask(page, QUESTION[language]), language)
    ask(page, "oense")
    download_as_markdown_and_as_json(page, tmp_path, language)
    edit_and_ask_again(page, "#turn-1", language)


def copy_as_text_and_as_markdown(page: Page, turn: str, language: str) -> None:
    answer = StubAssistant().ask(QUESTION[language])
    for key, written in (("copy", as_text), ("copy-markdown", as_markdown)):
        button = page.locator(f"{turn} [data-do={key}]")
        assert button.inner_text() == TEXTS[key][language]
        button.click()
        page.locator(f"{turn} [data-do={key}]", has_text=TEXTS["copied"][language]).wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == written(QUESTION[language], answer)
        assert LIDKOPING_SENTENCE in copied


def download_as_markdown_and_as_json(page: Page, folder: Path, language: str) -> None:
    questions = [QUESTION[language], "oense"]
    answers = [StubAssistant().ask(question) for question in questions]
    got = {}
    for form, ending in (("markdown", "md"), ("json", "json")):
        with page.expect_download() as coming:
            page.get_by_role("button", name=TEXTS[f"download-{form}"][language]).click()
        assert coming.value.suggested_filename == f"{TEXTS['file-name'][language]}.{ending}"
        coming.value.save_as(folder / form)
        got[form] = (folder / form).read_text("utf-8")
    assert json.loads(got["json"]) == [answer.to_dict() for answer in answers]
    blocks = [as_markdown(q, a) for q, a in zip(questions, answers, strict=True)]
    assert got["markdown"] == "\n\n".join(blocks) + "\n"


def edit_and_ask_again(page: Page, turn: str, language: str) -> None:
    page.locator(turn).get_by_role("button", name=TEXTS["edit"][language]).click()
    box = page.locator("#question textarea:focus")
    box.wait_for()
    assert box.input_value() == QUESTION[language]
    page.keyboard.press("End")
    page.keyboard.type(" 1958")
    page.keyboard.press("Enter")
    page.locator("#turn-3[data-announce]").wait_for()
    assert page.locator("#turn-3 .question").inner_text() == f"{QUESTION[language]} 1958"
    assert page.locator("#turn-3 .refusal").count() == 1
    assert page.locator(turn).count() == 1
