"""Addresses that may be fetched: on the web, and nowhere else.

In: an address. Out: its parts and the numbers that its host's name stands for, or a
`DocumentError`. A name is looked up once, and what was checked is what is connected to, so that no
second answer can lead inside. This file does not fetch anything.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from index.reading import DocumentError

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts; `path` is what a server is asked for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """The scheme, host and port that it has in common with its site's other addresses."""
        usual = _PORTS[self.scheme] == self.port
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if usual else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.path


def is_address(text: str) -> bool:
    """Say whether somebody means an address rather than a path."""
    return re.match(r"https?://", text, re.I) is not None


def address_of(text: str, *, base: str = "") -> Address:
    """Take an address apart, in the one form by which it is known again.

    Args:
        text: the address; relative to `base` if there is one.
        base: the address of the page on which it stands.

    Raises:
        DocumentError: it is no address on the web.
    """
    try:
        whole = urldefrag(urljoin(base, text.strip()) if base else text.strip()).url
        parts = urlsplit(whole)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if parts.scheme not in _PORTS or not host or parts.username is not None:
            raise ValueError
        host = host if host.isascii() else host.encode("idna").decode("ascii").lower()
        if not _HOST.fullmatch(host):
            raise ValueError
    except ValueError:
        raise DocumentError("it is no address on the web, as in https://example.org/page") from None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    return Address(
        parts.scheme, host, port or _PORTS[parts.scheme], f"{path}?{query}" if query else path
    )


def public_numbers(address: Address, *, allow_loopback: bool) -> list[str]:
    """Look a host up, and return the numbers to connect to.

    Args:
        address: where to connect to.
        allow_loopback: whether this machine itself may be meant, as in tests.

    Raises:
        DocumentError: there is no such host, or any of its numbers is not on the public net.
    """
    numbers = _looked_up(address)
    for number in numbers:
        if not _is_public(number, allow_loopback=allow_loopback):
            raise DocumentError(
                f"its host {address.host} is {number}, an address within a network, which is "
                "never fetched from"
            )
    return numbers


def _looked_up(address: Address) -> list[str]:
    try:
        return [str(ipaddress.ip_address(address.host))]
    except ValueError:
        pass  # a name
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DocumentError(f"its host {address.host} is not known ({error})") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _is_public(number: str, *, allow_loopback: bool) -> bool:
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # An inner address may be wrapped into an outer one in several ways.
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner), allow_loopback=allow_loopback)
    if ip.is_loopback:
        return allow_loopback
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
