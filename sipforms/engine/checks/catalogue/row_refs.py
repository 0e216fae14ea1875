"""Mistakes in questions that are answered with a row of a list."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "row-ref-names-nothing": Code("`rowRef: {to: ...}` names no list of rows.", NEAR),
    "row-ref-not-rows": Code(
        "`rowRef: {to: ...}` names something that is no list of rows (`kind`). `suggestion` is the list around it.",
        ("name", "kind", "suggestion"),
    ),
    "row-ref-untitled": Code("The rows that are chosen between have no `rowTitle`.", ("name",), also=True),
    "row-ref-other-variants": Code(
        "A target group is asked to choose a row of a list that it is not asked about.", ("name", "variant")
    ),
    "row-ref-to-more-readers": Code(
        "A row is named where more people may read it than the fields that it is called by.",
        ("name", "field"),
        Level.WARNING,
    ),
    "row-ref-not-carried": Code(
        "What is carried over says which row, and those rows are not carried over with it.", ("name",), Level.WARNING
    ),
    "compares-with-a-row": Code("A comparison with a row's id, which only the engine gives.", ("name",)),
}
