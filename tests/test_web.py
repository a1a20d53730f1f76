"""Pages are fetched when asked to, by their site's rules, and from nowhere inside a network."""

from __future__ import annotations

import gzip
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading import DocumentError
from index.repairing import repair
from index.site import Visitor
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import Options, add, remove, update
from index.web import AGENT, GoneError, Limits, fetch
from index.web_address import address_of, public_numbers
from tests.fakes import FakeEncoder
from tests.made_documents import a_pdf, lines

LOCAL = Limits(allow_loopback=True)
PAGE = (
    "<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>Kommunen har en jour "
    "som är öppen hela dygnet för alla, och den heter {title}.</p>{links}</main></body></html>"
)


class Site:
    """A web site on this machine: what each path answers, and what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.add(self.headers["User-Agent"])
                page = site.pages.get(self.path)
                try:
                    if page is None:
                        self.send_error(404)
                    else:
                        page(self)
                except OSError:
                    pass  # whoever asked has gone

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path: str, content: str | bytes, **headers: str) -> None:
        data = content.encode() if isinstance(content, str) else content

        def send(handler: BaseHTTPRequestHandler) -> None:
            etag = headers.get("ETag")
            if etag and handler.headers.get("If-None-Match") == etag:
                handler.send_response(304)
                handler.end_headers()
                return
            handler.send_response(200)
            for name, value in ({"Content_Type": "text/html"} | headers).items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        self.pages[path] = send

    def html(self, path: str, title: str, links: tuple[str, ...] = (), **headers: str) -> None:
        anchors = "".join(f'<a href="{link}">vidare</a>' for link in links)
        self.page(path, PAGE.format(title=title, links=anchors), **headers)

    def redirect(self, path: str, there: str) -> None:
        def send(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", there)
            handler.end_headers()

        self.pages[path] = send


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Options:
    """Fetch from this machine, without waiting between requests, and encode without a model."""
    monkeypatch.setattr("index.encoder.load_encoder", lambda name="": FakeEncoder(name or "fake"))
    return Options(visitor=Visitor(LOCAL, sleep=lambda _s: None))


def documents(library: Path) -> dict[str, str]:
    return {d.url: d.title for d in open_library(library).documents.values()}


# --- one page ---------------------------------------------------------------------------------


def test_a_page_is_added_with_its_address_and_a_snapshot(site, options, tmp_path) -> None:
    site.html("/sida", "En sida", ETag='"1"')
    add([f"{site.address}/sida"], tmp_path / "library", options)
    assert documents(tmp_path / "library") == {f"{site.address}/sida": "En sida"}
    (source,) = read_sources(current_generation(tmp_path / "library")).files
    assert (source.etag, source.document_id, source.read[:2]) == ('"1"', "sida", "20")
    assert b"En sida" in (tmp_path / "library" / "snapshots" / source.sha256).read_bytes()
    assert site.agents == {AGENT}


def test_other_kinds_are_told_by_what_the_server_says(site, options, tmp_path) -> None:
    pdf = a_pdf([lines(60, 100, ["En rapport om kommunens jour och om dess budget."])])
    site.page("/rapport?id=1", pdf, Content_Type="application/pdf")
    site.page("/tabell", "Kommun;Plats\nAle;5\n", Content_Type="text/csv; charset=utf-8")
    site.page("/film", b"x", Content_Type="video/mp4")
    change = add(
        [f"{site.address}/{name}" for name in ("rapport?id=1", "tabell", "film")],
        tmp_path / "library", options,
    )  # fmt: skip
    kinds = {d.kind for d in open_library(tmp_path / "library").documents.values()}
    assert kinds == {"pdf", "csv"}
    assert [one.reason for one in change.found.refused] == [
        "it is of the kind 'video/mp4', which is not read"
    ]


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16", "mac-roman"])
def test_the_stated_encoding_is_believed_where_it_fits(site, options, tmp_path, charset) -> None:
    content = PAGE.format(title="Råd & ö", links="").encode(charset)
    site.page("/sida", content, Content_Type=f"text/html; charset={charset}")
    add([f"{site.address}/sida"], tmp_path / "library", options)
    assert "den heter Råd & ö" in next(
        iter(open_library(tmp_path / "library").documents.values())
    ).text.replace("\n", " ")


@pytest.mark.parametrize(
    ("said", "is_in"), [("utf-8", "iso-8859-1"), ("us-ascii", "utf-8"), ("klingon", "utf-8")]
)
def test_a_stated_encoding_that_lies_is_not_believed(
    site, options, tmp_path, said: str, is_in: str
) -> None:
    content = PAGE.format(title="Råd & ö", links="").encode(is_in)
    site.page("/a", content, Content_Type=f"text/html; charset={said}")
    stated = f"<meta charset={said}>".encode()
    site.page("/b", content.replace(b"<html>", b"<html>" + stated, 1))
    add([f"{site.address}/a", f"{site.address}/b"], tmp_path / "library", options)
    texts = [one.text for one in open_library(tmp_path / "library").documents.values()]
    assert ["den heter Råd & ö" in text.replace("\n", " ") for text in texts] == [True, True]


def test_a_redirected_page_is_known_by_where_it_led(site, options, tmp_path) -> None:
    site.html("/ny", "En sida")
    site.redirect("/gammal", "/ny")
    add([f"{site.address}/gammal", f"{site.address}/ny"], tmp_path / "library", options)
    assert list(documents(tmp_path / "library")) == [f"{site.address}/ny"]


# --- updates ----------------------------------------------------------------------------------


def test_an_update_asks_only_for_what_has_changed(site, options, tmp_path) -> None:
    library = tmp_path / "library"
    site.html("/a", "Sida a", ETag='"1"')
    site.html("/b", "Sida b", ETag='"1"')
    add([f"{site.address}/a", f"{site.address}/b"], library, options)
    assert not update(library, options).is_made
    site.html("/a", "Ändrad a", ETag='"2"')
    del site.pages["/b"]
    found = update(library, options).found
    assert (found.changed, found.removed) == ([f"{site.address}/a"], [f"{site.address}/b"])
    assert list(documents(library).values()) == ["Ändrad a"]


def test_a_site_that_does_not_answer_keeps_its_pages(site, options, tmp_path) -> None:
    library = tmp_path / "library"
    site.html("/a", "Sida a")
    add([f"{site.address}/a"], library, options)
    site.server.shutdown()
    site.server.server_close()
    visitor = Visitor(LOCAL, sleep=lambda _s: None)
    change = update(library, Options(visitor=visitor))
    assert list(documents(library).values()) == ["Sida a"]
    assert "it stays as it was read on 20" in change.found.refused[0].reason


def test_a_repair_asks_nobody(site, options, tmp_path) -> None:
    library = tmp_path / "library"
    site.html("/a", "Sida a")
    add([f"{site.address}/a"], library, options)
    shutil.rmtree(current_generation(library))
    asked = len(site.asked)
    assert repair(library).documents == 1
    assert documents(library) == {f"{site.address}/a": "Sida a"}
    assert len(site.asked) == asked


def test_a_removed_page_stays_away(site, options, tmp_path) -> None:
    library = tmp_path / "library"
    site.html("/a", "Sida a", ("/b",))
    site.html("/b", "Sida b")
    add([f"{site.address}/a"], library, Options(visitor=options.visitor, follow=3))
    remove([f"{site.address}/b"], library, options)
    update(library, options)
    assert list(documents(library).values()) == ["Sida a"]


# --- a site -----------------------------------------------------------------------------------


def test_links_are_followed_on_the_same_site_up_to_a_number(site, options, tmp_path) -> None:
    site.html("/", "Start", ("/a", "b#del", "https://example.org/x", "mailto:x@y.se"))
    site.html("/a", "Sida a", ("/c", "/"))
    site.html("/b", "Sida b")
    site.html("/c", "Sida c")
    add([site.address + "/"], tmp_path / "library", Options(visitor=options.visitor, follow=2))
    assert sorted(documents(tmp_path / "library").values()) == ["Sida a", "Sida b", "Start"]


def test_a_sitemap_names_the_pages(site, options, tmp_path) -> None:
    site.page("/sitemap.xml", f"<sitemapindex><loc>{site.address}/del.xml</loc></sitemapindex>")
    locs = "".join(f"<url><loc>{site.address}/{n}</loc></url>" for n in ("a", "b"))
    site.page("/del.xml", f"<urlset>{locs}<loc>https://example.org/x</loc></urlset>")
    site.html("/a", "Sida a")
    site.html("/b", "Sida b")
    add([site.address], tmp_path / "library", Options(visitor=options.visitor, sitemap=True))
    assert sorted(documents(tmp_path / "library").values()) == ["Sida a", "Sida b"]


def test_robots_txt_is_kept_to(site, options, tmp_path) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /hemlig", Content_Type="text/plain")
    site.html("/hemlig", "Hemlig")
    site.html("/sida", "En sida")
    change = add([f"{site.address}/{n}" for n in ("hemlig", "sida")], tmp_path / "lib", options)
    assert list(documents(tmp_path / "lib").values()) == ["En sida"]
    assert "/robots.txt asks programs not to fetch it" in change.found.refused[0].reason
    assert "/hemlig" not in site.asked
    assert site.asked.count("/robots.txt") == 1


def test_a_host_is_asked_once_a_second_or_as_it_says(site) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 7", Content_Type="text/plain")
    site.html("/a", "A")
    now, waits = [0.0], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    visitor = Visitor(LOCAL, sleep=sleep, clock=lambda: now[0])
    for _ in range(3):
        visitor.visit(f"{site.address}/a")
    assert waits == [1.0, 7.0, 7.0]


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
