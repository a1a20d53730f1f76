"""Why a computed answer: its plan in words and the values it used, with the reader or without."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from qa.answer import Answer, Computation
from qa.compute import _RUNS
from qa.plan_numbers import ENDLESS
from tests.stub_facts import TREND, computed
from ui.render import Turn, render_conversation
from ui.texts import TEXTS, text
from ui.why import render_why


def planned(language: str = "sv", kind: str = "trend", **plan: object) -> Answer:
    answer = computed("Hur har det gått genom åren?", language, TREND)
    assert answer.computation
    worked = Computation(kind, answer.computation.sentence, answer.computation.rows, plan)
    return replace(answer, computation=worked)


def asked(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<dt>(.*?)</dt><dd><bdi>(.*?)</bdi></dd>", html)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_computed_answer_without_the_reader_shows_its_plan_and_its_values(language: str) -> None:
    plan = {"measure": "rank", "names": ("Lidköping",), "years": ("2017", "2023"),
            "scope": "riket", "number": 3, "low": 1, "high": 3, "place": "Skåne"}  # fmt: skip
    answer = planned(language, **plan)
    assert "passages" not in answer.trace
    page = render_conversation([Turn(answer.question, language, answer)], language)
    assert text("why", language) in page
    assert text("worked-out", language) in page
    assert asked(page) == [
        (text("plan-kind", language), text("plan-kind-trend", language)),
        (text("plan-measure", language), text("measure-rank", language)),
        (text("plan-number", language), "3"),
        (text("plan-names", language), "Lidköping"),
        (text("plan-years", language), "2017, 2023"),
        (text("plan-limits", language), "1–3"),
        (text("plan-place", language), "Skåne"),
        (text("plan-scope", language), text("scope-country", language)),
    ]
    fold = page[page.index('class="why"') :]
    for row, (who, year, rank) in enumerate(TREND, start=1):
        assert f"<bdi>{who}</bdi></th><td>{year}</td>" in fold
        assert re.search(rf'<bdi>{rank}</bdi> <a[^>]* id="turn-1-why-{row}-{row}"', fold)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"number": -1}, "sist"), ({"number": -2}, "2 från slutet"), ({"low": 5}, "minst 5"),
        ({"high": 5.5}, "högst 5,5"), ({"low": 5, "high": 5}, "5"), ({"than": "<b>"}, "&lt;b&gt;"),
        ({"low": 5, "high": ENDLESS}, "minst 5"),
        ({"low": -ENDLESS, "high": 12000}, "högst 12\u202f000"),
    ],
)  # fmt: skip
def test_numbers_and_limits_in_words(plan: dict[str, object], words: str) -> None:
    assert asked(render_why(planned(**plan), "turn-1"))[1:][0][1] == words


def test_what_is_known_of_all_is_said_and_many_values_are_folded() -> None:
    answer = planned()
    assert answer.computation
    worked = replace(answer.computation, rows=answer.computation.rows * 4, known=16, of=290)
    html = render_why(replace(answer, computation=worked), "turn-1")
    assert text("plan-known", "sv", known=16, of=290) in html
    assert '<details class="values"><summary>' in html
    assert '<details class="values" open><summary>' in render_why(answer, "turn-1")


def test_what_the_reader_considered_stands_below() -> None:
    passages = [{
        "paragraph_id": "ranks#1", "document": {"title": "Ranks", "language": "sv"}, "score": 0.5,
        "scores": {"cosine": 0.8, "coverage": 1.0}, "relevance": 0.5, "spans": [],
    }]  # fmt: skip
    html = render_why(replace(planned(), trace={"passages": passages}), "turn-1")
    assert html.index(text("worked-out", "sv")) < html.index(text("considered", "sv"))


def test_every_kind_of_plan_has_its_words() -> None:
    assert {f"plan-kind-{kind}" for kind in _RUNS} == {
        key for key in TEXTS if key.startswith("plan-kind-")
    }
