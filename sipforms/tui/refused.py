"""Why what was typed about a person or a stay cannot stand."""

from collections.abc import Mapping

from sipforms.actions.people import Refused, Wrong
from sipforms.render.language import N_, _

WRONG: Mapping[Wrong, str] = {
    Wrong.CODE_EMPTY: N_("A citizen needs a code."),
    Wrong.CODE_TAKEN: N_("Another citizen has that code."),
    Wrong.PERSONAL_NUMBER: N_("That looks like a CPR number. Take it out; Enter once more keeps it."),
    Wrong.TOO_LONG: N_("That is too long."),
    Wrong.NO_SUCH_PROGRAMME: N_("That programme is not at hand."),
    Wrong.NO_SUCH_VARIANT: N_("The programme has no such target group."),
    Wrong.DISCHARGE_BEFORE_ADMISSION: N_("A stay cannot end before it begins."),
    Wrong.STAY_OVERLAPS: N_("Another stay under the same programme lasts at that time."),
    Wrong.CHANGED_MEANWHILE: N_("A colleague changed this meanwhile. Leave, look, and try again."),
}


def refused_said(refused: Refused) -> str:
    """The sentence for what was refused."""
    return _(WRONG[refused.wrong])
