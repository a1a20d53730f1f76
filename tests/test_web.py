"""Pages are fetched when asked to, by their site's rules, and again only where they changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.repairing import repair
from index.site import Visitor
from index.sources import read_sources
from index.store import current_generation, open_library
from index.updating import Options, add, remove, update
from index.web import AGENT
from tests.fakes import FakeEncoder
from tests.made_documents import a_pdf, lines
from tests.made_site import LOCAL, PAGE, serve_site

site = pytest.fixture(serve_site)


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
