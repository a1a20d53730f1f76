"""What the commands that change a library say, write and end with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index.sources import read_sources
from qa import cli
from tests.grown_library import grown_library, three_pages

pytestmark = pytest.mark.usefixtures("encoded")
pages = pytest.fixture(three_pages)
library = pytest.fixture(grown_library)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: object) -> tuple[int, str, str]:
        status = cli.main([str(one) for one in arguments])
        return status, *capsys.readouterr()

    return call


def test_commands_say_what_they_did(run, pages: Path, tmp_path: Path) -> None:
    where = ["--library", tmp_path / "library"]
    status, out, _ = run("add", pages, *where)
    assert status == 0
    assert f"new: {pages / 'ett.md'}\n" in out
    assert "3 documents, 3 paragraphs, 3 of them encoded now" in out
    (pages / "ett.md").unlink()
    status, out, _ = run("update", "--dry-run", *where)
    assert out == (
        f"gone: {pages / 'ett.md'}\n{tmp_path / 'library'}: nothing was changed (--dry-run)\n"
    )
    assert run("update", *where)[0] == 0
    assert "nothing is different" in run("update", *where)[1]
    assert f"gone: {pages / 'tre.md'}" in run("remove", "tre", *where)[1]


def test_refused_files_are_summed_up_and_the_status_says_so(run, pages, tmp_path) -> None:
    (pages / "bild.txt").write_bytes(bytes(range(256)) * 40)
    for command in ("add", "build"):
        status, out, err = run(command, pages, "--library", tmp_path / command)
        assert status == 1
        assert "3 documents" in out
        assert f"Not read: {pages / 'bild.txt'}: it is a binary file" in err
        assert err.endswith("1 file not read; the rest was.\n")


def test_a_library_has_to_be_named(run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    status, _, err = run("add", pages)
    assert status == 2
    assert "kalla add PATH... --library DIR" in err


def test_an_export_holds_everything(run, library: Path, pages: Path, tmp_path: Path) -> None:
    status, out, _ = run("export", tmp_path / "ut", "--library", library)
    assert (status, out) == (
        0, f"Exported 3 documents and 3 files as read to {tmp_path / 'ut'}\n"
    )  # fmt: skip
    lines = (tmp_path / "ut" / "paragraphs.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["ett#1", "tre#1", "två#1"]
    for source in read_sources(tmp_path / "ut").files:
        assert (tmp_path / "ut" / "files" / source.sha256).read_bytes() == Path(
            source.key
        ).read_bytes()
    status, _, err = run("export", tmp_path / "ut", "--library", library)
    assert status == 1
    assert "is not an empty folder" in err
