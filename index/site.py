"""The pages of a site that somebody asked for, one after the other, as its rules allow.

In: an address, and whether its sitemap or its links lead further. Out: files, as a folder gives
them. Each host's robots.txt is read first and kept to, and asked once a second at most. This file
does not know what the pages say.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.robotparser import RobotFileParser

from index.files import File, Refused
from index.reading import DocumentError
from index.sources import Source, Wish
from index.web import AGENT, DEFAULTS, Fetched, GoneError, Limits, fetch
from index.web_address import Address, address_of

# A second between two requests to one host, and what robots.txt asks for up to here.
PACE_S = 1.0
_MOST_PACE_S = 30.0
MOST_PAGES = 2_000
_MOST_SITEMAPS = 50
_ENDINGS: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]+)\s*(?:\]\]>)?\s*</loc>", re.I)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page that the server says is as it was; `key` is its address."""

    key: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A page that the server says is not there any more."""

    key: str


Found = File | Refused | Unchanged | Gone


@dataclass(slots=True)
class Visitor:
    """Asks hosts at the pace and by the rules that they set.

    Attributes:
        limits: how much is taken of each page.
        sleep: waits for some seconds; tests count them instead.
        clock: seconds that only grow.
    """

    limits: Limits = DEFAULTS
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def visit(self, address: str, known: Source | None = None) -> Fetched:
        """Fetch a page, if its site allows that.

        Raises:
            GoneError: it is not there.
            DocumentError: it cannot or must not be fetched.
        """
        at = address_of(address)
        rules = self._rules_of(at)
        if not rules.can_fetch(AGENT, str(at)):
            raise DocumentError(f"{at.site}/robots.txt asks programs not to fetch it")
        headers = {}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.modified:
            headers["If-Modified-Since"] = known.modified
        found = self._fetch(at, headers, float(rules.crawl_delay(AGENT) or PACE_S))
        there = address_of(found.address)
        if there.site != at.site and not self._rules_of(there).can_fetch(AGENT, str(there)):
            raise DocumentError(f"{there.site}/robots.txt asks programs not to fetch it")
        return found

    def _rules_of(self, address: Address) -> RobotFileParser:
        site = address.site
        if site not in self._rules:
            rules = RobotFileParser()
            try:
                found = self._fetch(address_of(f"{site}/robots.txt"), {}, PACE_S)
                rules.parse(found.data[:500_000].decode("utf-8", "replace").splitlines())
            except GoneError:
                rules.parse([])
            except DocumentError as error:
                # RFC 9309, 2.3.1.4: a host that cannot say its rules is left alone; one that
                # refuses to (status 401 or 403) has none (2.3.1.3).
                if re.search(r"status 4\d\d", str(error)):
                    rules.parse([])
                else:
                    raise DocumentError(f"{site}/robots.txt cannot be read: {error}") from error
            self._rules[site] = rules
        return self._rules[site]

    def _fetch(self, address: Address, headers: Mapping[str, str], pace_s: float) -> Fetched:
        wait = self._next.get(address.host, 0.0) - self.clock()
        if wait > 0:
            self.sleep(wait)
        try:
            return fetch(str(address), limits=self.limits, known=headers)
        finally:
            self._next[address.host] = self.clock() + min(max(pace_s, PACE_S), _MOST_PACE_S)


def pages_of(wish: Wish, visitor: Visitor, before: Mapping[str, Source]) -> Iterator[Found]:
    """Yield the pages that an address leads to.

    Args:
        wish: the address, and how far it leads.
        visitor: fetches them.
        before: what is known of pages, by their addresses.
    """
    waiting, seen = deque([wish.address]), set[str]()
    if wish.sitemap:
        try:
            waiting = deque(_of_sitemap(wish.address, visitor))
        except DocumentError as error:
            yield Refused(wish.address, str(error))
            return
    most = MOST_PAGES if wish.sitemap else wish.follow + 1
    while waiting and most > 0:
        address = waiting.popleft()
        if address in seen:
            continue
        seen.add(address)
        most -= 1
        known = before.get(address)
        # A page whose links are followed is needed whole.
        found = _page(address, visitor, known if not wish.follow else None)
        if isinstance(found, File):
            if found.key in seen and found.key != address:
                continue
            seen.add(found.key)
            if wish.follow:
                waiting.extend(_links(found))
        yield found


def _page(address: str, visitor: Visitor, known: Source | None) -> Found:
    try:
        found = visitor.visit(address, known)
        if found.is_unchanged:
            return Unchanged(known.key if known else address)
        ending = _ENDINGS.get(found.kind, "" if not found.kind else None)
        if ending is None:
            raise DocumentError(f"it is of the kind {found.kind!r}, which is not read")
        return File(
            origin=address,
            key=found.address,
            data=_in_utf8(found, ending),
            name=f"page{ending}",
            etag=found.etag,
            modified=found.modified,
        )
    except GoneError as error:
        return Gone(known.key) if known else Refused(address, str(error))
    except DocumentError as error:
        return Refused(address, str(error))


def _in_utf8(found: Fetched, ending: str) -> bytes:
    """Return a page's bytes; text in an encoding that it names correctly becomes UTF-8."""
    if ending not in (".html", ".txt", ".md", ".csv", ""):
        return found.data
    stated = _META_CHARSET.search(found.data[:4096])
    charset = found.charset or (stated[1].decode("ascii").lower() if stated else "")
    try:
        found.data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return found.data.decode(charset).encode("utf-8") if charset else found.data
        except (LookupError, UnicodeError):
            return found.data  # it lies; the reader looks for itself
    return found.data


def _of_sitemap(address: str, visitor: Visitor) -> list[str]:
    """Return the addresses that a site's map names, on that site."""
    at = address_of(address)
    first = str(at) if at.path.endswith(".xml") else f"{at.site}/sitemap.xml"
    maps, seen, pages = deque([first]), set[str](), dict[str, None]()
    while maps and len(seen) < _MOST_SITEMAPS and len(pages) < MOST_PAGES:
        one = maps.popleft()
        if one in seen:
            continue
        seen.add(one)
        text = visitor.visit(one).data.decode("utf-8", "replace")
        found = list(_on_site(_LOC.findall(text), one, at.site))
        if "<sitemapindex" in text[:5_000]:
            maps.extend(found)
        else:
            pages |= dict.fromkeys(found)
    if not pages:
        raise DocumentError(f"{first} names no pages of this site")
    return list(pages)[:MOST_PAGES]


def _links(file: File) -> Iterator[str]:
    """Yield the addresses on the same site that a page links to."""
    if not file.name.endswith(".html"):
        return iter(())
    reader = _Links()
    reader.feed(file.data.decode("utf-8", "replace"))
    return _on_site(reader.found, reader.base or file.key, address_of(file.key).site)


def _on_site(links: list[str], base: str, site: str) -> Iterator[str]:
    for link in links:
        try:
            address = address_of(link.replace("&amp;", "&"), base=base)
        except DocumentError:
            continue
        if address.site == site:
            yield str(address)


class _Links(HTMLParser):
    """Collects the addresses of links; those marked nofollow are not followed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one tag."""
        stated = dict(attrs)
        href = stated.get("href")
        if tag == "base" and href and not self.base:
            self.base = href
        if tag == "a" and href and "nofollow" not in (stated.get("rel") or ""):
            self.found.append(href)
