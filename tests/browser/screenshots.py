"""Makes the README's screenshots: .venv/bin/python tests/browser/screenshots.py [FOLDER].

In: the shipped corpus. Out: PNG files in FOLDER, `docs/` unless named. It does not judge them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

# Run as a script, it finds only its own folder.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser.browsing import LOCALES, ask, launch, visit
from tests.serving import ROOT, serving

SIZES: dict[str, ViewportSize] = {
    "wide": {"width": 1280, "height": 860},
    "tablet": {"width": 768, "height": 900},
    "phone": {"width": 360, "height": 760},
}
STEPS = (
    ("answer", {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}),
    ("refusal", {"sv": "Vem vann fotbolls-VM 1958?", "en": "Who won the World Cup in 1958?"}),
)
# One look of each: what the README shows, and what is looked at after a change of the page.
LOOKS = (
    ("en", "wide", "light"),
    ("sv", "wide", "dark"),
    ("en", "tablet", "light"),
    ("sv", "phone", "light"),
)
NEED = {"sv": "Min man slår mig, vad ska jag göra?", "en": "He hits me, where can I get help?"}


def main(folder: Path) -> None:
    """Make every screenshot."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for language, size, scheme in LOOKS:
            _look(browser, address, folder, language, size, scheme)
        browser.close()


def _look(
    browser: Browser, address: str, folder: Path, language: str, size: str, scheme: str
) -> None:
    context = browser.new_context(
        locale=LOCALES[language],
        viewport=SIZES[size],
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    name = f"{language}-{size}-{scheme}"
    visit(page, address)
    _take(page, folder, f"start-{name}")
    for step, questions in STEPS:
        ask(page, questions[language])
        _take(page, folder, f"{step}-{name}")
    page.locator("#turn-1 .marker").first.click()
    page.locator("#panel #quote").wait_for()
    _take(page, folder, f"panel-{name}")
    page.keyboard.press("Escape")
    page.locator("#turn-1 .why summary").first.click()
    _take(page, folder, f"why-{name}")
    page.locator("#all-documents").click()
    page.locator("#panel .documents").wait_for()
    _take(page, folder, f"documents-{name}")
    page.keyboard.press("Escape")
    ask(page, NEED[language])
    _take(page, folder, f"help-{name}")
    page.goto(f"{address}/calendar")
    _take(page, folder, f"calendar-{name}")
    context.close()


def _take(page: Page, folder: Path, name: str) -> None:
    # A blinking cursor would make every picture another one.
    page.screenshot(path=folder / f"{name}.png", caret="hide", animations="disabled")
    sys.stdout.write(f"{folder / name}.png\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
