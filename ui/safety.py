"""Words of strangers, made harmless to show.

In: text of a question or a document. Out: the same text for HTML, in which nothing is markup and
nothing turns the reading direction of what stands around it. This file does not know the page.
"""

from __future__ import annotations

import html
import re

# Bidirectional embeddings, overrides and isolates (Unicode UAX #9) can show words in another order
# than they stand; <bdi> and dir="auto" give right-to-left text its order without them. Control
# characters and lone surrogates cannot be sent or shown. One stand-in each keeps every offset.
_DISGUISES = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
STAND_IN = "\N{REPLACEMENT CHARACTER}"


def harmless(words: str) -> str:
    """Return the words with every character that cannot be shown honestly replaced by one."""
    return _DISGUISES.sub(STAND_IN, words)


def shown(words: str) -> str:
    """Return the words for HTML, in text or between the quotes of an attribute."""
    return html.escape(harmless(words), quote=True)
