"""The page to bring documents and to take them out.

In: a library, what became of the last change. Out: a whole HTML page of plain forms. This file does
not know the web server, nor how a library is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.corpus_page import MOST_LISTED, set_aside
from ui.editing import MOST_FILES, Outcome
from ui.frame import render_frame
from ui.links import document_page_href
from ui.origin import language_mark
from ui.refusal_words import refusal_words
from ui.safety import shown
from ui.texts import text

if TYPE_CHECKING:
    from index.documents import Document
    from index.store import Library


def render_edit(library: Library, language: str, token: str, outcome: Outcome | None = None) -> str:
    """Return the page.

    Args:
        library: as it is now.
        language: of the page, "sv" or "en".
        token: what the forms bring back.
        outcome: of the change that was asked for, None before any.
    """
    main = (
        f'<h1 id="document-title">{shown(text("edit-page", language))}</h1>'
        f'<p class="note">{shown(text("edit-note", language))}</p>'
        f"{_outcome(library, outcome, language) if outcome else ''}"
        f"{_bring(language, token)}{_fetch(language, token)}{_held(library, language, token)}"
    )
    return render_frame(main, language, "./")


def _outcome(library: Library, outcome: Outcome, language: str) -> str:
    said = text(outcome.problem, language) if outcome.problem else ""
    if outcome.unchanged:
        said = text("edit-unchanged", language)
    parts = [f"<p>{shown(said)}</p>"] if said else []
    for key, documents in (("edit-added", outcome.added), ("edit-changed", outcome.changed)):
        items = "".join(_read(library, document, language) for document in documents)
        parts += _list(text(key, language, count=len(documents)), items)
    gone = "".join(f"<li><bdi>{shown(name)}</bdi></li>" for name in outcome.removed)
    parts += _list(text("edit-removed", language, count=len(outcome.removed)), gone)
    refused = "".join(
        f"<li><bdi>{shown(name)}</bdi>: {_reason(reason, language)}</li>"
        for name, reason in outcome.refused
    )
    parts += _list(text("edit-refused", language, count=len(outcome.refused)), refused)
    return f'<section class="outcome" role="status">{"".join(parts)}</section>'


def _reason(reason: str, language: str) -> str:
    words = refusal_words(reason, language)
    return shown(words) if words else f'<span lang="en">{shown(reason)}</span>'


def _list(title: str, items: str) -> Iterator[str]:
    if items:
        yield f"<h2>{shown(title)}</h2><ul>{items}</ul>"


def _read(library: Library, document: Document, language: str) -> str:
    """Return what was read of a document: where to see it, how much, and what was set aside."""
    count = sum(one.document_id == document.id for one in library.paragraphs)
    aside = [one for one in library.removed if one.document_id == document.id]
    return (
        f"<li>{_link(document, language)} · {shown(text('paragraphs', language, count=count))}"
        f"{set_aside(aside, language)}</li>"
    )


def _link(document: Document, language: str) -> str:
    lang = language_mark(document) if document.title else ""
    title = shown(document.title or text("untitled", language))
    return (
        f'<a href="{shown(document_page_href(document.id, language))}"{lang}><bdi>{title}</bdi></a>'
    )


def _form(content: str, language: str, token: str, legend: str) -> str:
    return (
        f'<form class="edit" method="post" action="edit?lang={language}" '
        f'enctype="multipart/form-data"><h2>{shown(legend)}</h2>'
        f'<input type="hidden" name="token" value="{shown(token)}">{content}</form>'
    )


def _bring(language: str, token: str) -> str:
    return _form(
        f'<label for="files">{shown(text("edit-files", language, most=MOST_FILES))}</label>'
        '<input id="files" name="files" type="file" multiple required>'
        f'<button name="what" value="files">{shown(text("edit-add", language))}</button>',
        language, token, text("edit-bring", language),
    )  # fmt: skip


def _fetch(language: str, token: str) -> str:
    return _form(
        f'<label for="address">{shown(text("edit-address", language))}</label>'
        '<input id="address" name="address" type="url" inputmode="url" autocomplete="off" '
        'placeholder="https://" required>'
        f'<button name="what" value="address">{shown(text("edit-fetch", language))}</button>',
        language, token, text("edit-web", language),
    )  # fmt: skip


def _held(library: Library, language: str, token: str) -> str:
    documents = list(library.documents.values())
    items = "".join(_out(one, language) for one in documents[:MOST_LISTED])
    more = ""
    if len(documents) > MOST_LISTED:
        words = text("too-many-listed", language, count=len(documents), most=MOST_LISTED)
        more = f'<p class="note">{shown(words)}</p>'
    title = text("edit-held", language, count=len(documents))
    return _form(f'{more}<ul class="held">{items}</ul>', language, token, title)


def _out(document: Document, language: str) -> str:
    title = document.title or text("untitled", language)
    name = shown(text("edit-take-out-what", language, title=title))
    return (
        f'<li>{_link(document, language)} <button name="remove" value="{shown(document.id)}" '
        f'aria-label="{name}">{shown(text("edit-take-out", language))}</button></li>'
    )


def documents_link(language: str) -> str:
    """Return the way from the list of documents to this page."""
    words = shown(text("edit-page", language))
    return f'<p class="note"><a href="edit?lang={language}">{words}</a></p>'
