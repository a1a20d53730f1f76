"""The public face stays what others build on."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pytest

import qa
from qa.answer import Answer, Citation, Passage
from qa.reader import Reader, Reading
from tests.serving import ROOT


def test_exports() -> None:
    assert sorted(qa.__all__) == ["Assistant", "build", "load"]
    with pytest.raises(AttributeError, match="has no attribute 'answers'"):
        _ = qa.answers


def test_signatures() -> None:
    assert list(inspect.signature(qa.load).parameters) == ["library"]
    assert list(inspect.signature(qa.build).parameters) == ["paths", "library"]
    assert list(inspect.signature(qa.Assistant.ask).parameters) == [
        "self",
        "question",
        "history",
        "on_found",
    ]
    assert list(inspect.signature(qa.Assistant.retrieve).parameters) == [
        "self",
        "question",
        "top_k",
        "read",
    ]


def test_fields() -> None:
    answer = {"text", "abstained", "reason", "confidence", "citations", "trace"}
    citation = {"quote", "span", "paragraph_id", "start", "end", "document"}
    passage = {"text", "score", "document", "paragraph_id"}
    for kind, names in ((Answer, answer), (Citation, citation), (Passage, passage)):
        assert names <= {field.name for field in fields(kind)}


def test_importing_qa_is_quick() -> None:
    seen = (
        "import sys, qa; heavy = {'torch', 'faiss', 'numpy', 'gradio', 'tokenizers'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", seen], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_one_thread_runs_the_models_for_all_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = qa.load()
    threads: set[int] = set()
    whole = Reader.read

    def noting(self: Reader, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        threads.add(threading.get_ident())
        return whole(self, question, texts)

    monkeypatch.setattr(Reader, "read", noting)
    questions = ["Vad är Unizon?", "Who is Olga Persson?", "Vad är Kvinnofridslinjen?"]
    meeting = threading.Barrier(len(questions))

    def asks(question: str) -> Answer:
        meeting.wait(60)
        return assistant.ask(question)

    with ThreadPoolExecutor(len(questions)) as people:
        answers = list(people.map(asks, questions))
    assert [answer.question for answer in answers] == questions
    assert len(threads) == 1


def test_what_was_found_is_handed_on_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = qa.load()
    told: list[Sequence[Passage]] = []
    answer = assistant.ask("Vad är Unizon?", on_found=told.append)
    (found,) = told
    assert answer.citations[0].paragraph_id in {passage.paragraph_id for passage in found}
    # Worked out, without anything to read.
    assert assistant.ask("Vem kom tvåa 2024?", on_found=told.append).computation
    assert len(told) == 1

    def nobody_waits(found: Sequence[Passage]) -> None:
        raise KeyError("nobody waits")

    monkeypatch.setattr(Reader, "read", lambda *_: pytest.fail("read for nobody"))
    with pytest.raises(KeyError, match="nobody waits"):
        assistant.ask("Vad är Unizon?", on_found=nobody_waits)


# What a folder may import, besides itself.
ALLOWED = {"index": {"index"}, "qa": {"index", "qa"}, "ui": {"index", "qa", "ui"}}


@pytest.mark.parametrize("folder", ALLOWED)
def test_imports_go_one_way(folder: str) -> None:
    for path in (ROOT / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                assert top not in ALLOWED or top in ALLOWED[folder], f"{path.name} imports {name}"


def test_one_file_imports_each_heavy_library() -> None:
    users: dict[str, set[str]] = {"sentence_transformers": set(), "faiss": set(), "gradio": set()}
    for path in [p for folder in ALLOWED for p in (ROOT / folder).glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = getattr(node, "module", None) if isinstance(node, ast.ImportFrom) else None
            modules = [a.name for a in node.names] if isinstance(node, ast.Import) else [module]
            for name in modules:
                if name and (top := name.split(".")[0]) in users:
                    users[top].add(path.name)
    assert users["sentence_transformers"] == {"encoder.py", "bundled.py"}
    assert users["faiss"] == {"publish.py", "store.py"}
    assert users["gradio"] == {"app.py", "page.py", "theme.py"}
