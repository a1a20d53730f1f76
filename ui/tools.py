"""What can be done with a turn: edit and ask again, copy, download, go on to a next question.

In: a question, its Answer, and suggestions. Out: buttons, and the texts that they copy, as
attributes that `conversation.js` reads; nothing is stored or sent. This file does not know how the
answer itself is shown.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.export import as_data, as_markdown, as_text
from ui.safety import harmless_json, shown
from ui.texts import text

if TYPE_CHECKING:
    from qa.answer import Answer


def carried(question: str, answer: Answer) -> str:
    """Return the attributes of a turn that hold it as text, Markdown and JSON."""
    # Quotes stay what the document holds: what cannot be shown is escaped, not replaced.
    data = harmless_json(json.dumps(as_data(question, answer), ensure_ascii=False))
    return (
        f' data-question="{shown(question)}" data-text="{shown(as_text(question, answer))}"'
        f' data-markdown="{shown(as_markdown(question, answer))}" data-json="{shown(data)}"'
    )


def render_tools(answer: Answer) -> str:
    """Return the buttons below an answer."""
    language = answer.language
    keys = ["edit"] if answer.abstained else ["copy", "copy-markdown", "edit"]
    buttons = "".join(
        f'<button type="button" class="tool" data-do="{key}" '
        f'data-done="{shown(text("copied", language))}">{shown(text(key, language))}</button>'
        for key in keys
    )
    return f'<div class="tools">{buttons}</div>'


def render_downloads(language: str) -> str:
    """Return the buttons that download the whole conversation."""
    buttons = "".join(
        f'<button type="button" class="tool" data-do="{key}" '
        f'data-name="{shown(text("file-name", language))}">{shown(text(key, language))}</button>'
        for key in ("download-markdown", "download-json")
    )
    label = shown(text("downloads", language))
    return f'<div class="tools whole" role="group" aria-label="{label}">{buttons}</div>'


def render_suggestions(suggestions: Sequence[str], answer: Answer) -> str:
    """Return next questions as buttons, "" where there are none."""
    if not suggestions:
        return ""
    key = "ask-instead" if answer.abstained else "ask-next"
    buttons = "".join(
        f'<li><button type="button" class="suggest" data-do="suggest" dir="auto">'
        f"{shown(question)}</button></li>"
        for question in suggestions
    )
    title = shown(text(key, answer.language))
    return f'<div class="next"><h3>{title}</h3><ul>{buttons}</ul></div>'
