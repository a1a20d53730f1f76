"""Watches a page for what words of strangers must never do.

In: a page, before it is opened. Out: what happened that should not have: dialogs, requests to
elsewhere, navigation, refusals of the content-security policy, script of theirs, elements and
attributes that are not the page's own. It does not know what is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.test_hostile import OWN_ATTRIBUTES, OWN_TAGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Runs before anything else on every page: what the policy refuses is told to nobody otherwise.
_LISTEN = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""
_LOOK = """
([places, tags, attributes]) => {
  const own = new Set(attributes);
  // A fold is opened by whoever looks.
  const strange = [...document.querySelectorAll(`:is(${places}) *`)].flatMap((element) => [
    ...(tags.includes(element.localName) ? [] : [element.outerHTML.slice(0, 80)]),
    ...element.getAttributeNames().filter((n) => !/^(data-.*|open)$/.test(n) && !own.has(n)),
    ...(element.href && !/^(https?|tel):/.test(element.href) ? [element.href] : []),
  ]);
  return {
    strange,
    refused: window.refused ?? ["not listened to"],
    hit: String(window.hit),
    title: document.title,
    head: document.querySelectorAll("body :is(base, meta, link, title)").length,
    styles: document.querySelectorAll(`:is(${places}) :is(style, [style])`).length,
    frames: window.frames.length,
    hidden: getComputedStyle(document.body).display === "none",
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}
"""
_GOOD = {
    "strange": [],
    "refused": [],
    "hit": "undefined",
    "title": "Källa",
    "head": 0,
    "styles": 0,
    "frames": 0,
    "hidden": False,
    "sideways": False,
}


class Watch:
    """Collects what a page did from the moment on that it was made.

    Args:
        page: not yet opened.
        address: the only one that may be asked.
    """

    def __init__(self, page: Page, address: str) -> None:
        """Begin to watch."""
        self.happened: list[str] = []
        self._page = page
        self._address = address
        page.add_init_script(_LISTEN)
        page.on("dialog", lambda dialog: self._told(f"dialog {dialog.message}", dialog.dismiss))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda error: self.happened.append(f"error {error}"))
        page.on("download", lambda got: self.happened.append(f"download {got.url}"))
        page.on("popup", lambda other: self.happened.append(f"popup {other.url}"))
        page.on("request", lambda request: self._asked(request.url))

    def wrong(self, *places: str) -> list[str]:
        """Return all that happened, and what is wrong now with the elements in these places.

        Args:
            places: CSS selectors.
        """
        seen = self._page.evaluate(
            _LOOK, [", ".join(places), sorted(OWN_TAGS), sorted(OWN_ATTRIBUTES)]
        )
        found = [f"{name}: {seen[name]}" for name, good in _GOOD.items() if seen[name] != good]
        return [*self.happened, *found]

    def _told(self, what: str, then: object) -> None:
        self.happened.append(what)
        assert callable(then)
        then()

    def _said(self, kind: str, words: str) -> None:
        if kind == "error":
            self.happened.append(f"console {words}")

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self._address}/", "about:blank")):
            self.happened.append(f"request {url}")
