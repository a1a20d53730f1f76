"""The work of `kalla eval`: read the questions, ask them, write the scorecard; or compare two.

In: paths, a library or an address. Out: text on standard output, files, and an exit status: 0 when
it ran, 1 when the questions are refused. It knows no formula and no rule of finding or answering.
"""

from __future__ import annotations

import hashlib
import resource
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from index.places import SHIPPED_CORPUS
from qa.compare import compare, comparison_text
from qa.gold import Gold, GoldError, check_answers, read_gold
from qa.over_http import Chat
from qa.printing import one_line
from qa.scorecard import Asked, Scorecard, read_scorecard, score, write_json
from qa.scorecard_html import scorecard_html
from qa.scorecard_text import scorecard_text
from qa.streams import tell, write
from qa.verdict import Verdict, weigh

FAILED = 1
SILENT = "not-in-documents"
SHIPPED_QUESTIONS = SHIPPED_CORPUS.parent / "questions.jsonl"


class EvalError(ValueError):
    """What was asked for cannot be done; the message says what to do instead."""


def run_eval(
    questions: Path | None,
    *,
    library: Callable[[], Path],
    http: str | None = None,
    json_file: Path | None = None,
    html_file: Path | None = None,
) -> int:
    """Put gold questions to a library or a running chat, and print the scorecard.

    Args:
        questions: file of gold questions; None for those of the shipped corpus.
        library: gives the library's folder; called only when the questions are in order.
        http: address of a running chat, to be asked instead.
        json_file: where to write the scorecard as JSON.
        html_file: where to write it as a page.

    Returns:
        The exit status.

    Raises:
        EvalError: the files to write cannot be written.
        ChatError: the chat cannot be asked.
        LibraryError: the library cannot be opened.
        OSError: a file cannot be read or written.
    """
    if questions is None and http:
        raise EvalError("Name the file of questions for the chat: kalla eval QUESTIONS --http URL")
    file = questions or SHIPPED_QUESTIONS
    _check_outputs(file, [path for path in (json_file, html_file) if path])
    try:
        golds = read_gold(file)
        card = _over_http(file, golds, http) if http else _of_library(file, golds, library())
    except GoldError as error:
        for line in str(error).splitlines():
            tell(f"kalla: {one_line(line)}")
        return FAILED
    if json_file:
        write_json(card, json_file)
    if html_file:
        html_file.write_text(scorecard_html(card), encoding="utf-8")
    write(scorecard_text(card))
    return 0


def run_facts(file: Path, library: Path) -> int:
    """Compare a library's facts with a file of ranks, and print precision and recall.

    Returns:
        The exit status: 0 when it ran, 1 when the file is refused.

    Raises:
        LibraryError: the library cannot be opened.
        OSError: the file cannot be read.
    """
    from index.store import open_library
    from qa.evaluate_facts import FactsError, compare_facts, fact_score_text, read_rows

    try:
        rows = read_rows(file)
    except FactsError as error:
        tell(f"kalla: {one_line(str(error))}")
        return FAILED
    write(fact_score_text(compare_facts(open_library(library), rows)))
    return 0


def run_compare(before: Path, after: Path) -> int:
    """Print what changed from one scorecard to another, and return the exit status.

    Raises:
        ScorecardError: a file is no scorecard.
        OSError: a file cannot be read.
    """
    found = compare(read_scorecard(before), read_scorecard(after))
    write(comparison_text(found, (str(before), str(after))))
    return 0


def _check_outputs(questions: Path, outputs: Sequence[Path]) -> None:
    """Refuse what could not be written, before minutes of asking."""
    taken = {questions.resolve()}
    for path in outputs:
        if path.is_dir() or not path.parent.is_dir():
            raise EvalError(f"{path} cannot be written: name a file in a folder that exists.")
        if path.resolve() in taken:
            raise EvalError(f"{path} is named twice: it would be written over. Name another file.")
        taken.add(path.resolve())


def _of_library(file: Path, golds: Sequence[Gold], library: Path) -> Scorecard:
    from qa.assistant import load
    from qa.evaluate_questions import judge

    assistant = load(library)
    texts = {document.id: document.text for document in assistant.library.documents.values()}
    check_answers(file, golds, texts)
    # Models load late what they need late, which is not a question's own time.
    assistant.ask(golds[0].question)
    verdicts = _all_of(golds, lambda gold: judge(assistant, gold))
    return score(_asked(file, str(library), over_http=False), verdicts, memory_mb=_peak_mb())


def _over_http(file: Path, golds: Sequence[Gold], url: str) -> Scorecard:
    chat = Chat(url)
    verdicts = _all_of(golds, lambda gold: judge_over_http(chat, gold))
    return score(_asked(file, url, over_http=True), verdicts)


def judge_over_http(chat: Chat, gold: Gold) -> Verdict:
    """Ask a running chat one question and compare."""
    answer, ms = chat.ask(gold.question)
    # A chat does not tell what it held back; behind a fixed reply there is nothing.
    return weigh(gold, answer, ms, candidate=None if answer.reason == SILENT else "")


def _all_of(golds: Sequence[Gold], judged: Callable[[Gold], Verdict]) -> list[Verdict]:
    from tqdm import tqdm

    asking = tqdm(golds, desc="Asking", unit=" questions", disable=None, file=sys.stderr)
    return [judged(gold) for gold in asking]


def _asked(file: Path, of: str, *, over_http: bool) -> Asked:
    checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Asked(str(file), checksum, of, over_http, made)


def _peak_mb() -> float:
    # Linux counts it in KB: getrusage(2).
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
