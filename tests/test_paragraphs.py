"""Documents are split into paragraphs under their headings, and nothing of them is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaning import BARE_HEADING, EMPTY_LABEL, REASONS
from index.documents import Document, read_documents
from index.furniture import FEEDBACK, NAVIGATION
from index.paragraphs import split_documents
from index.splitting import words_in


@pytest.fixture(scope="module")
def raw(raw_pages):
    documents, _ = read_documents([raw_pages])
    paragraphs, removed = split_documents(documents)
    return documents, paragraphs, removed


def _with(paragraphs, words):
    """Return the one paragraph in which some words stand."""
    found = [one for one in paragraphs if words in one.text]
    assert len(found) == 1, (words, [one.id for one in found])
    return found[0]


# --- the two real pages ---------------------------------------------------------------------


def test_the_feedback_form_goes(raw):
    _, paragraphs, removed = raw
    form = [one.text for one in removed if one.reason == FEEDBACK]
    assert len(form) == 16
    for words in ("Hjälpte informationen", "GDPR", "Informationen skickas", "Tack för ditt svar"):
        assert any(words in text for text in form)
        assert not any(words in one.text for one in paragraphs)


def test_bare_headings_and_empty_labels_go(raw):
    _, _, removed = raw
    reasons = {one.text: one.reason for one in removed}
    assert reasons["Vad kan kontaktcenter hjälpa mig med?"] == BARE_HEADING
    assert reasons["Publicerad:"] == reasons["Senast uppdaterad:"] == EMPTY_LABEL
    assert reasons["Relaterad information"] == NAVIGATION


def test_nothing_else_goes(raw):
    _, _, removed = raw
    assert len(removed) == 21


def test_hours_stand_under_their_headings(raw):
    _, paragraphs, _ = raw
    hours = _with(paragraphs, "8:00–16:30")
    assert hours.text == "Kontaktcenter - en väg in\n\nÖppettider\n\nMåndag–fredag: 8:00–16:30"
    address = _with(paragraphs, "Gärdhemsvägen 9")
    assert address.text == "Besök oss\n\nGärdhemsvägen 9 461 83 Trollhättan"
    assert address.heading == "Kontaktcenter - en väg in"


def test_the_box_does_not_head_the_article(raw):
    _, paragraphs, _ = raw
    assert _with(paragraphs, "Malin Hedelin").heading == ""
    assert _with(paragraphs, "Faktaruta: Unizon").heading == ""


def test_a_subheading_heads_what_follows_it(raw):
    _, paragraphs, _ = raw
    assert _with(paragraphs, "plats 40").text.startswith(
        "Ett fint kvitto på det arbete som görs\n\n"
    )
    assert _with(paragraphs, "Linda Billing").heading == "Ett fint kvitto på det arbete som görs"


@pytest.mark.parametrize(
    ("quoted", "speaker"),
    [
        ("utveckla oss, säger hon", "Camilla Johansson, områdeschef"),
        ("berättar Linda", "Linda Billing, enhetschef"),
        ("avslutar Josefin", "Josefin Löwing, metodutvecklare"),
        ("försöker utveckla oss, säger hon", "Malin Hedelin, förvaltningschef"),
        ("rätt insatser, till rätt person", "Gerd Holmgren"),
    ],
)
def test_quotations_keep_their_speaker(raw, quoted, speaker):
    _, paragraphs, _ = raw
    holders = [one.text for one in paragraphs if quoted in one.text]
    assert any(speaker in text for text in holders)


@pytest.mark.parametrize("words", ["Senast granskad 2024-02-19", "socialvalfard@lidkoping.se"])
def test_review_date_and_address_stay(raw, words):
    _, paragraphs, _ = raw
    assert _with(paragraphs, words).heading == ""


# --- headings, rows, length -----------------------------------------------------------------


def test_marked_headings_tell_groups_from_bare_ones(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Stöd\n\n## Öppettider\n\n## Kontakt\n\n### Besök\n\nStorgatan 1\n\n"
        "Vi finns mitt i staden, nära stationen, och har öppet för alla som vill komma.",
        encoding="utf-8",
    )
    documents, _ = read_documents([page])
    paragraphs, removed = split_documents(documents)
    assert [(one.text, one.reason) for one in removed] == [("Öppettider", BARE_HEADING)]
    assert [one.text.split("\n\n") for one in paragraphs] == [
        ["Stöd"],
        ["Kontakt", "Besök", "Storgatan 1"],
        ["Vi finns mitt i staden, nära stationen, och har öppet för alla som vill komma."],
    ]
    assert paragraphs[2].heading == "Besök"


def test_a_table_splits_between_rows_and_keeps_its_introduction(tmp_path):
    rows = "\n".join(f"| {n} | Kommun nummer {n} | Västra Götalands län |" for n in range(1, 41))
    page = tmp_path / "page.md"
    page.write_text(
        "# Plats för plats\n\nTabellen visar alla kommuner.\n\n"
        f"| Plats | Kommun | Län |\n|-|-|-|\n{rows}\n",
        encoding="utf-8",
    )
    documents, _ = read_documents([page])
    paragraphs, _ = split_documents(documents)
    tables = [one for one in paragraphs if "Plats: " in one.text]
    assert len(tables) > 2
    assert {one.heading for one in tables} == {"Tabellen visar alla kommuner."}
    lines = [line for one in tables for line in one.text.split("\n")]
    assert lines == [
        f"Plats: {n}; Kommun: Kommun nummer {n}; Län: Västra Götalands län" for n in range(1, 41)
    ]


def test_long_text_splits_near_120_words_with_one_sentence_of_overlap(make_document):
    sentences = [f"Mening nummer {n} handlar om hur kommunen arbetar mot våld." for n in range(60)]
    text = "Rubrik\n\n" + " ".join(sentences)
    paragraphs, _ = split_documents([make_document(text, title="Annat")])
    assert len(paragraphs) > 4
    for before, after in pairwise(paragraphs):
        assert 90 <= words_in(before.text) <= 150
        shared = text[after.start : before.end]
        assert shared in sentences
        assert after.heading == "Rubrik"
    assert paragraphs[0].text.startswith("Rubrik\n\nMening nummer 0 ")


def test_text_without_blanks_is_split_too(make_document):
    paragraphs, _ = split_documents([make_document("字" * 5000)])
    assert "".join(one.text for one in paragraphs) == "字" * 5000
    assert max(len(one.text) for one in paragraphs) <= 1500


def test_a_document_of_one_heading_keeps_it(make_document):
    paragraphs, removed = split_documents([make_document("Bara en rubrik", title="Bara en rubrik")])
    assert [one.text for one in paragraphs] == ["Bara en rubrik"]
    assert not removed


def test_no_documents_make_no_paragraphs():
    assert split_documents([]) == ([], [])


# --- invariants -----------------------------------------------------------------------------


_WORDS = st.sampled_from(
    [
        "Öppettider", "Publicerad:", "Hjälpte sidan dig?", "Tack för ditt svar!", "Ja", "Kontakt",
        "- Det är bra, säger hon.", "– Ja!", "Måndag–fredag: 8:00–16:30", "Relaterad information",
        "Kommunen arbetar mot våld i nära relationer i hela länet.", "Sidansvarig: a@b.se",
        "Plats: 1; Kommun: A\nPlats: 2; Kommun: B", "ord " * 200, "En mening till. " * 30,
        "x" * 3000,
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\n .:?–aA1"))),
    st.lists(st.one_of(_WORDS, st.text(max_size=30)), max_size=12).map("\n\n".join),
)


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(_TEXTS, max_size=4), kind=st.sampled_from(["text", "markdown"]))
def test_nothing_is_lost_and_slices_are_exact(texts, kind):
    documents = [
        Document(f"d{i}", text[:9], "P", "sv", "", "", text, kind, "o")
        for i, text in enumerate(texts)
    ]
    paragraphs, removed = split_documents(documents)
    assert {one.reason for one in removed} <= set(REASONS)
    assert len({one.id for one in paragraphs}) == len(paragraphs)
    for document in documents:
        own = [one for one in paragraphs if one.document_id == document.id]
        gone = [one for one in removed if one.document_id == document.id]
        for one in [*own, *gone]:
            assert one.text == document.text[one.start : one.end]
            assert one.text == one.text.strip() != ""
        assert [one.id for one in own] == [f"{document.id}#{n + 1}" for n in range(len(own))]
        assert [one.start for one in own] == sorted(one.start for one in own)
        kept = {at for one in own for at in range(one.start, one.end)}
        aside = [at for one in gone for at in range(one.start, one.end)]
        assert len(aside) == len(set(aside))
        assert kept.isdisjoint(aside)
        written = {at for at, character in enumerate(document.text) if not character.isspace()}
        assert written <= kept | set(aside)


def test_a_thousand_paragraphs_take_less_than_two_seconds(make_document):
    sentence = "Kommunen arbetar mot våld i nära relationer, t.ex. i Solna. "
    text = "\n\n".join(f"{sentence * 6}{n}" for n in range(1000))
    split_documents([make_document(sentence)])  # the splitter loads once
    started = time.process_time()
    paragraphs, _ = split_documents([make_document(text)])
    assert len(paragraphs) == 1000
    assert time.process_time() - started < 2


def test_importing_loads_nothing_heavy():
    code = (
        "import sys, index.documents, index.paragraphs, index.sentences; "
        "heavy = {'nupunkt', 'trafilatura', 'numpy', 'yaml', 'lxml', 'markdown_it', 'py3langid'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
