"""The section ``compared``: what a report compares with what, which places are in and out, and the limits."""

from collections.abc import Iterable

from sipforms.engine.gather.facility.comparing import compare
from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.offers import ReportSection
from sipforms.engine.report import GROUPS


@hookimpl
def report_sections() -> Iterable[ReportSection]:
    yield ReportSection(name="compared", build=compare, about=GROUPS)
