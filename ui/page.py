"""The chat's page as Gradio Blocks.

In: a desk. Out: a page that asks there, and the endpoints for programs. This file does not
know how an answer looks (`render`), what the words are (`session`, `texts`), or who serves the page
(`app`). It is the only one that imports Gradio at its top, so it is imported late, and after
`ui.privacy.keep_quiet`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.asking import Growing
from ui.forgetting import Sessions
from ui.session import Session, known_examples, part_words
from ui.texts import choose_language, other_language, text

if TYPE_CHECKING:
    from ui.desk import Desk

# As many pages are answered at once, and as many programs; the rest wait, pages for a thread and
# programs in Gradio's queue.
AT_ONCE = 40
# How often it is looked whether a program asks; half of it is what its question waits.
LOOKED_EVERY_S = 0.005
# A page that is left open forgets its conversation after an hour.
FORGET_AFTER_S = 3600
# Eight times what is answered; a longer question is told so.
MOST_TYPED_CHARS = 8000


def build_page(desk: Desk) -> tuple[gr.Blocks, Sessions]:
    """Return the page, and what is held of those who have it open.

    Args:
        desk: where to ask; has to stand several threads at once.
    """
    assistant = desk.assistant
    with gr.Blocks(title="Källa", analytics_enabled=False, fill_width=True) as page:
        sessions = Sessions(page, most_unfetched=desk.limits.sessions)
        # First, since Gradio would name it "ask_5" behind the page's own events.
        gr.api(
            _api(desk, sessions), api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="ask"
        )
        session = gr.State(Session(), time_to_live=FORGET_AFTER_S)
        parts, incoming = _lay_out(len(known_examples(assistant)))
        _wire_words(page, desk, session, parts, incoming)
        _wire_questions(desk, session, parts, incoming)
        page.unload(_forgetting(sessions, desk))
    # Beyond it Gradio takes the oldest from its page: there is room for all pages and programs.
    page.state_session_capacity = 2 * desk.limits.sessions
    # Room for those who ask, and for the page's quick events beside them.
    page.max_threads = 2 * AT_ONCE
    page.queue(default_concurrency_limit=AT_ONCE)
    # Gradio looks every millisecond whether a program asks, and every ten how far it is: together
    # a fifteenth of a processor for nothing.
    page._queue.sleep_when_free = LOOKED_EVERY_S
    page._queue.progress_update_sleep_when_free = 1.0
    return page, sessions


def _lay_out(examples: int) -> tuple[dict[str, Any], gr.HTML]:
    """Return the parts that hold words, by the names of `part_words`, and where turns come in."""
    parts: dict[str, Any] = {}
    with gr.Column(elem_id="sheet"):
        with gr.Row(elem_id="top"):
            parts["head"] = gr.HTML(elem_id="masthead", apply_default_css=False)
            parts["documents"] = gr.HTML(elem_id="documents", apply_default_css=False)
            parts["switch"] = gr.Button("", elem_id="language", size="sm")
        gr.HTML('<div id="log"></div>', apply_default_css=False)
        # `turns.js` takes out of it what changes: Gradio would draw every turn anew with each.
        incoming = gr.HTML(elem_id="incoming", apply_default_css=False)
        with gr.Row(elem_id="asking"):
            parts["question"] = gr.Textbox(
                label=" ",
                lines=1,
                max_lines=5,
                max_length=MOST_TYPED_CHARS,
                autofocus=True,
                elem_id="question",
            )
            parts["ask"] = gr.Button("", variant="primary", elem_id="ask")
            parts["clear"] = gr.Button("", elem_id="clear")
        with gr.Column(elem_id="examples", visible=examples > 0):
            parts["legend"] = gr.HTML(apply_default_css=False)
            for number in range(examples):
                parts[f"example-{number}"] = gr.Button("", elem_classes="example")
        parts["foot"] = gr.HTML(elem_id="foot", apply_default_css=False)
    return parts, incoming


def _own(session: gr.State) -> dict[str, Any]:
    """Return how the page's own events are made: each is one request, without Gradio's queue.

    They are no interface for programs, and the page itself says that it waits: Gradio would tell
    every part of the page how each event goes, so it is told to tell one that is not seen.
    """
    return {
        "api_visibility": "private",
        "show_progress": "hidden",
        "show_progress_on": session,
        "queue": False,
    }


def _wire_words(
    page: gr.Blocks, desk: Desk, session: gr.State, parts: dict[str, Any], incoming: gr.HTML
) -> None:
    def updates(language: str) -> list[Any]:
        words = part_words(desk.assistant, language)
        # Gradio takes a new component with the changed properties as an update.
        return [type(part)(**words[name]) for name, part in parts.items()]

    def start(request: gr.Request) -> list[Any]:
        language = choose_language(request.headers.get("accept-language"))
        room = desk.counts.opened(str(request.session_hash), desk.limits.sessions)
        session = Session(language, room=room)
        return [session, session.html(), *updates(language)]

    def switch(held: Session) -> list[Any]:
        changed = replace(held, language=other_language(held.language))
        return [changed, changed.html(), *updates(changed.language)]

    whole = [session, incoming, *parts.values()]
    page.load(start, None, whole, **_own(session))
    parts["switch"].click(switch, session, whole, **_own(session))


def _asking(desk: Desk, threads: Executor) -> Callable[..., Awaitable[tuple[Any, Any]]]:
    """Return the event that takes what was asked on a page: one request, soon answered."""

    async def ask(question: str, held: Session, request: gr.Request) -> tuple[Any, Any]:
        held = held.standing()
        if not held.room:
            return held, held.html()
        # An empty box in the middle of a conversation: Enter was pressed twice.
        if (held.turns or held.coming) and not question.strip():
            return gr.skip(), gr.skip()
        number = held.begin()

        def is_wanted() -> bool:
            return held.is_latest(number)

        client = request.client.host if request.client else ""
        taken = desk.take(question, held.language, client=client)
        if taken.turn.problem:
            asked = held.adding(taken.turn)
            return asked, asked.newest_html()
        work = partial(desk.work, taken, held.turns)
        coming = Growing(taken.turn, work, threads, is_wanted)
        await coming.begun()
        # Cleared meanwhile, nothing comes back.
        return _seen(held, coming) if is_wanted() else (gr.skip(), gr.skip())

    return ask


def _following(desk: Desk) -> Callable[..., Awaitable[tuple[Any, Any]]]:
    """Return the event that gives a page what comes after that which it shows."""
    # One at a time: it takes the models as long as a question.
    trying = ThreadPoolExecutor(1, thread_name_prefix="suggesting")

    async def follow(held: Session) -> tuple[Any, Any]:
        if coming := held.coming:
            has_grown = await coming.grown()
            if not coming.is_wanted():
                return gr.skip(), gr.skip()
            return _seen(held, coming) if has_grown else (gr.skip(), held.nothing_html())
        number = held.latest[0]

        def is_wanted() -> bool:
            return held.is_latest(number)

        # Whoever asks comes first, here and on other pages.
        await desk.quiet.comes(is_wanted)
        suggested = trying.submit(desk.suggestions, held.turns, is_wanted)
        found = await asyncio.wrap_future(suggested)
        if not found or not is_wanted():
            return gr.skip(), gr.skip()
        grown = held.suggesting(found)
        return grown, grown.suggestions_html()

    return follow


def _seen(held: Session, coming: Growing) -> tuple[Session, str]:
    """Return the session with what is on its way or has come, and what the page is to show."""
    expecting = held.expecting(coming)
    return expecting, expecting.newest_html()


def _wire_questions(
    desk: Desk, session: gr.State, parts: dict[str, Any], incoming: gr.HTML
) -> None:
    threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="asking")
    outputs = [session, incoming]

    def clear(held: Session) -> tuple[Session, str, str]:
        cleared = held.clear()
        return cleared, "", cleared.html()

    # `asking.js` presses the buttons, one question after the other.
    asking = {parts[name]: parts[name] for name in parts if name.startswith("example-")}
    asking[parts["ask"]] = parts["question"]
    for button, words in asking.items():
        button.click(_asking(desk, threads), [words, session], outputs, **_own(session))
    more = gr.Button("", elem_id="more")
    # What comes after the answer before is given up only when it hears of the next question.
    limits = {**_own(session), "trigger_mode": "multiple"}
    more.click(_following(desk), session, outputs, **limits)
    outputs = [session, parts["question"], incoming]
    parts["clear"].click(clear, session, outputs, **_own(session))


def _forgetting(sessions: Sessions, desk: Desk) -> Callable[..., None]:
    def forget(request: gr.Request) -> None:
        # Gradio would keep what a closed page held, questions included, for an hour.
        for value in sessions.forget(str(request.session_hash)):
            if isinstance(value, Session):
                # What runs for it is outdated, and stops before its next step.
                value.begin()
        desk.counts.closed(str(request.session_hash))

    return forget


def _api(desk: Desk, sessions: Sessions) -> Callable[..., dict[str, Any]]:
    def ask(question: str, request: gr.Request) -> dict[str, Any]:
        """Answer one question from the documents, with its citations."""
        if request and request.session_hash:
            sessions.note(request.session_hash)
        client = request.client.host if request and request.client else ""
        turn = desk.answer(question, client=client)
        if turn.answer is None:
            raise gr.Error(text(turn.problem, turn.language), print_exception=False)
        return turn.answer.to_dict()

    return ask
