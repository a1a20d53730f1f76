"""What pieces of a page are by where they stand: its title, a sentence's list, a line of links.

In: the pieces of a page and what its `<title>` says. Out: the pieces, with their levels and shares
of links set right. This file does not know how much of the page stands in which element.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.html_names import reason_of_heading
from index.html_pieces import Piece

PARTS = re.compile(r" (?:[-–—|·•»]|::) ")
_ENDS = re.compile(r"[.!?…][”\"'’)]*$")
_MORE = re.compile(r"[.!?:] ")


def prepared(pieces: list[Piece], stated: str) -> list[Piece]:
    """Return a page's pieces as their places show them to be.

    Args:
        pieces: all pieces, in order.
        stated: what the page calls itself, in small letters.
    """
    pieces = _with_title(pieces, stated)
    before: Piece | None = None
    for i, piece in enumerate(pieces):
        if _goes_on(piece, before):
            pieces[i] = replace(piece, linked=0)
        elif piece.kind == "prose" and piece.linked > 0 and _names_links(piece):
            pieces[i] = replace(piece, linked=piece.letters)
        before = piece
    return pieces


def _goes_on(piece: Piece, before: Piece | None) -> bool:
    """Say whether a list ends the sentence that a paragraph began, so that its links are said."""
    if piece.kind != "list" or before is None or before.kind != "prose":
        return False
    stands_below = piece.element.getprevious() is before.element
    says = before.is_sentence or _MORE.search(before.text) is not None
    return stands_below and says and not _ENDS.search(before.text)


def _names_links(piece: Piece) -> bool:
    """Say whether all that a line says by itself is what kind of links it holds."""
    return bool(piece.own) and bool(reason_of_heading(replace(piece, text=piece.own)))


def _with_title(pieces: list[Piece], stated: str) -> list[Piece]:
    """Make the first heading of the line that says the page's title, if there is no such heading.

    A first heading that leads elsewhere is the site's name where another says the title's rest.
    """
    parts = PARTS.split(stated)
    firsts = [one for one in pieces if one.level == 1]
    at = None
    if not firsts and parts[0]:
        at = _named_at(pieces, {parts[0], stated, stated.split(": ")[0]})
    elif all(one.linked >= one.letters for one in firsts):
        rest = {*parts, *stated.split(": ")} - {one.text.casefold() for one in firsts}
        heads = [i for i, one in enumerate(pieces) if one.kind == "heading" and one.level > 1]
        at = next((i for i in heads if pieces[i].text.casefold() in rest), None)
    if at is None:
        return pieces
    names = [replace(o, kind="prose", level=0) if o.level == 1 else o for o in pieces]
    names[at] = replace(pieces[at], kind="heading", level=1, linked=0)
    return names


def _named_at(pieces: list[Piece], names: set[str]) -> int | None:
    """Return which piece is the title, None if none is."""
    said = sum(one.words for one in pieces if one.is_sentence)
    at, left = None, said
    for i, piece in enumerate(pieces):
        left -= piece.words if piece.is_sentence else 0
        is_named = piece.text.casefold() in names and not piece.linked
        # A site's name stands over a menu, and a page is named again where it may be shared.
        heads = i + 1 < len(pieces) and 2 * pieces[i + 1].linked < pieces[i + 1].letters
        at = i if is_named and heads and 2 * left > said else at
    return at
