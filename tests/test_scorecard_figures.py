"""Figures, curves and bins of verdicts, all worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from qa.figures import figures, reliability, risk_curve
from qa.measures import MEASURES
from qa.scorecard import score
from qa.verdict import Claimed, weigh
from tests.made_verdicts import ASKED, answered, four, gold, refused, seen


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
