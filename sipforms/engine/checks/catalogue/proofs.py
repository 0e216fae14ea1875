"""Mistakes that are proved: nothing is wrong by itself, and yet something can never be, whatever is answered."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

_ABOUT = ("name", "names")
"""What it belongs to (a path, or a check's id), and the questions that it turns on."""

CODES: Mapping[str, Code] = {
    "never-true": Code("A condition, or a part of one, that is never true.", _ABOUT, Level.WARNING),
    "always-true": Code("A condition, or a part of one, that is always true.", _ABOUT, Level.WARNING),
    "never-asked": Code("Something that nobody is ever asked: its condition is never true.", _ABOUT, Level.WARNING),
    "never-asked-here": Code(
        "Something that nobody is ever asked: its condition is never true together with what is around it.",
        _ABOUT,
        Level.WARNING,
        also=True,
    ),
    "required-never-asked": Code(
        "Something that must be answered and that nobody is ever asked.", _ABOUT, Level.WARNING, also=True
    ),
    "no-target-group-left": Code(
        "`only` and `without`, with those around them, that leave nobody to be asked.", _ABOUT, Level.WARNING
    ),
    "required-only-hidden": Code(
        "A `requiredIf` that is only true where the question is hidden.", _ABOUT, Level.WARNING
    ),
    "required-already": Code(
        "A `requiredIf` on what must be answered in any case.", ("name",), Level.WARNING, also=True
    ),
    "requires-nothing": Code("A `requiredIf` on an area without a list of what is required.", ("name",), Level.WARNING),
    "check-never-fails": Code("A check that can never fail, so that it does nothing.", _ABOUT, Level.WARNING),
    "check-never-holds": Code("A check that fails whenever it is judged.", _ABOUT, Level.WARNING),
    "check-never-judged": Code(
        "A check that compares answers which are never there together, so that it is never judged.",
        _ABOUT,
        Level.WARNING,
    ),
    "nobody-can-hand-in": Code("A hard check that fails whatever is answered, so that nothing is handed in.", _ABOUT),
    "never-computed": Code("A number that nobody ever gets: what it is computed from is never asked.", ("name",)),
    "rule-never-met-together": Code(
        "A missing rule that asks for more (`least`) than can be asked of anybody (`count`).",
        ("name", "least", "count"),
    ),
    "rule-never-met-in-group": Code(
        "A missing rule that asks for more than the target group (`group`) can be asked.",
        ("name", "group", "least", "count"),
        Level.WARNING,
    ),
    "counts-nothing": Code("A condition of an indicator that nothing ever meets.", ("name",), Level.WARNING),
    "counts-everything": Code("A condition of an indicator that everything meets.", ("name",), Level.WARNING),
    "threshold-beyond": Code(
        "A threshold that no answer reaches, or every answer does.", ("name", "value", "low", "high"), Level.WARNING
    ),
    "change-beyond": Code(
        "A meaningful change (`value`) that is larger than the indicator's range.",
        ("value", "low", "high"),
        Level.WARNING,
    ),
    "map-names-nothing": Code("A map gives a number to an option that no question has.", NEAR),
    "map-leaves-out": Code("A map gives no number to options (`names`) that can be answered.", ("names",), Level.NOTE),
    "turns-on-missing": Code(
        "A condition that a missing answer meets, where the author did not write `answered`; `snippet` says it.",
        ("name", "snippet"),
        Level.WARNING,
    ),
}
