"""What stands around and between the text of a page is set aside, and what looks like it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.documents import Document
from index.paragraphs import split_documents
from tests.layouts import TOLD, written_page

read = pytest.fixture(written_page)


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


def test_running_heads_beside_page_numbers_go(read: Callable[[str], Document]) -> None:
    pages = [
        f"<div>Årsrapport</div><div>{TOLD} Del {number}.</div><div>Sida {number} av 3</div>"
        for number in (1, 2, 3)
    ]
    paragraphs, removed = split_documents([read("".join(pages))])
    assert not any("Årsrapport" in one.text or "Sida" in one.text for one in paragraphs)
    assert sum(one.text == "Årsrapport" for one in removed) == 3
