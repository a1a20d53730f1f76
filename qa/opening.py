"""Which library a command means, and what it says of one that was built.

In: what `--library` named, or nothing. Out: a folder that holds a library. It does not know what
the commands do with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa.streams import progress_bar, tell

if TYPE_CHECKING:
    from index.build import BuildReport

BUILDING = "Building the library"


def library_path(library: Path | None, *, is_told: bool = False) -> Path:
    """Return the library's folder; the shipped corpus' is built where it has to be."""
    if library is not None:
        return library
    from index.build import ensure_shipped_library

    with progress_bar(BUILDING) as progress:
        path, report = ensure_shipped_library(progress=progress)
    if is_told:
        tell(built_line(report))
    return path


def built_line(report: BuildReport) -> str:
    """Say what a build did, in a line."""
    from qa.printing import counted, one_line

    done = "Reused" if report.reused else "Built"
    return (
        f"{done} the library {one_line(str(report.library))}: "
        f"{counted(report.documents, 'document')}, {counted(report.paragraphs, 'paragraph')}, "
        f"{counted(report.removed, 'stretch', 'stretches')} set aside "
        f"(kalla list --removed shows them); {report.seconds:.1f} s"
    )
