"""Texts that are hard to read, budgets that are not kept, and what looks forgotten."""

from collections.abc import Mapping

from sipforms.engine.checks.code import Code
from sipforms.engine.problem import Level

CODES: Mapping[str, Code] = {
    "text-cut-off": Code(
        "A text that the form cuts off in a window of 80 columns; `part` is what it is, both figures are columns.",
        ("part", "width", "room", "language"),
        Level.WARNING,
    ),
    "too-many-lines": Code(
        "A text that takes more lines than there are for it in a window of 80 columns.",
        ("part", "count", "limit", "language"),
        Level.WARNING,
    ),
    "sentence-too-long": Code(
        "A sentence that citizens hear or read, with more words than can be kept in mind.",
        ("count", "limit", "language"),
        Level.WARNING,
    ),
    "over-budget": Code(
        "Answering costs more than `budgets` allows. `value` is computed; `variant` is the target group it is worst "
        "for, or empty.",
        ("measure", "questionnaire", "value", "limit", "variant", "language"),
    ),
    "loose-spaces": Code(
        "A text with a space before or after it, or with two in a row.", ("suggestion",), Level.WARNING
    ),
    "all-capitals": Code("A longer text in capital letters.", (), Level.NOTE, production=True),
    "repeats-title": Code(
        "A text beside a title that only says the same again.", ("name",), Level.NOTE, also=True, production=True
    ),
    "same-question": Code(
        "Two questions of one area with the same words.", ("name", "first"), Level.WARNING, also=True
    ),
    "same-option": Code("Two answers to choose between with the same words.", ("name",), Level.WARNING, also=True),
    "lookalike-ids": Code(
        "Two ids beside each other that are easily taken for one another.", ("name", "first"), Level.NOTE, also=True
    ),
    "since-later": Code(
        "`since` names a version that the programme has not reached.", ("name", "version"), Level.WARNING
    ),
    "code-form": Code(
        "A code that is not written as its code list writes them.", ("name", "of", "suggestion"), Level.WARNING
    ),
    "pictogram-form": Code("A pictogram that is not the name of one.", ("name", "suggestion"), Level.WARNING),
    "unused-definition": Code(
        "A shared definition that no question uses.", ("kind", "name"), Level.WARNING, production=True
    ),
    "unused-name": Code(
        "An informant, target group, parameter or tag that nothing names.",
        ("kind", "name"),
        Level.NOTE,
        production=True,
    ),
    "never-due": Code(
        "A questionnaire that no rule of the schedule makes due.", ("name",), Level.NOTE, production=True
    ),
    "placeholders-differ": Code(
        "A translation with other words in braces than the text it translates.",
        ("wanted", "written"),
        Level.WARNING,
    ),
    "empty-translation": Code("A translation of nothing but spaces.", ("name",)),
    "translates-itself": Code(
        "A translation into the language that the programme is written in.", ("name",), Level.WARNING, also=True
    ),
    "not-translated": Code(
        "A longer text whose translation is the text itself.", ("name",), Level.NOTE, production=True
    ),
}
