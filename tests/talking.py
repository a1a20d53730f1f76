"""Talks to the tools for language models, as a program does that has the SDK's client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from mcp import Client

T = TypeVar("T")
QUESTIONS = {"sv": "Vem kom tvåa 2024?", "en": "Who ranked second in 2024?"}
UNKNOWN = {"sv": "okänd hemlighet", "en": "What is unknown?"}


def talk(server: Any, said: Callable[[Client], Awaitable[T]]) -> T:
    """Return what comes of talking to a server, or to what is at an address."""

    async def talking() -> T:
        async with Client(server) as client:
            return await said(client)

    return asyncio.run(talking())


def call(server: Any, tool: str, **arguments: Any) -> Any:
    return talk(server, lambda client: client.call_tool(tool, arguments))
