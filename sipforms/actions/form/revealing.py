"""Last time's answer shown on request: told to the access log before it is shown, and kept with the answers.

An answer that was given with last time's in sight is another answer than one given without. So whoever reads the round
can see where that was.
"""

from sipforms.actions.fill import Filling
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.workplace import Workplace
from sipforms.engine.paths import dotted
from sipforms.store.uses import Action, Subject, Use

CRITERION = "last-time"
"""What the log says of it, with the question's path behind."""


def reveal(workplace: Workplace, filling: Filling, model: FormModel) -> Outcome:
    """Show last time's answer to the question at the cursor, where the programme allows it.

    Before the new answer is given it is told to the access log first. Where that cannot be written StoreUnavailable is
    raised, and nothing is shown.
    """
    path = model.cursor
    if path is not None and model.would_reveal_early():
        question = dotted(model.draft.form.places.template(path))
        workplace.store.note(
            Use(
                action=Action.READ,
                subject=Subject.DRAFT,
                id=filling.case,
                part=filling.id,
                criterion=f"{CRITERION} {filling.programme.id}/{filling.questionnaire.id}/{question}",
            )
        )
    return model.show_last()
