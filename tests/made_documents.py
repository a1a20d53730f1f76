"""Documents of every kind, made by hand, so that a test knows what stands where in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

# One piece of a printed page: from the left, from the top (points), size, words, bold.
Words = tuple[float, float, float, str, bool]
WIDTH, HEIGHT = 595.0, 842.0
SWEDISH = "Kommunen arbetar mot våld i nära relationer och ger stöd åt den som är utsatt för våld. "


def words(left: float, top: float, text: str, size: float = 11, *, bold: bool = False) -> Words:
    """Words on a page."""
    return left, top, size, text, bold


def lines(
    left: float, top: float, texts: Sequence[str], size: float = 11, pitch: float = 14
) -> list[Words]:
    """Lines below each other."""
    return [words(left, top + number * pitch, text, size) for number, text in enumerate(texts)]


def a_pdf(pages: Sequence[Sequence[Words]], *, title: str = "", created: str = "") -> bytes:
    """A PDF of the given pages, in Helvetica."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} "
            "/Encoding /WinAnsiEncoding >>".encode()
        )
    kids = []
    for page in pages:
        content = zlib.compress(b"\n".join(map(_drawn, page)))
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content)
            + content
            + b"\nendstream"
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    stated = f"<< /Title ({title}) /CreationDate ({created}) >>" if title or created else "<< >>"
    objects.append(stated.encode("cp1252"))
    return _file(objects)


def _drawn(piece: Words) -> bytes:
    left, top, size, text, bold = piece
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    font = "F2" if bold else "F1"
    return f"BT /{font} {size} Tf {left} {HEIGHT - top} Td ({escaped}) Tj ET".encode("cp1252")


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        len(objects),
        table,
    )
    return bytes(out)


def a_docx(title: str = "") -> bytes:
    """A Word document with headings, a list and a table."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    document.add_heading("Handlingsplan mot våld", 0)
    document.add_paragraph("Planen gäller från januari och beslutades av nämnden i höstas.")
    document.add_heading("Öppettider", 1)
    document.add_paragraph("Jouren har öppet måndag till fredag.")
    document.add_paragraph("Telefon dygnet runt", style="List Bullet")
    document.add_paragraph("Besök efter bokning", style="List Bullet")
    document.add_heading("Kostnader", 1)
    table = document.add_table(rows=3, cols=2)
    cells = (("Insats", "Kronor"), ("Boende", "120000"), ("Samtal", "45000"))
    for row, values in zip(table.rows, cells, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    return _saved(document)


def an_xlsx(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of the given sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return _saved(book)


def a_zip(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of the given files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
