"""The doctor finds what is not in order, and says what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from qa import cli, doctor
from qa.doctor import Check, examine
from tests.fakes import FakeEncoder, a_document, lexical_index, paragraphs_of, publish_small

NAMES = ["Python", "language model", "reader", "library", "index", "chat page", "chat port"]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.bundled.verify_weights", lambda: None)
    monkeypatch.setattr("index.deltas.verify", lambda _path: None)
    publish_small(tmp_path / "library")
    return tmp_path / "library"


def checks(library: Path) -> dict[str, Check]:
    return {check.name: check for check in examine(library)}


def test_a_library_in_order(library: Path) -> None:
    found = checks(library)
    assert list(found) == NAMES
    assert [check.name for check in found.values() if not check.is_ok] == []
    counts = "1 documents, 4 paragraphs, checksums as written"
    assert found["library"].detail == f"{library}: {counts}"
    assert found["index"].detail == "faiss IndexFlatIP: exact inner product, 4 vectors"


def test_a_damaged_library_is_found_and_the_rest_is_still_checked(library: Path) -> None:
    next(library.rglob("documents.sqlite")).unlink()
    found = checks(library)
    assert list(found) == NAMES
    assert [name for name, check in found.items() if not check.is_ok] == ["library", "index"]
    assert "documents.sqlite is missing. Rebuild it: kalla build" in found["library"].detail


def test_a_missing_library_is_found(library: Path, tmp_path: Path) -> None:
    assert "Build it: kalla build" in checks(tmp_path / "absent")["library"].detail


def test_a_changed_large_file_is_found(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.manifest._HASHED_BYTES", 10)
    path = next(library.rglob("vectors.faiss"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert "vectors.faiss has changed" in checks(library)["library"].detail


def test_vectors_of_another_length_are_found(library: Path, tmp_path: Path) -> None:
    from index.publish import publish

    document = a_document()
    paragraphs = paragraphs_of(document)
    vectors = 2 * FakeEncoder().encode_documents([p.text for p in paragraphs])
    lexical = lexical_index([p.text for p in paragraphs])
    publish(tmp_path / "long", [document], paragraphs, [], vectors, lexical, {})
    assert "not of length 1" in checks(tmp_path / "long")["index"].detail


def test_another_bundled_model_is_found(library: Path, tmp_path: Path) -> None:
    from index.publish import publish

    built_with = {"name": "multilingual-e5-small", "weights_sha256": "older"}
    document = a_document()
    vectors = FakeEncoder().encode_documents(["x"])
    paragraphs = paragraphs_of(document)[:1]
    publish(
        tmp_path / "older", [document], paragraphs, [], vectors, lexical_index(["x"]), built_with
    )
    found = checks(tmp_path / "older")["library"]
    assert not found.is_ok
    assert "built with another encoder (weights_sha256 was 'older'" in found.detail


def test_damaged_models_are_found(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_paths: Path) -> None:
        raise RuntimeError("damaged.\nReinstall it: pip install")

    monkeypatch.setattr("index.bundled.verify_weights", damaged)
    monkeypatch.setattr("index.deltas.verify", damaged)
    found = checks(library)
    wrong = Check("language model", False, "damaged. Reinstall it: pip install")
    assert found["language model"] == wrong
    assert not found["reader"].is_ok


def test_an_old_python_is_found(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_OLDEST_PYTHON", (9, 1))
    found = checks(library)["Python"]
    assert not found.is_ok
    assert "needs 9.1 or newer" in found.detail


@pytest.mark.parametrize(
    ("origin", "words"),
    [(None, "gradio is not installed"), ("gradio/__init__.py", "index.html is missing")],
)
def test_missing_page_files_are_found(
    library: Path, monkeypatch: pytest.MonkeyPatch, origin: str | None, words: str
) -> None:
    import importlib.machinery

    spec = importlib.machinery.ModuleSpec("gradio", None, origin=origin) if origin else None
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda _name: spec)
    found = checks(library)["chat page"]
    assert not found.is_ok
    assert words in found.detail


def test_a_used_port_is_told_but_no_fault(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(doctor, "_PORT", port)
        found = checks(library)["chat port"]
    assert found.is_ok
    assert f"{port} is in use" in found.detail
    assert f"kalla chat --port {port + 1}" in found.detail


def test_the_command_prints_a_line_for_each_and_fails_when_one_does(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["doctor", "--library", str(library)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [["ok", name] for name in NAMES]
    assert cli.main(["doctor", "--library", str(tmp_path / "absent")]) == 1
    assert "not ok: library: There is no library in" in capsys.readouterr().out
