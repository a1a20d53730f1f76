"""A browser for the tests and the screenshots.

In: nothing. Out: Debian's Chromium, started so that it asks nobody anything by itself. It does not
know what is looked at.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MISSING = "Chromium is missing; install it: sudo apt-get install chromium"
LOCALES = {"sv": "sv-SE", "en": "en-GB"}


def chromium() -> str | None:
    """Return the path of Chromium, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium.

    Raises:
        FileNotFoundError: there is none; says how to get it.
    """
    path = chromium()
    if path is None:
        raise FileNotFoundError(MISSING)
    return playwright.chromium.launch(executable_path=path, args=list(FLAGS))


def visit(page: Page, address: str) -> None:
    """Open the chat and wait for its words."""
    page.goto(address)
    page.locator("body.ready #question textarea").wait_for()


def ask(page: Page, question: str) -> str:
    """Ask, wait for the answer, and return the CSS selector of its turn."""
    number = page.locator(".turn").count() + 1
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    turn = f"#turn-{number}"
    page.locator(f"{turn}[data-announce]").wait_for()
    return turn
