"""The values that a computed answer rests on, as a table with the numbers of their sentences.

In: an Answer with its computation. Out: an HTML table. This file does not know where it stands, nor
how the values were found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.citing import markers
from ui.measuring import measure_words, value_words
from ui.safety import shown
from ui.texts import text

if TYPE_CHECKING:
    from qa.answer import Answer, Computation, ComputedValue

_COLUMNS = ("who", "year", "measure", "value")


def values_table(answer: Answer, computation: Computation, anchor: str) -> str:
    """Return the table.

    Args:
        answer: whose citations state the values.
        computation: of that answer.
        anchor: prefix of the ids inside, unique on the page.
    """
    heads = "".join(
        f'<th scope="col">{shown(text(f"col-{column}", answer.language))}</th>'
        for column in _COLUMNS
    )
    rows = "".join(
        _row(answer, row, f"{anchor}-{number}")
        for number, row in enumerate(computation.rows, start=1)
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(answer: Answer, row: ComputedValue, anchor: str) -> str:
    language = answer.language
    measure = measure_words(row.measure, language)
    value = value_words(row.measure, row.value, row.unit, language)
    return (
        f'<tr><th scope="row"><bdi>{shown(row.who)}</bdi></th><td>{shown(row.year)}</td>'
        f"<td><bdi>{shown(measure)}</bdi></td><td><bdi>{shown(value)}</bdi>"
        f"{markers(answer, row.citations, anchor)}</td></tr>"
    )
