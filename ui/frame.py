"""The whole HTML page around a document, a list of documents, or a message.

In: what the page says, as HTML. Out: a page that loads nothing but the style sheets and the script
of "leave this page quickly". This file does not know what stands in it.
"""

from __future__ import annotations

from ui.safety import shown
from ui.texts import text
from ui.theme import style_links


def render_frame(main: str, language: str, root: str) -> str:
    """Return a whole page around `main`, which is HTML already.

    The title is the name alone: a browser's list of tabs and pages says nothing of the subject.

    Args:
        main: HTML.
        language: of the page, "sv" or "en".
        root: relative address of the chat's own page: "../" one level below it.
    """
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f"<title>{shown(text('name', language))}</title>"
        f'<link rel="icon" href="{root}kalla/favicon.svg">'
        f"{style_links(root)}"
        f'<script src="{root}kalla/leave.js" defer></script>'
        f'</head><body id="document"><header class="masthead">{leave_link(language, root)}'
        f'<a class="name" href="{root}">{shown(text("name", language))}</a>'
        f'<a class="back" href="{root}">{shown(text("back", language))}</a>'
        f"</header><main>{main}</main></body></html>"
    )


def leave_link(language: str, root: str) -> str:
    """Return the way out: a link that works without script, and with it leaves no trace."""
    return (
        f'<a class="leave" href="{root}calendar" rel="noreferrer">'
        f"{shown(text('leave', language))}</a>"
    )
