"""What documents and their tables come to: whose a fact is, of which year, and what is kept out."""

from __future__ import annotations

import pytest

from index.documents import read_document, read_documents
from index.fact_items import listed
from index.fact_tables import cells_of
from index.facts import facts_of
from index.paragraphs import split_documents
from index.records import Records, read_records, write_records
from tests.fakes import a_document


def facts(text, **fields):
    document = a_document(text, **{"date": "", "title": "", "publisher": "", **fields})
    found, rejected = facts_of([document], split_documents([document])[0])
    return document, found, rejected


def test_a_paragraph_goes_on_about_whom_the_one_before_spoke_of():
    text = "Bäst är Habo, plats 2. Gnosjö kommer på plats 16.\n\nFörra året blev det plats 19."
    document = a_document(text, title="", publisher="", date="2023-05-01")
    facts, _ = facts_of([document], split_documents([document])[0])
    assert {(f.who, f.value, f.year) for f in facts} == {
        ("Gnosjö", 16, "2023"), ("Gnosjö", 19, "2022"), ("Habo", 2, "2023")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fields", "year"),
    [
        ("Lund kom trea 2020.", {"title": "Läget 2019"}, ("2020", "sentence")),
        ("Barometern 2020 är här. Lund kom trea.", {"title": "Läget 2019"}, ("2020", "paragraph")),
        ("Lund kom trea.", {"title": "Läget 2019", "date": "2021-02-02"}, ("2019", "title")),
        ("Lund kom trea.", {"date": "2021-02-02"}, ("2021", "date")),
        ("Lund låg på plats 3 förra året.", {"date": "2021-02-02"}, ("2020", "date")),
        ("Tidigare har Lund legat på plats 3.", {"date": "2021-02-02"}, ("", "")),
        ("Skolan byggdes 1950. Lund kom trea.", {"date": "2021-02-02"}, ("2021", "date")),
        ("Lund kom trea.", {}, ("", "")),
    ],
)
def test_where_the_year_comes_from(text, fields, year):
    _, found, _ = facts(text, **fields)
    assert [(f.year, f.year_from) for f in found] == [year]


def test_spans_are_the_words_that_say_it():
    text = "Kommunernas arbete rankas.\n\nLidköping hamnar på en andraplats. Alla är glada."
    document, found, _ = facts(text)
    assert [document.text[f.start : f.end] for f in found] == ["Lidköping hamnar på en andraplats."]
    assert document.text[found[0].span_start : found[0].span_end] == "andraplats"


def test_the_municipality_is_the_one_that_the_page_is_of():
    _, found, _ = facts("Vi rankas nu som tvåa i Sverige.", publisher="Lidköpings kommun")
    assert [(f.who, f.value) for f in found] == [("Lidköping", 2)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Lund hamnar på plats 400 av 290 kommuner.", "there is no rank 400 of 290"),
        ("Lund hamnar på plats 3 i Barometern 2204.", "the year 2204 has not been"),
        ("Lund hamnar på plats 40 i Skåne län.", "there is no rank 40 of 33"),
        ("Lund hamnar på plats 4 i Hallands län.", "Lund does not lie in Hallands län"),
    ],
)
def test_what_cannot_be_is_kept_out_with_its_reason(text, reason):
    _, found, rejected = facts(text)
    assert found == []
    assert [one.reason for one in rejected] == [reason]


def test_ranks_that_contradict_each_other_are_both_kept():
    _, found, _ = facts("Lund kom trea 2020.\n\nLund hamnade på plats 5 år 2020.")
    assert sorted(f.value for f in found) == [3, 5]


def test_a_row_says_its_numbers_by_its_header():
    row = "Sjö: Vättern; År: 2019; Yta (km²): 1 893,5; Största djup: 128 m"
    cells = [(c.who, c.measure, c.value, c.unit, c.year) for c in cells_of([row])[0]]
    assert cells == [
        ("Vättern", "yta", 1893.5, "km²", "2019"),
        ("Vättern", "största djup", 128.0, "m", "2019"),
    ]
    (wide,) = cells_of(["Kommun: Skurup; 2021: 88; 2023: 84"], title="Placeringar")
    assert [(c.measure, c.value, c.year) for c in wide] == [
        ("rank", 88.0, "2021"),
        ("rank", 84.0, "2023"),
    ]
    assert cells_of(["Öppet: 8; Stängt: 17"]) == [[]]


def test_rows_of_sheets_say_their_subject_first_and_their_year_last():
    row = "Vättern: yta (km²) 1 893,5, största djup 128 m, län Örebro län (2019)"
    (cells,) = cells_of([row], is_sheet=True)
    assert [(c.who, c.measure, c.value, c.unit, c.year) for c in cells] == [
        ("Vättern", "yta", 1893.5, "km²", "2019"),
        ("Vättern", "största djup", 128.0, "m", "2019"),
    ]
    text = "Ranking\n\nLidköpings kommun: plats 2, poäng 33 (2024)\n\nÖppet: måndag 8"
    _, found, _ = facts(text, kind="csv")
    assert [(f.who, f.measure, f.value, f.year) for f in found][:2] == [
        ("Lidköping", "rank", 2.0, "2024"),
        ("Lidköping", "points", 33.0, "2024"),
    ]
    # In prose only the grammar reads it, and a colon makes no table.
    assert {f.measure for f in facts(text, kind="text")[1]} == {"rank"}


def test_a_numbered_list_ranks_only_under_words_of_ranking():
    said = [(c.measure, c.value) for c in listed("3. Växjö, 27 poäng", "Topp tio")]
    assert said == [("rank", 3), ("points", 27)]
    assert listed("3. Växjö, 27 poäng", "Så gjorde vi") == []


def test_tables_of_html_become_facts(tmp_path):
    page = tmp_path / "sjoar.html"
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in (("Vänern", 106), ("Siljan", 134))
    )
    page.write_text(
        "<html><body><article><h1>Sjöar</h1><p>Tabellen visar hur djupa några sjöar är, mätt av "
        f"kommunerna.</p><table><tr><th>Sjö</th><th>Djup (m)</th></tr>{rows}</table></article>"
        "</body></html>"
    )
    document = read_document(page)
    found, _ = facts_of([document], split_documents([document])[0])
    assert [(f.who, f.measure, f.value, f.unit) for f in found] == [
        ("Vänern", "djup", 106.0, "m"),
        ("Siljan", "djup", 134.0, "m"),
    ]


def test_every_rank_of_the_real_pages(raw_pages):
    documents, _ = read_documents([raw_pages])
    found, _ = facts_of(documents, split_documents(documents)[0])
    stated = {(f.document_id.split("-")[0], f.who, f.value, f.year) for f in found}
    assert stated == {
        ("lidkoping", "Lidköping", 2.0, "2024"),
        ("lidkoping", "Lidköping", 40.0, "2021"),
        ("lidkoping", "Trollhättan", 1.0, "2024"),
        ("trollhattan", "Trollhättan", 1.0, "2024"),
        ("trollhattan", "Trollhättan", 1.0, "2017"),
    }


def test_facts_are_stored_as_they_are(tmp_path):
    document, found, rejected = facts("Lund kom trea 2020. Lund kom på plats 4 av 3 år 2021.")
    paragraphs = split_documents([document])[0]
    write_records(tmp_path / "r.sqlite", Records([document], paragraphs, [], found, rejected))
    stored = read_records(tmp_path / "r.sqlite")
    assert (list(stored.facts), list(stored.rejected_facts)) == (found, rejected)
    assert found
    assert rejected
