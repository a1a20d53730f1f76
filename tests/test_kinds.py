"""PDF, Word and tables are read with their places, whatever their names end in."""

from __future__ import annotations

import pytest

from index.documents import Document, DocumentError, read_document
from index.paragraphs import split_documents
from index.whereabouts import Place, place_of
from qa.answer import Citation
from tests.made_documents import a_docx, a_pdf, an_xlsx, lines, words

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


def test_a_wrong_ending_is_seen_through_and_noted(file) -> None:
    document = read_document(file("rapport.txt", report()))
    assert document.kind == "pdf"
    assert "read as PDF, since that is what it holds" in document.notes
    assert read_document(file("plan.pdf", a_docx())).kind == "docx"
