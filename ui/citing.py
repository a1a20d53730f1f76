"""Citations as HTML: the numbers behind an answer, and the sentences they stand for.

In: an Answer and its place on the page. Out: links that open the document at the sentence, and a
list of the sentences with the answer's words marked. This file does not know the rest of a turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui.links import document_href, original_href
from ui.origin import about, language_mark
from ui.safety import shown
from ui.texts import text

if TYPE_CHECKING:
    from index.documents import Document
    from qa.answer import Answer, Citation, Passage

NEAREST_CHARS = 240


def markers(answer: Answer, citations: Iterable[int], anchor: str) -> str:
    """Return the numbers behind a claim; each opens the document at its sentence.

    Args:
        answer: whose citations are meant.
        citations: indices from 0.
        anchor: prefix of the ids, unique on the page.
    """
    return "".join(_marker(answer, index, f"{anchor}-{index + 1}") for index in citations)


def citations(answer: Answer, anchor: str) -> str:
    """Return the cited sentences in the order of their numbers."""
    items = "".join(
        f"<li>{_citation(citation, number, answer.language, anchor)}</li>"
        for number, citation in enumerate(answer.citations, start=1)
    )
    title = shown(text("citations", answer.language))
    return f'<h3 class="sr">{title}</h3><ol class="citations">{items}</ol>'


def near_passage(passage: Passage, language: str, name: str) -> str:
    """Return the beginning of a passage that is no answer, and a link to the whole.

    Args:
        passage: one that came near.
        language: of the words around it.
        name: id of the link, unique on the page.
    """
    document = passage.document
    end = min(passage.end, passage.start + NEAREST_CHARS)
    words = passage.text if end == passage.end else _shorten(passage.text, NEAREST_CHARS)
    link = document_link(document, passage.start, passage.end, language, name)
    return (
        f'<blockquote dir="auto"{language_mark(document)}>{lines(words)}</blockquote>'
        f'{about(document, language, passage.place)}<p class="links">{link}</p>'
    )


def document_link(document: Document, start: int, end: int, language: str, name: str) -> str:
    """Return a link that opens a document in the panel, with document.text[start:end] marked."""
    href = document_href(document.id, start, end, language)
    words = shown(text("in-document", language))
    return f'<a class="in-panel" id="{name}" href="{shown(href)}" {_TAB}>{words}</a>'


def lines(words: str) -> str:
    """Return text for HTML with its own line breaks."""
    return shown(words).replace("\n", "<br>")


# Without script, and when a person asks for it, a link opens in a new tab: leaving the page would
# lose the conversation, since nothing of it is stored.
_TAB = 'target="_blank" rel="noopener noreferrer"'


def _marker(answer: Answer, index: int, name: str) -> str:
    citation = answer.citations[index]
    document = citation.document
    href = document_href(document.id, citation.start, citation.end, answer.language)
    spoken = f"{text('citation', answer.language)} {index + 1}: {document.title}"
    return (
        f' <a class="marker in-panel" id="{name}" href="{shown(href)}" {_TAB} '
        f'lang="{answer.language}" aria-label="{shown(spoken)}">[{index + 1}]</a>'
    )


def _citation(citation: Citation, number: int, language: str, anchor: str) -> str:
    document = citation.document
    name = f"{anchor}-document-{number}"
    links = [document_link(document, citation.start, citation.end, language, name)]
    original = original_href(document, citation.quote)
    if original:
        links.append(_original(original, language))
    return (
        f'<span class="number" aria-hidden="true">{number}</span>'
        f'<blockquote dir="auto"{language_mark(document)}>{_marked(citation)}</blockquote>'
        f"{about(document, language, citation.place)}"
        f'<p class="links">{"".join(links)}</p>'
    )


def _original(href: str, language: str) -> str:
    tab = f'<span class="sr"> {shown(text("new-tab", language))}</span>'
    return f'<a href="{shown(href)}" {_TAB}>{shown(text("original", language))}{tab}</a>'


def _marked(citation: Citation) -> str:
    if citation.span is None:
        return lines(citation.quote)
    start, end = citation.span
    quote = citation.quote
    inside = f"<mark>{lines(quote[start:end])}</mark>"
    return f"{lines(quote[:start])}{inside}{lines(quote[end:])}"


def _shorten(words: str, most: int) -> str:
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"
