"""The picture under a computed answer and the table of facts, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.accessible import LOOKS, violations
from tests.browser.browsing import ask
from tests.stub_facts import COMPARED, FACTS, HOSTILE_NAME, TREND
from ui.texts import TEXTS, text

if TYPE_CHECKING:
    from playwright.sync_api import Page

OpenPage = Callable[..., "Page"]
OVER_YEARS = {"sv": "Hur har det gått genom åren?", "en": "How has it gone over the years?"}
COMPARE = {"sv": "jämför dem", "en": "How do they compare?"}
# A link loads another page; on a busy machine it takes its time.
PATIENCE_MS = 60_000
FITS = "document.documentElement.scrollWidth <= innerWidth"
# Painted as the eye sees it: text against what lies behind it.
SEEN = """
() => {
  const svg = document.querySelector(".plot svg");
  const text = svg.querySelector(".value");
  return [getComputedStyle(text).fill, getComputedStyle(document.body).backgroundColor,
    text.getBoundingClientRect().height];
}
"""


def download(page: Page, opener: str) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        page.locator(opener).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@pytest.mark.parametrize("language", LOOKS)
def test_trend_and_comparison_are_drawn_told_and_downloaded(
    open_page: OpenPage, stub_url: str, language: str
) -> None:
    page = open_page(stub_url, language)
    check_trend(page, ask(page, OVER_YEARS[language]), language)
    turn = ask(page, COMPARE[language])
    figure = page.locator(f"{turn} figure")
    assert figure.locator("svg .rect").count() == len(COMPARED)
    assert page.title() == "Källa"
    figure.locator("summary").click()
    for width, scheme in LOOKS[language]:
        look(page, width, scheme)
        # The first answer stands above the second.
        assert violations(page) == []
        figure.locator("tbody .marker").first.click()
        page.locator("#panel #quote:focus").wait_for()
        assert page.locator("#panel #quote").inner_text() == "Munkedal kom på plats 162 år 2023."
        page.keyboard.press("Escape")
        page.locator(f"{turn} tbody .marker:focus").wait_for()


def look(page: Page, width: int, scheme: str) -> None:
    """Look at the page so wide and in these colours; nothing has to be scrolled sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert page.evaluate(FITS)


def check_trend(page: Page, turn: str, language: str) -> None:
    """See, hear, read as a table and download what is drawn."""
    figure = page.locator(f"{turn} figure")
    assert str(figure.get_attribute("aria-label")).startswith(text("plot", language))
    assert "2017–2023" in figure.locator("figcaption").inner_text()
    told = str(figure.locator("svg[role=img]").get_attribute("aria-label"))
    assert all(f"{who} {year}: {rank}" in told for who, year, rank in TREND)
    heights = figure.locator("svg .dot").evaluate_all(
        "dots => dots.map(dot => dot.getBoundingClientRect().y)"
    )
    assert heights == sorted(heights, reverse=True)
    figure.locator("summary").click()
    assert figure.locator("tbody tr").count() == len(TREND)
    for width, scheme in LOOKS[language]:
        look(page, width, scheme)
        ink, paper, height = page.evaluate(SEEN)
        assert ink != paper
        assert height >= 10
    name, picture = download(page, f"{turn} [data-do=download-png]")
    assert name == f"{text('plot-file', language)}.png"
    with Image.open(io.BytesIO(picture)) as image:
        assert image.format == "PNG"
        assert image.width > 900
        # Drawn in: more than a sheet of paper with words in one colour.
        colours = image.convert("RGB").getcolors(1 << 20)
        assert colours
        line = page.locator(f"{turn} svg .line").last.evaluate("e => getComputedStyle(e).stroke")
        assert tuple(map(int, re.findall(r"\d+", line))) in {colour for _, colour in colours}
    name, words = download(page, f"{turn} [data-do=download-csv]")
    assert name.endswith(".csv")
    rows = list(csv.DictReader(io.StringIO(words.decode("utf-8-sig"))))
    assert [(row["who"], row["year"], int(row["value"])) for row in rows] == list(TREND)


@pytest.mark.parametrize("language", LOOKS)
def test_facts_are_sorted_filtered_turned_and_opened(
    new_page: OpenPage, stub_url: str, language: str
) -> None:
    page = new_page(language)
    page.goto(f"{stub_url}/documents?lang={language}")
    page.locator("main .note a").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(100, timeout=PATIENCE_MS)
    assert str(len(FACTS)) in page.locator(".count").inner_text()
    look(page, *LOOKS[language][0])
    assert violations(page) == []
    page.get_by_role("button", name=TEXTS["facts-on"][language]).click()
    expect(rows).to_have_count(len(FACTS) - 100, timeout=PATIENCE_MS)
    assert rows.last.inner_text().startswith("Örebro")
    head = page.locator("thead .value")
    for order in ("ascending", "descending"):
        head.locator("button").click()
        expect(head).to_have_attribute("aria-sort", order, timeout=PATIENCE_MS)
    assert rows.first.locator(".value").inner_text() == "162"
    page.get_by_label(TEXTS["col-who"][language], exact=True).fill("lidköp")
    page.get_by_label(TEXTS["col-year"][language]).select_option("2023")
    page.locator(".filter button").click()
    expect(rows).to_have_count(1, timeout=PATIENCE_MS)
    assert rows.first.locator(".value").inner_text() == "2"
    assert page.locator("thead .value").get_attribute("aria-sort") == "descending"
    look(page, *LOOKS[language][1])
    assert violations(page) == []
    assert "lidk" not in page.url
    name, words = download(page, ".links button")
    assert name == f"{TEXTS['facts-file'][language]}.csv"
    assert len(list(csv.DictReader(io.StringIO(words.decode("utf-8-sig"))))) == 1
    # Anywhere in the row.
    rows.first.locator(".document").click(force=True)
    page.locator("#quote").wait_for()
    assert page.locator("#quote").inner_text() == "Lidköping kom på plats 2 år 2023."
    page.goto(f"{stub_url}/facts?year=x&page=-3&lang={language}")
    page.get_by_label(TEXTS["col-who"][language], exact=True).fill("ingenstans")
    page.keyboard.press("Enter")
    assert page.locator(".empty").inner_text() == TEXTS["facts-none-fit"][language]
    assert violations(page) == []


def test_facts_work_without_script(browser_without_script: Page, stub_url: str) -> None:
    page = browser_without_script
    page.goto(f"{stub_url}/facts?lang=sv")
    page.locator("#fact-year").select_option("2021")
    page.locator(".filter button").click()
    page.locator("thead .who button").click()
    names = ["Älvdalen", "Åmål", "Lidköping"]
    expect(page.locator("tbody .who")).to_have_text(names, timeout=PATIENCE_MS)


def test_facts_in_the_panel_leave_the_page_as_it_is(open_page: OpenPage, stub_url: str) -> None:
    page = open_page(stub_url)
    page.locator("#all-documents").click()
    page.locator("#panel .note a").click()
    panel = page.locator("#panel .facts")
    panel.wait_for()
    panel.locator("#fact-who").fill("HYPERLINK")
    page.keyboard.press("Enter")
    page.locator("#panel tbody tr").first.wait_for()
    page.locator("#panel .filter .step").wait_for()
    assert page.locator("#panel tbody tr").count() == 1
    assert HOSTILE_NAME in page.locator("#panel tbody").inner_text()
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(f"#panel{':modal' if width == 360 else ':not(:modal)'}").wait_for()
        assert page.locator("#panel .content").evaluate("e => e.scrollWidth <= e.clientWidth")
    name, words = download(page, "#panel .links button")
    assert name == f"{TEXTS['facts-file']['sv']}.csv"
    assert words.count(b"\n") == 2
    page.locator("#panel tbody a").click()
    page.locator("#panel #quote:focus").wait_for()
    # Back over the filtered facts to the documents, to the link that was followed each time.
    for followed in ("#panel tbody a:focus", "#panel .note a:focus"):
        page.locator("#panel .back-inside").press("Enter")
        page.locator(followed).wait_for()
    assert page.locator("#panel .back-inside").is_hidden()
    assert page.url.rstrip("/") == stub_url
    assert page.title() == "Källa"
