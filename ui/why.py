"""Why an answer was given, or none: the fold-out below it.

In: an Answer with its trace. Out: HTML that says in words how it was worked out, how well each
passage fitted and what decided, with the figures behind a fold of their own. This file does not
know how they were found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ui.safety import shown
from ui.texts import text
from ui.why_computed import render_worked_out

if TYPE_CHECKING:
    from qa.answer import Answer

# More passages than this explain nothing to a person; the figures show every one.
TOLD = 5
# Of the question's words, weighed by their rarity: the share that the passage holds.
_FIT = ((0.8, "strong"), (0.45, "fair"))
# Log-odds that the passage answers, as the reader says: even odds lie at 0, one in ten at -2.2.
_SAYS = ((0.0, "strong"), (-2.2, "fair"))
# How often answers with such a confidence were right, when it was calibrated.
_SURE = ((0.8, "sure"), (0.5, "likely"))
_QUOTED_CHARS = 80


def render_why(answer: Answer, anchor: str) -> str:
    """Return the fold-out, "" for a reply that nothing was looked up for.

    Args:
        answer: what the assistant said.
        anchor: prefix of the ids inside, unique on the page.
    """
    parts = render_worked_out(answer, f"{anchor}-why") + _read(answer)
    if not parts:
        return ""
    title = text("why-not" if answer.abstained else "why", answer.language)
    said = _decision(answer) + parts
    return f'<details class="why"><summary>{shown(title)}</summary>{said}</details>'


def _read(answer: Answer) -> str:
    """Return what the reader considered, "" where it was not asked."""
    passages = answer.trace.get("passages")
    if not passages:
        return ""
    language = answer.language
    items = "".join(_passage(passage, language) for passage in passages[:TOLD])
    title = shown(text("considered", language))
    return f"<h3>{title}</h3><ol>{items}</ol>{_figures(answer, passages)}"


def word_for(value: float, steps: tuple[tuple[float, str], ...], otherwise: str) -> str:
    """Return the key of the first step that a value reaches."""
    return next((key for least, key in steps if value >= least), otherwise)


def tenths(confidence: float) -> int:
    """Return a probability as whole tenths that never claim certainty: from 0 to 9."""
    return min(9, round(confidence * 10))


def _decision(answer: Answer) -> str:
    said = text("tenths", answer.language, count=tenths(answer.confidence))
    if answer.abstained:
        head = text("too-unsure", answer.language)
    else:
        head = text(word_for(answer.confidence, _SURE, "unsure"), answer.language)
    return f'<p class="sure"><strong>{shown(head)}</strong> {shown(said)}</p>'


def _passage(passage: Mapping[str, Any], language: str) -> str:
    document = passage["document"]
    fit = word_for(passage["scores"].get("coverage", 0.0), _FIT, "weak")
    says = word_for(passage["relevance"], _SAYS, "weak")
    lang = f' lang="{shown(document["language"])}"' if document["language"] else ""
    told = text("fits", language, fit=text(fit, language), says=text(says, language))
    spans = passage["spans"]
    best = ""
    if spans:
        words = spans[0]["text"]
        cut = words if len(words) <= _QUOTED_CHARS else f"{words[:_QUOTED_CHARS].rstrip()} …"
        best = (
            f' <span class="best">{shown(text("best-words", language))} '
            f'<q{lang} dir="auto">{shown(cut)}</q></span>'
        )
    title = document["title"] or text("untitled", language)
    return (
        f"<li><cite{lang if document['title'] else ''}><bdi>{shown(title)}</bdi></cite> "
        f'<span class="told">{shown(told)}</span>{best}</li>'
    )


def _figures(answer: Answer, passages: list[Mapping[str, Any]]) -> str:
    language = answer.language
    names = ("passage", "score", "cosine", "coverage", "relevance")
    head = "".join(f'<th scope="col">{shown(text(f"col-{n}", language))}</th>' for n in names)
    rows = "".join(_row(passage) for passage in passages)
    threshold = answer.trace.get("threshold", 0.0)
    limits = text(
        "figures-note",
        language,
        confidence=f"{answer.confidence:.2f}",
        threshold=f"{threshold:.2f}",
    )
    label = shown(text("figures", language))
    return (
        f'<details class="figures"><summary>{label}</summary>'
        f'<p class="note">{shown(limits)}</p>'
        f'<div class="table" role="region" tabindex="0" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details>"
    )


def _row(passage: Mapping[str, Any]) -> str:
    scores = passage["scores"]
    values = (
        passage["score"],
        scores.get("cosine", 0.0),
        scores.get("coverage", 0.0),
        passage["relevance"],
    )
    cells = "".join(f"<td>{value:.2f}</td>" for value in values)
    return f'<tr><th scope="row"><bdi>{shown(passage["paragraph_id"])}</bdi></th>{cells}</tr>'
