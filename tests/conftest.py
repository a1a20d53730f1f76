"""What all tests share: the real pages, documents made by hand, and a network that is cut."""

from __future__ import annotations

import importlib
import ipaddress
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import settings

from index.documents import Document
from tests.fakes import FakeEncoder
from tests.serving import STUB, serving

REPOSITORY = Path(__file__).resolve().parent.parent

# A busy machine is slow, which is no fault of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def missing(what: str) -> None:
    """Fail in CI and skip elsewhere, saying what to get."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real pages, designs and data sets that lies beside the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        missing(f"{folder} is missing: this test needs the material beside the repository")
    return folder


@pytest.fixture(scope="session")
def raw_pages(shared: Path) -> Path:
    """The folder with the two real municipal pages."""
    folder = shared / "corpus" / "raw"
    if not list(folder.glob("*.txt")):
        missing(f"{folder} holds no pages: this test reads the two real ones")
    return folder


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on memory where there is some, for what waits for the disk a hundred times."""
    shared_memory = Path("/dev/shm")
    place = shared_memory if os.access(shared_memory, os.W_OK) else tmp_path
    folder = place / f"kalla-{os.getpid()}-{tmp_path.name}"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def stub_url() -> Iterator[str]:
    """Give the address of a chat with fixed answers that takes any number of questions."""
    with serving(STUB, options="read_options(per_minute=0)") as address:
        yield address


@pytest.fixture(scope="module")
def web(stub_url: str) -> Iterator[httpx.Client]:
    """Give a client of the chat with fixed answers."""
    with httpx.Client(base_url=stub_url) as client:
        yield client


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Encode without a model; returns the paragraphs that were encoded."""
    # Imported now, it holds the real encoder, and not this one for all tests to come.
    importlib.import_module("qa.assistant")
    texts: list[str] = []

    class Counting(FakeEncoder):
        def encode_documents(self, given: Any, *, progress: Any = None) -> Any:
            # Titles are encoded without anybody counting.
            texts.extend(given if progress else ())
            return super().encode_documents(given, progress=progress)

    monkeypatch.setattr("index.encoder.load_encoder", lambda name="": Counting(name or "bundled"))
    return texts


@pytest.fixture(scope="session", autouse=True)
def _network_cut() -> Iterator[None]:
    """Make every socket to anything but this machine raise, also where OSError is swallowed."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _only_local_names(socket.getaddrinfo))
        yield


def _only_here(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_elsewhere(arguments[-1][0])
        return original(self, *arguments)

    return guarded


def _only_local_names(original: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        if host:
            _refuse_elsewhere(host.decode() if isinstance(host, bytes) else host)
        return original(host, *arguments, **options)

    return guarded


def _refuse_elsewhere(host: str) -> None:
    try:
        is_here = ipaddress.ip_address(host).is_loopback or host in {"0.0.0.0", "::"}
    except ValueError:
        is_here = host in {"", "localhost", socket.gethostname()}
    if not is_here:
        raise RuntimeError(f"a test reached for {host}: nothing may leave this machine")


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write one file and return its path."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def page(file: Callable[[str, bytes | str], Path]) -> Callable[..., Path]:
    """Write one file, of plain text where nothing else is said, and return its path."""

    def write(content: bytes | str, name: str = "page.txt") -> Path:
        return file(name, content)

    return write


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Make a document from its text; every other field can be given by name."""

    def make(text: str, **fields: Any) -> Document:
        stated = {
            "id": "page",
            "title": "",
            "publisher": "",
            "language": "sv",
            "date": "",
            "url": "",
            "kind": "text",
            "origin": "page.txt",
        }
        return Document(text=text, **(stated | fields))

    return make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser's tests last: while its driver runs, the main thread has an event loop."""
    items.sort(key=lambda item: "browser" in item.path.parts)
