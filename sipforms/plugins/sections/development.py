"""The section ``development``: indicators now and last time, with another beside each (importance by satisfaction)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sipforms.engine.compare.change import Change, change_over
from sipforms.engine.compare.comparability import Break
from sipforms.engine.compare.history import Point
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.programme import Indicator, Option, Programme
from sipforms.engine.report import PATTERNS, SectionInput
from sipforms.engine.score.score import Score
from sipforms.plugins.sections.own_scale import own_scales, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One indicator now and last time. ``before`` is last time's score, also where the two may not be compared."""

    indicator: Indicator
    now: Score
    before: Score | None
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentRow:
    """One line: what it is about, the indicator, and the one beside it where there is one."""

    title: str
    main: Compared
    beside: Compared | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """Where the lines stand. ``steps`` are the words of the scale, lowest first, where the indicators share one.

    Held against the round before, or (``since_first``) against the first of the series.

    ``range`` is the lowest and highest number possible, or nothing where the lines differ. ``broken`` says why the
    rounds as a whole cannot be compared. ``in_words`` is true where the programme wants a table and no picture.
    ``is_wished`` is true where what stands beside says how much is asked for (importance) of what the lines say the
    more of the better, so that something may be missing; ``is_burden`` where higher numbers are worse.
    """

    rows: tuple[DevelopmentRow, ...]
    main: str
    beside: str
    range: tuple[float, float] | None
    steps: tuple[Option, ...]
    today: date
    before: date | None
    broken: Break | None
    in_words: bool = False
    since_first: bool = False
    is_wished: bool = False
    is_burden: bool = False


def development(given: SectionInput) -> Development:
    """Every indicator that the setting ``indicators`` names, with the one of the same area that ``beside`` names."""
    main = tuple(given.indicators(given.settings.get("indicators", "*")))
    main = tuple(one for one in main if isinstance(given.now.scores[one.id].range, tuple))
    titles = short_titles(given, main)
    others = {one.area: one for one in given.indicators(given.settings.get("beside"))}
    rows = tuple(_row(given, titles[one.id], one, others.get(one.area) if one.area else None) for one in main)
    since_first = given.settings.get("since") == "first"
    earlier, higher = _earlier(given), given.higher_of(main)
    return Development(
        rows=rows,
        main=_kind(given.programme, main),
        beside=_kind(given.programme, others.values()),
        range=_range(rows),
        steps=_steps(given, rows),
        today=given.now.response.answered_on,
        before=earlier.response.answered_on if earlier else None,
        broken=_broken(rows),
        in_words=given.settings.get("chart") == "words",
        since_first=since_first and len(given.series.points) > 1,
        is_wished=higher == "better" and given.higher_of(others.values()) == "more",
        is_burden=higher == "worse",
    )


def _earlier(given: SectionInput) -> Point | None:
    """The round that is compared with: the one before, or the first of all; nothing the first time."""
    if not given.series.steps:
        return None
    return given.series.points[0] if given.settings.get("since") == "first" else given.series.points[-2]


def _change(given: SectionInput, indicator: Indicator) -> Change | None:
    steps = given.series.steps if given.settings.get("since") == "first" else given.series.steps[-1:]
    changes = tuple(step.changes.get(indicator.id) for step in steps)
    return changes[-1] if len(changes) == 1 else change_over(changes, indicator.change)


def _row(given: SectionInput, title: str, indicator: Indicator, beside: Indicator | None) -> DevelopmentRow:
    return DevelopmentRow(
        title=title,
        main=_compared(given, indicator),
        beside=None if beside is None else _compared(given, beside),
    )


def _compared(given: SectionInput, indicator: Indicator) -> Compared:
    earlier = _earlier(given)
    return Compared(
        indicator=indicator,
        now=given.now.scores[indicator.id],
        before=earlier.scores.get(indicator.id) if earlier else None,
        change=_change(given, indicator),
    )


def short_titles(given: SectionInput, indicators: tuple[Indicator, ...]) -> dict[str, str]:
    """What each line is called, by indicator: the area's title where it has that one line, else the indicator's own."""
    questionnaire = given.programme.questionnaires[given.series.questionnaire]
    titles = {entry.id: entry.title for entry in questionnaire.entries}
    lines = Counter(one.area for one in indicators)
    return {one.id: titles.get(one.area or "", one.title) if lines[one.area] == 1 else one.title for one in indicators}


def _kind(programme: Programme, indicators: Iterable[Indicator]) -> str:
    """What the indicators have in common: the title of the dimension that all their patterns end in, or nothing."""
    ends = {_last_step(one) for one in indicators}
    if len(ends) != 1:
        return ""
    dimension = ends.pop()
    questions = (question for one in programme.questionnaires.values() for question in one.questions())
    titles = {question.wording.title for question in questions if question.dimension == dimension}
    return titles.pop() if len(titles) == 1 else ""


def _last_step(indicator: Indicator) -> str | None:
    items = indicator.settings.get("items")
    return items.rpartition(".")[2] if isinstance(items, str) else None


def _range(rows: tuple[DevelopmentRow, ...]) -> tuple[float, float] | None:
    both = (one for row in rows for one in (row.main, row.beside) if one is not None)
    ranges = {one.now.range for one in both}
    return ranges.pop() if len(ranges) == 1 else None


def _steps(given: SectionInput, rows: tuple[DevelopmentRow, ...]) -> tuple[Option, ...]:
    """The words of the one scale that everything behind the lines is answered on; nothing where scales differ."""
    shown = (one.indicator for row in rows for one in (row.main, row.beside) if one is not None)
    scales = [own_scales(given, one) for one in shown]
    return words_of(tuple(scale for some in scales for scale in some)) if all(scales) else ()


def _broken(rows: tuple[DevelopmentRow, ...]) -> Break | None:
    """Why nothing at all can be compared: every line is broken for the same reason."""
    reasons = {row.main.change.broken if row.main.change else None for row in rows}
    return reasons.pop() if len(reasons) == 1 else None


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(
        name="development",
        build=development,
        settings={
            "indicators": PATTERNS,
            "beside": PATTERNS,
            "chart": {"enum": ["dumbbell", "words"]},
            "since": {"enum": ["first", "last"]},
        },
        needs=("indicators",),
    )
