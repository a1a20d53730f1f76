"""Files become a library; bad input changes nothing; the shipped corpus' library is kept fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import build
from index.build import (
    BuildError,
    build_library,
    build_shipped_library,
    ensure_shipped_library,
)
from index.documents import DocumentError
from index.encoder import EncoderError
from index.manifest import DamagedLibraryError, StaleLibraryError
from index.places import default_library, mend_command
from index.store import open_library, read_current_manifest
from tests.fakes import FakeEncoder, publish_small, vector

PAGE = """---
title: {title}
language: sv
---

Kommunen har en jour för den som behöver hjälp, och den är öppen hela dygnet.

Kommunens budget för jouren är två miljoner kronor, och den gäller till nästa år.
"""


@pytest.fixture(autouse=True)
def fake_encoder(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Encode without a model; returns the names that were asked for."""
    asked: list[str] = []

    def load(name: str = "") -> FakeEncoder:
        asked.append(name)
        if name == "absent":
            raise EncoderError("The encoder 'absent' could not be loaded.")
        return FakeEncoder(name or "bundled")

    monkeypatch.setattr("index.encoder.load_encoder", load)
    return asked


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("ett", "två"):
        (folder / f"{name}.md").write_text(PAGE.format(title=f"Sida {name}"), encoding="utf-8")
    return folder


@pytest.fixture
def corpus(pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages in the place of the shipped corpus, and an empty cache folder."""
    monkeypatch.setattr(build, "SHIPPED_CORPUS", pages)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    return pages


# Building.


def test_a_folder_becomes_a_library(pages: Path, tmp_path: Path) -> None:
    report = build_library([pages], tmp_path / "library")
    opened = open_library(tmp_path / "library")
    assert (report.documents, report.reused, report.refused) == (2, False, ())
    assert report.paragraphs == len(opened.paragraphs) >= 2
    assert report.removed == len(opened.removed)
    assert sorted(opened.documents) == ["ett", "två"]
    assert {d.title for d in opened.documents.values()} == {"Sida ett", "Sida två"}
    best = opened.search(vector("budget")[None], top_k=1).rows[0, 0]
    assert "budget" in opened.paragraphs[best].text
    assert opened.manifest.corpus_sha256 == ""


def test_progress_adds_up_to_all_paragraphs(pages: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report = build_library(
        [pages], tmp_path / "library", progress=lambda more, total: told.append((more, total))
    )
    assert told[0] == (0, report.paragraphs)
    assert sum(more for more, _total in told) == report.paragraphs
    assert {total for _more, total in told} == {report.paragraphs}


def test_the_encoder_is_the_one_that_was_named(
    pages: Path, tmp_path: Path, fake_encoder: list[str]
) -> None:
    build_library([pages], tmp_path / "library", encoder="my-model")
    assert fake_encoder == ["my-model"]
    assert open_library(tmp_path / "library").manifest.encoder["name"] == "my-model"


def test_a_second_build_takes_the_place_of_the_first(pages: Path, tmp_path: Path) -> None:
    build_library([pages], tmp_path / "library")
    build_library([pages / "ett.md"], tmp_path / "library")
    assert list(open_library(tmp_path / "library").documents) == ["ett"]


def test_an_unreadable_file_is_refused_and_the_rest_is_built(pages: Path, tmp_path: Path) -> None:
    (pages / "bild.txt").write_bytes(bytes(range(256)) * 40)
    report = build_library([pages], tmp_path / "library")
    assert report.documents == 2
    assert [Path(refused.path).name for refused in report.refused] == ["bild.txt"]
    assert report.refused[0].reason


# Bad input changes nothing.


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    publish_small(path, title="old")
    return path


def test_no_paths_are_refused(old: Path) -> None:
    with pytest.raises(BuildError, match=r"Name at least one: kalla build PATH"):
        build_library([], old)
    assert open_library(old).documents["sida"].title == "old"


def test_a_missing_path_is_refused_before_any_work(
    old: Path, pages: Path, fake_encoder: list[str]
) -> None:
    with pytest.raises(BuildError, match=r"no file or folder absent\.md, gone\.md"):
        build_library([pages, "absent.md", "gone.md"], old)
    assert fake_encoder == []
    assert open_library(old).documents["sida"].title == "old"


def test_a_folder_without_documents_is_refused(old: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match="empty"):
        build_library([tmp_path / "empty"], old)
    assert open_library(old).documents["sida"].title == "old"


def test_documents_without_text_are_refused(old: Path, tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n\n \n")
    with pytest.raises((BuildError, DocumentError), match=r"blank\.txt"):
        build_library([tmp_path / "blank.txt"], old)
    assert open_library(old).documents["sida"].title == "old"


def test_an_encoder_that_does_not_load_changes_nothing(old: Path, pages: Path) -> None:
    with pytest.raises(EncoderError, match="'absent' could not be loaded"):
        build_library([pages], old, encoder="absent")
    assert open_library(old).documents["sida"].title == "old"


def test_a_file_is_no_place_for_a_library(pages: Path) -> None:
    with pytest.raises(BuildError, match=r"ett\.md is a file.*--library DIR"):
        build_library([pages], pages / "ett.md")


def test_a_folder_with_other_things_is_no_place_for_a_library(pages: Path) -> None:
    with pytest.raises(BuildError, match=r"is not a library but holds '.*md'.*--library DIR"):
        build_library([pages], pages)


def test_a_library_without_its_pointer_can_be_built_anew(old: Path, pages: Path) -> None:
    (old / "CURRENT").unlink()
    build_library([pages], old)
    assert sorted(open_library(old).documents) == ["ett", "två"]


@pytest.mark.parametrize("place", ["/proc/kalla", "pages/ett.md/library"])
def test_a_place_that_cannot_be_written_to_is_refused(
    pages: Path, fake_encoder: list[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(pages.parent)
    with pytest.raises(BuildError, match=r"cannot be written to.*--library DIR"):
        build_library([pages], Path(place))
    assert fake_encoder == []


# The shipped corpus.


def test_the_repository_has_the_shipped_corpus() -> None:
    assert len(list(build.SHIPPED_CORPUS.glob("*.md"))) > 10


def test_the_shipped_library_is_built_once(corpus: Path, fake_encoder: list[str]) -> None:
    path, first = ensure_shipped_library()
    again, second = ensure_shipped_library()
    assert path == again == default_library()
    assert (first.reused, second.reused) == (False, True)
    assert first.documents == second.documents == 2
    assert (first.paragraphs, first.removed) == (second.paragraphs, second.removed)
    assert fake_encoder == [""]


def test_a_changed_corpus_is_built_anew(corpus: Path) -> None:
    path, _ = ensure_shipped_library()
    (corpus / "tre.md").write_text(PAGE.format(title="Sida tre"), encoding="utf-8")
    assert ensure_shipped_library()[1].documents == 3
    (corpus / "tre.md").rename(corpus / "fyra.md")
    assert not ensure_shipped_library()[1].reused
    assert "fyra" in open_library(path).documents
    assert ensure_shipped_library()[1].reused


def test_changed_rules_build_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_shipped_library()
    monkeypatch.setattr(build, "rules_sha256", lambda: "other")
    assert not ensure_shipped_library()[1].reused
    assert ensure_shipped_library()[1].reused


def test_a_damaged_shipped_library_is_built_anew(corpus: Path) -> None:
    path, _ = ensure_shipped_library()
    (path / "CURRENT").write_text("generation-x\n")
    assert not ensure_shipped_library()[1].reused
    assert sorted(open_library(path).documents) == ["ett", "två"]


def test_an_encoder_chosen_for_the_shipped_corpus_stays(corpus: Path) -> None:
    build_shipped_library(encoder="my-model")
    path, report = ensure_shipped_library()
    assert report.reused
    assert read_current_manifest(path).encoder["name"] == "my-model"


def test_ones_own_library_is_never_built_over(
    corpus: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KALLA_LIBRARY", str(old))
    path, report = ensure_shipped_library()
    assert (path, report.reused, report.paragraphs) == (old, True, 4)
    with pytest.raises(BuildError, match=r"library of other documents \(1\).*kalla build PATH"):
        build_shipped_library()
    vectors = next(old.rglob("vectors.faiss"))
    vectors.write_bytes(b"")
    with pytest.raises(DamagedLibraryError, match=r"vectors\.faiss"):
        ensure_shipped_library()
    (old / "CURRENT").unlink()
    with pytest.raises(DamagedLibraryError, match="CURRENT is missing"):
        ensure_shipped_library()


def test_the_shipped_corpus_can_lie_where_the_environment_says(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KALLA_LIBRARY", str(tmp_path / "here"))
    path, _ = ensure_shipped_library()
    assert path == tmp_path / "here"
    next(path.rglob("vectors.faiss")).write_bytes(b"")
    assert not ensure_shipped_library()[1].reused


def test_the_default_library_lies_in_the_cache_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_library() == tmp_path / "kalla" / "library"
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for ignored in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", ignored)
        assert default_library() == tmp_path / "home" / ".cache" / "kalla" / "library"
    assert mend_command(default_library()) == "kalla build"


def test_an_opened_library_tells_another_encoder(corpus: Path) -> None:
    path, _ = ensure_shipped_library()
    with pytest.raises(StaleLibraryError, match=r"name was 'bundled', is 'x'.*kalla build$"):
        open_library(path).check_encoder(FakeEncoder("x").fingerprint)
