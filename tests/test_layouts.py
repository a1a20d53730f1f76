"""Cleaning keeps the article of a page and sets its furniture aside, however the page is built."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import html_counts
from index.documents import Document, read_document
from index.html import _fields, _parsed, read_html
from index.html_counts import lineage
from index.paragraphs import split_documents
from index.reading import DocumentError
from tests.layouts import LAYOUTS, Score, pooled, score_page

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


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Document]:
    def written(body: str) -> Document:
        page = tmp_path / "sida.html"
        page.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        return read_document(page)

    return written


TOLD = "Nämnden beslutade i mars att öppna en mottagning för den som vill sluta slå."


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


def test_a_box_of_figures_among_paragraphs_is_kept_and_one_beside_them_goes(
    read: Callable[[str], Document],
) -> None:
    figures = "<aside><h2>Jourernas år</h2><p>Avslag: 3 812</p></aside>"
    beside = "<aside><h2>Håll kontakten</h2><p>5 120 följare</p></aside>"
    main = f"<main><h1>Svar</h1><p>{TOLD}</p>{figures}<p>{TOLD * 2}</p><div>{beside}</div></main>"
    text = read(main).text
    assert "Avslag: 3 812" in text
    assert "följare" not in text


def test_a_foot_at_the_pages_end_goes_and_a_card_s_does_not(
    read: Callable[[str], Document],
) -> None:
    card = f"<div><p>{TOLD * 2}</p><div class=card-foot>Så säger statistiken för året.</div></div>"
    foot = "<div class=x-foot><p>Vi grundades 1891 och har i dag 27 000 studenter.</p></div>"
    text = read(f"<div><h1>Svar</h1></div>{card}<div><p>{TOLD * 3}</p></div>{foot}").text
    assert "statistiken för året" in text
    assert "1891" not in text


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


def test_boxes_in_a_row_that_begin_with_links_are_teasers(read: Callable[[str], Document]) -> None:
    row = "<div><div><a href=/{0}>Berättelse {0}</a></div><div>Om hund nummer {0}.</div></div>"
    rows = "".join(map(row.format, range(3)))
    text = read(f"<main><h1>Svar</h1><p>{TOLD}</p><p>{TOLD * 3}</p><div>{rows}</div></main>").text
    assert text == f"Svar\n\n{TOLD}\n\n{TOLD * 3}"


def test_a_box_around_a_button_that_asks_as_forms_do_goes(read: Callable[[str], Document]) -> None:
    form = "<div><p>Ljus över norr</p><p>Ange din e-postadress</p><button>Ja, tack</button></div>"
    unfolds = "<div><p>Kartan visar jourerna.</p><button>Visa kartan</button></div>"
    text = read(f"<h1>Svar</h1><p>{TOLD}</p>{form}{unfolds}<p>{TOLD * 3}</p>").text
    assert "norr" not in text
    assert "Kartan visar jourerna." in text


def test_a_line_that_only_names_its_links_goes(read: Callable[[str], Document]) -> None:
    line = "<p><span>Dela artikeln</span> <a href=/f>Facebook</a> <a href=/x>X</a></p>"
    told = f"<p>{TOLD} Det berättar <a href=/u>Unizon</a>.</p>"
    text = read(f"<h1>Svar</h1>{told}{line}<p>{TOLD * 3}</p>").text
    assert text == f"Svar\n\n{TOLD} Det berättar Unizon.\n\n{TOLD * 3}"


def test_a_page_that_is_nothing_but_a_comment_is_refused() -> None:
    with pytest.raises(DocumentError, match="there is no text in it"):
        read_html("<!-- <html> -->")


def test_an_offer_among_paragraphs_goes_and_cards_in_a_row_do_not(
    read: Callable[[str], Document],
) -> None:
    card = "<div class={0}><h3>{1}</h3><p>Vi har fyra rum.</p><a href=/x>Till {1}</a></div>"
    cards = card.format("kort", "Boendet") + card.format("kort", "Gruppen")
    told = f"<p>{TOLD}</p>{card.format('puff', 'Butiken')}<p>{TOLD * 3}</p>{cards}"
    text = read(f"<h1>Svar</h1>{told}").text
    assert "Butiken" not in text
    assert "Boendet\n\nVi har fyra rum.\n\nGruppen\n\nVi har fyra rum." in text


def test_a_calendar_beside_a_text_goes_with_its_hours(read: Callable[[str], Document]) -> None:
    dates = "<div>12 maj</div><div>kl. 18.00</div><div><a href=/h>Högmässa</a></div>"
    beside = f"<div><div>Kalender</div><div>{dates}</div></div>"
    hours = "<div><p>Öppet</p><p>kl. 18.00</p></div>"
    text = read(f"<h1>Svar</h1><p>{TOLD}</p>{beside}{hours}<p>{TOLD * 3}</p>").text
    assert "maj" not in text
    assert "Öppet\n\nkl. 18.00" in text


def test_no_foot_stands_in_a_foot_when_metadata_is_looked_for() -> None:
    # In each of them a licence is looked for, which takes minutes where a hundred are nested.
    tree = _parsed("<footer class=x>" + "<div class=footer><a href=/x>Ord</a>" * 9 + "</footer>")
    _fields(tree)
    feet = [one for one in tree.iter() if "foot" in f"{one.tag} {one.get('class')}"]
    assert [one.get("class") for one in feet] == ["x"]


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


def test_who_asks_for_tips_goes_with_their_number(read: Callable[[str], Document]) -> None:
    box = "<div><h3>{0}</h3><p>Ring 0635-55 40 00, du får vara anonym.</p></div>"
    boxes = box.format("Har du ett nyhetstips?") + box.format("Kontakta oss")
    text = read(f"<h1>Svar</h1><p>{TOLD}</p><p>{TOLD * 3}</p>{boxes}").text
    assert "tips" not in text
    assert text.endswith("Kontakta oss\n\nRing 0635-55 40 00, du får vara anonym.")


def test_a_last_box_that_ends_with_where_to_read_more_goes(
    read: Callable[[str], Document],
) -> None:
    link = "<a href=/x>Läs mer om oss</a>"
    policy = f"<div><p>Vi ska vara sakliga och rätta det som blev fel.</p>{link}</div>"
    card = f"<div class=kort><p>Stödet följer med dig till rätten och förklarar.</p>{link}</div>"
    told = f"<h1>Svar</h1><p>{TOLD}</p><p>{TOLD * 9}</p>"
    assert "sakliga" not in read(f"<main>{told}{policy}</main>").text
    # What is told below it shows that it is a part, and so do others of its kind.
    assert "sakliga" in read(f"<main>{told}{policy}<p>{TOLD * 2}</p></main>").text
    assert read(f"<main>{told}{card}{card}</main>").text.count("rätten") == 2


def test_a_box_about_the_site_goes_where_the_page_is_about_something_else(
    read: Callable[[str], Document],
) -> None:
    box = f"<section><h2>Om Ekby kommun</h2><p>{TOLD}</p></section>"
    told = f"<div><p>{TOLD * 2}</p><p>{TOLD * 3}</p></div>"
    job = f"<title>Samordnare - Ekby kommun</title><h1>Samordnare</h1>{told}{box}"
    start = f"<title>Start - Ekby kommun</title><h1>Välkommen</h1>{told}{box}"
    assert "Om Ekby" not in read(job).text
    assert "Om Ekby" in read(start).text


def test_beside_whom_to_ask_an_appeal_goes(read: Callable[[str], Document]) -> None:
    ask = "<div><h2>Ring stödlinjen</h2><p>0300-555 01 44, varje dag klockan nio till nio</p></div>"
    appeal = "<div><h2>Din gåva räddar liv</h2><p>50 kr räcker långt.</p></div>"
    main = f"<main><h1>Svar</h1><p>{TOLD}</p><p>{TOLD * 3}</p><aside>{ask}{appeal}</aside></main>"
    text = read(main).text
    assert "Ring stödlinjen\n\n0300-555 01 44" in text
    assert "gåva" not in text


def test_the_number_of_the_last_page_goes_too(read: Callable[[str], Document]) -> None:
    pages = [f"<p>Rapport 2025:14</p><p>{TOLD} Del {n}.</p><p>{n}</p>" for n in (2, 3, 4)]
    page = read(f"<main><h1>Uppföljning</h1>{''.join(pages)}</main>")
    paragraphs, removed = split_documents([page])
    assert {"2", "3", "4", "Rapport 2025:14"} == {one.text for one in removed}
    assert not any(one.text.endswith("\n4") for one in paragraphs)


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


def test_running_heads_beside_page_numbers_go(read: Callable[[str], Document]) -> None:
    pages = [
        f"<div>Årsrapport</div><div>{TOLD} Del {number}.</div><div>Sida {number} av 3</div>"
        for number in (1, 2, 3)
    ]
    paragraphs, removed = split_documents([read("".join(pages))])
    assert not any("Årsrapport" in one.text or "Sida" in one.text for one in paragraphs)
    assert sum(one.text == "Årsrapport" for one in removed) == 3


def test_a_table_that_holds_a_page_is_no_table(read: Callable[[str], Document]) -> None:
    menu = "<td><a href=/a>Hem</a><br><a href=/b>Om oss</a><br><a href=/c>Länkar</a></td>"
    told = "<br><br>".join(f"{TOLD} Del {number}." for number in range(4))
    text = read(f"<table><tr>{menu}<td>{told}</td></tr></table>").text
    assert text.split("\n\n") == [f"{TOLD} Del {number}." for number in range(4)]


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
