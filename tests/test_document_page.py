"""A document's page and address: the place that was cited is marked, whatever stands around it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.phrases import PHRASES
from tests.reading_html import read
from tests.stub_assistant import (
    HOSTILE,
    LIDKOPING,
    LIDKOPING_SENTENCE,
    STRANGE,
    UNIZON,
    StubAssistant,
    document,
)
from ui.document_page import MOST_CHARS, Place, render_document, render_missing
from ui.links import document_href, original_href
from ui.render import Turn, render_conversation
from ui.safety import harmless
from ui.texts import TEXTS


def test_original_points_at_the_sentence_where_it_can() -> None:
    page = document("d", "x", url="https://a.se/b")
    assert original_href(page) == "https://a.se/b"
    assert original_href(page, "Ett, två-tre.") == "https://a.se/b#:~:text=Ett%2C%20tv%C3%A5%2Dtre."
    long = " ".join(f"w{number}" for number in range(20))
    assert original_href(page, long).endswith(
        "#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"
    )
    assert original_href(replace(page, url="https://a.se/b#c"), "Ett").endswith("#c:~:text=Ett")


def test_original_of_a_retelling_is_linked_without_the_sentence() -> None:
    page = document("d", "x", url="https://a.se/b", based_on="A page")
    assert original_href(page, "x") == "https://a.se/b"


def test_document_address_keeps_odd_ids_in_their_place() -> None:
    href = document_href("../a/b?c#d%\u00e5", 1, 2, "sv")
    assert href == "document/..%2Fa%2Fb%3Fc%23d%25%C3%A5?from=1&to=2&lang=sv#quote"


def page(found: object, start: int, end: int, headings: frozenset[str] = frozenset()) -> str:
    place = Place(start, end)
    return render_document(found, place=place, headings=headings, language="sv")  # type: ignore[arg-type]


def test_document_page_marks_the_sentence() -> None:
    start = LIDKOPING.text.index(LIDKOPING_SENTENCE)
    html = page(
        LIDKOPING,
        start,
        start + len(LIDKOPING_SENTENCE),
        frozenset({"Samarbete med Kvinnojouren Linnean"}),
    )
    assert read(html).marked == LIDKOPING_SENTENCE
    assert html.count('id="quote"') == 1
    assert "<h2 " in html
    assert html.count(LIDKOPING.title) == 1
    assert "<title>Källa</title>" in html
    assert '<article lang="sv"' in html


def test_document_page_says_when_the_place_is_gone() -> None:
    for start, end in ((5, 5), (0, 10**9), (7, 3)):
        html = page(LIDKOPING, start, end)
        assert TEXTS["quote-lost"]["sv"] in html
        assert "<mark" not in html
    whole = render_document(LIDKOPING, place=None, headings=(), language="en")
    assert TEXTS["quote-lost"]["en"] not in whole


def test_document_page_says_what_was_retold() -> None:
    assert "Återgivet i egna ord efter: Kvinnofridsbarometern 2023, Unizon" in page(UNIZON, 0, 7)


def test_document_page_shows_markup_as_text() -> None:
    reader = read(page(STRANGE, 0, len(HOSTILE)))
    assert reader.marked == HOSTILE
    assert reader.names().isdisjoint({"img", "iframe"})
    scripts = [attrs for tag, attrs in reader.tags if tag == "script"]
    assert scripts == [{"src": "../kalla/leave.js", "defer": None}]
    assert "\u202e" not in "".join(reader.words)
    assert not [link for link in reader.links() if "javascript" in link]


def test_very_long_document_shows_the_part_with_the_sentence() -> None:
    text = "Ord och fler ord.\n\n" * 60_000
    start = 900_000
    long = document("long", text[:start] + "HÄR ÄR DET." + text[start:])
    html = page(long, start, start + 11)
    assert read(html).marked == "HÄR ÄR DET."
    assert TEXTS["part"]["sv"] in html
    assert len(html) < 4 * MOST_CHARS


@given(st.text(min_size=1, max_size=200), st.data())
def test_document_page_marks_any_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    marked = read(page(document("any", text), start, end)).marked
    # Blank lines between blocks are not drawn, and neither is space at a block's edge.
    assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", harmless(text[start:end]))


def test_missing_document_is_told_kindly() -> None:
    assert TEXTS["no-document"]["sv"] in render_missing("sv")


def test_every_word_of_the_page_comes_from_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = {key: {"sv": f"⟦{key}⟧", "en": f"⟦{key}⟧"} for key in TEXTS}
    monkeypatch.setattr("ui.texts.TEXTS", marked)
    monkeypatch.setattr("qa.phrases.PHRASES", dict.fromkeys(PHRASES, marked["name"]))
    assistant = StubAssistant()
    turns = [Turn(q, "sv", assistant.ask(q)) for q in ("Vem?", "oense", "okänd")]
    turns += [Turn("Vem?", "sv"), Turn("Vem?", "sv", problem="failed")]
    html = render_conversation(turns, "sv") + page(LIDKOPING, 0, 9) + render_missing("sv")
    own = " ".join(f"{d.text} {d.title} {d.publisher} {d.date}" for d in (LIDKOPING, UNIZON))
    for words in read(html).words:
        rest = re.sub(r"⟦[^⟧]*⟧|[-\w]+#\d+|-?\d\.\d\d", "", words)
        strange = [word for word in re.findall(r"\w+", rest) if word not in own]
        assert set(strange) <= {"Vem", "oense", "okänd", "1", "2", "februari"}, words
