"""Documents, paragraphs and what was removed, in one SQLite file.

In: frozen dataclasses. Out: the same, in the same order. Each class has a table and each field a
column, so that a field that is added later is stored without a change here. This file does not
know about vectors, manifests or generations.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from index.documents import Document
    from index.facts import Fact, RejectedFact
    from index.paragraphs import Paragraph, Removed


_to_json = json.JSONEncoder(ensure_ascii=False).encode


class RecordsError(ValueError):
    """The file does not hold the tables and columns that this version reads."""


@dataclass(frozen=True, slots=True)
class Records:
    """What a library holds besides vectors; paragraphs are in the order of their rows."""

    documents: Sequence[Document]
    paragraphs: Sequence[Paragraph]
    removed: Sequence[Removed]
    facts: Sequence[Fact] = field(default_factory=list)
    rejected_facts: Sequence[RejectedFact] = field(default_factory=list)


def write_records(path: Path, records: Records) -> None:
    """Write a new SQLite file; nothing but that one file is left.

    Args:
        path: a file that does not exist.
        records: what it shall hold.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # Nobody else sees the file before it is published: no journal, no waiting for the disk.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table, record_class in _tables().items():
            _write_table(connection, table, record_class, getattr(records, table))
        connection.execute("COMMIT")


def read_records(path: Path) -> Records:
    """Read a file that `write_records` wrote, and close it.

    Raises:
        RecordsError: it was written by a version with other fields.
    """
    # Immutable: no lock and no journal beside it, also in a folder that may not be written to.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            read = {t: _read_table(connection, t, c) for t, c in _tables().items()}
    except sqlite3.Error as error:
        raise RecordsError(f"{path}: {error}") from error
    return Records(**read)


def _tables() -> dict[str, type[DataclassInstance]]:
    from index.documents import Document
    from index.facts import Fact, RejectedFact
    from index.paragraphs import Paragraph, Removed

    return {
        "documents": Document,
        "paragraphs": Paragraph,
        "removed": Removed,
        "facts": Fact,
        "rejected_facts": RejectedFact,
    }


def _write_table(
    connection: sqlite3.Connection,
    table: str,
    record_class: type[DataclassInstance],
    records: Sequence[Any],
) -> None:
    names = [one.name for one in fields(record_class)]
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(f'CREATE TABLE "{table}" ({columns})')
    insert = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})'
    cells = attrgetter(*names)
    as_tuple = any(_are_tuples(record_class))
    rows = (tuple(map(_as_json, cells(one))) if as_tuple else cells(one) for one in records)
    try:
        connection.executemany(insert, rows)
    except UnicodeEncodeError:
        connection.execute(f'DELETE FROM "{table}"')
        safe = (tuple(_as_bytes(_as_json(cell)) for cell in cells(one)) for one in records)
        connection.executemany(insert, safe)


def _read_table(
    connection: sqlite3.Connection, table: str, record_class: type[DataclassInstance]
) -> list[Any]:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
    stored = [column[0] for column in cursor.description]
    expected = [one.name for one in fields(record_class)]
    if stored != expected:
        raise RecordsError(f"The {table} have the fields {stored}, expected {expected}.")
    tuples = [at for at, is_tuple in enumerate(_are_tuples(record_class)) if is_tuple]
    return [record_class(*_read_row(row, tuples)) for row in cursor]


def _read_row(row: tuple[Any, ...], tuples: Sequence[int]) -> Sequence[Any]:
    """Return the fields of a record; those at `tuples` are JSON."""
    if bytes in map(type, row):
        row = tuple(
            one.decode("utf-8", "surrogatepass") if isinstance(one, bytes) else one for one in row
        )
    if not tuples:
        return row
    cells = list(row)
    for at in tuples:
        cells[at] = _tuples(json.loads(cells[at])) if cells[at] != "[]" else ()
    return cells


def _are_tuples(record_class: type[DataclassInstance]) -> list[bool]:
    # Annotations are strings: "tuple[str, ...]".
    return [str(one.type).startswith("tuple") for one in fields(record_class)]


def _as_json(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    # Not escaped: JSON's escapes would make one character of two neighbouring surrogates.
    return _to_json(value) if value else "[]"


def _as_bytes(value: object) -> object:
    """Return text as bytes when UTF-8 cannot hold it.

    A file name that is not UTF-8 reaches Python as text with lone surrogates, and so could a
    document's text.
    """
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    return value


def _tuples(value: Any) -> Any:
    """JSON knows lists only; the records hold tuples."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
