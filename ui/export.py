"""A turn as plain text, as Markdown and as JSON, for copying and keeping elsewhere.

In: a question and its Answer. Out: text. The page hands it to whoever asks for it, and keeps
nothing. This file does not know the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ui.links import original_href
from ui.safety import harmless
from ui.texts import date_words, text

if TYPE_CHECKING:
    from index.documents import Document
    from qa.answer import Answer, Citation

# Signs that Markdown, or HTML within it, would take for more than text.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&=-])")


def as_text(question: str, answer: Answer) -> str:
    """Return question, answer and numbered citations as plain text."""
    blocks = [question, _said(answer)]
    for number, citation in enumerate(answer.citations, start=1):
        lines = [f"[{number}] ”{citation.quote}”", _origin(citation.document, answer.language)]
        blocks.append("\n".join([*lines, *_address(citation)]))
    return harmless("\n\n".join(blocks))


def as_markdown(question: str, answer: Answer) -> str:
    """Return the same as Markdown; a document's own signs stay text in it."""
    blocks = [f"## {_line(question)}", f"**{_line(_said(answer))}**"]
    for number, citation in enumerate(answer.citations, start=1):
        # Four blanks at the beginning of a line would make code of it.
        quoted = re.sub(r"\n\s*", "\n   > ", _plain(citation.quote.strip()))
        origin = _line(_origin(citation.document, answer.language))
        lines = [f"{number}. > {quoted}", f"   {origin}"]
        # Between angle brackets, where an address keeps its signs and can end nowhere else.
        lines += [f"   <{address}>" for address in _address(citation)]
        blocks.append("\n\n".join(lines))
    return harmless("\n\n".join(blocks))


def as_data(question: str, answer: Answer) -> dict[str, Any]:
    """Return the same as JSON-ready values, under the question as the page shows it."""
    return {**answer.to_dict(), "question": question}


def _said(answer: Answer) -> str:
    if answer.abstained:
        return answer.text
    claims = [
        f"{claim.text} {''.join(f'[{index + 1}]' for index in claim.citations)}"
        for claim in answer.claims
    ]
    head = [text("differ", answer.language)] if answer.disagreement else []
    return " ".join([*head, "; ".join(claims)])


def _origin(document: Document, language: str) -> str:
    date = date_words(document.date, language) if document.date else ""
    title = document.title or text("untitled", language)
    return ", ".join(part for part in (title, document.publisher, date) if part)


def _address(citation: Citation) -> list[str]:
    address = original_href(citation.document, citation.quote)
    return [address] if address else []


def _line(words: str) -> str:
    return _plain(" ".join(words.split()))


def _plain(words: str) -> str:
    # A number and a full stop begin a list, which would count for itself.
    return re.sub(r"(?m)^(\s*[0-9]+)\.", r"\1\.", _MARKUP.sub(r"\\\1", words))
