"""Gold questions are read, or refused by file and line; their answers stand in a document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qa.gold import GoldError, check_answers, read_gold

ROW = {"id": "a", "lang": "sv", "question": "Vem?", "answers": ["Lidköping"], "page": "sida"}


def gold_file(tmp_path: Path, *rows: dict[str, Any]) -> Path:
    file = tmp_path / "gold.jsonl"
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_gold_questions_are_read_with_what_is_left_out_filled_in(tmp_path: Path) -> None:
    file = gold_file(
        tmp_path, ROW, ROW | {"id": "b", "answers": [], "page": "none"},
        ROW | {"id": "c", "kind": "computed", "page": ["x", "x", "y"]},
        ROW | {"id": "d", "kind": "trend", "computed": True, "question": "Rad\u2028två?"},
    )  # fmt: skip
    golds = read_gold(file)
    assert [one.kind_name for one in golds] == [
        "lookup", "unanswerable", "computed", "trend, computed"
    ]  # fmt: skip
    assert [one.line for one in golds] == [1, 2, 3, 4]
    assert golds[2].pages == ("x", "y")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"lang": "de"}, "lang is 'de', expected one of sv, en"),
        ({"lang": []}, r"lang is \[\], expected one of sv, en"),
        ({"answer": "x"}, "the field 'answer' is unknown; known are id, lang"),
        ({"id": 3}, "id is 3, expected text"),
        ({"question": " "}, "question is ' ', expected text"),
        ({"question": "\ud800"}, "question is .*, expected text"),
        ({"answers": "Lidköping"}, "answers is 'Lidköping', expected a list of texts"),
        ({"answers": ["det"]}, "the answer 'det' holds no word"),
        ({"page": []}, r"page is \[\], expected an id or a list of ids"),
        ({"page": "none"}, "page is 'none', and the number of answers is 1"),
        ({"answers": []}, "page is 'sida', and the number of answers is 0"),
        ({"kind": "unanswerable"}, "kind is 'unanswerable', and the number of answers is 1"),
        ({"answers": [], "page": "none", "kind": "rank"}, "kind is 'rank', and the number"),
        ({"computed": "yes"}, "computed is 'yes', expected true or false"),
    ],
)
def test_a_field_out_of_order_is_named(tmp_path: Path, fields: dict[str, Any], reason: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(ROW | fields), encoding="utf-8")
    with pytest.raises(GoldError, match=rf"gold\.jsonl, line 1: {reason}"):
        read_gold(file)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: expected a question, and the file is empty"),
        (b"\n", r"line 1: not a JSON object \(Expecting value"),
        (b"[]\n", r"line 1: not a JSON object \(it is list\)"),
        (b'{"id": "a", "id": "b"}', r"line 1: not a JSON object \(the field 'id' stands twice\)"),
        (b"{}\n" + b"[" * 100_000, "line 2: not a JSON object"),
        (b'{}\n{"id": "\xff"}', "line 2: not UTF-8"),
        (b'{"id": "a", "lang": "sv"}', "line 1: the field 'question' is missing"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(content)
    with pytest.raises(GoldError, match=reason):
        read_gold(file)


def test_all_faults_are_listed_up_to_ten(tmp_path: Path) -> None:
    rows = [ROW | {"id": f"q{n}", "lang": "de"} for n in range(12)]
    with pytest.raises(GoldError, match="and 2 more") as raised:
        read_gold(gold_file(tmp_path, *rows))
    assert len(raised.value.faults) == 12
    assert len(str(raised.value).splitlines()) == 11
    twice = gold_file(tmp_path, ROW, ROW)
    with pytest.raises(GoldError, match="line 2: the id 'a' stands in line 1 already"):
        read_gold(twice)


def test_answers_have_to_stand_in_a_document(tmp_path: Path) -> None:
    texts = {"sida": "Det är Lidköping,\nsom kom tvåa av 290.", "annan": "Nio kommuner"}
    file = gold_file(
        tmp_path,
        ROW | {"answers": ["lidköping som kom", "NIO KOMMUNER"]},
        ROW | {"id": "b", "answers": ["90", "290 nio"], "page": "any"},
        ROW | {"id": "c", "answers": ["38"], "computed": True, "page": "borta"},
        ROW | {"id": "d", "answers": [], "page": "none"},
    )
    with pytest.raises(GoldError, match="stands in no document of the library") as raised:
        check_answers(file, read_gold(file), texts)
    assert [fault.removeprefix(f"{file}, ") for fault in raised.value.faults] == [
        "line 2: the answer '90' stands in no document of the library.",
        "line 2: the answer '290 nio' stands in no document of the library.",
        "line 3: the page 'borta' is no document of the library.",
    ]
