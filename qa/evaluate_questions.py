"""Gold questions put to a library: found, answered, cited, refused, by kind and language.

In: an assistant and gold questions. Out: a `Verdict` for each and shares of them. It does not know
where the library came from; the whole scorecard is made by `qa.scorecard`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from qa.answer import Answer, Passage
from qa.assistant import Assistant
from qa.from_json import made_of
from qa.gold import LANGUAGES, Gold, GoldError, read_gold
from qa.verdict import RANKED, Said, Seen, Verdict, weigh

__all__ = [
    "Gold", "GoldError", "Verdict", "extractive", "judge", "read_gold", "share",
    "table",
]  # fmt: skip

# Passages asked for at first; where they are of fewer than RANKED documents, twice as many.
_PASSAGES = 4 * RANKED


def judge(assistant: Assistant, gold: Gold) -> Verdict:
    """Ask one question and compare."""
    began = time.perf_counter()
    answer = assistant.ask(gold.question)
    ms = 1000 * (time.perf_counter() - began)
    return weigh(
        gold,
        # As the chat's interface for programs hands it over, so that both ways are judged alike.
        made_of(Said, answer.to_dict()),
        ms,
        candidate=_candidate(answer),
        passages=[_seen(passage) for passage in _passages(assistant, gold.question)],
    )


def _candidate(answer: Answer) -> str | None:
    """What would have been said; None when the answer tells nothing of how it was found."""
    if not answer.trace:
        return None
    found = answer.trace.get("candidates")
    return str(found[0]["text"]) if found else ""


def _passages(assistant: Assistant, question: str) -> list[Passage]:
    count = _PASSAGES
    while True:
        passages = assistant.retrieve(question, top_k=count)
        documents = {passage.document.id for passage in passages}
        if len(documents) >= RANKED or len(passages) < count:
            return passages
        count *= 2


def _seen(passage: Passage) -> Seen:
    return made_of(Seen, {**passage.to_dict(), "scores": dict(passage.scores)})


def share(verdicts: Sequence[Verdict], field: str) -> float:
    """Percent of the verdicts whose `field` is true; 0 of none."""
    return 100 * sum(bool(getattr(v, field)) for v in verdicts) / max(1, len(verdicts))


def extractive(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Those whose answer stands in a page, and need not be worked out."""
    return [verdict for verdict in verdicts if verdict.is_extractive]


def table(verdicts: Sequence[Verdict]) -> str:
    """Shares by kind and language, as Markdown."""
    lines = [
        "| kind | language | questions | right | page first | words in 3 | quote holds them |",
        "| --- " * 7 + "|",
    ]
    for kind in [*dict.fromkeys(v.gold.kind_name for v in verdicts), "all"]:
        for language in LANGUAGES:
            of_kind = [v for v in verdicts if kind in (v.gold.kind_name, "all")]
            some = [v for v in of_kind if v.gold.language == language]
            if some:
                lines.append(f"| {kind} | {language} | {len(some)} | {_shares(some)} |")
    return "\n".join(lines)


def _shares(verdicts: Sequence[Verdict]) -> str:
    known = [v for v in verdicts if v.gold.answers]
    shown = [f"{share(verdicts, 'right'):.0f}"]
    for field in ("found_first", "found_in_3", "cited"):
        shown.append(f"{share(known, field):.0f}" if known else "")
    return " | ".join(shown)
