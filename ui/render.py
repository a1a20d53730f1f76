"""A conversation as HTML.

In: turns: questions, with what came of them. Out: HTML in which every word of a question or a
document is text. This file does not know Gradio, the library, or how an answer is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.phrases import phrase
from ui.citing import citations, lines, markers, near_passage
from ui.figure import render_figure
from ui.help_card import render_help
from ui.origin import origin
from ui.safety import shown
from ui.texts import text
from ui.tools import carried, render_downloads, render_suggestions, render_tools
from ui.why import render_why

if TYPE_CHECKING:
    from qa.answer import Answer, Claim, Passage
    from ui.help_lines import HelpLine

# Two are enough to go on with; more would read like an answer.
NEAREST_SHOWN = 2
# Named while the answer is still looked for.
FOUND_SHOWN = 3
LARGE_CHARS = 70
# Of a question that is too long, as much as says which it was: the reply is to be seen.
TOO_LONG_SHOWN_CHARS = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it.

    Attributes:
        question: as it was asked; "" where it is not kept.
        language: of the page when it was asked, "sv" or "en".
        answer: None while it waits, and when there is none.
        problem: why there is no answer, a key of `ui.texts`; "" otherwise.
        found: while it waits: the passages that are being read.
        help_lines: whom to call, for a question that sounds like a person in need.
        suggestions: questions that the cited documents answer.
        picture: of a computed answer, as `ui.figure` drew it, "" for none. Kept, since the
            conversation is rendered anew with every turn.
    """

    question: str
    language: str
    answer: Answer | None = None
    problem: str = ""
    found: tuple[Passage, ...] = ()
    help_lines: tuple[HelpLine, ...] = ()
    suggestions: tuple[str, ...] = ()
    picture: str = ""

    @property
    def waits(self) -> bool:
        """Whether it still waits for its answer."""
        return self.answer is None and not self.problem

    @property
    def spoken_language(self) -> str:
        """The language of the frame around the answer: the question's, where it is known."""
        return self.answer.language if self.answer else self.language

    @property
    def shows_answer(self) -> bool:
        """Whether there is more to show than whom to call."""
        return self.answer is not None and not (self.help_lines and self.answer.abstained)


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
    some = any(turn.answer and turn.question for turn in turns)
    downloads = render_downloads(language) if some else ""
    return f'<section class="conversation" aria-label="{label}">{articles}</section>{downloads}'


def render_answer(answer: Answer, anchor: str, picture: str = "") -> str:
    """Return one answer: how it was understood, its words, its citations or what came nearest.

    Args:
        answer: what the assistant said.
        anchor: prefix of the ids inside, unique on the page.
        picture: of a computed answer, "" for none.
    """
    understood = _understood(answer)
    if answer.abstained:
        return understood + _refusal(answer, anchor)
    if answer.disagreement:
        said = _disagreement(answer, anchor)
    else:
        said = "".join(
            _claim(answer, claim, f"{anchor}-marker-{number}")
            for number, claim in enumerate(answer.claims, start=1)
        )
    if answer.computation:
        # The short answer stands large; the sentence has the values that it was worked out from.
        said += f'<p class="note" dir="auto">{shown(answer.computation.sentence)}</p>'
        said += render_figure(answer, picture, anchor)
    return understood + said + citations(answer, anchor)


def announcement(turn: Turn) -> str:
    """Return what a screen reader is told when the turn is finished, as plain text."""
    called = f"{text('help-title', turn.spoken_language)} " if turn.help_lines else ""
    if turn.answer is None:
        return called + text(turn.problem or "failed", turn.language)
    if not turn.shows_answer:
        return called.strip()
    return called + _spoken(turn.answer)


def _spoken(answer: Answer) -> str:
    language = answer.language
    said = answer.understood_as
    understood = f"{text('understood', language, question=said)} " if said else ""
    if answer.abstained:
        return f"{understood}{answer.text}"
    differ = f"{phrase('disagreement', language)} " if answer.disagreement else ""
    claims = "; ".join(claim.text for claim in answer.claims)
    return f"{understood}{text('answer', language)}: {differ}{claims}"


def _turn(turn: Turn, number: int) -> str:
    language, anchor = turn.spoken_language, f"turn-{number}"
    spoken = "" if turn.waits else f' data-announce="{shown(announcement(turn))}"'
    # What is not kept can be neither copied nor downloaded.
    kept = turn.answer if turn.question.strip() and not turn.help_lines else None
    carrying = carried(turn.question, kept) if kept else ""
    return (
        f'<article class="turn" id="{anchor}" lang="{language}" tabindex="-1" '
        f'aria-labelledby="{anchor}-question"{spoken}{carrying}>'
        f'<h2 class="question" id="{anchor}-question">{_question(turn)}</h2>'
        f"{render_help(turn.help_lines, language)}{_body(turn, anchor)}</article>"
    )


def _question(turn: Turn) -> str:
    # A heading without words would be one that a screen reader cannot name.
    if turn.help_lines:
        return shown(text("not-kept", turn.spoken_language))
    if not turn.question.strip():
        return shown(text("no-words", turn.spoken_language))
    asked = turn.question
    if turn.answer and turn.answer.reason == "too-long":
        asked = f"{asked[:TOO_LONG_SHOWN_CHARS].rstrip()} …"
    return f"<bdi>{shown(asked)}</bdi>"


def _body(turn: Turn, anchor: str) -> str:
    if turn.problem:
        return f'<p class="failed">{shown(text(turn.problem, turn.language))}</p>'
    if turn.answer is None:
        return _waiting(turn, anchor)
    if not turn.shows_answer:
        return ""
    said = render_answer(turn.answer, anchor, turn.picture) + render_why(turn.answer, anchor)
    if turn.help_lines or not turn.question.strip():
        return said
    tools = render_tools(turn.answer)
    return said + tools + render_suggestions(turn.suggestions, turn.answer)


def _waiting(turn: Turn, anchor: str) -> str:
    """Return what is seen before the answer: that it is looked for, and where."""
    items = "".join(
        f"<li><cite{_lang(passage)}><bdi>{shown(_title(passage, turn.language))}</bdi></cite></li>"
        for passage in turn.found[:FOUND_SHOWN]
    )
    listed = f'<ul class="found">{items}</ul>' if items else ""
    key = "reading" if items else "asking"
    return f'<p class="asking" id="{anchor}-asking">{shown(text(key, turn.language))}</p>{listed}'


def _title(passage: Passage, language: str) -> str:
    return passage.document.title or text("untitled", language)


def _lang(passage: Passage) -> str:
    language = passage.document.language
    return f' lang="{shown(language)}"' if language and passage.document.title else ""


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
        f"{shown(claim.text)}{markers(answer, claim.citations, anchor)}</p>"
    )


def _refusal(answer: Answer, anchor: str) -> str:
    said = f'<p class="refusal">{lines(answer.text)}</p>'
    # Only a question that was looked for in the documents has something that came near.
    if answer.reason != "not-in-documents" or not answer.nearest:
        return said
    items = "".join(
        f"<li>{near_passage(passage, answer.language, f'{anchor}-near-{number}')}</li>"
        for number, passage in enumerate(answer.nearest[:NEAREST_SHOWN], start=1)
    )
    return (
        f'{said}<div class="nearest"><h3>{shown(text("nearest", answer.language))}</h3>'
        f'<p class="note">{shown(text("nearest-note", answer.language))}</p><ul>{items}</ul></div>'
    )


def _disagreement(answer: Answer, anchor: str) -> str:
    items = "".join(
        f'<li><span class="claim" lang="{_claim_language(answer, claim)}" dir="auto">'
        f"{shown(claim.text)}</span>"
        f"{markers(answer, claim.citations, f'{anchor}-marker-{number}')}"
        f'<span class="when">{_whens(answer, claim)}</span></li>'
        for number, claim in enumerate(answer.claims, start=1)
    )
    return (
        f'<div class="disagreement"><p class="differ">{_phrase("disagreement", answer)} '
        f"{shown(text('disagreement-note', answer.language))}</p><ul>{items}</ul></div>"
    )


def _whens(answer: Answer, claim: Claim) -> str:
    documents = [answer.citations[index].document for index in claim.citations]
    return "; ".join(origin(document, answer.language, undated=True) for document in documents)


def _phrase(key: str, answer: Answer) -> str:
    return shown(phrase(key, answer.language))


def _claim_language(answer: Answer, claim: Claim) -> str:
    return shown(answer.citations[claim.citations[0]].document.language or answer.language)
