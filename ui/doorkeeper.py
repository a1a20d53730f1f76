"""Who may come in, and how much they may bring.

In: every request to the chat. Out: the same, or a refusal: 401 without name and password where
they are asked for, 413 for a body that no question fills, 429 for too many wrong passwords. This
file does not know what is asked for inside.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING

from ui.limits import Rate
from ui.refusing import header, inside, refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The longest question that the page sends, escaped, is half of it.
MOST_BODY_BYTES = 100_000
WRONG_PER_MINUTE = 20
_NOWHERE: Mapping[str, int] = MappingProxyType({})
_REFUSALS = {
    401: (
        "not-allowed",
        [(b"www-authenticate", b'Basic realm="Kalla", charset="UTF-8"')],
    ),
    429: ("wrong-passwords", []),
}


class Doorkeeper:
    """ASGI middleware.

    Args:
        app: what answers the requests.
        users: SHA-256 of each password, by name; empty where everybody may come in.
        roomy: how many bytes may be brought to a path that takes more than questions.
    """

    def __init__(
        self, app: ASGIApp, users: Mapping[str, bytes], roomy: Mapping[str, int] = _NOWHERE
    ) -> None:
        """Stand before `app`."""
        self._app = app
        self._users = users
        self._roomy = roomy
        self._wrong = Rate(WRONG_PER_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        most = self._roomy.get(inside(scope), MOST_BODY_BYTES)
        if int(header(scope, b"content-length") or 0) > most:
            await refuse(scope, send, 413, "too-long")
        elif status := self._refused(scope):
            code, headers = _REFUSALS[status]
            await refuse(scope, send, status, code, *headers)
        else:
            await _Measured(scope, receive, send, most).pass_to(self._app)

    def _refused(self, scope: Scope) -> int:
        """Return the status to refuse with, 0 to let in."""
        # Whoever watches over the machine asks without a name.
        if not self._users or inside(scope) == "/healthz":
            return 0
        given = header(scope, b"authorization")
        if given is None:
            return 401
        if self._is_known(given):
            return 0
        client = scope.get("client") or ("",)
        return 401 if self._wrong.takes(client[0]) else 429

    def _is_known(self, given: str) -> bool:
        scheme, _, code = given.partition(" ")
        try:
            name, _, password = base64.b64decode(code, validate=True).decode().partition(":")
        except ValueError:
            return False
        # Compared even for a name that nobody has: the time tells nothing.
        wanted = self._users.get(name, b"\0" * 32)
        same = hmac.compare_digest(sha256(password.encode()).digest(), wanted)
        return same and scheme.lower() == "basic"


class _Measured:
    """Refuses a body that is too long and did not say so: where it goes on, nobody reads on."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._most = most
        self._taken = 0
        self._is_answered = False
        self._is_refused = False

    async def pass_to(self, app: ASGIApp) -> None:
        try:
            # What is mounted writes its own path into what it is given.
            await app({**self._scope}, self.receive, self.send)
        except Exception:
            # Whoever waited for the rest was told that nobody is there.
            if not self._is_refused:
                raise

    async def receive(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self._taken <= self._most:
            return message
        if not (self._is_answered or self._is_refused):
            self._is_refused = True
            await refuse(self._scope, self._send, 413, "too-long")
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if not self._is_refused:
            self._is_answered = True
            await self._send(message)
