"""Two scorecards → what changed, in figures and question by question.

In: two `Scorecard`s. Out: a `Comparison`, and its text. Only questions that stand in both, with
the same words and gold answers, are compared. It does not know files or the command line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.figures import Figure, difference, figures
from qa.measures import MEASURES, Measure
from qa.printing import counted, one_line
from qa.scorecard import Scorecard
from qa.scorecard_text import decimals, markdown, shown, title
from qa.verdict import Verdict

Pair = tuple[Verdict, Verdict]


@dataclass(frozen=True, slots=True)
class Change:
    """One figure on both sides and how far it moved; None where a side does not have it."""

    measure: Measure
    before: Figure | None
    after: Figure | None
    moved: Figure | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one scorecard to another.

    Attributes:
        common: the verdicts on questions of both, in the first one's order.
        changes: figures over the common questions.
        only_before: ids that only the first has.
        only_after: ids that only the second has.
        altered: ids whose question or gold answers are not the same on both sides.
        memory_mb: most memory of each, None where it is not known.
    """

    common: tuple[Pair, ...]
    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    altered: tuple[str, ...]
    memory_mb: tuple[float | None, float | None]

    @property
    def newly_right(self) -> list[Pair]:
        """Those that went wrong before and are right now."""
        return [(a, b) for a, b in self.common if b.right and not a.right]

    @property
    def newly_wrong(self) -> list[Pair]:
        """Those that were right before and go wrong now."""
        return [(a, b) for a, b in self.common if a.right and not b.right]

    @property
    def otherwise_answered(self) -> list[Pair]:
        """Those answered in other words, but as right or wrong as before."""
        same = [(a, b) for a, b in self.common if a.right == b.right]
        return [(a, b) for a, b in same if said(a) != said(b)]


def compare(before: Scorecard, after: Scorecard) -> Comparison:
    """Compare what two scorecards have in common."""
    first, second = ({v.gold.id: v for v in card.verdicts} for card in (before, after))
    both = [one for one in first if one in second]
    altered = [one for one in both if not _is_same(first[one], second[one])]
    common = [(first[one], second[one]) for one in both if one not in altered]
    return Comparison(
        common=tuple(common),
        changes=tuple(_changes(common)),
        only_before=tuple(one for one in first if one not in second),
        only_after=tuple(one for one in second if one not in first),
        altered=tuple(altered),
        memory_mb=(before.memory_mb, after.memory_mb),
    )


def said(verdict: Verdict) -> str:
    """Return what was said, "refused" of a refusal."""
    claims = [claim.text for claim in verdict.answer.claims]
    return "refused" if verdict.answer.abstained else " / ".join(claims)


def _is_same(left: Verdict, right: Verdict) -> bool:
    """Whether the same was asked; where it stands in its file does not matter."""
    return replace(left.gold, line=0) == replace(right.gold, line=0)


def _changes(common: Sequence[Pair]) -> Iterator[Change]:
    if not common:
        return
    before, after = ([pair[side] for pair in common] for side in (0, 1))
    first, second = figures(before), figures(after)
    for measure in MEASURES:
        sides = first.get(measure.name), second.get(measure.name)
        if any(sides):
            yield Change(measure, *sides, difference(measure, before, after))


def comparison_text(found: Comparison, names: tuple[str, str]) -> str:
    """Return a comparison as text for a terminal.

    Args:
        found: what changed.
        names: of the two scorecards.
    """
    both = " and ".join(map(one_line, names))
    blocks = [f"{counted(len(found.common), 'question')} in both {both}."]
    for what, ids in (
        (f"Only in {one_line(names[0])}", found.only_before),
        (f"Only in {one_line(names[1])}", found.only_after),
        ("Left out, since question or gold answers differ", found.altered),
    ):
        if ids:
            blocks.append(f"{what} ({len(ids)}): {', '.join(map(one_line, ids))}")
    if found.changes:
        blocks.append(markdown(list(_figure_rows(found.changes, names))))
    blocks += _memory(found.memory_mb)
    for what, pairs in (
        ("Newly right", found.newly_right),
        ("Newly wrong", found.newly_wrong),
        ("Answered otherwise, as right or wrong as before", found.otherwise_answered),
    ):
        blocks.append("\n".join([f"{what} ({len(pairs)})", *map(_line, pairs)]))
    return "\n\n".join(blocks) + "\n"


def _figure_rows(changes: Sequence[Change], names: tuple[str, str]) -> Iterator[list[str]]:
    yield ["figure", *names, "difference (95 %)", "beyond chance"]
    for change in changes:
        unit = change.measure.unit
        sides = (shown(one.value, unit) if one else "" for one in (change.before, change.after))
        yield [title(change.measure), *sides, _moved(change.moved, unit), _judged(change)]


def _moved(moved: Figure | None, unit: str) -> str:
    if moved is None:
        return ""
    value, low, high = (
        f"{one:+.{decimals(unit)}f}" for one in (moved.value, moved.low, moved.high)
    )
    return value if math.isnan(moved.low) else f"{value} ({low} to {high})"


def _judged(change: Change) -> str:
    """Say better or worse only where chance is an unlikely reason."""
    moved = change.moved
    if moved is None or moved.low <= 0 <= moved.high or math.isnan(moved.low):
        return ""
    return "worse" if (moved.value > 0) == change.measure.less_is_better else "better"


def _memory(sides: tuple[float | None, float | None]) -> Iterator[str]:
    if None not in sides:
        yield f"Peak memory: {sides[0]:,.0f} MB, {sides[1]:,.0f} MB."


def _line(pair: Pair) -> str:
    before, after = pair
    gold = before.gold
    expected = gold.answers[0] if gold.answers else "a refusal"
    words = f"{gold.id}: {gold.question} | {said(before)} → {said(after)} | expected {expected}"
    return f"- {one_line(words)}"
