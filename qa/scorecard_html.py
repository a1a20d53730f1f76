"""A scorecard as one HTML page that needs nothing else: no script, no network.

In: a `Scorecard`. Out: the page. Every word of a question, an answer or a document is text in it.
It does not know how figures are found, or how a plot is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa import plots
from qa.compare import said
from qa.measures import COVERAGE, MEASURES
from qa.plots import words
from qa.scorecard import ALL, KIND, LANGUAGE, Scorecard, Slice
from qa.scorecard_style import STYLE
from qa.scorecard_text import title, with_interval
from qa.verdict import Seen, Verdict

_TENTHS = range(1, 11)
# The three ways to go wrong, in the order of their colours.
WRONG_WAYS = ("wrong answer", "refused though answered", "answered though silent")


def scorecard_html(card: Scorecard) -> str:
    """Return the page."""
    everything = card.of(ALL)[0]
    parts = [
        _head(card),
        _figures("Figures", "all questions and by language", [everything, *card.of(LANGUAGE)]),
        _figures("By kind of question", "by kind of question", card.of(KIND)),
        _risk([everything, *card.of(LANGUAGE)]),
        _reliability(everything),
        _errors(card),
        _wrong(card),
        _meanings(),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>Källa: scorecard</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _head(card: Scorecard) -> str:
    asked = card.asked
    facts = {
        "Questions": f"{len(card.verdicts)}, of {asked.questions}",
        "Their checksum (SHA-256)": asked.sha256,
        "Asked of": asked.of,
        "Made": asked.made,
    }
    if card.memory_mb is not None:
        facts["Peak memory"] = f"{card.memory_mb:,.0f} MB"
    notes = "".join(f'<p class="note">{words(note)}</p>' for note in card.notes)
    return f"<h1>Källa: scorecard</h1>{_pairs(facts)}{notes}"


def _figures(heading: str, caption: str, slices: Sequence[Slice]) -> str:
    rows = []
    for measure in MEASURES:
        figures = [one.figures.get(measure.name) for one in slices]
        if any(figures):
            rows.append([title(measure), *(with_interval(f, measure.unit) for f in figures)])
    head = ["Figure", *(f"{one.name} ({one.questions})" for one in slices)]
    told = f"Figures, {caption}; number of questions and 95 % bootstrap interval in brackets"
    return f"<section><h2>{words(heading)}</h2>{_table(told, head, rows)}</section>"


def _risk(slices: Sequence[Slice]) -> str:
    known = [one for one in slices if one.risk_coverage]
    if not known:
        return ""
    lines = {one.name: [(p.coverage, p.risk) for p in one.risk_coverage] for one in known}
    told = [[one.name, *(f"{100 * _risk_at(one, tenth / 10):.0f}" for tenth in _TENTHS)]
            for one in known]  # fmt: skip
    described = "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in told)
    drawn = plots.curves(
        "risk", "Risk–coverage curve",
        f"Percent of wrong answers among the surest 10, 20, … 100 % of the questions. {described}.",
        lines, ("questions answered, surest first, %", "wrong among them, %"),
    )  # fmt: skip
    head = ["Questions", *(f"{10 * tenth} %" for tenth in _TENTHS)]
    table = _table("Percent wrong among the surest questions, by share answered", head, told)
    return (
        "<section><h2>Risk and coverage</h2>"
        f"<p>How many answers would be wrong if only the surest were given, up to all; the figure "
        f"at {100 * COVERAGE:.0f} % stands above.</p>{_figure(drawn)}{table}</section>"
    )


def _risk_at(one: Slice, coverage: float) -> float:
    """The risk at the point of the curve that is nearest to a coverage."""
    return min(one.risk_coverage, key=lambda point: abs(point.coverage - coverage)).risk


def _reliability(everything: Slice) -> str:
    bins = everything.reliability
    if not bins:
        return ""
    rows = [
        [f"{100 * b.low:.0f}–{100 * b.high:.0f} %", str(b.count),
         f"{100 * b.confidence:.1f}", f"{100 * b.right:.1f}"]
        for b in bins
    ]  # fmt: skip
    described = "; ".join(
        f"{sure} % sure, {right} % right, {n} questions" for _, n, sure, right in rows
    )
    drawn = plots.reliability(
        "reliability", "Reliability diagram", f"{described}.",
        [(b.confidence, b.right, b.count) for b in bins], ("mean confidence, %", "right, %"),
    )  # fmt: skip
    head = ["Confidence", "Questions", "Mean confidence, %", "Right, %"]
    return (
        "<section><h2>How sure, and how often right</h2><p>On the dashed line confidence is what "
        "it claims to be. The numbers are those of questions; a refusal counts as the answer that "
        f"it held back.</p>{_figure(drawn)}{_table('Confidence in ten bins', head, rows)}</section>"
    )


def way_wrong(verdict: Verdict) -> str:
    """Return which of WRONG_WAYS a wrong verdict went."""
    if not verdict.gold.answers:
        return WRONG_WAYS[2]
    return WRONG_WAYS[1 if verdict.answer.abstained else 0]


def _errors(card: Scorecard) -> str:
    rows = []
    for one in card.of(KIND):
        ways = [way_wrong(v) for v in card.wrong if v.gold.kind_name == one.name]
        rows.append((one.name, {way: ways.count(way) for way in WRONG_WAYS}))
    cells = [[kind, *map(str, counts.values())] for kind, counts in rows]
    described = "; ".join(
        f"{kind}: {', '.join(f'{count} {way}' for way, count in counts.items())}"
        for kind, counts in rows
    )
    drawn = plots.bars("errors", "Errors by kind of question", f"{described}.", rows)
    table = _table("Number of questions that went wrong", ["Kind", *WRONG_WAYS], cells)
    return f"<section><h2>Errors by kind of question</h2>{_figure(drawn)}{table}</section>"


def _wrong(card: Scorecard) -> str:
    articles = "".join(map(_case, card.wrong))
    return (
        f"<section><h2>What went wrong ({len(card.wrong)})</h2>"
        f"{articles or '<p>Nothing.</p>'}</section>"
    )


def _case(verdict: Verdict) -> str:
    gold, answer = verdict.gold, verdict.answer
    facts = {
        "What went wrong": f"{way_wrong(verdict)} ({gold.kind_name})",
        "Answered": said(verdict),
        "Expected": " / ".join(gold.answers) or "a refusal",
        "Confidence": f"{answer.confidence:.2f}",
    }
    if answer.abstained and verdict.candidate:
        facts["Would have answered"] = verdict.candidate
    quotes = "".join(
        f'<blockquote lang="{words(cited.document.language)}" dir="auto">{words(cited.quote)} '
        f"<cite>{words(cited.document.title or cited.document.id)}</cite></blockquote>"
        for cited in answer.citations
    )
    passages = _passages(verdict, verdict.passages or answer.nearest)
    return (
        f'<article><h3><span class="id">{words(gold.id)}</span> '
        f'<span lang="{words(gold.language)}">{words(gold.question)}</span></h3>'
        f"{_pairs(facts)}{quotes}{passages}</article>"
    )


def _passages(verdict: Verdict, passages: Sequence[Seen]) -> str:
    if not passages:
        return ""
    names = list(dict.fromkeys(name for passage in passages for name in passage.scores))
    rows = [
        [p.document.title or p.document.id, f"{p.score:.3f}",
         *(f"{p.scores[name]:.3f}" if name in p.scores else "" for name in names), p.text]
        for p in passages
    ]  # fmt: skip
    caption = f"Passages for {verdict.gold.id}, best first"
    table = _table(caption, ["Document", "Score", *names, "Passage"], rows)
    return f"<details><summary>Its passages ({len(passages)})</summary>{table}</details>"


def _meanings() -> str:
    rows = [[title(measure), measure.meaning] for measure in MEASURES]
    table = _table("What each figure means", ["Figure", "Meaning"], rows)
    return f"<section><h2>What the figures mean</h2>{table}</section>"


def _figure(drawn: str) -> str:
    return f"<figure>{drawn}</figure>"


def _pairs(facts: dict[str, str]) -> str:
    said = "".join(
        f'<div><dt>{words(name)}</dt><dd dir="auto">{words(value)}</dd></div>'
        for name, value in facts.items()
    )
    return f"<dl>{said}</dl>"


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column names its rows, in a box that scrolls with the keyboard too."""
    told = words(caption)
    return (
        f'<div class="scroll" role="region" aria-label="{told}" tabindex="0"><table>'
        f"<caption>{told}</caption><thead><tr>{''.join(_heads(head))}</tr></thead>"
        f"<tbody>{''.join(map(_row, rows))}</tbody></table></div>"
    )


def _heads(head: Sequence[str]) -> Iterator[str]:
    yield from (f'<th scope="col">{words(cell)}</th>' for cell in head)


def _row(row: Sequence[str]) -> str:
    cells = "".join(f'<td dir="auto">{words(cell)}</td>' for cell in row[1:])
    return f'<tr><th scope="row">{words(row[0])}</th>{cells}</tr>'
