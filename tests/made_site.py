"""A web site on this machine, for tests of fetching: what each path answers, and what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from index.web import Limits

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


def serve_site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()
