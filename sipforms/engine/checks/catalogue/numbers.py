"""Mistakes in indicators, reports, examples and translations."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "unknown-scorer": Code("No plug-in offers a scorer of that name.", NEAR),
    "unknown-section": Code("No plug-in offers a report section of that name.", NEAR),
    "unknown-setting": Code(
        "A setting that the scorer or section (`of`) does not take.", ("name", "of", "suggestion", "known")
    ),
    "missing-setting": Code("A setting that the scorer or section (`of`) must have.", ("name", "of")),
    "setting-value": Code("A setting with a value that the scorer or section (`of`) cannot use.", ("name", "of")),
    "takes-nothing": Code(
        "Nothing to compute from: the scorer (`of`) takes one of `takes`, and none is named.", ("of", "takes")
    ),
    "pairs-match-nothing": Code("Two patterns that fit questions, but no two of them are about the same item."),
    "item-without-number": Code(
        "A question named outright whose answers the scorer (`of`) cannot count.", ("name", "of")
    ),
    "mixed-ranges": Code("Questions with scales of different ranges in one number.", ("ranges",)),
    "scale-does-not-fit": Code(
        "A scale of another range than the scorer (`of`) is made for.", ("range", "wanted", "of")
    ),
    "indicator-not-a-number": Code("A member that has a class or several parts instead of a number.", ("name",)),
    "indicator-elsewhere": Code("A member that is about another questionnaire.", ("name",)),
    "rule-not-for-scorer": Code(
        "A missing rule that means nothing for the scorer (`of`), which takes `known`.", ("name", "of", "known")
    ),
    "rule-never-met": Code("A missing rule that asks for more than there are.", ("least", "count")),
    "range-claim": Code("A claimed range (`name`) that is not the one the scales give.", ("name", "range")),
    "unknown-indicator": Code("The programme has no such indicator.", NEAR),
    "indicator-circle": Code("Indicators computed from one another in a circle.", ("names",)),
    "unknown-area": Code("The questionnaire has no such area.", NEAR),
    "answer-not-allowed": Code(
        "An example's answer that the question would refuse; `way` is how it is answered where it has no options.",
        ("path", "value", "suggestion", "known", "way"),
    ),
    "unknown-check": Code("The questionnaire has no such check.", NEAR),
    "unknown-text": Code("A translation of a text that does not exist.", ("name", "suggestion")),
    "missing-texts": Code(
        "Texts without a translation; `paths` are the first of them, `lines` what to paste and translate.",
        ("language", "count", "paths", "lines"),
        Level.WARNING,
    ),
}
