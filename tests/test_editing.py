"""Documents brought through the page: who may, what is read, what stays when it cannot be."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import qa
from tests.serving import serving
from ui.editing import UPLOADS, Editor, Upload, safe_name
from ui.options import OptionError, read_options
from ui.texts import TEXTS

FIRST = "# Grund\n\nKommunens jour i Borås svarar på telefon dygnet runt.\n"
NEW = "# Mörkö\n\nHandlingsplanen för Mörkö antogs den 4 mars 2023.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    page = folder / "grund.md"
    page.write_text(FIRST, encoding="utf-8")
    qa.build([page], folder / "library")
    return folder / "library"


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Path:
    """A library of one page, which a test may change."""
    return Path(shutil.copytree(built, tmp_path / "library"))


@pytest.fixture
def chat(library: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    names = tmp_path / "names"
    names.write_text("anna:hemlig\n")
    names.chmod(0o600)
    options = f"read_options(auth_file=Path({str(names)!r}), edit=True)"
    with (
        serving(library=library, options=options) as address,
        httpx.Client(base_url=address, auth=("anna", "hemlig"), timeout=60) as web,
    ):
        yield web


def token(web: httpx.Client) -> str:
    found = re.search(r'name="token" value="([^"]+)"', web.get("/edit?lang=sv").text)
    assert found
    return found[1]


def bring(web: httpx.Client, **files: bytes) -> str:
    sent = [("files", (name.replace("__", "."), data)) for name, data in files.items()]
    form = {"token": token(web), "what": "files"}
    return web.post("/edit?lang=sv", data=form, files=sent).text


def test_a_file_is_brought_read_asked_about_and_taken_out(
    chat: httpx.Client, library: Path
) -> None:
    page = bring(chat, plan__md=NEW.encode(), bad__pdf=b"%PDF-1.7 no more")
    assert TEXTS["edit-added"]["sv"].format(count=1) in page
    assert "Mörkö" in page
    refused = page[page.index(TEXTS["edit-refused"]["sv"].format(count=1)) :]
    assert "<bdi>bad.pdf</bdi>: PDF-filen är trasig: öppna den" in refused
    assert str(library) not in page
    assert [path.name for path in (library / UPLOADS).iterdir()] == ["plan.md"]

    question = {"question": "När antogs handlingsplanen för Mörkö?"}
    answer = chat.post("/api/ask", json=question).json()
    assert answer["text"] == "4 mars 2023"
    document = answer["citations"][0]["document"]["id"]

    # A file of the same name takes its place; one that cannot be read leaves everything as it was.
    assert "(1)" in bring(chat, plan__md=NEW.replace("4 mars", "9 maj").encode())
    assert chat.post("/api/ask", json=question).json()["text"] == "9 maj 2023"
    assert TEXTS["edit-refused"]["sv"].format(count=1) in bring(chat, plan__md=b"\0\1\2" * 99)
    assert chat.post("/api/ask", json=question).json()["text"] == "9 maj 2023"
    assert "9 maj" in (library / UPLOADS / "plan.md").read_text(encoding="utf-8")
    assert [path.name for path in (library / UPLOADS).iterdir()] == ["plan.md"]

    page = chat.post("/edit?lang=en", data={"token": token(chat), "remove": document}).text
    assert TEXTS["edit-removed"]["en"].format(count=1) in page
    assert not list((library / UPLOADS).iterdir())
    assert chat.post("/api/ask", json=question).json()["abstained"]
    # The last one stays: a library without documents is none.
    last = next(iter(qa.load(library).library.documents))
    kept = chat.post("/edit?lang=en", data={"token": token(chat), "remove": last})
    assert (kept.status_code, TEXTS["edit-last"]["en"] in kept.text) == (409, True)


def test_a_form_of_another_site_changes_nothing(chat: httpx.Client, library: Path) -> None:
    for wrong in ({}, {"token": ""}, {"token": "å"}):
        form = {"what": "files", **wrong}
        refused = chat.post("/edit", data=form, files=[("files", ("a.md", NEW.encode()))])
        assert refused.status_code == 409
        assert TEXTS["edit-stale"]["sv"] in refused.text
    assert not (library / UPLOADS).exists()
    assert httpx.get(chat.base_url.join("/edit")).status_code == 401


@pytest.mark.parametrize(
    ("address", "key"),
    [("", "edit-nothing"), ("kalla", "edit-no-address"), ("file:///etc/passwd", "edit-no-address")],
)
def test_what_is_no_address_is_told(library: Path, address: str, key: str) -> None:
    assert Editor(qa.load(library), lambda: None).add_address(address).problem == key


def test_an_address_of_this_machine_is_not_fetched(library: Path) -> None:
    outcome = Editor(qa.load(library), lambda: None).add_address("http://127.0.0.1:9/x")
    assert [name for name, _reason in outcome.refused] == ["http://127.0.0.1:9/x"]
    assert not outcome.added


def test_a_failure_in_between_leaves_files_and_library_as_they_were(
    library: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assistant = qa.load(library)
    editor = Editor(assistant, assistant.refresh)
    assert editor.add_files([Upload("a.md", io.BytesIO(b"# Ett\n\nEtt annat ord."))]).added
    before = (library / "CURRENT").read_text()

    def failing(*_arguments: object) -> None:
        raise OSError(f"No space left in {library}")

    monkeypatch.setattr("index.updating.add", failing)
    uploads = [Upload("a.md", io.BytesIO(b"# Nytt")), Upload("b.md", io.BytesIO(b"# B"))]
    assert editor.add_files(uploads).problem == "edit-failed"
    assert (library / "CURRENT").read_text() == before
    assert [p.name for p in (library / UPLOADS).iterdir()] == ["a.md"]
    assert "annat ord" in (library / UPLOADS / "a.md").read_text()
    assert str(library) not in caplog.text


def test_two_changes_do_not_meet(library: Path) -> None:
    editor = Editor(qa.load(library), lambda: None)
    with editor._turn:
        assert editor.add_address("https://example.org/").problem == "edit-busy"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\hemligt\\plan.pdf", "plan.pdf"),
        (".before-plan.md", "before-plan.md"),
        ("a\0b\u202e.md", "ab.md"),
        ("..", "document"),
        ("", "document"),
    ],
)
def test_a_name_from_outside_stays_in_its_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_editing_asks_for_passwords_and_a_library_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(OptionError, match="--auth-file"):
        read_options(edit=True)
    from qa import cli

    names = tmp_path / "names"
    names.write_text("anna:hemlig\n")
    names.chmod(0o600)
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    assert cli.main(["chat", "--edit", "--port", "0", "--auth-file", str(names)]) == 2
    assert "kalla chat --edit --library DIR" in capsys.readouterr().err
