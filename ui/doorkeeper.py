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

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The longest question that the page sends, escaped, is half of it.
MOST_BODY_BYTES = 100_000
WRONG_PER_MINUTE = 20
_NOWHERE: Mapping[str, int] = MappingProxyType({})
_CHALLENGE = (b"www-authenticate", b'Basic realm="Kalla", charset="UTF-8"')


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
        headers = dict(scope["headers"])
        path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
        most = self._roomy.get(path, MOST_BODY_BYTES)
        if int(headers.get(b"content-length", b"0") or 0) > most:
            await refuse(send, 413, "Too long")
        elif status := self._refused(scope, headers):
            await refuse(send, status, "Not allowed", *([_CHALLENGE] if status == 401 else []))
        else:
            await self._app(scope, _measured(receive, most), send)

    def _refused(self, scope: Scope, headers: Mapping[bytes, bytes]) -> int:
        """Return the status to refuse with, 0 to let in."""
        # Whoever watches over the machine asks without a name.
        if not self._users or str(scope["path"]).endswith("/healthz"):
            return 0
        given = headers.get(b"authorization")
        if given is None:
            return 401
        if self._is_known(given):
            return 0
        client = scope.get("client") or ("",)
        return 401 if self._wrong.takes(client[0]) else 429

    def _is_known(self, given: bytes) -> bool:
        scheme, _, code = given.partition(b" ")
        try:
            name, _, password = base64.b64decode(code, validate=True).decode().partition(":")
        except ValueError:
            return False
        # Compared even for a name that nobody has: the time tells nothing.
        wanted = self._users.get(name, b"\0" * 32)
        same = hmac.compare_digest(sha256(password.encode()).digest(), wanted)
        return same and scheme.lower() == b"basic"


def _measured(receive: Receive, most: int) -> Receive:
    """Cut a body short that states no length and does not end."""
    taken = 0

    async def measured() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            return {"type": "http.disconnect"}
        return message

    return measured


async def refuse(send: Send, status: int, words: str, *headers: tuple[bytes, bytes]) -> None:
    """Answer with a status and plain words."""
    plain = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": status, "headers": [plain, *headers]})
    await send({"type": "http.response.body", "body": words.encode()})
