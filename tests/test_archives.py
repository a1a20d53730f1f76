"""Archives, folders and files that are not what they seem are refused, and the rest is read."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from index.documents import DocumentError, read_document, read_documents
from tests.made_documents import a_docx, a_zip

# --- archives and folders -------------------------------------------------------------------


def test_an_archive_is_read_like_a_folder(file, tmp_path: Path) -> None:
    inner = {"b/två.txt": "Två.".encode(), "ett.md": b"Ett.", "r.csv": b"a;b\n1;2\n"}
    file("arkiv.zip", a_zip({**inner, ".dold.txt": b"x", "__MACOSX/x.txt": b"x"}))
    documents, refused = read_documents([tmp_path])
    assert [(d.id, Path(d.origin).relative_to(tmp_path).as_posix()) for d in documents] == [
        ("två", "arkiv.zip/b/två.txt"), ("ett", "arkiv.zip/ett.md"), ("r", "arkiv.zip/r.csv")
    ]  # fmt: skip
    assert refused == []


def a_link() -> bytes:
    info = zipfile.ZipInfo("länk.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return a_zip({info: b"/etc/passwd"})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (a_zip({"../ut.txt": b"x"}), "its name leads out of the archive"),
        (a_zip({"/etc/x.txt": b"x"}), "its name leads out of the archive"),
        (a_zip({"inne.zip": a_zip({"a.txt": b"x"})}), "it is an archive within an archive"),
        (a_zip({"bomb.txt": b" " * 9_000_000}), "times its size: a ZIP bomb"),
        (a_link(), "it is a link, not a file"),
        (a_zip({"a.exe": b"MZ"}), "its name does not end in"),
        (b"PK\x03\x04 och inget mer", "it is a broken archive"),
        (a_zip({f"{n}.txt": b"x" for n in range(10_001)}), "it holds 10,001 files"),
    ],
)
def test_a_bad_archive_is_refused_and_the_rest_is_read(
    file, tmp_path: Path, content: bytes, reason: str
) -> None:
    file("arkiv.zip", content)
    file("bra.txt", "Bra text.")
    documents, refused = read_documents([tmp_path])
    assert [one.text for one in documents] == ["Bra text."]
    assert len(refused) == 1
    assert reason in refused[0].reason
    assert refused[0].path.startswith(str(tmp_path / "arkiv.zip"))


def test_an_archive_that_lies_about_a_members_size_is_refused(file, tmp_path: Path) -> None:
    content = bytearray(a_zip({"a.txt": b"Text. " * 1000}, zipfile.ZIP_DEFLATED))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    file("arkiv.zip", bytes(content))
    file("bra.txt", "Bra.")
    assert [one.origin for one in read_documents([tmp_path])[0]] == [str(tmp_path / "bra.txt")]


def test_a_link_out_of_the_folder_is_refused(file, tmp_path: Path) -> None:
    outside = file("ute/hemlig.txt", "Hemligt.")
    file("inne/bra.txt", "Bra.")
    (tmp_path / "inne/länk.txt").symlink_to(outside)
    (tmp_path / "inne/mapp").symlink_to(outside.parent, target_is_directory=True)
    (tmp_path / "inne/samma.txt").symlink_to(tmp_path / "inne/bra.txt")
    documents, refused = read_documents([tmp_path / "inne"])
    assert [one.text for one in documents] == ["Bra."]
    assert [one.reason for one in refused] == ["it is a link that leads out of the folder"] * 2


def test_a_device_is_refused() -> None:
    with pytest.raises(DocumentError, match="it is neither a file nor a folder"):
        read_document(Path("/dev/zero"))


def test_a_file_that_grows_while_it_is_read_is_refused(file, monkeypatch) -> None:
    path = file("log.txt", "En rad.\n")
    real = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        with path.open("a") as log:
            log.write("En till.\n")
        return real(descriptor)

    monkeypatch.setattr("os.fstat", growing)
    with pytest.raises(DocumentError, match="it changes while it is read: try again"):
        read_document(path)


def test_a_huge_file_is_refused_unread(file) -> None:
    path = file("r.pdf", b"%PDF-1.7")
    with path.open("r+b") as sparse:
        sparse.truncate(2_000_000_000)
    with pytest.raises(DocumentError, match=r"it has 2,000 MB, more than the 200 MB"):
        read_document(path)


def test_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"sida\xe5.txt")).write_text("Text på sidan.", encoding="utf-8")
    documents, refused = read_documents([tmp_path])
    assert [one.text for one in documents] == ["Text på sidan."]
    assert refused == []


# --- what a file holds and what its name says -----------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.docx", b"Hej", r"its name ends in \.docx, but what it holds is no DOCX"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0" + b"\0" * 600,
            r"it is encrypted, or an old office document",
        ),
        ("a.txt", a_zip({"b.txt": b"x"}), r"it is a ZIP archive: let its name end in \.zip"),
        ("a.docx", a_zip({"word/document.xml": b"<w:doc"}), "it is a broken Word document"),
        ("a.xlsx", a_zip({"xl/workbook.xml": b"<x/>"}), "it is a broken workbook"),
    ],
)
def test_what_is_not_what_its_name_says_is_refused(file, name, content, match) -> None:
    with pytest.raises(DocumentError, match=match):
        read_document(file(name, content))


def test_an_xml_bomb_in_an_office_document_is_refused(file) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for name, member in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")):
        with pytest.raises(DocumentError, match=f"its part {member} declares entities"):
            read_document(file(name, a_zip({member: bomb})))
    with pytest.raises(DocumentError, match="declares entities"):
        read_document(file("a.docx", a_zip({"word/document.xml": bomb.decode().encode("utf-16")})))


def test_an_office_document_that_unpacks_to_far_too_much_is_refused(file) -> None:
    content = a_zip({"word/document.xml": b"<w:document>" + b" " * 30_000_000})
    with pytest.raises(DocumentError, match="times its size: a ZIP bomb"):
        read_document(file("a.docx", content))


def test_an_archive_that_lost_its_beginning_gives_what_it_still_holds(file) -> None:
    whole = a_zip({"a.txt": b"Den ena texten.", "b.txt": b"Den andra texten."})
    documents, refused = read_documents([file("x.zip", whole[whole.index(b"PK\x03\x04", 1) :])])
    assert [one.text for one in documents] == ["Den andra texten."]
    assert [one.reason for one in refused] == [
        f"it cannot be unpacked (negative seek value -{whole.index(b'PK', 4)}): pack it anew"
    ]


def test_an_office_document_that_lost_its_beginning_is_refused(file) -> None:
    whole = a_docx()
    with pytest.raises(DocumentError, match=r"it is broken .*save it anew"):
        read_document(file("a.docx", whole[whole.index(b"PK\x03\x04", 1) :]))
