"""Words of strangers, made harmless to show.

In: text of a question or a document. Out: the same text for HTML, in which nothing is markup,
nothing turns the reading direction of what stands around it, and nothing is there unseen. This file
does not know the page.
"""

from __future__ import annotations

import html
import re

# Control characters and lone surrogates cannot be sent or shown; line separators break what should
# be one line; noncharacters are none.
_UNSHOWABLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Bidirectional embeddings, overrides and isolates (Unicode UAX #9) can show words in another order
# than they stand; <bdi> and dir="auto" give right-to-left text its order without them.
_TURNING = "\u202a-\u202e\u2066-\u2069"
# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt, 17.0) without those below: no
# one sees them, so that two words could look the same and be two.
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Some of the unseen are part of writing where they stand beside what needs them. Joiners: between
# letters of scripts from Hebrew on, and in emoji. Direction marks: beside right-to-left letters.
# Variation selectors: behind signs that have two looks.
_JOINED = "[\u0590-\u1fff\u2070-\U0010ffff]"
_RIGHT_TO_LEFT = (
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_HAS_LOOKS = "[#*0-9\u00a9\u00ae\u2030-\ufdff\ufe10-\U0010ffff]"
# Piled up, accents reach over the lines above and below; no language needs more than four.
_ACCENT = "[\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_DISGUISES = re.compile(
    f"[{_UNSHOWABLE}{_TURNING}{_UNSEEN}]"
    f"|(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"
    f"|(?<!{_RIGHT_TO_LEFT})[\u200e\u200f\u061c](?!{_RIGHT_TO_LEFT})"
    f"|(?<!{_HAS_LOOKS})[\ufe00-\ufe0f]"
    f"|(?<={_ACCENT}{{4}}){_ACCENT}"
)
# One for each, which keeps every offset.
STAND_IN = "\N{REPLACEMENT CHARACTER}"


def harmless(words: str) -> str:
    """Return the words with every character that cannot be shown honestly replaced by one."""
    return _DISGUISES.sub(STAND_IN, words)


def harmless_json(data: str) -> str:
    """Return JSON that says the same, with the same characters written as escapes."""
    return _DISGUISES.sub(_escaped, data)


def shown(words: str) -> str:
    """Return the words for HTML, in text or between the quotes of an attribute."""
    return html.escape(harmless(words), quote=True)


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
