"""Whom to call: when it is said, when it is not, and from which file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.corpus_questions import load_questions
from index.places import SHIPPED_CORPUS
from tests.stub_assistant import StubAssistant
from ui.desk import Desk
from ui.help_lines import HelpLineError, load_help_lines, sounds_in_need
from ui.render import Turn


@pytest.mark.parametrize(
    "question",
    """min man slår mig
    Min sambo hotar att döda mig
    jag är rädd för honom
    jag måste fly, vart kan jag vända mig?
    jag blir slagen hemma
    Vem kan jag ringa om min pojkvän stryper mig?
    han kontrollerar mig och mina pengar
    hon slår barnen
    jag orkar inte mer
    hjälp mig
    jag är inte trygg hemma
    my husband beats me
    I'm scared of him
    he is threatening me
    Where can I get help? My boyfriend hurts me
    I need to escape
    I’m in danger
    he will kill me
    i don't want to live
    who can I call if I am being abused""".split("\n"),
)
def test_person_in_need_is_heard(question: str) -> None:
    assert sounds_in_need(question.strip())


@pytest.mark.parametrize(
    "question",
    """Hur många kvinnor mördades 2022?
    Vad gör kommunen för kvinnor som är utsatta för våld?
    Vilka kommuner erbjuder skyddat boende?
    Vem svarar på Kvinnofridslinjen?
    How many women were killed by a partner in 2022?
    What does the report say about men who hit women?
    Who can call the helpline?
    Var kan jag läsa rapporten?
    Vilken kommun slår Lidköping?
    Who beats Solna in the ranking?""".split("\n"),
)
def test_reader_of_reports_is_not_taken_for_one(question: str) -> None:
    assert not sounds_in_need(question.strip())


def test_of_the_gold_questions_only_those_in_need_are_taken_so() -> None:
    questions, _ = load_questions(SHIPPED_CORPUS.parent / "questions.jsonl")
    assert len(questions) >= 200
    assert {q.question for q in questions if sounds_in_need(q.question)} == {
        "it's saturday night and i need somewhere safe in Västerås, who do i call?",
        "får jag ringa kvinnofridslinjen fast det är min syster som blir slagen?",
        "jag är rädd att jag ska slå min tjej, vart ringer jag?",
    }


def test_lines_come_first_and_the_question_is_not_kept() -> None:
    desk = Desk(StubAssistant())  # type: ignore[arg-type]
    turns: list[Turn] = []
    turns.append(desk.turn("min man slår mig", "sv", show=turns.append))
    assert len(turns) == 3
    assert all(turn.help_lines for turn in turns)
    assert not any("slår" in repr(turn) for turn in turns)
    asked = desk.turn("He hits me, who ranked second?", "en")
    assert "hits me" not in repr(asked)


def test_operator_names_other_lines(tmp_path: Path) -> None:
    both = {"sv": "Jouren", "en": "The shelter"}
    path = tmp_path / "lines.json"
    path.write_text(json.dumps([{"number": "+46 10-123 45 67", "name": both, "text": both}]))
    (line,) = load_help_lines(path)
    assert line.dialled == "+46101234567"
    assert line.name["en"] == "The shelter"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("[]", "names no help line"),
        ("{", "is no file of help lines"),
        ('[{"number": "javascript:1", "name": {}, "text": {}}]', "no telephone number"),
        ('[{"number": "112", "name": {"sv": "x"}, "text": {}}]', "lacks words in en"),
        ('[{"number": "112", "name": "x", "text": {}}]', "in sv and en"),
        ('["112"]', "is no file of help lines"),
    ],
)
def test_faulty_file_is_named_with_the_fault(tmp_path: Path, words: str, fault: str) -> None:
    path = tmp_path / "lines.json"
    path.write_text(words)
    with pytest.raises(HelpLineError, match=fault) as told:
        load_help_lines(path)
    assert str(path) in str(told.value)
