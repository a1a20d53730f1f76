"""What a person reads or hears of a piece of HTML, and its tags."""

from __future__ import annotations

from html.parser import HTMLParser

SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-announce")


class Reader(HTMLParser):
    """Collects what a person reads or hears, and every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked = ""
        self._in_mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.words += [value for name, value in attrs if name in SPOKEN and value]
        self._in_mark = self._in_mark or tag == "mark"
        if self._in_mark and tag == "br":
            self.marked += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = self._in_mark and tag != "mark"

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.marked += data if self._in_mark else ""

    def names(self) -> set[str]:
        return {tag for tag, _ in self.tags}

    def links(self) -> list[str]:
        return [str(attrs.get("href")) for tag, attrs in self.tags if tag == "a"]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader
