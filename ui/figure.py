"""The picture under a computed answer: drawn, said in words, as a table, and to take along.

In: an Answer. Out: its picture, and HTML around it; "" where there is nothing to draw. The
downloads are made in the browser by `conversation.js` from what stands here; nothing is stored.
This file does not know how a plot is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qa.facts import csv_line
from ui.drawing import draw
from ui.plotting import plot_of
from ui.safety import harmless, shown
from ui.texts import text
from ui.values import values_table

if TYPE_CHECKING:
    from qa.answer import Answer, Computation

# In the file as in the library's own export of facts, so that both are read by the same programs.
_CSV = ("who", "year", "measure", "value", "unit", "document", "url", "sentence")
# More titles than this would be a list, not a line below a picture.
_TITLES_NAMED = 3


def picture_of(answer: Answer) -> str:
    """Return the picture of an answer as SVG, "" where there is nothing to draw."""
    plot = plot_of(answer.computation, answer.language) if answer.computation else None
    return draw(plot) if plot else ""


def render_figure(answer: Answer, picture: str, anchor: str) -> str:
    """Return the figure around a picture, "" where there is none.

    Args:
        answer: whose picture it is.
        picture: as `picture_of` drew it.
        anchor: prefix of the ids inside, unique on the page.
    """
    computation = answer.computation
    plot = plot_of(computation, answer.language) if computation and picture else None
    if computation is None or plot is None:
        return ""
    language = answer.language
    note = f' <span class="note">{shown(plot.note)}</span>' if plot.note else ""
    label = shown(f"{text('plot', language)}: {plot.title}")
    return (
        f'<figure class="plot" aria-label="{label}" data-title="{shown(plot.title)}" '
        f'data-source="{shown(_source(answer))}" data-csv="{shown(_csv(answer, computation))}" '
        f'data-name="{shown(text("plot-file", language))}">'
        f'<figcaption dir="auto">{shown(plot.title)}{note}</figcaption>{picture}'
        f"{_table(answer, computation, anchor)}{_tools(language)}</figure>"
    )


def _tools(language: str) -> str:
    buttons = "".join(
        f'<button type="button" class="tool" data-do="{key}">{shown(text(key, language))}</button>'
        for key in ("download-png", "download-csv")
    )
    return f'<div class="tools">{buttons}</div>'


def _table(answer: Answer, computation: Computation, anchor: str) -> str:
    title = shown(text("plot-table", answer.language))
    table = values_table(answer, computation, f"{anchor}-value")
    return f'<details class="values"><summary>{title}</summary>{table}</details>'


def _csv(answer: Answer, computation: Computation) -> str:
    lines = [csv_line(_CSV)]
    for row in computation.rows:
        citation = answer.citations[row.citations[0]]
        document = citation.document
        origin = (document.title or document.id, document.url, citation.quote)
        value = (row.who, row.year, row.measure, row.value, row.unit)
        lines.append(csv_line([harmless(v) if isinstance(v, str) else v for v in value + origin]))
    return "".join(f"{line}\n" for line in lines)


def _source(answer: Answer) -> str:
    titles = list(dict.fromkeys(_titles(answer)))
    more = " …" if len(titles) > _TITLES_NAMED else ""
    named = "; ".join(titles[:_TITLES_NAMED])
    return text("plot-source", answer.language, titles=f"{named}{more}") if titles else ""


def _titles(answer: Answer) -> Iterable[str]:
    for citation in answer.citations:
        if title := citation.document.title:
            yield title
