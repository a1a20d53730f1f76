"""Bytes become clean text.

In: the bytes of a file. Out: its text, with one kind of line break and without characters that no
reader sees, and a note where the encoding was not the usual one. This file does not know about
formats; what cannot be text is refused with the reason.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from index.reading import DocumentError

# What a file that is no text begins with, and what to do about it.
_MAGIC = {
    b"\xd0\xcf\x11\xe0": "it is an old office document: save it as .docx, .pdf or .txt",
    b"{\\rtf": "it is an RTF document: save it as .docx, .pdf or .txt",
}
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: ("utf-8", ""),
    codecs.BOM_UTF16_LE: ("utf-16-le", "read as UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "read as UTF-16"),
}
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x85\u2028]")
_PAGE_BREAKS = re.compile(r"[\x0c\u2029]")
# C0 and C1 controls except line feed and tab, lone surrogates, and characters that only steer how
# a line is broken: they would stand in the way of searching. Joiners and direction marks stay,
# since emoji, Persian, Arabic and Hebrew need them.
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
_FIXED_SPACES = re.compile(r"[\u00a0\u2007\u202f]")
# Bytes that Windows-1252 leaves undefined, and controls that no text file holds.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")


def decode(data: bytes) -> tuple[str, str]:
    """Turn a file's bytes into text.

    Args:
        data: the whole file.

    Returns:
        The text as it stands, and a note in plain English, "" for UTF-8.

    Raises:
        DocumentError: these bytes are no text.
    """
    for magic, reason in _MAGIC.items():
        if data.startswith(magic):
            raise DocumentError(reason)
    for mark, (encoding, note) in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), note
    if b"\x00" in data:
        raise DocumentError("it is a binary file, not text")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _decode_windows(data, error.start)


def _decode_windows(data: bytes, bad: int) -> tuple[str, str]:
    """Read text that is not UTF-8 as Windows-1252, unless it cannot be that either."""
    if _NO_TEXT.search(data):
        raise DocumentError(
            f"it is neither UTF-8 (byte {bad} is not) nor Windows-1252 text: save it as UTF-8"
        )
    return data.decode("cp1252"), "read as Windows-1252, since it is not UTF-8"


def tidy(text: str) -> str:
    """Bring text to one form: one kind of line break, composed letters, no unseen characters."""
    text = _PAGE_BREAKS.sub("\n\n", _LINE_BREAKS.sub("\n", text))
    text = _FIXED_SPACES.sub(" ", _UNSEEN.sub("", text))
    # "å" as "a" and a ring, as some systems write it, would not be found by who asks for "å".
    return unicodedata.normalize("NFC", text)


def squeeze(line: str) -> str:
    """Return a line without blanks around it and with single blanks in it."""
    return " ".join(line.split())
