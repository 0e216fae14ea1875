"""Sentences about indicators, reports, examples and translations."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "unknown-scorer": Sentence(
        said=N_("No scorer is called `{name}`."),
    ),
    "unknown-section": Sentence(
        said=N_("No report section is called `{name}`."),
    ),
    "unknown-setting": Sentence(
        said=N_("`{of}` has no setting `{name}`."),
    ),
    "missing-setting": Sentence(
        said=N_("`{of}` must have the setting `{name}`."),
        next=N_("Add a line that begins with `{name}:`."),
    ),
    "setting-value": Sentence(
        said=N_("`{of}` cannot use what is written at `{name}`."),
        next=N_("See what it takes in the description of `{of}`."),
    ),
    "takes-nothing": Sentence(
        said=N_("`{of}` is not told what to compute from."),
        next=N_("Add {takes}."),
    ),
    "pairs-match-nothing": Sentence(
        said=N_("Both patterns fit questions, but no two of them are about the same item."),
        next=N_("Let the two differ in the last part only, such as `venner.*.vigtighed` and `venner.*.tilfredshed`."),
    ),
    "item-without-number": Sentence(
        said=N_("`{of}` cannot count the answers to `{name}`."),
        next=N_(
            "Name a question whose scale has numbers, or leave it out. `sum`, `mean`, `median`, `min`, `max` and "
            "`count` take whole numbers too; one that is `reversed` needs a `minimum` and a `maximum`."
        ),
    ),
    "mixed-ranges": Sentence(
        said=N_("The questions have scales of different lengths: {ranges}."),
        next=N_(
            "Name only questions with the same steps (whole numbers with the same `minimum` and `maximum`), or bring "
            "scales to one first with `recode`."
        ),
    ),
    "scale-does-not-fit": Sentence(
        said=N_("`{of}` is made for answers from {wanted}, and these go from {range}."),
        next=N_("Name questions with the right scale, or choose another scorer."),
    ),
    "indicator-not-a-number": Sentence(
        said=N_("`{name}` is a word or has several parts, so nothing can be computed from it."),
        next=N_("Leave it out of `indicators:`."),
    ),
    "indicator-elsewhere": Sentence(
        said=N_("`{name}` is about another questionnaire."),
        next=N_("Name only indicators of one questionnaire."),
    ),
    "rule-not-for-scorer": Sentence(
        said=N_("The missing rule `{name}` means nothing for `{of}`."),
        next=N_("Choose one of these: {known}."),
    ),
    "rule-never-met": Sentence(
        said=N_("The missing rule asks for at least {least} answers, and there are never more than {count}."),
        next=N_("Write {count} or less."),
    ),
    "range-claim": Sentence(
        said=N_("The range is not {name}; the scales give {range}."),
        next=N_("Write what the scales give, or delete the line: it is found by itself."),
        said_without=N_("The range cannot be {name}, because the number has no bounds."),
        next_without=N_("Delete the line."),
    ),
    "unknown-indicator": Sentence(
        said=N_("The programme has no indicator `{name}`."),
    ),
    "indicator-circle": Sentence(
        said=N_("These indicators are computed from one another in a circle: {names}."),
        next=N_("Take one of them out of `indicators:`."),
    ),
    "unknown-area": Sentence(
        said=N_("The questionnaire has no area `{name}`."),
    ),
    "answer-not-allowed": Sentence(
        said=N_("`{path}` cannot be answered with `{value}`."),
        said_without=N_("`{path}` cannot be answered like this."),
        next="{way}",
    ),
    "unknown-check": Sentence(
        said=N_("The questionnaire has no check `{name}`."),
    ),
    "unknown-text": Sentence(
        said=N_("There is no text `{name}` to translate."),
        next=N_("Delete the line, or write the path of a text that exists."),
    ),
    "missing-texts": Sentence(
        said=N_("Texts without a translation to `{language}`: {count}, of which the first are {paths}."),
        next=N_(
            "Put the lines into the file, and translate what stands in quotes. Twenty are shown at a time; until they "
            "are translated, people read them in the programme's own language."
        ),
    ),
}
