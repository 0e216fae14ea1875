"""The section ``importance``: what is important beside how satisfied people are, where both are asked."""

from collections.abc import Iterable

from sipforms.engine.gather.facility.importance import Importance
from sipforms.engine.gather.facility.telling import facility_figures, weighed
from sipforms.engine.gather.facility.weighing import weigh
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import GROUPS, QUESTIONS, GroupInput


def importance(given: GroupInput) -> Importance:
    """The pairs among the questions that the settings name, or among all, as far as they may be told."""
    return weigh(facility_figures(given).groups, weighed(given, given.settings.get("questions")), given.least)


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="importance", build=importance, settings={"questions": QUESTIONS}, about=GROUPS)
