"""The section ``distribution``: how answers are spread, question by question, with the comparison beside."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sipforms.engine.gather.facility.distribution import Distribution, GroupSpread
from sipforms.engine.gather.facility.spread import QuestionSpread, Share, Spread
from sipforms.engine.gather.facility.telling import distributed, facility_figures
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import GROUPS, QUESTIONS, GroupInput
from sipforms.engine.response import Json
from sipforms.engine.statistics.intervals import share_interval
from sipforms.engine.statistics.library import has_statistics


def distribution(given: GroupInput) -> Distribution:
    """The questions that the settings name, of every respondent group, as far as they may be told."""
    wanted = {(one.questionnaire, one.path) for one in distributed(given, given.settings.get("questions"))}
    asks = given.settings.get("intervals") is True
    groups = tuple(_groups(facility_figures(given).groups, wanted, with_intervals=asks and has_statistics()))
    return Distribution(
        groups=groups, least=given.least, has_intervals=asks, lacks_statistics=asks and not has_statistics()
    )


def _groups(
    groups: Iterable[GroupSpread], wanted: set[tuple[str, str]], *, with_intervals: bool
) -> Iterator[GroupSpread]:
    named = {questionnaire for questionnaire, _ in wanted}
    for group in groups:
        asked = group.respondents.questionnaire
        mine = tuple(one for one in group.questions if (asked, one.path) in wanted)
        if asked in named and (mine or group.lack is not None):
            yield replace(group, questions=tuple(map(_with_intervals, mine)) if with_intervals else mine)


def _with_intervals(one: QuestionSpread) -> QuestionSpread:
    return replace(one, own=_spread(one.own))


def _spread(one: Spread) -> Spread:
    if one.answered is None:
        return one
    return replace(one, shares=tuple(_share(share, one.answered) for share in one.shares))


def _share(one: Share, of: int) -> Share:
    found = share_interval(one.people, of).interval
    return replace(one, interval=None if found is None else (found.low, found.high))


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    settings: dict[str, Json] = {"questions": QUESTIONS, "intervals": {"type": "boolean"}}
    yield ReportSection(name="distribution", build=distribution, settings=settings, about=GROUPS)
