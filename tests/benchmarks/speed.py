"""What a question costs: `python tests/benchmarks/speed.py`.

Cold: `kalla ask` as a new process, models on disk, library built. Warm: 200 questions to one
assistant. Reading: 8 passages of 120 words. Prints medians and peak memory; a noisy machine
shows in the 95th percentiles.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

COLD_RUNS = 5
WARM_RUNS = 200
QUESTIONS = (
    "who ranked second in 2024?",
    "Vem kom tvåa 2024?",
    "Hur många jourer samlar Unizon?",
    "When was the survey made for the first time?",
    "Vem är socialminister?",
)


def timed(act: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return taken


def say(name: str, seconds: list[float], unit: float, suffix: str) -> None:
    """One line: median and 95th percentile."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"{name:34} {statistics.median(ordered) * unit:8.2f} {suffix}   95 %: {high * unit:.2f}")


def command(*words: str) -> Callable[[], object]:
    """A run of `kalla` in a process of its own."""
    kalla = Path(sys.executable).with_name("kalla")
    return lambda: subprocess.run([kalla, *words], check=False, capture_output=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", help="default: the shipped corpus")
    options = parser.parse_args()
    import qa

    assistant = qa.load(options.library)
    library = ["--library", options.library] if options.library else []
    say("kalla --help", timed(command("--help"), COLD_RUNS), 1, "s")
    say("kalla ask, cold", timed(command("ask", QUESTIONS[0], *library), COLD_RUNS), 1, "s")
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{'kalla ask, peak memory':34} {children / 1024:8.0f} MB")
    for question in QUESTIONS:
        assistant.ask(question)
    taken = [timed(lambda q=q: assistant.ask(q), 1)[0] for q in QUESTIONS * (WARM_RUNS // 5)]
    say(f"ask, warm, {len(taken)} questions", taken, 1000, "ms")
    words = [w for p in assistant.library.paragraphs for w in p.text.split()]
    texts = [("", " ".join((words * 9)[at * 120 : at * 120 + 120])) for at in range(8)]
    reader = assistant._reader
    say("reading 8 × 120 words", timed(lambda: reader.read(QUESTIONS[1], texts), 25), 1000, "ms")


if __name__ == "__main__":
    main()
