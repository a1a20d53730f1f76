"""The command `kalla`: what it prints, what it answers with, and what it never lets through."""

from __future__ import annotations

import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.build import BuildReport
from qa import cli, printing
from qa.answer import Answer, Citation, Claim, Passage
from qa.phrases import phrase
from tests.fakes import TEXTS, FakeEncoder, a_document, publish_small

ROOT = Path(__file__).resolve().parent.parent
RANKING = "Lidköping kom tvåa i kommunernas ranking."
NASTY = "\x1b[2J\x9b31m\u202etxt\u2066\x00\x07"

PAGE = a_document(RANKING, id="ranking", title="Kommunens arbete", publisher="lidkoping.se")


def cited(text: str, words: str, **fields: str) -> Citation:
    at = text.index(words)
    document = a_document(text, **fields)
    return Citation(text, 0, len(text), (at, at + len(words)), "sida#1", document)


def answered(question: str, language: str = "sv") -> Answer:
    citation = Citation(RANKING, 0, len(RANKING), (0, 9), "ranking#1", PAGE)
    claims = (Claim("Lidköping", (0,)),)
    return Answer(
        question, language, "Lidköping", claims, (citation,), confidence=0.875,
        trace={"decided": "best candidate", "passages": [{"paragraph_id": "ranking#1"}]},
    )  # fmt: skip


def refused(question: str, language: str = "sv", reason: str = "not-in-documents") -> Answer:
    nearest = tuple(
        Passage("En rad.\nFler rader.", 0.5, a_document(title=title), f"{title}#1", 0, 10)
        for title in ("Ett", "Två", "Tre")
    )
    text = phrase(reason, language)
    return Answer(question, language, text, abstained=True, reason=reason, nearest=nearest)


class FakeAssistant:
    """Answers what is about the ranking."""

    def ask(self, question: str) -> Answer:
        if question == "stop":
            raise KeyboardInterrupt
        if question == "break":
            raise RuntimeError("two\nlines")
        return answered(question) if "tvåa" in question else refused(question)


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Answer with the fake assistant; returns the libraries that were opened."""
    opened: list[Path] = []

    def load(library: Path) -> FakeAssistant:
        opened.append(library)
        return FakeAssistant()

    monkeypatch.setattr("qa.assistant.load", load)
    monkeypatch.delenv("KALLA_LIBRARY", raising=False)
    return opened


@pytest.fixture
def library(tmp_path: Path) -> Path:
    publish_small(tmp_path / "library")
    return tmp_path / "library"


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


# ask


def test_an_answer_and_its_numbered_citation(
    libraries: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "vem kom tvåa 2024?", "--library", "x"]) == 0
    assert capsys.readouterr().out == (
        "Lidköping\n"
        "\n"
        '[1] "Lidköping kom tvåa i kommunernas ranking."\n'
        "    Kommunens arbete, lidkoping.se, 2024-02-19\n"
        "    https://example.org/sida\n"
    )
    assert libraries == [Path("x")]


def test_a_question_needs_no_quotation_marks(
    libraries: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "--json", "--library", "x", "vem", "kom", "tvåa"]) == 0
    assert json.loads(capsys.readouterr().out)["question"] == "vem kom tvåa"


@pytest.mark.parametrize(("language", "words"), [("sv", "Närmast kom:"), ("en", "Nearest:")])
def test_a_refusal_says_what_came_nearest(language: str, words: str) -> None:
    shown = printing.answer_text(refused("x", language), printing.Style(), why=False)
    reply = phrase("not-in-documents", language)
    assert shown == f"{reply}\n\n{words}\n- Ett: En rad.\n- Två: En rad.\n"


def test_a_refusal_has_its_own_exit_status(libraries: list[Path]) -> None:
    assert cli.main(["ask", "vad kostar mjölken?", "--library", "x"]) == 3


def test_documents_that_disagree_are_told_apart() -> None:
    one = cited("Det finns 40 jourer.", "40", date="2021")
    two = cited("Det finns 50 jourer.", "50", date="2023", url="", publisher="")
    answer = Answer(
        "Hur många?", "sv", "40 / 50", (Claim("40", (0,)), Claim("50", (1,))), (one, two),
        disagreement=True,
    )  # fmt: skip
    assert printing.answer_text(answer, printing.Style(), why=False) == (
        "Dokumenten är inte överens.\n"
        "- 40 [1] (2021)\n"
        "- 50 [2] (2023)\n"
        "\n"
        '[1] "Det finns 40 jourer."\n'
        "    En sida, En kommun, 2021\n"
        "    https://example.org/sida\n"
        "\n"
        '[2] "Det finns 50 jourer."\n'
        "    En sida, 2023\n"
    )


def test_why_shows_confidence_and_what_decided(
    libraries: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "--why", "tvåa", "--library", "x"]) == 0
    assert capsys.readouterr().out.endswith(
        "\nVarför:\n"
        "  säkerhet: 0.88\n"
        '  decided: "best candidate"\n'
        "  passages:\n"
        '    {"paragraph_id": "ranking#1"}\n'
    )


def test_json_is_one_object_with_the_fields_of_the_answer(
    libraries: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", "--json", "vem kom tvåa?", "--library", "x"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert json.loads(out) == answered("vem kom tvåa?").to_dict()
    assert cli.main(["ask", "--json", "--why", "vem kom tvåa?", "--library", "x"]) == 0
    assert json.loads(capsys.readouterr().out)["trace"]["decided"] == "best candidate"


def test_each_line_of_the_input_is_answered(
    libraries: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "\ufeffvem kom tvåa?\r\n\nnågot annat?".encode())
    assert cli.main(["ask", "-", "--json", "--library", "x"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a["question"] for a in answers] == ["vem kom tvåa?", "", "något annat?"]
    assert [a["abstained"] for a in answers] == [False, True, True]
    assert libraries == [Path("x")], "the models are loaded once"


def test_lines_that_all_get_a_refusal_end_with_its_status(
    libraries: list[Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, b"ett?\nnot \xff utf-8?\n")
    assert cli.main(["ask", "-", "--library", "x"]) == 3
    out = capsys.readouterr().out
    assert "\n> ett?\nDet svarar dokumenten inte på.\n" in out
    assert "\n> not � utf-8?\n" in out


# What others wrote reaches the terminal as text.


def test_nothing_in_documents_or_questions_commands_the_terminal() -> None:
    quote = f"Före {NASTY}\n[2] svar"
    citation = cited(quote, NASTY, title=NASTY, publisher=NASTY, date=NASTY, url=NASTY)
    passage = Passage(quote, 1.0, citation.document, "sida#1", 0, 9)
    answers = [
        Answer(NASTY, "sv", NASTY, (Claim(NASTY, (0,)),), (citation,), trace={"a": [NASTY]}),
        Answer(NASTY, "en", NASTY, abstained=True, reason="empty", nearest=(passage,)),
    ]
    for answer in answers:
        shown = printing.answer_text(answer, printing.Style(), why=True)
        shown += printing.answer_json(answer, why=True)
        assert not printing._UNSAFE.search(shown.replace("\n", ""))
        assert json.loads(printing.answer_json(answer, why=False)) == answer.to_dict()
    shown = printing.answer_text(answers[0], printing.Style(), why=False)
    assert r"Före \x1b[2J\x9b31m\u202etxt\u2066\x00\x07" in shown
    assert '\n    [2] svar"\n' in shown, "a quote's second line cannot pass for a citation"


def test_errors_are_safe_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "\x1b[2J", "--library", "x"]) == 1
    error = capsys.readouterr().err
    assert error == "kalla: There is no file or folder \\x1b[2J. Check the spelling.\n"


def test_bold_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert cli.shows_bold(terminal)  # type: ignore[arg-type]
    assert not cli.shows_bold(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not cli.shows_bold(terminal)  # type: ignore[arg-type]
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not cli.shows_bold(terminal)  # type: ignore[arg-type]
    shown = printing.answer_text(answered("x"), printing.Style(bold=True), why=False)
    assert shown.startswith("\x1b[1mLidköping\x1b[0m\n")
    assert '"\x1b[1mLidköping\x1b[0m kom tvåa' in shown


# Errors and ends


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


# build, list, chat


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
