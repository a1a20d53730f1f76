"""The starter corpus' pages, and what their front matter must state.

In: a folder of Markdown pages. Out: a `Page` for each, what is wrong with them, and the table of
sources by year and kind. This file does not know about facts, questions or spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from index.documents import Document, DocumentError, read_document

FIELDS = ("id", "title", "publisher", "language", "date", "url", "kind", "based_on")
# The address of one original is not known, and many originals bear no date.
MAY_BE_EMPTY = ("date", "url")
LANGUAGES = ("sv", "en")
KINDS = ("organisation", "municipality", "county", "party", "news")
# Below, a page says too little to be worth finding; above, it is no short page. Rows of tables
# are not counted.
FEWEST_WORDS, MOST_WORDS = 60, 250
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---$", re.S | re.M)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TABLE_ROW = re.compile(r"^Plats: .*$", re.M)
_UNDATED = "no date"


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        name: the file's name without its ending; the id must be the same.
        fields: the front matter as it stands, every value a string.
        document: the page as a library reads it.
    """

    name: str
    fields: Mapping[str, str]
    document: Document


def load_pages(folder: Path) -> tuple[list[Page], list[str]]:
    """Read every Markdown file of a folder, in the order of their names.

    Returns:
        The pages, and a line for each file that cannot be read.
    """
    pages: list[Page] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.md")):
        try:
            pages.append(Page(path.stem, _fields(path), read_document(path)))
        except (DocumentError, UnicodeDecodeError) as error:
            faults.append(f"{path.stem}: cannot be read: {error}")
    if not pages:
        faults.append(f"{folder}: expected the corpus' pages (*.md), found none that can be read")
    return pages, faults


def _fields(path: Path) -> dict[str, str]:
    """Return the front matter; `read_document` leaves out the fields that only the corpus has."""
    import yaml

    found = _FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    try:
        # The base loader keeps a date as it is written.
        values = yaml.load(found.group(1), Loader=yaml.BaseLoader) if found else {}
    except yaml.YAMLError as error:
        raise DocumentError(f"its front matter is not valid YAML: {error}") from error
    if not isinstance(values, dict):
        raise DocumentError("its front matter is not a list of `name: value` lines")
    return {str(name): str(value) for name, value in values.items()}


def page_faults(page: Page) -> Iterator[str]:
    """Yield what is wrong with a page's front matter, headline and length."""
    fields = page.fields
    for name in FIELDS:
        if name not in fields:
            yield f"{page.name}: the front matter lacks {name}"
        elif not fields[name] and name not in MAY_BE_EMPTY:
            yield f"{page.name}: {name} is empty"
    for name in sorted(fields.keys() - set(FIELDS)):
        yield f"{page.name}: {name} is none of the fields {', '.join(FIELDS)}"
    yield from (f"{page.name}: {fault}" for fault in _value_faults(page))


def _value_faults(page: Page) -> Iterator[str]:
    fields = page.fields
    if fields.get("id") != page.name:
        yield f'the id is "{fields.get("id", "")}", expected the file\'s name'
    for name, known in (("language", LANGUAGES), ("kind", KINDS)):
        if fields.get(name) and fields[name] not in known:
            yield f'{name} is "{fields[name]}", expected one of {", ".join(known)}'
    if fields.get("date") and not _is_date(fields["date"]):
        yield f'date is "{fields["date"]}", expected YYYY, YYYY-MM or YYYY-MM-DD'
    if fields.get("url") and not is_url(fields["url"]):
        yield f'url is "{fields["url"]}", expected http or https and a host'
    headline = page.document.text.split("\n", 1)[0]
    if headline != fields.get("title"):
        yield f'the headline is "{headline}", expected the title "{fields.get("title", "")}"'
    words = len(_TABLE_ROW.sub("", page.document.text).split())
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield f"{words} words, expected {FEWEST_WORDS} to {MOST_WORDS}"


def _is_date(text: str) -> bool:
    """Say whether a text is a year, a month or a day that the calendar has."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def is_url(text: str) -> bool:
    """Say whether a text is a web address with a host and without blanks."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises where the port is no number
    except ValueError:
        return False
    named = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    return named and not re.search(r"[\s<>\"]", text)


def table(pages: Sequence[Page]) -> str:
    """Return the number of pages by the year and kind of their original, as a Markdown table."""
    kinds = {page.name: page.fields.get("kind", "") for page in pages}
    years = {page.name: page.fields.get("date", "")[:4] or _UNDATED for page in pages}
    lines = [["year", *KINDS, "all"], ["---", *["---:"] * (len(KINDS) + 1)]]
    for year in [*sorted(set(years.values())), "all"]:
        own = [kinds[name] for name in kinds if year in {years[name], "all"}]
        counts = [own.count(kind) for kind in KINDS]
        lines.append([year, *(str(count or "") for count in counts), str(len(own))])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
