"""What the browser tests share: the running chat, a browser, and a page in each language."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.browsing import LOCALES, MISSING, chromium, launch, visit
from tests.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Longer than any answer takes on a busy machine.
PATIENCE_MS = 60_000
HOSTILE = (
    "Kommunen <b>Strängnäs</b> kom på plats 17 i Kvinnofridsbarometern 2019"
    '<script>document.title="run"</script><img src="https://elsewhere.example/x" '
    'onerror="document.title=1">.\n\n'
    "Adressen är javascript:alert(1) och \u202eomvänt står det här.\n"
)


@pytest.fixture(scope="session")
def chat_url() -> Iterator[str]:
    """Give the address of the chat, answering from the shipped corpus."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a chat whose document is full of markup."""
    import qa

    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "strange <b>.txt").write_text(HOSTILE, encoding="utf-8")
    qa.build([folder / "strange <b>.txt"], folder / "library")
    with serving(library=folder / "library") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Chromium; without one, skip, but fail in CI."""
    if chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@contextmanager
def a_page(browser: Browser, language: str, width: int, scheme: str) -> Iterator[Page]:
    """Make an empty page that knows nothing of any other."""
    with browser.new_context(
        locale=LOCALES[language],
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    ) as context:
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()


@pytest.fixture
def browser_without_script(browser: Browser) -> Iterator[Page]:
    """Give an empty page that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE_MS)
        yield context.new_page()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that makes an empty page: language, width, colour scheme."""
    with ExitStack() as open_ones:

        def made(language: str = "sv", width: int = 1280, scheme: str = "light") -> Page:
            return open_ones.enter_context(a_page(browser, language, width, scheme))

        yield made


@pytest.fixture
def open_page(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Give a function that opens the chat: address, language, width, colour scheme."""

    def opened(address: str, *look: Any) -> Page:
        page = new_page(*look)
        visit(page, address)
        return page

    return opened
