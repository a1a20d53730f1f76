"""A scorecard as text for a terminal: tables in Markdown.

In: a `Scorecard`. Out: text. Words of questions and files are somebody else's, so that nothing of
them reaches the terminal as a command. It writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.figures import Figure
from qa.measures import MEASURES, Measure
from qa.printing import counted, one_line
from qa.scorecard import ALL, KIND, LANGUAGE, Scorecard, Slice


def scorecard_text(card: Scorecard) -> str:
    """Return the whole scorecard."""
    blocks = [
        _head(card),
        markdown(_by_slice([*card.of(ALL), *card.of(LANGUAGE)])),
        "By kind of question:\n\n" + markdown(_by_slice(card.of(KIND))),
    ]
    bins = list(_bins(card.of(ALL)[0]))
    if len(bins) > 1:
        blocks.append("How sure, and how often right:\n\n" + markdown(bins))
    if card.notes:
        blocks.append("\n".join(f"Note: {note}" for note in card.notes))
    blocks.append(f"{counted(len(card.wrong), 'question')} went wrong; --html FILE shows each.")
    return "\n\n".join(blocks) + "\n"


def shown(value: float, unit: str) -> str:
    """Return a value as its unit is written: 85.0, 0.912 or 240."""
    return f"{value:.{decimals(unit)}f}"


def decimals(unit: str) -> int:
    """Return how many decimals a unit is written with."""
    return {"%": 1, "ms": 0}.get(unit, 3)


def with_interval(figure: Figure | None, unit: str) -> str:
    """Return a figure with its interval, as in "85.0 (79.5–90.0)"; "" when there is none."""
    if figure is None:
        return ""
    value, low, high = (shown(one, unit) for one in (figure.value, figure.low, figure.high))
    return f"{value} ({low}–{high})"


def title(measure: Measure) -> str:
    """Return a measure's title with its unit."""
    return f"{measure.title}, {measure.unit}" if measure.unit else measure.title


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table, the first one being its head."""
    cells = [[one_line(cell).replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(3, *map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])


def _head(card: Scorecard) -> str:
    asked = card.asked
    who = "the chat at" if asked.over_http else "the library"
    text = (
        f"{counted(len(card.verdicts), 'question')} of {one_line(asked.questions)}, asked of {who} "
        f"{one_line(asked.of)} at {asked.made}. In brackets: 95 % bootstrap interval."
    )
    memory = "" if card.memory_mb is None else f" Peak memory: {card.memory_mb:,.0f} MB."
    return text + memory


def _by_slice(slices: Sequence[Slice]) -> list[list[str]]:
    rows = [["figure", *(f"{one.name} ({one.questions})" for one in slices)]]
    for measure in MEASURES:
        figures = [one.figures.get(measure.name) for one in slices]
        if any(figures):
            cells = (with_interval(figure, measure.unit) for figure in figures)
            rows.append([title(measure), *cells])
    return rows


def _bins(everything: Slice) -> Iterator[list[str]]:
    yield ["confidence", "questions", "mean confidence, %", "right, %"]
    for one in everything.reliability:
        share = (f"{100 * value:.1f}" for value in (one.confidence, one.right))
        yield [f"{100 * one.low:.0f}–{100 * one.high:.0f} %", str(one.count), *share]
