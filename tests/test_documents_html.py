"""Web pages become plain text with headings, and say what they are."""

from __future__ import annotations

import pytest

from index.documents import DocumentError, document_of, read_document
from index.files import File
from tests.made_documents import SWEDISH

HTML = f"""<!doctype html><html lang="sv-SE"><head><title>Rubrik - Lidköpings kommun</title>
<meta property="og:site_name" content="Lidköpings kommun">
<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
<link rel="canonical" href="https://lidkoping.se/rubrik.html"></head><body>
<div class="cookie-banner"><p>Vi använder kakor för att sidan ska fungera så bra det går.</p></div>
<nav><a href="/">Start</a></nav><main><h1>Rubrik</h1>
<p>{SWEDISH * 2}Slut<br>Ny rad.</p><h2>Öppettider</h2><p>Måndag–fredag: 8:00–16:30</p>
<table><tr><th>Plats</th><th>Kommun</th></tr><tr><td>2</td><td>Lidköping</td></tr></table>
<script>alert("skript")</script><style>p {{color: red}}</style>
<div class="sv-feedback-form"><p>Skriv gärna vad du saknar så att det kan bli bättre.</p></div>
</main></body></html>"""


def test_html_becomes_plain_text_with_headings(page):
    document = read_document(page(HTML, "sida.html"))
    headings = [document.text[start:end] for start, end, _ in document.headings]
    assert headings == ["Rubrik", "Öppettider"]
    assert [level for _, _, level in document.headings] == [1, 2]
    assert "Slut\nNy rad." in document.text
    assert "Plats: 2; Kommun: Lidköping" in document.text
    for gone in ("alert", "color", "<", "kakor", "saknar"):
        assert gone not in document.text


def test_html_metadata_is_read(page):
    document = read_document(page(HTML, "sida.html"))
    assert document.title == "Rubrik"
    assert document.publisher == "Lidköpings kommun"
    assert document.language == "sv"
    assert document.date == "2024-03-05"
    assert document.url == "https://lidkoping.se/rubrik.html"
    assert document.kind == "html"


def test_html_without_an_article_still_gives_its_words(page):
    assert read_document(page("<html><body>Hej</body></html>", "x.html")).text == "Hej"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>Hej du.</p></body></html>',
        "Hej du.",
        "<p>Hej <b>du.",
    ],
)
def test_odd_html_gives_its_words(page, content):
    assert read_document(page(content, "x.html")).text == "Hej du."


def test_html_without_text_is_refused(page):
    with pytest.raises(DocumentError, match=r"x\.html: there is no text in it"):
        read_document(page("<html><script>1</script></html>", "x.html"))


def test_a_numbered_list_keeps_the_numbers_that_are_written(page):
    shared = read_document(page("1. Växjö\n2. Gävle\n2. Piteå\n4. Habo", "shared.md")).text
    assert shared.splitlines() == ["1. Växjö", "2. Gävle", "2. Piteå", "4. Habo"]
    lazy = read_document(page("1. Växjö\n1. Gävle\n1. Piteå", "lazy.md")).text
    assert lazy.splitlines() == ["1. Växjö", "2. Gävle", "3. Piteå"]
    items = '<li value="156">Höör</li><li value="156">Vaggeryd</li><li>Fagersta</li>'
    web = read_document(page(f"<html><body><main><ol>{items}</ol></main></body></html>", "a.html"))
    assert web.text.splitlines() == ["156. Höör", "156. Vaggeryd", "157. Fagersta"]


def test_a_page_of_short_lines_alone_keeps_them():
    page = b"<h3>Topp</h3><p>1. Lund<br>2. Kalmar</p><h3>Botten</h3><p>289. Nora<br>290. Hjo</p>"
    document = document_of(File("sida.html", "sida.html", page))
    assert document.text == "Topp\n\n1. Lund\n2. Kalmar\n\nBotten\n\n289. Nora\n290. Hjo"
