"""The commands that build, list, serve and judge a library: what they print and refuse."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from index.build import BuildReport
from qa import cli
from tests.fakes import TEXTS, FakeEncoder, small_library

library = pytest.fixture(small_library)


def test_build_reports_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.encoder.load_encoder", lambda _name: FakeEncoder())
    monkeypatch.setenv("KALLA_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "jour.txt").write_text("Jouren\n\nEn jour har öppet hela dygnet.\n")
    (tmp_path / "pages" / "bild.txt").write_bytes(bytes(range(256)) * 40)
    assert cli.main(["build", str(tmp_path / "pages")]) == 1
    out, error = capsys.readouterr()
    assert out.startswith(f"Built the library {tmp_path / 'library'}: 1 document, ")
    assert "kalla list --removed" in out
    assert f"Not read: {tmp_path / 'pages' / 'bild.txt'}: " in error
    assert "Building the library: " in error
    assert cli.main(["list", "--library", str(tmp_path / "library")]) == 0
    assert capsys.readouterr().out.startswith("jour: Jouren\n")


def test_build_without_paths_builds_the_shipped_corpus(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[tuple[Path | None, str | None]] = []

    def build(library: Path | None, *, encoder: str | None, progress: object) -> BuildReport:
        asked.append((library, encoder))
        return BuildReport(tmp_path, 1, 2, 3, (), 4.0, reused=False)

    monkeypatch.setattr("index.build.build_shipped_library", build)
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    assert cli.main(["build"]) == 0
    assert cli.main(["build", "--library", "x", "--encoder", "my-model"]) == 0
    assert asked == [(None, None), (Path("x"), "my-model")]


def test_list_shows_documents_and_what_was_set_aside(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["list", "--library", str(library)]) == 0
    assert capsys.readouterr().out == (
        "sida: En sida, En kommun, 2024-02-19\n"
        "    4 paragraphs, from sidor/sida.txt\n"
        f"{library}: 1 document, 4 paragraphs, 1 stretch set aside\n"
    )
    assert cli.main(["list", "--removed", "--library", str(library)]) == 0
    assert capsys.readouterr().out == "sida:\n    phrase: Skriv ut\n"


def test_list_writes_json_lines(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "--json", "--library", str(library)]) == 0
    (listed,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (listed["id"], listed["paragraphs"], listed["notes"]) == ("sida", 4, [])
    assert cli.main(["list", "--json", "--removed", "--library", str(library)]) == 0
    (removed,) = map(json.loads, capsys.readouterr().out.splitlines())
    text = " ".join((*TEXTS, "Skriv ut"))
    assert text[removed["start"] : removed["end"]] == removed["text"] == "Skriv ut"
    assert (removed["document_id"], removed["reason"]) == ("sida", "phrase")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, str, int]]:
    calls: list[tuple[Path | None, str, int]] = []

    def serve(library: Path | None, *, host: str, port: int, options: object) -> None:
        calls.append((library, host, port))

    monkeypatch.setattr("ui.app.serve", serve)
    return calls


def test_chat_serves_the_library(served: list[tuple[Path | None, str, int]]) -> None:
    assert cli.main(["chat", "--port", "0", "--library", "x"]) == 0
    assert served == [(Path("x"), "127.0.0.1", 0)]


def test_chat_says_what_it_reused(
    served: list[tuple[Path | None, str, int]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    report = BuildReport(tmp_path, 89, 1404, 20, (), 0.25, reused=True)
    ensure: Callable[..., tuple[Path, BuildReport]] = lambda **_: (tmp_path, report)  # noqa: E731
    monkeypatch.setattr("index.build.ensure_shipped_library", ensure)
    assert cli.main(["chat", "--port", "0"]) == 0
    assert served == [(tmp_path, "127.0.0.1", 0)]
    assert capsys.readouterr().err.startswith(
        f"Reused the library {tmp_path}: 89 documents, 1,404 paragraphs, 20 stretches"
    )


def test_chat_refuses_a_taken_port_before_it_builds(
    served: list[tuple[Path | None, str, int]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("index.build.ensure_shipped_library", lambda **_: pytest.fail("built"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["chat", "--port", str(port)]) == 1
    assert served == []
    error = capsys.readouterr().err
    assert str(port) in error
    assert error.count("\n") == 1


def test_eval_refuses_questions_that_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("{\n", encoding="utf-8")
    assert cli.main(["eval", str(file)]) == 1
    assert "gold.jsonl, line 1" in capsys.readouterr().err


def test_eval_refuses_to_compare_what_is_no_scorecard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "card.json"
    file.write_text("[]", encoding="utf-8")
    assert cli.main(["eval", "--compare", str(file), str(file)]) == 1
    assert "card.json" in capsys.readouterr().err
