"""The tools for language models, over MCP: ask, retrieve, list and read documents.

In: calls of these tools. Out: what the HTTP interface gives for the same (`programs`), in the same
types, or a sentence that says why not. Nothing of a call is kept or logged. The one file that
imports the MCP SDK, which is optional; it does not know what an answer is made of.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import anyio
import anyio.to_thread
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from mcp.shared.exceptions import MCPError
from pydantic import BaseModel, ValidationError

from ui import programs
from ui.api_types import (
    AnswerOut,
    AskBody,
    Asked,
    DocumentOut,
    DocumentsOut,
    ErrorOut,
    ListBody,
    PassagesOut,
    ReadBody,
    RetrieveBody,
    fault,
)
from ui.doorkeeper import MOST_BODY_BYTES
from ui.refusing import refuse
from ui.texts import text

if TYPE_CHECKING:
    from fastapi import FastAPI
    from mcp.server.context import ServerRequestContext
    from starlette.types import Receive, Scope, Send

    from ui.desk import Desk

_log = logging.getLogger(__name__)

_INSTRUCTIONS = (
    "Källa answers questions from a library of documents, in Swedish and English, with the exact "
    "sentences that say so. Cite its citations with their documents. Where `abstained` is true "
    "the documents do not say: tell that, and do not answer from elsewhere. Where there are "
    "`help_lines`, show them first: somebody may need them."
)


@dataclass(frozen=True, slots=True)
class _Tool:
    """A tool: what a model is told of it, what it takes and gives, and what it does."""

    name: str
    title: str
    description: str
    takes: type[Asked]
    gives: type[BaseModel]
    does: Callable[[Desk, Any, str], BaseModel]


def _ask(desk: Desk, body: AskBody, client: str) -> AnswerOut:
    return programs.ask(desk, body.question, history=body.said_before(), client=client)


def _retrieve(desk: Desk, body: RetrieveBody, client: str) -> PassagesOut:
    return programs.retrieve(desk, body.question, top_k=body.top_k, client=client)


def _list_documents(desk: Desk, body: ListBody, client: str) -> DocumentsOut:
    return programs.documents(desk, start=body.start, most=body.most)


def _read_document(desk: Desk, body: ReadBody, client: str) -> DocumentOut:
    return programs.read_document(desk, body.document_id, start=body.start, most=body.most)


_TOOLS = {
    tool.name: tool
    for tool in (
        _Tool(
            "ask",
            "Ask the documents",
            "Answer a question in Swedish or English from the documents, with citations: "
            "verbatim sentences, where they stand, and their documents. Abstains, with what came "
            "nearest, where the documents do not say.",
            AskBody,
            AnswerOut,
            _ask,
        ),
        _Tool(
            "retrieve",
            "Find passages",
            "Return the passages of the documents that fit a question, best first, without "
            "answering it.",
            RetrieveBody,
            PassagesOut,
            _retrieve,
        ),
        _Tool(
            "list_documents",
            "List the documents",
            "Return a stretch of the list of documents, counted from 0: ids, titles, publishers, "
            "languages, dates and addresses, and how many there are in all.",
            ListBody,
            DocumentsOut,
            _list_documents,
        ),
        _Tool(
            "read_document",
            "Read a document",
            "Return a stretch of a document's text. Ids come with the list of documents, with "
            "citations and with passages.",
            ReadBody,
            DocumentOut,
            _read_document,
        ),
    )
}
_READS_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def build_server(desk: Desk) -> Server[Any]:
    """Return the tools as an MCP server that knows no transport yet."""
    # The SDK logs what it cannot read with the words it could not read.
    logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)
    listed = types.ListToolsResult(tools=[_described(tool) for tool in _TOOLS.values()])

    async def list_tools(
        context: ServerRequestContext[Any, Any], params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        return listed

    async def call_tool(
        context: ServerRequestContext[Any, Any], params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        tool = _TOOLS.get(params.name)
        if tool is None:
            raise MCPError(types.INVALID_PARAMS, f"The tools are: {', '.join(_TOOLS)}.")
        asked = getattr(context.request, "client", None)
        client = asked.host if asked else ""
        # Answering takes a while; meanwhile others are heard.
        return await anyio.to_thread.run_sync(
            partial(_called, tool, desk, params.arguments or {}, client)
        )

    return Server(
        "kalla",
        title="Källa",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def add_mcp(app: FastAPI, desk: Desk) -> None:
    """Serve the tools at "/mcp" (Streamable HTTP), one answer for each request, no sessions.

    Names, passwords, hosts and origins are looked at by what guards the whole application, more
    strictly than the SDK would.
    """
    from starlette.routing import Route

    manager = StreamableHTTPSessionManager(
        build_server(desk),
        json_response=True,
        stateless=True,
        max_request_body_size=MOST_BODY_BYTES,
    )
    opened = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[Any]:
        async with manager.run(), opened(app) as state:
            yield state

    app.router.lifespan_context = lifespan
    app.router.routes.append(Route("/mcp", _PostOnly(StreamableHTTPASGIApp(manager))))


def serve_stdio(desk: Desk) -> None:
    """Serve the tools on standard input and output until the input ends."""
    server = build_server(desk)

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    anyio.run(serve)


class _PostOnly:
    """Refuses all but POST: there is no session that a GET could listen to or a DELETE end."""

    def __init__(self, app: StreamableHTTPASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "POST":
            await self._app(scope, receive, send)
        else:
            await refuse(scope, send, 405, "method", (b"allow", b"POST"), method=scope["method"])


def _described(tool: _Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        # As read, not as written: a field that says nothing is left out of what is given.
        output_schema=tool.gives.model_json_schema(mode="validation"),
        annotations=_READS_ONLY,
    )


def _called(tool: _Tool, desk: Desk, given: dict[str, Any], client: str) -> types.CallToolResult:
    """Return what a call gives; it never raises."""
    try:
        return _result(tool.does(desk, tool.takes.model_validate(given), client))
    except ValidationError as error:
        sentence = f"The call is not of the form that the tool describes ({fault(error.errors())})."
        return _failed("not-of-the-form", sentence)
    except programs.RefusedError as error:
        return _failed(error.code, str(error))
    except Exception as error:
        # Its message may hold the question.
        _log.error("A tool failed: %s", type(error).__name__)
        return _failed("failed", text("failed", "en"))


def _failed(code: str, sentence: str) -> types.CallToolResult:
    return _result(ErrorOut(error=sentence, code=code), is_error=True)


def _result(given: BaseModel, *, is_error: bool = False) -> types.CallToolResult:
    """Return a result as structured content and, for models that read text alone, as text."""
    said = given.model_dump(mode="json", exclude_unset=True)
    words = said["error"] if is_error else json.dumps(said, ensure_ascii=False)
    return types.CallToolResult(
        content=[types.TextContent(text=words)], structured_content=said, is_error=is_error
    )
