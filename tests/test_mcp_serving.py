"""The tools for language models as they are served: chosen, guarded, limited, like the chat."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from qa import cli
from tests.serving import ROOT, STUB, serving
from tests.stub_assistant import LIDKOPING, StubAssistant
from tests.talking import QUESTIONS, UNKNOWN, call, talk
from ui.app import add_guards
from ui.desk import Desk
from ui.mcp import add_mcp
from ui.options import OptionError, read_options
from ui.texts import TEXTS


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
