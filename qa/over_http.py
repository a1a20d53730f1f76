"""A running chat as somebody to ask, over HTTP.

In: its address and questions. Out: what it said. Nothing but that address is asked: no proxy, no
redirection. It does not know what is right.

Gradio's interface for programs: a POST to call/ask gives the name of an event, and a GET of that
name a stream of server-sent events, of which the last holds the answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

from qa.from_json import made_of
from qa.verdict import Said

# Longest silence that is waited out; while a question waits for its turn, Gradio sends signs of
# life between.
TIMEOUT_S = 120
# More than any answer holds; what is longer does not come from a chat of Källa's.
MOST_BYTES = 8_000_000
_API = "/gradio_api"


class ChatError(RuntimeError):
    """The chat cannot be asked; the message names its address and says why."""


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """What it takes and gives is not looked at."""


@dataclass(frozen=True, slots=True)
class _Interface:
    named_endpoints: Mapping[str, _Endpoint]


@dataclass(frozen=True, slots=True)
class _Event:
    event_id: str


class Chat:
    """A running chat.

    Args:
        url: its address, as `kalla chat` prints it.

    Raises:
        ChatError: that is no address, or no chat of Källa's answers there.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        parts = urlsplit(_checked(url))
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port = str(parts.hostname), parts.port
        self._path = quote(parts.path.rstrip("/"), safe="/%") + _API
        with self._failures(), self._sent("GET", "/info") as response:
            known = made_of(_Interface, json.loads(_all_of(response)))
            if "/ask" not in known.named_endpoints:
                raise ValueError("it has no endpoint /ask")

    def ask(self, question: str) -> Said:
        """Ask one question.

        Raises:
            ChatError: there is no answer.
        """
        with self._failures():
            with self._sent("POST", "/call/ask", {"data": [question]}) as response:
                event = made_of(_Event, json.loads(_all_of(response)))
            with self._sent("GET", f"/call/ask/{quote(event.event_id, safe='')}") as response:
                return made_of(Said, _result(response), "the answer")

    @contextmanager
    def _sent(self, method: str, path: str, body: object = None) -> Iterator[HTTPResponse]:
        connection = self._kind(self._host, self._port, timeout=TIMEOUT_S)
        try:
            content = None if body is None else json.dumps(body).encode()
            headers = {"content-type": "application/json"} if content else {}
            connection.request(method, self._path + path, content, headers)
            response = connection.getresponse()
            if response.status != 200:
                raise ValueError(f"status {response.status} to {method} {self._path}{path}")
            yield response
        finally:
            connection.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (OSError, HTTPException, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise ChatError(
                f"The chat at {self.url} could not be asked ({reason}). "
                "Start one, and give the address that it prints: kalla chat"
            ) from error


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_address = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            # A name and password would end up in the scorecard.
            and "@" not in parts.netloc
            and not (parts.query or parts.fragment)
            and parts.port != 0
        )
    except ValueError:
        is_address = False
    if not is_address:
        raise ChatError(f"{url!r} is no address of a chat, expected as in http://127.0.0.1:7860")
    return url


def _all_of(response: HTTPResponse) -> bytes:
    content = response.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"it sent more than {MOST_BYTES:,} bytes")
    return content


def _result(response: HTTPResponse) -> Any:
    """Return the data of the event that ends the stream."""
    event = ""
    while line := response.readline(MOST_BYTES):
        name, _, value = line.decode("utf-8").rstrip("\r\n").partition(": ")
        if name == "event":
            event = value
        elif name == "data" and event == "complete":
            data = json.loads(value)
            return data[0] if isinstance(data, list) and data else None
        elif name == "data" and event == "error":
            raise ValueError("it failed at the question")
    raise ValueError("the answer broke off")
