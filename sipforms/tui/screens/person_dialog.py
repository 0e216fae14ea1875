"""Writing a citizen down, or mending the code or the name."""

from collections.abc import Mapping

from sipforms.actions.people import Refused, Wrong, create, edit
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.refused import refused_said
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.widgets.picker import Choices

UNIT = "unit"


class PersonDialog(Dialog[CaseFile]):
    """For a new citizen, or for the one whose case file is given.

    Whoever is in several units says which of them a new citizen belongs to: its members alone will see the citizen.
    """

    def __init__(self, workplace: Workplace, file: CaseFile | None) -> None:
        citizen = file.citizen if file else None
        fields = (
            Field(
                id="code",
                label=_("Code"),
                value=citizen.code if citizen else "",
                about=_("Stands in every list: a number or initials of your own, never a CPR number."),
            ),
            Field(
                id="name",
                label=_("Name"),
                value=citizen.name if citizen else "",
                about=_("Stands on the citizen's own page only. It may stay empty."),
            ),
            *(() if file else _unit_asked(workplace)),
        )
        super().__init__(_("Citizen") if file else _("New citizen"), fields, self._save)
        self._workplace, self._file = workplace, file
        self._warned_of: Mapping[str, str] | None = None

    def _save(self, typed: Mapping[str, str]) -> None:
        is_meant = typed == self._warned_of
        try:
            if self._file is None:
                if UNIT in typed and self._workplace.session is not None:
                    self._workplace.session.choose_unit(typed[UNIT])
                outcome = create(self._workplace, typed["code"], typed["name"], is_meant=is_meant)
            else:
                outcome = edit(self._workplace, self._file, typed["code"], typed["name"], is_meant=is_meant)
        except StoreError as fault:
            self.complain("", fault_said(fault))
            return
        if isinstance(outcome, Refused):
            self._warned_of = typed if outcome.wrong is Wrong.PERSONAL_NUMBER else None
            self.complain(outcome.field, refused_said(outcome))
        else:
            self.leave(outcome)


def _unit_asked(workplace: Workplace) -> tuple[Field, ...]:
    """A field with the units of whoever has signed in; nothing where there is no choice."""
    session = workplace.session
    if session is None:
        return ()
    units = (one for one in session.register.units if not one.is_retired and one.id in session.user.units)
    choices: Choices = tuple((one.id, plain(one.title)) for one in units)
    said = _("Decides who may read about the citizen: the members of this unit, and nobody else.")
    field = Field(id=UNIT, label=_("Unit"), value=session.home_unit, choices=choices, about=said)
    return (field,) if len(choices) > 1 else ()
