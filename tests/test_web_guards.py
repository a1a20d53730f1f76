"""Nothing inside a network is fetched, and servers that misbehave are left or refused."""

from __future__ import annotations

import gzip
import socket
import threading
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading import DocumentError
from index.web import GoneError, Limits, fetch
from index.web_address import address_of, public_numbers
from tests.made_site import LOCAL, serve_site

site = pytest.fixture(serve_site)


# --- nothing inside ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.5", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fc00::1",
        "::ffff:10.0.0.1", "2002:0a00:0001::", "64:ff9b::10.0.0.1", "::", "ff02::1",
    ],
)  # fmt: skip
def test_inner_addresses_are_never_connected_to(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    answer = [(family, socket.SOCK_STREAM, 6, "", (number, 80))]
    # One good number beside it does not help.
    good = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: good + answer)
    with pytest.raises(DocumentError, match="an address within a network, which is never fetched"):
        fetch("http://intern.example/")


def test_a_public_number_is_connected_to_as_it_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []
    connected: list[Any] = []
    good = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *_a, **_k: looked_up.append(host) or good
    )

    def connect(where: Any, *_: Any) -> None:
        connected.append(where)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(DocumentError, match=r"it could not be fetched \(ConnectionRefusedError"):
        fetch("http://example.org/")
    assert (looked_up, connected) == (["example.org"], [("93.184.216.34", 80)])


def test_a_redirection_leads_nowhere_inside(site) -> None:
    site.redirect("/ut", "http://10.0.0.1/hemligt")
    with pytest.raises(DocumentError, match=r"10\.0\.0\.1, an address within a network"):
        fetch(f"{site.address}/ut", limits=LOCAL)
    site.redirect("/fil", "file:///etc/passwd")
    with pytest.raises(DocumentError, match="it is no address on the web"):
        fetch(f"{site.address}/fil", limits=LOCAL)


def test_this_machine_is_not_asked_without_leave(site) -> None:
    with pytest.raises(DocumentError, match=r"127\.0\.0\.1, an address within a network"):
        fetch(f"{site.address}/sida")
    assert site.asked == []


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = address_of(f"http://{text}")
    except DocumentError:
        return
    assert address_of(str(address)) == address
    assert str(address).isascii()


def test_a_name_that_is_not_known_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(DocumentError, match=r"its host finns\.ej is not known"):
        public_numbers(address_of("https://finns.ej/"), allow_loopback=False)


# --- servers that misbehave -------------------------------------------------------------------


def test_redirections_in_a_circle_end(site) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    with pytest.raises(DocumentError, match=r"its redirections go in a circle, by http"):
        fetch(f"{site.address}/a", limits=LOCAL)
    for number in range(9):
        site.redirect(f"/{number}", f"/{number + 1}")
    with pytest.raises(DocumentError, match="it redirects more than 5 times"):
        fetch(f"{site.address}/0", limits=LOCAL)


def test_a_page_that_never_ends_is_cut_off(site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    site.pages["/"] = endless
    with pytest.raises(DocumentError, match="it has more than the 1 MB that one page may have"):
        fetch(site.address, limits=Limits(most_bytes=1_000_000, allow_loopback=True))


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_trickles_is_left(site, where: str) -> None:
    ends = threading.Event()

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b"X: "))
        while not ends.wait(0.05):
            handler.wfile.write(b"x")

    site.pages["/"] = trickle
    try:
        with pytest.raises(DocumentError, match="it took longer than the 1 s that one page may"):
            fetch(site.address, limits=Limits(most_s=1.0, allow_loopback=True))
    finally:
        ends.set()


def test_what_is_packed_without_end_is_cut_off(site) -> None:
    bomb = gzip.compress(b"\0" * 30_000_000)
    site.page("/", bomb, Content_Encoding="gzip")
    with pytest.raises(DocumentError, match="it has more than the 1 MB"):
        fetch(site.address, limits=Limits(most_bytes=1_000_000, allow_loopback=True))
    site.page("/", gzip.compress(b"<p>Hej</p>"), Content_Encoding="gzip")
    assert fetch(site.address, limits=LOCAL).data == b"<p>Hej</p>"
    site.page("/", gzip.compress(b"<p>Hej</p>")[:-12], Content_Encoding="gzip")
    with pytest.raises(DocumentError, match="what was sent broke off"):
        fetch(site.address, limits=LOCAL)


def test_what_breaks_off_is_refused(site) -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"x" * 10)

    site.pages["/"] = half
    with pytest.raises(DocumentError, match=r"broke off|IncompleteRead"):
        fetch(site.address, limits=LOCAL)
    with pytest.raises(GoneError, match=r"there is no such page \(status 404\)"):
        fetch(f"{site.address}/ej", limits=LOCAL)
