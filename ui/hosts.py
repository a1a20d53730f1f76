"""Under which names the chat answers.

In: every request. Out: the same, or a refusal of one that a browser sent to another name (a page
elsewhere whose name was made to lead here) or for another site (its "Origin"). This file does not
know who may come in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from ui.refusing import header, inside, refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_LOCAL = ("localhost", "127.0.0.1", "::1")
# Listening there is listening at every address of the machine.
_EVERYWHERE = ("", "0.0.0.0", "::")
# Name, IPv4 address, or IPv6 address in brackets, and any port. A dot at the end changes nothing.
_NETLOC = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]{1,253}?)\.?)(?::[0-9]{1,5})?")
_NAME = re.compile(r"(\*\.(?=.*\.))?[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")


class HostError(ValueError):
    """What was given as a host to allow is none; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names and addresses under which the chat answers, without ports.

    Attributes:
        own: those that need not be allowed.
        allowed: those that were; one that begins with "*." stands for all names below it.
        any_address: answer under every IP address: no name can be made to lead here that way.
    """

    own: frozenset[str] = frozenset(_LOCAL)
    allowed: tuple[str, ...] = ()
    any_address: bool = False

    def answers(self, host: str) -> bool:
        """Return whether the chat answers under a host, as `host_of` gives it."""
        is_address = _address(host) is not None
        return host in self.own or self.allows(host) or (self.any_address and is_address)

    def allows(self, host: str) -> bool:
        """Return whether whoever runs the chat named the host."""
        return any(
            host.endswith(name[1:]) if name.startswith("*") else host == name
            for name in self.allowed
        )


def hosts_of(
    listening: str, allowed: Sequence[str] = (), *, is_behind_proxy: bool = False
) -> Hosts:
    """Return what a chat answers under.

    Args:
        listening: name or address that it listens at.
        allowed: as `read_host` gives them.
        is_behind_proxy: whether others than this machine come by addresses that it cannot know.
    """
    own = _address(listening) or listening.lower()
    return Hosts(
        frozenset((*_LOCAL, own)),
        tuple(allowed),
        any_address=is_behind_proxy or own in _EVERYWHERE,
    )


def read_host(words: str) -> str:
    """Return a host to allow as `Hosts` compares it.

    Args:
        words: a name, "*.example.se" for the names below one, or an IP address; no port.

    Raises:
        HostError: it is none of these.
    """
    given = words.strip().strip("[]").lower()
    if address := _address(given):
        return address
    try:
        # Browsers send "göteborg.se" in this form.
        name = given if given.isascii() else given.encode("idna").decode("ascii")
    except UnicodeError:
        name = ""
    if not _NAME.fullmatch(name):
        raise HostError(
            f"{words!r} is no host: write a name without scheme, port or path, as --allow-host "
            "kalla.example.se, or --allow-host '*.example.se' for all names below one."
        )
    return name


def host_of(netloc: str) -> str:
    """Return name or address of "name:port" as it is compared, "" where there is none."""
    match = _NETLOC.fullmatch(netloc.strip().lower())
    if not match:
        return ""
    bracketed, name = match.groups()
    return (_address(bracketed) or "") if bracketed else (_address(name) or name)


def _address(words: str) -> str | None:
    """Return an IP address in its one written form, None if it is none."""
    try:
        return str(ip_address(words))
    except ValueError:
        return None


class HostCheck:
    """ASGI middleware.

    Args:
        app: what answers the requests.
        hosts: under which names.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        """Stand before `app`."""
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or refuse it."""
        # Whoever watches over the machine may call it what they like; nothing is told there.
        if scope["type"] not in ("http", "websocket") or inside(scope) == "/healthz":
            await self._app(scope, receive, send)
            return
        given = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
        host = host_of(given[0]) if len(given) == 1 else ""
        origin = header(scope, b"origin")
        if not host:
            await refuse(scope, send, 400, "no-host")
        elif not self._hosts.answers(host):
            await refuse(scope, send, 421, "host", name=host)
        elif origin is not None and not self._is_own(origin, given[0], inside(scope)):
            name = host_of(origin.partition("://")[2]) or "?"
            await refuse(scope, send, 403, "origin", name=name)
        else:
            await self._app(scope, receive, send)

    def _is_own(self, origin: str, host: str, path: str) -> bool:
        if origin == "null":
            # A form of a page that sends no referrer: searching and filtering change nothing,
            # and what changes documents brings back a word that only its own page knows.
            return path in ("/documents", "/facts", "/facts.csv", "/edit")
        netloc = origin.partition("://")[2]
        # A proxy may leave out a port or put its own name in the host's place; then whoever runs
        # it has named the host that browsers see.
        return netloc.lower() == host.lower() or self._hosts.allows(host_of(netloc))
