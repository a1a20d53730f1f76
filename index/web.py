"""One page is fetched from the web.

In: an address. Out: its bytes with what the server says of them, or a `DocumentError`. Redirections
are followed and checked one by one; size and time are bounded, whatever the server does. Nothing is
sent but the address and a name that says who asks. This file does not know what a page holds, nor
when it may be asked for (`index.site`).
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from index.reading import DocumentError
from index.web_address import Address, address_of, public_numbers

AGENT = "Kalla/0.1 (reads pages into a library of documents; one request a second)"
MOST_BYTES = 50_000_000
# A report of some megabytes over a slow line.
MOST_S = 60.0
_MOST_REDIRECTIONS = 5
_MOVED = {301, 302, 303, 307, 308}
_NOT_MODIFIED = 304
_GONE = {404, 410}


class GoneError(DocumentError):
    """The server says that there is no such page."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent.

    Attributes:
        address: where it was found in the end.
        data: its bytes, unpacked; b"" when it has not changed.
        kind: its media type, in small letters, without parameters; "" if not stated.
        charset: the encoding that the server names, "" if none.
        etag: the server's name of this state.
        modified: when it was changed, in the server's words.
        is_unchanged: whether the server says that it is as it was.
    """

    address: str
    data: bytes
    kind: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from a server.

    Attributes:
        most_bytes: of one page.
        most_s: for one page with its redirections.
        allow_loopback: whether this machine itself may be asked, as in tests.
    """

    most_bytes: int = MOST_BYTES
    most_s: float = MOST_S
    allow_loopback: bool = False


DEFAULTS = Limits()


def fetch(
    address: str, *, limits: Limits = DEFAULTS, known: Mapping[str, str] | None = None
) -> Fetched:
    """Fetch one address.

    Args:
        address: http or https.
        limits: how much to take.
        known: headers that name the state that is known already.

    Raises:
        GoneError: the page is not there.
        DocumentError: it cannot be fetched, and why.
    """
    at, seen = address_of(address), set[str]()
    until = time.monotonic() + limits.most_s
    while True:
        if str(at) in seen:
            raise DocumentError(f"its redirections go in a circle, by {at}")
        if len(seen) > _MOST_REDIRECTIONS:
            raise DocumentError(f"it redirects more than {_MOST_REDIRECTIONS} times")
        seen.add(str(at))
        found = _once(at, limits, until, known or {})
        if isinstance(found, Fetched):
            return found
        at = address_of(found, base=str(at))


def _once(
    address: Address, limits: Limits, until: float, known: Mapping[str, str]
) -> Fetched | str:
    """Ask one server; return what it sent, or where it redirects to."""
    numbers = public_numbers(address, allow_loopback=limits.allow_loopback)
    left = until - time.monotonic()
    connection = _Connection(address, numbers, max(left, 0.1))
    # However slowly a server sends, its time ends: reading from a closed line does.
    alarm = threading.Timer(max(left, 0.1), connection.cut)
    alarm.start()
    try:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Connection": "close", **known}
        connection.request("GET", address.path, headers=headers)
        response = connection.getresponse()
        if response.status in _MOVED and (there := response.getheader("Location")):
            return there
        found = _answer(address, response, limits)
        if connection.is_cut:
            raise TimeoutError
        return found
    except DocumentError as error:
        if not connection.is_cut:
            raise
        _fail(error, limits, is_late=True)
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        _fail(error, limits, is_late=connection.is_cut)
    finally:
        alarm.cancel()
        connection.close()


def _fail(error: Exception, limits: Limits, *, is_late: bool) -> NoReturn:
    if is_late or isinstance(error, TimeoutError):
        raise DocumentError(
            f"it took longer than the {limits.most_s:.0f} s that one page may"
        ) from error
    raise DocumentError(
        f"it could not be fetched ({type(error).__name__}: {str(error)[:200]})"
    ) from error


def _answer(address: Address, response: http.client.HTTPResponse, limits: Limits) -> Fetched:
    if response.status == _NOT_MODIFIED:
        return Fetched(str(address), b"", is_unchanged=True)
    if response.status in _GONE:
        raise GoneError(f"the server says that there is no such page (status {response.status})")
    if response.status != http.client.OK:
        raise DocumentError(f"the server answers with status {response.status}")
    stated = response.getheader("Content-Type", "")
    charset = re.search(r"charset=[\"']?([\w.:-]+)", stated, re.I)
    return Fetched(
        address=str(address),
        data=_body(response, limits),
        kind=stated.partition(";")[0].strip().lower(),
        charset=charset[1].lower() if charset else "",
        etag=response.getheader("ETag", ""),
        modified=response.getheader("Last-Modified", ""),
    )


def _body(response: http.client.HTTPResponse, limits: Limits) -> bytes:
    """Return what is sent, unpacked if it is packed, up to the limit."""
    packing = response.getheader("Content-Encoding", "").lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise DocumentError(f"it is packed by {packing[:20]!r}, which was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in packing else None
    data = bytearray()
    while sent := response.read1(65_536):
        room = limits.most_bytes + 1 - len(data)
        data += unpack.decompress(sent, room) if unpack else sent
        if len(data) > limits.most_bytes:
            raise DocumentError(
                f"it has more than the {limits.most_bytes / 1e6:.0f} MB that one page may have"
            )
    if unpack is not None and not unpack.eof:
        raise DocumentError("what was sent broke off")
    if response.length:
        raise DocumentError("what was sent broke off")
    return bytes(data)


class _Connection(http.client.HTTPConnection):
    """A connection to a number that was checked, under the name that was asked for."""

    def __init__(self, address: Address, numbers: list[str], timeout_s: float) -> None:
        super().__init__(address.host, address.port, timeout=timeout_s)
        self._address, self._numbers = address, numbers
        self.is_cut = False
        # http.client forgets the line as soon as an answer begins.
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first number that answers."""
        for left, number in enumerate(self._numbers, start=1):
            try:
                line = socket.create_connection((number, self._address.port), self.timeout)
                break
            except OSError:
                if left == len(self._numbers):
                    raise
        self.sock = self._line = line
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(line, server_hostname=self._address.host)
            self._line = self.sock

    def cut(self) -> None:
        """End the conversation at once, from another thread."""
        self.is_cut = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
