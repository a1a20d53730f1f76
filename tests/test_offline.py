"""Build, ask and chat from empty cache folders with the network cut: nobody is even called."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT, serving

PAGE = """---
title: Prov
publisher: Solna stad
language: sv
---

# Prov

Solna hamnade på plats 17 i mätningen 2019, meddelar Anna Ek.
"""


@pytest.fixture
def cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without caches, in which reaching out fails; gives the log of attempts."""
    log = tmp_path / "network.log"
    log.touch()
    for name in list(os.environ):
        if name.startswith(("HF_", "XDG_", "KALLA_", "GRADIO_", "TRANSFORMERS_")):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NETWORK_LOG", str(log))
    guard = Path(__file__).with_name("no_network")
    monkeypatch.setenv("PYTHONPATH", f"{guard}{os.pathsep}{ROOT}")
    return log


def kalla(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qa.cli", *words],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_guard_sees_a_reach_for_another_machine(cut_off: Path) -> None:
    reach = "import socket; socket.create_connection(('example.org', 80))"
    done = subprocess.run([sys.executable, "-c", reach], capture_output=True, check=False)
    assert done.returncode == 1
    assert cut_off.read_text() == "example.org\n"


def test_build_ask_and_chat_call_nobody(cut_off: Path, tmp_path: Path) -> None:
    page, library = tmp_path / "prov.md", tmp_path / "library"
    page.write_text(PAGE, encoding="utf-8")
    built = kalla("build", str(page), "--library", str(library))
    assert built.returncode == 0, built.stderr
    asked = kalla("ask", "--json", "Vilken plats fick Solna 2019?", "--library", str(library))
    answer = json.loads(asked.stdout)
    assert asked.returncode in (0, 3), asked.stderr
    nearest = answer["citations"] or answer["nearest"]
    assert nearest[0]["document"]["title"] == "Prov"
    # The chat's process inherits the guard by PYTHONPATH.
    guard = Path(__file__).with_name("no_network")
    before = f"import sys; sys.path.insert(0, {str(guard)!r}); import sitecustomize"
    with serving(before, library=library, fresh=True) as address:
        from gradio_client import Client

        client = Client(address, verbose=False, analytics_enabled=False)
        said = client.predict("Vilken plats fick Solna 2019?", api_name="/ask")
    assert said["question"] == "Vilken plats fick Solna 2019?"
    assert said["citations"] == answer["citations"]
    assert cut_off.read_text() == ""
