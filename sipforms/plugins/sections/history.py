"""The section ``history``: the indicators over all rounds, with the places where the line is broken and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sipforms.engine.compare.comparability import Break
from sipforms.engine.compare.other_forms import OtherForm
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import PATTERNS, SectionInput
from sipforms.engine.score.score import Score
from sipforms.engine.time_axis import TimeAxis, time_axis
from sipforms.plugins.sections.development import short_titles

ROUNDS = 3
"""Two rounds are a comparison; a course begins at three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One indicator: its score in every round, and after which rounds (counted from 0) the line is broken, and why."""

    indicator: str
    title: str
    scores: tuple[Score | None, ...]
    breaks: tuple[tuple[int, Break], ...]

    def pieces(self) -> Iterator[tuple[tuple[int, float], ...]]:
        """The unbroken pieces of the line: the places of their rounds and the numbers there.

        A line is drawn within a piece and never between two.
        """
        broken = {place for place, _why in self.breaks}
        piece: list[tuple[int, float]] = []
        for place, score in enumerate(self.scores):
            if place - 1 in broken and piece:
                yield tuple(piece)
                piece = []
            if score is not None and isinstance(score.value, (int, float)):
                piece.append((place, float(score.value)))
        if piece:
            yield tuple(piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All rounds by day and the lines through them. ``range`` is the lowest and highest number possible, if shared.

    ``other_forms`` are rounds of the same that stand in no line: those in another form of the questionnaire.
    """

    days: tuple[date, ...]
    modes: tuple[str | None, ...]
    lines: tuple[Line, ...]
    range: tuple[float, float] | None
    other_forms: tuple[OtherForm, ...] = ()

    @property
    def is_long_enough(self) -> bool:
        """True from three rounds on, when a course can be drawn."""
        return len(self.days) >= ROUNDS

    @property
    def axis(self) -> TimeAxis:
        """True time from the first round to the newest."""
        return time_axis(self.days)


def course(given: SectionInput) -> Course:
    """The rounds of the series from the first to the newest."""
    points = given.series.points
    drawn = tuple(
        one
        for one in given.indicators(given.settings.get("indicators", "*"))
        if given.now.scores[one.id].range is not None
    )
    titles = short_titles(given, drawn)
    lines = tuple(
        Line(
            indicator=one.id,
            title=titles[one.id],
            scores=tuple(point.scores.get(one.id) for point in points),
            breaks=tuple(_breaks(given, one.id)),
        )
        for one in drawn
    )
    ranges = {given.now.scores[line.indicator].range for line in lines}
    return Course(
        days=tuple(point.response.answered_on for point in points),
        modes=tuple(point.response.mode for point in points),
        lines=lines,
        range=ranges.pop() if len(ranges) == 1 else None,
        other_forms=given.series.other_forms,
    )


def _breaks(given: SectionInput, indicator: str) -> Iterable[tuple[int, Break]]:
    for place, step in enumerate(given.series.steps):
        change = step.changes.get(indicator)
        if change is None:
            yield place, "newIndicator"
        elif change.broken is not None:
            yield place, change.broken


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="history", build=course, settings={"indicators": PATTERNS})
