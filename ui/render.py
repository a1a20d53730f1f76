"""Answers as HTML.

In: an Answer, or a question that waits for one. Out: HTML in which every word of a question or a
document is text. This file does not know Gradio, the library, or how an answer is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.phrases import phrase
from ui.links import document_href, original_href
from ui.safety import shown
from ui.texts import date_words, text

if TYPE_CHECKING:
    from index.documents import Document
    from index.whereabouts import Place
    from qa.answer import Answer, Citation, Claim, Passage

# Two are enough to go on with; more would read like an answer.
NEAREST_SHOWN = 2
NEAREST_CHARS = 240
LARGE_CHARS = 70


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it.

    Attributes:
        question: as it was asked.
        language: of the page when it was asked, "sv" or "en".
        answer: None while it waits, and when it failed.
        failed: True when no answer could be made.
    """

    question: str
    language: str
    answer: Answer | None = None
    failed: bool = False


def render_conversation(turns: Sequence[Turn], language: str, *, first: int = 1) -> str:
    """Return the conversation, oldest first.

    Args:
        turns: what was asked and answered.
        language: of the page, "sv" or "en".
        first: number of the first turn, from 1; it goes on counting when old ones are dropped.
    """
    if not turns:
        return ""
    articles = "".join(_turn(turn, number) for number, turn in enumerate(turns, start=first))
    label = shown(text("conversation", language))
    return f'<section class="conversation" aria-label="{label}">{articles}</section>'


def render_answer(answer: Answer, anchor: str) -> str:
    """Return one answer: how it was understood, its words, its citations or what came nearest.

    Args:
        answer: what the assistant said.
        anchor: prefix of the ids inside, unique on the page.
    """
    understood = _understood(answer)
    if answer.abstained:
        return understood + _refusal(answer)
    if answer.disagreement:
        said = _disagreement(answer, anchor)
    else:
        said = "".join(_claim(answer, claim, anchor) for claim in answer.claims)
    if answer.computation:
        # The short answer stands large; the sentence has the values that it was worked out from.
        said += f'<p class="note" dir="auto">{shown(answer.computation.sentence)}</p>'
    return understood + said + _citations(answer, anchor)


def announcement(turn: Turn) -> str:
    """Return what a screen reader is told when the turn is finished, as plain text."""
    if turn.answer is None:
        return text("failed", turn.language)
    language = turn.answer.language
    said = turn.answer.understood_as
    understood = f"{text('understood', language, question=said)} " if said else ""
    if turn.answer.abstained:
        return f"{understood}{turn.answer.text}"
    differ = f"{phrase('disagreement', language)} " if turn.answer.disagreement else ""
    claims = "; ".join(claim.text for claim in turn.answer.claims)
    return f"{understood}{text('answer', language)}: {differ}{claims}"


def _turn(turn: Turn, number: int) -> str:
    language = turn.answer.language if turn.answer else turn.language
    anchor = f"turn-{number}"
    if turn.answer:
        body = render_answer(turn.answer, anchor)
    else:
        key = "failed" if turn.failed else "asking"
        body = f'<p class="{key}">{shown(text(key, language))}</p>'
    waiting = turn.answer is None and not turn.failed
    # A heading without words would be one that a screen reader cannot name.
    question = turn.question if turn.question.strip() else text("no-words", language)
    spoken = "" if waiting else f' data-announce="{shown(announcement(turn))}"'
    return (
        f'<article class="turn" id="{anchor}" lang="{language}" tabindex="-1" '
        f'aria-labelledby="{anchor}-question"{spoken}>'
        f'<h2 class="question" id="{anchor}-question"><bdi>{shown(question)}</bdi></h2>'
        f"{body}</article>"
    )


def _understood(answer: Answer) -> str:
    """Return the line that says which question a follow-up was taken for, "" for other ones."""
    if not answer.understood_as:
        return ""
    said = text("understood", answer.language, question=answer.understood_as)
    return f'<p class="note" dir="auto">{shown(said)}</p>'


def _claim(answer: Answer, claim: Claim, anchor: str) -> str:
    # A name or a number stands large; a sentence at that size would be hard to read.
    size = "answer" if len(claim.text) <= LARGE_CHARS else "answer long"
    return (
        f'<p class="{size}" lang="{_claim_language(answer, claim)}" dir="auto">'
        f"{shown(claim.text)}{_markers(claim.citations, anchor, answer.language)}</p>"
    )


def _refusal(answer: Answer) -> str:
    said = f'<p class="refusal">{_lines(answer.text)}</p>'
    # Only a question that was looked for in the documents has something that came near.
    if answer.reason != "not-in-documents" or not answer.nearest:
        return said
    items = "".join(
        f"<li>{_nearest(passage, answer.language)}</li>"
        for passage in answer.nearest[:NEAREST_SHOWN]
    )
    return (
        f'{said}<div class="nearest"><h3>{shown(text("nearest", answer.language))}</h3>'
        f'<p class="note">{shown(text("nearest-note", answer.language))}</p><ul>{items}</ul></div>'
    )


def _nearest(passage: Passage, language: str) -> str:
    document = passage.document
    end = min(passage.end, passage.start + NEAREST_CHARS)
    words = passage.text if end == passage.end else _shorten(passage.text, NEAREST_CHARS)
    return (
        f'<blockquote dir="auto"{_lang(document)}>{_lines(words)}</blockquote>'
        f"{_about(document, language, passage.place)}"
        f'<p class="links">{_document_link(document, passage.start, passage.end, language)}</p>'
    )


def _disagreement(answer: Answer, anchor: str) -> str:
    items = "".join(
        f'<li><span class="claim" lang="{_claim_language(answer, claim)}" dir="auto">'
        f"{shown(claim.text)}</span>{_markers(claim.citations, anchor, answer.language)}"
        f'<span class="when">{_whens(answer, claim)}</span></li>'
        for claim in answer.claims
    )
    return (
        f'<div class="disagreement"><p class="differ">{_phrase("disagreement", answer)} '
        f"{shown(text('disagreement-note', answer.language))}</p><ul>{items}</ul></div>"
    )


def _whens(answer: Answer, claim: Claim) -> str:
    documents = [answer.citations[index].document for index in claim.citations]
    return "; ".join(_origin(document, answer.language, undated=True) for document in documents)


def _citations(answer: Answer, anchor: str) -> str:
    items = "".join(
        f'<li id="{anchor}-citation-{number}" tabindex="-1">'
        f"{_citation(citation, number, answer.language)}</li>"
        for number, citation in enumerate(answer.citations, start=1)
    )
    title = shown(text("citations", answer.language))
    return f'<h3 class="sr">{title}</h3><ol class="citations">{items}</ol>'


def _citation(citation: Citation, number: int, language: str) -> str:
    document = citation.document
    links = [_document_link(document, citation.start, citation.end, language)]
    original = original_href(document, citation.quote)
    if original:
        links.append(_link(original, "original", language))
    return (
        f'<span class="number" aria-hidden="true">{number}</span>'
        f'<blockquote dir="auto"{_lang(document)}>{_marked(citation)}</blockquote>'
        f"{_about(document, language, citation.place)}"
        f'<p class="links">{"".join(links)}</p>'
    )


def _marked(citation: Citation) -> str:
    if citation.span is None:
        return _lines(citation.quote)
    start, end = citation.span
    quote = citation.quote
    inside = f"<mark>{_lines(quote[start:end])}</mark>"
    return f"{_lines(quote[:start])}{inside}{_lines(quote[end:])}"


def _about(document: Document, language: str, place: Place) -> str:
    title = document.title or text("untitled", language)
    lang = _lang(document) if document.title else ""
    origin = _origin(document, language)
    where = f'<bdi class="place">{shown(place.words(language))}</bdi>'
    origin = ", ".join(part for part in (origin, where if place.to_dict() else "") if part)
    more = f'<span class="origin">{origin}</span>' if origin else ""
    return f'<p class="about"><cite{lang}><bdi>{shown(title)}</bdi></cite>{more}</p>'


def _origin(document: Document, language: str, *, undated: bool = False) -> str:
    parts = [f"<bdi>{shown(document.publisher)}</bdi>"] if document.publisher else []
    if document.date:
        words = shown(date_words(document.date, language))
        parts.append(f'<time datetime="{shown(document.date)}">{words}</time>')
    elif undated:
        parts.append(shown(text("undated", language)))
    return ", ".join(parts)


def _markers(citations: Iterable[int], anchor: str, language: str) -> str:
    word = shown(text("citation", language))
    return "".join(
        f' <a class="marker" href="#{anchor}-citation-{index + 1}">'
        f'<span class="sr" lang="{language}">{word} </span>[{index + 1}]</a>'
        for index in citations
    )


def _document_link(document: Document, start: int, end: int, language: str) -> str:
    return _link(document_href(document.id, start, end, language), "in-document", language)


def _link(href: str, key: str, language: str) -> str:
    # A new tab, since leaving the page would lose the conversation: nothing of it is stored.
    tab = f'<span class="sr"> {shown(text("new-tab", language))}</span>'
    return (
        f'<a href="{shown(href)}" target="_blank" rel="noopener noreferrer">'
        f"{shown(text(key, language))}{tab}</a>"
    )


def _lines(words: str) -> str:
    return shown(words).replace("\n", "<br>")


def _phrase(key: str, answer: Answer) -> str:
    return shown(phrase(key, answer.language))


def _lang(document: Document) -> str:
    return f' lang="{shown(document.language)}"' if document.language else ""


def _claim_language(answer: Answer, claim: Claim) -> str:
    return shown(answer.citations[claim.citations[0]].document.language or answer.language)


def _shorten(words: str, most: int) -> str:
    return words[:most].rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"
