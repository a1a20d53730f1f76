"""A running chat as somebody to ask, over HTTP.

In: its address and questions. Out: what it said. Nothing but that address is asked: no proxy, no
redirection. Where the chat takes only so many questions a minute, it is waited for. It does not
know what is right.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import quote, urlsplit

from qa.from_json import made_of
from qa.streams import tell
from qa.verdict import Said

# Longest silence that is waited out.
TIMEOUT_S = 120
# How long a chat may ask to be left alone; whoever answers for it may ask for days.
MOST_WAIT_S = 600
# Waiting as long as it asked, nobody is refused so often in a row but by others' questions.
MOST_REFUSALS = 10
# More than any answer holds; what is longer does not come from a chat of Källa's.
MOST_BYTES = 8_000_000
_API = "/api"


class ChatError(RuntimeError):
    """The chat cannot be asked; the message names its address and says why."""


@dataclass(frozen=True, slots=True)
class _Path:
    """What it takes and gives is not looked at."""


@dataclass(frozen=True, slots=True)
class _Interface:
    paths: Mapping[str, _Path]


class Chat:
    """A running chat.

    Args:
        url: its address, as `kalla chat` prints it.
        tell: told in a sentence, once, that the chat makes its questions wait.
        sleep: waits for so many seconds.

    Raises:
        ChatError: that is no address, or no chat of Källa's answers there.
    """

    def __init__(
        self,
        url: str,
        *,
        tell: Callable[[str], None] = tell,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url
        self._tell = tell
        self._sleep = sleep
        self._has_told = False
        parts = urlsplit(_checked(url))
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port = str(parts.hostname), parts.port
        self._path = quote(parts.path.rstrip("/"), safe="/%") + _API
        with self._failures(), self._sent("GET", "/openapi.json") as response:
            known = made_of(_Interface, json.loads(_all_of(response)))
            if "/ask" not in known.paths:
                raise ValueError("it has no endpoint /ask")

    def ask(self, question: str) -> tuple[Said, float]:
        """Ask one question, again after a while where the chat takes no more just now.

        Returns:
            The answer, and the milliseconds that it took, without the waiting.

        Raises:
            ChatError: there is no answer.
        """
        with self._failures():
            for _refusal in range(MOST_REFUSALS):
                began = time.perf_counter()
                with self._sent("POST", "/ask", {"question": question}) as response:
                    if response.status == HTTPStatus.OK:
                        said = made_of(Said, json.loads(_all_of(response)), "the answer")
                        return said, 1000 * (time.perf_counter() - began)
                    wait_s = _wait_s(response)
                self._wait(wait_s)
            raise ValueError(f"it refused a question {MOST_REFUSALS} times in a row: too many ask")

    def _wait(self, wait_s: int) -> None:
        if not self._has_told:
            self._has_told = True
            self._tell(
                f"The chat at {self.url} takes no more questions just now; they go on after "
                f"{wait_s} s, and so each time. One without limit: kalla chat --per-minute 0"
            )
        self._sleep(wait_s)

    @contextmanager
    def _sent(self, method: str, path: str, body: object = None) -> Iterator[HTTPResponse]:
        connection = self._kind(self._host, self._port, timeout=TIMEOUT_S)
        try:
            content = None if body is None else json.dumps(body).encode()
            headers = {"content-type": "application/json"} if content else {}
            connection.request(method, self._path + path, content, headers)
            response = connection.getresponse()
            if response.status == HTTPStatus.INTERNAL_SERVER_ERROR and body:
                raise ValueError("it failed at the question")
            if response.status not in (HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS):
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


def _wait_s(response: HTTPResponse) -> int:
    """Return the seconds that a refusal asks to wait."""
    stated = response.getheader("retry-after", "")
    if not re.fullmatch(r"[0-9]{1,9}", stated):
        raise ValueError("it takes no more questions, and does not say until when")
    if int(stated) > MOST_WAIT_S:
        raise ValueError(f"it takes no more questions for {stated} s")
    return int(stated)
