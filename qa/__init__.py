"""Ask a library of documents: `qa.load().ask("who ranked second in 2024?")`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.assistant import Assistant, build, load

__all__ = ["Assistant", "build", "load"]


def __getattr__(name: str) -> Any:
    # The models' libraries take seconds to import; `import qa` must not.
    if name in __all__:
        from qa import assistant

        return getattr(assistant, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
