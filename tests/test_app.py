"""The chat's server, with an assistant whose answers are fixed and a browser left out."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.serving import STUB, serving
from tests.stub_assistant import LIDKOPING_SENTENCE, STRANGE, StubAssistant
from ui.app import PortError, serve, take_port
from ui.desk import Desk
from ui.document_page import Place
from ui.links import document_href
from ui.privacy import HEADERS, neutral_page
from ui.render import Turn
from ui.routes import asked_place
from ui.session import TURNS_KEPT, Session, known_examples, part_words
from ui.texts import TEXTS, text

if TYPE_CHECKING:
    from gradio_client import Client

AT_ONCE = 40


# Answers only when AT_ONCE questions wait together.
MEETING = f"""
import threading
import qa
from tests.stub_assistant import StubAssistant

class Meeting(StubAssistant):
    barrier = threading.Barrier({AT_ONCE}, timeout=60)

    def ask(self, question, *, history=()):
        if question.startswith("Hur"):
            self.barrier.wait()
        return super().ask(question, history=history)

qa.load = lambda library: Meeting()
"""


def answer_turn(question: str) -> Turn:
    return list(Desk(StubAssistant()).turns(question, "sv"))[-1]  # type: ignore[arg-type]


def client_of(address: str) -> Client:
    from gradio_client import Client

    return Client(address, verbose=False, analytics_enabled=False)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(STUB) as address:
        yield address


@pytest.fixture(scope="module")
def web(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


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


@pytest.mark.parametrize(
    "path",
    [
        "/file=/etc/passwd",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file%3D/etc/passwd",
        "//gradio_api//file=/etc/passwd",
        "/gradio_api/upload",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/component_server",
        "/monitoring",
        "/gradio_api/deep_link",
        "/kalla/app.py",
        "/kalla/..%2Fapp.py",
    ],
)
def test_no_file_of_the_machine_is_served(web: httpx.Client, path: str) -> None:
    assert web.get(path).status_code == 404


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


def test_programs_get_the_structured_answer(address: str) -> None:
    client = client_of(address)
    answer = client.predict("Vem kom tvåa 2024?", api_name="/ask")
    assert answer == StubAssistant().ask("Vem kom tvåa 2024?").to_dict()
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/ask"]
    with pytest.raises(Exception, match=TEXTS["failed"]["en"]) as failed:
        client.predict("fel", api_name="/ask")
    assert "secret" not in str(failed.value)


def test_forty_people_are_answered_at_once() -> None:
    with serving(MEETING) as address, ThreadPoolExecutor(AT_ONCE) as people:
        client = client_of(address)

        def ask(number: int) -> Any:
            return client.predict(f"Hur många är {number}?", api_name="/ask")["question"]

        asked = list(people.map(ask, range(AT_ONCE)))
    assert asked == [f"Hur många är {number}?" for number in range(AT_ONCE)]


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


def test_failed_question_leaves_no_words_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        turn = answer_turn("fel hemlig fråga")
    assert turn.problem == "failed"
    assert turn.answer is None
    assert "RuntimeError" in caplog.text
    assert "hemlig" not in caplog.text
    assert "Traceback" not in caplog.text


def test_question_with_lone_surrogates_can_be_shown_and_sent() -> None:
    turn = answer_turn("Vem \ud800\x00?")
    assert turn.answer is not None
    assert turn.question.encode()


def test_session_keeps_the_latest_turns_and_counts_on() -> None:
    session = Session("en")
    for number in range(TURNS_KEPT + 3):
        session = session.adding(answer_turn(f"Who {number}?"))
    assert len(session.turns) == TURNS_KEPT
    assert session.turns[-1].question == f"Who {TURNS_KEPT + 2}?"
    assert 'id="turn-4"' in session.html()
    assert f'id="turn-{TURNS_KEPT + 3}"' in session.html()
    assert hash(session)


def test_examples_are_shown_only_where_a_document_answers_them() -> None:
    assistant = StubAssistant()
    assert len(known_examples(assistant)) == 3  # type: ignore[arg-type]
    assistant.library.documents.clear()
    assert known_examples(assistant) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_parts_say_only_what_the_texts_hold(language: str) -> None:
    words = part_words(StubAssistant(), language)  # type: ignore[arg-type]
    assert words["ask"]["value"] == text("ask", language)
    assert f'data-page-language="{language}"' in words["head"]["value"]
    assert text("footer-privacy", language) in words["foot"]["value"]
    assert text("leave", language) in words["head"]["value"]
    assert words["example-0"]["value"].endswith("2024?")


def test_what_was_begun_before_a_page_was_cleared_is_outdated() -> None:
    held = Session("sv")
    asked = held.begin()
    grown = held.adding(Turn("Vem?", "sv"))
    assert grown.is_latest(asked)
    held.begin()
    assert not grown.is_latest(asked)
    assert Session("sv").latest == [0]


def test_suggestions_come_below_the_last_turn_alone() -> None:
    held = Session("sv").adding(Turn("Ett?", "sv")).adding(Turn("Två?", "sv"))
    first, last = held.suggesting(("Tre?",)).turns
    assert (first.suggestions, last.suggestions) == ((), ("Tre?",))
