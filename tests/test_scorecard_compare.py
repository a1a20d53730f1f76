"""Two scorecards are compared: by figures, by questions, and only where it is the same question."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from qa.compare import compare, comparison_text
from qa.verdict import Verdict, weigh
from tests.made_verdicts import answered, card, four, gold, refused


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
