"""What trying the examples of a bundle brings to light."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "example-differs": Code(
        "Something does not come out as the example expects. `name` is a path, an indicator or a check; "
        "`wanted` and `got` are values, or `shown`, `hidden`, `aProblem`, `noProblem`, `notAsked` and the like.",
        ("example", "name", "wanted", "got"),
        production=True,
    ),
    "example-unconfirmed": Code(
        "An expected value with the comment that nobody has confirmed it.",
        ("name", "comment"),
        Level.WARNING,
        production=True,
    ),
    "example-expects-nothing": Code(
        "An example without anything expected of it.", ("example",), Level.WARNING, production=True
    ),
    "no-examples": Code("A programme without a single example.", ("name",), Level.WARNING, production=True),
    "indicator-untried": Code(
        "An indicator of which no example expects a value.", ("name",), Level.WARNING, production=True
    ),
    "check-untried": Code("A check that no example expects to trip.", ("name",), Level.WARNING, production=True),
}
