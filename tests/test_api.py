"""The HTTP interface for programs: typed, described, limited, and silent about its inside."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.stub_assistant import DOCUMENTS, LIDKOPING, STRANGE, StubAssistant
from ui.api import RETRY_S, build_api
from ui.api_types import MOST_QUESTION_CHARS
from ui.desk import Desk
from ui.limits import Limits
from ui.links import document_page_href
from ui.texts import TEXTS

QUESTION = {"question": "Vem kom tvåa 2024?"}


def web_of(assistant: Any, limits: Limits | None = None) -> TestClient:
    desk = Desk(assistant, limits=limits or Limits(per_minute=0))
    return TestClient(build_api(desk), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with web_of(StubAssistant()) as client:
        yield client


def test_answer_is_the_one_that_python_gives(web: TestClient) -> None:
    got = web.post("/ask", json=QUESTION)
    assert got.status_code == 200
    assert got.json() == StubAssistant().ask(QUESTION["question"]).to_dict()


@pytest.mark.parametrize("question", ["oense", "okänd", "konstig", ""])
def test_every_kind_of_answer_has_its_type(web: TestClient, question: str) -> None:
    got = web.post("/ask", json={"question": question})
    assert got.json() == StubAssistant().ask(question).to_dict()


def test_what_was_said_before_reaches_the_assistant() -> None:
    heard: list[Any] = []

    class Hearing(StubAssistant):
        def ask(self, question: str, *, history: Any = (), **_more: Any) -> Any:
            heard.append(list(history))
            return super().ask(question)

    earlier = [{"question": "Vem kom tvåa 2024?", "answer": "Lidköping"}]
    assert web_of(Hearing()).post("/ask", json={**QUESTION, "history": earlier}).is_success
    assert heard == [[("Vem kom tvåa 2024?", "Lidköping")]]


def test_a_person_in_need_gets_the_help_lines_and_the_question_is_not_said_back(
    web: TestClient,
) -> None:
    got = web.post("/ask", json={"question": "Min man slår mig, vart kan jag fly?"}).json()
    assert "112" in [line["number"] for line in got["help_lines"]]
    assert got["question"] == ""


def test_passages_are_as_many_as_wanted(web: TestClient) -> None:
    got = web.post("/retrieve", json={**QUESTION, "top_k": 1}).json()["passages"]
    assert got == [StubAssistant().retrieve("", top_k=1)[0].to_dict()]


def test_documents_are_listed_in_stretches(web: TestClient) -> None:
    whole = web.get("/documents").json()
    assert [item["id"] for item in whole["documents"]] == list(DOCUMENTS)
    part = web.get("/documents", params={"start": 1, "most": 1}).json()
    assert part == {"documents": whole["documents"][1:2], "total": 4}


def test_document_is_read_in_stretches(web: TestClient) -> None:
    whole = web.get("/documents/lidkoping-2024").json()
    assert (whole["text"], whole["chars"]) == (LIDKOPING.text, len(LIDKOPING.text))
    part = web.get("/documents/lidkoping-2024", params={"start": 9, "most": 5}).json()
    assert (part["text"], part["start"], part["end"]) == (LIDKOPING.text[9:14], 9, 14)
    behind = web.get("/documents/lidkoping-2024", params={"start": 10**9}).json()
    assert (behind["text"], behind["end"]) == ("", len(LIDKOPING.text))


def test_document_with_an_odd_id_is_read(web: TestClient) -> None:
    name = document_page_href(STRANGE.id, "sv").partition("/")[2].partition("?")[0]
    assert web.get(f"/documents/{name}").json()["id"] == STRANGE.id


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/documents/none", 404, "no-document"),
        ("GET", "/documents/../../etc/passwd", 404, "no-address"),
        ("GET", "/documents/..%2F..%2Fetc%2Fpasswd", 404, "no-document"),
        ("GET", "/none", 404, "no-address"),
        ("GET", "/docs", 404, "no-address"),
        ("GET", "/redoc", 404, "no-address"),
        ("GET", "/ask", 405, "method"),
        ("GET", "/documents?start=-1", 400, "not-of-the-form"),
        ("GET", "/documents?most=x", 400, "not-of-the-form"),
        ("POST", "/ask", 400, "not-of-the-form"),
    ],
)
def test_refusals_are_sentences(
    web: TestClient, method: str, path: str, status: int, code: str
) -> None:
    got = web.request(method, path)
    assert (got.status_code, got.json()["code"]) == (status, code)
    assert got.json()["error"].endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        b"{hemligt",
        b"\xff\xfe",
        b'"hemligt"',
        b"[" * 50_000,
        json.dumps({"question": ["hemligt"]}).encode(),
        json.dumps({"question": "hemligt", "hemligt": 1}).encode(),
        json.dumps({"question": "hemligt" * MOST_QUESTION_CHARS}).encode(),
        json.dumps({"question": "hemligt", "history": [{}] * 21}).encode(),
        b'{"question": "hemligt \\ud800"}',
    ],
)
def test_what_is_not_of_the_form_is_refused_and_not_said_back(web: TestClient, body: bytes) -> None:
    got = web.post("/ask", content=body, headers={"content-type": "application/json"})
    assert (got.status_code, got.json()["code"]) == (400, "not-of-the-form")
    assert "hemligt" not in got.text
    assert len(got.text) < 300


def test_a_failure_tells_neither_page_nor_log_what_was_asked(
    web: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing(StubAssistant):
        def retrieve(self, question: str, *, top_k: int = 5, read: bool = True) -> Any:
            raise RuntimeError(f"secret inside: {question}")

    with caplog.at_level(logging.DEBUG):
        asked = web.post("/ask", json={"question": "fel hemligt"})
        retrieved = web_of(Failing()).post("/retrieve", json={"question": "hemligt"})
    for got in (asked, retrieved):
        assert got.status_code == 500
        assert got.json() == {"error": TEXTS["failed"]["en"], "code": "failed"}
    assert "hemligt" not in caplog.text
    assert "Traceback" not in caplog.text


def test_a_library_that_breaks_shows_nothing_of_its_inside(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assistant = StubAssistant()
    assistant.library = None  # type: ignore[assignment]
    with caplog.at_level(logging.DEBUG):
        got = web_of(assistant).get("/documents")
    assert (got.status_code, got.json()["code"]) == (500, "failed")


def test_questions_are_limited_for_every_door_together() -> None:
    web = web_of(StubAssistant(), Limits(per_minute=2))
    assert web.post("/ask", json=QUESTION).is_success
    assert web.post("/retrieve", json=QUESTION).is_success
    for path in ("/ask", "/retrieve"):
        refused = web.post(path, json=QUESTION)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many")
        assert refused.json()["error"] == TEXTS["too-many"]["en"]
        assert refused.headers["retry-after"] == str(RETRY_S)


def test_description_names_every_address_and_its_types(web: TestClient) -> None:
    described = web.get("/openapi.json").json()
    assert sorted(described["paths"]) == [
        "/ask", "/documents", "/documents/{document_id}", "/retrieve"
    ]  # fmt: skip
    text = json.dumps(described)
    assert "422" not in described["paths"]["/ask"]["post"]["responses"]
    assert "ValidationError" not in text
    answer = described["components"]["schemas"]["AnswerOut"]
    assert set(answer["properties"]) == {
        *StubAssistant().ask("Vem?").to_dict(), "help_lines"
    }  # fmt: skip


@pytest.mark.parametrize("address", ["/retrieve", "/documents", "/documents/lidkoping"])
def test_whoever_notices_new_documents_the_page_suggests_from_them(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    class Growing(StubAssistant):
        grown = iter([True])

        def refresh(self) -> bool:
            return next(self.grown, False)

    opened: list[Any] = []
    monkeypatch.setattr("ui.desk.Suggester", opened.append)
    web = web_of(Growing())
    assert len(opened) == 1
    if address == "/retrieve":
        web.post(address, json=QUESTION)
    else:
        web.get(address)
    web.post("/ask", json=QUESTION)
    assert len(opened) == 2
