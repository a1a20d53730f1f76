"""Pictures of computed answers: which there are, how they are drawn, and that words stay words."""

from __future__ import annotations

import csv
import html
import importlib
import io
import re
import sys
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from qa.answer import Computation, ComputedValue
from tests.stub_assistant import StubAssistant
from tests.stub_facts import COMPARED, HOSTILE_NAME, TREND
from ui.desk import Desk
from ui.drawing import draw, rank_ticks
from ui.figure import picture_of, render_figure
from ui.plotting import Plot, plot_of
from ui.texts import text

SVG = "{http://www.w3.org/2000/svg}"
Row = tuple[str, str, float]


def computation(rows: Sequence[Row], measure: str = "rank", unit: str = "") -> Computation:
    values = tuple(ComputedValue(who, year, measure, v, unit, (0,)) for who, year, v in rows)
    return Computation("list", "", values, {})


def plot(rows: Sequence[Row], measure: str = "rank", unit: str = "", language: str = "sv") -> Plot:
    found = plot_of(computation(rows, measure, unit), language)
    assert found
    return found


def drawn(found: Plot) -> Element:
    return fromstring(draw(found))


def words(tree: Element, part: str) -> list[str]:
    return [node.text or "" for node in tree.iter(f"{SVG}text") if part == node.get("class")]


def test_trend_has_years_as_categories_and_the_best_rank_on_top() -> None:
    found = plot([TREND[3], TREND[0], TREND[2], TREND[1]])
    assert found.labels == ("2017", "2019", "2021", "2023")
    assert found.series[0].values == (120, 77, 40, 2)
    assert found.title == "Lidköping: plats 2017–2023"
    assert found.told.startswith("Lidköping 2017: 120; Lidköping 2019: 77;")
    tree = drawn(found)
    heights = [float(dot.get("cy", "")) for dot in tree.iter(f"{SVG}circle")]
    assert heights == sorted(heights, reverse=True)
    assert words(tree, "value") == ["120", "77", "40", "2"]
    assert tree.get("aria-label") == found.told


def test_amounts_grow_upwards() -> None:
    tree = drawn(
        plot([("Vänern", y, v) for y, v in (("2019", 1.0), ("2020", 2), ("2021", 3))], "depth", "m")
    )
    heights = [float(dot.get("cy", "")) for dot in tree.iter(f"{SVG}circle")]
    assert heights == sorted(heights, reverse=True)


def test_compared_ranks_stand_best_first_with_the_longest_bar() -> None:
    found = plot(COMPARED)
    assert found.labels == ("Trollhättan", "Lidköping", HOSTILE_NAME, "Munkedal")
    assert found.title == "Plats 2023"
    assert found.note == text("plot-rank-long", "sv")
    tree = drawn(found)
    boxes = [box for box in tree.iter(f"{SVG}rect") if "rect" in box.get("class", "").split()]
    bars = {float(bar.get("y", "")): float(bar.get("width", "")) for bar in boxes}
    widths = [bars[y] for y in sorted(bars)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 0
    assert sorted(words(tree, "value"), key=int) == ["1", "2", "6", "162"]


def test_several_names_over_years_are_lines_with_gaps() -> None:
    found = plot([("A", "2019", 3), ("B", "2019", 5), ("A", "2021", 4)], language="en")
    assert [series.values for series in found.series] == [(3, 4), (5, None)]
    assert found.title == "A, B: rank 2019–2021"
    assert len(list(drawn(found).iter(f"{SVG}circle"))) == 3


@pytest.mark.parametrize(
    "rows",
    [
        COMPARED[:2],
        [*COMPARED[:3], COMPARED[0]],
        [("A", "2019", 1), ("B", "", 2), ("C", "2019", 3)],
        [(name, year, 1) for name in "ABCDE" for year in ("2019", "2021")],
    ],
)  # fmt: skip
def test_no_picture_where_it_shows_nothing_or_mixes(rows: list[Row]) -> None:
    assert plot_of(computation(rows), "sv") is None


def test_no_picture_of_mixed_units_or_of_places_in_a_list() -> None:
    mixed = computation([("A", "", 1), ("B", "", 2)], "area", "km²").rows
    other = computation([("C", "", 3)], "area", "ha").rows
    assert plot_of(Computation("list", "", mixed + other, {}), "sv") is None
    assert plot_of(computation([("A", "", 0), ("B", "", 0), ("C", "", 0)], "top"), "sv") is None


@pytest.mark.parametrize(
    ("worst", "ticks"),
    [(1, [1, 2]), (3, [1, 2, 3]), (10, [1, 2, 4, 6, 8, 10]), (120, [1, 50, 100, 150]),
     (290, [1, 100, 200, 300])],
)  # fmt: skip
def test_rank_axis_names_the_first_and_round_ranks(worst: float, ticks: list[int]) -> None:
    assert rank_ticks(worst) == ticks


@pytest.mark.parametrize("rows", [TREND, COMPARED])
def test_drawing_needs_no_script_style_or_address(rows: list[Any]) -> None:
    tree = drawn(plot(rows))
    assert {node.tag.removeprefix(SVG) for node in tree.iter()} <= {
        "svg", "g", "rect", "path", "circle", "text",
    }  # fmt: skip
    names = {name for node in tree.iter() for name in node.attrib}
    assert not names & {"style", "id", "href", "onload", "text-anchor"}


def test_drawing_leaves_other_imports_alone() -> None:
    draw(plot(TREND))
    assert not [one for one in sys.meta_path if type(one).__module__.startswith("pygal")]
    with pytest.raises(ModuleNotFoundError, match="there_is_none"):
        importlib.import_module("there_is_none")


def test_hostile_names_are_text_in_the_figure_and_no_formula_in_its_file() -> None:
    answer = StubAssistant().ask("jämför")
    figure = render_figure(answer, picture_of(answer), "turn-1")
    assert "<script" not in figure
    carried = re.search(r'data-csv="([^"]*)"', figure)
    assert carried
    rows = list(csv.DictReader(io.StringIO(html.unescape(carried[1]))))
    assert [row["value"] for row in rows] == ["162", "1", "2", "6"]
    assert rows[3]["who"] == f"'{HOSTILE_NAME}"
    assert rows[1]["sentence"] == "Trollhättan kom på plats 1 år 2023."


def test_table_of_the_figure_cites_each_value() -> None:
    answer = StubAssistant().ask("How did it go over the years?")
    figure = render_figure(answer, picture_of(answer), "turn-1")
    assert figure.count('class="marker in-panel"') == len(TREND)
    assert len(set(re.findall(r'id="([^"]+)"', figure))) == len(TREND)


def test_turn_carries_its_picture_and_stands_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(StubAssistant())  # type: ignore[arg-type]
    assert desk.turn("genom åren", "sv").picture.startswith("<svg")
    assert desk.turn("Vem kom tvåa 2024?", "sv").picture == ""

    def failing(answer: object) -> str:
        raise RuntimeError("no pencil")

    monkeypatch.setattr("ui.desk.picture_of", failing)
    turn = desk.turn("genom åren", "sv")
    assert turn.answer is not None
    assert turn.picture == ""
