"""Markdown becomes plain text with headings, and its front matter says what a document is."""

from __future__ import annotations

import pytest

from index.documents import DocumentError, read_document

MARKDOWN = """---
id: sida-2024
title: "Rapporten: 2024"
publisher: Unizon
language: sv
date: 2024-02-07
url: https://example.org/a
kind: organisation
based_on: "Original, Unizon"
---

# Rapporten: *2024*

Första **stycket** med en [länk](https://example.org) &amp; ett
radbyte som inte syns.\\
Ett som syns.

- ett
  - under
- två

| Plats | Kommun |
|---|---|
| 1 | Trollhättan |
| 2 | Lidköping |

> Citat.

<script>alert(1)</script>

<div class="x">Text i <b>HTML</b></div>

Före<script>alert(2)</script> efter ![bild av ett hus](a.png)
"""


def test_markdown_becomes_plain_text(page):
    document = read_document(page(MARKDOWN, "x.md"))
    assert document.text.split("\n\n") == [
        "Rapporten: 2024",
        "Första stycket med en länk & ett radbyte som inte syns.\nEtt som syns.",
        "ett\nunder\ntvå",
        "Plats: 1; Kommun: Trollhättan\nPlats: 2; Kommun: Lidköping",
        "Citat.",
        "Text i HTML",
        "Före efter bild av ett hus",
    ]
    assert document.headings == ((0, len("Rapporten: 2024"), 1),)


def test_front_matter_fills_the_fields(page):
    document = read_document(page(MARKDOWN, "x.md"))
    assert document.id == "sida-2024"
    assert document.title == "Rapporten: 2024"
    assert document.publisher == "Unizon"
    assert document.language == "sv"
    assert document.date == "2024-02-07"
    assert document.url == "https://example.org/a"
    assert document.based_on == "Original, Unizon"
    assert document.kind == "markdown"


@pytest.mark.parametrize(
    ("written", "date"),
    [("2024", "2024"), ("2024-02", "2024-02"), ("", ""), ("2024-02-07 10:00:00", "2024-02-07")],
)
def test_dates_in_front_matter_become_text(page, written, date):
    document = read_document(page(f"---\ndate: {written}\n---\nText.\n", "x.md"))
    assert document.date == date


def test_markdown_without_front_matter_takes_its_first_heading(page):
    document = read_document(page("# Rubriken\n\nText.", "sida.md"))
    assert (document.id, document.title) == ("sida", "Rubriken")


def test_a_rule_is_not_front_matter(page):
    assert read_document(page("---\nBara text.\n", "x.md")).text == "Bara text."


@pytest.mark.parametrize(
    ("front", "match"),
    [
        (
            "title: Ett: två: tre\n---\n",
            r"x\.md: its front matter is not valid YAML, line 2: .*colon",
        ),
        ("id: a\ntitle: [ett\n---\n", r"not valid YAML, line \d"),
        ("title: utan slut\n\nText.\n", r"has no closing --- line"),
        ("date: 2024-13-45\n---\n", r"not valid YAML"),
    ],
)
def test_broken_front_matter_is_refused_with_file_and_line(page, front, match):
    with pytest.raises(DocumentError, match=match):
        read_document(page(f"---\n{front}\nText.\n", "x.md"))


def test_a_stated_id_gives_way_to_a_given_one(page):
    assert read_document(page(MARKDOWN, "x.md"), document_id="eget").id == "eget"
