"""The figures of a report theme by theme, for screens: one line a theme, and everything about one of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from sipforms.actions.themes import ThemeFigures, Themes, VoiceFigures
from sipforms.engine.gather.development_table import Course, DevelopmentRow, WayCount
from sipforms.engine.gather.facility.importance import Figure
from sipforms.render.charts.dumbbell import column_of
from sipforms.render.charts.words import asked_for, number, signed
from sipforms.render.groups.facility_words import lack_words, respondents_words
from sipforms.render.language import _, ngettext
from sipforms.render.page import Page
from sipforms.render.plain import plain

NUMBER, CHANGE, GAP = 6, 8, 1
AXIS, WIDEST_AXIS, A_STEP = 17, 41, 4
"""How wide the axis is at least and at most; it grows by so much that the steps of a scale of five stay apart alike."""
LEAST_TITLE, WIDEST_TITLE = 22, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """How wide each part of a line is; 0 where there is no room for it, or nothing to stand in it."""

    title: int
    axis: int
    pair: int
    change: int
    others: int


def columns_of(voice: VoiceFigures, width: int) -> Columns:
    """The columns of one respondent group's lines at a width."""
    pair = 2 * NUMBER if any(one.pair for one in voice.themes) else 0
    change = CHANGE if any(one.courses for one in voice.themes) else 0
    others = CHANGE if any(one.pair and one.pair.comparison for one in voice.themes) else 0
    rest = width - pair - change - others
    longest = max((cell_len(plain(one.theme.title)) for one in voice.themes), default=0)
    wanted = min(WIDEST_TITLE, max(LEAST_TITLE, longest))
    free = rest - 2 - wanted if rest - 2 - wanted >= AXIS else rest - 2 - LEAST_TITLE
    steps = (min(free, WIDEST_AXIS) - 1) // A_STEP
    axis = A_STEP * steps + 1 if pair and free >= AXIS else 0
    return Columns(title=max(8, rest - (axis + 2 if axis else 0)), axis=axis, pair=pair, change=change, others=others)


def head_line(voice: VoiceFigures, width: int, page: Page) -> str:
    """What stands in the columns."""
    columns = columns_of(voice, width)
    line = page.glyphs.fitted(_("Area"), columns.title)
    if columns.axis:
        low, high = voice.scale.range if voice.scale else (0, 1)
        steps = [" "] * columns.axis
        for step in range(low, high + 1):
            steps[column_of(step, (low, high), columns.axis)] = str(step)[-1]
        line += f" {''.join(steps)} "
    if columns.pair and voice.scale:
        first, second, _both = signs(page)
        line += f"{first:>{NUMBER}}{second:>{NUMBER}}"
    if columns.change:
        line += f"{page.glyphs.fitted(_('change'), CHANGE - 1).strip():>{CHANGE}}"
    if columns.others:
        line += f"{signs(page)[1] + ' ' + page.glyphs.fitted(_('others'), CHANGE - 3).strip():>{CHANGE}}"
    return line


def theme_line(voice: VoiceFigures, one: ThemeFigures, width: int, page: Page) -> Text:
    """One theme: importance and satisfaction on one axis and in numbers, and how the same people moved."""
    columns = columns_of(voice, width)
    line = page.glyphs.fitted(plain(one.theme.title), columns.title)
    if columns.axis:
        line += f" {axis(one, voice, columns.axis, page)} "
    if columns.pair:
        first, second = (one.pair.first, one.pair.second) if one.pair else (None, None)
        line += "".join(f"{_mean(each):>{NUMBER}}" for each in (first, second))
    if columns.change:
        line += f"{change_words(one, page):>{CHANGE}}"
    if columns.others:
        line += f"{_mean(one.pair.comparison if one.pair else None):>{CHANGE}}"
    return Text(page.glyphs.said(line), end="", no_wrap=True)


def axis(one: ThemeFigures, voice: VoiceFigures, cells: int, page: Page) -> str:
    """Both means on the steps of the scale; empty where they are not told."""
    if one.pair is None or voice.scale is None:
        return " " * cells
    low, high = voice.scale.range
    drawn = [" "] * cells
    for step in range(low, high + 1):
        drawn[column_of(step, (low, high), cells)] = page.glyphs.tick
    first, second, both = signs(page)
    at, other = (
        None if each.mean is None else column_of(each.mean, (low, high), cells)
        for each in (one.pair.first, one.pair.second)
    )
    if at is not None and other is not None:
        for place in range(min(at, other) + 1, max(at, other)):
            drawn[place] = page.glyphs.plenty
    for spot, sign in ((at, first), (other, second)):
        if spot is not None:
            drawn[spot] = both if at == other else sign
    return "".join(drawn)


def signs(page: Page) -> tuple[str, str, str]:
    """For importance, for satisfaction, and for both in one spot; as in the text of the report."""
    return page.glyphs.dot_empty, page.glyphs.dot_full, page.glyphs.dot_half


def legend(voice: VoiceFigures, page: Page) -> str:
    """What the signs stand for; nothing where there are none."""
    if voice.scale is None or not any(one.pair for one in voice.themes):
        return ""
    first, second, both = signs(page)
    low, high = (f"{value} {plain(title)}" for value, title in (voice.scale.steps[0], voice.scale.steps[-1]))
    said = _("{first} {importance}, {second} {satisfaction}, {both} both: means from {low} to {high}.")
    return said.format(
        first=first,
        importance=asked_for(voice.scale.first_title),
        second=second,
        satisfaction=asked_for(voice.scale.second_title),
        both=both,
        low=low,
        high=high,
    )


def change_words(one: ThemeFigures, page: Page) -> str:
    """The mean change of the same people, of a theme with one outcome; several are told below, each by itself."""
    told = [row.course for row in one.courses if row.course is not None and row.course.change.value is not None]
    if len(one.courses) != 1 or not told:
        return page.glyphs.cut if len(told) > 1 else "-"
    return signed(told[0].change.value or 0.0)


def voice_words(voice: VoiceFigures) -> str:
    """Whose answers they are, and how many people's."""
    said = respondents_words(voice.respondents)
    if voice.people is None:
        return said
    people = ngettext("{count} person", "{count} people", voice.people).format(count=voice.people)
    return f"{said} · {people}"


def why_nothing(voice: VoiceFigures) -> str:
    """Why a respondent group has no figures."""
    return lack_words(voice.lack) if voice.lack else _("nobody has answered")


def course_words(row: DevelopmentRow) -> str:
    """How the same people moved, as a sentence; or why that is not told."""
    course = row.course
    if course is None:
        why = _("no period before was chosen") if row.lack == "noPeriod" else lack_words(row.lack or "few")
        return _("Development: {why}.").format(why=why)
    people = ngettext("{count} person", "{count} people", course.people).format(count=course.people)
    said = _("The same {people} then and now: {ways}mean change {change}.").format(
        people=people, ways=_ways(course, row), change=signed(course.change.value or 0.0)
    )
    if course.start is not None and course.end is not None:
        ends = _("From {start} to {end}.").format(start=number(course.start), end=number(course.end))
        said = f"{said} {ends}"
    return said


def _ways(course: Course, row: DevelopmentRow) -> str:
    if course.ways is None:
        return ""
    parts = [f"{one.people} {_way(one, row)}" for one in course.ways]
    return ", ".join(parts) + "; "


def _way(one: WayCount, row: DevelopmentRow) -> str:
    higher = row.outcome.higher
    words = {
        "rose": _("up") if higher is None else _("better") if higher == "better" else _("worse"),
        "same": _("unchanged"),
        "fell": _("down") if higher is None else _("worse") if higher == "better" else _("better"),
    }
    return f" {_('or')} ".join(words[way] for way in one.ways)


def _mean(one: Figure | None) -> str:
    return "-" if one is None or one.mean is None else number(one.mean)


def coverage_words(themes: Themes, questionnaire: str = "") -> Iterator[str]:
    """How much was answered: how many citizens there were, then each questionnaire, or one, in a few words."""
    coverage = themes.coverage
    if coverage is None:
        return
    if coverage.citizens is not None:
        yield ngettext("{count} citizen", "{count} citizens", coverage.citizens).format(count=coverage.citizens)
    for row in coverage.rows:
        if questionnaire not in ("", row.questionnaire):
            continue
        answered = next((one.forms for one in row.states if one.states == ("answered",)), None)
        title = " ".join(part for part in (plain(row.title), plain(row.informant_title).lower()) if part)
        if row.due is None or answered is None:
            yield f"{title}: {lack_words(row.lack or 'few')}"
        else:
            yield _("{title}: {answered} of {due}").format(title=title, answered=answered, due=row.due)
