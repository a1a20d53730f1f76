"""Plain text of any encoding is read whole, with its title; other bytes are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.decoding import decode, tidy
from index.documents import DocumentError, read_document
from tests.made_documents import SWEDISH

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


def test_without_blank_lines_each_line_is_a_block(page):
    document = read_document(page(f"Rubrik\n{SWEDISH * 2}\n{SWEDISH * 3}"))
    assert document.text.count("\n\n") == 2


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
