"""What the names and headings of a page's parts say that they hold.

In: an element or a piece of a page. Out: whether its tag, role, class or heading names furniture.
This file does not know how much of the page a part is, nor what stands in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.furniture import NAVIGATION, phrase_reason
from index.html_pieces import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Parts of a page that are never the article, by words in their class or id. Contact boxes stay:
# people ask when an office is open and where it is.
_BOXES = re.compile(
    r"cookie|consent|gdpr-banner|feedback|page-rating|pagerating|page-vote|newsletter|nyhetsbrev"
    r"|share-|social-share|sharing|breadcrumb|skip-link|skiplink|readspeaker|kakor|synpunkt"
    r"|author[-_]?(?:box|bio|card|info|profile)|(?:^|[ _-])promo(?:[ _-]|$)"
    r"|comment-?(?:list|form|section|respond|area)|comments|kommentarer|disqus|paywall"
    r"|(?:^| )(?:site|page|global|main|huvud)?[-_]?"
    r"(?:footer|sidfot|navbar|menu|meny|navigation)(?: |$)"
)
# A page's foot is called many things; a card's or a quotation's is not the last of the page.
_FOOT = re.compile(r"(?:^|[ _-])(?:site|page|sid)?-?(?:foot|footer|fot|ft|bottom)(?:[ _-]|$)")
_ROLES = {"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "contentinfo"}
_NEVER = {"nav", "footer", "form", "dialog"}
# Headings of what others wrote, or of who wrote it.
_OTHERS = re.compile(
    r"(?:\d+ )?(?:kommentarer|comments|responses|replies)(?: \(?\d+\)?)?"
    r"|1 (?:kommentar|comment|reply)"
    r"|(?:leave a|post a|join the) (?:reply|comment|discussion|conversation)"
    r"|(?:skriv|lämna) en kommentar|about (?:the authors?|me)"
    r"|om (?:skribenten|författaren|mig)",
    re.I,
)
_LABELS = re.compile(
    r"(?:taggar|ämnen|tags|topics|kategorier|categories|etiketter)(?: .{0,30})?"
    r"|kalender|kalendarium|evenemang|på gång|calendar|(?:upcoming )?events|what['’]s on",
    re.I,
)
_OTHERS_REASON = "what others wrote"
# Headings of boxes in which editors ask to be told or written to.
_EDITORS = re.compile(
    r"har du (?:ett |några )?(?:nyhets)?tips\b.{0,40}|nyhetstips"
    r"|tipsa (?:oss|redaktionen)\b.{0,30}|(?:mejla|kontakta) (?:redaktionen|reportern|skribenten)"
    r"|(?:got|have|do you have) an? (?:news )?(?:tip|story)\b.{0,40}"
    r"|contact (?:the )?(?:newsroom|editors?|reporter|author)\b.{0,30}",
    re.I,
)
TO_EDITORS = "asks for tips"
# Headings of boxes that say whom to ask, or where and when.
_WHOM = re.compile(
    r"(?:kontakt(?:a|er|person(?:er)?|uppgifter)?|contacts?|öppettider|telefontider|besöksadress"
    r"|besök|hitta (?:hit|till)|opening hours|visit|frågor|questions)\b.{0,30}",
    re.I,
)


def is_furniture(element: Element) -> bool:
    """Say whether an element is never the article by its tag, role or name."""
    return (
        (element.tag in _NEVER and not _is_quoted(element))
        or (element.get("role") or "") in _ROLES
        or _BOXES.search(_name(element)) is not None
    )


def ends_page(element: Element) -> bool:
    """Say whether an element is called a foot."""
    return _FOOT.search(_name(element)) is not None


def _name(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _is_quoted(element: Element) -> bool:
    """Say whether an element says whose words it stands below."""
    return any(up.tag in {"blockquote", "figure"} for up in element.iterancestors())


def reason_of_heading(piece: Piece) -> str:
    """Return what kind of furniture a piece is the heading of, "" if of none."""
    said = piece.text.strip(" :")
    if piece.kind not in {"heading", "prose"}:
        return ""
    if _OTHERS.fullmatch(said):
        return _OTHERS_REASON
    if _EDITORS.fullmatch(said.rstrip("?!")):
        return TO_EDITORS
    return NAVIGATION if _LABELS.fullmatch(said) else phrase_reason(piece.text)


def asks_whom(piece: Piece) -> bool:
    """Say whether a piece is the heading of whom to ask, or of where and when."""
    return (
        piece.kind in {"heading", "prose"} and _WHOM.fullmatch(piece.text.strip(" :?")) is not None
    )
