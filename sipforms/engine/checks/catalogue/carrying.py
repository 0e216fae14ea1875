"""Mistakes in what is carried over from another questionnaire."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "carry-from-itself": Code(
        "`carry: {from: ...}` that names a question of the same questionnaire; `word` is what stands after `as`.",
        ("name", "word"),
    ),
    "carry-from-several": Code("`carry: {from: ...}` that names no single item or rows.", ("name",)),
    "carry-from-another-kind": Code(
        "What is carried over is answered in another way (`type`) than the question here (`here`).",
        ("name", "type", "here"),
    ),
    "carry-from-another-scale": Code("What is carried over is chosen from other options than here.", ("name",)),
    "carry-no-common-field": Code("Rows that are carried over have no field that the rows here have.", ("name",)),
    "carry-to-more-readers": Code(
        "An answer carried over to where more people, or more tables, may show it than the question it is from.",
        ("name",),
        Level.WARNING,
    ),
    "carry-where-previous": Code("`previous` in the condition that picks the rows to carry over."),
}
