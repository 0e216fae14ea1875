"""To which citizen a response is moved, and why; the citizen is shown before it is done."""

from collections.abc import Mapping

from sipforms.actions.moving import move
from sipforms.actions.people import people
from sipforms.actions.versions import Refused, wrong_reason
from sipforms.actions.workplace import Workplace
from sipforms.engine.response import Response
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.response_words import refused_words
from sipforms.render.said import fault_said
from sipforms.store.amending import ResponseChanged
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.screens.reason_dialog import REASON, number_told

CODE = "code"


class MoveDialog(Dialog[CaseFile]):
    """Ends with the case file that the response came from."""

    def __init__(self, workplace: Workplace, file: CaseFile, response: Response) -> None:
        fields = (
            Field(id=CODE, label=_("Code of the citizen"), hint=_("the citizen whose answers these are")),
            Field(id=REASON, label=_("Why"), hint=_("is kept and can be read by your colleagues")),
        )
        super().__init__(_("Move to another citizen"), fields, self._save)
        self._workplace, self._file, self._response = workplace, file, response
        self._warned_of = ""
        self._shown = ""  # the id of the case file that was shown before it is moved there

    def _save(self, typed: Mapping[str, str]) -> None:
        refused = wrong_reason(typed[REASON])
        told, self._warned_of = number_told(typed[REASON], self._warned_of)
        try:
            to = self._found(typed[CODE].strip())
            if to is None:
                self.complain(CODE, _("There is no citizen with that code. Look it up in the list of citizens."))
            elif refused is not None:
                self.complain(REASON, refused_words(refused))
            elif told:
                self.complain(REASON, told)
            elif self._shown != to.id:
                self._shown = to.id
                self.complain("", _("To {whose}? F2 once more moves it there.").format(whose=_name(to)))
            else:
                self._move(to, typed[REASON])
        except StoreError as fault:
            self.complain("", fault_said(fault))

    def _found(self, code: str) -> CaseFile | None:
        everybody = people(self._workplace).files
        return next((one for one in everybody if one.citizen and one.citizen.code.casefold() == code.casefold()), None)

    def _move(self, to: CaseFile, reason: str) -> None:
        outcome = move(self._workplace, self._file, self._response, to, reason)
        if isinstance(outcome, Refused):
            self.complain(CODE, refused_words(outcome))
        elif isinstance(outcome, ResponseChanged):
            self.complain("", _("A colleague changed this meanwhile. Leave, look, and try again."))
        else:
            self.leave(outcome)


def _name(file: CaseFile) -> str:
    if file.citizen is None:
        return ""
    return " · ".join(part for part in (plain(file.citizen.code), plain(file.citizen.name)) if part)
