"""What belongs to the text of a page is kept, under its headings, and reads as it is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.documents import Document
from index.paragraphs import split_documents
from tests.layouts import TOLD, written_page

read = pytest.fixture(written_page)


def test_a_page_that_a_form_surrounds_keeps_its_text(read: Callable[[str], Document]) -> None:
    text = read(f"<form action=/x><h1>Beslut</h1><p>{TOLD}</p><p>{TOLD}!</p></form>").text
    assert text.startswith(f"Beslut\n\n{TOLD}")


def test_a_page_of_teasers_keeps_them(read: Callable[[str], Document]) -> None:
    teaser = f'<div><h2><a href="/{{0}}">Nyhet {{0}}</a></h2><p>{TOLD} Nummer {{0}}.</p></div>'
    text = read("<h1>Nyheter</h1>" + "".join(map(teaser.format, range(5)))).text
    assert all(f"Nyhet {number}\n\n{TOLD}" in text for number in range(5))


def test_a_heading_that_unfolds_its_answer_is_no_teaser(read: Callable[[str], Document]) -> None:
    folded = (
        '<h2><a href="#" aria-controls="{0}">Fråga {0}?</a></h2><div id="{0}"><p>'
        f"{TOLD} Så var det.</p></div>"
    )
    page = read(f"<h1>Frågor</h1><p>{TOLD * 4}</p>" + folded.format("a") + folded.format("b"))
    heads = [page.text[start:end] for start, end, _level in page.headings]
    assert heads == ["Frågor", "Fråga a?", "Fråga b?"]


def test_of_two_titles_the_one_that_the_page_calls_itself_begins_it(
    read: Callable[[str], Document],
) -> None:
    name = "<div><h1>Storby kommun</h1><p>Vi är öppna för alla hela året om, också du.</p></div>"
    body = f"<div><h1>Ny mottagning</h1><p>{TOLD}</p><p>{TOLD * 2}</p><p>{TOLD * 3}</p></div>"
    page = read(f"<title>Ny mottagning - Storby kommun</title>{name}{body}")
    assert page.text.startswith(f"Ny mottagning\n\n{TOLD}")


def test_whom_to_ask_below_a_press_release_is_part_of_it(read: Callable[[str], Document]) -> None:
    release = f"<div><h1>Beslut</h1><p>{TOLD}</p><p>{TOLD * 2}</p><p>{TOLD * 3}</p></div>"
    contact = "<div><p>Frågor besvaras av</p><p>Bo Ek, 0300-55 51 12</p></div>"
    foot = "<div><p>Postadress</p><p>Storgatan 4</p><a href=/x>Facebook</a></div>"
    text = read(f"<div>{release}{contact}{foot}</div>").text
    assert text.endswith(f"{TOLD * 3}\n\nFrågor besvaras av\n\nBo Ek, 0300-55 51 12")


def test_what_a_style_sheet_sets_apart_does_not_run_together(
    read: Callable[[str], Document],
) -> None:
    caption = "<p><span>Huset byggdes om 2024.</span><span>Foto: Eva Sund</span></p>"
    word = "<p><span>Kvinno</span><span>frid</span> är <b>D</b>et som <i>alla</i><i>s</i> vill.</p>"
    text = read(f"<h1>Huset</h1><p>{TOLD}</p>{caption}{word}").text
    assert "2024. Foto" in text
    assert "Kvinnofrid är Det som allas vill." in text


def test_a_line_that_says_the_pages_title_is_its_heading(read: Callable[[str], Document]) -> None:
    lead = "<div><div>Ny mottagning</div><div>Den öppnar i mars och är till för alla.</div></div>"
    told = f"<div><h2>Bakgrund</h2><p>{TOLD}</p><p>{TOLD * 2}</p><p>{TOLD * 3}</p></div>"
    page = read(f"<title>Ny mottagning | Storby</title><div>{lead}{told}</div>")
    assert page.text.startswith("Ny mottagning\n\nDen öppnar i mars")
    assert page.headings[0] == (0, len("Ny mottagning"), 1)


def test_whose_words_a_quotation_is_stays_with_it(read: Callable[[str], Document]) -> None:
    quoted = "<blockquote><p>Vi vet inte.</p><footer>Undersköterska i Ekby</footer></blockquote>"
    text = read(f"<h1>Rapport</h1><p>{TOLD}</p>{quoted}<p>{TOLD * 2}</p>").text
    assert "Vi vet inte.\n\nUndersköterska i Ekby" in text


def test_the_mark_of_a_note_is_no_part_of_the_number_before_it(
    read: Callable[[str], Document],
) -> None:
    marked = '<p>Av alla svarade 45<sup><a href="#n1">1</a></sup> på 30 m<sup>2</sup>.</p>'
    assert "svarade 45 på 30 m2." in read(f"<h1>Rapport</h1><p>{TOLD}</p>{marked}").text


def test_what_a_person_agrees_with_is_no_consent(read: Callable[[str], Document]) -> None:
    said = "<p>Jag förstår kritiken men lagen är tydlig, säger han.</p><p>I agree with her.</p>"
    asked = "<p>Jag har läst och godkänner villkoren för tjänsten.</p>"
    paragraphs, removed = split_documents([read(f"<h1>Svar</h1>{said}<p>{TOLD}</p>{asked}")])
    assert "Jag förstår kritiken" in paragraphs[0].text
    assert [one.text for one in removed] == ["Jag har läst och godkänner villkoren för tjänsten."]


def test_a_list_that_ends_a_sentence_is_said_though_its_items_are_links(
    read: Callable[[str], Document],
) -> None:
    items = "<ul><li><a href=/a>budget</a></li><li><a href=/b>årsredovisning</a></li></ul>"
    text = read(f"<h1>Bidrag</h1><p>{TOLD} Bifoga</p>{items}<p>{TOLD * 2}</p>").text
    assert "Bifoga\n\nbudget\nårsredovisning" in text
    assert "budget" not in read(f"<h1>Bidrag</h1><p>{TOLD}</p>{items}<p>{TOLD * 2}</p>").text


def test_a_sites_name_above_a_titled_text_is_not_its_title(read: Callable[[str], Document]) -> None:
    name = "<div><h1><a href=/>Jourkvinnan</a></h1><p>Tankar från golvet</p></div>"
    body = f"<div><h3>En natt</h3><p>{TOLD}</p><p>{TOLD * 2}</p><p>{TOLD * 3}</p></div>"
    page = read(f"<title>Jourkvinnan: En natt</title>{name}{body}")
    assert page.text.startswith(f"En natt\n\n{TOLD}")


def test_whom_to_ask_in_a_column_beside_the_article_is_kept(
    read: Callable[[str], Document],
) -> None:
    box = "<h2>{0}</h2><p>Teamet<br>0479-55 52 30</p>"
    links = "<ul><li><a href=/a>Gör en anmälan</a></li><li><a href=/b>Rådgivning</a></li></ul>"
    column = f"<div><div>{box.format('Kontakt')}</div><div><h2>Läs mer</h2>{links}</div></div>"
    # What stands there under another head is no answer to "whom do I ask".
    other = f"<div>{box.format('Annonsera')}</div>"
    row = f"<div><main><h1>Svar</h1><p>{TOLD}</p><p>{TOLD * 2}</p></main>{column}{other}</div>"
    text = read(f"<div><div>{links}</div>{row}<div>{box.format('Kontakt')}</div></div>").text
    assert text == f"Svar\n\n{TOLD}\n\n{TOLD * 2}\n\nKontakt\n\nTeamet\n0479-55 52 30"


def test_a_table_that_holds_a_page_is_no_table(read: Callable[[str], Document]) -> None:
    menu = "<td><a href=/a>Hem</a><br><a href=/b>Om oss</a><br><a href=/c>Länkar</a></td>"
    told = "<br><br>".join(f"{TOLD} Del {number}." for number in range(4))
    text = read(f"<table><tr>{menu}<td>{told}</td></tr></table>").text
    assert text.split("\n\n") == [f"{TOLD} Del {number}." for number in range(4)]
