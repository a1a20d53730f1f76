"""The page to bring documents, in Chromium: a file chosen, what was read, no way blocked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import qa
from tests.browser.accessible import violations
from tests.browser.browsing import LOCALES
from tests.serving import serving
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def edit_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a chat whose readers may add documents."""
    folder: Path = tmp_path_factory.mktemp("edited")
    (folder / "grund.md").write_text("# Grund\n\nJouren i Borås svarar alltid.\n", "utf-8")
    qa.build([folder / "grund.md"], folder / "library")
    names = folder / "names"
    names.write_text("anna:hemlig\n")
    names.chmod(0o600)
    options = f"read_options(auth_file=Path({str(names)!r}), edit=True)"
    with serving(library=folder / "library", options=options) as address:
        yield address


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("sv", 1280, "light"), ("en", 320, "dark")]
)
def test_a_file_is_brought_and_everybody_can_use_the_page(
    browser: Browser, edit_url: str, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    page_file = tmp_path / f"handlingsplan-{language}-{'lång' * 20}.md"
    page_file.write_text(f"# Plan {language}\n\nPlanen antogs den 4 mars 2023.\n", "utf-8")
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.7 no more")
    context = browser.new_context(
        locale=LOCALES[language], viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        http_credentials={"username": "anna", "password": "hemlig"},
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"{edit_url}/documents")
    page.get_by_role("link", name=TEXTS["edit-page"][language]).click()
    assert violations(page) == []
    page.locator("#files").set_input_files([page_file, broken])
    page.get_by_role("button", name=TEXTS["edit-add"][language], exact=True).press("Enter")
    said = page.get_by_role("status")
    said.wait_for()
    assert TEXTS["edit-added"][language].format(count=1) in said.inner_text()
    reason = {"sv": "trasig.pdf: PDF-filen är trasig", "en": "trasig.pdf: it is a broken PDF"}
    assert reason[language] in said.inner_text()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    said.get_by_role("link", name=f"Plan {language}").click()
    assert "4 mars 2023" in page.locator("article").inner_text()
    context.close()
