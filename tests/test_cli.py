"""The command `kalla`: wrong usage, errors and interruptions, in one line or none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa import cli
from tests.fake_answers import fake_assistants
from tests.fakes import publish_small, small_library

ROOT = Path(__file__).resolve().parent.parent
libraries = pytest.fixture(fake_assistants)
library = pytest.fixture(small_library)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask"], "Missing argument"),
        (["ask", "x", "--colour"], "No such option"),
        (["fråga"], "No such command"),
        (["chat", "--port", "70000"], "65535"),
        (["build", "page.md"], "kalla build PATH... --library DIR"),
    ],
)
def test_wrong_usage_is_told(
    libraries: list[Path], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert cli.main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", [["ask", "x"], ["list"]])
def test_a_missing_library_is_one_line_with_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    absent = tmp_path / "absent"
    assert cli.main([*command, "--library", str(absent)]) == 1
    out, error = capsys.readouterr()
    assert out == ""
    assert error == (
        f"kalla: There is no library in {absent}. "
        f"Build it: kalla build PATH... --library {absent}\n"
    )


def test_an_unexpected_error_is_one_line(
    libraries: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["ask", "break", "--library", "x"]) == 1
    assert capsys.readouterr().err == (
        "kalla: Unexpected RuntimeError: two lines "
        "(where it arose is shown with KALLA_TRACEBACK=1)\n"
    )
    monkeypatch.setenv("KALLA_TRACEBACK", "1")
    with pytest.raises(RuntimeError, match="two\nlines"):
        cli.main(["ask", "break", "--library", "x"])


def test_an_interruption_is_quiet(
    libraries: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "stop", "--library", "x"]) == 130
    assert capsys.readouterr() == ("", "")


def kalla(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.Popen(
        [sys.executable, "-m", "qa.cli", *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_a_closed_pipe_is_quiet(library: Path) -> None:
    process = kalla("list", "--library", str(library))
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 1


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    publish_small(tmp_path / "library", title="Öppettider på Åland")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    out, error = kalla("list", "--library", str(tmp_path / "library"), env=plain).communicate()
    assert error == b""
    assert "sida: Öppettider på Åland, En kommun".encode() in out


def test_help_imports_nothing_heavy() -> None:
    seen = "import sys; sys.argv = ['kalla', '--help']; from qa.cli import main; main(); "
    seen += "heavy = {'torch', 'faiss', 'numpy', 'gradio', 'rich', 'tqdm'} & set(sys.modules); "
    seen += "sys.exit(str(heavy) if heavy else 0)"
    done = subprocess.run(
        [sys.executable, "-c", seen], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert all(
        command in done.stdout for command in ("ask", "build", "chat", "doctor", "eval", "list")
    )
