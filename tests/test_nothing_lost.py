"""Killed, damaged, full, read-only: a library stays whole, and says how it is mended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import snapshots
from index.build import BuildError
from index.manifest import DamagedLibraryError, LibraryError
from index.repairing import repair
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import add, update
from qa import cli
from qa.doctor import examine
from tests.conftest import missing
from tests.fakes import FakeEncoder, publish_small
from tests.serving import ROOT

PAGE = "# Sida {name}\n\nKommunen har en jour och en budget för {name}.\n"


@pytest.fixture(autouse=True)
def _fake_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.load_encoder", lambda name="": FakeEncoder(name or "fake"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("ett", "två"):
        (folder / f"{name}.md").write_text(PAGE.format(name=name), encoding="utf-8")
    return folder


@pytest.fixture
def library(pages: Path, tmp_path: Path) -> Path:
    add([pages], tmp_path / "library")
    return tmp_path / "library"


def documents(library: Path) -> set[str]:
    return set(open_library(library, full=True).documents)


# --- killed -----------------------------------------------------------------------------------


def test_killed_while_somebody_reads_nothing_is_lost(in_memory: Path) -> None:
    # At one of so many steps: `tests.killed_writer` by hand does it at every one.
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed_writer", str(in_memory), "41", "4", "3"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert all(said["kills"][name] >= 5 for name in ("add", "build", "update", "remove"))
    assert said["seen"]["old"] > 20
    assert said["seen"]["new"] > 2


# --- damaged and mended -----------------------------------------------------------------------


def test_every_damage_names_a_command_that_mends_it(library: Path) -> None:
    whole = library.with_name("whole")
    shutil.copytree(library, whole)
    names = [p.relative_to(library) for p in sorted(library.rglob("*")) if p.is_file()]
    damaged = [n for n in names if not n.name.startswith(".") and "snapshots" not in n.parts]
    assert len(damaged) == 11
    for at, name in enumerate(damaged):
        damages = (flip, cut, Path.unlink)
        # Every damage is noticed; what mends it is the same, and is tried with one for each file.
        for damage in (*damages[at % 3 + 1 :], *damages[: at % 3 + 1]):
            shutil.rmtree(library)
            shutil.copytree(whole, library)
            damage(library / name)
            with pytest.raises(
                DamagedLibraryError, match=r"[Rr]ebuild it: kalla build --repair --library "
            ):
                open_library(library)
        assert cli.main(["build", "--repair", "--library", str(library)]) == 0
        assert documents(library) == {"ett", "två"}


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def test_a_repair_needs_neither_the_files_nor_the_generation(library: Path, pages: Path) -> None:
    shutil.rmtree(pages)
    shutil.rmtree(current_generation(library))
    report = repair(library)
    assert (report.documents, report.refused) == (2, ())
    assert documents(library) == {"ett", "två"}
    # An update has all that it needs, too.
    assert update(library).found.unchanged == 2


def test_a_repair_takes_the_file_itself_where_its_snapshot_is_damaged(
    library: Path, pages: Path
) -> None:
    names = {Path(s.key).name: s.sha256 for s in read_sources(current_generation(library)).files}
    flip(library / "snapshots" / names["ett.md"])
    (library / "snapshots" / names["två.md"]).unlink()
    (pages / "två.md").unlink()
    (library / "CURRENT").unlink()
    report = repair(library)
    assert documents(library) == {"ett"}
    assert [Path(one.path).name for one in report.refused] == ["två.md"]
    assert "its snapshot is damaged and the file is not there" in report.refused[0].reason
    assert not list(snapshots.damaged(library, read_sources(current_generation(library))))


def test_a_damaged_list_of_sources_has_a_copy(library: Path) -> None:
    flip(current_generation(library) / "sources.json")
    assert len(list(library.glob("snapshots/sources-*.json"))) == 1
    assert repair(library).documents == 2
    for one in library.glob("snapshots/sources-*.json"):
        flip(one)
    assert repair(library).documents == 2


def test_without_anything_kept_a_repair_says_what_else_to_do(tmp_path: Path) -> None:
    publish_small(tmp_path / "old")
    with pytest.raises(BuildError, match=r"Nothing was kept in .*kalla build PATH\.\.\. --library"):
        repair(tmp_path / "old")


def test_the_doctor_notices_a_damaged_snapshot(library: Path) -> None:
    source = read_sources(current_generation(library)).files[0]
    flip(library / "snapshots" / source.sha256)
    check = next(one for one in examine(library) if one.name == "library")
    assert not check.is_ok
    assert f"what was read of {source.origin} is missing or changed" in check.detail
    assert f"kalla update --library {library}" in check.detail
    update(library)
    assert next(one for one in examine(library) if one.name == "library").is_ok


# --- no room, no right ------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_library_as_it_was(
    small_disk: Path, pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = small_disk / "library"
    add([pages], library)
    large = tmp_path / "stor.txt"
    held, refusals = {"ett", "två"}, 0
    for size in (5_000, 20_000, 50_000, 100_000, 200_000, 900_000):
        words = " ".join(f"ord{number} budget." for number in range(size // 12))
        large.write_text(words, encoding="utf-8")
        refused = cli.main(["add", str(large), "--library", str(library)]) == 1
        held |= set() if refused else {"stor"}
        refusals += refused
        assert documents(library) == held
    assert refused
    said = capsys.readouterr().err
    # Some find no room for the index, the largest none for the snapshot.
    # SQLite says it in words of its own.
    assert said.count("stays") == refusals >= 2
    assert "No space left on device" in said
    assert "Make room or choose another folder with --library DIR." in said
    assert not list(library.glob(".building-*"))
    large.write_text("Ny text om jour.", encoding="utf-8")
    add([large], library)
    assert documents(library) == {"ett", "två", "stor"}


def test_a_read_only_library_is_read_and_not_written(library: Path, pages: Path) -> None:
    if os.getuid() == 0:
        mount = ["mount", "--bind", str(library), str(library)]
        if subprocess.run(mount, check=False).returncode:
            missing("mount is needed to make a folder read-only for root")
        subprocess.run(["mount", "-o", "remount,ro,bind", str(library)], check=True)
    else:
        library.chmod(0o555)
    try:
        (pages / "tre.md").write_text(PAGE.format(name="tre"), encoding="utf-8")
        assert documents(library) == {"ett", "två"}
        with pytest.raises(LibraryError, match=r"cannot be written to.*--library DIR"):
            update(library)
        assert documents(library) == {"ett", "två"}
    finally:
        if os.getuid() == 0:
            subprocess.run(["umount", str(library)], check=True)
        else:
            library.chmod(0o755)
    assert update(library).is_made
