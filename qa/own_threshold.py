"""The refusal threshold of one library, fitted to it: the work of `kalla calibrate`.

In: an assistant, and gold questions about its documents if there are any. Out: a `Proposal`, which
says at what confidence to refuse and what that would refuse; kept in the library's folder when it
is accepted. It does not know the command line.

The shipped threshold balances both mistakes on public data sets. A library of another kind can
differ: where everything resembles everything, a wrong answer comes with more confidence. Two kinds
of questions that a library cannot answer are at hand without anybody writing them: questions about
other documents (those of the shipped corpus), and a person's own questions with the document that
answers taken away, which are real near misses.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.manifest import LibraryError
from index.places import SHIPPED_CORPUS
from qa.gold import ANY_PAGE, Gold, read_gold
from qa.metrics import is_right
from qa.question import parse

if TYPE_CHECKING:
    from qa.assistant import Assistant

FILE = "threshold.json"
# Questions about other documents that are asked, half in each language. A choice: enough for a
# twentieth to be several questions.
STRANGERS_ASKED = 80
# Share of questions about other documents that may be answered. A choice: of these an answer is
# always wrong, and seldom as tempting as a near miss.
STRANGERS_ANSWERED = 0.05


@dataclass(frozen=True, slots=True)
class Tried:
    """One question, what it would be answered, and whether that is right.

    Attributes:
        question: as asked.
        answer: the best candidate's words, "" when there is none.
        confidence: of that answer, 0 to 1.
        right: whether it answers the question.
        kind: "own", "own, document taken away" or "stranger".
    """

    question: str
    answer: str
    confidence: float
    right: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A threshold, and the questions that it was fitted to.

    Attributes:
        before: the threshold in force.
        threshold: the one proposed, 0 to 1.
        tried: every question that was asked.
    """

    before: float
    threshold: float
    tried: tuple[Tried, ...]

    def refused(self, kind: str) -> list[Tried]:
        """Return the questions of one kind that would be refused."""
        return [t for t in self.tried if t.kind == kind and t.confidence < self.threshold]


class OwnThresholdError(LibraryError):
    """A library's own threshold cannot be read or fitted; says what mends it."""


def propose(
    assistant: Assistant, golds: Sequence[Gold], *, progress: Callable[[int, int], None]
) -> Proposal:
    """Ask, and fit the threshold.

    Args:
        assistant: over the library.
        golds: questions about its documents; may be empty.
        progress: told how many more questions were asked, and how many there are.

    Raises:
        OwnThresholdError: there is nothing to fit to: the library is the shipped corpus' and no
            questions were given.
    """
    strangers = _strangers(assistant)
    own = [gold for gold in golds if not gold.computed]
    if not strangers and not own:
        raise OwnThresholdError(
            "The shipped corpus' own threshold is fitted already. For another library name it: "
            "kalla calibrate --library DIR, or give questions: kalla calibrate QUESTIONS"
        )
    total = len(strangers) + len(own)
    tried: list[Tried] = []
    for gold in own:
        tried += _tried_own(assistant, gold)
        progress(1, total)
    for question in strangers:
        tried.append(_tried(assistant, question, (), "stranger"))
        progress(1, total)
    return Proposal(assistant.threshold, fitted(tried, assistant.threshold), tuple(tried))


def fitted(tried: Sequence[Tried], shipped: float) -> float:
    """Return the threshold for what was tried.

    Where there are questions of one's own: the confidence at which as large a share of wrong
    answers is refused as of right ones is given. Where there are none, the shipped one. Either is
    raised until at most STRANGERS_ANSWERED of the questions about other documents are answered.
    """
    own = [t for t in tried if t.kind != "stranger"]
    right = [t.confidence for t in own if t.right]
    wrong = [t.confidence for t in own if not t.right]
    threshold = shipped
    if right and wrong:

        def imbalance(at: float) -> float:
            given = sum(c >= at for c in right) / len(right)
            refused = sum(c < at for c in wrong) / len(wrong)
            return abs(given - refused)

        threshold = min(sorted({*right, *wrong}), key=imbalance)
    strangers = sorted((t.confidence for t in tried if t.kind == "stranger"), reverse=True)
    allowed = int(STRANGERS_ANSWERED * len(strangers))
    if len(strangers) > allowed and strangers[allowed] >= threshold:
        threshold = min(1.0, strangers[allowed] + 1e-4)
    return round(threshold, 4)


def _tried_own(assistant: Assistant, gold: Gold) -> Iterator[Tried]:
    yield _tried(assistant, gold.question, gold.answers, "own")
    if gold.answers and ANY_PAGE not in gold.pages:
        without = frozenset(gold.pages)
        yield _tried(assistant, gold.question, (), "own, document taken away", without=without)


def _tried(
    assistant: Assistant, question: str, answers: Sequence[str], kind: str,
    *, without: frozenset[str] = frozenset(),
) -> Tried:  # fmt: skip
    parsed = parse(question)
    if parsed.reply:
        return Tried(question, "", 0.0, not answers, kind)
    found = assistant.look(parsed, without=without)
    answer = found.candidates[0].text if found.candidates else ""
    right = bool(answers) and is_right(answer, answers)
    return Tried(question, answer, found.confidence, right, kind)


def _strangers(assistant: Assistant) -> list[str]:
    """Return questions about the shipped corpus, unless the library holds it."""
    if assistant.library.manifest.corpus_sha256:
        return []
    shipped = read_gold(SHIPPED_CORPUS.parent / "questions.jsonl")
    chosen = random.Random(0)
    found: list[str] = []
    for language in ("sv", "en"):
        some = [gold.question for gold in shipped if gold.language == language]
        found += chosen.sample(some, min(STRANGERS_ASKED // 2, len(some)))
    return found


def keep(library: Path, proposal: Proposal) -> Path:
    """Keep a proposal's threshold in the library's folder, in one step."""
    path = library / FILE
    aside = path.with_suffix(".tmp")
    aside.write_text(json.dumps({"threshold": proposal.threshold}) + "\n", encoding="utf-8")
    aside.replace(path)
    return path


def own_threshold(library: Path) -> float | None:
    """Return the threshold that was kept for a library, None if none was.

    Raises:
        OwnThresholdError: the file is damaged.
    """
    path = library / FILE
    try:
        value = json.loads(path.read_text(encoding="utf-8"))["threshold"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OwnThresholdError(f"{path} cannot be read ({error}). {_mend(path)}") from error
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise OwnThresholdError(f"{path} holds {value!r}, expected 0 to 1. {_mend(path)}")
    return float(value)


def _mend(path: Path) -> str:
    return f"Remove it ({path}), or fit it anew: kalla calibrate --library {path.parent}"
