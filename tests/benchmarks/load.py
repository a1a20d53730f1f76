"""Many people at once: `python tests/benchmarks/load.py`.

Starts `kalla chat --per-minute 0` as a process of its own, or takes a running one (`--address`,
`--pid`), and asks from this one, through the queue that programs use: first as many people at once
as `--people`, each one question after the other, then `--later` questions for the memory that is
left, then in Chromium from Enter to the answer on the page. Exit status 1 says that a bound was
missed.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
# Run as a script, it finds only its own folder.
sys.path.insert(0, str(ROOT))

QUESTIONS = ROOT / "corpus" / "questions.jsonl"
PATIENCE_S = 120.0
# Measured in the page itself, from the moment that the browser had the key: the way from there to
# here is not what a person waits for.
_CLOCK = """
() => {
  const began = new Promise((pressed) => {
    addEventListener("keydown", (event) => pressed(event.timeStamp), { capture: true, once: true });
  });
  // By its id: when there are many, the oldest leaves as the new one comes.
  const last = () => [...document.querySelectorAll(".turn[data-announce]")].pop()?.id;
  const before = last();
  const answered = new Promise((seen) => {
    new MutationObserver((_, observer) => {
      if (last() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => seen(performance.now()));
    }).observe(document.body, { childList: true, subtree: true });
  });
  window.taken = Promise.all([began, answered]).then(([from, to]) => to - from);
}
"""


@contextmanager
def running(address: str, pid: int) -> Iterator[tuple[str, int]]:
    """Give address and process of a chat: the named one, or one that ends with the block."""
    if address:
        yield address.rstrip("/"), pid
        return
    command = [sys.executable, "-m", "qa.cli", "chat", "--port", "0", "--per-minute", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout
        said = next((line for line in process.stdout if line.startswith("Källa: ")), "")
        if not said:
            raise SystemExit("The chat did not start. Try it: kalla chat --per-minute 0")
        yield said.removeprefix("Källa: ").strip(), process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def resident_mb(pid: int) -> float:
    """Return the memory that a process holds, in megabytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) / 1024


async def ask(client: httpx.AsyncClient, question: str) -> dict[str, object]:
    """Ask through the queue and return the answer.

    Raises:
        RuntimeError: there was none.
    """
    joined = await client.post("/gradio_api/call/ask", json={"data": [question]})
    joined.raise_for_status()
    address = f"/gradio_api/call/ask/{joined.json()['event_id']}"
    kind = ""
    async with client.stream("GET", address) as coming:
        async for line in coming.aiter_lines():
            name, _, rest = line.partition(": ")
            if name == "event":
                kind = rest
            elif name == "data" and kind == "complete":
                answer: dict[str, object] = json.loads(rest)[0]
                return answer
            elif name == "data" and kind == "error":
                raise RuntimeError(rest)
    raise RuntimeError("the queue ended without an answer")


async def person(
    client: httpx.AsyncClient, questions: Sequence[str], seconds: list[float], faults: list[str]
) -> None:
    """Ask one question after the other; note how long each took and what went wrong."""
    for question in questions:
        began = time.perf_counter()
        try:
            answer = await ask(client, question)
        except (httpx.HTTPError, RuntimeError) as error:
            faults.append(f"{type(error).__name__} {error}")
            continue
        seconds.append(time.perf_counter() - began)
        if answer["question"] != question:
            faults.append(f"asked {question!r}, answered {answer['question']!r}")


async def crowd(
    address: str, questions: Sequence[str], people: int
) -> tuple[list[float], list[str]]:
    """Let people ask at once, sharing the questions; return the seconds and the faults."""
    seconds: list[float] = []
    faults: list[str] = []
    most = httpx.Limits(max_connections=2 * people)
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE_S, limits=most) as client:
        everyone = (
            person(client, questions[number::people], seconds, faults) for number in range(people)
        )
        await asyncio.gather(*everyone)
    return seconds, faults


def on_the_page(address: str, questions: Sequence[str]) -> list[float]:
    """Return the milliseconds from Enter to the answer on the page, for each question."""
    from playwright.sync_api import sync_playwright

    from tests.browser.browsing import launch, visit

    taken: list[float] = []
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        visit(page, address)
        for question in questions:
            box = page.locator("#question textarea")
            box.fill(question)
            page.evaluate(_CLOCK)
            box.press("Enter")
            # Waiting by looking again and again would take from the processor what answers need.
            taken.append(float(page.evaluate("window.taken")))
        browser.close()
    return taken


def spread(values: Sequence[float], unit: str) -> str:
    """Say median and 95th percentile."""
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"median {statistics.median(ordered):.2f} {unit}, 95 %: {high:.2f} {unit}"


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", default="", help="of a chat that runs; else one is started")
    parser.add_argument("--pid", type=int, default=0, help="its process, for the memory")
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--questions", type=int, default=400, help="of all people together")
    parser.add_argument("--later", type=int, default=2000, help="for the memory; 0 leaves it out")
    parser.add_argument("--most-growth", type=float, default=5.0, help="per cent of memory")
    parser.add_argument("--page", type=int, default=20, help="in Chromium; 0 leaves it out")
    parser.add_argument("--most-page-ms", type=float, default=400.0, help="median on the page")
    chosen = parser.parse_args()
    if chosen.address and chosen.later and not chosen.pid:
        parser.error("--address needs --pid of the chat's process, or --later 0")
    return chosen


def main() -> int:
    """Measure and print; return 1 when a bound was missed."""
    chosen = arguments()
    from ui.help_lines import sounds_in_need

    read = [json.loads(line)["question"] for line in QUESTIONS.read_text("utf-8").splitlines()]
    # Of a question that sounds like a person in need an answer holds nothing to know it by.
    held = [question for question in read if not sounds_in_need(question)]
    endless = itertools.cycle(held)
    missed = []
    with running(chosen.address, chosen.pid) as (address, pid):
        asked = list(itertools.islice(endless, chosen.questions))
        began = time.perf_counter()
        seconds, faults = asyncio.run(crowd(address, asked, chosen.people))
        lasted = time.perf_counter() - began
        print(f"{chosen.people} people, {len(asked)} questions in {lasted:.1f} s: ", end="")
        print(f"{len(faults)} faults, {spread(seconds, 's')}" if seconds else "no answer")
        if chosen.later:
            before = resident_mb(pid)
            later = list(itertools.islice(endless, chosen.later))
            faults += asyncio.run(crowd(address, later, chosen.people))[1]
            after = resident_mb(pid)
            growth = 100 * (after - before) / before
            print(
                f"memory: {before:.0f} MB, {after:.0f} MB after {len(later)} more: {growth:+.1f} %"
            )
            missed += [f"memory grew by {growth:.1f} %"] if growth > chosen.most_growth else []
        if chosen.page:
            # Each pays for itself: nothing of an answer is kept.
            taken = on_the_page(address, list(itertools.islice(endless, chosen.page)))
            print(f"from Enter to the answer on the page, {len(taken)}: {spread(taken, 'ms')}")
            slow = statistics.median(taken) > chosen.most_page_ms
            missed += [f"the page took more than {chosen.most_page_ms:.0f} ms"] if slow else []
    for fault in (*faults[:5], *missed):
        print(f"missed: {fault}")
    return 1 if faults or missed or not seconds else 0


if __name__ == "__main__":
    sys.exit(main())
