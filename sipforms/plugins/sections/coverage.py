"""The section ``coverage``: how many forms were to be answered in the period, and what became of them."""

from collections.abc import Iterable

from sipforms.engine.gather.facility.coverage import Coverage
from sipforms.engine.gather.facility.telling import facility_figures
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import GROUPS, GroupInput


def coverage(given: GroupInput) -> Coverage:
    """How much was answered, as far as it may be told."""
    return facility_figures(given).coverage


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="coverage", build=coverage, about=GROUPS)
