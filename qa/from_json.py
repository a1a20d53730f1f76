"""JSON values → frozen dataclasses, or what is wrong with them.

In: what `json.loads` gives, and the dataclass that it should be. Out: that dataclass, with tuples
for lists. Fields that the dataclass does not have are passed over, so that a later version may add
some. It does not know what the values mean.
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_WORDS: Mapping[type, str] = {str: "text", int: "a whole number", bool: "true or false"}
_Made = TypeVar("_Made")


class ShapeError(ValueError):
    """A value is not of the kind that was expected; says where."""


def made_of(kind: type[_Made], value: object, where: str = "it") -> _Made:
    """Return the dataclass that a JSON value stands for.

    Args:
        kind: dataclass whose fields are dataclasses, texts, numbers, tuples, mappings or None.
        value: as `json.loads` gave it.
        where: what to call the value in an error.

    Raises:
        ShapeError: a field is missing or of another kind.
    """
    made: _Made = _read(kind, value, where)
    return made


def _read(kind: Any, value: Any, where: str) -> Any:
    if is_dataclass(kind):
        return _dataclass(kind, value, where)
    if isinstance(kind, types.UnionType):
        present = next(one for one in get_args(kind) if one is not types.NoneType)
        return None if value is None else _read(present, value, where)
    if get_origin(kind) is tuple:
        _expect(isinstance(value, list), "a list", where)
        item = get_args(kind)[0]
        return tuple(_read(item, one, f"{where}[{at}]") for at, one in enumerate(value))
    if get_origin(kind) is Mapping:
        _expect(isinstance(value, dict), "an object", where)
        item = get_args(kind)[1]
        return {name: _read(item, one, f"{where}.{name}") for name, one in value.items()}
    return _plain(kind, value, where)


def _dataclass(kind: Any, value: Any, where: str) -> Any:
    _expect(isinstance(value, dict), "an object", where)
    hints = get_type_hints(kind)
    found = {}
    for one in fields(kind):
        if one.name in value:
            found[one.name] = _read(hints[one.name], value[one.name], f"{where}.{one.name}")
        else:
            has_default = one.default is not MISSING or one.default_factory is not MISSING
            _expect(has_default, f"a field {one.name!r}", where)
    return kind(**found)


def _plain(kind: Any, value: Any, where: str) -> Any:
    if kind is float:
        # Python's json reads Infinity and NaN, which no figure can be made of.
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        _expect(is_number and math.isfinite(value), "a number", where)
        return float(value)
    # True is an int to Python.
    is_kind = isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
    _expect(is_kind, _WORDS[kind], where)
    return value


def _expect(is_so: bool, what: str, where: str) -> None:
    if not is_so:
        raise ShapeError(f"{where}: expected {what}")
