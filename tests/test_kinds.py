"""Files of every kind are read with their places; bad ones are refused and harm nobody."""

from __future__ import annotations

import json
import os
import resource
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from index.documents import Document, DocumentError, read_document, read_documents
from index.paragraphs import split_documents
from index.reading_process import ReadingProcess
from index.whereabouts import Place, place_of
from qa.answer import Citation
from tests.made_documents import a_docx, a_pdf, a_zip, an_xlsx, lines, words

HEAD, FOOT = "Lidköpings kommun – rapport", "Sida {} av 3"
PROSE = [
    "Kommunen arbetar mot våld i nära relationer och ger stöd åt den som är utsatt,",
    "och samarbetar med jourerna i hela länet. Handläggarna på socialtjäns-",
    "ten utbildas varje år, och e-posten besvaras inom en dag av social-",
    "och familjeenheten i kommunhuset.",
]
LEFT = [
    "Vänster spalt börjar här med en", "rad och går vidare till en annan",
    "rad som är full av ord om kom-", "munens arbete mot våld i nära",
    "relationer och dess budget, som",
]  # fmt: skip
RIGHT = [
    "är fyra miljoner kronor per år.", "Höger spalt har mer text om det",
    "som nämnden beslutade i mars om", "stödet till kvinnojouren i länet",
    "och dess lokaler i centrum, och",
]  # fmt: skip
TABLE = [("Kommun", "Plats", "Poäng"), ("Lidköping", "2", "33"), ("Hylte", "290", "3")]
RANKING = [
    ["Kvinnofridsbarometern"],
    ["Kommun", "Plats", "Poäng", "År"],
    ["Lidköping", 2, 33, 2024],
    ["Hylte", 290, 3, 2024],
]


@pytest.fixture
def file(tmp_path: Path):
    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def report() -> bytes:
    """Three pages: prose, two columns that go on over the page, a table."""
    cells = [
        words(left, 140 + 16 * row, cell)
        for row, texts in enumerate(TABLE)
        for left, cell in zip((60, 200, 300), texts, strict=True)
    ]
    bodies = [
        [words(60, 100, "Rapport om kvinnofrid", 20), *lines(60, 140, PROSE)],
        [words(60, 160, "Två spalter", 15), *lines(60, 700, LEFT), *lines(320, 700, RIGHT)],
        [*lines(60, 80, ["dess personal får mer tid."]), words(60, 115, "Tabell", 15), *cells],
    ]
    return a_pdf(
        [
            [words(60, 40, HEAD, 9), *body, words(60, 800, FOOT.format(number), 9)]
            for number, body in enumerate(bodies, start=1)
        ],
        title="Rapporten",
        created="D:20240305100000",
    )


def place(document: Document, said: str) -> Place:
    return place_of(document, document.text.index(said))


# --- PDF ------------------------------------------------------------------------------------


def test_a_pdf_is_reflowed_and_its_running_heads_are_gone(file) -> None:
    document = read_document(file("r.pdf", report()))
    assert document.text.split("\n\n") == [
        "Rapport om kvinnofrid",
        "Kommunen arbetar mot våld i nära relationer och ger stöd åt den som är utsatt, och "
        "samarbetar med jourerna i hela länet. Handläggarna på socialtjänsten utbildas varje år, "
        "och e-posten besvaras inom en dag av social- och familjeenheten i kommunhuset.",
        "Två spalter",
        "Vänster spalt börjar här med en rad och går vidare till en annan rad som är full av ord "
        "om kommunens arbete mot våld i nära relationer och dess budget, som är fyra miljoner "
        "kronor per år. Höger spalt har mer text om det som nämnden beslutade i mars om stödet "
        "till kvinnojouren i länet och dess lokaler i centrum, och dess personal får mer tid.",
        "Tabell",
        "Kommun: Lidköping; Plats: 2; Poäng: 33\nKommun: Hylte; Plats: 290; Poäng: 3",
    ]
    assert document.notes == (f"running heads and feet were left out: {HEAD}",)


def test_a_pdf_states_its_title_and_date(file) -> None:
    document = read_document(file("r.pdf", report()))
    assert (document.title, document.date, document.kind) == ("Rapporten", "2024-03-05", "pdf")


def test_every_sentence_of_a_pdf_knows_its_page(file) -> None:
    document = read_document(file("r.pdf", report()))
    assert place(document, "socialtjänsten").page == 1
    assert place(document, "fyra miljoner") == Place(page=2, heading="Två spalter")
    # The paragraph began on page 2 and ends on page 3.
    assert place(document, "personal får").page == 3
    assert place(document, "Lidköping; Plats").words("sv") == "sida 3, under ”Tabell”"
    assert place(document, "Lidköping; Plats").words("en") == "page 3, under “Tabell”"


def test_a_word_that_has_its_own_hyphen_keeps_it(file) -> None:
    broken = [
        "Skriv till oss på e-post eller ring oss när du vill, och sänd e-",
        "post när det är stängt. Det gäller åren 2023-",
        "2024 för alla.",
    ]
    page = lines(60, 100, broken)
    text = read_document(file("r.pdf", a_pdf([page]))).text
    assert text.endswith("och sänd e-post när det är stängt. Det gäller åren 2023-2024 för alla.")


def test_a_citation_says_its_page(file) -> None:
    document = read_document(file("r.pdf", report()))
    paragraph = next(p for p in split_documents([document])[0] if "personal får" in p.text)
    start = document.text.index("dess personal får mer tid.")
    span = (start - paragraph.start, len(paragraph.text))
    citation = Citation(
        paragraph.text, paragraph.start, paragraph.end, span, paragraph.id, document
    )
    assert citation.to_dict()["place"] == {"page": 3, "heading": "Två spalter"}


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (a_pdf([[]] * 3), r"r\.pdf: its 3 pages hold pictures but no text.*\(OCR\)"),
        (b"%PDF-1.7\nnot much more", r"r\.pdf: it is a broken PDF .*save it anew"),
        (b"Hej", r"its name ends in \.pdf, but what it holds is no PDF"),
        (a_pdf([[]] * 2001), "it has 2,001 pages, more than the 2,000"),
    ],
)
def test_a_bad_pdf_is_refused(file, content: bytes, match: str) -> None:
    with pytest.raises(DocumentError, match=match):
        read_document(file("r.pdf", content))


def test_an_encrypted_pdf_is_refused(file) -> None:
    encrypted = report().replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
        b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32
        + b"> >>",
    )  # fmt: skip
    with pytest.raises(DocumentError, match="it is encrypted: save it without a password"):
        read_document(file("r.pdf", encrypted))


# --- Word and tables ------------------------------------------------------------------------


def test_a_word_document_keeps_its_headings_lists_and_tables(file) -> None:
    document = read_document(file("plan.docx", a_docx()))
    assert document.title == "Handlingsplan mot våld"
    assert "Telefon dygnet runt\nBesök efter bokning" in document.text
    assert "Insats: Boende; Kronor: 120000\nInsats: Samtal; Kronor: 45000" in document.text
    assert place(document, "Samtal") == Place(heading="Kostnader")
    assert place(document, "Planen gäller") == Place()


def test_each_row_of_a_sheet_is_a_paragraph_that_names_its_columns(file) -> None:
    rows = [*RANKING, [], ["Stöd"], ["Kommun", "Kronor"], ["Ale", 1500.0]]
    document = read_document(file("r.xlsx", an_xlsx({"Ranking": rows, "Tom": []})))
    paragraphs, removed = split_documents([document])
    assert [p.text.rpartition("\n\n")[2] for p in paragraphs] == [
        "Lidköping: plats 2, poäng 33 (2024)",
        "Hylte: plats 290, poäng 3 (2024)",
        "Ale: kronor 1500",
    ]
    assert [p.heading for p in paragraphs] == ["", "Kvinnofridsbarometern", ""]
    assert removed == []
    assert place(document, "Hylte").words("en") == "sheet Ranking, row 4"
    assert place(document, "Ale:") == Place(sheet="Ranking", row=8, heading="Stöd")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_is_read_by_its_rows(file, delimiter: str) -> None:
    text = "\n".join(delimiter.join(map(str, row)) for row in RANKING[1:])
    document = read_document(file("r.csv", text))
    assert (
        document.text == "Lidköping: plats 2, poäng 33 (2024)\n\nHylte: plats 290, poäng 3 (2024)"
    )
    assert place(document, "Hylte") == Place(row=3)
    assert place(document, "Hylte").words("sv") == "rad 3"


def test_the_same_row_twice_is_said_twice(file) -> None:
    document = read_document(file("r.csv", "Kommun;Plats\nAle;5\nAle;5\nBjuv;6\n"))
    assert len(split_documents([document])[0]) == 3


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


def test_a_wrong_ending_is_seen_through_and_noted(file) -> None:
    document = read_document(file("rapport.txt", report()))
    assert document.kind == "pdf"
    assert "read as PDF, since that is what it holds" in document.notes
    assert read_document(file("plan.pdf", a_docx())).kind == "docx"


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


# --- the other process ----------------------------------------------------------------------


def test_a_million_nested_tags_do_no_harm(file, tmp_path: Path) -> None:
    file("djup.html", b"<div>" * 1_000_000 + b"Djup text." + b"</div>" * 1_000_000)
    file("bra.html", "<html><body><p>Bra text här.</p></body></html>")
    documents, _refused = read_documents([tmp_path])
    assert "Bra text här." in {one.text for one in documents}


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_read() -> None:
    process = ReadingProcess(most_s=0.05)
    try:
        with pytest.raises(DocumentError, match=r"it took longer than the 0 s that one file may"):
            process.read("html", b"<p>" * 3_000_000)
        process.most_s = 60
        assert process.read("text", b"Bra text.").blocks[0].text == "Bra text."
    finally:
        process.close()


def test_a_reader_that_breaks_down_is_replaced() -> None:
    process = ReadingProcess()
    try:
        assert process.read("text", b"Ett.").blocks[0].text == "Ett."
        assert process._process is not None
        process._process.kill()
        process._process.wait()
        with pytest.raises(DocumentError, match=r"its reader broke down \(SIGKILL\)"):
            process.read("text", b"Ett.")
        assert process.read("text", "Två.".encode()).blocks[0].text == "Två."
    finally:
        process.close()


def test_memory_is_bounded_in_the_other_process() -> None:
    seen = (
        "import resource, index.reading_worker as worker\n"
        "worker.serve = lambda *_: print(resource.getrlimit(resource.RLIMIT_AS)[0])\n"
        "import os; os.dup2 = lambda *_: None; worker.main()"
    )
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) <= 2_000_000_000
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != int(done.stdout)


def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_read() -> None:
    limited = (
        "import resource, index.reading_worker as worker\n"
        "worker.MOST_MEMORY_BYTES = 150_000_000\n"
        "worker.main()"
    )
    asked = b"".join(
        json.dumps({"kind": "text", "bytes": len(data)}).encode() + b"\n" + data
        for data in (b"Ett ord. " * 4_000_000, b"Bra text.")
    )
    done = subprocess.run([sys.executable, "-c", limited], input=asked, capture_output=True)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"broken": "it needs more memory than one document may"}
    assert second["reading"]["blocks"][0]["text"] == "Bra text."
