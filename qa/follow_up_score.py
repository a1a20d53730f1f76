"""Whether a follow-up was completed to what was meant.

In: a completed question and those that would be right. Out: a verdict. Two questions are the same
when they ask with the same word for the same terms, names and numbers, in whatever order and form.
It does not know how a question is completed.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.terms import terms
from qa.follow_up_slots import take_apart

# "Which municipality" and "what place" ask with the same word, as "vilken" does.
_ALIKE = {"what": "which"}


def is_completed_right(completed: str, accepted: Sequence[str], typed: str) -> bool:
    """Say whether a question was understood as it should be.

    Args:
        completed: as which it was understood, "" when it was answered as it stands.
        accepted: the right completions; none when the question is whole already.
        typed: the question itself.
    """
    if not accepted:
        return not completed
    key = question_key(completed or typed)
    return any(question_key(right) == key for right in accepted)


def question_key(text: str) -> tuple[str, frozenset[str]]:
    """Return what a question asks for, and the terms of all its words."""
    asking = take_apart(text, "sv").asking
    kind = asking.kind if asking else ""
    return _ALIKE.get(kind, kind), frozenset(terms(text))
