"""Answers and library contents as text for a terminal.

In: an `Answer`, documents, what was removed. Out: text, ready to be written. Documents and
questions are somebody else's words, so that nothing of them reaches the terminal as a command. This
file writes nothing itself and does not know the command line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.phrases import phrase

if TYPE_CHECKING:
    from qa.answer import Answer, Citation, Passage

# Controls (C0, DEL, C1), line and paragraph separators, lone surrogates, and the marks that turn
# the direction of what follows: Unicode Technical Report 36, section 2.10.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NEAREST_SHOWN = 2
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "nearest": {"sv": "Närmast kom:", "en": "Nearest:"},
    "confidence": {"sv": "Säkerhet", "en": "Confidence"},
    "why": {"sv": "Varför:", "en": "Why:"},
}


@dataclass(frozen=True, slots=True)
class Style:
    """How text may look: bold only where a terminal shows it."""

    bold: bool = False

    def strong(self, text: str) -> str:
        """Return the text, bold where that is possible."""
        return f"{_BOLD}{text}{_PLAIN}" if self.bold and text else text


def safe(text: str) -> str:
    r"""Return text with its control and direction characters written out, as in \x1b."""
    return _UNSAFE.sub(lambda match: match.group().encode("unicode_escape").decode(), text)


def one_line(text: str) -> str:
    """Return safe text with every stretch of white space as one blank."""
    return safe(" ".join(text.split()))


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 paragraph", "1,400 paragraphs"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def to_json(value: object) -> str:
    r"""Return one line of JSON that a terminal may show; a reader gets the exact text back."""
    written = json.dumps(value, ensure_ascii=False, default=str)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", written)


def answer_json(answer: Answer, *, why: bool) -> str:
    """Return an answer as one line of JSON, with its trace when `why`."""
    stated: dict[str, Any] = answer.to_dict()
    if why:
        stated["trace"] = dict(answer.trace)
    return to_json(stated)


def answer_text(answer: Answer, style: Style, *, why: bool) -> str:
    """Return an answer, its numbered citations or what came nearest, and why when asked for."""
    blocks = ["\n".join(_said(answer, style))]
    blocks += [
        "\n".join(_cited(number, citation, style, answer.language))
        for number, citation in enumerate(answer.citations, 1)
    ]
    if answer.abstained and answer.nearest:
        blocks.append("\n".join(_nearest(answer)))
    if why:
        blocks.append("\n".join(_why(answer)))
    return "\n\n".join(blocks) + "\n"


def _said(answer: Answer, style: Style) -> Iterator[str]:
    if not answer.disagreement:
        yield style.strong(one_line(answer.text))
        if answer.computation and answer.computation.sentence != answer.text:
            yield one_line(answer.computation.sentence)
        return
    yield phrase("disagreement", answer.language)
    for claim in answer.claims:
        cited = [answer.citations[index] for index in claim.citations]
        numbers = "".join(f"[{index + 1}]" for index in claim.citations)
        dates = dict.fromkeys(one_line(c.document.date) for c in cited if c.document.date)
        dated = f" ({', '.join(dates)})" if dates else ""
        yield f"- {style.strong(one_line(claim.text))} {numbers}{dated}"


def _cited(number: int, citation: Citation, style: Style, language: str) -> Iterator[str]:
    start, end = citation.span or (0, 0)
    parts = (citation.quote[:start], citation.quote[start:end], citation.quote[end:])
    before, words, after = (_indented(part) for part in parts)
    yield f'[{number}] "{before}{style.strong(words)}{after}"'
    document = citation.document
    described = (document.title, document.publisher, document.date)
    yield f"    {', '.join(one_line(part) for part in described if part)}"
    if place := citation.place.words(language):
        yield f"    {one_line(place)}"
    if document.url:
        yield f"    {one_line(document.url)}"


def _indented(quote: str) -> str:
    """A quote's own line breaks stay; what follows them cannot pass for a line of ours."""
    return "\n    ".join(safe(line) for line in quote.split("\n"))


def _nearest(answer: Answer) -> Iterator[str]:
    yield _WORDS["nearest"][answer.language]
    for passage in answer.nearest[:_NEAREST_SHOWN]:
        yield f"- {one_line(passage.document.title)}: {one_line(_first_sentence(passage))}"


def _first_sentence(passage: Passage) -> str:
    from index.sentences import sentence_spans

    sentences = [passage.text[a:b] for a, b in sentence_spans(passage.text)]
    # A paragraph often begins with its heading, which says no more than the title beside it.
    telling = [s for s in sentences if s not in (passage.document.title, passage.heading)]
    return next(iter(telling or sentences), "")


def _why(answer: Answer) -> Iterator[str]:
    words = {key: texts[answer.language] for key, texts in _WORDS.items()}
    yield words["why"]
    yield f"  {words['confidence'].lower()}: {answer.confidence:.2f}"
    for key, value in answer.trace.items():
        if isinstance(value, list | tuple):
            yield f"  {key}:"
            yield from (f"    {to_json(item)}" for item in value)
        elif key != "confidence":
            yield f"  {key}: {to_json(value)}"
