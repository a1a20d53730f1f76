"""How the page looks and behaves in the browser: style sheets, scripts and Gradio theme.

In: nothing. Out: the files beside this one, and a Gradio theme that asks no other host for fonts.
This file does not know what the page says.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

HERE = Path(__file__).parent
FAVICON = HERE / "favicon.svg"
# The frame and the chat; plots and the table of facts.
STYLES = tuple(HERE / name for name in ("theme.css", "figures.css"))
# What puts the turns in their place comes before what looks for them.
_SCRIPTS = ("leave.js", "turns.js", "page.js", "panel.js", "asking.js", "conversation.js")
SCRIPTS = tuple(HERE / name for name in _SCRIPTS)
# What is served below "/kalla/", and nothing else.
FILES = (FAVICON, *STYLES, *SCRIPTS)

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def head() -> str:
    """Return what stands in the page's <head>: style sheets and scripts, all from this server.

    The addresses are relative, so that a proxy may serve the page below any path.
    """
    scripts = "".join(f'<script src="kalla/{path.name}" defer></script>' for path in SCRIPTS)
    return f'{style_links("")}<meta name="color-scheme" content="light dark">{scripts}'


def style_links(root: str) -> str:
    """Return the links to the style sheets; `root` is the relative address of the chat's page."""
    return "".join(f'<link rel="stylesheet" href="{root}kalla/{path.name}">' for path in STYLES)


def gradio_theme() -> Base:
    """Return a plain Gradio theme with system fonts; the style sheet does the rest."""
    from gradio.themes import Base

    return Base(font=list(_SANS), font_mono=list(_MONO))
