"""Mistakes in other forms of a questionnaire, and in what is said about who is asked."""

from collections.abc import Mapping

from sipforms.engine.checks.code import NEAR, Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "form-of-a-form": Code(
        "A form of a questionnaire that is a form itself; `suggestion` is the one that both can be forms of.",
        ("name", "suggestion"),
        also=True,
    ),
    "form-about-another": Code(
        "A form about something else than the questionnaire that it is a form of.",
        ("name", "subject", "main", "wanted"),
        also=True,
    ),
    "form-in-schedule": Code("A form that the schedule names in place of its main form.", ("name", "suggestion")),
    "informant-not-asked": Code(
        "A schedule rule for an informant who answers no form of that questionnaire.", (*NEAR, "questionnaire")
    ),
    "mode-of-nobody": Code("A mode in which none of the informants answers.", ("name",), Level.WARNING),
    "not-for-variant": Code(
        "An example of a stay that the questionnaire is not for; `name` is its target group or empty.",
        ("name", "questionnaire", "names"),
    ),
    "no-form-fits": Code(
        "A target group, or stays without one, that no form of a scheduled questionnaire is for.",
        ("name", "left"),
        Level.NOTE,
        production=True,
    ),
}
