"""Why something is done with a response: one field, and nothing is done without it."""

from collections.abc import Callable, Mapping

from sipforms.actions.versions import wrong_reason
from sipforms.engine.ask.personal_numbers import holds_personal_number
from sipforms.render.language import _
from sipforms.render.response_words import refused_words
from sipforms.tui.screens.dialog import Dialog, Field

REASON = "reason"


class ReasonDialog(Dialog[str]):
    """Ends with the reason, or with nothing when it was left."""

    def __init__(self, title: str, doing: Callable[[str], str] | None = None) -> None:
        """``doing`` does it with the reason and says what stands in the way; nothing when it is done."""
        field = Field(id=REASON, label=_("Why"), hint=_("is kept and can be read by your colleagues"))
        super().__init__(title, (field,), self._save)
        self._doing = doing
        self._warned_of = ""

    def _save(self, typed: Mapping[str, str]) -> None:
        reason = typed[REASON]
        refused = wrong_reason(reason)
        told, self._warned_of = number_told(reason, self._warned_of)
        wrong = refused_words(refused) if refused else told or (self._doing(reason) if self._doing else "")
        if wrong:
            self.complain(REASON, wrong)
        else:
            self.leave(reason.strip())


def number_told(reason: str, warned_of: str) -> tuple[str, str]:
    """What to say of a reason that seems to hold a CPR number, once; and the reason that it was said of."""
    if holds_personal_number(reason) and reason != warned_of:
        return _("That looks like a CPR number. Take it out; F2 once more keeps it."), reason
    return "", warned_of
