"""Mistakes in conditions, and in words that name circumstances."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "unknown-path": Code("No question has that path in the questionnaire.", ("name", "questionnaire", "suggestion")),
    "pattern-matches-nothing": Code(
        "A path with a star that matches no question.", ("name", "questionnaire", "suggestion")
    ),
    "path-not-a-question": Code(
        "The path leads to an area, or to an item with dimensions; `suggestion` is a question below it.",
        ("name", "kind", "suggestion"),
    ),
    "latest-not-here": Code(
        "A path into another questionnaire where only one response counts: in indicators and expectations.", ("name",)
    ),
    "latest-of-itself": Code(
        "A questionnaire that reads its own last response as if it were another's; `path` is the question in it.",
        ("name", "path"),
    ),
    "latest-names-no-question": Code("A path into another questionnaire that ends too soon.", ("name", "suggestion")),
    "latest-out-of-reach": Code(
        "A questionnaire about a person that reads one about the facility, or the other way round.",
        ("name", "questionnaire"),
    ),
    "relative-path-outside-rows": Code("./field outside rows, or a field that rows do not have.", ("name",)),
    "star-outside": Code("A path with a star outside all, any, not and countTrue.", ("name",)),
    "compares-with-missing": Code(
        "A comparison that names a missing answer; `answered` looks at those without naming them.",
        ("name", "value"),
        Level.WARNING,
    ),
    "not-an-option": Code(
        "A comparison with a value that the question cannot have.", ("name", "value", "suggestion", "known")
    ),
    "beyond-the-scale": Code(
        "A comparison with a number outside what the question can be answered with; a bound that does not exist is "
        "empty.",
        ("name", "value", "low", "high"),
    ),
    "operator-not-for": Code("An operator that means nothing for this way of answering.", ("name", "operator", "type")),
    "not-in-schedule": Code(
        "A word for what is only known while somebody answers, in a condition of the schedule.", ("name",)
    ),
    "not-in-numbers": Code(
        "A word in a condition of an indicator for what is not known where numbers are computed.", ("name",)
    ),
    "not-a-duration": Code(
        "A length of time that is not an ISO 8601 duration of days, weeks, months, years.", ("name", "suggestion")
    ),
    "not-a-date": Code("A value beside a date or a time of day that is none.", ("name",)),
    "condition-circle": Code("Questions whose showing depends on one another in a circle.", ("names",)),
    "unknown-informant": Code("The programme has no such informant.", NEAR),
    "unknown-variant": Code("The programme has no such variant.", NEAR),
    "unknown-audience-for": Code("`for` names neither an informant nor a variant.", NEAR),
    "unknown-mode": Code("The questionnaire is not answered in that mode.", NEAR),
    "unknown-parameter": Code("The programme has no such parameter.", NEAR),
}
