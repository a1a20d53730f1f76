"""The written pages are in their form, and what is not in it is refused by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa.notices import NoticeError, read_notices

PAGE = """=== Bibliotekets öppettider
publisher: Storå kommun
date: 2024-01-05

Biblioteket öppnar klockan 10. Chef är Anna Ek.

Anna Ek började 2019.

sv? Vem är chef? = Anna Ek @2
en? When does the library open? = klockan 10
en! Who was head in 2018?
"""


def written(tmp_path: Path, text: str) -> Path:
    (tmp_path / "library.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_page_is_read_whole(tmp_path: Path) -> None:
    (notice,) = read_notices(written(tmp_path, PAGE))
    assert (notice.id, notice.title) == ("notice-library-0", "Bibliotekets öppettider")
    assert (notice.publisher, notice.date) == ("Storå kommun", "2024-01-05")
    assert notice.text.count("\n\n") == 1
    (own,) = notice.examples("sv")
    assert own.answer == (notice.text.rindex("Anna Ek"), notice.text.rindex("Anna Ek") + 7)
    opens, head = notice.examples("en")
    assert opens.answer is not None
    assert notice.text[slice(*opens.answer)] == "klockan 10"
    assert head.answer is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("sv? Vem är chef? = Anna Ek", r"library\.txt:9: 'Anna Ek' stands 2 times"),
        ("sv? Vem är chef? = Anna", r"library\.txt:9: 'Anna' stands 2 times"),
        ("sv? Vem är chef? = Bo Ek", r"library\.txt:9: 'Bo Ek' stands 0 times"),
        ("sv? Vem är chef? = Anna Ek @3", r"library\.txt:9: 'Anna Ek' stands 2 times"),
        ("sv? Vem är chef?", r"library\.txt:9: .*needs ' = answer'"),
    ],
)
def test_what_is_not_in_the_form_is_refused(tmp_path: Path, line: str, reason: str) -> None:
    text = PAGE.replace("sv? Vem är chef? = Anna Ek @2", line)
    with pytest.raises(NoticeError, match=reason):
        read_notices(written(tmp_path, text))


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no notices"):
        read_notices(tmp_path)


def test_the_written_pages_are_in_order() -> None:
    notices = read_notices()
    assert len({n.title for n in notices}) == len(notices) >= 900
    kept_back = [n for n in notices if n.kept_back]
    assert 0.08 < len(kept_back) / len(notices) < 0.12
    for notice in notices:
        answered = [q for q in notice.asked if q.answer]
        assert len(answered) >= 6, notice.id
        assert len(notice.asked) > len(answered), notice.id
