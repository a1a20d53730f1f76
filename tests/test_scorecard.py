"""Figures that can be worked out by hand, and what a scorecard looks like."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from qa import plots
from qa.compare import compare, comparison_text
from qa.figures import figures, reliability, risk_curve
from qa.from_json import ShapeError, made_of
from qa.gold import Gold, GoldError, check_answers, read_gold
from qa.measures import MEASURES
from qa.scorecard import Asked, Scorecard, ScorecardError, read_scorecard, score, write_json
from qa.scorecard_html import scorecard_html
from qa.scorecard_text import scorecard_text
from qa.verdict import Claimed, Origin, Quoted, Said, Seen, Verdict, weigh

ASKED = Asked("gold.jsonl", "0" * 64, "library", False, "2026-11-24T09:00:00+00:00")
ROW = {"id": "a", "lang": "sv", "question": "Vem?", "answers": ["Lidköping"], "page": "sida"}
HOSTILE = "<script>alert(1)</script>\"'&<img src=x>\x1b[2J\u202e\ud800"


def gold(name: str, *answers: str, pages: tuple[str, ...] = (), **fields: Any) -> Gold:
    page = pages or (("sida",) if answers else ("none",))
    stated = {"language": "sv", "kind": "lookup" if answers else "unanswerable", "computed": False}
    return Gold(name, question=f"Fråga {name}?", answers=answers, pages=page, **(stated | fields))


def answered(text: str, confidence: float, *quotes: str) -> Said:
    cited = tuple(Quoted(quote, Origin("sida", "En sida", "sv")) for quote in quotes)
    return Said(text, False, "", confidence, (Claimed(text),), cited)


def refused(confidence: float) -> Said:
    return Said("Det svarar dokumenten inte på.", True, "not-in-documents", confidence, (), ())


def seen(*documents: str, text: str = "Något annat.") -> list[Seen]:
    return [
        Seen(text, 1 - at / 10, f"{one}#1", Origin(one, language="sv"), {"cosine": 0.5})
        for at, one in enumerate(documents)
    ]


def four() -> list[Verdict]:
    """A right answer, a wrong one, a refusal that held the answer back, and a just refusal."""
    return [
        weigh(gold("a", "Lidköping", "Lidköpings kommun"),
              answered("Lidköping", 0.95, "Lidköping kom tvåa.", "En ranking."), 100,
              passages=seen("sida", "annan", text="Lidköping kom tvåa.")),
        weigh(gold("b", "två år", language="en"), answered("tre dagar", 0.85, "I tre dagar."), 200,
              passages=seen("annan", "tredje", "sida")),
        weigh(gold("c", "Trollhättan", kind="rank"), refused(0.35), 300, candidate="Trollhättan",
              passages=seen("annan")),
        weigh(gold("d"), refused(0.05), 400, candidate="Skurup", passages=seen("annan")),
    ]  # fmt: skip


def card(verdicts: list[Verdict] | None = None, asked: Asked = ASKED) -> Scorecard:
    return score(asked, verdicts, memory_mb=812.4) if verdicts else card_of_four()


@cache
def card_of_four() -> Scorecard:
    return card(four())


def test_figures_by_hand() -> None:
    found = {name: figure.value for name, figure in figures(four()).items()}
    assert list(found) == [measure.name for measure in MEASURES]
    assert found["hit_at_1"] == pytest.approx(100 / 3)
    assert found["hit_at_3"] == pytest.approx(200 / 3)
    assert found["words_in_3"] == pytest.approx(100 / 3)
    assert found["recall_at_10"] == pytest.approx(200 / 3)
    assert found["mrr"] == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert found["ndcg_at_10"] == pytest.approx((1 + 1 / math.log2(4) + 0) / 3)
    assert found["right_or_refused"] == 50
    assert found["right"] == found["exact_match"] == found["f1"] == pytest.approx(100 / 3)
    assert found["supported"] == 50
    assert found["needed"] == 50
    assert found["refusal_precision"] == 50
    assert found["refusal_recall"] == 100
    # Surest first: right, wrong, right (held back), wrong (nothing to answer). 70 % of 4 is 3.
    assert found["risk_at_70"] == pytest.approx(100 / 3)
    assert found["risk_area"] == pytest.approx((0 + 1 / 2 + 1 / 3 + 2 / 4) / 4)
    assert found["calibration_error"] == pytest.approx((0.05 + 0.85 + 0.65 + 0.05) / 4)
    assert found["median_ms"] == 250
    assert found["p95_ms"] == pytest.approx(385)


def test_every_figure_has_an_interval_around_it_and_its_number_of_questions() -> None:
    for name, figure in figures(four() * 20).items():
        # The calibration error of a sample drawn from the sample runs higher than its own.
        assert figure.low <= figure.high
        assert name == "calibration_error" or figure.low <= figure.value <= figure.high, name
    counts = {name: figure.count for name, figure in figures(four()).items()}
    assert (counts["right"], counts["supported"], counts["needed"]) == (3, 2, 1)
    assert (counts["refusal_precision"], counts["risk_area"]) == (2, 4)


def test_figures_that_say_nothing_are_left_out() -> None:
    silent = set(figures(four()[3:]))
    assert not silent & {"right", "hit_at_1", "supported", "refusal_precision", "risk_area"}
    assert {"right_or_refused", "refusal_recall", "median_ms"} <= silent
    assert "refusal_precision" not in figures(four()[:3])


def test_what_a_refusal_held_back_must_be_known_for_risk() -> None:
    unknown = [*four()[:3], replace(four()[3], candidate=None)]
    assert not {"risk_at_70", "risk_area", "calibration_error"} & set(figures(unknown))
    assert risk_curve(unknown) == ()
    assert reliability(unknown) == ()
    assert "of 1 refusals it is not known" in " ".join(score(ASKED, unknown).notes)


def test_a_question_without_a_candidate_is_a_risk_but_has_no_confidence_to_judge() -> None:
    verdicts = [*four()[:1], weigh(gold("e", "x"), refused(0.0), 1, candidate="", passages=[])]
    assert [(point.coverage, point.risk) for point in risk_curve(verdicts)] == [(0.5, 0), (1, 0.5)]
    assert figures(verdicts)["calibration_error"].count == 1


def test_curve_and_bins_by_hand() -> None:
    curve = risk_curve(four())
    assert [point.coverage for point in curve] == [0.25, 0.5, 0.75, 1]
    assert [point.risk for point in curve] == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    bins = reliability([*four(), *four()[:1]])
    assert [(b.low, b.high, b.count) for b in bins] == [
        (0.0, 0.1, 1), (0.3, 0.4, 1), (0.8, 0.9, 1), (0.9, 1.0, 2)
    ]  # fmt: skip
    assert [b.right for b in bins] == [0, 1, 0, 1]
    assert bins[3].confidence == pytest.approx(0.95)


def test_several_pages_and_any_page() -> None:
    several = gold("s", "x", pages=("ett", "två", "borta"))
    found = weigh(several, refused(0), 1, passages=seen("annan", "två", "två", "ett"))
    assert found.ranks == (3, 2, 0)
    measured = {name: figure.value for name, figure in figures([found]).items()}
    assert measured["recall_at_10"] == pytest.approx(200 / 3)
    assert measured["mrr"] == 0.5
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    gain = 1 / math.log2(3) + 1 / math.log2(4)
    assert measured["ndcg_at_10"] == pytest.approx(gain / ideal)
    passages = [*seen("ett", "ett", "två"), *seen("tre", text="Det var Lidköping.")]
    anywhere = gold("t", "Lidköping", pages=("any",))
    assert weigh(anywhere, refused(0), 1, passages=passages).ranks == (3,)
    assert weigh(anywhere, refused(0), 1, passages=seen("ett")).ranks == (0,)
    deep = [*seen(*map(str, range(10))), *seen("tre", text="Lidköping")]
    assert weigh(anywhere, refused(0), 1, passages=deep).ranks == (0,)


def test_computed_answers_need_not_be_quoted() -> None:
    worked_out = weigh(gold("k", "38", computed=True), answered("38", 0.9, "2024."), 1)
    assert worked_out.right
    assert not {"supported", "needed", "words_in_3"} & set(figures([worked_out]))
    assert worked_out.gold.kind_name == "lookup, computed"


def test_any_of_differing_claims_may_be_right() -> None:
    both = replace(answered("x", 0.9, "x"), claims=(Claimed("över 130"), Claimed("över 140")))
    assert weigh(gold("k", "över 140"), both, 1).right
    assert weigh(gold("k", "över 140"), both, 1).candidate_right
    assert not weigh(gold("k"), both, 1).right
    assert not weigh(gold("k"), both, 1).candidate_right


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


def after() -> list[Verdict]:
    """What `four` became: b is right now, c wrong in words, d answered, and e is new."""
    first = four()
    return [
        first[0],
        weigh(first[1].gold, answered("två år", 0.9, "I två år."), 100, passages=[]),
        weigh(first[2].gold, answered("Skurup", 0.6, "Skurup."), 100, passages=[]),
        weigh(first[3].gold, answered("Skurup", 0.6, "Skurup."), 100, passages=[]),
        weigh(gold("e", "x"), refused(0.1), 100, candidate="", passages=[]),
    ]


def test_comparison_by_figures_and_by_questions() -> None:
    found = compare(card(), card(after()))
    assert [b.gold.id for _, b in found.newly_right] == ["b"]
    assert [b.gold.id for _, b in found.newly_wrong] == ["d"]
    assert [b.gold.id for _, b in found.otherwise_answered] == ["c"]
    assert (found.only_before, found.only_after, found.altered) == ((), ("e",), ())
    moved = {change.measure.name: change.moved for change in found.changes}
    right = moved["right"]
    assert right is not None
    assert right.value == pytest.approx(100 / 3)
    assert right.low <= right.value <= right.high
    assert moved["refusal_precision"] is None


def test_comparison_as_text() -> None:
    text = comparison_text(compare(card(), card(after())), ("A.json", "B.json"))
    assert "4 questions in both A.json and B.json." in text
    assert "Only in B.json (1): e" in text
    assert re.search(r"\| right, % +\| 33\.3 +\| 66\.7 +\| \+33\.3 \(", text)
    assert "Newly right (1)\n- b: Fråga b? | tre dagar → två år | expected två år" in text
    assert "Newly wrong (1)\n- d: Fråga d? | refused → Skurup | expected a refusal" in text
    assert "Answered otherwise, as right or wrong as before (1)\n- c: " in text
    assert "Peak memory: 812 MB, 812 MB." in text


def test_better_and_worse_are_said_only_beyond_chance() -> None:
    before = [weigh(gold(f"q{n}", "x"), answered("y", 0.5, "y"), 100) for n in range(30)]
    now = [weigh(one.gold, answered("x", 0.5, "x"), 300) for one in before]
    text = comparison_text(compare(card(before), card(now)), ("A", "B"))
    assert re.search(r"\| right, % .*\| better +\|", text)
    assert re.search(r"\| median time, ms .*\| \+200 \(\+200 to \+200\) +\| worse +\|", text)
    same = comparison_text(compare(card(before), card(before)), ("A", "B"))
    assert not re.search("better|worse", same)


def test_only_the_same_question_is_compared() -> None:
    altered = [replace(four()[0], gold=replace(four()[0].gold, answers=("Skurup",))), *four()[1:]]
    moved = [replace(one, gold=replace(one.gold, line=9)) for one in altered]
    found = compare(card(), card(moved))
    assert found.altered == ("a",)
    assert [a.gold.id for a, _ in found.common] == ["b", "c", "d"]
    nothing = compare(card(four()[:1]), card(four()[1:]))
    assert nothing.changes == ()
    assert "Only in A (1): a" in comparison_text(nothing, ("A", "B"))


def gold_file(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    file = tmp_path / "gold.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_gold_questions_are_read_with_what_is_left_out_filled_in(tmp_path: Path) -> None:
    file = gold_file(
        tmp_path, ROW, ROW | {"id": "b", "answers": [], "page": "none"},
        ROW | {"id": "c", "kind": "computed", "page": ["x", "x", "y"]},
        ROW | {"id": "d", "kind": "trend", "computed": True, "question": "Rad\u2028två?"},
    )  # fmt: skip
    golds = read_gold(file)
    assert [one.kind_name for one in golds] == [
        "lookup", "unanswerable", "computed", "trend, computed"
    ]  # fmt: skip
    assert [one.line for one in golds] == [1, 2, 3, 4]
    assert golds[2].pages == ("x", "y")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"lang": "de"}, "lang is 'de', expected one of sv, en"),
        ({"lang": []}, r"lang is \[\], expected one of sv, en"),
        ({"answer": "x"}, "the field 'answer' is unknown; known are id, lang"),
        ({"id": 3}, "id is 3, expected text"),
        ({"question": " "}, "question is ' ', expected text"),
        ({"question": "\ud800"}, "question is .*, expected text"),
        ({"answers": "Lidköping"}, "answers is 'Lidköping', expected a list of texts"),
        ({"answers": ["det"]}, "the answer 'det' holds no word"),
        ({"page": []}, r"page is \[\], expected an id or a list of ids"),
        ({"page": "none"}, "page is 'none', and the number of answers is 1"),
        ({"answers": []}, "page is 'sida', and the number of answers is 0"),
        ({"kind": "unanswerable"}, "kind is 'unanswerable', and the number of answers is 1"),
        ({"answers": [], "page": "none", "kind": "rank"}, "kind is 'rank', and the number"),
        ({"computed": "yes"}, "computed is 'yes', expected true or false"),
    ],
)
def test_a_field_out_of_order_is_named(tmp_path: Path, fields: dict[str, Any], reason: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(ROW | fields), encoding="utf-8")
    with pytest.raises(GoldError, match=rf"gold\.jsonl, line 1: {reason}"):
        read_gold(file)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: expected a question, and the file is empty"),
        (b"\n", r"line 1: not a JSON object \(Expecting value"),
        (b"[]\n", r"line 1: not a JSON object \(it is list\)"),
        (b'{"id": "a", "id": "b"}', r"line 1: not a JSON object \(the field 'id' stands twice\)"),
        (b"{}\n" + b"[" * 100_000, "line 2: not a JSON object"),
        (b'{}\n{"id": "\xff"}', "line 2: not UTF-8"),
        (b'{"id": "a", "lang": "sv"}', "line 1: the field 'question' is missing"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(content)
    with pytest.raises(GoldError, match=reason):
        read_gold(file)


def test_all_faults_are_listed_up_to_ten(tmp_path: Path) -> None:
    rows = [ROW | {"id": f"q{n}", "lang": "de"} for n in range(12)]
    with pytest.raises(GoldError, match="and 2 more") as raised:
        read_gold(gold_file(tmp_path, *rows))
    assert len(raised.value.faults) == 12
    assert len(str(raised.value).splitlines()) == 11
    twice = gold_file(tmp_path, ROW, ROW)
    with pytest.raises(GoldError, match="line 2: the id 'a' stands in line 1 already"):
        read_gold(twice)


def test_answers_have_to_stand_in_a_document(tmp_path: Path) -> None:
    texts = {"sida": "Det är Lidköping,\nsom kom tvåa av 290.", "annan": "Nio kommuner"}
    file = gold_file(
        tmp_path,
        ROW | {"answers": ["lidköping som kom", "NIO KOMMUNER"]},
        ROW | {"id": "b", "answers": ["90", "290 nio"], "page": "any"},
        ROW | {"id": "c", "answers": ["38"], "computed": True, "page": "borta"},
        ROW | {"id": "d", "answers": [], "page": "none"},
    )
    with pytest.raises(GoldError, match="stands in no document of the library") as raised:
        check_answers(file, read_gold(file), texts)
    assert [fault.removeprefix(f"{file}, ") for fault in raised.value.faults] == [
        "line 2: the answer '90' stands in no document of the library.",
        "line 2: the answer '290 nio' stands in no document of the library.",
        "line 3: the page 'borta' is no document of the library.",
    ]
