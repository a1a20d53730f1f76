"""Cleaning keeps the article of a page and sets its furniture aside, however the page is built."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import html_counts
from index.html import _fields, _parsed, read_html
from index.html_counts import lineage
from index.reading import DocumentError
from tests.layouts import LAYOUTS, TOLD, Score, pooled, score_page

PAGES = sorted(LAYOUTS.glob("*.html"))
FLOORS = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["layouts"]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    folder = tmp_path_factory.mktemp("saved")
    return [score_page(page, folder) for page in PAGES]


def test_pages_of_many_layouts_keep_their_articles_and_lose_their_furniture(
    scores: list[Score],
) -> None:
    assert len(scores) >= 88
    assert pooled(scores).kept >= FLOORS["kept"]
    assert pooled(scores).set_aside >= FLOORS["set_aside"]


def test_no_layout_is_far_below_the_others(scores: list[Score]) -> None:
    poor = [
        (one.page, one.lost, one.left)
        for one in scores
        if one.kept < FLOORS["kept on each page"]
        or one.set_aside < FLOORS["set_aside on each page"]
    ]
    assert not poor


def test_a_page_that_is_nothing_but_a_comment_is_refused() -> None:
    with pytest.raises(DocumentError, match="there is no text in it"):
        read_html("<!-- <html> -->")


def test_no_foot_stands_in_a_foot_when_metadata_is_looked_for() -> None:
    # In each of them a licence is looked for, which takes minutes where a hundred are nested.
    tree = _parsed("<footer class=x>" + "<div class=footer><a href=/x>Ord</a>" * 9 + "</footer>")
    _fields(tree)
    feet = [one for one in tree.iter() if "foot" in f"{one.tag} {one.get('class')}"]
    assert [one.get("class") for one in feet] == ["x"]


def test_a_deep_page_is_counted_once_however_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    walked: list[object] = []

    def noted(element: Any) -> Iterator[Any]:
        for one in lineage(element):
            walked.append(one)
            yield one

    monkeypatch.setattr(html_counts, "lineage", noted)
    tree = _parsed("<div>" * 200 + f"<p>{TOLD}</p>" * 300)
    counts = html_counts.Counts(tree)
    # Every element as the first above a piece and as the last, and a look beyond for each piece.
    assert len(walked) <= 2 * len(list(tree.iter())) + 2 * 300
    for element in tree.iter("body", "div", "p"):
        inside = [one for one in counts._pieces if element in lineage(one.element)]
        assert counts._words[element] == sum(one.words for one in inside)
        assert counts._sentences[element] == len(inside)
        assert counts._inner(element) == inside


_TAGS = (
    "div", "p", "a href='/x'", "h1", "h2", "ul", "li", "table", "tr", "td", "th", "main", "article",
    "aside", "form", "nav", "dl", "dt", "dd", "button aria-controls='x'", "span", "details",
    "summary", "header", "footer", "br", "input", "caption", "label", "blockquote", "section",
)  # fmt: skip


def _element(tag: str, inner: list[str]) -> str:
    return f"<{tag}>{' '.join(inner)}</{tag.split()[0]}>"


PARTS = st.recursive(
    st.sampled_from(("ord", TOLD, "1 240", "", "Läs mer", "info@a.example", "&#0;", "a<b")),
    lambda inner: st.builds(_element, st.sampled_from(_TAGS), st.lists(inner, max_size=4)),
    max_leaves=25,
)


@settings(max_examples=60)
@given(PARTS)
def test_however_tags_are_nested_the_page_is_read_or_refused(body: str) -> None:
    try:
        reading = read_html(f"<html><body>{body}</body></html>")
    except DocumentError:
        return
    assert all(block.text.strip() for block in reading.blocks)
