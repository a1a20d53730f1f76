"""What axe finds on a page, and the looks that a page is examined in.

In: an open page. Out: its violations of WCAG. It does not know what is on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Widths and colours by language.
LOOKS = {"sv": ((1280, "light"), (360, "dark")), "en": ((360, "light"), (1280, "dark"))}
LOOKED_AGAIN = 3
# In axe's place where the page has it already.
_NOTHING = "0"


def violations(page: Page, within: str = "") -> list[str]:
    """Return what is wrong, each with the element; [] when nothing is.

    Args:
        page: what to examine.
        within: CSS selector of the part to examine; without one, all of the page.
    """
    axe = Axe(_NOTHING) if page.evaluate("'axe' in window") else Axe()
    # Suggestions come after the answer and fill the page anew; what is wrong is so at every look.
    for _look in range(LOOKED_AGAIN):
        found = axe.run(page, within or None).response["violations"]
        if not found:
            return []
    return [f"{item['id']}: {node['html'][:200]}" for item in found for node in item["nodes"]]
