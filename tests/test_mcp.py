"""The tools for language models: typed, silent about their inside; asked by the SDK's client."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from mcp import Client, MCPError

from qa.phrases import PHRASES
from tests.stub_assistant import DOCUMENTS, LIDKOPING, StubAssistant
from tests.talking import QUESTIONS, UNKNOWN, call, talk
from ui.api_types import (
    MOST_QUESTION_CHARS,
    AnswerOut,
    AskBody,
    DocumentOut,
    DocumentsOut,
    ListBody,
    PassagesOut,
    ReadBody,
    RetrieveBody,
)
from ui.desk import Desk
from ui.limits import Limits
from ui.mcp import build_server
from ui.texts import TEXTS


def desk_of(assistant: Any = None, *, per_minute: int = 0) -> Desk:
    return Desk(assistant or StubAssistant(), limits=Limits(per_minute=per_minute))


@pytest.fixture
def server() -> Any:
    return build_server(desk_of())


def test_tools_are_described_with_the_types_of_the_http_interface(server: Any) -> None:
    tools = {tool.name: tool for tool in talk(server, lambda client: client.list_tools()).tools}
    kinds: dict[str, tuple[Any, Any]] = {
        "ask": (AskBody, AnswerOut),
        "retrieve": (RetrieveBody, PassagesOut),
        "list_documents": (ListBody, DocumentsOut),
        "read_document": (ReadBody, DocumentOut),
    }
    assert list(tools) == list(kinds)
    for name, (takes, gives) in kinds.items():
        assert tools[name].input_schema == takes.model_json_schema()
        assert tools[name].output_schema == gives.model_json_schema(mode="validation")
        assert tools[name].description.endswith(".")
        assert tools[name].annotations.read_only_hint


@pytest.mark.parametrize("language", ["sv", "en"])
def test_answer_is_the_one_that_python_gives(server: Any, language: str) -> None:
    got = call(server, "ask", question=QUESTIONS[language])
    assert not got.is_error
    assert got.structured_content == StubAssistant().ask(QUESTIONS[language]).to_dict()
    assert got.structured_content["language"] == language
    # Models that read text alone read the same.
    assert AnswerOut.model_validate_json(got.content[0].text).text == "Lidköping"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_abstention_is_an_answer_and_says_so(server: Any, language: str) -> None:
    got = call(server, "ask", question=UNKNOWN[language])
    assert not got.is_error
    assert got.structured_content["abstained"]
    assert got.structured_content["text"] == PHRASES["not-in-documents"][language]
    assert got.structured_content["nearest"]


@pytest.mark.parametrize("question", ["oense", "konstig", ""])
def test_every_kind_of_answer_fits_its_description(server: Any, question: str) -> None:
    # The client holds what it gets against what the server says that it gives.
    got = call(server, "ask", question=question)
    assert got.structured_content == StubAssistant().ask(question).to_dict()


def test_what_was_said_before_reaches_the_assistant() -> None:
    heard: list[Any] = []

    class Hearing(StubAssistant):
        def ask(self, question: str, *, history: Any = (), **_more: Any) -> Any:
            heard.append(list(history))
            return super().ask(question)

    earlier = [{"question": QUESTIONS["sv"], "answer": "Lidköping"}]
    call(build_server(desk_of(Hearing())), "ask", question="Och 2021?", history=earlier)
    assert heard == [[(QUESTIONS["sv"], "Lidköping")]]


def test_a_person_in_need_gets_the_help_lines_and_the_question_is_not_said_back(
    server: Any,
) -> None:
    got = call(server, "ask", question="Min man slår mig, vart kan jag fly?").structured_content
    assert "112" in [line["number"] for line in got["help_lines"]]
    assert got["question"] == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_passages_are_as_many_as_wanted(server: Any, language: str) -> None:
    got = call(server, "retrieve", question=QUESTIONS[language], top_k=1).structured_content
    assert got == {"passages": [StubAssistant().retrieve("", top_k=1)[0].to_dict()]}


def test_documents_are_listed_in_stretches(server: Any) -> None:
    whole = call(server, "list_documents").structured_content
    assert [item["id"] for item in whole["documents"]] == list(DOCUMENTS)
    assert whole["total"] == len(DOCUMENTS)
    part = call(server, "list_documents", start=1, most=1).structured_content
    assert part == {"documents": whole["documents"][1:2], "total": len(DOCUMENTS)}
    # What is listed can be read.
    read = call(server, "read_document", document_id=part["documents"][0]["id"])
    assert read.structured_content["title"] == part["documents"][0]["title"]


def test_document_is_read_in_stretches(server: Any) -> None:
    whole = call(server, "read_document", document_id=LIDKOPING.id).structured_content
    assert (whole["text"], whole["chars"]) == (LIDKOPING.text, len(LIDKOPING.text))
    part = call(server, "read_document", document_id=LIDKOPING.id, start=9, most=5)
    assert part.structured_content["text"] == LIDKOPING.text[9:14]


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("ask", {"question": "hemligt" * MOST_QUESTION_CHARS}, "not-of-the-form"),
        ("ask", {"question": ["hemligt"]}, "not-of-the-form"),
        ("ask", {"question": "hemligt", "hemligt": 1}, "not-of-the-form"),
        ("ask", {}, "not-of-the-form"),
        ("retrieve", {"question": "hemligt", "top_k": 0}, "not-of-the-form"),
        ("list_documents", {"most": 0}, "not-of-the-form"),
        ("list_documents", {"words": "hemligt"}, "not-of-the-form"),
        ("read_document", {"document_id": "hemligt"}, "no-document"),
        ("read_document", {"document_id": "../../etc/passwd"}, "no-document"),
        ("read_document", {"document_id": LIDKOPING.id, "most": 10**9}, "not-of-the-form"),
        ("ask", {"question": "fel hemligt"}, "failed"),
    ],
)
def test_refusals_are_sentences_that_say_nothing_back(
    server: Any, tool: str, arguments: dict[str, Any], code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        got = call(server, tool, **arguments)
    assert got.is_error
    assert got.structured_content == {"code": code, "error": got.content[0].text}
    assert got.content[0].text.endswith(".")
    assert "hemligt" not in got.model_dump_json()
    said = [record for record in caplog.records if not record.name.startswith("mcp.client")]
    assert not [record for record in said if "hemligt" in record.getMessage() or record.exc_info]


def test_a_library_that_breaks_shows_nothing_of_its_inside() -> None:
    assistant = StubAssistant()
    assistant.library = None  # type: ignore[assignment]
    got = call(build_server(desk_of(assistant)), "read_document", document_id="x")
    assert got.structured_content == {"error": TEXTS["failed"]["en"], "code": "failed"}


def test_a_tool_that_is_none_is_told_with_those_that_are(server: Any) -> None:
    async def said(client: Client) -> None:
        with pytest.raises(
            MCPError, match=r"The tools are: ask, retrieve, list_documents, read_document\."
        ):
            await client.call_tool("delete_document", {"document_id": "x"})

    talk(server, said)


def test_others_are_heard_while_one_is_answered() -> None:
    class Meeting(StubAssistant):
        def ask(self, question: str, *, history: Any = (), **_more: Any) -> Any:
            both.wait()
            return super().ask(question)

    import threading

    both = threading.Barrier(2, timeout=60)

    async def two(client: Client) -> list[Any]:
        asked = {"question": QUESTIONS["sv"]}
        return await asyncio.gather(*(client.call_tool("ask", asked) for _ in range(2)))

    answers = talk(build_server(desk_of(Meeting())), two)
    assert [answer.structured_content["text"] for answer in answers] == ["Lidköping"] * 2
