"""What checking found as workflow commands, which GitHub Actions shows as notes beside the lines of a change.

Every value is escaped as the runner's own toolkit does: ``%``, carriage return and newline everywhere, ``:`` and ``,``
in what stands before the message.
"""

from sipforms.engine.problem import Level
from sipforms.render.checking.summary import summary
from sipforms.render.checking.told import Report, Told, told
from sipforms.render.plain import plain

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(report: Report) -> str:
    """A line for each problem, and the summary as the last."""
    lines = [
        _command(one) for result in report.inspection.results for one in told(result, report.root) if not one.allowed
    ]
    return "\n".join((*lines, _data(summary(report.inspection)))) + "\n"


def _command(one: Told) -> str:
    spot = one.spot
    properties = {
        "file": spot.file,
        "line": spot.line,
        "endLine": spot.line,
        "col": spot.column,
        "endColumn": spot.end,
        "title": one.problem.code,
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[one.level]} {written}::{_data(one.message)}"


def _data(text: str) -> str:
    return plain(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
