"""What can be asked about: every document, with what cleaning set aside, and a search.

In: a library and words to search for. Out: a whole HTML page, which the chat shows in its panel.
The words come in a form's body, so that no address holds them. This file does not know the web
server, and does not rank: it finds documents that hold every word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ui.frame import render_frame
from ui.links import document_page_href
from ui.origin import language_mark, origin
from ui.safety import harmless, shown
from ui.texts import TEXTS, date_words, text

if TYPE_CHECKING:
    from index.documents import Document
    from index.paragraphs import Removed
    from qa.assistant import Assistant

# A longer list is searched sooner than read.
MOST_LISTED = 300
MOST_WORDS_CHARS = 200
_AROUND_CHARS = 70
_REMOVED_CHARS = 160


def render_corpus(assistant: Assistant, language: str, *, words: str = "", more: str = "") -> str:
    """Return the page.

    Args:
        assistant: whose library is shown.
        language: of the page, "sv" or "en".
        words: what to search for, "" for every document.
        more: HTML below what is said of the whole.
    """
    library = assistant.library
    words = " ".join(harmless(words[:MOST_WORDS_CHARS]).split())
    wanted = words.casefold().split()
    found = [d for d in library.documents.values() if _holds(d, wanted)]
    counts = Counter(paragraph.document_id for paragraph in library.paragraphs)
    removed: dict[str, list[Removed]] = {}
    for part in library.removed:
        removed.setdefault(part.document_id, []).append(part)
    items = "".join(
        _item(number, document, language, wanted, counts[document.id], removed)
        for number, document in enumerate(found[:MOST_LISTED], start=1)
    )
    main = (
        f'<h1 id="document-title">{shown(text("all-documents", language))}</h1>'
        f"{_facts(assistant, language)}{more}{_form(words, language)}"
        f'<p class="count" role="status">{shown(_count(found, wanted, language))}</p>'
        f'<ol class="documents">{items}</ol>'
    )
    return render_frame(main, language, "./")


def _holds(document: Document, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    words = f"{document.title} {document.publisher} {document.date} {document.text}".casefold()
    return all(word in words for word in wanted)


def _facts(assistant: Assistant, language: str) -> str:
    library = assistant.library
    said = [
        text(
            "holds",
            language,
            documents=len(library.documents),
            paragraphs=len(library.paragraphs),
        )
    ]
    manifest = getattr(library, "manifest", None)
    if manifest:
        said.append(text("updated", language, date=date_words(manifest.created[:10], language)))
    facts = ""
    if count := len(library.facts):
        words = shown(text("facts-link", language, count=count))
        facts = f' <a class="in-panel" href="facts?lang={language}">{words}</a>'
    return f'<p class="note">{shown(" ".join(said))}{facts}</p>'


def _form(words: str, language: str) -> str:
    label = shown(text("search-in", language))
    return (
        f'<form class="search" role="search" method="post" action="documents?lang={language}">'
        f'<label for="words">{label}</label><div class="line">'
        f'<input id="words" name="words" type="search" autocomplete="off" '
        f'maxlength="{MOST_WORDS_CHARS}" value="{shown(words)}">'
        f"<button>{shown(text('search', language))}</button></div></form>"
    )


def _count(found: Sequence[Document], wanted: Sequence[str], language: str) -> str:
    if not found:
        return text("none-found", language)
    if len(found) > MOST_LISTED:
        return text("too-many-listed", language, count=len(found), most=MOST_LISTED)
    return text("found", language, count=len(found)) if wanted else ""


def _item(
    number: int,
    document: Document,
    language: str,
    wanted: Sequence[str],
    paragraphs: int,
    removed: dict[str, list[Removed]],
) -> str:
    title = document.title or text("untitled", language)
    lang = language_mark(document) if document.title else ""
    href = shown(document_page_href(document.id, language))
    known = [origin(document, language, undated=True)]
    if document.language:
        known.append(shown(_language_name(document.language, language)))
    known.append(shown(text("paragraphs", language, count=paragraphs)))
    return (
        f'<li><a class="in-panel" id="document-{number}" href="{href}"{lang} dir="auto">'
        f'{shown(title)}</a><p class="origin">{" · ".join(part for part in known if part)}</p>'
        f"{_glimpse(document, wanted)}{set_aside(removed.get(document.id, ()), language)}</li>"
    )


def _language_name(code: str, language: str) -> str:
    key = f"language-{code}"
    return text(key, language) if key in TEXTS else code


def _glimpse(document: Document, wanted: Sequence[str]) -> str:
    """Return the first place that holds the first word, with the words around it."""
    match = re.search(re.escape(wanted[0]), document.text, re.IGNORECASE) if wanted else None
    if match is None:
        return ""
    low = max(0, match.start() - _AROUND_CHARS)
    high = min(len(document.text), match.end() + _AROUND_CHARS)
    before = document.text[low : match.start()]
    after = document.text[match.end() : high]
    return (
        f'<p class="glimpse"{language_mark(document)} dir="auto">'
        f"{'… ' if low else ''}{shown(before)}<mark>{shown(match.group())}</mark>{shown(after)}"
        f"{' …' if high < len(document.text) else ''}</p>"
    )


def set_aside(parts: Iterable[Removed], language: str) -> str:
    """Return a fold-out with what cleaning set aside and why, "" where that is nothing."""
    items = list(_parts(parts, language))
    if not items:
        return ""
    title = shown(text("set-aside", language, count=len(items)))
    return f'<details class="aside"><summary>{title}</summary><ul>{"".join(items)}</ul></details>'


def _parts(parts: Iterable[Removed], language: str) -> Iterator[str]:
    for part in parts:
        key = f"because-{part.reason}"
        reason = text(key, language) if key in TEXTS else part.reason
        cut = " ".join(part.text.split())
        cut = cut if len(cut) <= _REMOVED_CHARS else f"{cut[:_REMOVED_CHARS].rstrip()} …"
        yield f'<li><span class="reason">{shown(reason)}</span> <q dir="auto">{shown(cut)}</q></li>'
