"""What a follow-up is completed to: helpers of the tests that ask for it."""

from __future__ import annotations

from typing import Any

from qa.follow_up import completions, turns_of
from qa.question import parse

SECOND = ("Vem kom tvåa 2024?", "Lidköping")
CHAIR = ("Who chairs Kvinnojouren Sigtuna?", "Marie Unander-Scharin")


def complete(question: str, *history: Any) -> list[str]:
    """Return all completions of a question behind earlier turns, likeliest first."""
    return completions(parse(question), turns_of(history))


def first(question: str, *history: Any) -> str:
    """Return the likeliest completion, "" for none."""
    return next(iter(complete(question, *history)), "")
