"""A library's own threshold: fitted by hand-checkable rules, kept, and read again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from qa.calibrate_command import proposal_lines
from qa.gold import Gold
from qa.own_threshold import (
    STRANGERS_ASKED,
    OwnThresholdError,
    Proposal,
    Tried,
    fitted,
    keep,
    own_threshold,
    propose,
)
from qa.question import Question


def tried(confidence: float, kind: str, *, right: bool = False) -> Tried:
    return Tried("Vem?", "Anna", confidence, right, kind)


def test_the_shipped_threshold_stays_when_strangers_stay_below_it() -> None:
    assert fitted([tried(0.1, "stranger")] * 40, 0.2) == 0.2


def test_it_rises_until_a_twentieth_of_the_strangers_is_answered() -> None:
    strangers = [tried(at / 100, "stranger") for at in range(1, 41)]
    threshold = fitted(strangers, 0.2)
    assert threshold == pytest.approx(0.3801)
    assert sum(t.confidence >= threshold for t in strangers) == 2


def test_own_questions_balance_both_mistakes() -> None:
    own = [tried(c, "own", right=True) for c in (0.3, 0.5, 0.7, 0.9)]
    gone = [tried(c, "own, document taken away") for c in (0.1, 0.2, 0.4, 0.6)]
    threshold = fitted([*own, *gone], 0.05)
    assert 0.4 < threshold <= 0.5
    assert sum(t.confidence >= threshold for t in own) == 3
    assert sum(t.confidence < threshold for t in gone) == 3


class Sure:
    """An assistant whose confidence is told by a word in the question."""

    threshold = 0.13

    def __init__(self, corpus_sha256: str = "") -> None:
        self.library = SimpleNamespace(manifest=SimpleNamespace(corpus_sha256=corpus_sha256))
        self.without: list[frozenset[str]] = []

    def look(self, question: Question, *, without: frozenset[str] = frozenset()) -> object:
        self.without.append(without)
        is_own = "zebra" in question.text and not without
        candidate = SimpleNamespace(text="Anna Ek")
        return SimpleNamespace(candidates=[candidate], confidence=0.8 if is_own else 0.3)


GOLD = Gold("g1", "sv", "Vem gör zebra?", ("Anna Ek",), ("sida",), "lookup", computed=False)


def test_own_questions_are_asked_with_and_without_their_document() -> None:
    assistant = Sure()
    told: list[tuple[int, int]] = []
    found = propose(assistant, [GOLD], progress=lambda *n: told.append(n))  # type: ignore[arg-type]
    own, gone, *strangers = found.tried
    assert (own.kind, own.right, own.confidence) == ("own", True, 0.8)
    assert (gone.kind, gone.right, gone.confidence) == ("own, document taken away", False, 0.3)
    assert assistant.without[:2] == [frozenset(), frozenset({"sida"})]
    assert len(strangers) == STRANGERS_ASKED
    assert told[-1] == (1, STRANGERS_ASKED + 1)
    assert 0.3 < found.threshold <= 0.8
    lines = "\n".join(proposal_lines(found))
    assert "Of your 1 questions 1 are answered, 1 of them rightly." in lines
    assert f"Of {STRANGERS_ASKED} questions about other documents {STRANGERS_ASKED} are" in lines


def test_the_shipped_corpus_needs_questions() -> None:
    with pytest.raises(OwnThresholdError, match="kalla calibrate QUESTIONS"):
        propose(Sure("abc"), [], progress=lambda *_: None)  # type: ignore[arg-type]


def test_a_threshold_is_kept_and_read_again(tmp_path: Path) -> None:
    assert own_threshold(tmp_path) is None
    path = keep(tmp_path, Proposal(0.13, 0.42, ()))
    assert own_threshold(tmp_path) == 0.42
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("content", ["", "{}", '{"threshold": "x"}', '{"threshold": 2}', "[1]"])
def test_a_damaged_threshold_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "threshold.json").write_text(content)
    with pytest.raises(OwnThresholdError, match=r"threshold\.json .*kalla calibrate"):
        own_threshold(tmp_path)
