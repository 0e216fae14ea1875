"""Sentences about a programme as a whole."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "engine-too-old": Sentence(
        said=N_("The programme asks for sipforms {requires}; this is {engine}."),
        next=N_("Install a version that fits."),
    ),
    "unknown-format": Sentence(
        said=N_("This version does not know bundle format {name}; it knows {known}."),
        next=N_("Install a newer sipforms."),
    ),
    "id-not-folder": Sentence(
        said=N_("The id is `{name}` and the folder `{folder}`; they must be the same."),
        next=N_("Write `id: {folder}`, or give the folder the name `{name}`."),
    ),
    "unlisted-file": Sentence(
        said=N_("`{name}` lies here, but programme.yaml does not list it."),
        next=N_("Add it to `{keyword}:`, or delete the file."),
    ),
    "missing-file": Sentence(
        said=N_("programme.yaml lists `{name}` under `{keyword}`, and there is no file {keyword}/{name}.yaml."),
        next=N_("Write the file, or take the name away."),
    ),
    "unknown-questionnaire": Sentence(
        said=N_("The programme has no questionnaire `{name}`."),
    ),
    "says-when-twice": Sentence(
        said=N_("This rule says in several ways when it is due: {names}."),
        next=N_("Keep one of them, or write a rule for each."),
    ),
    "period-not-in-a-year": Sentence(
        said=N_("Periods of {name} do not add up to a year, so they would begin on other days each year."),
        next=N_("Write a year or a part of one, such as `{suggestion}`."),
        next_without=N_("Write a year or a part of one."),
    ),
    "date-in-rows": Sentence(
        said=N_("`{name}` stands in rows, of which there may be many or none, so it does not give one day."),
        next=N_("Name a date that is asked once."),
    ),
    "facility-not-admitted": Sentence(
        said=N_("`{questionnaire}` is about the facility itself, which has no {name}, so it is never due."),
        next=N_("Write `period`, or `subject: citizen` in the questionnaire if it is about people."),
    ),
    "parameter-default": Sentence(
        said=N_("The default `{name}` is none of the options."),
    ),
    "suppression-below-floor": Sentence(
        said=N_("{value} is too few: nothing is shown about fewer than {least} people."),
        next=N_("Write {least} or more."),
    ),
}
