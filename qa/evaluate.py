"""Score Källa: `python -m qa.evaluate --reader`, `--library`, `--questions FILE`.

In: the question-answering sets, or gold questions about a library. Out: tables on standard output,
and rows as JSON lines for `qa.calibrate`. How each figure is found is known by
`qa.evaluate_reader`, `qa.evaluate_library` and `qa.evaluate_questions`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from qa import evaluate_library, evaluate_questions, evaluate_reader
from qa.calibrate import report
from qa.reader import Reader, load_reader

DATA = Path(__file__).parents[1].parent / "shared" / "qa-data"


def score_reader(folder: Path, reader: Reader, size: int | None) -> None:
    """Print the reader's figures given the gold context, set by set."""
    scores = []
    for name in [*evaluate_reader.DEVELOPMENT_SETS, *evaluate_reader.NOTICES]:
        questions = evaluate_reader.sample(evaluate_reader.read_set(folder, name), size)
        scores.append(evaluate_reader.score_set(reader, name, questions))
        _say(f"{name}: {len(questions)} questions")
    sys.stdout.write(evaluate_reader.table(scores) + "\n")


def score_library(folder: Path, reader: Reader, size: int | None, out: Path | None) -> None:
    """Print the figures over whole libraries, and keep the rows if asked to."""
    rows = list(evaluate_library.rows(folder, reader, size=size, progress=_say))
    if out:
        lines = [json.dumps(evaluate_library.row_dict(row), ensure_ascii=False) for row in rows]
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(report(rows) + "\n")


def score_questions(file: Path, library: Path | None) -> None:
    """Print how gold questions fare, by kind and language, and each wrong answer."""
    import qa

    assistant = qa.load(library)
    verdicts = [
        evaluate_questions.judge(assistant, gold) for gold in evaluate_questions.read_gold(file)
    ]
    for verdict in verdicts:
        if not verdict.right:
            gold, answer = verdict.gold, verdict.answer
            expected = gold.answers[0] if gold.answers else "nothing"
            _say(
                f"{gold.id} {gold.question} | {answer.text} ({answer.confidence:.2f}), "
                f"expected {expected}"
            )
    sys.stdout.write(evaluate_questions.table(verdicts) + "\n")


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def main() -> None:
    """Read the command line and score."""
    parser = argparse.ArgumentParser(description="Score Källa on the development sets.")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the gzip'd sets")
    parser.add_argument("--reader", action="store_true", help="given the gold context")
    parser.add_argument("--library", action="store_true", help="from whole libraries")
    parser.add_argument("--size", type=int, help="questions of each set; all by default")
    parser.add_argument("--rows", type=Path, help="where to keep the rows of --library")
    parser.add_argument("--questions", type=Path, help="gold questions about one library")
    parser.add_argument("--of", type=Path, help="that library; the shipped corpus by default")
    options = parser.parse_args()
    if options.questions:
        score_questions(options.questions, options.of)
        return
    if not options.data.is_dir():
        parser.error(f"There is no folder {options.data}. Name the one of the sets: --data DIR")
    reader = load_reader()
    if options.reader or not options.library:
        score_reader(options.data, reader, options.size)
    if options.library:
        score_library(options.data, reader, options.size, options.rows)


if __name__ == "__main__":
    main()
