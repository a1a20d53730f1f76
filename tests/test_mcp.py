"""The tools for language models: typed, limited, guarded, silent; asked by the SDK's client."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest
from fastapi import FastAPI
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from qa import cli
from qa.phrases import PHRASES
from tests.serving import ROOT, STUB, serving
from tests.stub_assistant import DOCUMENTS, LIDKOPING, StubAssistant
from ui.api_types import (
    MOST_QUESTION_CHARS,
    AnswerOut,
    AskBody,
    DocumentOut,
    DocumentsOut,
    ListBody,
    PassagesOut,
    ReadBody,
    RetrieveBody,
)
from ui.app import add_guards
from ui.desk import Desk
from ui.limits import Limits
from ui.mcp import add_mcp, build_server
from ui.options import OptionError, read_options
from ui.texts import TEXTS

T = TypeVar("T")
QUESTIONS = {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}
UNKNOWN = {"sv": "okänd hemlighet", "en": "What is unknown?"}


def talk(server: Any, said: Callable[[Client], Awaitable[T]]) -> T:
    """Return what comes of talking to a server, or to what is at an address."""

    async def talking() -> T:
        async with Client(server) as client:
            return await said(client)

    return asyncio.run(talking())


def call(server: Any, tool: str, **arguments: Any) -> Any:
    return talk(server, lambda client: client.call_tool(tool, arguments))


def desk_of(assistant: Any = None, *, per_minute: int = 0) -> Desk:
    return Desk(assistant or StubAssistant(), limits=Limits(per_minute=per_minute))


@pytest.fixture
def server() -> Any:
    return build_server(desk_of())


def test_tools_are_described_with_the_types_of_the_http_interface(server: Any) -> None:
    tools = {tool.name: tool for tool in talk(server, lambda client: client.list_tools()).tools}
    kinds: dict[str, tuple[Any, Any]] = {
        "ask": (AskBody, AnswerOut),
        "retrieve": (RetrieveBody, PassagesOut),
        "list_documents": (ListBody, DocumentsOut),
        "read_document": (ReadBody, DocumentOut),
    }
    assert list(tools) == list(kinds)
    for name, (takes, gives) in kinds.items():
        assert tools[name].input_schema == takes.model_json_schema()
        assert tools[name].output_schema == gives.model_json_schema(mode="validation")
        assert tools[name].description.endswith(".")
        assert tools[name].annotations.read_only_hint


@pytest.mark.parametrize("language", ["sv", "en"])
def test_answer_is_the_one_that_python_gives(server: Any, language: str) -> None:
    got = call(server, "ask", question=QUESTIONS[language])
    assert not got.is_error
    assert got.structured_content == StubAssistant().ask(QUESTIONS[language]).to_dict()
    assert got.structured_content["language"] == language
    # Models that read text alone read the same.
    assert AnswerOut.model_validate_json(got.content[0].text).text == "Lidköping"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_abstention_is_an_answer_and_says_so(server: Any, language: str) -> None:
    got = call(server, "ask", question=UNKNOWN[language])
    assert not got.is_error
    assert got.structured_content["abstained"]
    assert got.structured_content["text"] == PHRASES["not-in-documents"][language]
    assert got.structured_content["nearest"]


@pytest.mark.parametrize("question", ["oense", "konstig", ""])
def test_every_kind_of_answer_fits_its_description(server: Any, question: str) -> None:
    # The client holds what it gets against what the server says that it gives.
    got = call(server, "ask", question=question)
    assert got.structured_content == StubAssistant().ask(question).to_dict()


def test_what_was_said_before_reaches_the_assistant() -> None:
    heard: list[Any] = []

    class Hearing(StubAssistant):
        def ask(self, question: str, *, history: Any = (), **_more: Any) -> Any:
            heard.append(list(history))
            return super().ask(question)

    earlier = [{"question": QUESTIONS["sv"], "answer": "Lidköping"}]
    call(build_server(desk_of(Hearing())), "ask", question="Och 2021?", history=earlier)
    assert heard == [[(QUESTIONS["sv"], "Lidköping")]]


def test_a_person_in_need_gets_the_help_lines_and_the_question_is_not_said_back(
    server: Any,
) -> None:
    got = call(server, "ask", question="Min man slår mig, vart kan jag fly?").structured_content
    assert "112" in [line["number"] for line in got["help_lines"]]
    assert got["question"] == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_passages_are_as_many_as_wanted(server: Any, language: str) -> None:
    got = call(server, "retrieve", question=QUESTIONS[language], top_k=1).structured_content
    assert got == {"passages": [StubAssistant().retrieve("", top_k=1)[0].to_dict()]}


def test_documents_are_listed_in_stretches(server: Any) -> None:
    whole = call(server, "list_documents").structured_content
    assert [item["id"] for item in whole["documents"]] == list(DOCUMENTS)
    assert whole["total"] == len(DOCUMENTS)
    part = call(server, "list_documents", start=1, most=1).structured_content
    assert part == {"documents": whole["documents"][1:2], "total": len(DOCUMENTS)}
    # What is listed can be read.
    read = call(server, "read_document", document_id=part["documents"][0]["id"])
    assert read.structured_content["title"] == part["documents"][0]["title"]


def test_document_is_read_in_stretches(server: Any) -> None:
    whole = call(server, "read_document", document_id=LIDKOPING.id).structured_content
    assert (whole["text"], whole["chars"]) == (LIDKOPING.text, len(LIDKOPING.text))
    part = call(server, "read_document", document_id=LIDKOPING.id, start=9, most=5)
    assert part.structured_content["text"] == LIDKOPING.text[9:14]


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("ask", {"question": "hemligt" * MOST_QUESTION_CHARS}, "not-of-the-form"),
        ("ask", {"question": ["hemligt"]}, "not-of-the-form"),
        ("ask", {"question": "hemligt", "hemligt": 1}, "not-of-the-form"),
        ("ask", {}, "not-of-the-form"),
        ("retrieve", {"question": "hemligt", "top_k": 0}, "not-of-the-form"),
        ("list_documents", {"most": 0}, "not-of-the-form"),
        ("list_documents", {"words": "hemligt"}, "not-of-the-form"),
        ("read_document", {"document_id": "hemligt"}, "no-document"),
        ("read_document", {"document_id": "../../etc/passwd"}, "no-document"),
        ("read_document", {"document_id": LIDKOPING.id, "most": 10**9}, "not-of-the-form"),
        ("ask", {"question": "fel hemligt"}, "failed"),
    ],
)
def test_refusals_are_sentences_that_say_nothing_back(
    server: Any, tool: str, arguments: dict[str, Any], code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        got = call(server, tool, **arguments)
    assert got.is_error
    assert got.structured_content == {"code": code, "error": got.content[0].text}
    assert got.content[0].text.endswith(".")
    assert "hemligt" not in got.model_dump_json()
    said = [record for record in caplog.records if not record.name.startswith("mcp.client")]
    assert not [record for record in said if "hemligt" in record.getMessage() or record.exc_info]


def test_a_library_that_breaks_shows_nothing_of_its_inside() -> None:
    assistant = StubAssistant()
    assistant.library = None  # type: ignore[assignment]
    got = call(build_server(desk_of(assistant)), "read_document", document_id="x")
    assert got.structured_content == {"error": TEXTS["failed"]["en"], "code": "failed"}


def test_a_tool_that_is_none_is_told_with_those_that_are(server: Any) -> None:
    async def said(client: Client) -> None:
        with pytest.raises(
            MCPError, match=r"The tools are: ask, retrieve, list_documents, read_document\."
        ):
            await client.call_tool("delete_document", {"document_id": "x"})

    talk(server, said)


def test_others_are_heard_while_one_is_answered() -> None:
    class Meeting(StubAssistant):
        def ask(self, question: str, *, history: Any = (), **_more: Any) -> Any:
            both.wait()
            return super().ask(question)

    import threading

    both = threading.Barrier(2, timeout=60)

    async def two(client: Client) -> list[Any]:
        asked = {"question": QUESTIONS["sv"]}
        return await asyncio.gather(*(client.call_tool("ask", asked) for _ in range(2)))

    answers = talk(build_server(desk_of(Meeting())), two)
    assert [answer.structured_content["text"] for answer in answers] == ["Lidköping"] * 2


@contextmanager
def web_of(**chosen: Any) -> Iterator[TestClient]:
    """Give a client of the tools over HTTP with all that guards them, without a page."""
    options = read_options(mcp=True, **chosen)
    app = FastAPI()
    add_mcp(app, Desk(StubAssistant(), limits=options.limits))  # type: ignore[arg-type]
    add_guards(app, options, "127.0.0.1")
    with TestClient(app, "http://127.0.0.1:7860") as web:
        yield web


def asked(web: TestClient, question: str = QUESTIONS["sv"], **headers: str) -> Any:
    """Return what plain HTTP gives for a question, without the SDK's client."""
    params = {"name": "ask", "arguments": {"question": question}}
    return web.post(
        "/mcp",
        json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params},
        headers={
            "accept": "application/json, text/event-stream",
            "mcp-protocol-version": "2025-06-18",
            **headers,
        },
    )


def test_door_is_guarded_like_all_others(tmp_path: Path) -> None:
    names = tmp_path / "names"
    names.write_text("anna:hemligt\n")
    names.chmod(0o600)
    with web_of(auth_file=names) as web:
        assert asked(web, host="kalla.attacker.example").status_code == 421
        assert asked(web, origin="http://attacker.example").status_code == 403
        closed = asked(web)
        assert (closed.status_code, closed.json()["code"]) == (401, "not-allowed")
        web.auth = ("anna", "hemligt")
        answer = asked(web).json()["result"]
        assert answer["structuredContent"]["text"] == "Lidköping"


def test_questions_are_limited_for_each_client() -> None:
    with web_of(per_minute=1) as web:
        assert not asked(web).json()["result"].get("isError")
        refused = asked(web).json()["result"]
        assert refused["isError"]
        assert refused["structuredContent"] == {
            "error": TEXTS["too-many"]["en"],
            "code": "too-many",
        }


def test_what_is_no_call_is_refused_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with web_of() as web, caplog.at_level(logging.DEBUG):
        for method in ("GET", "DELETE", "PUT"):
            refused = web.request(method, "/mcp")
            assert (refused.status_code, refused.json()["code"]) == (405, "method")
        for body in (b"{hemligt", b'{"hemligt": 1}', b'"hemligt"', b"[" * 5000, b"\xff"):
            got = web.post(
                "/mcp",
                content=body,
                headers={
                    "content-type": "application/json",
                    "accept": "application/json, text/event-stream",
                },
            )
            assert got.status_code == 400
        too_long = web.post("/mcp", content=b"x" * 200_000)
        assert (too_long.status_code, too_long.json()["code"]) == (413, "too-long")
        assert asked(web).is_success
    assert "hemligt" not in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("found", ["", "1.26.0"])
def test_missing_sdk_is_told_with_what_to_do_before_any_work(
    found: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlib.metadata import PackageNotFoundError

    def version(name: str) -> str:
        if found:
            return found
        raise PackageNotFoundError(name)

    monkeypatch.setattr("ui.options.version", version)
    monkeypatch.setattr("index.build.ensure_shipped_library", lambda **_: pytest.fail("built"))
    with pytest.raises(OptionError, match=r"pip install 'mcp>=2"):
        read_options(mcp=True)
    for command in (["chat", "--port", "0", "--mcp"], ["mcp"]):
        assert cli.main(command) == 1
        error = capsys.readouterr().err
        assert "pip install 'mcp>=2" in error
        assert error.count("\n") == 1


def test_chat_without_the_option_serves_no_tools_and_imports_no_sdk() -> None:
    code = (
        "import sys, ui.app, ui.options\n"
        "ui.options.read_options()\n"
        "assert 'mcp' not in sys.modules and 'ui.mcp' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ}, cwd=ROOT)


def readme_example(address: str) -> str:
    """Return README's program that asks over MCP, asking at an address instead of its own."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = re.search(r"^## MCP\n(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    assert section
    (program,) = re.findall(r"```python\n(.*?)```", section[1], re.DOTALL)
    assert "http://127.0.0.1:7860" in program
    return program.replace("http://127.0.0.1:7860", address)


def test_readme_s_example_and_both_languages_at_a_running_chat() -> None:
    with serving(STUB, options="read_options(mcp=True)") as address:
        done = subprocess.run(
            [sys.executable, "-c", readme_example(address)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[0] == "Lidköping"

        async def all_tools(client: Client) -> list[Any]:
            assert len((await client.list_tools()).tools) == 4
            return [
                await client.call_tool("ask", {"question": QUESTIONS["en"]}),
                await client.call_tool("ask", {"question": UNKNOWN["sv"]}),
                await client.call_tool("retrieve", {"question": QUESTIONS["sv"]}),
                await client.call_tool("read_document", {"document_id": LIDKOPING.id}),
                await client.call_tool("read_document", {"document_id": "none"}),
            ]

        answer, abstention, passages, document, none = talk(f"{address}/mcp", all_tools)
        assert answer.structured_content["text"] == "Lidköping"
        assert abstention.structured_content["abstained"]
        assert len(passages.structured_content["passages"]) == 2
        assert document.structured_content["text"] == LIDKOPING.text
        assert none.is_error
        # The page beside it lives and counted the questions.
        told = httpx2.get(f"{address}/metrics").text
        assert 'kalla_questions_total{outcome="answered"} 2' in told
        assert httpx2.get(address).status_code == 200


def test_names_a_path_and_limits_hold_at_a_running_chat(tmp_path: Path) -> None:
    names = tmp_path / "names"
    names.write_text("anna:hemligt å\n")
    names.chmod(0o600)
    options = (
        f"read_options(auth_file=Path({str(names)!r}), root_path='/kalla', per_minute=1, mcp=True)"
    )

    async def ask_twice(address: str) -> list[Any]:
        async with (
            httpx2.AsyncClient(auth=httpx2.BasicAuth("anna", "hemligt å"), timeout=60) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            asked = {"question": QUESTIONS["sv"]}
            return [await client.call_tool("ask", asked) for _ in range(2)]

    with serving(STUB, options=options) as address:
        assert httpx2.post(f"{address}/mcp", json={}).status_code == 401
        answer, refused = asyncio.run(ask_twice(address))
    assert answer.structured_content["text"] == "Lidköping"
    assert refused.is_error
    assert refused.structured_content["code"] == "too-many"


def test_tools_are_served_on_standard_input_and_output() -> None:
    code = f"{STUB}\nfrom ui.app import serve_tools\nserve_tools(None)"
    started = StdioServerParameters(
        command=sys.executable,
        args=["-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    got = call(started, "ask", question=QUESTIONS["en"])
    assert got.structured_content["text"] == "Lidköping"
