from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decoding import decode, tidy
from index.documents import DocumentError, document_of, read_document, read_documents
from index.files import File
from index.kinds import MOST_BYTES
from index.metadata import language_of, stated_date, stated_publisher

SWEDISH = "Kommunen arbetar mot våld i nära relationer och ger stöd åt den som är utsatt för våld. "


@pytest.fixture
def page(tmp_path):
    """Write one file and return its path."""

    def write(content, name="page.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


# --- the two real pages ---------------------------------------------------------------------


def test_the_raw_pages_are_read_with_what_they_state(raw_pages):
    documents, refused = read_documents([raw_pages])
    assert not refused
    lidkoping, trollhattan = documents
    assert lidkoping.id == "lidkoping-tvaa-i-sverige"
    assert lidkoping.title.startswith("Grattis Lidköping – vi rankas nu som tvåa")
    assert (lidkoping.publisher, lidkoping.date) == ("lidkoping.se", "")
    assert trollhattan.title == "Trollhättan toppar Kvinnofridsbarometern"
    assert (trollhattan.publisher, trollhattan.date) == ("", "2024-02-19")
    assert {one.language for one in documents} == {"sv"}
    assert {one.url for one in documents} == {""}


# --- Markdown -------------------------------------------------------------------------------

MARKDOWN = """---
id: sida-2024
title: "Rapporten: 2024"
publisher: Unizon
language: sv
date: 2024-02-07
url: https://example.org/a
kind: organisation
based_on: "Original, Unizon"
---

# Rapporten: *2024*

Första **stycket** med en [länk](https://example.org) &amp; ett
radbyte som inte syns.\\
Ett som syns.

- ett
  - under
- två

| Plats | Kommun |
|---|---|
| 1 | Trollhättan |
| 2 | Lidköping |

> Citat.

<script>alert(1)</script>

<div class="x">Text i <b>HTML</b></div>

Före<script>alert(2)</script> efter ![bild av ett hus](a.png)
"""


def test_markdown_becomes_plain_text(page):
    document = read_document(page(MARKDOWN, "x.md"))
    assert document.text.split("\n\n") == [
        "Rapporten: 2024",
        "Första stycket med en länk & ett radbyte som inte syns.\nEtt som syns.",
        "ett\nunder\ntvå",
        "Plats: 1; Kommun: Trollhättan\nPlats: 2; Kommun: Lidköping",
        "Citat.",
        "Text i HTML",
        "Före efter bild av ett hus",
    ]
    assert document.headings == ((0, len("Rapporten: 2024"), 1),)


def test_front_matter_fills_the_fields(page):
    document = read_document(page(MARKDOWN, "x.md"))
    assert document.id == "sida-2024"
    assert document.title == "Rapporten: 2024"
    assert document.publisher == "Unizon"
    assert document.language == "sv"
    assert document.date == "2024-02-07"
    assert document.url == "https://example.org/a"
    assert document.based_on == "Original, Unizon"
    assert document.kind == "markdown"


@pytest.mark.parametrize(
    ("written", "date"),
    [("2024", "2024"), ("2024-02", "2024-02"), ("", ""), ("2024-02-07 10:00:00", "2024-02-07")],
)
def test_dates_in_front_matter_become_text(page, written, date):
    document = read_document(page(f"---\ndate: {written}\n---\nText.\n", "x.md"))
    assert document.date == date


def test_markdown_without_front_matter_takes_its_first_heading(page):
    document = read_document(page("# Rubriken\n\nText.", "sida.md"))
    assert (document.id, document.title) == ("sida", "Rubriken")


def test_a_rule_is_not_front_matter(page):
    assert read_document(page("---\nBara text.\n", "x.md")).text == "Bara text."


@pytest.mark.parametrize(
    ("front", "match"),
    [
        (
            "title: Ett: två: tre\n---\n",
            r"x\.md: its front matter is not valid YAML, line 2: .*colon",
        ),
        ("id: a\ntitle: [ett\n---\n", r"not valid YAML, line \d"),
        ("title: utan slut\n\nText.\n", r"has no closing --- line"),
        ("date: 2024-13-45\n---\n", r"not valid YAML"),
    ],
)
def test_broken_front_matter_is_refused_with_file_and_line(page, front, match):
    with pytest.raises(DocumentError, match=match):
        read_document(page(f"---\n{front}\nText.\n", "x.md"))


# --- plain text -----------------------------------------------------------------------------


def test_the_first_short_line_is_the_title(page):
    document = read_document(page("Rubriken\n\nText som följer."))
    assert document.title == "Rubriken"
    assert document.headings == ((0, 8, 1),)


@pytest.mark.parametrize(
    "first",
    ["Det här är en mening.", "- Ett citat, säger hon", "Publicerad: 2024-01-02", "ord " * 30],
)
def test_other_first_lines_are_no_title(page, first):
    assert read_document(page(f"{first}\n\nText.")).title == ""


def test_the_title_is_looked_for_behind_furniture_and_paths(page):
    text = "Hoppa till innehåll\n\nStart\n\nStöd\n\nVåld\n\nVåld\n\nLyssna\n\nTexten börjar här."
    assert read_document(page(text)).title == "Våld"


def test_wrapped_lines_are_joined_and_lists_are_not(page):
    wrapped = (
        "Kommunen arbetar mot våld i nära relationer och ger\n"
        "stöd åt den som är utsatt. Arbetet leds av nämnden,\n"
        "som varje år redovisar det.\n\n- ett\n- två"
    )
    assert read_document(page(wrapped)).text == (
        "Kommunen arbetar mot våld i nära relationer och ger stöd åt den som är utsatt. Arbetet "
        "leds av nämnden, som varje år redovisar det.\n\n- ett\n- två"
    )


def test_a_numbered_list_keeps_the_numbers_that_are_written(page):
    shared = read_document(page("1. Växjö\n2. Gävle\n2. Piteå\n4. Habo", "shared.md")).text
    assert shared.splitlines() == ["1. Växjö", "2. Gävle", "2. Piteå", "4. Habo"]
    lazy = read_document(page("1. Växjö\n1. Gävle\n1. Piteå", "lazy.md")).text
    assert lazy.splitlines() == ["1. Växjö", "2. Gävle", "3. Piteå"]
    items = '<li value="156">Höör</li><li value="156">Vaggeryd</li><li>Fagersta</li>'
    web = read_document(page(f"<html><body><main><ol>{items}</ol></main></body></html>", "a.html"))
    assert web.text.splitlines() == ["156. Höör", "156. Vaggeryd", "157. Fagersta"]


def test_without_blank_lines_each_line_is_a_block(page):
    document = read_document(page(f"Rubrik\n{SWEDISH * 2}\n{SWEDISH * 3}"))
    assert document.text.count("\n\n") == 2


# --- what a page states ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Senast granskad 2024-02-19 av TORNIL", "2024-02-19"),
        ("Publicerad: 3 juli 2017", "2017-07-03"),
        ("Publicerad:\n2017-07-03", "2017-07-03"),
        ("Senast uppdaterad: den 1 mars 2023", "2023-03-01"),
        ("Sidan uppdaterades senast: 12 mars 2024", "2024-03-12"),
        ("Last updated on 5 March 2021", "2021-03-05"),
        ("Published: March 5, 2021", "2021-03-05"),
        ("Uppdaterad 2024-01-02\n\nPublicerad 2023-05-06", "2023-05-06"),
        ("Publicerad:", ""),
        ("Publicerad 2024-13-45", ""),
        ("Kvinnofridsbarometern 2024 kom den 3 juli 2017.", ""),
    ],
)
def test_dates_are_read_only_where_they_are_stated(text, date):
    assert stated_date(text) == date


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Sidansvarig: socialvalfard@lidkoping.se", "lidkoping.se"),
        ("Sidansvarig: Anna Ek, anna.ek@mellerud.se", "mellerud.se"),
        ("Page manager: web@unit.gu.se.", "unit.gu.se"),
        ("Utgivare: Unizon", "Unizon"),
        ("Sidansvarig: anna@gmail.com", ""),
        ("Skriv till anna@lidkoping.se om du vill veta mer.", ""),
        ("Lidköpings kommun har fått ett fint resultat.", ""),
    ],
)
def test_publishers_are_read_only_where_they_are_stated(text, publisher):
    assert stated_publisher(text) == publisher


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SWEDISH * 3, "sv"),
        ("The municipality works against violence and helps people who need support. " * 3, "en"),
        ("Kommunen arbejder mod vold i nære relationer og hjælper dem, der har brug. " * 3, "da"),
        ("Lidköping", ""),
        ("هذا نص طويل باللغة العربية عن العنف " * 8, ""),
        ("Tämä on suomenkielinen teksti väkivallasta ja siitä, mistä saa apua kunnassa. " * 3, ""),
    ],
)
def test_language_is_told_only_when_sure(text, language):
    assert language_of(text) == language


# --- HTML -----------------------------------------------------------------------------------

HTML = f"""<!doctype html><html lang="sv-SE"><head><title>Rubrik - Lidköpings kommun</title>
<meta property="og:site_name" content="Lidköpings kommun">
<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
<link rel="canonical" href="https://lidkoping.se/rubrik.html"></head><body>
<div class="cookie-banner"><p>Vi använder kakor för att sidan ska fungera så bra det går.</p></div>
<nav><a href="/">Start</a></nav><main><h1>Rubrik</h1>
<p>{SWEDISH * 2}Slut<br>Ny rad.</p><h2>Öppettider</h2><p>Måndag–fredag: 8:00–16:30</p>
<table><tr><th>Plats</th><th>Kommun</th></tr><tr><td>2</td><td>Lidköping</td></tr></table>
<script>alert("skript")</script><style>p {{color: red}}</style>
<div class="sv-feedback-form"><p>Skriv gärna vad du saknar så att det kan bli bättre.</p></div>
</main></body></html>"""


def test_html_becomes_plain_text_with_headings(page):
    document = read_document(page(HTML, "sida.html"))
    headings = [document.text[start:end] for start, end, _ in document.headings]
    assert headings == ["Rubrik", "Öppettider"]
    assert [level for _, _, level in document.headings] == [1, 2]
    assert "Slut\nNy rad." in document.text
    assert "Plats: 2; Kommun: Lidköping" in document.text
    for gone in ("alert", "color", "<", "kakor", "saknar"):
        assert gone not in document.text


def test_html_metadata_is_read(page):
    document = read_document(page(HTML, "sida.html"))
    assert document.title == "Rubrik"
    assert document.publisher == "Lidköpings kommun"
    assert document.language == "sv"
    assert document.date == "2024-03-05"
    assert document.url == "https://lidkoping.se/rubrik.html"
    assert document.kind == "html"


def test_html_without_an_article_still_gives_its_words(page):
    assert read_document(page("<html><body>Hej</body></html>", "x.html")).text == "Hej"


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>Hej du.</p></body></html>',
        "Hej du.",
        "<p>Hej <b>du.",
    ],
)
def test_odd_html_gives_its_words(page, content):
    assert read_document(page(content, "x.html")).text == "Hej du."


def test_html_without_text_is_refused(page):
    with pytest.raises(DocumentError, match=r"x\.html: there is no text in it"):
        read_document(page("<html><script>1</script></html>", "x.html"))


def test_markup_in_plain_text_stays_text(page):
    text = 'Rubrik\n\n<script>alert("hej")</script> är text här.'
    assert read_document(page(text)).text == text


# --- bytes and characters -------------------------------------------------------------------


def test_a_byte_order_mark_is_no_character(page):
    document = read_document(page(b"\xef\xbb\xbf" + "Å är en bokstav.".encode()))
    assert (document.text, document.notes) == ("Å är en bokstav.", ())


def test_windows_1252_is_read_and_said_so(page):
    document = read_document(page("Våldet – ”ökar” – €.".encode("cp1252")))
    assert document.text == "Våldet – ”ökar” – €."
    assert document.notes == ("read as Windows-1252, since it is not UTF-8",)


def test_utf_16_is_read_and_said_so(page):
    document = read_document(page("Våld ökar.".encode("utf-16")))
    assert (document.text, document.notes) == ("Våld ökar.", ("read as UTF-16",))


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"\xd0\xcf\x11\xe0 x", "it is an old office document: save it as .docx"),
        (b"text\x00text", "binary file, not text"),
        (b"\xff\xfe\x00\xd8"[2:] + b"\x81\x90", "binary file|neither UTF-8"),
        (b"\x81\x90\xe5", "neither UTF-8"),
        (b"", "it is empty"),
        (b" \r\n\t\n", "it is empty"),
    ],
)
def test_what_is_no_text_is_refused(page, content, match):
    with pytest.raises(DocumentError, match=match):
        read_document(page(content))


def test_controls_go_and_other_scripts_stay(page):
    arabic = "العنف ضد المرأة"
    override = "\u202etxt.exe\u202c"
    text = f"A\x00\x07\x1b[31mB\x7f\u00ad\u200b {arabic} {override} 👩‍👧".replace("\x00", "")
    assert read_document(page(text)).text == f"A[31mB {arabic} {override} 👩‍👧"


def test_line_breaks_get_one_form(page):
    assert read_document(page(b"Ett.\r\n\r\nTv\xc3\xa5.\r\rTre.\x0cFyra.")).text == (
        "Ett.\n\nTvå.\n\nTre.\n\nFyra."
    )


def test_letters_are_composed(page):
    assert read_document(page("va\u030ald i na\u0308ra")).text == "våld i nära"


@given(st.text())
def test_tidy_text_stays_as_it_is(text):
    once = tidy(text)
    assert tidy(once) == once
    assert not any(ord(one) < 32 and one not in "\n\t" for one in once)
    once.encode()


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    try:
        text, _ = decode(data)
    except DocumentError as error:
        assert str(error)  # noqa: PT017
    else:
        assert isinstance(text, str)


# --- files and folders ----------------------------------------------------------------------


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DocumentError, match=r"big\.txt: it has 50 MB, more than the 20 MB"):
        read_document(path)
    assert MOST_BYTES["text"] == 20_000_000


@pytest.mark.parametrize(
    ("name", "match"),
    [("none.txt", "there is no such file"), ("data.json", r"does not end in \.md, ")],
)
def test_other_paths_are_refused(tmp_path, name, match):
    (tmp_path / "data.json").write_text("a,b", encoding="utf-8")
    with pytest.raises(DocumentError, match=match):
        read_document(tmp_path / name)


def test_a_folder_is_no_document(tmp_path):
    with pytest.raises(DocumentError, match="it is neither a file"):
        read_document(tmp_path)


def test_an_unreadable_file_is_refused(page, monkeypatch):
    # Who runs the tests as root may read everything, so the refusal is acted.
    def refuse(path, flags):
        raise PermissionError(13, "Permission denied", str(path))

    path = page("Text.")
    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(DocumentError, match=r"page\.txt: it cannot be read: Permission denied"):
        read_document(path)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="neither a file nor a folder"):
        read_document(tmp_path / "pipe.txt")


def test_folders_are_read_in_order_and_say_what_was_refused(page, tmp_path):
    page("Bra text.", "b/2.txt")
    page("Ett.", "a/1.txt")
    page("", "a/tom.txt")
    page("a,b", "c.json")
    page("Dold.", ".git/x.txt")
    page("Dold.", "a/.x.txt")
    documents, refused = read_documents([tmp_path])
    assert [one.id for one in documents] == ["1", "2"]
    assert [(os.path.basename(one.path), one.reason[:20]) for one in refused] == [  # noqa: PTH119
        ("tom.txt", "it is empty: there i"),
        ("c.json", "its name does not en"),
    ]


def test_documents_of_the_same_name_get_their_folders(page, tmp_path):
    for folder in ("a", "b"):
        page(f"Text {folder}.", f"{folder}/sida.txt")
    page("Text.", "b/annan.txt")
    documents, _ = read_documents([tmp_path])
    assert [one.id for one in documents] == ["a/sida", "annan", "b/sida"]


def test_files_that_differ_in_their_ending_get_different_ids(page, tmp_path):
    page("Text.", "sida.txt")
    page("Text.", "sida.md")
    documents, _ = read_documents([tmp_path])
    assert [one.id for one in documents] == [
        f"{tmp_path.name}/sida.md",
        f"{tmp_path.name}/sida.txt",
    ]


def test_an_id_that_two_files_state_is_refused_the_second_time(page, tmp_path):
    page("---\nid: x\n---\nEtt.", "1.md")
    page("---\nid: x\n---\nTvå.", "2.md")
    documents, refused = read_documents([tmp_path])
    assert [one.text for one in documents] == ["Ett."]
    assert 'it states the id "x", which' in refused[0].reason


def test_a_file_given_twice_is_read_once(page, tmp_path):
    path = page("Text.")
    documents, _ = read_documents([path, tmp_path, str(path)])
    assert len(documents) == 1


def test_a_stated_id_gives_way_to_a_given_one(page):
    assert read_document(page(MARKDOWN, "x.md"), document_id="eget").id == "eget"


def test_nothing_to_read_says_what_was_looked_for(page, tmp_path):
    page("", "tom.txt")
    page("x", "a.json")
    with pytest.raises(DocumentError, match=r"(?s)No document to read in .*\.md.*tom\.txt: it is"):
        read_documents([tmp_path])


def test_no_paths_at_all_say_so():
    with pytest.raises(DocumentError, match="No document to read in no path given"):
        read_documents([])


def test_links_between_folders_do_not_go_round(page, tmp_path):
    page("Text.", "a/1.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    documents, _ = read_documents([tmp_path])
    assert [one.id for one in documents] == ["1"]


def test_a_page_of_short_lines_alone_keeps_them():
    page = b"<h3>Topp</h3><p>1. Lund<br>2. Kalmar</p><h3>Botten</h3><p>289. Nora<br>290. Hjo</p>"
    document = document_of(File("sida.html", "sida.html", page))
    assert document.text == "Topp\n\n1. Lund\n2. Kalmar\n\nBotten\n\n289. Nora\n290. Hjo"
