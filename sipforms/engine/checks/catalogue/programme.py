"""Mistakes in what programme.yaml promises."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code

CODES: Mapping[str, Code] = {
    "engine-too-old": Code("The bundle asks for another version of sipforms than this one.", ("requires", "engine")),
    "unknown-format": Code("A bundle format that this version does not know.", ("name", "known")),
    "id-not-folder": Code("The id is not the folder's name.", ("name", "folder")),
    "unlisted-file": Code(
        "A questionnaire or translation lies in the folder but programme.yaml does not list it.", ("name", "keyword")
    ),
    "missing-file": Code(
        "programme.yaml lists a questionnaire or translation that is not there.", ("name", "keyword", "suggestion")
    ),
    "unknown-questionnaire": Code("The programme has no such questionnaire.", NEAR),
    "says-when-twice": Code("A schedule rule that says in several ways when it is due.", ("names",), also=True),
    "period-not-in-a-year": Code(
        "A reporting period of which no whole number makes up a year.", ("name", "suggestion")
    ),
    "date-in-rows": Code("A date of the schedule that stands in rows, of which there may be many.", ("name",)),
    "facility-not-admitted": Code(
        "A questionnaire about the facility itself that is due by an admission or discharge.",
        ("name", "questionnaire"),
    ),
    "parameter-default": Code("A parameter's default is none of its options.", NEAR),
    "suppression-below-floor": Code(
        "Fewer than the engine's smallest number of people before a group is shown.", ("value", "least")
    ),
}
