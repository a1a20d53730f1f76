"""How chats of several turns are understood and answered: `python -m tests.benchmarks.chats first`.

tests/data/chats/*.jsonl, about the shipped corpus and about the pages beside them. Of every turn
but a chat's first it is told what has to stand in the question as it was understood ("must"), what
must not ("not"), or that it is whole; and what answers it, nothing where it has to be refused. The
turns before it are given with their right answers. `--rules` looks at the first guess alone,
without models or library; `--only f05 f10` asks some of them.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.answer import Answer
from qa.follow_up import completions, turns_of
from qa.question import parse

CHATS = Path(__file__).resolve().parents[1] / "data" / "chats"


@dataclass(frozen=True)
class FollowUp:
    """A turn that is not a chat's first, with those before it as `ask` takes them."""

    name: str
    wanted: dict[str, Any]
    history: Sequence[tuple[str, str]]
    own_pages: bool

    @property
    def question(self) -> str:
        """As it was typed."""
        return str(self.wanted["q"])


def follow_ups(round_name: str, only: Sequence[str] = ()) -> Iterator[FollowUp]:
    """Yield a round's follow-ups, chat by chat."""
    for line in (CHATS / f"{round_name}.jsonl").read_text(encoding="utf-8").splitlines():
        chat = json.loads(line)
        if only and chat["id"] not in only:
            continue
        said: list[tuple[str, str]] = []
        for turn in chat["turns"]:
            if said:
                name = f"{chat['id']}.{len(said)}"
                yield FollowUp(name, turn, tuple(said), chat.get("pages") == "own")
            said.append((turn["q"], (turn["answers"] or [""])[0]))


def is_understood(wanted: dict[str, Any], understood_as: str) -> bool:
    """Say whether a question was understood as it should be.

    Args:
        wanted: a turn; each of its "must" and "not" is one or several beginnings of words.
        understood_as: the completed question, "" where it was left as it stands.
    """
    if wanted.get("whole"):
        return not understood_as
    said = understood_as or wanted["q"]

    def has(words: str) -> bool:
        return any(
            re.search(rf"(?<!\w){re.escape(w)}", said, re.IGNORECASE) for w in words.split("|")
        )

    def has_word(words: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said, re.IGNORECASE) is not None

    return all(map(has, wanted["must"])) and not any(map(has_word, wanted.get("not", ())))


def first_guess(asked: FollowUp) -> str:
    """Complete a follow-up by the rules alone; "" for one that is left as it stands."""
    guesses = completions(parse(asked.question), turns_of(asked.history))
    return "" if not guesses or guesses[0] == asked.question else guesses[0]


def verdict(wanted: dict[str, Any], answer: Answer) -> str:
    """Say what became of a turn: "right", "wrong", "refused" or "refused wrongly"."""
    if answer.abstained:
        return "refused wrongly" if wanted["answers"] else "refused"
    said = " ; ".join(claim.text for claim in answer.claims).replace("\u00a0", " ")
    right = any(
        re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said, re.IGNORECASE)
        for one in wanted["answers"]
    )
    return "right" if right else "wrong"


def asking(own_pages: bool) -> Callable[[FollowUp], Answer]:
    """Open the shipped corpus, or a library of the pages beside the chats."""
    import qa

    if not own_pages:
        assistant = qa.load()
    else:
        folder = tempfile.mkdtemp()
        qa.build([CHATS / "pages"], folder)
        assistant = qa.load(folder)
    return lambda asked: assistant.ask(asked.question, history=asked.history)


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rounds", nargs="+", help="first, second")
    parser.add_argument("--rules", action="store_true", help="the first guess, without models")
    parser.add_argument("--only", nargs="+", default=[], metavar="ID", help="these chats")
    options = parser.parse_args()
    every = [one for name in options.rounds for one in follow_ups(name, options.only)]
    askers: dict[bool, Callable[[FollowUp], Answer]] = {}
    counts: Counter[str] = Counter()
    for one in every:
        outcome, confidence = "", 0.0
        if options.rules:
            understood = first_guess(one)
        else:
            if one.own_pages not in askers:
                askers[one.own_pages] = asking(one.own_pages)
            answer = askers[one.own_pages](one)
            understood, confidence = answer.understood_as, answer.confidence
            outcome = verdict(one.wanted, answer)
            counts[outcome] += 1
        right = is_understood(one.wanted, understood)
        counts["understood"] += right
        if one.wanted.get("whole"):
            counts["whole"] += 1
            counts["whole, and left so"] += right
        if outcome == "wrong" and not right:
            counts["  of these misunderstood"] += 1
        if not right or outcome in ("wrong", "refused wrongly"):
            mark = "understood" if right else "MISUNDERSTOOD"
            print(f"{one.name} {mark}: {one.question} -> {understood or '(as it stands)'}")
            if outcome:
                said = "" if answer.abstained else "; ".join(c.text for c in answer.claims)
                print(f"    {outcome} ({confidence:.2f}): {said[:150]}")
    print(f"{'understood right':34} {counts['understood']} of {len(every)}")
    print(f"{'  whole, and left so':34} {counts['whole, and left so']} of {counts['whole']}")
    if not options.rules:
        for name in ("right", "refused", "refused wrongly", "wrong", "  of these misunderstood"):
            print(f"{name:34} {counts[name]}")


if __name__ == "__main__":
    main()
