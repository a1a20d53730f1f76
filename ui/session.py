"""What one open page holds, and what it says in each language.

In: turns and an assistant. Out: the conversation as HTML, whole or what is new in it, and the words
of every part of the page.
This file does not know Gradio, or how questions are answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ui.frame import leave_link
from ui.render import Turn, render_conversation
from ui.safety import shown
from ui.texts import EXAMPLES, Example, text
from ui.tools import render_suggestions

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from ui.asking import Growing

# Older answers leave the page: it stays light, and a long visit leaves no long trail.
TURNS_KEPT = 20


# Tells the page to ask for what comes next: the rest of the answer, or questions to go on with.
_MORE = " data-more"
# The number of a conversation that was cleared: nothing that was begun in it is the latest.
_CLEARED = -1


# Compared and hashed by identity: Gradio hashes what it holds, and answers hold dictionaries.
@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """One open page.

    Attributes:
        language: "sv" or "en".
        turns: the latest that are finished.
        dropped: how many older ones are gone.
        coming: the turn that is not finished, if one is on its way.
        room: False when too many other pages were open before it.
        conversation: how many were cleared before this one; the page takes nothing of those.
        latest: one number, shared by all states of a page, that grows when something is asked or
            cleared; what was begun before then no longer changes the page. Below 0 in all
            states of a conversation that was cleared.
    """

    language: str = "sv"
    turns: tuple[Turn, ...] = ()
    dropped: int = 0
    coming: Growing | None = None
    room: bool = True
    conversation: int = 0
    latest: list[int] = field(default_factory=lambda: [0])

    def begin(self) -> int:
        """Begin something that makes all that runs outdated, and return its number."""
        if self.latest[0] != _CLEARED:
            self.latest[0] += 1
        return self.latest[0]

    def clear(self) -> Session:
        """End the conversation, also where it goes on in states made before; return a new one."""
        self.latest[0] = _CLEARED
        return self.standing()

    def standing(self) -> Session:
        """Return the session, or an empty one where its conversation was cleared."""
        is_cleared = self.latest[0] == _CLEARED
        if not is_cleared:
            return self
        return Session(self.language, room=self.room, conversation=self.conversation + 1)

    def is_latest(self, number: int) -> bool:
        """Say whether nothing was begun after this number."""
        return self.latest[0] == number != _CLEARED

    def adding(self, turn: Turn) -> Session:
        """Return the session with one more turn, without the oldest where there are too many."""
        turns = (*self.turns, turn)
        over = max(0, len(turns) - TURNS_KEPT)
        return replace(self, turns=turns[over:], dropped=self.dropped + over, coming=None)

    def expecting(self, coming: Growing) -> Session:
        """Return the session with what is on its way: held only when it is finished."""
        return replace(self, coming=coming) if coming.turn.waits else self.adding(coming.turn)

    def suggesting(self, suggestions: tuple[str, ...]) -> Session:
        """Return the session with questions to go on with below its last turn."""
        last = replace(self.turns[-1], suggestions=suggestions)
        return replace(self, turns=(*self.turns[:-1], last))

    def html(self) -> str:
        """Return the whole conversation for the page, or that there is no room for one."""
        standing = self.standing()
        if not self.room:
            said = f'<p class="failed">{shown(text("full", self.language))}</p>'
        else:
            said = render_conversation(standing.turns, self.language, first=standing._first())
        return standing._sent(said, f"data-whole{_MORE if standing.coming else ''}")

    def newest_html(self) -> str:
        """Return for the page the last turn, which is new or has grown."""
        grown = self.adding(self.coming.turn) if self.coming else self
        newest = grown.turns[-1]
        last = grown._first() + len(grown.turns) - 1
        said = render_conversation([newest], self.language, first=last)
        return grown._sent(said, "" if newest.problem else _MORE)

    def nothing_html(self) -> str:
        """Return for the page that what is on its way has not grown, and that it may ask again."""
        # Another each time: Gradio does not tell the page what it has told before.
        return self._sent("", f'{_MORE}="{self.coming.looks if self.coming else 0}"')

    def suggestions_html(self) -> str:
        """Return for the page the questions to go on with below the last turn."""
        last = self.turns[-1]
        said = render_suggestions(last.suggestions, last.answer) if last.answer else ""
        return self._sent(said, f'data-below="turn-{self._first() + len(self.turns) - 1}"')

    def _first(self) -> int:
        return self.dropped + 1

    def _sent(self, html: str, kind: str = "") -> str:
        """Return what `turns.js` takes: of which conversation, and from which turn on it goes."""
        return (
            f'<div class="sent" data-conversation="{self.conversation}" '
            f'data-first="{self._first()}" {kind}>{html}</div>'
        )


def known_examples(assistant: Assistant) -> tuple[Example, ...]:
    """Return the example questions that the library's documents can answer."""
    return tuple(item for item in EXAMPLES if item.document_id in assistant.library.documents)


def part_words(assistant: Assistant, language: str) -> dict[str, dict[str, Any]]:
    """Return the Gradio properties that hold words, by part of the page, in one language."""
    words = {
        key: shown(text(key, language))
        for key in ("name", "tagline", "examples", "close", "panel", "panel-back", "all-documents")
    }
    foot = f"<p>{shown(text('footer-privacy', language))} {shown(text('leave-key', language))}</p>"
    examples = known_examples(assistant)
    return {
        "head": {
            "value": f'{leave_link(language, "./")}<div data-page-language="{language}" '
            f'data-panel-close="{words["close"]}" data-panel-name="{words["panel"]}" '
            f'data-panel-back="{words["panel-back"]}">'
            f"<h1>{words['name']}</h1>"
            f'<p class="tagline">{words["tagline"]}</p></div>'
        },
        "documents": {
            "value": f'<a class="in-panel" id="all-documents" href="documents?lang={language}" '
            f'target="_blank" rel="noopener noreferrer">{words["all-documents"]}</a>'
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
        "foot": {"value": foot},
    }
