"""Plots as inline SVG: curves, a reliability diagram, bars.

In: numbers and words. Out: SVG with a title and a description in words, whose colours are classes
that the page's style sheet knows in light and dark. It does not know what the numbers mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from qa.printing import one_line

WIDTH, HEIGHT = 560, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 60, 16, 36, 52
_BAR, _ROW = 18, 28
_NAME_CHARS = 24
# Lines differ in their dashes too, for those who do not tell the colours apart.
_SERIES = 4


def words(text: str) -> str:
    """Return anybody's words for HTML or SVG, in one line, with nothing that is markup."""
    return escape(one_line(text), quote=True)


def curves(
    name: str,
    title: str,
    described: str,
    lines: Mapping[str, Sequence[tuple[float, float]]],
    axes: tuple[str, str],
) -> str:
    """Return curves in a square from 0 to 100 %.

    Args:
        name: unique in the page.
        title: what it shows.
        described: the same as the curves, in words.
        lines: points by the name of their curve, both from 0 to 1; at most four curves.
        axes: names of the horizontal and the vertical one.
    """
    drawn = "".join(
        f'<polyline class="line s{number % _SERIES}" points="{_points(points)}"/>'
        for number, points in enumerate(lines.values())
    )
    return _svg(name, title, described, HEIGHT, _square(axes) + drawn + _lines_named(lines))


def reliability(
    name: str,
    title: str,
    described: str,
    points: Sequence[tuple[float, float, int]],
    axes: tuple[str, str],
) -> str:
    """Return a reliability diagram: how sure against how often right, and the line of equality.

    Args:
        name: unique in the page.
        title: what it shows.
        described: the same in words.
        points: mean confidence, share right, both 0 to 1, and how many questions.
        axes: names of the horizontal and the vertical one.
    """
    line = [(sure, right) for sure, right, _count in points]
    drawn = (
        f'<polyline class="ideal" points="{_points([(0, 0), (1, 1)])}"/>'
        f'<polyline class="line s0" points="{_points(line)}"/>'
    )
    for sure, right, count in points:
        drawn += (
            f'<circle class="dot" cx="{_x(sure):.1f}" cy="{_y(right):.1f}" r="4"/>'
            f'<text x="{_x(sure):.1f}" y="{_y(right) - 9:.1f}" text-anchor="middle">{count}</text>'
        )
    return _svg(name, title, described, HEIGHT, _square(axes) + drawn)


def bars(
    name: str, title: str, described: str, rows: Sequence[tuple[str, Mapping[str, int]]]
) -> str:
    """Return a horizontal bar a row, stacked of its counts.

    Args:
        name: unique in the page.
        title: what it shows.
        described: the same in words.
        rows: name of the row, and counts by the name of their part, the same parts in every row.
    """
    parts = list(rows[0][1]) if rows else []
    most = max((sum(counts.values()) for _row, counts in rows), default=0)
    left, top = 190, 16 + 22 * len(parts)
    unit = (WIDTH - left - 48) / max(1, most)
    drawn = _bars_named(parts, left)
    for number, (row, counts) in enumerate(rows):
        y = top + _ROW * number
        label = row if len(row) <= _NAME_CHARS else f"{row[: _NAME_CHARS - 1]}…"
        drawn += f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{words(label)}</text>'
        drawn += "".join(_stack(counts.values(), left, y, unit))
    return _svg(name, title, described, top + _ROW * len(rows) + 8, drawn)


def _stack(counts: Iterable[int], x: float, y: float, unit: float) -> Iterator[str]:
    total = 0
    for number, count in enumerate(counts):
        if count:
            yield (
                f'<rect class="bar s{number % _SERIES}" x="{x:.1f}" y="{y:.1f}" '
                f'width="{count * unit:.1f}" height="{_BAR}"/>'
            )
        x += count * unit
        total += count
    yield f'<text x="{x + 6:.1f}" y="{y + 13:.1f}">{total}</text>'


def _svg(name: str, title: str, described: str, height: float, drawn: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="{name}-title {name}-described">'
        f'<title id="{name}-title">{words(title)}</title>'
        f'<desc id="{name}-described">{words(described)}</desc>{drawn}</svg>'
    )


def _square(axes: tuple[str, str]) -> str:
    drawn = ""
    for at in range(0, 101, 20):
        x, y = _x(at / 100), _y(at / 100)
        drawn += (
            f'<line class="grid" x1="{x:.1f}" y1="{_y(0)}" x2="{x:.1f}" y2="{_y(1)}"/>'
            f'<line class="grid" x1="{_x(0)}" y1="{y:.1f}" x2="{_x(1)}" y2="{y:.1f}"/>'
            f'<text x="{x:.1f}" y="{_y(0) + 18}" text-anchor="middle">{at}</text>'
            f'<text x="{_x(0) - 8}" y="{y + 4:.1f}" text-anchor="end">{at}</text>'
        )
    middle = _y(0.5)
    return drawn + (
        f'<text x="{_x(0.5):.1f}" y="{HEIGHT - 10}" text-anchor="middle">{words(axes[0])}</text>'
        f'<text x="16" y="{middle:.1f}" text-anchor="middle" '
        f'transform="rotate(-90 16 {middle:.1f})">{words(axes[1])}</text>'
    )


def _lines_named(names: Iterable[str]) -> str:
    """Samples of the curves in a row above the square, where no curve can run into them."""
    drawn = ""
    for number, name in enumerate(names):
        x = _LEFT + 120 * number
        drawn += (
            f'<line class="line s{number % _SERIES}" x1="{x}" y1="12" x2="{x + 30}" y2="12"/>'
            f'<text x="{x + 38}" y="16">{words(name)}</text>'
        )
    return drawn


def _bars_named(names: Iterable[str], x: float) -> str:
    drawn = ""
    for number, name in enumerate(names):
        y = 4 + 22 * number
        drawn += (
            f'<rect class="bar s{number % _SERIES}" x="{x}" y="{y}" width="14" height="12"/>'
            f'<text x="{x + 20}" y="{y + 11}">{words(name)}</text>'
        )
    return drawn


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)


def _x(share: float) -> float:
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)
