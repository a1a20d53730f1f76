"""The command `kalla ask`: what it prints and answers with, and what it never lets through."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from qa import cli, printing
from qa.answer import Answer, Claim, Passage
from qa.phrases import phrase
from tests.fake_answers import answered, cited, fake_assistants, refused

NASTY = "\x1b[2J\x9b31m\u202etxt\u2066\x00\x07"
libraries = pytest.fixture(fake_assistants)


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
