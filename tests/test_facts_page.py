"""The table of facts: what an address asks for, which rows come in which order, and as text."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stub_assistant import StubLibrary
from tests.stub_facts import FACTS, HOSTILE_NAME, RANKS
from ui.corpus_page import render_corpus
from ui.fact_list import COLUMNS, PAGE_ROWS, Wanted, alphabetical, fitting, read_wanted
from ui.facts_page import render_facts
from ui.measuring import number_words, value_words
from ui.texts import text

if TYPE_CHECKING:
    from qa.assistant import Assistant

LIBRARY = StubLibrary()
PARAMETERS = ("who", "year", "measure", "sort", "order", "page", "lang")


def names(wanted: Wanted) -> list[str]:
    return [fact.who for fact in fitting(LIBRARY, wanted)]  # type: ignore[arg-type]


def page(wanted: Wanted, language: str = "sv") -> str:
    return render_facts(LIBRARY, wanted, language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, Wanted()),
        ({"who": "  Lid  köping\x00 "}, Wanted(who="Lid köping\N{REPLACEMENT CHARACTER}")),
        ({"year": "2023", "measure": "rank"}, Wanted(year="2023", measure="rank")),
        ({"year": "2204", "measure": "'; drop table"}, Wanted()),
        ({"sort": "value", "order": "desc"}, Wanted(sort="value", descending=True)),
        ({"page": "2"}, Wanted(page=2)),
        ({"sort": "__class__", "order": "up", "page": "-1"}, Wanted()),
        ({"page": "9" * 40}, Wanted()),
        ({"page": "²"}, Wanted()),
    ],
)  # fmt: skip
def test_what_makes_no_sense_in_an_address_is_ignored(
    query: dict[str, str], wanted: Wanted
) -> None:
    assert read_wanted(query, FACTS) == wanted


@given(
    st.dictionaries(st.sampled_from(["who", "year", "measure", "sort", "order", "page"]), st.text())
)
def test_any_address_gives_a_page_and_reads_back(query: dict[str, str]) -> None:
    wanted = read_wanted(query, FACTS)
    read = dict(httpx.QueryParams(wanted.query("sv")).items())
    assert read_wanted(read, FACTS) == wanted
    assert page(wanted).startswith("<!doctype html>")


def test_names_are_found_whole_in_any_form_and_else_in_part() -> None:
    assert set(names(Wanted(who="Lidköpings kommun"))) == {"Lidköping"}
    assert set(names(Wanted(who="LIDKÖP"))) == {"Lidköping"}
    assert names(Wanted(who="köping", year="2023")) == ["Lidköping"]
    assert names(Wanted(who="Ingenstans")) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_sorts_both_ways_and_nothing_comes_last(column: str) -> None:
    up = fitting(LIBRARY, Wanted(sort=column))  # type: ignore[arg-type]
    down = fitting(LIBRARY, Wanted(sort=column, descending=True))  # type: ignore[arg-type]
    assert len(up) == len(down) == len(FACTS)
    if column == "value":
        values = [fact.value for fact in up]
        assert values == sorted(values)
        assert [fact.value for fact in down] == values[::-1]
    if column == "year":
        assert [up[0].year, up[-1].year, down[0].year, down[-1].year] == ["2015", "", "2023", ""]


def test_swedish_letters_come_last() -> None:
    assert sorted(["Örebro", "Zorn", "Älvdalen", "Åmål"], key=alphabetical) == [
        "Zorn", "Åmål", "Älvdalen", "Örebro",
    ]  # fmt: skip
    assert names(Wanted())[-3:] == ["Åmål", "Älvdalen", "Örebro"]


def test_a_page_has_a_hundred_rows_and_one_behind_the_last_is_the_last() -> None:
    rest = len(FACTS) - PAGE_ROWS
    assert [page(Wanted(page=n)).count('class="in-panel" href="document/') for n in (1, 2, 99)] == [
        PAGE_ROWS, rest, rest,
    ]  # fmt: skip
    assert text("facts-page", "sv", page=2, pages=2) in page(Wanted(page=99))


def test_heads_say_the_order_and_turn_it() -> None:
    html = page(Wanted(sort="value", year="2023"))
    assert html.count("aria-sort=") == 1
    head = re.search(r'class="value" aria-sort="ascending"><button[^>]* value="([^"]+)"', html)
    assert head
    assert head[1] == "year=2023&amp;sort=value&amp;order=desc&amp;lang=sv"
    assert 'aria-sort="descending"' in page(Wanted(sort="value", descending=True))


def test_rows_link_to_their_sentence_and_no_name_is_markup() -> None:
    html = page(Wanted(who=HOSTILE_NAME))
    assert "<script>document" not in html
    fact = next(fact for fact in FACTS if fact.who == HOSTILE_NAME)
    assert f'href="document/ranks?from={fact.start}&amp;to={fact.end}&amp;lang=sv#quote"' in html
    assert RANKS.text[fact.start : fact.end].startswith(HOSTILE_NAME)


def test_empty_states_say_what_to_do() -> None:
    assert text("facts-none-fit", "sv") in page(Wanted(who="Ingenstans"))
    bare = StubLibrary(facts=[])
    assert text("facts-none", "en") in render_facts(bare, Wanted(), "en")  # type: ignore[arg-type]


def test_corpus_page_leads_to_the_facts_where_there_are_some() -> None:
    class Held:
        library = StubLibrary()

    held: Assistant = Held()  # type: ignore[assignment]
    assert 'href="facts?lang=en"' in render_corpus(held, "en")
    Held.library = StubLibrary(facts=[])
    assert "facts?lang" not in render_corpus(held, "en")


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [(2.0, "sv", "2"), (1886.5, "sv", "1886,5"), (0.125, "en", "0.12"), (-3.0, "en", "−3"),
     (-0.001, "sv", "0"), (5_650_000.0, "sv", "5\u202f650\u202f000")],
)  # fmt: skip
def test_numbers_in_words(number: float, language: str, words: str) -> None:
    assert number_words(number, language) == words


def test_values_with_units_and_groups() -> None:
    assert value_words("area", 12.5, "km²", "en") == "12.5 km²"
    assert value_words("top", 0, "", "sv") == text("value-top-somewhere", "sv")
    assert value_words("bottom", 2, "", "en") == "2 from the end"
    assert value_words("half", 2, "", "sv") == "undre"


def test_csv_holds_all_pages_of_what_is_shown(web: httpx.Client) -> None:
    got = web.get("/facts.csv", params={"sort": "value", "order": "desc", "lang": "sv"})
    assert got.headers["content-type"].startswith("text/csv")
    assert 'filename="fakta.csv"' in got.headers["content-disposition"]
    assert got.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(got.content.decode("utf-8-sig"))))
    assert len(rows) == len(FACTS)
    assert rows[0]["value"] == "162"
    hostile = next(row for row in rows if "HYPERLINK" in row["who"])
    assert hostile["who"] == f"'{HOSTILE_NAME}"
    step = Wanted(who="Lidköping", year="2023").query("sv")
    few = web.post("/facts.csv", params={"lang": "sv"}, data={"step": step})
    assert few.text.count("\n") == 2


def test_names_come_in_forms_and_no_address_of_the_page_holds_one(web: httpx.Client) -> None:
    got = web.post("/facts", params={"lang": "sv"}, data={"who": "Lidköping", "sort": "year"},
                   headers={"origin": "null"})  # fmt: skip
    assert got.is_success
    assert got.text.count('role="rowheader"') == sum(fact.who == "Lidköping" for fact in FACTS)
    addresses = re.findall(r' (?:href|action|formaction)="([^"]*)"', got.text)
    assert addresses
    assert not [one for one in addresses if "who=" in one or "Lidk" in one]
    assert 'method="get"' not in got.text
    # An old address with a name shows everything, as if it held none.
    ignored = web.get("/facts", params={"who": "Lidköping", "lang": "sv"})
    assert f"{text('facts-count', 'sv', count=len(FACTS))}" in ignored.text
    assert 'value="Lidköping"' not in ignored.text


@pytest.mark.parametrize("body", [b"step=" + b"%3Dwho" * 99, b"&".join([b"who=a"] * 99), b"\xff"])
def test_forms_that_nobody_made_show_a_page(web: httpx.Client, body: bytes) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert web.post("/facts", content=body, headers=kind).status_code == 200


def test_page_is_served_with_the_policy_of_documents(web: httpx.Client) -> None:
    got = web.get("/facts", params={"page": "x", "sort": "<b>", "lang": "en"})
    assert got.status_code == 200
    assert "default-src 'none'; script-src 'self'" in got.headers["content-security-policy"]
    assert text("facts", "en") in got.text
