"""Lines over rounds: never wider than asked, the marked round always in sight, a break between any two it parts."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from sipforms.render.charts.course_table import CourseLine, heads, row, window_of
from sipforms.render.charts.glyphs import ALL, ASCII


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[CourseLine, ...], int]:
    rounds = draw(st.integers(1, 12))

    def line(title: str) -> CourseLine:
        values = tuple(draw(st.one_of(st.none(), st.floats(1, 5))) for _ in range(rounds))
        return CourseLine(
            title=title,
            values=values,
            words=tuple("–" if one is None else f"{one:.1f}" for one in values),
            breaks=draw(st.frozensets(st.integers(0, max(0, rounds - 2)), max_size=3)) if rounds > 1 else frozenset(),
            range=(1.0, 5.0),
        )

    titles = draw(st.lists(st.text("abc日é ", min_size=1, max_size=50), min_size=1, max_size=4))
    return tuple(map(line, titles)), rounds


@settings(max_examples=40)
@given(tables(), st.integers(30, 140), st.data(), st.sampled_from([ALL, ASCII]))
def test_a_line_fits_and_shows_the_marked_round(
    made: tuple[tuple[CourseLine, ...], int], width: int, data: st.DataObject, glyphs: object
) -> None:
    lines, rounds = made
    marked = data.draw(st.integers(0, rounds - 1))
    apart = data.draw(st.lists(st.integers(0, 900), min_size=rounds, max_size=rounds))
    days = tuple(date(2016, 1, 1) + timedelta(days=sum(apart[: place + 1])) for place in range(rounds))
    window = window_of(lines, days, marked, width)
    assert 0 <= window.first <= marked < window.end <= rounds
    head = heads(days, window, marked, glyphs)  # type: ignore[arg-type]
    assert head.cell_len <= max(width, 34)
    for line in lines:
        drawn = row(line, window, marked, glyphs)  # type: ignore[arg-type]
        assert cell_len(drawn.plain) == head.cell_len
        assert f"[{glyphs.said(line.words[marked])}]" in drawn.plain  # type: ignore[attr-defined]
        broken = sum(window.first <= place < window.end - 1 for place in line.breaks)
        assert drawn.plain.count(glyphs.broken) >= 2 * broken  # type: ignore[attr-defined]


def test_a_curve_is_parted_where_it_is_broken() -> None:
    line = CourseLine(
        title="A", values=(1, 2, 4, 5), words=("1", "2", "4", "5"), breaks=frozenset({1}), range=(1.0, 5.0)
    )
    days = tuple(date(2026, 1, day) for day in (1, 2, 21, 31))
    window = window_of((line,), days, 3, 80)
    assert row(line, window, 3).plain == "A            ▁▃                ┆▆─────────█       1       2 ┆     4      [5]"
    narrow = window_of((line,), days, 3, 52)
    assert row(line, narrow, 3).plain.split()[1] == "▁▃┆▆█"
