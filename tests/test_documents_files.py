"""Files and folders are read in order; what is neither, too large or unreadable is refused."""

from __future__ import annotations

import os

import pytest

from index.documents import DocumentError, read_document, read_documents
from index.kinds import MOST_BYTES

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
