"""How a computed answer was worked out: what was asked of the facts, and the values it rests on.

In: an Answer with its computation. Out: HTML for the fold-out below it. This file does not know how
a question becomes a plan, nor the rest of the fold-out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa.plan_numbers import ENDLESS
from ui.measuring import measure_words, number_words, scope_words
from ui.safety import shown
from ui.texts import TEXTS, text
from ui.values import values_table

if TYPE_CHECKING:
    from qa.answer import Answer, Computation

# More values than this are folded: a list of all municipalities would hide what stands below it.
_SHOWN_AT_ONCE = 12


def render_worked_out(answer: Answer, anchor: str) -> str:
    """Return the plan and the values, "" for an answer that was read in a sentence.

    Args:
        answer: what the assistant said.
        anchor: prefix of the ids inside, unique on the page.
    """
    computation = answer.computation
    if computation is None:
        return ""
    language = answer.language
    asked = "".join(
        f"<dt>{shown(text(f'plan-{key}', language))}</dt><dd><bdi>{shown(words)}</bdi></dd>"
        for key, words in _asked(computation, language)
    )
    # Of a ranking most places may be unknown; the answer is about those that are.
    known = text("plan-known", language, known=computation.known, of=computation.of)
    note = f'<p class="note">{shown(known)}</p>' if computation.of else ""
    count = len(computation.rows)
    opened = " open" if count <= _SHOWN_AT_ONCE else ""
    values = shown(text("plan-values", language, count=count))
    return (
        f'<p class="told">{shown(text("worked-out", language))}</p><dl class="plan">{asked}</dl>'
        f'{note}<details class="values"{opened}><summary>{values}</summary>'
        f'<div class="table" role="region" tabindex="0" aria-label="{values}">'
        f"{values_table(answer, computation, anchor)}</div></details>"
    )


def _asked(computation: Computation, language: str) -> Iterator[tuple[str, str]]:
    """Yield each part of the plan that the question gave, in words."""
    plan = computation.plan
    kind = f"plan-kind-{computation.kind}"
    yield "kind", text(kind, language) if kind in TEXTS else computation.kind
    if plan.get("measure"):
        yield "measure", measure_words(plan["measure"], language)
    if number := plan.get("number"):
        yield "number", _number(number, language)
    for key in ("names", "years"):
        if plan.get(key):
            yield key, ", ".join(plan[key])
    if plan.get("than"):
        yield "than", plan["than"]
    if plan.get("low") or plan.get("high"):
        yield "limits", _limits(plan.get("low", 0), plan.get("high", 0), language)
    if plan.get("place"):
        yield "place", plan["place"]
    if plan.get("ranking"):
        yield "ranking", plan["ranking"]
    if plan.get("scope"):
        yield "scope", scope_words(plan["scope"], language)


def _number(number: int, language: str) -> str:
    if number == -1:
        return text("plan-last", language)
    if number < 0:
        return text("plan-from-last", language, number=-number)
    return str(number)


def _limits(low: float, high: float, language: str) -> str:
    """Return the least and the greatest value meant; 0 or endless where none is stated."""
    if low == high:
        return number_words(low, language)
    if not high or high >= ENDLESS:
        return text("plan-at-least", language, low=number_words(low, language))
    if not low or low <= -ENDLESS:
        return text("plan-at-most", language, high=number_words(high, language))
    return f"{number_words(low, language)}–{number_words(high, language)}"
