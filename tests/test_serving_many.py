"""Limits, names and passwords, a proxy's path, and what is counted."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.serving import STUB, serving
from tests.stub_assistant import StubAssistant
from ui.counting import Counts
from ui.desk import Desk
from ui.doorkeeper import MOST_BODY_BYTES
from ui.limits import MOST_CLIENTS, Limits, Rate
from ui.options import OptionError, read_options
from ui.texts import TEXTS


def test_rate_lets_each_client_ask_so_often_a_minute() -> None:
    now = [0.0]
    rate = Rate(2, clock=lambda: now[0])
    assert [rate.takes("a"), rate.takes("a"), rate.takes("a"), rate.takes("b")] == [
        True, True, False, True
    ]  # fmt: skip
    now[0] = 60.0
    assert rate.takes("a")
    assert all(Rate(0).takes("a") for _ in range(100))


def test_rate_holds_nobody_for_longer_than_a_minute_and_never_too_many() -> None:
    now = [0.0]
    rate = Rate(1, clock=lambda: now[0])
    for number in range(MOST_CLIENTS + 50):
        rate.takes(str(number))
    assert len(rate._asked) == MOST_CLIENTS
    now[0] = 61.0
    rate.takes("new")
    assert list(rate._asked) == ["new"]


def test_too_many_questions_are_told_kindly_and_do_not_reach_the_assistant() -> None:
    class Counting(StubAssistant):
        asked = 0

        def ask(self, question: str, **_more: object) -> object:  # type: ignore[override]
            self.asked += 1
            return super().ask(question)

    assistant = Counting()
    desk = Desk(assistant, limits=Limits(per_minute=1))  # type: ignore[arg-type]
    assert desk.turn("Vem?", "sv", client="a").answer
    refused = desk.turn("Vem?", "sv", client="a")
    assert refused.problem == "too-many"
    assert assistant.asked == 1
    assert 'outcome="limited"} 1' in desk.counts.prometheus()


def test_counts_have_room_for_so_many_pages() -> None:
    counts = Counts()
    assert [counts.opened("a", 1), counts.opened("b", 1)] == [True, False]
    assert counts.opened("a", 1)
    # Who found no room, or was never counted, leaves none when going.
    counts.closed("b")
    assert not counts.opened("c", 1)
    counts.closed("a")
    assert counts.opened("c", 1)
    counts.took(0.3)
    told = counts.prometheus()
    assert 'kalla_answer_seconds_bucket{le="0.2"} 0' in told
    assert 'kalla_answer_seconds_bucket{le="0.4"} 1' in told
    assert "kalla_open_pages 1" in told


def test_names_are_asked_for_below_a_path_and_nothing_is_told_of_questions(tmp_path: Path) -> None:
    path = tmp_path / "names"
    path.write_text("anna:hemlig å:t\n")
    path.chmod(0o600)
    options = f"read_options(auth_file=Path({str(path)!r}), root_path='/kalla', per_minute=2)"
    with serving(STUB, options=options) as address, httpx.Client(base_url=address) as web:
        assert web.get("/healthz").text == "ok\n"
        for closed in ("/", "/config", "/document/lidkoping-2024", "/documents", "/metrics"):
            refused = web.get(closed)
            assert refused.status_code == 401, closed
            assert refused.headers["cache-control"] == "no-store"
        assert web.get("/", auth=("anna", "fel")).status_code == 401
        web.auth = httpx.BasicAuth("anna", "hemlig å:t")
        page = web.get("/")
        assert page.status_code == 200
        assert "kalla/theme.css" in page.text
        assert web.get("/kalla/theme.css").status_code == 200
        document = web.get("/document/lidkoping-2024").text
        assert 'href="../kalla/theme.css"' in document
        assert web.post("/documents", content=b"x" * (MOST_BODY_BYTES + 1)).status_code == 413
        assert "answered" in web.get("/metrics").text


def test_programs_are_limited_too() -> None:
    from gradio_client import Client

    with serving(STUB, options="read_options(per_minute=1)") as address:
        client = Client(address, verbose=False, analytics_enabled=False)
        assert client.predict("Vem hemligt?", api_name="/ask")["text"] == "Lidköping"
        with pytest.raises(Exception, match=TEXTS["too-many"]["en"]):
            client.predict("Vem?", api_name="/ask")
        told = httpx.get(f"{address}/metrics").text
        assert 'kalla_questions_total{outcome="answered"} 1' in told
        assert "hemligt" not in told


@pytest.mark.parametrize("root_path", ["kalla", "/", "/kalla/", "/a b", "//x", "/<x>"])
def test_root_path_that_is_none_is_told(root_path: str) -> None:
    with pytest.raises(OptionError, match="--root-path /kalla"):
        read_options(root_path=root_path)


@pytest.mark.parametrize(
    ("words", "mode", "fault"),
    [
        ("anna:x\n", 0o644, "chmod 600"),
        ("anna\n", 0o600, "line 1"),
        ("\n", 0o600, "names nobody"),
    ],
)
def test_file_of_names_is_refused_without_showing_it(
    tmp_path: Path, words: str, mode: int, fault: str
) -> None:
    path = tmp_path / "names"
    path.write_text(words)
    path.chmod(mode)
    with pytest.raises(OptionError, match=fault) as told:
        read_options(auth_file=path)
    assert "anna" not in str(told.value)
    with pytest.raises(OptionError, match="cannot be read"):
        read_options(auth_file=tmp_path / "none")
