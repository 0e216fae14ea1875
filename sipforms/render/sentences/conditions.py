"""Sentences about conditions and the paths in them."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "unknown-path": Sentence(
        said=N_("The questionnaire {questionnaire} has no question `{name}`."),
        next=N_("Write the names of area, item and dimension with dots between them."),
    ),
    "pattern-matches-nothing": Sentence(
        said=N_("No question in {questionnaire} fits `{name}`."),
        next=N_(
            "Look up the names in the questionnaire; the star stands for exactly one of them, two stars for any number."
        ),
    ),
    "path-not-a-question": Sentence(
        said=N_("`{name}` is {kind} and has no answer of its own."),
        next=N_("Name one of the answers inside it, such as `{suggestion}`."),
        next_without=N_("Go on to a question inside it, with a dot and its name."),
    ),
    "latest-not-here": Sentence(
        said=N_("`{name}` is answered in another questionnaire, and only one response counts here."),
        next=N_("Name a question of the same questionnaire."),
    ),
    "latest-of-itself": Sentence(
        said=N_("`{name}` leads back to the questionnaire that it stands in."),
        next=N_("Write `previous: {path}` for the answer that was given last time."),
        next_without=N_("Write `previous:` and the name of a question for what was answered last time."),
    ),
    "latest-names-no-question": Sentence(
        said=N_("`{name}` names a questionnaire, but no question in it."),
        next=N_("Go on to a question, such as `{suggestion}`."),
        next_without=N_("Go on to a question inside it, with a dot and its name."),
    ),
    "latest-out-of-reach": Sentence(
        said=N_(
            "{name} and {questionnaire} cannot read each other: one is about the facility, the other about a person."
        ),
        next=N_("Ask the question in {questionnaire} too, or make it a parameter that the facility sets."),
    ),
    "relative-path-outside-rows": Sentence(
        said=N_("`{name}` means a field of the same row, and there is no such field here."),
        next=N_("Write the whole path, or the name of a field."),
    ),
    "star-outside": Sentence(
        said=N_("A path with a star stands for many questions: `{name}`."),
        next=N_("Put the condition inside `any:`, `all:` or `countTrue:`."),
    ),
    "compares-with-missing": Sentence(
        said=N_("`{value}` is a missing answer, so comparing `{name}` with it is never true."),
        next=N_("Ask with `answered:` whether there is an answer."),
    ),
    "not-an-option": Sentence(
        said=N_("`{name}` cannot be answered with `{value}`."),
    ),
    "beyond-the-scale": Sentence(
        said=N_("`{name}` is never answered with anything so low or so high as {value}, so this decides nothing."),
        next=N_("Write a number from {low} to {high}."),
        next_without=N_("Write a number that can be answered."),
    ),
    "operator-not-for": Sentence(
        said=N_("`{operator}` means nothing for `{name}`, which is answered as {type}."),
        next=N_("Choose another operator."),
    ),
    "not-in-schedule": Sentence(
        said=N_("`{name}` is only known while somebody answers, and this decides whether anybody is asked."),
        next=N_("Look at an answer: `{{item: questionnaire.question, is: ...}}`."),
    ),
    "not-in-numbers": Sentence(
        said=N_("Indicators are computed from the answers alone, so `{name}` means nothing here."),
        next=N_("Compare answers of the same response, or ask the question in the questionnaire."),
    ),
    "not-a-duration": Sentence(
        said=N_("`{name}` is not a length of time."),
        next=N_("Write for example P14D (days), P2W (weeks), P3M (months) or P1Y (a year)."),
    ),
    "not-a-date": Sentence(
        said=N_("`{name}` is not a date."),
        next=N_("Write it as 2026-11-22."),
    ),
    "condition-circle": Sentence(
        said=N_("Whether these are shown depends on one another in a circle: {names}."),
        next=N_("Let one of them be shown without asking about the others."),
    ),
    "unknown-informant": Sentence(
        said=N_("The programme has no informant `{name}`."),
    ),
    "unknown-variant": Sentence(
        said=N_("The programme has no target group `{name}`."),
    ),
    "unknown-audience-for": Sentence(
        said=N_("`{name}` is neither an informant nor a target group."),
    ),
    "unknown-mode": Sentence(
        said=N_("The questionnaire is not answered in the way `{name}`."),
    ),
    "unknown-parameter": Sentence(
        said=N_("The programme has no parameter `{name}`."),
    ),
}
