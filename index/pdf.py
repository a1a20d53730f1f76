"""PDF becomes blocks of plain text, each with its page.

In: the bytes of a PDF. Out: a `Reading`. pdfium finds the letters and their places; how they become
lines, columns and paragraphs again is known by `index.page_layout` and `index.reflow`. This is the
only file that imports pypdfium2. It does not know about files on disk.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from index.decoding import squeeze, tidy
from index.metadata import stated_date, stated_publisher
from index.page_layout import Segment, columns_of
from index.reading import Block, DocumentError, Reading
from index.reflow import HYPHENS, Column, blocks_of_columns
from index.running_heads import Page, without_running_heads

if TYPE_CHECKING:
    import pypdfium2

# A report has some hundred pages; what has thousands is a register, and is better split.
MOST_PAGES = 2_000
# Letters that are further apart than this, in their own height, stand in different cells.
_CELL_GAP = 1.1
_WORD_GAP = 0.16
_BOLD = 600
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_CREATED = re.compile(r"D:((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


def read_pdf(data: bytes) -> Reading:
    """Read one PDF.

    Raises:
        DocumentError: it is encrypted, broken, too long, or holds pictures of text only.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(_refusal(error)) from error
    try:
        if len(pdf) > MOST_PAGES:
            raise DocumentError(
                f"it has {len(pdf):,} pages, more than the {MOST_PAGES:,} that one document may "
                "have: split it"
            )
        pages, running = without_running_heads([_page(pdf, at) for at in range(len(pdf))])
        fields = _fields(pdf)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"it is a broken PDF ({error}): save it anew") from error
    finally:
        pdf.close()
    if not any(page.segments for page in pages):
        raise DocumentError(
            f"its {len(pages)} pages hold pictures but no text, as scans do: let a program for "
            "text recognition (OCR) add the text first"
        )
    blocks = _blocks(pages)
    return Reading(tuple(blocks), _completed(fields, blocks), tuple(_notes(pages, running)))


def _refusal(error: Any) -> str:
    if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).casefold():
        return "it is encrypted: save it without a password"
    return f"it is a broken PDF ({error}): save it anew"


def _blocks(pages: list[Page]) -> list[Block]:
    columns = [
        Column(page.number, tuple(rows))
        for page in pages
        if page.segments
        for rows in columns_of(page.segments)
        if rows
    ]
    return blocks_of_columns(columns)


def _notes(pages: list[Page], running: list[str]) -> Iterator[str]:
    if running:
        yield f"running heads and feet were left out: {'; '.join(running[:5])}"
    empty = sum(not page.segments for page in pages)
    if empty:
        yield f"{empty} of its {len(pages)} pages hold no text (pictures or blank)"


def _fields(pdf: pypdfium2.PdfDocument) -> dict[str, str]:
    """Return what the file's own description says."""
    said = pdf.get_metadata_dict(skip_empty=True)
    created = _CREATED.match(said.get("CreationDate", ""))
    title = squeeze(tidy(said.get("Title", "")))
    # Programs write the name of the file they were given: "Microsoft Word - rapport.docx".
    is_name = re.search(r"\.\w{2,4}$|^Microsoft|^untitled|^namnlös", title, re.I)
    return {
        "title": "" if is_name else title,
        "date": "-".join(created.groups()) if created else "",
    }


def _completed(fields: dict[str, str], blocks: list[Block]) -> dict[str, str]:
    words = "\n\n".join(block.text for block in blocks)
    heads = sorted((b.level, i, b.text) for i, b in enumerate(blocks[:10]) if b.level)
    stated = {
        "title": fields["title"] or (heads[0][2] if heads else ""),
        # What the text says of its own date goes before the day on which the file was made.
        "date": stated_date(words) or fields["date"],
        "publisher": stated_publisher(words),
    }
    return {name: value for name, value in stated.items() if value}


def _page(pdf: pypdfium2.PdfDocument, at: int) -> Page:
    page = pdf[at]
    try:
        height = float(page.get_height())
        text_page = page.get_textpage()
        try:
            found = (one for one in _segments(text_page, height) if one.text)
            return Page(at + 1, height, tuple(found))
        finally:
            text_page.close()
    finally:
        page.close()


def _segments(text_page: pypdfium2.PdfTextPage, height: float) -> Iterator[Segment]:
    """Yield the runs of words on the page's lines, in the order in which the file draws them."""
    run: _Run | None = None
    blank = False
    for at, letter, box in _letters(text_page):
        if letter.isspace():
            blank = True
            continue
        if run is not None and not run.holds(box):
            yield run.segment(height)
            run = None
        if run is None:
            run = _Run(box, bold=_is_bold(text_page, at))
        run.add(letter, box, blank=blank)
        blank = False
    if run is not None:
        yield run.segment(height)


_Box = tuple[float, float, float, float]  # left, bottom, right, top; points from the lower left


def _letters(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str, _Box]]:
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    for at in range(raw.FPDFText_CountChars(text_page)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code in (0, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        letter = chr(code)
        if letter in HYPHENS:
            letter = "-"
        raw.FPDFText_GetLooseCharBox(text_page, at, pointer)
        yield at, letter, (box.left, box.bottom, box.right, box.top)


def _is_bold(text_page: pypdfium2.PdfTextPage, at: int) -> bool:
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(text_page, at) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page, at, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower()


class _Run:
    """Letters that are being put together to a segment."""

    def __init__(self, box: _Box, *, bold: bool) -> None:
        self._first, self._last, self._bold = box, box, bold
        self._parts: list[str] = []

    def holds(self, box: _Box) -> bool:
        """Whether the next letter stands on the same line, not far behind."""
        size = max(self._first[3] - self._first[1], 1.0)
        gap = box[0] - self._last[2]
        same_line = abs(box[1] - self._last[1]) < 0.5 * size
        same_size = abs((box[3] - box[1]) - size) < 0.5 * size
        return same_line and same_size and -size < gap < _CELL_GAP * size

    def add(self, letter: str, box: _Box, *, blank: bool) -> None:
        """Take in one letter; a blank goes before it where the file or the gap says so."""
        size = max(box[3] - box[1], 1.0)
        if self._parts and (blank or box[0] - self._last[2] > _WORD_GAP * size):
            self._parts.append(" ")
        self._parts.append(letter)
        self._last = box

    def segment(self, height: float) -> Segment:
        """Return the finished segment, measured from the page's upper edge."""
        left, bottom, _right, top = self._first
        text = squeeze(tidy("".join(self._parts)))
        return Segment(text, left, self._last[2], height - bottom, top - bottom, self._bold)
