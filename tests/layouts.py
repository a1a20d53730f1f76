"""Saved pages whose article is known: how much of it cleaning keeps, and how much else with it.

A page under `data/layouts/` says in `data-gold` attributes what its parts are: "article",
"either" (bylines, dates, the publisher's address: right with the article and without), and
"furniture", which is all that is not marked. The attributes are gone before the page is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from index.documents import Document, read_document
from index.paragraphs import split_documents

LAYOUTS = Path(__file__).with_name("data") / "layouts"
TOLD = "Nämnden beslutade i mars att öppna en mottagning för den som vill sluta slå."
_GOLD = re.compile(r'\s+data-gold="\w+"')
_INLINE = {"a", "abbr", "b", "cite", "code", "em", "font", "i", "span", "strong", "time", "u"}
_SILENT = {"head", "script", "style", "template", "noscript"}
# Shorter runs of words stand anywhere by chance.
_RUN = 3


@dataclass(frozen=True)
class Score:
    """Words of a page's article and furniture, and how many of them were kept."""

    page: str
    article: int
    article_kept: int
    furniture: int
    furniture_kept: int
    lost: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def kept(self) -> float:
        """Share of the article's words that came through."""
        return self.article_kept / max(self.article, 1)

    @property
    def set_aside(self) -> float:
        """Share of the furniture's words that did not."""
        return 1 - self.furniture_kept / max(self.furniture, 1)


def score_page(page: Path, folder: Path) -> Score:
    """Read one page as it was saved, by way of a folder, and compare with its gold."""
    marked = page.read_text(encoding="utf-8")
    saved = folder / page.name
    saved.write_text(_GOLD.sub("", marked), encoding="utf-8")
    paragraphs, _removed = split_documents([read_document(saved)])
    kept = _Kept([word for one in paragraphs for word in _words(one.text)])
    units = _units(marked)
    found = {label: [(u, kept.take(u)) for u in units[label]] for label in units}
    return Score(
        page.stem,
        *(_count(found["article"], at) for at in (0, 1)),
        *(_count(found["furniture"], at) for at in (0, 1)),
        tuple(" ".join(u) for u, taken in found["article"] if taken < len(u)),
        tuple(" ".join(u) for u, taken in found["furniture"] if taken),
    )


def pooled(scores: Sequence[Score]) -> Score:
    """Return the score of all pages as if they were one."""
    sums = [
        sum(getattr(one, name) for one in scores)
        for name in ("article", "article_kept", "furniture", "furniture_kept")
    ]
    return Score("all", *sums)


def _count(found: Sequence[tuple[Sequence[str], int]], at: int) -> int:
    return sum(taken if at else len(unit) for unit, taken in found)


class _Kept:
    """The words that came through, each of which can be claimed once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words: list[str | None] = list(words)

    def take(self, unit: Sequence[str]) -> int:
        """Claim a unit's words where they stand in order, and say how many there were."""
        at = taken = 0
        while at < len(unit):
            place, length = self._longest(unit[at:])
            if length < min(_RUN, len(unit)):
                at += 1
                continue
            self._words[place : place + length] = [None] * length
            taken += length
            at += length
        return taken

    def _longest(self, unit: Sequence[str]) -> tuple[int, int]:
        best = (0, 0)
        for start, word in enumerate(self._words):
            if word == unit[0]:
                length = 1
                while (
                    length < len(unit)
                    and start + length < len(self._words)
                    and self._words[start + length] == unit[length]
                ):
                    length += 1
                best = max(best, (start, length), key=lambda one: one[1])
        return best


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _units(marked: str) -> dict[str, list[list[str]]]:
    """Return by label the words of each block of a page, the longest first."""
    texts: dict[str, list[list[str]]] = {"article": [], "either": [], "furniture": []}
    said: list[str] = []
    last = ""
    for label, text, begins in _walked(html.fromstring(marked), "furniture"):
        if said and (begins or label != last):
            texts[last].append(_words(" ".join(said)))
            said = []
        said += [text] if text.strip() else []
        last = label
    texts[last].append(_words(" ".join(said)))
    return {
        label: sorted((unit for unit in units if unit), key=len, reverse=True)
        for label, units in texts.items()
    }


def _walked(node: Any, inherited: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (label, text, whether a block begins with it) for all text that a reader may see."""
    label = node.get("data-gold", inherited)
    # Links in a menu are apart; links in a sentence are not.
    parts = node.tag not in _INLINE or label == "furniture"
    yield label, node.text or "", parts
    for child in node:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            yield from _walked(child, label)
            apart = child.tag not in _INLINE or child.get("data-gold", label) == "furniture"
            yield label, child.tail or "", apart
        else:
            yield label, child.tail or "", False


def written_page(tmp_path: Path) -> Callable[[str], Document]:
    """Give a function that writes the body of a page and reads it as a document."""

    def written(body: str) -> Document:
        page = tmp_path / "sida.html"
        page.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        return read_document(page)

    return written
