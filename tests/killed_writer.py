"""Build, add, update and remove, killed at every step and at random moments, while somebody reads.

Run as a program: `python -m tests.killed_writer FOLDER EVERY RANDOM_KILLS SEED`. Every writer works
on a copy of one library and is killed, by itself before its n-th operation that changes files (of
EVERY so many), or by us after a random time. All the while this process opens the library and asks
it. Afterwards the next run has to complete. Writes what was seen as JSON.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import index.encoder
from index import snapshots
from index.build import build_library
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import add, remove, update
from tests.fakes import FakeEncoder, vector

PAGE = "# Sida {name}\n\nKommunen har en jour och en budget för {name}.\n"
_CHANGE = {
    "open", "write", "writev", "pwrite", "mkdir", "rename", "replace", "unlink", "remove", "rmdir",
    "fsync", "flock", "ftruncate", "truncate", "mkstemp", "link", "execute", "executemany",
}  # fmt: skip


def write(path: Path) -> None:
    """Write one page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(name=path.stem), encoding="utf-8")


class Case:
    """One kind of change: the library before it, and the documents before and after."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.pages = self.folder / "pages"
        for page in ("ett", "två"):
            write(self.pages / f"{page}.md")
        self.old = self.folder / "old"
        add([self.pages], self.old)
        extra = self.folder / "andra" / "tre.md"
        write(extra)
        self.before = {"ett", "två"}
        self.change: Callable[[Path], object]
        if name == "add":
            self.change, self.after = (lambda library: add([extra], library)), {*self.before, "tre"}
        elif name == "build":
            self.change, self.after = (lambda library: build_library([extra], library)), {"tre"}
        elif name == "remove":
            self.change, self.after = (lambda library: remove(["ett"], library)), {"två"}
        else:
            (self.pages / "två.md").unlink()
            write(self.pages / "fyra.md")
            self.change, self.after = update, {"ett", "fyra"}

    def seen(self, library: Path) -> str:
        """Open the library as a reader does, ask it, and say which state it was in."""
        opened = open_library(library)
        row = opened.search(vector("budget")[None], top_k=1).rows[0, 0]
        found = opened.paragraphs[row]
        assert found.text in opened.documents[found.document_id].text
        names = set(opened.documents)
        assert names in (self.before, self.after), names
        return "new" if names == self.after else "old"

    def check_mended(self, library: Path) -> None:
        """Nothing is damaged, and the next run completes and clears up."""
        open_library(library, full=True)
        sources = read_sources(current_generation(library))
        assert not list(snapshots.damaged(library, sources))
        # What has been removed cannot be removed again.
        (self.change if self.seen(library) == "old" else update)(library)
        assert set(open_library(library, full=True).documents) == self.after
        sources = read_sources(current_generation(library))
        assert not list(snapshots.damaged(library, sources))
        left = [p.name for p in library.rglob(".*") if p.name not in (".lock", ".writer")]
        # A change that was made before the kill leaves its clearing up to the next one.
        assert not [name for name in left if name.startswith(".building-")], left


def die_at(operations: int) -> None:
    """Be killed before the operation of that number that changes files."""
    left = operations

    def count_down(_frame: FrameType, event: str, function: Any) -> None:
        nonlocal left
        if event == "c_call" and getattr(function, "__name__", "") in _CHANGE:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.setprofile(count_down)


def run_killed(case: Case, library: Path, seen: Counter[str], **how: Any) -> bool:
    """Change a copy in a child that dies, reading meanwhile; return whether it was killed."""
    shutil.copytree(case.old, library)
    child = os.fork()
    if child == 0:
        if "operations" in how:
            die_at(how["operations"])
        case.change(library)
        os._exit(0)
    until = time.monotonic() + how.get("after_s", 60)
    while True:
        seen[case.seen(library)] += 1
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
    seen[case.seen(library)] += 1
    case.check_mended(library)
    shutil.rmtree(library)
    return os.WIFSIGNALED(status)


def main(folder: Path, every: int, random_kills: int, seed: int) -> None:
    """Kill, read, and say what was seen."""
    index.encoder.load_encoder = lambda name="": FakeEncoder(name or "fake")  # type: ignore[assignment]
    draw = random.Random(seed)
    seen: Counter[str] = Counter()
    kills: Counter[str] = Counter()
    for name in ("add", "build", "update", "remove"):
        case = Case(folder, name)
        for operations in count(seed % every, every):
            library = case.folder / f"step-{operations}"
            if not run_killed(case, library, seen, operations=operations):
                break
            kills[name] += 1
        for number in range(random_kills // 4):
            library = case.folder / f"random-{number}"
            after_s = draw.uniform(0, 0.07)
            kills["random"] += run_killed(case, library, seen, after_s=after_s)
    json.dump({"kills": kills, "seen": seen}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
