"""Sentences about other forms of a questionnaire, and about who is asked."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "form-of-a-form": Sentence(
        said=N_("`{name}` is a form of another questionnaire, so nothing can be a form of `{name}`."),
        next=N_("Write `formOf: {suggestion}`."),
        next_without=N_("Name the questionnaire that stands in the schedule."),
    ),
    "form-about-another": Sentence(
        said=N_(
            "`{name}` has `subject: {subject}`, and `{main}`, which it is a form of, has `subject: {wanted}`; "
            "they must be about the same."
        ),
        next=N_("Write `subject: {wanted}`, or take `formOf` away."),
    ),
    "form-in-schedule": Sentence(
        said=N_("`{name}` is a form of `{suggestion}`, and is answered when `{suggestion}` is due."),
        next=N_("Write `{suggestion}` here: whoever answers gets the form that fits."),
        next_without=N_("Name the questionnaire that it is a form of."),
    ),
    "informant-not-asked": Sentence(
        said=N_("`{name}` answers no form of `{questionnaire}`, so this is never done."),
        next=N_("Write `{name}` under `informants:` in the questionnaire, or name one of those there: {known}."),
        next_without=N_("Write `informants: [{name}]` in the questionnaire."),
    ),
    "mode-of-nobody": Sentence(
        said=N_("Nobody answers in the way `{name}`: `modesOf` gives it to none of the informants."),
        next=N_("Write it under `modesOf` for whoever answers so, or take it out of `modes`."),
    ),
    "not-for-variant": Sentence(
        said=N_("`{questionnaire}` is not asked of the target group `{name}`."),
        said_without=N_("`{questionnaire}` is not asked of people without a target group."),
        next=N_("Write `variant:` with one that it is asked of: {names}."),
        next_without=N_("Take `variant:` away."),
    ),
    "no-form-fits": Sentence(
        said=N_("No form of `{name}` is for {left}, so it is never due for them."),
        next=N_("Make a form for them, or take `only` or `without` off one; leave it if they are not to be asked."),
    ),
}
