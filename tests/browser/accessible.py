"""What axe finds on a page, what does not fit in it, and the looks that a page is examined in.

In: an open page. Out: its violations of WCAG, and words that are cut off, broken, over one another
or out of reach. It does not know what is on the page.
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


# Words are looked at where they are painted, line by line. What is scrolled or seen by nobody is
# left out, and so are drawings, whose words are placed by another.
_UNFIT = """
(within) => {
  const root = within ? document.querySelector(within) : document.body;
  const away = "script, style, svg, textarea, select, .sr, [aria-hidden=true]";
  const clips = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
  const name = (node) => node.textContent.trim().slice(0, 50);
  const scrolled = (element) => {
    for (let e = element; e; e = e.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(e).overflowX) && e !== document.body) return true;
    }
    return false;
  };
  const found = [];
  const lines = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest(away) || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const held = parent.closest("#panel .content, .leave, #panel .bar");
    if (!scrolled(parent)) {
      for (const box of boxes) {
        if (box.left < -1 || box.right > innerWidth + 1) found.push(`outside: ${name(node)}`);
      }
    }
    for (let e = parent; e && e !== document.body; e = e.parentElement) {
      const frame = e.getBoundingClientRect();
      const style = getComputedStyle(e);
      // What is beyond it can be scrolled to.
      if (/auto|scroll/.test(style.overflowX)) break;
      if (!clips(style)) continue;
      for (const box of boxes) {
        const over = [frame.left - box.left, box.right - frame.right,
          frame.top - box.top, box.bottom - frame.bottom];
        if (Math.max(...over) > 2) found.push(`cut off: ${name(node)}`);
      }
    }
    for (const run of node.data.matchAll(/\\S+/g)) {
      range.setStart(node, run.index);
      range.setEnd(node, run.index + run[0].length);
      const wide = [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
      // Whoever writes without spaces is broken where the line ends.
      if (wide >= innerWidth / 2) continue;
      for (const word of run[0].matchAll(/\\p{L}{4,}/gu)) {
        range.setStart(node, run.index + word.index);
        range.setEnd(node, run.index + word.index + word[0].length);
        const [first, ...rest] = range.getClientRects();
        const turned = rest.some((box) => box.top > first.bottom - 2);
        if (turned) found.push(`broken: ${word[0]}`);
      }
    }
    // What stands still while the page is scrolled lies over it.
    if (!held) lines.push(...boxes.map((box) => [box, node]));
  }
  lines.sort(([one], [other]) => one.top - other.top);
  lines.forEach(([box, node], at) => {
    for (const [other, next] of lines.slice(at + 1)) {
      if (other.top >= box.bottom) break;
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      // Boxes of lines are higher than their letters.
      const much = high > 0.35 * Math.min(box.height, other.height);
      if (next === node || wide <= 2 || !much) continue;
      found.push(`over one another: ${name(node)} | ${name(next)}`);
    }
  });
  return [...new Set(found)];
}
"""


def unfit(page: Page, within: str = "") -> list[str]:
    """Return which words are cut off, broken, lie over one another, or beside the window.

    Args:
        page: what to look at.
        within: CSS selector of the part to look at; without one, all of the page.
    """
    found: list[str] = page.evaluate(_UNFIT, within)
    return found
