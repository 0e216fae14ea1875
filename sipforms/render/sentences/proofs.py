"""Sentences about what is proved: conditions that decide nothing, questions that nobody is asked."""

from collections.abc import Mapping

from sipforms.render.language import N_
from sipforms.render.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "never-true": Sentence(
        said=N_("This about `{name}` is never true, whatever is answered to {names}."),
        said_without=N_("This about `{name}` is never true."),
        next=N_("Leave it out, or compare with what can be answered and shown at the same time."),
    ),
    "always-true": Sentence(
        said=N_("This about `{name}` is always true, whatever is answered to {names}."),
        said_without=N_("This about `{name}` is always true."),
        next=N_("Leave it out, or write what should decide."),
    ),
    "never-asked": Sentence(
        said=N_("Nobody is ever asked `{name}`: the condition is not true of any answers to {names}."),
        said_without=N_("Nobody is ever asked `{name}`: the condition is never true."),
        next=N_("Change the condition, or remove the question."),
    ),
    "never-asked-here": Sentence(
        said=N_("Nobody is ever asked `{name}`: the condition and what it stands inside exclude each other ({names})."),
        said_without=N_("Nobody is ever asked `{name}`: the condition and what it stands inside exclude each other."),
        next=N_("Change one of the two, or move the question."),
    ),
    "required-never-asked": Sentence(
        said=N_("`{name}` must be answered, and nobody is ever asked: it is hidden whatever is answered to {names}."),
        said_without=N_("`{name}` must be answered, and nobody is ever asked: it is always hidden."),
        next=N_("Change the condition, or take it off `required`."),
    ),
    "no-target-group-left": Sentence(
        said=N_("No target group is ever asked `{name}`: the areas around it, or `only` and `without`, leave none."),
        next=N_("Name a target group that the areas around it are for too."),
    ),
    "required-only-hidden": Sentence(
        said=N_("`{name}` must only be answered where it is hidden, so this demands nothing ({names})."),
        said_without=N_("`{name}` must only be answered where it is hidden, so this demands nothing."),
        next=N_("Change `requiredIf` or `visibleIf`, so that both can be true at once."),
    ),
    "required-already": Sentence(
        said=N_("`{name}` must be answered in any case, so this condition decides nothing."),
        next=N_("Take it off `required`, or remove `requiredIf`."),
    ),
    "requires-nothing": Sentence(
        said=N_("This demands nothing: the area `{name}` has no list of what must be answered."),
        next=N_("Write `required: [...]` in the area with the names of the questions."),
    ),
    "check-never-fails": Sentence(
        said=N_("The check `{name}` can never fail, whatever is answered to {names}."),
        said_without=N_("The check `{name}` can never fail."),
        next=N_("Write what must be true of right answers and not of wrong ones, or remove the check."),
    ),
    "check-never-holds": Sentence(
        said=N_("The check `{name}` always fails, whatever is answered to {names}."),
        said_without=N_("The check `{name}` always fails."),
        next=N_("Write in `assert` what is true of right answers."),
    ),
    "check-never-judged": Sentence(
        said=N_("The check `{name}` is never judged: {names} never have answers at the same time."),
        said_without=N_("The check `{name}` is never judged."),
        next=N_("Compare questions that can be asked together."),
    ),
    "nobody-can-hand-in": Sentence(
        said=N_("Nobody can ever hand in: the check `{name}` fails whatever is answered to {names}."),
        said_without=N_("Nobody can ever hand in: the check `{name}` always fails."),
        next=N_("Write in `assert` what is true of right answers."),
    ),
    "never-computed": Sentence(
        said=N_("The number `{name}` is never computed: what it is computed from is never asked together."),
        next=N_("Compute it from questions that can be asked of one person, or change when they are shown."),
    ),
    "rule-never-met-together": Sentence(
        said=N_("`{name}` asks for {least} answers, and nobody is ever asked more than {count} of the questions."),
        next=N_("Ask for {count} at most, or change when the questions are shown."),
    ),
    "rule-never-met-in-group": Sentence(
        said=N_("`{name}` asks for {least} answers, and the target group `{group}` is asked {count} at most."),
        next=N_("Write `maxShare` instead, ask for fewer, or ask the group more."),
    ),
    "counts-nothing": Sentence(
        said=N_("Nothing can ever meet this, so `{name}` counts nothing."),
        next=N_("Compare with what can be answered."),
    ),
    "counts-everything": Sentence(
        said=N_("Everything that is answered meets this, so `{name}` tells nothing apart."),
        next=N_("Compare with something that only some answers are."),
    ),
    "threshold-beyond": Sentence(
        said=N_(
            "`{name}` is {value}, and what it is compared with goes from {low} to {high}, so it tells nothing apart."
        ),
        next=N_("Write a number in between."),
    ),
    "change-beyond": Sentence(
        said=N_(
            "The indicator never shows a change: it would have to be {value}, and the range is only {low} to {high}."
        ),
        next=N_("Write a smaller change."),
    ),
    "map-names-nothing": Sentence(
        said=N_("None of the questions has an answer `{name}`."),
    ),
    "map-leaves-out": Sentence(
        said=N_("`map` leaves out {names}; those who answer so count as missing."),
        next=N_("Give each of them a number, if that is not meant."),
    ),
    "turns-on-missing": Sentence(
        said=N_("This is also true when there is no answer to `{name}`."),
        next=N_("If it is meant so, it may stand; otherwise put it inside `all:` together with `{snippet}`."),
    ),
}
