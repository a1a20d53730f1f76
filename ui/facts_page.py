"""The facts as a table that is sorted, filtered and turned by forms, without script.

In: a library and what is wanted of it. Out: a whole HTML page, which the chat shows in its panel;
each row opens the document at its sentence. What is wanted goes back in a form's body, so that no
address holds a name. This file does not know the web server or how facts were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ui.fact_list import (
    COLUMNS,
    MOST_NAME_CHARS,
    PAGE_ROWS,
    Wanted,
    fitting,
    measures,
    years,
)
from ui.frame import render_frame
from ui.links import document_href
from ui.measuring import measure_words, scope_words, value_words
from ui.origin import language_mark
from ui.safety import shown
from ui.texts import text

if TYPE_CHECKING:
    from index.facts import Fact
    from index.store import Library


# The field of a form that holds all that is wanted in one line, and the form that sends it.
STEP = "step"
_STEPS = "fact-steps"


def render_facts(library: Library, wanted: Wanted, language: str) -> str:
    """Return the page.

    Args:
        library: whose facts are shown.
        wanted: which of them, in which order; a page behind the last shows the last.
        language: of the page, "sv" or "en".
    """
    found = fitting(library, wanted)
    pages = max(1, -(-len(found) // PAGE_ROWS))
    wanted = replace(wanted, page=min(wanted.page, pages))
    first = (wanted.page - 1) * PAGE_ROWS
    rows = found[first : first + PAGE_ROWS]
    table = _table(library, rows, wanted, language) if rows else _empty(library, language)
    main = (
        f'<div class="facts"><h1 id="document-title">{shown(text("facts", language))}</h1>'
        f'<p class="note">{shown(text("facts-note", language))}</p>'
        f"{_form(library, wanted, language) if library.facts else ''}"
        f'<p class="count" role="status">{shown(_count(found, first, rows, language))}</p>'
        f"{table}{_below(found, wanted, pages, language)}</div>"
    )
    return render_frame(main, language, "./")


def _form(library: Library, wanted: Wanted, language: str) -> str:
    kept = {"sort": wanted.sort, "order": "desc" if wanted.descending else ""}
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{shown(value)}">'
        for name, value in kept.items()
        if value
    )
    named = [(measure, measure_words(measure, language)) for measure in measures(library.facts)]
    told = [(year, year) for year in years(library.facts)]
    clear = ""
    if wanted.filters:
        every = Wanted(sort=wanted.sort, descending=wanted.descending)
        clear = _button(every, language, shown(text("facts-all", language)))
    return (
        f'<form id="{_STEPS}" method="post" action="facts?lang={language}"></form>'
        f'<form class="filter" role="search" method="post" action="facts?lang={language}">'
        f"{hidden}"
        f'<p><label for="fact-who">{shown(text("col-who", language))}</label>'
        f'<input id="fact-who" name="who" type="search" autocomplete="off" '
        f'maxlength="{MOST_NAME_CHARS}" value="{shown(wanted.who)}"></p>'
        f"{_choice('year', told, wanted.year, language)}"
        f"{_choice('measure', named, wanted.measure, language)}"
        f"<p><button>{shown(text('facts-show', language))}</button>{clear}</p></form>"
    )


def _choice(name: str, known: Iterable[tuple[str, str]], chosen: str, language: str) -> str:
    options = "".join(
        f'<option value="{shown(value)}"{" selected" if value == chosen else ""}>'
        f"{shown(words)}</option>"
        for value, words in [("", text("facts-any", language)), *known]
    )
    return (
        f'<p><label for="fact-{name}">{shown(text(f"col-{name}", language))}</label>'
        f'<select id="fact-{name}" name="{name}">{options}</select></p>'
    )


def _count(found: Sequence[Fact], first: int, rows: Sequence[Fact], language: str) -> str:
    said = text("facts-count", language, count=len(found))
    if len(rows) < len(found):
        shown_rows = {"first": first + 1, "last": first + len(rows)}
        said = f"{said} {text('facts-part', language, **shown_rows)}"
    return said if found else ""


def _empty(library: Library, language: str) -> str:
    key = "facts-none-fit" if library.facts else "facts-none"
    return f'<p class="empty">{shown(text(key, language))}</p>'


def _table(library: Library, rows: Sequence[Fact], wanted: Wanted, language: str) -> str:
    # The roles say what the tags say; a style sheet that turns rows into cards would unsay it.
    heads = "".join(_head(column, wanted, language) for column in COLUMNS)
    body = "".join(_row(library, fact, language) for fact in rows)
    return (
        f'<table role="table" aria-label="{shown(text("facts", language))}">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _head(column: str, wanted: Wanted, language: str) -> str:
    order = ""
    if column == wanted.sort:
        order = f' aria-sort="{"descending" if wanted.descending else "ascending"}"'
    words = shown(text(f"col-{column}", language))
    button = _button(wanted.sorted_by(column), language, words)
    return f'<th role="columnheader" scope="col" class="{column}"{order}>{button}</th>'


def _row(library: Library, fact: Fact, language: str) -> str:
    document = library.documents[fact.document_id]
    href = document_href(document.id, fact.start, fact.end, language)
    title = document.title or text("untitled", language)
    cells = {
        "year": fact.year,
        "measure": measure_words(fact.measure, language),
        "value": value_words(fact.measure, fact.value, fact.unit, language),
        "scope": scope_words(fact.scope, language),
    }
    spoken = " ".join(part for part in (fact.who, *cells.values()) if part)
    shown_cells = "".join(
        f'<td role="cell" class="{name}"><bdi>{shown(words)}</bdi></td>'
        for name, words in cells.items()
    )
    lang = language_mark(document) if document.title else ""
    return (
        f'<tr role="row"><th role="rowheader" scope="row" class="who">'
        f'<a class="in-panel" href="{shown(href)}" aria-label="{shown(spoken)}">'
        f"<bdi>{shown(fact.who)}</bdi></a></th>{shown_cells}"
        f'<td role="cell" class="document"><cite{lang}><bdi>{shown(title)}</bdi></cite></td></tr>'
    )


def _below(found: Sequence[Fact], wanted: Wanted, pages: int, language: str) -> str:
    """Return the way to the other pages, and to all that was found as a file."""
    turn = ""
    if pages > 1:
        where = shown(text("facts-page", language, page=wanted.page, pages=pages))
        steps = [
            _button(replace(wanted, page=page), language, shown(text(key, language)))
            if 1 <= page <= pages
            else ""
            for key, page in (("facts-back", wanted.page - 1), ("facts-on", wanted.page + 1))
        ]
        label = shown(text("facts-pages", language))
        turn = f'<nav aria-label="{label}">{steps[0]}<span>{where}</span>{steps[1]}</nav>'
    if not found:
        return turn
    csv = shown(text("facts-csv", language, count=len(found)))
    name = shown(f"{text('facts-file', language)}.csv")
    elsewhere = f' formaction="facts.csv?lang={language}" data-name="{name}"'
    return f'{turn}<p class="links">{_button(wanted, language, csv, elsewhere)}</p>'


def _button(wanted: Wanted, language: str, words: str, more: str = "") -> str:
    value = shown(wanted.query(language))
    return (
        f'<button class="step" form="{_STEPS}" name="{STEP}" value="{value}"{more}>{words}</button>'
    )
