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
    "unknown-indicator": Sentence(
        said=N_("The programme has no indicator `{name}`."),
    ),
    "indicator-circle": Sentence(
        said=N_("These indicators are computed from one another in a circle: {names}."),
        next=N_("Break the circle."),
    ),
    "unknown-area": Sentence(
        said=N_("The questionnaire has no area `{name}`."),
    ),
    "answer-not-allowed": Sentence(
        said=N_("The question `{path}` would refuse this answer."),
        next=N_("Write an answer that can be given."),
    ),
    "unknown-check": Sentence(
        said=N_("The questionnaire has no check `{name}`."),
    ),
    "unknown-text": Sentence(
        said=N_("There is no text `{name}` to translate."),
    ),
    "missing-texts": Sentence(
        said=N_("{count} texts have no translation to {language}, first: {paths}."),
        next=N_("They are shown in the programme's own language until then."),
    ),
}
