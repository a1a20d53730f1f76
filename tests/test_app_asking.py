"""The running chat is asked: by programs, as README says, and by forty people at once."""

from __future__ import annotations

import asyncio
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.page_events import opened
from tests.serving import ROOT, serving
from tests.stub_assistant import LIDKOPING_SENTENCE, StubAssistant
from ui.texts import TEXTS

if TYPE_CHECKING:
    from gradio_client import Client

AT_ONCE = 40
MANY = httpx.Limits(max_connections=None)


# Answers only when AT_ONCE questions wait together.
MEETING = f"""
import threading
import qa
from tests.stub_assistant import StubAssistant

class Meeting(StubAssistant):
    barrier = threading.Barrier({AT_ONCE}, timeout=60)

    def ask(self, question, **more):
        if question.startswith("Hur"):
            self.barrier.wait()
        return super().ask(question, **more)

qa.load = lambda library: Meeting()
"""


def client_of(address: str) -> Client:
    from gradio_client import Client

    return Client(address, verbose=False, analytics_enabled=False)


def test_programs_get_the_structured_answer(stub_url: str) -> None:
    client = client_of(stub_url)
    answer = client.predict("Vem kom tvåa 2024?", api_name="/ask")
    assert answer == StubAssistant().ask("Vem kom tvåa 2024?").to_dict()
    assert list(client.view_api(return_format="dict")["named_endpoints"]) == ["/ask"]
    with pytest.raises(Exception, match=TEXTS["failed"]["en"]) as failed:
        client.predict("fel", api_name="/ask")
    assert "secret" not in str(failed.value)


README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMED = "http://127.0.0.1:7860"


def test_readme_s_line_of_python_asks_the_chat(stub_url: str) -> None:
    (line,) = re.findall(r"`(gradio_client\.Client\(.*?\)\.predict\(.*?\))`", README)
    assert NAMED in line
    program = f"import gradio_client; print({line.replace(NAMED, stub_url)}['text'])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.splitlines()[-1:] == ["Lidköping"], done.stderr


def test_readme_s_requests_are_answered(web: httpx.Client) -> None:
    commands = re.findall(r"^curl -s (.*)$", README, re.MULTILINE)
    answers = []
    for command in commands:
        address, *more = shlex.split(command)
        assert address.startswith(f"{NAMED}/api/")
        given = dict(zip(more[::2], more[1::2], strict=True))
        kind = given.get("-H", "accept: */*")
        answer = web.request(
            "POST" if "-d" in given else "GET",
            address.removeprefix(NAMED),
            content=given.get("-d", "").encode(),
            headers=dict([kind.split(": ")]),
        )
        assert answer.status_code == 200, command
        answers.append(answer.json())
    asked, retrieved, listed = answers
    assert asked["text"] == "Lidköping"
    assert len(retrieved["passages"]) == 2
    assert listed["documents"]


def test_forty_people_are_answered_at_once() -> None:
    with serving(MEETING) as address, ThreadPoolExecutor(AT_ONCE) as people:
        client = client_of(address)

        def ask(number: int) -> Any:
            return client.predict(f"Hur många är {number}?", api_name="/ask")["question"]

        asked = list(people.map(ask, range(AT_ONCE)))
    assert asked == [f"Hur många är {number}?" for number in range(AT_ONCE)]


def test_twice_as_many_at_their_pages_are_answered_in_turn() -> None:
    async def ask_all(address: str) -> list[str]:
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=MANY) as web:
            pages = [await opened(web) for _ in range(2 * AT_ONCE)]
            asking = (page.ask(f"Hur många är {n}?") for n, page in enumerate(pages))
            return await asyncio.gather(*asking)

    with serving(MEETING, options="read_options(per_minute=0)") as address:
        told = asyncio.run(ask_all(address))
    for number, html in enumerate(told):
        assert f"<bdi>Hur många är {number}?</bdi>" in html
        assert LIDKOPING_SENTENCE in re.sub("</?mark>", "", html)


def test_the_pages_own_events_pass_by_the_queue(stub_url: str) -> None:
    events = httpx.get(f"{stub_url}/config").json()["dependencies"]
    # Nobody waits for those without outputs, as when a page is closed.
    own = [e for e in events if e["api_visibility"] == "private" and e["outputs"]]
    assert len(own) > 3
    assert not [event for event in own if event["queue"] is not False]


def test_prompt_answer_is_one_request(stub_url: str) -> None:
    async def asked() -> tuple[int, str, str]:
        async with httpx.AsyncClient(base_url=stub_url, timeout=60) as web:
            page = await opened(web)
            first = await page.ask("Vem kom tvåa 2024?")
            requests = page.requests
            # An empty box in the middle of a conversation: Enter was pressed twice.
            return requests, first, await page.press("ask", " ")

    requests, first, again = asyncio.run(asked())
    assert requests == 1
    assert 'id="turn-1"' in first
    assert again == ""
