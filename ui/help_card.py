"""Whom to call, as HTML: shown before any answer.

In: help lines. Out: a card with numbers that a telephone dials. This file does not know why it is
shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.safety import shown
from ui.texts import text

if TYPE_CHECKING:
    from ui.help_lines import HelpLine


def render_help(lines: Sequence[HelpLine], language: str) -> str:
    """Return the card, "" for no lines."""
    if not lines:
        return ""
    items = "".join(
        f"<li><strong>{shown(line.name[language])}</strong>"
        f'<a class="call" href="tel:{shown(line.dialled)}">{shown(line.number)}</a>'
        f"<span>{shown(line.text[language])}</span></li>"
        for line in lines
    )
    return (
        f'<div class="help"><h3>{shown(text("help-title", language))}</h3><ul>{items}</ul>'
        f'<p class="note">{shown(text("help-note", language))}</p></div>'
    )
