"""Writing a citizen down, or mending the code or the name."""

from collections.abc import Mapping

from sipforms.actions.people import Refused, Wrong, create, edit
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.refused import refused_said
from sipforms.tui.said import fault_said
from sipforms.tui.screens.dialog import Dialog, Field


class PersonDialog(Dialog[CaseFile]):
    """For a new citizen, or for the one whose case file is given."""

    def __init__(self, workplace: Workplace, file: CaseFile | None) -> None:
        citizen = file.citizen if file else None
        fields = (
            Field(id="code", label=_("Code"), value=citizen.code if citizen else ""),
            Field(id="name", label=_("Name"), value=citizen.name if citizen else ""),
        )
        super().__init__(_("Citizen") if file else _("New citizen"), fields, self._save)
        self._workplace, self._file = workplace, file
        self._warned_of: Mapping[str, str] | None = None

    def _save(self, typed: Mapping[str, str]) -> None:
        is_meant = typed == self._warned_of
        try:
            if self._file is None:
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
