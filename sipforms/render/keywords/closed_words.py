"""What each closed word of the bundle format means, in a sentence for whoever writes a programme."""

from collections.abc import Mapping

from sipforms.render.language import N_, _

_MODES = {
    "interview": N_("Somebody asks, and the person answers."),
    "assisted": N_("The person answers with help."),
    "observation": N_("Staff answer from what they see."),
    "self": N_("The person answers alone."),
}
_OCCASIONS = {
    "first": N_("The first time that the questionnaire is answered."),
    "later": N_("Any time after the first."),
}
_POINTS = {
    "admission": N_("The day on which the stay began."),
    "discharge": N_("The day on which the stay ended."),
    "period": N_("The day on which the reporting year begins."),
}
_TEXT_OR_NUMBER = {
    "string": N_("A text."),
    "integer": N_("A whole number."),
}
_CARRIED = {
    "compare": N_("The last answer is shown after the new one is given."),
    "editable": N_("The last answer stands there and can be changed."),
    "readonly": N_("The last answer stands there and cannot be changed."),
    "offerUnchanged": N_("One key says that nothing has changed."),
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "mode": _MODES,
    "modes": _MODES,
    "occasion": _OCCASIONS,
    "at": _POINTS,
    "from": _POINTS,
    "after": _POINTS,
    "none": {
        "notAsked": N_("None of its questions was asked, or all were not relevant."),
        "tooFewAnswers": N_("More answers are missing than the rule allows."),
        "notDefined": N_("The formula has no value for these answers."),
    },
    "higherIs": {
        "better": N_("A higher number is better for the person."),
        "worse": N_("A higher number is worse for the person."),
    },
    "forEach": {"areas": N_("Once for each area of the questionnaire.")},
    "provenance": {
        "own-wording": N_("The wording is our own."),
        "quoted-with-permission": N_("The wording is somebody else's, and they have allowed it."),
        "public-domain": N_("The wording is free for anybody to use."),
    },
    "fidelity": {
        "documented": N_("The structure is described in the sources."),
        "inferred": N_("The structure is our reading of what the sources suggest."),
    },
    "parameter.type": {
        "choice": N_("One of the words under `options`."),
        "integer": N_("A whole number."),
        "boolean": N_("Yes or no: true or false."),
        "string": N_("A text."),
    },
    "subject": {
        "citizen": N_("About a person, as long as they are known here."),
        "episode": N_("About one stay of a person, from admission to discharge."),
        "facility": N_("About the facility itself, not about any person."),
    },
    "element": {
        "background": N_("What is given from the start, such as age and history."),
        "intervention": N_("What is done for the person."),
        "outcome": N_("How the person is doing."),
        "setting": N_("The frame around it: the facility, its staff and days."),
    },
    "sensitivity": {
        "identity": N_("Tells who the person is; left out of exports unless asked for."),
        "special": N_("About health or private life, the usual case."),
        "freeText": N_("Free text that may hold anything; left out of exports unless asked for."),
        "none": N_("Nothing personal."),
    },
    "audience": {
        "staff": N_("Those who work at the facility."),
        "citizen": N_("The person it is about."),
        "relatives": N_("The person's family and others close to them."),
        "commissioner": N_("The authority that pays for the stay."),
    },
    "carry": _CARRIED,
    "onDelete": {
        "block": N_("The row cannot be removed while the question is answered with it."),
        "clear": N_("The question becomes blank when the row is removed."),
    },
    "as": _CARRIED,
    "type": {
        "array": N_("Several of a list, or rows."),
        "boolean": N_("Yes or no: true or false."),
        **_TEXT_OR_NUMBER,
    },
    "format": {
        "date": N_("A day, kept as 2026-11-22."),
        "time": N_("A time of day, kept as 14:30."),
    },
    "direction": {
        "higherIsMore": N_("A higher number is more of something, neither better nor worse."),
        "higherIsBetter": N_("A higher number is better for the person."),
        "higherIsWorse": N_("A higher number is worse for the person."),
        "none": N_("The answers have no order."),
    },
    "missing": {
        "dontKnow": N_("The person does not know."),
        "declined": N_("The person does not want to answer."),
        "notUnderstood": N_("The person does not understand the question."),
        "notRelevant": N_("The question does not apply; it is left out of the reckoning."),
        "notAssessed": N_("Nobody has assessed it."),
        "notSpecified": N_("It is there, but how much is not said."),
    },
    "level": {
        "hard": N_("Must be mended before the answers are handed in."),
        "soft": N_("May stand when a reason is given."),
    },
    "basis": {
        "law": N_("The law demands it."),
        "practice": N_("It is good practice."),
    },
    "report.for": {
        "citizen": N_("One person."),
        "facility": N_("Everybody at the facility together."),
        "targetGroup": N_("Everybody in a target group together."),
        "country": N_("The whole country."),
    },
}
"""By keyword, or by kind of thing and keyword where the keyword alone is not enough."""


def meaning_of(on: str, keyword: str, word: str) -> str:
    """What the word means as the value of this keyword of this kind of thing; empty when nobody has said it."""
    table = _WORDS.get(f"{on}.{keyword}") or _WORDS.get(keyword) or {}
    return _(table[word]) if word in table else ""
