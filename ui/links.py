"""Addresses: of a document's own page here, and of its original elsewhere.

In: a document and a place in it. Out: an address that is safe to link to, or "". This file does
not know how the pages look, and asks nobody whether an address answers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from index.documents import Document

# Longer quotes are named by their first and last words, as browsers themselves do it.
_WHOLE_WORDS = 12
_EDGE_WORDS = 5


def document_href(document_id: str, start: int, end: int, language: str) -> str:
    """Return the address of a document's page, with document.text[start:end] marked.

    It is relative to the chat's own page, so that a proxy may serve Källa below any path.

    Args:
        document_id: as the library names it; any text.
        start: first character, from 0.
        end: behind the last character.
        language: of the page around the document, "sv" or "en".
    """
    return f"{_page(document_id)}?from={start}&to={end}&lang={language}#quote"


def document_page_href(document_id: str, language: str) -> str:
    """Return the address of a document's page with nothing marked, relative in the same way."""
    return f"{_page(document_id)}?lang={language}"


def _page(document_id: str) -> str:
    # Slashes are escaped too: "../" in an id would otherwise lead out of /document/.
    return f"document/{quote(document_id, safe='')}"


def original_href(document: Document, sentence: str = "") -> str:
    """Return the address of the original, pointing at the sentence where it holds it, or "".

    A document that was told in other words (`based_on`) does not share its sentences with the
    original, so that its address stays as it is.
    """
    # A fragment of its own would mark other words than those that were cited.
    address = safe_address(document.url).partition(":~:")[0].removesuffix("#")
    if not address or not sentence or document.based_on:
        return address
    joint = ":~:" if "#" in address else "#:~:"
    return f"{address}{joint}text={_fragment(sentence)}"


def safe_address(address: str) -> str:
    """Return the address if it is a plain http or https one, else "".

    It comes back as a browser sends it: a host with letters of other alphabets in its ASCII form,
    so that none can pass for another, and without anything that an address cannot hold.
    """
    if "\\" in address or any(unicodedata.category(sign)[0] in "CZ" for sign in address):
        return ""
    try:
        parts = urlsplit(address)
        host, user, port = parts.hostname, parts.username, parts.port
        # "https://unizon.se@elsewhere.example" looks like one host and leads to another.
        if parts.scheme not in ("http", "https") or not host or user is not None:
            return ""
        if not host.isascii():
            netloc = host.encode("idna").decode() + (f":{port}" if port else "")
            address = parts._replace(netloc=netloc).geturl()
    except ValueError:
        return ""
    # What stands for an end elsewhere: of an attribute, or of an address in Markdown.
    return re.sub(r'[<>"`{|}^]', lambda match: quote(match.group()), address)


def _fragment(sentence: str) -> str:
    words = sentence.split()
    if len(words) <= _WHOLE_WORDS:
        return _escape(" ".join(words))
    ends = (" ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:]))
    return ",".join(_escape(end) for end in ends)


def _escape(words: str) -> str:
    # "-" belongs to the syntax of text fragments, and quote() leaves it alone.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
