"""Questions added to contexts of the public sets reach the reader as examples, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.added_questions import (
    AddedQuestionError,
    added_examples,
    context_key,
    read_added,
)
from qa.notices import TRANSLATED, read_notices
from qa.training_data import Example

CONTEXT = "Ån rinner från Tolken till havet. Vid Tolken står en kvarn från 1784."
POOL = [Example("a-1", "Var börjar ån?", CONTEXT, "Ån", (15, 21))]


def written(folder: Path, *lines: str) -> Path:
    (folder / "some.txt").write_text("\n".join([f"#{context_key(CONTEXT)} Ån", *lines]) + "\n")
    return folder


def test_an_answer_is_found_in_its_context(tmp_path: Path) -> None:
    added = read_added(written(tmp_path, "sv? När byggdes kvarnen? = 1784"))
    (example,) = added_examples(added, POOL, "sv")
    assert example.answer is not None
    assert example.context[slice(*example.answer)] == "1784"
    assert (example.question, example.title) == ("När byggdes kvarnen?", "Ån")


def test_a_question_that_the_context_does_not_answer_has_no_span(tmp_path: Path) -> None:
    added = read_added(written(tmp_path, "en! Who built the mill?"))
    (example,) = added_examples(added, POOL, "en")
    assert example.answer is None
    assert example.context == CONTEXT


@pytest.mark.parametrize("answer", ["Tolken", "1785", "178"])
def test_an_answer_that_stands_twice_or_not_at_all_is_left_out(tmp_path: Path, answer: str) -> None:
    added = read_added(written(tmp_path, f"sv? Vilken sjö rinner ån från? = {answer}"))
    assert added_examples(added, POOL, "sv") == []


def test_only_the_language_and_the_contexts_that_are_asked_for(tmp_path: Path) -> None:
    added = read_added(written(tmp_path, "en! Who?", "sv! Vem?", "#000000000000", "sv! Varför?"))
    assert [e.question for e in added_examples(added, POOL, "sv")] == ["Vem?"]


@pytest.mark.parametrize("line", ["sv? Vem? 1784", "de! Wer?", "Vem?", "#12"])
def test_another_line_is_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(AddedQuestionError, match=r"some\.txt:2"):
        read_added(written(tmp_path, line))


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=str(tmp_path)):
        read_added(tmp_path)


def test_the_questions_of_the_repository_are_in_their_form() -> None:
    added = read_added()
    unanswered = sum(a.answer is None for a in added)
    assert len({a.key for a in added}) > 1_000
    assert 0.5 < unanswered / len(added) < 0.9


def test_the_translated_paragraphs_are_in_their_form() -> None:
    pages = read_notices(TRANSLATED)
    assert len({page.source for page in pages}) == len(pages) > 500
    assert all(page.text and page.asked for page in pages)
