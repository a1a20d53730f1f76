"""What a scorecard looks like: as JSON that comes back, as text, and as a page with plots."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from qa import plots
from qa.from_json import ShapeError, made_of
from qa.scorecard import ScorecardError, read_scorecard, write_json
from qa.scorecard_html import scorecard_html
from qa.scorecard_text import scorecard_text
from qa.verdict import Origin, Seen, Verdict, weigh
from tests.made_verdicts import ASKED, HOSTILE, answered, card, four, gold


def test_slices_are_all_languages_and_kinds() -> None:
    slices = [(one.by, one.name, one.questions) for one in card().slices]
    assert slices == [
        ("all", "all", 4), ("language", "sv", 3), ("language", "en", 1),
        ("kind", "lookup", 2), ("kind", "rank", 1), ("kind", "unanswerable", 1),
    ]  # fmt: skip


def test_json_holds_everything_and_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    write_json(card(), file)
    assert read_scorecard(file) == card()
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert stored["verdicts"][1]["answer"]["text"] == "tre dagar"
    assert stored["slices"][0]["figures"]["right"]["value"] == pytest.approx(100 / 3)


def test_json_can_hold_half_a_character(tmp_path: Path) -> None:
    odd = weigh(gold("a", "x"), answered(HOSTILE, 0.5, HOSTILE), 1)
    write_json(card([odd]), tmp_path / "card.json")
    assert read_scorecard(tmp_path / "card.json").verdicts[0].answer.text == HOSTILE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "Expecting property name"),
        ("[]", "its form is None, expected 1"),
        ('{"form": 2}', "its form is 2, expected 1"),
        ('{"form": 1}', "the scorecard: expected a field 'asked'"),
        ('{"form": 1, "asked": 3}', r"the scorecard\.asked: expected an object"),
    ],
)
def test_what_is_no_scorecard_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "no.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ScorecardError, match=rf"no\.json is no scorecard \({reason}"):
        read_scorecard(file)


def test_changed_values_in_a_scorecard_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    write_json(card(), file)
    whole = file.read_text(encoding="utf-8")
    for old, new, reason in (
        ('"ms": 100', '"ms": NaN', r"verdicts\[0\]\.ms: expected a number"),
        ('"ms": 100', '"ms": true', r"verdicts\[0\]\.ms: expected a number"),
        ('"confidence": 0.85,\n    "claims"', '"confidence": 1.85,\n    "claims"', "from 0 to 1"),
        ('"id": "b"', '"id": "a"', "a question stands in it twice"),
    ):
        assert old in whole
        file.write_text(whole.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(ScorecardError, match=reason):
            read_scorecard(file)


def test_values_of_another_kind_are_named_by_their_place() -> None:
    with pytest.raises(ShapeError, match=r"it\.score: expected a number"):
        made_of(Seen, {"text": "", "score": "1", "paragraph_id": "", "document": {"id": "x"}})
    with pytest.raises(ShapeError, match=r"it\.document: expected a field 'id'"):
        made_of(Seen, {"text": "", "score": 1, "paragraph_id": "", "document": {}})


def test_text_shows_figures_by_language_and_kind() -> None:
    text = scorecard_text(card())
    assert "4 questions of gold.jsonl, asked of the library library" in text
    assert "Peak memory: 812 MB." in text
    assert re.search(r"\| figure +\| all \(4\) +\| sv \(3\) +\| en \(1\) +\|", text)
    assert re.search(r"\| right document first, % +\| 33\.3 \(0\.0–100\.0\) +\| 50\.0 ", text)
    assert re.search(r"\| 90–100 % +\| 1 +\| 95\.0 +\| 100\.0 +\|", text)
    assert "2 questions went wrong" in text


def test_nothing_of_a_question_reaches_the_terminal_as_a_command() -> None:
    odd = weigh(gold("a", "x", kind=f"a|b{HOSTILE}"), answered("y", 0.5, "y"), 1)
    text = scorecard_text(card([odd]))
    assert not {"\x1b", "\u202e", "\ud800"} & set(text)
    assert r"a\|b" in text


def page(verdicts: list[Verdict] | None = None) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(scorecard_html(card(verdicts)))


def test_page_shows_what_went_wrong_with_its_passages() -> None:
    shown = [" ".join(one.text_content().split()) for one in page().iter("article")]
    assert len(shown) == 2
    for words in ("Fråga b?", "wrong answer", "tre dagar", "två år", "0.85", "I tre dagar.",
                  "Något annat.", "1.000", "0.500"):  # fmt: skip
        assert words in shown[0]
    for words in ("refused though answered", "Answeredrefused", "Would have answeredTrollhättan"):
        assert words in shown[1]


def test_page_is_whole_by_itself_and_readable_without_seeing() -> None:
    whole = page()
    assert whole.get("lang") == "en"
    assert not whole.xpath("//script | //link | //img | //iframe | //@src | //@href")
    assert "url(" not in scorecard_html(card())
    assert "prefers-color-scheme: dark" in whole.findtext(".//style")
    plots_shown = whole.xpath("//svg")
    assert len(plots_shown) == 3
    for plot in plots_shown:
        assert plot.get("role") == "img"
        told = [whole.get_element_by_id(one) for one in plot.get("aria-labelledby").split()]
        assert [one.tag for one in told] == ["title", "desc"]
        assert all(one.text_content() for one in told)
    for table in whole.iter("table"):
        assert table.findtext("caption")
        assert table.xpath(".//thead//th[@scope='col']")
    ids = whole.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_page_takes_everything_for_text() -> None:
    asked = gold("a", HOSTILE, kind=HOSTILE)
    passages = [Seen(HOSTILE, 1.0, "p", Origin(HOSTILE, HOSTILE, HOSTILE), {HOSTILE: 1.0})]
    odd = weigh(replace(asked, question=HOSTILE), answered("fel", 0.5, HOSTILE), 1,
                passages=passages)  # fmt: skip
    written = scorecard_html(card([odd], replace(ASKED, of=HOSTILE, questions=HOSTILE)))
    assert written.encode("utf-8")
    assert not {"\x1b", "\u202e"} & set(written)
    whole = lxml_html.document_fromstring(written)
    assert not whole.xpath("//script | //img")
    assert "<script>alert(1)</script>" in whole.find(".//article").text_content()


def test_page_without_faults_or_candidates() -> None:
    right = [replace(four()[0], candidate=None)]
    whole = page(right)
    assert "Nothing." in whole.text_content()
    assert [plot.findtext("title") for plot in whole.xpath("//svg")] == [
        "Errors by kind of question"
    ]
    assert "Risk, coverage and calibration are left out" in whole.text_content()


def test_plots_put_points_where_they_belong() -> None:
    axes = ("across", "up")
    drawn = plots.curves("c", "Title", "Told", {"all": [(0, 0), (1, 1)]}, axes)
    assert 'points="60.0,328.0 544.0,36.0"' in drawn
    drawn = plots.bars(
        "b", "Title", "Told", [("lookup", {"x": 1, "y": 2}), ("rank", {"x": 0, "y": 0})]
    )
    widths = [
        float(width)
        for width in re.findall(r'class="bar s\d" x="[\d.]+" y="6\d\.\d" width="([\d.]+)"', drawn)
    ]
    assert widths == pytest.approx([322 / 3, 644 / 3], abs=0.1)
    assert plots.bars("e", "Title", "Told", []).endswith("</svg>")
