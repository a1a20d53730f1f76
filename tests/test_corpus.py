"""The starter corpus is in order, and the command that checks it finds what is not."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from index.corpus_check import check_corpus, main
from index.corpus_pages import load_pages, page_faults, table
from index.corpus_questions import load_questions
from index.corpus_text import MOST_ALIKE, SpellingUnavailableError, likeness, unknown_words

CORPUS = Path(__file__).parent.parent / "corpus"
PAGE = "vasteras-2021"


@pytest.fixture(scope="module")
def pages():
    return load_pages(CORPUS / "pages")[0]


@pytest.fixture(scope="module")
def questions():
    return load_questions(CORPUS / "questions.jsonl")[0]


@pytest.fixture
def copy(tmp_path):
    """A copy of the corpus that a test may break."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


@pytest.fixture
def hunspell():
    try:
        unknown_words(["ord"])
    except SpellingUnavailableError as error:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(error))


def change(corpus, old, new, name=f"pages/{PAGE}.md"):
    """Replace a text that stands once in a file of a corpus."""
    path = corpus / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def faults_of(corpus, **options):
    return check_corpus(corpus, **{"spelling": False} | options)


# The shipped corpus


def test_shipped_corpus_is_in_order():
    assert faults_of(CORPUS) == []


def test_shipped_corpus_is_spelt_right(hunspell):
    assert faults_of(CORPUS, spelling=True) == []


def test_shipped_corpus_states_the_facts_in_other_words(shared, raw_pages):
    assert faults_of(CORPUS, facts=shared / "corpus" / "facts", originals=raw_pages) == []


def test_corpus_has_at_least_eighty_pages(pages):
    assert len(pages) >= 80


def test_question_counts(questions):
    unanswerable = [one for one in questions if one.kind == "unanswerable"]
    assert len(questions) == 320
    assert Counter(one.lang for one in questions) == {"sv": 160, "en": 160}
    assert Counter(one.style for one in questions) == {"colloquial": 160, "formal": 160}
    assert len(unanswerable) == 40
    assert Counter(one.lang for one in unanswerable) == {"sv": 20, "en": 20}
    assert {one.kind for one in questions} == {
        *("lookup", "rank", "count", "compare", "trend", "conflict", "unanswerable")
    }


def test_questions_reach_every_page(pages, questions):
    asked = {page for one in questions for page in one.pages}
    assert {page.name for page in pages} - asked == set()


def test_questions_differ_from_those_for_development(shared, questions):
    lines = (shared / "corpus" / "questions-dev.jsonl").read_text(encoding="utf-8").splitlines()
    development = {json.loads(line)["question"].casefold() for line in lines}
    assert development & {one.question.casefold() for one in questions} == set()


def test_pages_without_fault_have_none(pages):
    assert [fault for page in pages for fault in page_faults(page)] == []


def test_page_with_every_sixth_word_changed_is_too_alike(pages):
    words = next(page for page in pages if page.name == PAGE).document.text.split()
    changed = [word if at % 6 else f"ny{word}" for at, word in enumerate(words)]
    assert likeness(" ".join(words), " ".join(changed)) > MOST_ALIKE


# What the check finds


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: vasteras-2021", "id: vasteras", 'the id is "vasteras", expected the file'),
        ("publisher: Västerås stad\n", "", "the front matter lacks publisher"),
        ("publisher: Västerås stad\n", "publisher:\n", "publisher is empty"),
        ("kind: municipality", "sort: news\nkind: municipality", "sort is none of the fields"),
        ("kind: municipality", "kind: blog", 'kind is "blog", expected one of'),
        ("language: sv", "language: svenska", 'language is "svenska", expected one of'),
        ("date: 2021-12-16", "date: 16 december", 'date is "16 december", expected YYYY'),
        ("date: 2021-12-16", "date: 2021-13", 'date is "2021-13", expected YYYY'),
        ("date: 2021-12-16", "date: 2021-02-30", "cannot be read"),
        ("url: https://vasteras.se", "url: ftp://vasteras.se", "expected http or https"),
        ("# Västerås tar", "# Västerås får", "the headline is"),
        ("title: Västerås", 'title: "Västerås', "cannot be read"),
        ("Västerås stad är trea", "Ord " * 250 + "Västerås stad är trea", "words, expected 60"),
    ],
)
def test_check_finds_fault_in_page(copy, old, new, fault):
    change(copy, old, new)
    assert any(PAGE in line and fault in line for line in faults_of(copy))


def test_check_finds_page_that_is_no_text(copy):
    (copy / "pages" / f"{PAGE}.md").write_bytes(b"---\nid: \xff\xfe\n---\n")
    assert any(line.startswith(f"{PAGE}: cannot be read") for line in faults_of(copy))


def test_check_finds_near_duplicate(copy):
    text = (copy / "pages" / f"{PAGE}.md").read_text(encoding="utf-8")
    again = text.replace(f"id: {PAGE}", "id: again").replace("samarbetar", "samverkar")
    (copy / "pages" / "again.md").write_text(again, encoding="utf-8")
    assert any(f"alike with {PAGE}" in line for line in faults_of(copy))


def test_check_finds_sentence_of_an_original(copy, raw_pages):
    original = max(raw_pages.glob("*.txt")).read_text(encoding="utf-8")
    sentence = max(re.split(r"(?<=[.!?])\s+|\n", original), key=len)
    change(copy, "Västerås stad är trea", f"{sentence} Västerås stad är trea")
    assert any(f"{PAGE}: shares" in line for line in faults_of(copy, originals=raw_pages))


def test_check_finds_folder_without_originals(copy, tmp_path):
    assert any("found none" in line for line in faults_of(copy, originals=tmp_path))


def test_check_finds_rank_that_is_not_stated(copy, shared):
    path = copy / "pages" / f"{PAGE}.md"
    text = path.read_text(encoding="utf-8").replace("tredjeplatsen", "platsen")
    path.write_text(text.replace("är trea i", "är med i"), encoding="utf-8")
    facts = shared / "corpus" / "facts"
    assert f"{PAGE}: does not state that Västerås 2021 has place 3" in faults_of(copy, facts=facts)


def test_check_finds_source_without_page_or_address(copy, shared):
    (copy / "pages" / "nck-2023.md").unlink()
    change(copy, "url: https://vasteras.se", "url: https://www.vasteras.se")
    faults = faults_of(copy, facts=shared / "corpus" / "facts")
    assert "nck-2023: is in sources.csv and has no page" in faults
    assert any(line.startswith(f"{PAGE}: url differs") for line in faults)


def test_check_finds_misspelling(copy, hunspell):
    change(copy, "samarbetar med polisen", "samarbbetar med polisen")
    fault = f'{PAGE}: "samarbbetar" is in neither the dictionary nor the list of names'
    assert fault in faults_of(copy, spelling=True)


def test_check_finds_old_table(copy):
    (copy / "pages" / "nck-2023.md").unlink()
    assert any("its table is out of date" in line for line in faults_of(copy))


def test_check_finds_line_that_is_no_question(copy):
    path = copy / "questions.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + '{"id": "q201"}\n', encoding="utf-8")
    assert any(line.startswith("questions.jsonl, line 321") for line in faults_of(copy))


# The command


def test_command_prints_faults_and_exits_1(copy, capsys):
    change(copy, "kind: municipality", "kind: blog")
    assert main([str(copy), "--no-spelling"]) == 1
    assert f'{PAGE}: kind is "blog"' in capsys.readouterr().out


def test_command_is_silent_when_all_is_well(capsys):
    assert main(["--no-spelling"]) == 0
    assert capsys.readouterr().out == ""


def test_command_says_what_is_missing(tmp_path, capsys):
    assert main([str(tmp_path), "--no-spelling"]) == 1
    assert "questions.jsonl" in capsys.readouterr().out


def test_command_says_how_to_install_the_dictionary(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    assert main([]) == 1
    assert "sudo apt install hunspell hunspell-sv" in capsys.readouterr().out


def test_missing_dictionary_is_an_error_of_its_own(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SpellingUnavailableError, match="there is no hunspell"):
        unknown_words(["ord"])


def test_readme_holds_the_table_that_the_command_prints(pages):
    command = [sys.executable, "-m", "index.corpus_check", "--table"]
    printed = subprocess.run(
        command, cwd=CORPUS.parent, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert printed == table(pages) + "\n"
    assert printed in (CORPUS / "README.md").read_text(encoding="utf-8")
