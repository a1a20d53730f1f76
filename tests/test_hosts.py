"""Names that the chat answers under, and how it turns others away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.serving import STUB, serving
from tests.stub_assistant import StubAssistant
from ui.api import build_api
from ui.api_types import ErrorOut
from ui.app import add_guards
from ui.desk import Desk
from ui.doorkeeper import MOST_BODY_BYTES
from ui.hosts import HostCheck, host_of, hosts_of, read_host
from ui.limits import RETRY_S
from ui.options import OptionError, Options, read_options
from ui.routes import add_corpus, add_documents, add_watching
from ui.texts import TEXTS, text

ASKED = {"question": "Vem kom tvåa 2024?"}
FOREIGN = "kalla.attacker.example"


@pytest.mark.parametrize(
    ("netloc", "host"),
    [
        ("localhost", "localhost"),
        ("LocalHost:7860", "localhost"),
        ("kalla.example.se.:443", "kalla.example.se"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("[::1]:7860", "::1"),
        ("[0:0::0:1]", "::1"),
        ("", ""),
        ("::1", ""),
        ("[localhost]", ""),
        ("a b", ""),
        ("a:b", ""),
        ("user@localhost", ""),
        ("localhost/x", ""),
        ("localhost:7860:1", ""),
        ("å.se", ""),
        ("<script>", ""),
    ],
)
def test_host_is_read_from_name_and_port(netloc: str, host: str) -> None:
    assert host_of(netloc) == host


@given(st.text())
def test_any_header_is_a_host_or_none(netloc: str) -> None:
    host = host_of(netloc)
    assert host == host.lower()
    assert not set(host) & set("/\\@<>\"' \n*")


@pytest.mark.parametrize(
    ("listening", "is_behind_proxy", "host", "is_answered"),
    [
        ("127.0.0.1", False, "localhost", True),
        ("127.0.0.1", False, "::1", True),
        ("127.0.0.1", False, "10.0.0.5", False),
        ("127.0.0.1", False, FOREIGN, False),
        ("127.0.0.1", False, "localhost.attacker.example", False),
        ("127.0.0.1", False, "127.0.0.1.attacker.example", False),
        ("10.0.0.5", False, "10.0.0.5", True),
        ("10.0.0.5", False, "10.0.0.6", False),
        ("Machine.local", False, "machine.local", True),
        ("0.0.0.0", False, "10.0.0.5", True),
        ("::", False, "2001:db8::1", True),
        ("0.0.0.0", False, FOREIGN, False),
        ("127.0.0.1", True, "10.0.0.5", True),
        ("127.0.0.1", True, FOREIGN, False),
    ],
)
def test_chat_answers_under_its_own_names(
    listening: str, is_behind_proxy: bool, host: str, is_answered: bool
) -> None:
    assert hosts_of(listening, is_behind_proxy=is_behind_proxy).answers(host) is is_answered


def test_chat_answers_under_names_that_are_allowed() -> None:
    allowed = read_options(
        allowed_hosts=["Kalla.example.se", "*.Kommun.se", "[2001:DB8:0::1]", "göteborg.se"]
    ).allowed_hosts
    hosts = hosts_of("127.0.0.1", allowed)
    for host in ("kalla.example.se", "a.kommun.se", "a.b.kommun.se", "2001:db8::1"):
        assert hosts.answers(host), host
    assert hosts.answers("xn--gteborg-90a.se")
    for host in ("example.se", "x.kalla.example.se", "kommun.se", "evilkommun.se", "2001:db8::2"):
        assert not hosts.answers(host), host


@pytest.mark.parametrize(
    "words",
    ["", " ", "*", "*.se", "*.", "a.*.se", "https://a.se", "a.se:80", "a.se/x", "a b", "a..se"],
)
def test_what_is_no_host_is_refused_with_the_form_that_is(words: str) -> None:
    with pytest.raises(OptionError, match=r"is no host.*--allow-host kalla\.example\.se"):
        read_options(allowed_hosts=[words])


def test_a_name_that_is_allowed_is_read_the_same_again() -> None:
    for words in ("a.se", "*.a.se", "10.0.0.5", "2001:db8::1", "å.se"):
        assert read_host(read_host(words)) == read_host(words)


def web_of(options: Options) -> TestClient:
    """Return a client of what a chat serves, all but the page, with all that guards it."""
    assistant: Any = StubAssistant()
    desk = Desk(assistant, limits=options.limits)
    app = FastAPI(openapi_url=None)
    add_documents(app, assistant)
    add_corpus(app, assistant)
    add_watching(app, desk)
    app.mount("/api", build_api(desk))
    add_guards(app, options, "127.0.0.1")
    return TestClient(app, "http://127.0.0.1:7860")


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with web_of(read_options(per_minute=0, allowed_hosts=["kalla.example.se"])) as client:
        yield client


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names"
    path.write_text("anna:hemligt\n")
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("path", ["/documents", "/document/lidkoping-2024", "/metrics", "/facts"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_another_name_is_told_in_the_readers_language(
    web: TestClient, path: str, language: str
) -> None:
    refused = web.get(path, headers={"host": f"{FOREIGN}:7860", "accept-language": language})
    assert refused.status_code == 421
    assert refused.text == text("refused-host", language, name=FOREIGN)
    assert f"--allow-host {FOREIGN}" in refused.text
    assert refused.headers["cache-control"] == "no-store"
    assert refused.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.:1", "127.0.0.1:9", "[::1]:7860", "kalla.example.se"]
)
def test_its_own_names_are_answered_at_any_port(web: TestClient, host: str) -> None:
    assert web.get("/documents", headers={"host": host}).is_success
    assert web.post("/api/ask", json=ASKED, headers={"host": host}).json()["text"] == "Lidköping"


def test_programs_are_told_in_their_form(web: TestClient) -> None:
    refused = web.post("/api/ask", json=ASKED, headers={"host": FOREIGN})
    assert refused.status_code == 421
    assert_error(refused, "host", name=FOREIGN)


def test_whoever_watches_may_call_it_what_they_like(web: TestClient) -> None:
    assert web.get("/healthz", headers={"host": FOREIGN}).text == "ok\n"
    assert web.get("/document/healthz", headers={"host": FOREIGN}).status_code == 421


@pytest.mark.parametrize("hosts", [[], [""], ["a b"], ["localhost", FOREIGN], ["localhost"] * 2])
def test_a_host_that_cannot_be_read_is_refused(web: TestClient, hosts: list[str]) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    given = [(b"host", host.encode()) for host in hosts]
    scope = {"type": "http", "path": "/api/documents", "headers": given}
    asyncio.run(HostCheck(web.app, hosts_of("127.0.0.1"))(scope, None, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 400
    assert json.loads(sent[1]["body"])["code"] == "no-host"


@pytest.mark.parametrize(
    ("origin", "is_taken"),
    [
        ("http://127.0.0.1:7860", True),
        ("https://kalla.example.se", True),
        ("https://kalla.example.se:8443", True),
        (f"http://{FOREIGN}", False),
        ("http://localhost:1", False),
        ("null", False),
        ("", False),
    ],
)
def test_what_another_site_sends_is_refused(web: TestClient, origin: str, is_taken: bool) -> None:
    answer = web.post("/api/ask", json=ASKED, headers={"origin": origin})
    assert answer.status_code == (200 if is_taken else 403)
    if not is_taken:
        assert_error(answer, "origin", name=host_of(origin.partition("://")[2]) or "?")


def test_search_form_of_a_page_without_referrer_is_taken(web: TestClient) -> None:
    found = web.post("/documents", data={"words": "Linnean"}, headers={"origin": "null"})
    assert found.is_success
    assert "Linnean" in found.text


def test_everything_that_guards_stands_together(names: Path) -> None:
    options = (
        f"read_options(auth_file=Path({str(names)!r}), root_path='/kalla', per_minute=1, "
        "allowed_hosts=['kalla.example.se'])"
    )
    with serving(STUB, options=options) as address, httpx.Client(base_url=address) as web:
        own = {"host": "kalla.example.se"}
        assert web.get("/healthz", headers={"host": FOREIGN}).text == "ok\n"
        # The name is looked at first: a page elsewhere cannot try passwords.
        refused = web.post("/api/ask", json=ASKED, headers={"host": FOREIGN})
        assert refused.status_code == 421
        assert "www-authenticate" not in refused.headers
        refused = web.post("/api/ask", json=ASKED, headers=own)
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic")
        assert_error(refused, "not-allowed")
        for healthy in ("/document/healthz", "/api/documents/healthz"):
            assert web.get(healthy, headers=own).status_code == 401
        web.auth = httpx.BasicAuth("anna", "hemligt")
        assert web.get("/", headers={"host": "192.0.2.7"}).is_success
        assert web.post("/api/ask", json=ASKED, headers=own).json()["text"] == "Lidköping"
        refused = web.post("/api/ask", json=ASKED, headers=own)
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many")


def test_whoever_tries_many_passwords_is_told_when_to_come_again(names: Path) -> None:
    web = web_of(read_options(auth_file=names))
    answers = [web.get("/api/documents", auth=("anna", str(number))) for number in range(21)]
    assert [answer.status_code for answer in answers] == [401] * 20 + [429]
    assert answers[-1].headers["retry-after"] == str(RETRY_S)
    assert_error(answers[-1], "wrong-passwords")


@pytest.mark.parametrize("says_length", [True, False])
@pytest.mark.parametrize("path", ["/api/ask", "/documents"])
def test_what_is_too_long_is_refused_in_the_readers_form(
    web: TestClient, path: str, says_length: bool
) -> None:
    body = b"x" * (MOST_BODY_BYTES + 1)
    content: Any = body if says_length else iter([body[:9], body[9:]])
    refused = web.post(path, content=content, headers={"accept-language": "en"})
    assert refused.status_code == 413
    if path == "/api/ask":
        assert_error(refused, "too-long")
    else:
        assert refused.text == TEXTS["refused-too-long"]["en"]
    assert web.get("/healthz").text == "ok\n"


def assert_error(answer: httpx.Response, code: str, **values: str) -> None:
    assert answer.headers["content-type"] == "application/json"
    sentence = text(f"refused-{code}", "en", **values)
    assert ErrorOut.model_validate(answer.json(), extra="forbid") == ErrorOut(
        error=sentence, code=code
    )
