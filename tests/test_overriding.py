"""What a person says of documents beside them counts for more than what the documents say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import build_library
from index.documents import read_document
from index.metadata import iso_date
from index.overriding import entries_of
from index.reading import DocumentError
from index.repairing import repair
from index.store import Library, current_generation, open_library
from index.updating import add, remove, update
from qa import cli
from tests.fakes import FakeEncoder

PAGE = "# Sida {name}\n\nKommunen har en jour för {name}.\n\nSenast granskad 2024-02-19\n"
SAID = """
["*.md"]
publisher = "Solna stad"

["ett.md"]
title = "Den första"
language = "en"
published = 2023-05-06
url = "https://www.solna.se/ett"

["under/*"]
reviewed = 2025-01-10
"""


@pytest.fixture(autouse=True)
def _fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.load_encoder", lambda name="": FakeEncoder(name or "fake"))


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    for name in ("ett", "två", "under/tre"):
        write(folder / f"{name}.md", PAGE.format(name=name))
    return folder


@pytest.fixture
def library(pages: Path, tmp_path: Path) -> Path:
    write(pages / "library.toml", SAID)
    add([pages], tmp_path / "library")
    return tmp_path / "library"


def stated(library: Path, document_id: str) -> tuple[str, ...]:
    one = open_library(library).documents[document_id]
    return one.title, one.publisher, one.language, one.date, one.reviewed, one.url


ONE = ("Den första", "Solna stad", "en", "2023-05-06", "2024-02-19", "https://www.solna.se/ett")
TWO = ("Sida två", "Solna stad", "", "2024-02-19", "2024-02-19", "")
THREE = ("Sida under/tre", "Solna stad", "", "2025-01-10", "2025-01-10", "")


def test_a_file_beside_them_says_what_documents_are(library: Path) -> None:
    assert [stated(library, one) for one in ("ett", "två", "tre")] == [ONE, TWO, THREE]
    assert set(open_library(library).documents) == {"ett", "två", "tre"}


def test_an_update_sees_a_change_of_it_and_what_it_no_longer_says(
    library: Path, pages: Path
) -> None:
    assert not update(library).is_made
    write(pages / "library.toml", '["två.md"]\ntitle = "Den andra"\n')
    found = update(library).found
    assert [Path(one).name for one in found.changed] == ["ett.md", "två.md", "tre.md"]
    assert stated(library, "två")[:2] == ("Den andra", "")
    assert stated(library, "ett") == ("Sida ett", "", "", "2024-02-19", "2024-02-19", "")
    (pages / "library.toml").unlink()
    assert [Path(one).name for one in update(library).found.changed] == ["två.md"]
    assert stated(library, "två")[0] == "Sida två"


def test_it_lasts_through_remove_and_repair_without_the_files(library: Path, pages: Path) -> None:
    shutil.rmtree(pages)
    remove(["två"], library)
    assert stated(library, "ett") == ONE
    shutil.rmtree(current_generation(library))
    repair(library)
    assert [stated(library, one) for one in ("ett", "tre")] == [ONE, THREE]
    update(library)
    assert stated(library, "ett") == ONE


def test_the_nearest_file_counts_for_most_and_a_later_entry_for_more(
    library: Path, pages: Path
) -> None:
    write(pages / "under" / "library.toml", '["*"]\npublisher = "A"\n["tre.*"]\npublisher = "B"\n')
    update(library)
    assert stated(library, "tre")[1:4] == ("B", "", "2025-01-10")
    assert stated(library, "två")[1] == "Solna stad"


def test_a_file_that_is_named_alone_has_it_beside_it(pages: Path, tmp_path: Path) -> None:
    write(pages / "library.toml", SAID)
    change = add([pages / "ett.md"], tmp_path / "library")
    assert stated(tmp_path / "library", "ett") == ONE
    # Entries about files of the folder that were not named are no mistake.
    assert (change.found.notes, change.found.refused) == ((), [])
    assert not update(tmp_path / "library").is_made


def test_removing_a_folder_removes_what_is_said_in_it(
    library: Path, pages: Path, tmp_path: Path
) -> None:
    other = write(tmp_path / "andra" / "fyra.md", PAGE.format(name="fyra"))
    add([other.parent], library)
    remove([str(pages)], library)
    add([pages / "under"], library)
    assert stated(library, "tre")[1] == ""


def test_front_matter_states_the_same(tmp_path: Path) -> None:
    text = "---\ntitle: A\npublished: 2024-01-02\nreviewed: 10 januari 2025\n---\n\nEn text.\n"
    document = read_document(write(tmp_path / "a.md", text))
    assert (document.title, document.date, document.reviewed) == ("A", "2024-01-02", "2025-01-10")
    document = read_document(write(tmp_path / "b.md", "---\ndate: i våras\n---\n\nEn text.\n"))
    assert document.date == ""
    assert document.notes == (
        'its front matter has the date "i våras", which is no date such as 2024-02-07',
    )


def test_dates_have_one_form() -> None:
    said = {
        "2024": "2024", "2024-02": "2024-02", "2024-02-07": "2024-02-07",
        "7 feb 2024": "2024-02-07",
        "2024-13-07": "", "2024-02-31": "", "snart": "", "": "", "12": "",
    }  # fmt: skip
    assert {text: iso_date(text) for text in said} == said


# --- faults -----------------------------------------------------------------------------------

FAULTS = (
    ('title = "A"', 'the key "title" stands outside of an entry'),
    ('["a.md"]\ntittle = "A"', 'in the entry "a.md", the key "tittle" is not known; expected one'),
    ("[a.md]\ntitle = 'A'", 'in the entry "a", "md" is an entry of its own: quote names'),
    ('["a.md"]\npublished = "snart"', '"published" is "snart", expected a date such as 2024-02-07'),
    ('["a.md"]\nreviewed = 7', '"reviewed" is "7", expected a date'),
    ('["a.md"]\ntitle = 7', '"title" is not text'),
    ('["a.md"]\nlanguage = "svenska"', '"language" is "svenska", expected a code'),
    ('["a.md"]\nurl = "solna.se"', '"url" is "solna.se", expected an address'),
)


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_fault_names_its_key_and_the_rest_is_followed(text: str, fault: str) -> None:
    entries, faults = entries_of(f'{text}\n["b.md"]\ntitle = "B"\n'.encode(), "/x/library.toml")
    assert len(faults) == 1
    assert fault in faults[0]
    assert [(one.pattern, one.fields) for one in entries] == [("b.md", (("title", "B"),))]


def test_what_is_no_toml_is_refused_and_what_it_said_stays(
    library: Path, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(pages / "library.toml", "[ett\n")
    assert cli.main(["update", "--library", str(library)]) == 1
    said = capsys.readouterr().err
    assert f"Not read: {pages / 'library.toml'}: it is not valid TOML" in said
    assert "what it said before stays" in said
    assert stated(library, "ett") == ONE
    for content in (b"\xff\xfe", b"[" * 5000):
        with pytest.raises(DocumentError, match="not valid TOML"):
            entries_of(content, "/x/library.toml")


def test_an_entry_about_no_document_is_noted(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    beside = write(pages / "library.toml", '["ettt.md"]\ntitle = "A"\n')
    for command in ("add", "build"):
        assert cli.main([command, str(pages), "--library", str(tmp_path / command)]) == 0
        assert capsys.readouterr().err.endswith(
            f'Note: {beside}: the entry "ettt.md" is about no document: check its spelling\n'
        )


def test_a_link_is_not_followed(pages: Path, tmp_path: Path) -> None:
    (pages / "library.toml").symlink_to(write(tmp_path / "andra" / "library.toml", SAID))
    change = add([pages], tmp_path / "library")
    assert [one.reason for one in change.found.refused] == [
        "it is a link: put the file itself there"
    ]
    assert stated(tmp_path / "library", "ett")[1] == ""


# --- addresses --------------------------------------------------------------------------------


def test_an_address_is_meant_by_its_own_pattern() -> None:
    from index.overriding import is_about

    (entry,), _ = entries_of(b'["https://www.solna.se/*"]\ntitle = "A"\n', "/x/library.toml")
    assert is_about(entry, "https://www.solna.se/a/b", "https://solna.se/")
    assert is_about(entry, "https://solna.se/b", "https://www.solna.se/")
    assert not is_about(entry, "https://www.kiruna.se/", "https://www.kiruna.se/")
    assert not is_about(entry, "/x/www.solna.se/a", "a")
    (entry,), _ = entries_of(b'["rapport [1].md"]\ntitle = "A"\n', "/x/library.toml")
    assert is_about(entry, "/x/y/rapport [1].md", "rapport")
    assert not is_about(entry, "/x/y/rapport 2.md", "rapport")
    (entry,), _ = entries_of(b'["*"]\ntitle = "A"\n', "/x/library.toml")
    assert not is_about(entry, "https://www.solna.se/a", "https://www.solna.se/a")
    assert not is_about(entry, "/xy/a.md", "a.md")


# --- the same as a fresh build ----------------------------------------------------------------

STEP = st.tuples(
    st.sampled_from(["write", "add", "update", "remove", "say", "say", "unsay"]),
    st.sampled_from(["a/ett", "a/två", "b/tre"]),
    st.sampled_from(["*", "ett.md", "två.*", "a/*", "b/tre.md"]),
    st.sampled_from(['title = "T"', 'publisher = "P"', "published = 2020", "reviewed = 2021"]),
)


@given(steps=st.lists(STEP, max_size=10))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_sequence_equals_a_fresh_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    pages, library = folder / "pages", folder / "library"
    write(pages / "grund.md", PAGE.format(name="grund"))
    add([pages], library)
    for what, name, pattern, field in steps:
        path = pages / f"{name}.md"
        beside = (path.parent if "/" not in pattern else pages) / "library.toml"
        if what in ("write", "add"):
            write(path, PAGE.format(name=f"{name} {field}"))
        if what == "say":
            write(beside, f'["{pattern}"]\n{field}\n')
        _follow(what, path, beside, library)
    assert not update(library).found.refused
    build_library([pages], folder / "fresh")
    out = set(open_library(folder / "fresh").documents) - set(open_library(library).documents)
    for document_id in out:
        remove([document_id], folder / "fresh")
    assert contents(open_library(library)) == contents(open_library(folder / "fresh"))


def _follow(what: str, path: Path, beside: Path, library: Path) -> None:
    if what == "unsay":
        beside.unlink(missing_ok=True)
    elif what == "add":
        add([path], library)
    elif what == "update":
        update(library)
    elif what == "remove" and path.exists() and path.stem in open_library(library).documents:
        remove([str(path)], library)


def contents(library: Library) -> tuple[object, ...]:
    return list(library.documents.values()), library.paragraphs, library.removed
