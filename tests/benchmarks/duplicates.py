"""How well copies are told from namesakes, for several thresholds.

python tests/benchmarks/duplicates.py [--releases N]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from index.copies import are_copies, groups_of_copies
from index.paragraphs import split_documents
from index.repeats import Text, repeats
from tests.made_releases import TEMPLATES, a_release, copies, namesakes


def main() -> None:
    """Print the shares of copies and of namesakes that are taken for copies."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--releases", type=int, default=40)
    count = parser.parse_args().releases
    draw = random.Random(7)
    true, false = [], []
    for number in range(count):
        release = a_release(draw, number % len(TEMPLATES))
        own = release.document(f"{number}")
        true += [(own, one) for one in copies(draw, release, f"{number}")]
        false += [(own, one) for one in namesakes(draw, release, f"{number}")]
    print("documents: share in common, copies found, namesakes taken for copies")
    for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        found = [sum(are_copies(*p, copied_share=share) for p in side) for side in (true, false)]
        print(f"  {share:.1f}  {found[0]} of {len(true)}  {found[1]} of {len(false)}")
    wrong = [b.id for a, b in true if not are_copies(a, b)]
    wrong += [b.id for a, b in false if are_copies(a, b)]
    print("  taken for the other:", *(wrong or ["none"]))
    print("paragraphs: own share, those of copies left out, of namesakes left out")
    sides = [[(_texts(a), _texts(b)) for a, b in side] for side in (true, false)]
    for share in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
        cells = []
        for pairs in sides:
            left = [any(repeats(t, o, own_share=share) for o in of) for of, ts in pairs for t in ts]
            cells.append(f"{sum(left)} of {len(left)}")
        print(f"  {share:.1f}  {cells[0]}  {cells[1]}")
    documents = [replace(d, id=f"{d.id}/{n}") for n, p in enumerate(true + false) for d in p]
    start = time.monotonic()
    groups = groups_of_copies(documents)
    print(f"{len(groups)} groups of {len(documents)} documents, {time.monotonic() - start:.1f} s")


def _texts(document):
    return [
        Text(p.text, f"{document.title}\n{p.heading}", document.text)
        for p in split_documents([document])[0]
    ]


if __name__ == "__main__":
    main()
