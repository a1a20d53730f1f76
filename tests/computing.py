"""Computers over pages with questions, and whether what they answer is right."""

from __future__ import annotations

import json
import re
from pathlib import Path

from index.documents import read_documents
from index.paragraphs import split_documents
from index.places import SHIPPED_CORPUS
from index.publish import publish
from index.store import open_library
from qa.computing import Computer
from qa.question import parse
from tests.fakes import FakeEncoder, lexical_index

FOLDER = Path(__file__).with_name("computed")


PAGES = ("csv", "md", "html")


def page_of(table):
    """The file of a table, of whatever kind it is."""
    return next(p for kind in PAGES if (p := FOLDER / f"{table}.{kind}").exists())


def computer(path, source, meanings=None):
    """A computer over a library of one file or folder; its words are found by `meanings`."""
    documents, refused = read_documents([source])
    assert not refused
    paragraphs, removed = split_documents(documents)
    encoder = FakeEncoder()
    contents = [p.text for p in paragraphs]
    publish(
        path, documents, paragraphs, removed, encoder.encode_documents(contents),
        lexical_index(contents), encoder.fingerprint,
    )  # fmt: skip
    return Computer(open_library(path), meanings)


def is_right(gold, answer):
    """Say whether an answer is the gold one: names, the values used, a year or yes, a number.

    The gold answer None is that of a question that facts do not answer.
    """
    if answer is None or gold is None:
        return answer is gold
    text = answer.claims[0].text
    if isinstance(gold, str):
        return re.search(rf"\b{gold}\b", text) is not None
    if isinstance(gold, list) and isinstance(gold[0], str):
        # A name may hold an "och" of its own, as "Kultur och fritid" does.
        names = "|".join(map(re.escape, sorted(gold, key=len, reverse=True)))
        parts = re.fullmatch(rf"(?:{names})(?:(?:, | och | and )(?:{names}))*", text)
        return parts is not None and set(re.findall(names, text)) == set(gold)
    if isinstance(gold, list):
        return [row.value for row in answer.computation.rows] == gold
    number = re.search(r"\d+(?:\.\d+)?", text.replace(",", "."))
    # A mean is said with two decimals.
    return number is not None and abs(float(number.group()) - gold) < 0.006


def right(computer, name):
    """How many questions of a set are answered right, and those that are answered wrong."""
    count, wrong = 0, []
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        answer = computer.answer(parse(asked["question"]))
        count += is_right(asked["gold"], answer)
        if answer and not is_right(asked["gold"], answer):
            wrong.append((asked["question"], answer.claims[0].text))
    return count, wrong


def over_shipped_pages(tmp_path_factory):
    """A computer over the shipped pages."""
    return computer(tmp_path_factory.mktemp("shipped") / "library", SHIPPED_CORPUS)
