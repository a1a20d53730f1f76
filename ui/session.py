"""What one open page holds, and what it says in each language.

In: questions and an assistant. Out: turns, the conversation as HTML, and the words of every part of
the page. This file does not know Gradio.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.render import Turn, render_conversation
from ui.safety import harmless, shown
from ui.texts import EXAMPLES, Example, text

if TYPE_CHECKING:
    from qa.assistant import Assistant

# Older answers leave the page: it stays light, and a long visit leaves no long trail.
TURNS_KEPT = 20

_log = logging.getLogger(__name__)


# Compared and hashed by identity: Gradio hashes what it holds, and answers hold dictionaries.
@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One open page: its language, its latest turns, and how many older ones were dropped."""

    language: str = "sv"
    turns: tuple[Turn, ...] = ()
    dropped: int = 0

    def adding(self, turn: Turn) -> Session:
        """Return the session with one more turn, without the oldest where there are too many."""
        turns = (*self.turns, turn)
        over = max(0, len(turns) - TURNS_KEPT)
        return Session(self.language, turns[over:], self.dropped + over)

    def html(self) -> str:
        """Return the conversation as HTML."""
        return render_conversation(self.turns, self.language, first=self.dropped + 1)


def answer_turn(
    assistant: Assistant, question: str, language: str, earlier: Sequence[Turn] = ()
) -> Turn:
    """Return the turn for a question, whatever happens; an error is logged without its words.

    Args:
        assistant: whom to ask.
        question: as it came; characters that cannot be shown are replaced.
        language: of the page, "sv" or "en".
        earlier: the page's turns so far, from which a follow-up question is completed.
    """
    asked = harmless(question)
    try:
        assistant.refresh()
        # A question that failed still says what was spoken of.
        history = [turn.answer or turn.question for turn in earlier]
        turn = Turn(asked, language, assistant.ask(asked, history=history))
        # An answer that cannot be shown has failed too, and would fail at every later turn.
        render_conversation([turn], language)
    except Exception as error:
        # Every failure ends here, so that no page shows its inside. Its message may hold the
        # question, so that only its kind and place are logged.
        _log.error("A question failed: %s in %s", type(error).__name__, _place(error))
        return Turn(asked, language, failed=True)
    return turn


def known_examples(assistant: Assistant) -> tuple[Example, ...]:
    """Return the example questions that the library's documents can answer."""
    return tuple(item for item in EXAMPLES if item.document_id in assistant.library.documents)


def part_words(assistant: Assistant, language: str) -> dict[str, dict[str, Any]]:
    """Return the Gradio properties that hold words, by part of the page, in one language."""
    words = {key: shown(text(key, language)) for key in ("name", "tagline", "examples")}
    count = len(assistant.library.documents)
    foot = (text("footer-documents", language, count=count), text("footer-privacy", language))
    examples = known_examples(assistant)
    return {
        "head": {
            "value": f'<div data-page-language="{language}"><h1>{words["name"]}</h1>'
            f'<p class="tagline">{words["tagline"]}</p></div>'
        },
        "switch": {"value": text("other-language", language)},
        "question": {
            "label": text("question", language),
            "placeholder": text("placeholder", language),
        },
        "ask": {"value": text("ask", language)},
        "clear": {"value": text("clear", language)},
        "legend": {"value": f'<h2 class="legend">{words["examples"]}</h2>'},
        **{f"example-{n}": {"value": item.text(language)} for n, item in enumerate(examples)},
        "foot": {"value": f"<p>{shown('. '.join(foot))}</p>"},
    }


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "unknown"
