"""Mistakes in comments that allow a problem where it stands."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "allow-form": Code("A comment for sipforms that does not say which problem it allows.", (), Level.WARNING),
    "allow-without-reason": Code("A problem is allowed without a reason.", ("name",), Level.WARNING),
    "allow-unknown-code": Code("No kind of problem has that name.", ("name", "suggestion"), Level.WARNING),
    "allow-must-be-mended": Code("A mistake that must be mended and cannot be allowed.", ("name",), Level.WARNING),
    "allow-nothing": Code("There is no such problem on the line that the comment is about.", ("name",), Level.WARNING),
}
