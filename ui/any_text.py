"""How an address names a document: by any text, line breaks included.

In: nothing. Out: `{name:path}` in the paths of routes and mounts takes line breaks too. This file
does not know any route.
"""

from __future__ import annotations

from starlette.convertors import PathConvertor, register_url_convertor


class _AnyText(PathConvertor):
    # Starlette's own ends at a line break, which the name of a file may hold.
    regex = r"[\s\S]*"


def take_line_breaks() -> None:
    """Let the routes and mounts that are made from now on take them; again does no harm."""
    register_url_convertor("path", _AnyText())
