"""How follow-up questions are understood: `python tests/benchmarks/follow_ups.py`.

corpus/conversations.jsonl, asked of the shipped library. Prints every conversation that was not
understood as it should be, how many were, how many of those that are whole were left so, and what
a question costs. `--rules` looks at the first guess alone, without models or library; `--only c05
c10` asks some of them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.follow_up import completions, turns_of
from qa.follow_up_score import is_completed_right
from qa.question import parse

CONVERSATIONS = Path(__file__).resolve().parents[2] / "corpus" / "conversations.jsonl"


@dataclass(frozen=True)
class Understood:
    """As what a question was taken ("" for itself), the guesses that were read, and the time."""

    question: str
    guesses: Sequence[dict[str, Any]] = ()
    answered: bool = False
    seconds: float = 0.0


def read(only: Sequence[str]) -> list[dict[str, Any]]:
    """The conversations, or some of them."""
    lines = CONVERSATIONS.read_text(encoding="utf-8").splitlines()
    return [one for line in lines if (one := json.loads(line))["id"] in only or not only]


def history(one: dict[str, Any]) -> list[Any]:
    """A conversation's earlier turns, as `ask` takes them."""
    return [(t["question"], t["answer"]) if "answer" in t else t["question"] for t in one["turns"]]


def by_rules(one: dict[str, Any]) -> Understood:
    """Take the first guess."""
    guesses = completions(parse(one["question"]), turns_of(history(one)))
    return Understood("" if not guesses or guesses[0] == one["question"] else guesses[0])


def by_asking(library: str | None) -> Callable[[dict[str, Any]], Understood]:
    """Ask an assistant, whose passages choose among the guesses."""
    import qa

    assistant = qa.load(library)
    assistant.ask("Vem kom tvåa 2024?")

    def ask(one: dict[str, Any]) -> Understood:
        began = time.perf_counter()
        answer = assistant.ask(one["question"], history=history(one))
        taken = time.perf_counter() - began
        guesses = answer.trace.get("guesses", ())
        return Understood(answer.understood_as, guesses, not answer.abstained, taken)

    return ask


def share(name: str, verdicts: Sequence[bool]) -> None:
    """One line: how many of how many."""
    print(f"{name:34} {sum(verdicts)} of {len(verdicts)}")


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rules", action="store_true", help="the first guess, without models")
    parser.add_argument("--only", nargs="+", default=[], metavar="ID", help="these conversations")
    parser.add_argument("--library", help="default: the shipped corpus")
    options = parser.parse_args()
    understand = by_rules if options.rules else by_asking(options.library)
    found = []
    for one in read(options.only):
        said = understand(one)
        right = is_completed_right(said.question, one["completed"], one["question"])
        found.append((one, said, right))
        if not right:
            print(f"{one['id']}: {one['question']} -> {said.question or '(as it stands)'}")
            for guess in said.guesses:
                print(f"    {guess['confidence']:.2f} {guess['question']}")
    share("understood right", [right for _, _, right in found])
    for language in ("sv", "en"):
        share(f"  {language}", [right for one, _, right in found if one["lang"] == language])
    share("  whole, and left so", [right for one, _, right in found if not one["completed"]])
    if options.rules:
        return
    share("answered, not refused", [said.answered for _, said, _ in found])
    guesses = [len(said.guesses) for _, said, _ in found if said.guesses]
    if guesses:
        print(f"{'guesses read for a follow-up':34} {statistics.mean(guesses):.1f}")
    if found:
        taken = statistics.median(said.seconds for _, said, _ in found)
        print(f"{'seconds for a question, median':34} {taken:.2f}")


if __name__ == "__main__":
    main()
