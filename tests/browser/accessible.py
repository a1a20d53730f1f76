"""What axe finds on a page, and the looks that a page is examined in.

In: an open page. Out: its violations of WCAG. It does not know what is on the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Language, width and colours: each with each of the others once.
LOOKS = [("sv", 1280, "light"), ("en", 360, "dark"), ("sv", 360, "light"), ("en", 1280, "dark")]
LOOKED_AGAIN = 3


def violations(page: Page) -> list[str]:
    """Return what is wrong, each with the element; [] when nothing is."""
    # Suggestions come after the answer and fill the page anew; what is wrong is so at every look.
    for _look in range(LOOKED_AGAIN):
        found = Axe().run(page).response["violations"]
        if not found:
            return []
    return [f"{item['id']}: {node['html'][:200]}" for item in found for node in item["nodes"]]
