"""Whatever was added, changed, removed or ruled: the library is the one that a build would give."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import snapshots
from index.build import BuildError, build_library
from index.judging import judge, ruling_of, rulings_of, withdraw
from index.overruling import DROP, KEEP
from index.sources import Sources
from index.store import Library, open_library
from index.updating import add, remove, update
from tests.fakes import write

pytestmark = pytest.mark.usefixtures("encoded")
MANY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FORM = "Hjälpte informationen på den här sidan dig?"
RED = "Röda huset är stängt under ombyggnaden."
RANK = "Umeå kom på plats 3 i Kvinnofridsbarometern 2023."


def assert_same(made: Library, fresh: Library) -> None:
    """Compare all that can be found; paths, and with them ids, differ."""
    assert list(made.documents) == list(fresh.documents)
    assert [(p.text, p.heading) for p in made.paragraphs] == [
        (p.text, p.heading) for p in fresh.paragraphs
    ]
    assert [(r.start, r.text, r.reason) for r in made.removed] == [
        (r.start, r.text, r.reason) for r in fresh.removed
    ]
    np.testing.assert_array_equal(made.vectors(), fresh.vectors())
    assert made.lexical.vocabulary == fresh.lexical.vocabulary
    np.testing.assert_array_equal(made.lexical.rows, fresh.lexical.rows)
    np.testing.assert_array_equal(made.lexical.weights, fresh.lexical.weights)
    assert [(f.who, f.value, f.year, f.start) for f in made.facts] == [
        (f.who, f.value, f.year, f.start) for f in fresh.facts
    ]
    assert [f.reason for f in made.rejected_facts] == [f.reason for f in fresh.rejected_facts]


RANKS = st.builds(
    "{} kom på plats {} i Kvinnofridsbarometern {}.".format,
    st.sampled_from(["Lidköping", "Umeå"]), st.integers(1, 400), st.sampled_from([2021, 2023]),
)  # fmt: skip
TEXT = st.text(min_size=1, max_size=60) | RANKS
STEP = st.tuples(
    st.sampled_from(["write", "delete", "add", "update", "remove"]),
    st.sampled_from(["a/ett", "a/två", "b/ett", "b/ö\u0308", "c/tre"]),
    TEXT,
)


@given(steps=st.lists(STEP, max_size=12))
@MANY
def test_any_sequence_equals_a_fresh_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    library = folder / "library"
    first = write(folder / "first" / "grund.md", "# Grund\n\nEn jour och en budget.")
    add([first.parent], library)
    held: dict[Path, str] = {first: first.read_text()}
    for what, name, text in steps:
        _step(folder, library, held, what, folder / f"{name}.txt", text)
    kept = folder / "kept"
    for path, text in held.items():
        write(kept / path.relative_to(folder), text)
    build_library([kept], folder / "fresh")
    assert_same(open_library(library), open_library(folder / "fresh"))


def _step(
    folder: Path, library: Path, held: dict[Path, str], what: str, path: Path, text: str
) -> None:
    """Take one step, and note what the library is to hold after it."""
    if what in ("write", "add"):
        path.parent.mkdir(exist_ok=True)
        # Not through text mode, which would change line ends.
        path.write_bytes(text.encode())
    if what == "delete":
        path.unlink(missing_ok=True)
    if what == "add":
        added = add([path], library)
        if not added.found.refused:
            held[path] = text
    if what == "remove" and path in held:
        remove([str(path)], library)
        del held[path]
    if what == "update":
        refused = {one.path for one in update(library).found.refused}
        for known in held:
            if str(known) not in refused and known.exists():
                held[known] = known.read_bytes().decode()


PIECES = (RED, FORM, "Snabbval och genvägar", "Jouren har en budget.", "Ombyggnad", RANK)
RULED_STEP = st.tuples(
    st.sampled_from(["add", "add", "delete", "update", "remove", KEEP, DROP, "undo"]),
    st.sampled_from(["a/ett", "a/två", "b/ett", "b/tre"]),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    st.sampled_from(["Röda huset", "hjälpte", "Snabbval", "budget", "Ombyggnad", "Umeå kom"]),
    st.sampled_from(["", "solna.se"]),
)


@given(steps=st.lists(RULED_STEP, max_size=12))
@MANY
def test_any_sequence_equals_a_fresh_build_with_the_same_rulings(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    library = folder / "library"
    first = write(folder / "first" / "grund.md", f"# Grund\n\nEn jour.\n\n{FORM}\n\n{RED}")
    held = {first: first.read_text("utf-8")}
    add([first.parent], library)
    for what, name, pieces, phrase, site in steps:
        path = folder / f"{name}.md"
        if what == "add":
            front = "---\nurl: https://www.solna.se/\n---\n\n" if "a/" in name else ""
            held[path] = front + "\n\n".join(pieces)
            add([write(path, held[path])], library)
        elif what == "delete":
            path.unlink(missing_ok=True)
        elif what == "update":
            # A file that was named itself and is missing keeps its document.
            update(library)
        elif what == "remove" and path in held:
            remove([str(path)], library)
            del held[path]
        elif what in (KEEP, DROP):
            ruled(judge, library, ruling_of(phrase, what, site))
        elif what == "undo":
            for verdict in (KEEP, DROP):
                ruled(withdraw, library, ruling_of(phrase, verdict, site))
    kept = folder / "kept"
    for path, text in held.items():
        write(kept / path.relative_to(folder), text)
    fresh = folder / "fresh"
    fresh.mkdir()
    # A build finds rulings in whichever copy of the library's sources there is.
    snapshots.keep_sources(fresh, Sources(rulings=rulings_of(library)))
    build_library([kept], fresh)
    assert_same(open_library(library), open_library(fresh))


def ruled(follow: Any, library: Path, ruling: Any) -> None:
    # What cannot be followed is refused, and changes nothing.
    with suppress(BuildError):
        follow(library, ruling)
