"""The scorecard: what a library was asked, what came of it, and the figures; as JSON and back.

In: verdicts. Out: a `Scorecard`, its JSON, or the scorecard that a JSON file holds. It does not
know how questions are asked or how a scorecard looks.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from qa.figures import Bin, Figure, Point, figures, reliability, risk_curve
from qa.from_json import made_of
from qa.gold import LANGUAGES
from qa.verdict import Verdict

# Raised when a field changes its meaning; a file of another form is refused.
FORM = 1
ALL, LANGUAGE, KIND = "all", "language", "kind"


class ScorecardError(ValueError):
    """A file is no scorecard; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, of whom and when.

    Attributes:
        questions: the file of gold questions.
        sha256: its checksum.
        of: the library's folder, or the chat's address.
        over_http: whether a chat was asked.
        made: when, ISO 8601 in UTC.
    """

    questions: str
    sha256: str
    of: str
    over_http: bool
    made: str


@dataclass(frozen=True, slots=True)
class Slice:
    """The figures of some of the questions.

    Attributes:
        by: "all", "language" or "kind".
        name: the language or the kind; "all" for all.
        questions: how many.
        figures: by the names of `qa.measures.MEASURES`; those that do not apply are left out.
        risk_coverage: the surest questions first; empty when not known.
        reliability: bins of confidence; empty when not known.
    """

    by: str
    name: str
    questions: int
    figures: Mapping[str, Figure]
    risk_coverage: tuple[Point, ...]
    reliability: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What `kalla eval` finds.

    Attributes:
        asked: what was asked.
        slices: all questions, then by language, then by kind.
        verdicts: in the order of the file of questions.
        memory_mb: most memory that this process held, None when another process answered.
        notes: what is left out, and why.
        form: of the JSON.
    """

    asked: Asked
    slices: tuple[Slice, ...]
    verdicts: tuple[Verdict, ...]
    memory_mb: float | None = None
    notes: tuple[str, ...] = ()
    form: int = FORM

    def of(self, by: str) -> list[Slice]:
        """Return the slices by language or by kind, or the one of all."""
        return [one for one in self.slices if one.by == by]

    @property
    def wrong(self) -> list[Verdict]:
        """The verdicts on wrong answers and wrong refusals."""
        return [verdict for verdict in self.verdicts if not verdict.right]


def score(
    asked: Asked, verdicts: Sequence[Verdict], *, memory_mb: float | None = None
) -> Scorecard:
    """Sum up verdicts.

    Args:
        asked: what was asked.
        verdicts: at least one.
        memory_mb: most memory that answering took, None when unknown.
    """
    slices = [_slice(ALL, ALL, verdicts)]
    for language in LANGUAGES:
        some = [verdict for verdict in verdicts if verdict.gold.language == language]
        if some:
            slices.append(_slice(LANGUAGE, language, some))
    for kind in dict.fromkeys(verdict.gold.kind_name for verdict in verdicts):
        some = [verdict for verdict in verdicts if verdict.gold.kind_name == kind]
        slices.append(_slice(KIND, kind, some))
    notes = tuple(_notes(asked, verdicts))
    return Scorecard(asked, tuple(slices), tuple(verdicts), memory_mb, notes)


def _slice(by: str, name: str, verdicts: Sequence[Verdict]) -> Slice:
    return Slice(
        by, name, len(verdicts), figures(verdicts), risk_curve(verdicts), reliability(verdicts)
    )


def _notes(asked: Asked, verdicts: Sequence[Verdict]) -> list[str]:
    notes = []
    if asked.over_http:
        notes.append(
            "Retrieval figures and memory are left out: a chat tells neither what it found nor "
            "what it needs. Whether the gold answers stand in its documents could not be checked."
        )
    unknown = sum(verdict.candidate is None for verdict in verdicts)
    if unknown:
        notes.append(
            f"Risk, coverage and calibration are left out: of {unknown} refusals it is not known "
            "what would have been answered."
        )
    return notes


def write_json(card: Scorecard, path: Path) -> None:
    """Write a scorecard as JSON."""
    text = json.dumps(asdict(card), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    # Half of a surrogate pair, which a chat may send, becomes the escape that JSON has for it.
    path.write_bytes(text.encode("utf-8", "backslashreplace"))


def read_scorecard(path: Path) -> Scorecard:
    """Read what `write_json` wrote.

    Raises:
        ScorecardError: the file is no scorecard.
        OSError: it cannot be read.
    """
    try:
        stored = json.loads(path.read_bytes())
        form = stored.get("form") if isinstance(stored, dict) else None
        if form != FORM:
            raise ValueError(f"its form is {form!r}, expected {FORM}")
        card = made_of(Scorecard, stored, "the scorecard")
        ids = [verdict.gold.id for verdict in card.verdicts]
        if len(set(ids)) < len(ids):
            raise ValueError("a question stands in it twice")
    except (ValueError, RecursionError) as error:
        raise ScorecardError(
            f"{path} is no scorecard ({error}). Make one: kalla eval QUESTIONS --json FILE"
        ) from error
    return card
