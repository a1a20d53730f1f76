"""Every reason for which something is not read has its Swedish; they are found in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT
from ui.refusal_words import REFUSALS, refusal_words

# What only the command line and those who make corpora meet.
ELSEWHERE = {"build", "corpus_pages", "overriding", "repairing", "updating"}
# Functions and tables that hold reasons which are raised elsewhere.
HOLDERS = {"_refusal", "_yaml_message", "_answer", "_asked", "_MAGIC"}
# What stands within another reason.
PARTS = {"7; it stays as it was read on 7", "line 2 and on"}
RAISED = {"DocumentError", "GoneError", "Refused", "Member"}


def reasons_of(path: Path) -> Iterator[str]:
    """Yield what a file of `index` may give as a reason, "7" in place of each value."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
            given = [*node.args[-1:], *(k.value for k in node.keywords if k.arg == "refusal")]
            yield from (words for one in given for words in words_in(one))
        elif isinstance(node, ast.FunctionDef) and node.name in HOLDERS:
            yield from (words for one in node.body[ast.get_docstring(node) is not None :]
                        for words in words_in(one))  # fmt: skip
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in HOLDERS:
            yield from words_in(node.value)


def words_in(node: ast.AST) -> Iterator[str]:
    """Yield the sentences of an expression or statement; parts of one are none."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(one.value if isinstance(one, ast.Constant) else "7" for one in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for one in ast.iter_child_nodes(node):
            yield from words_in(one)


REASONS = sorted(
    {
        reason
        for path in (ROOT / "index").glob("*.py")
        if path.stem not in ELSEWHERE
        for reason in reasons_of(path)
        # Keys and signs are no sentences.
        if len(re.findall(r"[a-z]{2,}", reason)) > 2
    }
    - PARTS
)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_swedish(reason: str) -> None:
    swedish = refusal_words(reason, "sv")
    assert swedish
    assert "{" not in swedish
    assert refusal_words(reason, "en") == reason


def test_no_swedish_is_kept_for_what_nobody_says() -> None:
    gap = re.compile(r"\{\w+\}")
    said = {refusal_words(reason, "sv") for reason in REASONS}
    for english in REFUSALS:
        assert refusal_words(gap.sub("7", english), "sv") in said, english


def test_values_stand_in_the_swedish_and_what_is_not_known_is_none() -> None:
    long = "it has 1,002 pages, more than the 1,000 that one document may have: split it"
    swedish = "den har 1\u202f002 sidor, och ett dokument får ha högst 1\u202f000: dela upp den"
    assert refusal_words(long, "sv") == swedish
    stays = f"{long}; it stays as it was read on 2026-11-02"
    assert refusal_words(stays, "sv") == f"{swedish}; det står kvar som det lästes 2026-11-02"
    braces = 'it states the id "{0}", which {x} has: change one of the two'
    assert "{0}" in str(refusal_words(braces, "sv"))
    assert refusal_words("it is tired", "sv") is None
    assert refusal_words("it is tired; it stays as it was read on 2026-11-02", "sv") is None
