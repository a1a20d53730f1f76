"""Chats are asked over HTTP: verdicts are the same; one that fails, waits or is none is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import uvicorn
from fastapi import FastAPI

from qa import evaluate_questions, over_http
from qa.eval_command import judge_over_http, run_eval
from qa.gold import read_gold
from qa.over_http import Chat, ChatError
from qa.scorecard import read_scorecard
from qa.verdict import Verdict
from tests.made_questions import QUESTIONS, Retrieving, few_rounds, questions_file, retrieving_stub
from tests.stub_assistant import StubAssistant
from ui.api import build_api
from ui.app import take_port
from ui.desk import Desk
from ui.limits import RETRY_S, Limits, Rate

_few_rounds = pytest.fixture(autouse=True)(few_rounds)
stub = pytest.fixture(retrieving_stub)
questions = pytest.fixture(questions_file)


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
