"""What adding to a library costs: `python tests/benchmarks/adding.py --data DIR`.

A library of 10,000 paragraphs, eight to a document (contexts of the question-answering sets, and a
table that ranks municipalities in every tenth), is made with vectors that cost nothing. Then one
page is added, several times over, by what `kalla add` calls, and by that again with the bundled
encoder's name in the library, so that the page is really embedded. Prints the median, where the
time goes, and what a fresh build of the same documents takes. Of a build it says, too, what share
encoding would be, by encoding some of its paragraphs, and how long reading their facts takes. All
times stand in seconds by the clock and, in brackets, of all processors: the latter say more on a
machine that others use.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from index import embedding, encoder, reuse
from index.fact_names import names
from index.facts import facts_of
from index.store import Library, open_library
from index.updating import add
from qa.training_data import read_examples

SETS = ("squad2-sv", "swequad-sv", "norquad-no", "squad-en", "omosqa-de", "omosqa-fr")
TO_A_DOCUMENT = 8


def write_documents(data: Path, folder: Path, paragraphs: int) -> None:
    """Write documents of eight contexts each, until there are so many paragraphs."""
    contexts: dict[str, None] = {}
    for name in SETS:
        for example in read_examples(data / f"{name}-train.jsonl.gz"):
            contexts.setdefault(example.context, None)
    texts = list(contexts)[:paragraphs]
    towns = sorted(names().municipalities.values())
    for at in range(0, len(texts), TO_A_DOCUMENT):
        body = "\n\n".join(texts[at : at + TO_A_DOCUMENT])
        if at % (10 * TO_A_DOCUMENT) == 0:
            town = towns[at // TO_A_DOCUMENT % len(towns)]
            body += f"\n\n{town} hamnade på plats {at % 290 + 1} i rankningen 2023."
        (folder / f"text-{at:06d}.md").write_text(f"# Text {at}\n\n{body}\n", encoding="utf-8")


class _FreeEncoder:
    """Gives every text a vector made of its length; reading a paragraph costs nothing."""

    dimension = 384

    def __init__(self) -> None:
        self.fingerprint = encoder.load_encoder().fingerprint

    def encode_documents(self, texts, *, progress=None):  # type: ignore[no-untyped-def]
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for at, text in enumerate(texts):
            rows[at, len(text) % self.dimension] = 1.0
            if progress:
                progress(1)
        return rows


def timed(work: Callable[[], object]) -> np.ndarray:
    """Return how long something takes: seconds by the clock, and of all processors."""
    began = time.perf_counter(), time.process_time()
    work()
    return np.array([time.perf_counter() - began[0], time.process_time() - began[1]])


def say_shares(library: Library, spent: np.ndarray, sample: int) -> None:
    """Print what share of a build encoding is, and what reading facts takes of the rest.

    Args:
        library: as it was built without encoding.
        spent: what that took.
        sample: how many of its paragraphs to encode.
    """
    paragraphs = library.paragraphs
    some = paragraphs[:: max(1, len(paragraphs) // sample)][:sample]
    real = encoder.load_encoder()
    embedding.embed(real, library.documents, some[:8])  # the first ones are slower
    each = timed(lambda: embedding.embed(real, library.documents, some)) / len(some)
    encoding = each * len(paragraphs)
    share = encoding / (encoding + spent)
    print(
        f"encoding {len(some)} of them: {1000 * each[0]:.1f} ms each ({1000 * each[1]:.1f}); "
        f"{100 * share[0]:.1f} % of a build is encoding ({100 * share[1]:.1f} %)"
    )
    facts = timed(lambda: facts_of(list(library.documents.values()), paragraphs))
    ms = 1000 * facts / len(paragraphs)
    print(f"facts: {ms[0]:.2f} ms a paragraph ({ms[1]:.2f})")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--paragraphs", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--encode", type=int, default=300, help="how many paragraphs to encode")
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, library = Path(place) / "texts", Path(place) / "library"
        folder.mkdir()
        write_documents(options.data, folder, options.paragraphs)
        free, real = _FreeEncoder(), encoder.load_encoder
        encoder.load_encoder = lambda *_: free  # type: ignore[assignment]
        spent = timed(partial(add, [folder], library))
        encoder.load_encoder = real
        built = open_library(library)
        print(
            f"{len(built.paragraphs)} paragraphs made without encoding in {spent[0]:.1f} s "
            f"({spent[1]:.1f}), {1000 * spent[1] / len(built.paragraphs):.1f} ms each"
        )
        say_shares(built, spent, options.encode)
        taken: list[np.ndarray] = []
        embedding_taken: list[float] = []
        for at in range(options.times):
            page = Path(place) / f"page-{at}.md"
            page.write_text(f"# Sida {at}\n\nLidköping blev {at + 2}:a i år.\n", encoding="utf-8")
            embedded: list[float] = []
            reuse.embed = _timed(embedding.embed, embedded)  # type: ignore[assignment]
            profile = cProfile.Profile()
            if options.profile and at == options.times - 1:
                profile.enable()
            taken.append(timed(partial(add, [page], library)))
            profile.disable()
            embedding_taken.append(sum(embedded))
        middle = np.median(taken, axis=0)
        print(
            f"one page added in {middle[0]:.2f} s ({middle[1]:.2f}; median of {len(taken)}), "
            f"{statistics.median(embedding_taken):.3f} s of it embedding"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"most memory: {peak:.0f} MB")
        if options.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


def _timed(function, spent):  # type: ignore[no-untyped-def]
    def timed(*arguments, **named):  # type: ignore[no-untyped-def]
        began = time.perf_counter()
        result = function(*arguments, **named)
        spent.append(time.perf_counter() - began)
        return result

    return timed


if __name__ == "__main__":
    main()
