"""The chat's server, with fixed answers: what it shows and shuts, and how it starts."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from typing import Any

import httpx
import pytest

from tests.stub_assistant import LIDKOPING_SENTENCE, STRANGE, StubAssistant
from ui.app import PortError, serve, take_port
from ui.document_page import Place
from ui.links import document_href
from ui.privacy import HEADERS, Guard, neutral_page
from ui.routes import asked_place
from ui.texts import TEXTS


@pytest.mark.parametrize("path", ["/", "/config", "/document/lidkoping-2024", "/kalla/theme.css"])
def test_every_answer_stays_out_of_caches_and_frames(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


def test_policies_allow_no_other_host(web: httpx.Client) -> None:
    policy = web.get("/").headers["content-security-policy"]
    assert "http" not in policy
    assert "*" not in policy
    document = web.get("/document/lidkoping-2024").headers["content-security-policy"]
    assert "default-src 'none'" in document
    assert "script-src 'self';" in document


@pytest.mark.parametrize("language", ["sv", "en"])
def test_page_has_its_language_and_a_neutral_face(web: httpx.Client, language: str) -> None:
    page = web.get("/", headers={"accept-language": language}).text
    assert f'<html lang="{language}"' in page
    assert "og:image" not in page
    assert "twitter:" not in page
    assert 'rel="manifest"' not in page


def test_neutral_page_leaves_the_rest_alone() -> None:
    page = b'<html lang="en" style="x"><meta property="og:title" content="G" /><p lang="en">'
    assert neutral_page(page, "sv") == b'<html lang="sv" style="x"><p lang="en">'


# Traversals, and the paths of Gradio's published advisories: files (CVE-2023-51449, 2024-1561,
# 2024-1728), proxies (2024-4325, 2023-34239), caches of addresses (2024-47167), monitoring
# (2024-47168), profiling and editing of the running app.
SHUT = """
/file=/etc/passwd /gradio_api/file=/etc/passwd /gradio_api/file%3D/etc/passwd /gradio_api/%66ile=x
//gradio_api//file=/etc/passwd /gradio_api/./file=/etc/passwd /GRADIO_API/FILE=/etc/passwd
/gradio_api/file/etc/passwd /gradio_api/file=C:/Windows/win.ini /gradio_api/file=http://127.0.0.1/
/gradio_api;/file=/etc/passwd /x/../gradio_api/file=/etc/passwd /gradio_api/file=ui/app.py
/gradio_api/upload /upload /gradio_api/upload_progress?upload_id=1 /gradio_api/proxy=http://127.0.0.1/
/proxy=http://127.0.0.1/ /gradio_api/component_server /gradio_api/deep_link /monitoring
/monitoring/summary /gradio_api/monitoring /gradio_api/vibe-code /gradio_api/vibe-edit
/gradio_api/dev/reload /gradio_api/process_recording /gradio_api/profiling/traces
/gradio_api/run-history/buckets /gradio_api/runs /gradio_api/stream/a/1/1/playlist.m3u8
/gradio_api/custom_component/1/client/component/..%2f..%2fx /gradio_api/token /gradio_api/user
/gradio_api/openapi.json /gradio_api/api/ask /gradio_api/call/start /login /logout /token
/manifest.json /pwa_icon/99 /svelte/..%2fpackage.json /svelte/x /openapi.json /docs /redoc
/static/..%2f..%2froutes.py /static/%2e%2e/%2e%2e/routes.py /assets/..%2f..%2f..%2froutes.py
/assets//etc/passwd /assets/%2fetc%2fpasswd /assets/%5c..%5croutes.py /static//etc/passwd
/kalla/app.py /kalla/..%2fapp.py /kalla/%2fetc%2fpasswd /kalla/words.py /ui/app.py /etc/passwd
/document/..%2f..%2fetc%2fpasswd /document//etc/passwd /document/%00 /api/documents/..%2fx
/api/../etc/passwd /.env /.git/config /%2e%2e/%2e%2e/etc/passwd
""".split()


PASSWD = {"path": "/etc/passwd", "orig_name": "x", "meta": {"_type": "gradio.FileData"}}
FETCHED = {"path": "x", "url": "http://127.0.0.1:9/", "meta": {"_type": "gradio.FileData"}}


# What stands in files of the machine, or in what a failure prints.
INSIDE = re.compile(r"root:|Traceback|File \"|site-packages|\.py\b|/home/|/usr/|/work/|\w+Error:")


@pytest.mark.parametrize("path", SHUT)
def test_no_file_of_the_machine_is_served(web: httpx.Client, path: str) -> None:
    for answer in (web.get(path), web.post(path, json={"data": [PASSWD]})):
        assert answer.status_code in (403, 404, 405), path
        assert not INSIDE.search(answer.text)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_address_of_nothing_is_told_in_the_language(web: httpx.Client, language: str) -> None:
    said = web.get("/nothing", headers={"accept-language": language})
    assert said.text == TEXTS["refused-no-address"][language]


@pytest.mark.parametrize("number", [0, 1, 3, 99, -1, "x", None, 10**30])
@pytest.mark.parametrize("words", [PASSWD, FETCHED, [[]], None])
def test_queue_takes_no_file_for_a_question(web: httpx.Client, number: Any, words: Any) -> None:
    name = f"{number}{words}"
    sent = {"data": [words, None], "fn_index": number, "session_hash": name, "trigger_id": 1}
    joined = web.post("/gradio_api/queue/join", json=sent)
    assert not INSIDE.search(joined.text)
    if joined.status_code != 200:
        return
    with web.stream("GET", "/gradio_api/queue/data", params={"session_hash": name}) as coming:
        for line in coming.iter_lines():
            assert not INSIDE.search(line)
            assert "secret" not in line
            if "process_completed" in line or "close_stream" in line:
                break


@pytest.mark.parametrize("body", [b"\xff{", b"[1]", b"", b'{"data":' + b"[" * 5000])
@pytest.mark.parametrize("path", ["queue/join", "call/ask", "run/ask", "run/predict", "cancel"])
def test_what_is_no_request_shows_nothing_inside(web: httpx.Client, path: str, body: bytes) -> None:
    kind = {"content-type": "application/json"}
    answer = web.post(f"/gradio_api/{path}", content=body, headers=kind)
    assert answer.status_code >= 400
    assert not INSIDE.search(answer.text)


def test_form_with_too_many_fields_is_a_search_for_nothing(web: httpx.Client) -> None:
    answer = web.post("/documents", content=b"&".join(b"a=1" for _ in range(99)))
    assert answer.status_code == 200


def test_failure_shows_and_logs_nothing_of_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("secret question in /home/x.py")

    async def get(path: str) -> httpx.Response:
        transport = httpx.ASGITransport(Guard(broken))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get(path, headers={"accept-language": "en"})

    for path in ("/", "/document/x", "/gradio_api/queue/join"):
        answer = asyncio.run(get(path))
        assert answer.status_code == 500
        assert answer.text == TEXTS["refused-failed"]["en"]
        assert answer.headers["cache-control"] == "no-store"
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_document_page_marks_the_sentence(web: httpx.Client) -> None:
    assistant = StubAssistant()
    citation = assistant.ask("Vem kom tvåa 2024?").citations[0]
    href = document_href(citation.document.id, citation.start, citation.end, "sv")
    page = web.get(f"/{href}").text
    assert f'<mark id="quote">{LIDKOPING_SENTENCE}</mark>' in page


def test_document_with_an_odd_id_has_its_page(web: httpx.Client) -> None:
    page = web.get(f"/{document_href(STRANGE.id, 0, 5, 'en')}")
    assert page.status_code == 200
    assert "<img" not in page.text


def test_unknown_document_is_told_kindly(web: httpx.Client) -> None:
    page = web.get("/document/none", headers={"accept-language": "en"})
    assert page.status_code == 404
    assert TEXTS["no-document"]["en"] in page.text


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({}, None),
        ({"from": "3", "to": "9"}, Place(3, 9)),
        ({"from": "3"}, Place(0, 0)),
        ({"from": "-3", "to": "9"}, Place(0, 0)),
        ({"from": "9" * 5000, "to": "9"}, Place(0, 0)),
        ({"from": "٣", "to": "9"}, Place(0, 0)),
    ],
)
def test_place_is_read_from_the_address(query: dict[str, str], place: Place | None) -> None:
    assert asked_place(query) == place


def test_busy_port_is_told_with_the_way_out_before_anything_loads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qa.load", lambda library: pytest.fail("loaded before the port was held"))
    with take_port("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        with pytest.raises(PortError, match=f"Port {port} .* in use.*PORT={port + 1} make chat"):
            serve(None, port=port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70_000), ("192.0.2.1", 0)])
def test_impossible_address_is_told(host: str, port: int) -> None:
    with pytest.raises(PortError, match="cannot listen"):
        take_port(host, port)


def test_gradio_is_told_to_keep_quiet_before_it_is_imported() -> None:
    code = (
        "import sys, ui.app, ui.session, ui.render\n"
        "assert 'gradio' not in sys.modules and 'torch' not in sys.modules\n"
        "ui.app.keep_quiet()\n"
        "import os\n"
        "assert os.environ['GRADIO_ANALYTICS_ENABLED'] == 'False'\n"
        "assert os.environ['HF_HUB_OFFLINE'] == '1'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ})
