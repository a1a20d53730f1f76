"""Nothing moves on the page for whoever asked for that, and the watch that says so can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.browsing import LOCALES, ask, visit
from tests.browser.conftest import PATIENCE_MS
from ui.texts import TEXTS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Notes, from the page's beginning on, what moves: styles that change little by little, scripts that
# animate, and views that glide to another place.
# What takes less than a frame does not move: Gradio's progress bar changes within 10 ms while the
# page is built, now and then before the page's own styles are there.
_WATCH = """
window.moved = [];
const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 1 / 60);
const told = (name, part) => (event) => {
  const style = getComputedStyle(event.target);
  if (lasts(style[`${part}Duration`])) window.moved.push(`${name} ${event.target.id}`);
};
addEventListener("transitionrun", told("transition", "transition"), true);
addEventListener("animationstart", told("animation", "animation"), true);
for (const owner of [Element.prototype, window]) {
  for (const name of ["scroll", "scrollTo", "scrollBy", "scrollIntoView", "animate"]) {
    const before = owner[name];
    if (!before) continue;
    owner[name] = function (...given) {
      if (name === "animate" || given.some((way) => way?.behavior === "smooth")) {
        window.moved.push(name);
      }
      return before.apply(this, given);
    };
  }
}
"""
# What would move if it were pointed at, or once it is scrolled.
_WOULD_MOVE = """
() => {
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return [...document.querySelectorAll("html, body, body *")].flatMap((element) =>
    ["", "::before", "::after"].flatMap((part) => {
      const style = getComputedStyle(element, part || null);
      const moves = lasts(style.transitionDuration) || style.scrollBehavior === "smooth" ||
        (style.animationName !== "none" && lasts(style.animationDuration));
      return moves ? [`${element.localName}#${element.id}.${element.className}${part}`] : [];
    }));
}
"""


def walk(page: Page, address: str) -> tuple[list[str], list[str]]:
    """Go through the page, and return what moved and what would."""
    page.add_init_script(_WATCH)
    visit(page, address)
    page.locator(".example").first.click()
    page.locator("#turn-1[data-announce]").wait_for()
    turn = ask(page, "oense")
    for opener in (f"{turn} .why summary", f"{turn} .marker"):
        page.locator(opener).first.click()
    page.locator("#panel #quote").wait_for()
    page.locator('#panel a[href="#quote"]').first.click()
    would = page.evaluate(_WOULD_MOVE)
    page.locator("#panel .close").click()
    page.get_by_role("button", name=TEXTS["other-language"]["sv"]).click()
    page.locator("html[lang=en]").wait_for()
    page.locator("#clear").click()
    page.locator(".turn").first.wait_for(state="detached")
    return page.evaluate("window.moved"), would


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_whoever_asked_for_that(
    browser: Browser, stub_url: str, motion: str
) -> None:
    with browser.new_context(
        locale=LOCALES["sv"],
        reduced_motion=motion,  # type: ignore[arg-type]
    ) as context:
        context.set_default_timeout(PATIENCE_MS)
        moved, would = walk(context.new_page(), stub_url)
    if motion == "reduce":
        assert (moved, would) == ([], [])
    else:
        # The view glides to the sentence; what is pointed at changes its looks.
        assert "scrollIntoView" in moved
        assert would
