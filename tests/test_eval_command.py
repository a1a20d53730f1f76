"""The work of `kalla eval`: what it refuses, what it writes, and that both ways agree."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import uvicorn
from fastapi import FastAPI

import qa.assistant
from qa import cli, evaluate_questions, metrics, over_http
from qa.answer import Answer, Passage
from qa.eval_command import SHIPPED_QUESTIONS, EvalError, judge_over_http, run_compare, run_eval
from qa.gold import Gold, read_gold
from qa.over_http import Chat, ChatError
from qa.scorecard import ScorecardError, read_scorecard
from qa.verdict import Verdict
from tests.stub_assistant import DOCUMENTS, StubAssistant
from ui.api import build_api
from ui.app import take_port
from ui.desk import Desk
from ui.limits import RETRY_S, Limits, Rate

QUESTIONS: list[dict[str, Any]] = [
    {"id": "right", "lang": "sv", "question": "Vem kom tvåa 2024?", "answers": ["Lidköping"],
     "page": "lidkoping-2024", "kind": "rank"},
    {"id": "wrong", "lang": "en", "question": "Who came first?", "answers": ["Trollhättan"],
     "page": "lidkoping-2024"},
    {"id": "differ", "lang": "sv", "question": "Är sidorna oense?", "answers": ["290"],
     "page": ["unizon-2023-report", "lidkoping-2024"], "kind": "conflict"},
    {"id": "silent", "lang": "sv", "question": "Vad är okänd?", "answers": [], "page": "none"},
    {"id": "refused", "lang": "en", "question": "What is unknown?", "answers": ["234"],
     "page": "any", "kind": "count"},
    {"id": "none", "lang": "sv", "question": "Vad är konstig?", "answers": [], "page": "none"},
]  # fmt: skip


class Retrieving(StubAssistant):
    """The stub with passages: its documents, the shortest first."""

    asked: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.asked = []

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        answer = super().ask(question)
        return replace(answer, trace={"decided": "", "candidates": [{"text": "234"}]})

    def retrieve(self, question: str, *, top_k: int) -> list[Passage]:
        by_length = sorted(DOCUMENTS.values(), key=lambda one: len(one.text))
        return [
            Passage(one.text, 1.0, one, f"{one.id}#1", 0, len(one.text), scores={"cosine": 0.5})
            for one in by_length[:top_k]
        ]


@pytest.fixture(autouse=True)
def _few_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing here is about intervals, which take most of a scorecard's time.
    monkeypatch.setattr(metrics, "BOOTSTRAP_ROUNDS", 50)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Retrieving:
    """Answer from the stub, whichever library is named."""
    assistant = Retrieving()
    monkeypatch.setattr(qa.assistant, "load", lambda library: assistant)
    return assistant


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return written(tmp_path / "gold.jsonl", QUESTIONS)


def written(file: Path, rows: list[dict[str, Any]]) -> Path:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


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


def judged(verdict: Verdict) -> dict[str, Any]:
    """A verdict without what only one of the two ways tells."""
    names = ("gold", "answer", "right", "exact_match", "f1", "supports", "cited")
    return {name: getattr(verdict, name) for name in names}


def test_over_http_the_verdicts_are_the_same(
    stub: Retrieving, questions: Path, stub_url: str
) -> None:
    asked: Any = stub
    chat = Chat(stub_url)
    for gold in read_gold(questions):
        directly, over = evaluate_questions.judge(asked, gold), judge_over_http(chat, gold)
        assert judged(directly) == judged(over)
        assert over.ms > 0
        assert over.ranks is None


def test_over_http_what_a_chat_does_not_tell_is_left_out(
    questions: Path, stub_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"json_file": tmp_path / "card.json", "html_file": tmp_path / "card.html"}
    never = partial(pytest.fail, "opened a library")
    assert run_eval(questions, library=never, http=stub_url, **files) == 0
    said = capsys.readouterr().out
    assert f"asked of the chat at {stub_url}" in said
    assert "Note: Retrieval figures and memory are left out" in said
    assert "Note: Risk, coverage and calibration are left out: of 2 refusals" in said
    card = read_scorecard(files["json_file"])
    assert card.memory_mb is None
    assert not {"hit_at_1", "words_in_3", "risk_area"} & set(card.slices[0].figures)
    assert {"right", "supported", "refusal_recall", "median_ms"} <= set(card.slices[0].figures)
    # What came nearest to a refusal is all that a chat shows of its passages.
    assert "Passages for refused, best first" in files["html_file"].read_text(encoding="utf-8")


def test_a_question_at_which_the_chat_fails_ends_it(stub_url: str) -> None:
    with pytest.raises(ChatError, match="it failed at the question") as raised:
        Chat(stub_url).ask("fel")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:7860", "ftp://127.0.0.1", "http://", "http://a:b@127.0.0.1", "http://[::1",
     "http://127.0.0.1:0", "http://127.0.0.1:99999", "http://127.0.0.1/?x=1", "file:///etc/passwd"],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ChatError, match="is no address of a chat, expected as in http://127"):
        Chat(url)


class Told(BaseHTTPRequestHandler):
    """Says what it was told to, by the last part of the path."""

    says: dict[str, tuple[int, str]]
    # What it says the next times it is asked, before it says that.
    before: ClassVar[list[tuple[int, str]]] = []
    retry: ClassVar[str | None] = "7"

    def do_GET(self) -> None:
        status, said = self.says[self.path.rpartition("/")[2].removesuffix(".json")]
        if self.command == "POST" and self.before:
            status, said = self.before.pop(0)
        self.send_response(status)
        if status == 302:
            self.send_header("location", "http://127.0.0.1:1/")
        if status == 429 and self.retry is not None:
            self.send_header("retry-after", self.retry)
        self.end_headers()
        self.wfile.write(said.encode())

    do_POST = do_GET

    def log_message(self, *arguments: Any) -> None:
        """Keep quiet."""


@contextmanager
def saying(
    *before: tuple[int, str], retry: str | None = "7", **says: tuple[int, str]
) -> Iterator[str]:
    """Serve fixed words at .../openapi.json and .../ask."""
    kind = type("Telling", (Told,), {"says": says, "before": [*before], "retry": retry})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


INFO = (200, '{"paths": {"/ask": {}}}')
ANSWER = (200, json.dumps(StubAssistant().ask("Vem kom tvåa 2024?").to_dict()))


@pytest.mark.parametrize(
    ("info", "reason"),
    [
        ((404, ""), "status 404 to GET /api/openapi.json"),
        ((302, ""), "status 302"),
        ((200, "<html>"), "Expecting value"),
        ((200, '{"paths": {"/chat": {}}}'), "it has no endpoint /ask"),
        ((200, '{"paths": []}'), "paths: expected an object"),
    ],
)
def test_what_is_no_chat_is_told(info: tuple[int, str], reason: str) -> None:
    with (
        saying(openapi=info) as url,
        pytest.raises(
            ChatError, match=f"The chat at {url} could not be asked .*{reason}.*kalla chat"
        ),
    ):
        Chat(url)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        ((503, ""), "status 503 to POST /api/ask"),
        ((200, "{}"), "the answer: expected a field 'text'"),
        ((200, "3"), "the answer: expected an object"),
        ((200, "["), "Expecting value"),
        ((500, '{"error": "x", "code": "failed"}'), "it failed at the question"),
    ],
)
def test_what_is_no_answer_is_told(ask: tuple[int, str], reason: str) -> None:
    with saying(openapi=INFO, ask=ask) as url:
        chat = Chat(url)
        with pytest.raises(ChatError, match=reason):
            chat.ask("Vem?")


def test_a_chat_that_takes_no_more_is_waited_for_and_that_is_said_once() -> None:
    waited: list[float] = []
    told: list[str] = []
    with saying((429, ""), (429, ""), openapi=INFO, ask=ANSWER) as url:
        chat = Chat(url, tell=told.append, sleep=waited.append)
        assert [chat.ask("Vem?")[0].text for _ in range(2)] == ["Lidköping"] * 2
    assert waited == [7, 7]
    assert len(told) == 1
    assert f"The chat at {url} takes no more questions just now" in told[0]


def test_waiting_is_no_part_of_the_time_that_an_answer_took() -> None:
    with saying((429, ""), openapi=INFO, ask=ANSWER, retry="1") as url:
        began = time.perf_counter()
        _, ms = Chat(url, tell=print, sleep=lambda _s: threading.Event().wait(0.2)).ask("Vem?")
        assert ms < 1000 * (time.perf_counter() - began) - 200


@pytest.mark.parametrize(
    ("retry", "refusals", "reason"),
    [(None, 1, "does not say until when"), ("soon", 1, "does not say until when"),
     ("601", 1, "takes no more questions for 601 s"), ("1", 10, "refused a question 10 times")],
)  # fmt: skip
def test_waiting_has_an_end(retry: str | None, refusals: int, reason: str) -> None:
    waited: list[float] = []
    with saying(*[(429, "")] * 99, openapi=INFO, ask=ANSWER, retry=retry) as url:
        chat = Chat(url, tell=lambda _line: None, sleep=waited.append)
        with pytest.raises(ChatError, match=reason):
            chat.ask("Vem?")
    assert len(waited) == (refusals if refusals > 1 else 0)


@contextmanager
def listening(app: FastAPI) -> Iterator[str]:
    """Serve an application from a thread, and give its address."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with take_port("127.0.0.1", 0) as socket:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def test_a_running_chat_with_a_limit_is_asked_all_questions(
    questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [0.0]
    desk = Desk(StubAssistant(), limits=Limits(per_minute=4))  # type: ignore[arg-type]
    desk._rate = Rate(4, clock=lambda: now[0])
    app = FastAPI()
    app.mount("/api", build_api(desk))

    def wait(seconds: float) -> None:
        now[0] += seconds

    with listening(app) as url:
        chat = Chat(url, sleep=wait)
        verdicts = [judge_over_http(chat, gold) for gold in read_gold(questions)]
    assert len(verdicts) == len(QUESTIONS)
    assert now[0] == RETRY_S
    assert capsys.readouterr().err.count("takes no more questions just now") == 1


def test_an_endless_chat_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_http, "MOST_BYTES", 10)
    with saying(openapi=INFO) as url, pytest.raises(ChatError, match="more than 10 bytes"):
        Chat(url)


def test_nobody_at_the_address_is_told() -> None:
    with pytest.raises(ChatError, match=r"1 could not be asked .*Connection refused"):
        Chat("http://127.0.0.1:1")


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
