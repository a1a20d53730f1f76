"""Documents that come in and go out through the page, where whoever runs the chat allows it.

In: files, an address or a document's id. Out: what became of them, as an `Outcome`. What comes in
is kept in the library's folder, so that `kalla update` finds it there. This file does not know HTML
or the web server.

    <library>/uploads/<name>      what was brought, by the name that it came with
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from index.sources import UPLOADS

if TYPE_CHECKING:
    from index.documents import Document
    from index.updating import Change
    from qa.assistant import Assistant

_log = logging.getLogger(__name__)
_BEFORE, _NEW = ".before-", ".new-"
MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody brings: the name that it has there, and its bytes to read."""

    name: str
    file: IO[bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a change.

    Attributes:
        added: documents that are new.
        changed: documents that are read anew.
        removed: origins of documents that are gone.
        refused: names of files and addresses that were not read, each with the reason, in English.
        unchanged: whether everything is as it was.
        problem: key of the text that says why nothing was done, "" when something was.
    """

    added: tuple[Document, ...] = ()
    changed: tuple[Document, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    unchanged: bool = False
    problem: str = ""


class Editor:
    """Changes an assistant's library, one change at a time.

    Attributes:
        assistant: whose library it is.
        token: what a form has to bring back, so that no other site can send one in a reader's name.
    """

    def __init__(self, assistant: Assistant, refresh: Callable[[], object]) -> None:
        """Stand ready.

        Args:
            assistant: whose library is changed.
            refresh: called after a change, so that it is answered from.
        """
        self.assistant = assistant
        self.token = secrets.token_urlsafe(24)
        self._refresh = refresh
        self._turn = threading.Lock()

    def add_files(self, uploads: Sequence[Upload]) -> Outcome:
        """Keep files and add them; one of a name that is there already takes its place."""
        from index.updating import add

        folder = self.assistant.library.path / UPLOADS

        def change() -> Change:
            folder.mkdir(exist_ok=True)
            with _brought(uploads, folder) as paths:
                done = add(paths, self.assistant.library.path)
                _take_back(folder, {Path(one.path) for one in done.found.refused})
                return done

        return self._changed(change) if uploads else Outcome(problem="edit-nothing")

    def add_address(self, address: str) -> Outcome:
        """Fetch a page from the web and add it."""
        from index.updating import add
        from index.web_address import is_address

        address = address.strip()
        if not address:
            return Outcome(problem="edit-nothing")
        if not is_address(address):
            return Outcome(problem="edit-no-address")
        return self._changed(lambda: add([address], self.assistant.library.path))

    def remove(self, document_id: str) -> Outcome:
        """Take a document out; what was brought through the page is deleted with it."""
        from index.updating import remove

        if document_id not in self.assistant.library.documents:
            return Outcome(problem="edit-gone")
        if len(self.assistant.library.documents) == 1:
            return Outcome(problem="edit-last")
        origin = Path(self.assistant.library.documents[document_id].origin)

        def change() -> Change:
            done = remove([document_id], self.assistant.library.path)
            if origin.parent == self.assistant.library.path.absolute() / UPLOADS:
                origin.unlink(missing_ok=True)
            return done

        return self._changed(change)

    def _changed(self, change: Callable[[], Change]) -> Outcome:
        """Make one change, unless another is being made; never raises."""
        if not self._turn.acquire(blocking=False):
            return Outcome(problem="edit-busy")
        try:
            found = change().found
            self._refresh()
        except Exception as error:
            # Its message may hold paths of the machine.
            _log.error("A change failed: %s", type(error).__name__)
            return Outcome(problem="edit-failed")
        finally:
            self._turn.release()
        by_origin = {d.origin: d for d in self.assistant.library.documents.values()}
        return Outcome(
            added=tuple(_those(by_origin, found.added)),
            changed=tuple(_those(by_origin, found.changed)),
            removed=tuple(_name(origin) for origin in found.removed),
            refused=tuple((_name(one.path), one.reason) for one in found.refused),
            unchanged=not (found.added or found.changed or found.removed or found.refused),
        )


def safe_name(name: str) -> str:
    """Return a file's name without folders, marks that nobody sees, and dots that hide it."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(sign for sign in last if sign.isprintable()).strip().lstrip(".") or "document"


@contextmanager
def _brought(uploads: Sequence[Upload], folder: Path) -> Iterator[list[Path]]:
    """Put files into the folder; if what follows fails, all of it is as it was."""
    paths: list[Path] = []
    try:
        for upload in uploads:
            path = folder.absolute() / safe_name(upload.name)
            aside = path.with_name(_BEFORE + path.name)
            new = path.with_name(_NEW + path.name)
            with new.open("wb") as file:
                shutil.copyfileobj(upload.file, file)
            if path.exists() and not aside.exists():
                shutil.copy2(path, aside)
            paths.append(path)
            # In one step: whoever is killed leaves the old file or the new one under its name.
            new.replace(path)
        yield paths
    except BaseException:
        _take_back(folder, paths)
        raise
    finally:
        for left in (*folder.glob(f"{_BEFORE}*"), *folder.glob(f"{_NEW}*")):
            left.unlink()


def _take_back(folder: Path, paths: Iterable[Path]) -> None:
    """Remove what was brought, and put what was there before in its place."""
    for path in paths:
        if path.parent != folder.absolute():
            continue  # a member of an archive, whose other members stay
        path.unlink(missing_ok=True)
        aside = path.with_name(_BEFORE + path.name)
        if aside.exists():
            aside.replace(path)


def _those(by_origin: dict[str, Document], origins: Iterable[str]) -> Iterator[Document]:
    return (by_origin[origin] for origin in origins if origin in by_origin)


def _name(origin: str) -> str:
    """Return what a person calls it: the address, or the path behind the folder of uploads."""
    if "://" in origin:
        return origin
    inside = f"{os.sep}{UPLOADS}{os.sep}"
    return origin.partition(inside)[2] or Path(origin).name
