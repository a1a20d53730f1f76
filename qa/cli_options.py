"""Options that several commands of `kalla` take.

In: nothing. Out: annotated types for typer. It knows no command.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LibraryOption = Annotated[
    Path | None,
    typer.Option(
        "--library",
        metavar="DIR",
        help="Folder of the library; KALLA_LIBRARY otherwise, else that of the shipped corpus.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, one object a line.")]
