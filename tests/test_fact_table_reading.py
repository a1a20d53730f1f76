"""Tables of any subject and kind of file become facts by their header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.amounts import read_amount
from index.documents import read_document
from index.facts import facts_of
from index.paragraphs import split_documents


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("12 400", 12400, ""),
        ("12,400", 12400, ""),
        ("12.400", 12400, ""),
        ("1.204.300,50", 1204300.5, ""),
        ("1,204,300.5", 1204300.5, ""),
        ("3,5", 3.5, ""),
        ("0,125", 0.125, ""),
        ("45 %", 45, "%"),
        ("1,2 mnkr", 1.2, "mnkr"),
        ("SEK 300", 300, "SEK"),
        ("300 kr", 300, "kr"),
        ("€2.5 million", 2.5, "million €"),
        ("−3", -3, ""),
        ("412*", 412, ""),
        ("ca 300", 300, ""),
        ("5:e", 5, ""),
        ("33 av 40", 33, ""),
        ("128 m", 128, "m"),
    ],
)
def test_numbers_are_read_as_people_write_them(cell, value, unit):
    amount = read_amount(cell)
    assert (amount.value, amount.unit) == (value, unit)
    assert cell[amount.start : amount.end].strip("–-−")[0].isdigit() or value < 0


@pytest.mark.parametrize(
    "cell",
    ["", "–", "-", "..", "saknas", "2024-01-05", "20–25", "0180", "08-123 45 67", "12 a 4", "n/a"],
)
def test_what_is_no_single_number(cell):
    assert read_amount(cell) is None


def test_a_column_says_which_mark_stands_before_its_decimals():
    assert read_amount("12,400", ",").value == 12.4
    assert read_amount("12,400", ".").value == 12400


@given(st.floats(0, 1e9).map(lambda x: round(x, 2)))
def test_any_number_is_read_back(number):
    swedish = f"{number:,.2f}".replace(",", " ").replace(".", ",")
    english = f"{number:,.2f}"
    assert read_amount(swedish).value == read_amount(english).value == number


def read(path, text):
    path.write_text(text, encoding="utf-8")
    return facts_in(path)


def facts_in(path):
    document = read_document(path)
    found, _ = facts_of([document], split_documents([document])[0])
    for fact in found:
        assert read_amount(document.text[fact.span_start : fact.span_end]) is not None
    return {(f.who, f.measure, f.value, f.unit, f.year) for f in found}


def test_the_name_is_found_by_what_a_column_holds(tmp_path):
    found = read(
        tmp_path / "sjoar.csv",
        "Landskap;Yta (km²);Sjö;Djup, m;År\n"
        "Dalarna;290,5;Siljan;134;2020\nDalarna;36,1;Runn;32;2020\nSmåland;1 886;Vättern;–;2020\n"
        "Summa;2 212,6;;;2020\n",
    )
    assert found == {
        ("Siljan", "yta", 290.5, "km²", "2020"),
        ("Siljan", "djup", 134, "m", "2020"),
        ("Runn", "yta", 36.1, "km²", "2020"),
        ("Runn", "djup", 32, "m", "2020"),
        ("Vättern", "yta", 1886, "km²", "2020"),
    }


def test_years_as_columns_take_the_title_for_their_measure(tmp_path):
    found = read(
        tmp_path / "anmalda.md",
        "# Statistik\n\n## Tabell 3. Antal anmälningar per kommun 2021–2023\n\n"
        "| Kommun | Län | 2021 | 2022 | 2023 |\n|---|---|---|---|---|\n"
        "| Borås | Västra Götaland | 412 | 1 398 | – |\n| Falun | Dalarna | 203 | | 219 |\n"
        "| Totalt | | 615 | 1 398 | 219 |\n",
    )
    assert found == {
        ("Borås", "antal anmälningar", 412, "", "2021"),
        ("Borås", "antal anmälningar", 1398, "", "2022"),
        ("Falun", "antal anmälningar", 203, "", "2021"),
        ("Falun", "antal anmälningar", 219, "", "2023"),
    }


def test_years_as_columns_of_a_sheet(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Besök"
    for row in (
        ["Antal besökare (tusental)"],
        ["Museum", "Stad", 2021, 2022],
        ["Vasamuseet", "Stockholm", 412, 1204],
        ["Läckö slott", "Lidköping", 98.5, None],
        ["Genomsnitt", None, 255, 1204],
    ):
        sheet.append(row)
    book.save(tmp_path / "besok.xlsx")
    found = facts_in(tmp_path / "besok.xlsx")
    assert {f[:3] + f[4:] for f in found} == {
        ("Vasamuseet", "antal besökare (tusental)", 412, "2021"),
        ("Vasamuseet", "antal besökare (tusental)", 1204, "2022"),
        ("Läckö slott", "antal besökare (tusental)", 98.5, "2021"),
    }


def test_a_table_of_a_page_without_marked_heads(tmp_path):
    rows = [
        ("School", "City", "Students", "Cost (SEK)", "Pass rate, %"),
        ("Northgate", "Leeds", "1,204", "SEK 3,500", "91.5"),
        ("Hillside", "Leeds", "987", "2,900", "88"),
        ("Average", "", "1,095", "3,200", "89.8"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    found = read(
        tmp_path / "schools.html",
        "<html><head><title>Schools in Leeds 2022</title></head><body><article>"
        "<h1>Schools in Leeds 2022</h1><p>The schools of the city publish their results every "
        f"autumn, and parents compare them.</p><table>{cells}</table></article></body></html>",
    )
    assert found == {
        ("Northgate", "students", 1204, "", "2022"),
        ("Northgate", "cost", 3500, "SEK", "2022"),
        ("Northgate", "pass rate", 91.5, "%", "2022"),
        ("Hillside", "students", 987, "", "2022"),
        ("Hillside", "cost", 2900, "SEK", "2022"),
        ("Hillside", "pass rate", 88, "%", "2022"),
    }


def test_municipalities_as_columns(tmp_path):
    found = read(
        tmp_path / "turned.csv",
        "År;Borås;Falun\n2021;412;203\n2022;398;187\n",
    )
    assert {(w, v, y) for w, _, v, _, y in found} <= {
        ("Borås", 412, "2021"), ("Borås", 398, "2022"),
        ("Falun", 203, "2021"), ("Falun", 187, "2022"),
    }  # fmt: skip
    titled = read(
        tmp_path / "turned.md",
        "# Antal samtal till jouren\n\n| Nyckeltal | Borås | Falun |\n|---|---|---|\n"
        "| Invånare 2022 | 114 000 | 60 000 |\n| Kostnad (mnkr) 2022 | 3,1 | 1,9 |\n",
    )
    assert titled == {
        ("Borås", "invånare", 114000, "", "2022"),
        ("Falun", "invånare", 60000, "", "2022"),
        ("Borås", "kostnad", 3.1, "mnkr", "2022"),
        ("Falun", "kostnad", 1.9, "mnkr", "2022"),
    }


def test_rows_that_are_measures_are_of_whom_the_page_is_about(tmp_path):
    found = read(
        tmp_path / "kalmar.md",
        "# Kalmar kommun i siffror\n\n| Nyckeltal | 2021 | 2022 |\n|---|---|---|\n"
        "| Andel anställda med utbildning (%) | 45 | 51,5 |\n| Antal ärenden | 310 | 288 |\n",
    )
    assert found == {
        ("Kalmar", "andel anställda med utbildning", 45, "%", "2021"),
        ("Kalmar", "andel anställda med utbildning", 51.5, "%", "2022"),
        ("Kalmar", "antal ärenden", 310, "", "2021"),
        ("Kalmar", "antal ärenden", 288, "", "2022"),
    }


def test_rows_of_one_name_and_year_are_told_apart(tmp_path):
    found = read(
        tmp_path / "kon.csv",
        "Kommun,Kön,År,Anmälda\nBorås,Kvinnor,2022,98\nBorås,Män,2022,31\n"
        "Falun,Kvinnor,2022,44\nFalun,Män,2022,12\nRiket,Kvinnor,2022,4400\n",
    )
    assert found == {
        ("Borås", "anmälda, kvinnor", 98, "", "2022"),
        ("Borås", "anmälda, män", 31, "", "2022"),
        ("Falun", "anmälda, kvinnor", 44, "", "2022"),
        ("Falun", "anmälda, män", 12, "", "2022"),
    }


def test_codes_and_row_numbers_are_no_measures(tmp_path):
    found = read(
        tmp_path / "jourer.csv",
        "Nr,Kommunkod,Jour,Kommun,Platser,Telefon\n1,1490,Tranan,Borås,6,033-123 45\n"
        "2,2080,Falken,Falun,4,023-123 45\n",
    )
    assert found == {("Tranan", "platser", 6, "", ""), ("Falken", "platser", 4, "", "")}
    ranked = read(
        tmp_path / "topp.md",
        "# Topplista 2022\n\n| Nr | Kommun | Poäng |\n|---|---|---|\n| 1 | Borås | 33 av 40 |\n",
    )
    assert ranked == {("Borås", "rank", 1, "", "2022"), ("Borås", "points", 33, "", "2022")}
