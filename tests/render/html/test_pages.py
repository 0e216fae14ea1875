"""Pages of reports: one file that fetches nothing, in which nobody's words become markup, and true pictures."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from sipforms.engine.report import GroupReport, ReportPart
from sipforms.plugins.sections.open_answers import OpenAnswer, OpenAnswers
from sipforms.plugins.sections.talk_sheet import Dots
from sipforms.render.html.elements import element
from sipforms.render.html.fills import MOST, Piece, bar, fills
from sipforms.render.html.frame import Sheet, lines, page_html, said
from sipforms.render.html.group_report import group_report_html
from sipforms.render.html.parts.development import development_html
from sipforms.render.html.parts.history import history_html
from sipforms.render.html.parts.own_words import open_answers_html
from sipforms.render.html.report import drawn_part
from sipforms.render.html.sheet import dots_html
from sipforms.render.html.svg import Axis
from sipforms.render.language import speak
from tests.engine.stays import secure
from tests.render.drawn import FIVE_STEPS, compared, course, development, line, row
from tests.render.html.pages_read import read

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}",
    "{{ 7 * 7 }}",
    "</svg><a href='javascript:alert(1)'>",
    "\u202egrøn\u0007\x1b[2J",
)
SHIPPED = {"html", "head", "meta", "title", "link", "style", "body", "svg", "defs", "pattern", "rect", "circle"}


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


@pytest.mark.parametrize("text", HOSTILE)
def test_nobodys_words_become_markup(text: str) -> None:
    shown = development(row(text, compared("a", 3.0, 2.0), compared("b", 4.0, 4.0)))
    answer = OpenAnswer(path=("q",), area=text, title=text, now=text, before=text, before_day=date(2026, 1, 1))
    words = element("p", said(text), lines(text), title=text)
    body = Markup("").join(
        (
            development_html(shown),
            history_html(course(line(text, 1, 2, 3))),
            open_answers_html(OpenAnswers(answers=(answer,))),
            words,
        )
    )
    page = page_html(text, body, about=text)
    found = read(page)
    assert not found.has("script")
    assert not found.has("img")
    assert len(found.has("style")) == 1
    assert all(not name.startswith("on") for _tag, about in found.tags for name in about)
    assert all("javascript" not in (about.get("href") or "") for _tag, about in found.tags)
    assert {"\u202e", "\x1b", "\x07"}.isdisjoint(page)
    if "7 * 7" in text:
        assert "{{ 7 * 7 }}" in found.said


@pytest.mark.parametrize("language", ["da", "en", "sv"])
def test_a_page_names_its_language_and_fetches_nothing(language: str) -> None:
    speak(language)
    page = page_html("Rapport", Markup("<main>Hej</main>"))
    found = read(page)
    assert found.has("html") == [{"lang": language}]
    policy = next(about["content"] for about in found.has("meta") if about.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"(?:src|href)=\"(?!data:,)|url\((?!\")|@import|https?:", page.replace("http-equiv", ""))
    assert {tag for tag, _about in found.tags} <= SHIPPED | {"main"}


def test_a_page_lies_down_where_it_is_wide() -> None:
    assert 'class="landscape"' in page_html("Rapport", Markup(""), sheet=Sheet.LANDSCAPE)
    assert 'class="portrait"' in page_html("Rapport", Markup(""))


def test_a_part_that_nobody_here_can_draw_is_said_and_not_left_out() -> None:
    part = ReportPart(section="fremmed", value=object())
    assert "fremmed" in drawn_part(part).body
    report = GroupReport(title="", about="facility", programme=secure(), parts=(part,), withheld=("helt_fremmed",))
    said_there = read(group_report_html(report)).said
    assert "The part fremmed cannot be shown on a page." in said_there
    assert "helt_fremmed" in said_there


@settings(max_examples=30)
@given(low=st.floats(-100, 100), wide=st.floats(0.1, 100), share=st.floats(0, 1))
def test_a_number_stands_where_it_belongs_on_its_axis(low: float, wide: float, share: float) -> None:
    axis = Axis(low=low, high=low + wide, start=10, end=210)
    assert axis.at(low + share * wide) == pytest.approx(10 + 200 * share, abs=0.01)
    assert (axis.at(low - 1), axis.at(low + wide + 1)) == (10, 210)


def places(html: str, tag: str = "circle") -> list[tuple[float, float]]:
    """Across and the exact number of each mark."""
    found = (about for about in read(html).has(tag) if about.get("data-value") is not None)
    return [(float(about["cx"] or 0), float(about["data-value"] or 0)) for about in found]


def test_rounds_stand_as_far_apart_as_their_days() -> None:
    made = course(line("Trivsel", 2.0, 3.0, 4.0, 4.5))
    days = (date(2022, 1, 1), date(2022, 1, 31), date(2024, 1, 1), date(2026, 1, 1))
    across = [place for place, _value in places(history_html(replace(made, days=days)))]
    apart = [later - earlier for earlier, later in pairwise(across)]
    in_days = [(later - earlier).days for earlier, later in pairwise(days)]
    assert [one / apart[-1] for one in apart] == pytest.approx([one / in_days[-1] for one in in_days], abs=0.01)


def test_a_line_is_never_drawn_across_a_break() -> None:
    html = history_html(course(line("Trivsel", 2.0, 3.0, 4.0, 4.5, breaks=((1, "mode"),))))
    drawn = [about["points"] or "" for about in read(html).has("polyline")]
    assert [len(points.split()) for points in drawn] == [2, 2]
    assert "way of answering changed" in read(html).said


def test_two_rounds_are_no_course() -> None:
    assert history_html(course(line("Trivsel", 2.0, 3.0))) == ""


def test_marks_of_now_never_hide_each_other() -> None:
    for gap in (0.0, 0.2, 0.5, 2.0):
        html = development_html(development(row("Trivsel", compared("a", 3.0), compared("b", 3.0 + gap)), before=None))
        ((across, _value),) = [one for one in places(html) if one[1] == 3.0][:1]
        corners = next(about["points"] or "" for about in read(html).has("polygon") if about.get("data-value"))
        spots = [tuple(map(float, corner.split(","))) for corner in corners.split()]
        middle = sum(x for x, _y in spots) / 4, sum(y for _x, y in spots) / 4
        down = next(float(about["cy"] or 0) for about in read(html).has("circle") if about.get("data-value"))
        assert abs(middle[0] - across) >= 19 or abs(middle[1] - down) >= 18


def test_what_cannot_be_compared_has_no_last_time_on_the_page() -> None:
    broken = compared("a", 3.0, 2.0, FIVE_STEPS, "mode")
    html = development_html(development(row("Trivsel", broken), broken="mode"))
    assert 2.0 not in read(html).figures
    assert 2.0 not in read(html).drawn
    assert "Cannot be compared with last time: way of answering changed." in read(html).said


def test_parts_of_a_bar_differ_by_pattern_and_fill_it() -> None:
    for count in range(1, MOST + 1):
        assert len(set(fills(count))) == count
    pieces = [Piece(share=one, fills=(fill,)) for one, fill in zip((0.2, 0.3, 0.5), fills(3), strict=True)]
    parts = read(bar(pieces, 201, 20)).has("rect")
    assert [float(one["width"] or 0) for one in parts] == pytest.approx([40, 60, 100])


def test_answers_told_together_look_like_neither_of_them() -> None:
    single = read(bar([Piece(share=1.0, fills=(fills(5)[4],))], 100, 20)).has("rect")
    both = read(bar([Piece(share=1.0, fills=fills(5)[3:])], 100, 20)).has("rect")
    assert [one["fill"] for one in both] == list(fills(5)[3:])
    assert len(single) == 1


def test_dots_are_drawn_and_said() -> None:
    html = dots_html(Dots(halves=7, of=5), 15)
    drawn = read(html)
    assert len(drawn.has("path")) == 1
    assert len([one for one in drawn.has("circle") if one["fill"] != "#ffffff"]) == 3
    assert drawn.has("svg")[0]["aria-label"] == "3.5 of 5 dots"
