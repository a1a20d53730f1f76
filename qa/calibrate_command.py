"""The work of `kalla calibrate`: fit a library's threshold, say what it refuses, keep it.

In: a file of gold questions or none, and a library's folder. Out: text on standard output, and the
threshold in the library's folder. How it is fitted is known by `qa.own_threshold`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qa.own_threshold import Proposal, Tried, keep, propose
from qa.printing import one_line
from qa.streams import progress_bar, write

# Questions of a kind that are listed.
_LISTED = 8


def run_calibrate(questions: Path | None, library: Path, *, is_dry: bool) -> None:
    """Fit, print, and keep unless it is only tried.

    Raises:
        GoldError: the questions are refused; names file, line and reason.
        LibraryError: the library cannot be opened, or there is nothing to fit to.
        OSError: a file cannot be read or written.
    """
    from qa.assistant import load
    from qa.gold import check_answers, read_gold

    golds = read_gold(questions) if questions else []
    assistant = load(library)
    texts = {d.id: d.text for d in assistant.library.documents.values()}
    if questions:
        check_answers(questions, golds, texts)
    with progress_bar("Asking") as progress:
        proposal = propose(assistant, golds, progress=progress)
    write("".join(f"{line}\n" for line in proposal_lines(proposal)))
    if not is_dry:
        write(f"Kept in {keep(library, proposal)}; remove that file to undo it.\n")


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """What a threshold would mean for the questions that were tried, as lines of text."""
    yield f"An answer has to be {proposal.threshold:.3f} sure (before: {proposal.before:.3f})."
    own = [t for t in proposal.tried if t.kind == "own"]
    given = [t for t in own if t.confidence >= proposal.threshold]
    if own:
        right = sum(t.right for t in given)
        yield f"Of your {len(own)} questions {len(given)} are answered, {right} of them rightly."
    yield from _listed("Refused of them", proposal.refused("own"))
    for kind, words in (
        ("own, document taken away", "your questions without the document that answers"),
        ("stranger", "questions about other documents"),
    ):
        tried = [t for t in proposal.tried if t.kind == kind]
        refused = len(proposal.refused(kind))
        if tried:
            yield f"Of {len(tried)} {words} {refused} are refused."
        yield from _listed("Answered all the same", [
            t for t in tried if t.confidence >= proposal.threshold
        ])  # fmt: skip


def _listed(heading: str, tried: list[Tried]) -> Iterator[str]:
    if tried:
        yield f"{heading}:"
    surest = sorted(tried, key=lambda t: -t.confidence)
    for one in surest[:_LISTED]:
        yield f"  {one.confidence:.2f}  {one_line(one.question)} → {one_line(one.answer) or '–'}"
    if len(tried) > _LISTED:
        yield f"  and {len(tried) - _LISTED} more"
