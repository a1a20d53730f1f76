"""The work of `kalla eval`: what it asks of a library, what it refuses and writes, and compares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa import cli, evaluate_questions
from qa.answer import Passage
from qa.eval_command import SHIPPED_QUESTIONS, EvalError, run_compare, run_eval
from qa.gold import Gold, read_gold
from qa.over_http import ChatError
from qa.scorecard import ScorecardError, read_scorecard
from tests.made_questions import (
    QUESTIONS,
    Retrieving,
    few_rounds,
    questions_file,
    retrieving_stub,
    written,
)

_few_rounds = pytest.fixture(autouse=True)(few_rounds)
stub = pytest.fixture(retrieving_stub)
questions = pytest.fixture(questions_file)


def local(file: Path, **options: Any) -> int:
    return run_eval(file, library=lambda: Path("library"), **options)


def test_a_library_is_asked_and_its_scorecard_written(
    stub: Retrieving, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"json_file": tmp_path / "card.json", "html_file": tmp_path / "card.html"}
    assert local(questions, **files) == 0
    said = capsys.readouterr().out
    assert f"6 questions of {questions}, asked of the library library at 20" in said
    card = read_scorecard(files["json_file"])
    assert [verdict.gold.id for verdict in card.wrong] == ["wrong", "refused", "none"]
    assert card.memory_mb is not None
    assert card.memory_mb > 1
    ranks = {verdict.gold.id: verdict.ranks for verdict in card.verdicts}
    assert ranks == {"right": (3,), "wrong": (3,), "differ": (1, 3), "silent": None,
                     "refused": (1,), "none": None}  # fmt: skip
    held_back = card.verdicts[4]
    assert (held_back.candidate, held_back.candidate_right) == ("234", True)
    assert "Vad är konstig?" in files["html_file"].read_text(encoding="utf-8")
    # The first one is asked once before, so that its time is its own.
    assert stub.asked == [QUESTIONS[0]["question"], *(row["question"] for row in QUESTIONS)]


def test_what_evaluate_prints_is_made_of_the_same_verdicts(
    stub: Retrieving, questions: Path
) -> None:
    asked: Any = stub
    verdicts = [evaluate_questions.judge(asked, gold) for gold in read_gold(questions)]
    shown = evaluate_questions.table(verdicts).splitlines()
    assert "| conflict | sv | 1 | 100 | 100 | 100 | 100 |" in shown
    assert "| unanswerable | sv | 2 | 50 |  |  |  |" in shown
    assert shown[-1] == "| all | en | 2 | 0 | 50 | 100 | 0 |"
    assert len(evaluate_questions.extractive(verdicts)) == 4


def test_passages_are_fetched_until_there_are_ten_documents() -> None:
    asked_for: list[int] = []

    class Deep(Retrieving):
        def retrieve(self, question: str, *, top_k: int) -> list[Passage]:
            asked_for.append(top_k)
            one = super().retrieve(question, top_k=1)[0]
            ids = [min(at // 10, 11) for at in range(top_k)]
            return [replace(one, document=replace(one.document, id=str(at))) for at in ids]

    deep: Any = Deep()
    gold = Gold("a", "sv", "Vem?", ("x",), ("9",), "lookup", False)
    assert evaluate_questions.judge(deep, gold).ranks == (10,)
    assert asked_for == [40, 80, 160]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"lang": "de"}, "gold.jsonl, line 7: lang is 'de', expected one of sv, en."),
        ({"answers": ["Skurup"]}, "gold.jsonl, line 7: the answer 'Skurup' stands in no document"),
        ({"page": "borta"}, "gold.jsonl, line 7: the page 'borta' is no document of the library."),
    ],
)
def test_questions_out_of_order_are_refused_before_anything_is_asked(
    stub: Retrieving, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    row: dict[str, Any], reason: str,
) -> None:  # fmt: skip
    file = written(tmp_path / "gold.jsonl", [*QUESTIONS, QUESTIONS[0] | {"id": "more"} | row])
    assert local(file, json_file=tmp_path / "card.json") == 1
    told = capsys.readouterr()
    assert reason in told.err
    assert told.out == ""
    assert stub.asked == []
    assert not (tmp_path / "card.json").exists()


def test_a_broken_file_is_refused_before_the_library_is_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("{\n" * 12, encoding="utf-8")
    assert run_eval(file, library=lambda: pytest.fail("looked for")) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 11
    assert told[0].startswith(f"kalla: {file}, line 1: not a JSON object")
    assert told[10] == "kalla: and 2 more."


def test_files_that_could_not_be_written_are_refused_first(
    stub: Retrieving, questions: Path, tmp_path: Path
) -> None:
    fresh = tmp_path / "card"
    for files, reason in (
        ({"json_file": tmp_path / "none" / "card.json"}, "cannot be written"),
        ({"html_file": tmp_path}, "cannot be written"),
        ({"json_file": questions}, "named twice"),
        ({"json_file": fresh, "html_file": fresh}, "named twice"),
    ):
        with pytest.raises(EvalError, match=reason):
            local(questions, **files)
    assert stub.asked == []
    assert len(read_gold(questions)) == len(QUESTIONS)


def test_the_shipped_questions_are_meant_when_none_are_named(stub: Retrieving) -> None:
    assert len(read_gold(SHIPPED_QUESTIONS)) == 320
    # The stub's documents are not the shipped ones.
    assert run_eval(None, library=lambda: Path("library")) == 1
    assert stub.asked == []
    with pytest.raises(EvalError, match="Name the file of questions"):
        run_eval(None, library=lambda: pytest.fail("looked for"), http="http://127.0.0.1:1")


def test_two_scorecards_are_compared(
    stub: Retrieving, questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "A.json", tmp_path / "B.json"
    assert local(questions, json_file=first) == 0
    fewer = [QUESTIONS[0] | {"answers": ["290"]}, *QUESTIONS[1:4], QUESTIONS[1] | {"id": "new"}]
    assert local(written(tmp_path / "fewer.jsonl", fewer), json_file=second) == 0
    capsys.readouterr()
    assert run_compare(first, second) == 0
    said = capsys.readouterr().out
    assert f"3 questions in both {first} and {second}." in said
    assert f"Only in {first} (2): refused, none" in said
    assert f"Only in {second} (1): new" in said
    assert "Left out, since question or gold answers differ (1): right" in said
    assert "Newly wrong (0)" in said
    with pytest.raises(ScorecardError, match=r"gold\.jsonl is no scorecard .*kalla eval QUESTIONS"):
        run_compare(first, questions)


def test_the_command_line_says_these_errors_in_one_line() -> None:
    assert cli._in_words(EvalError("a\nb")) == "a b"
    assert cli._in_words(ChatError("c")) == "c"
    assert cli._in_words(ScorecardError("d")) == "d"
