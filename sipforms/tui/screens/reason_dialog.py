"""Why something is done with a response: one field, and nothing is done without it."""

from collections.abc import Callable, Mapping

from sipforms.actions.versions import wrong_reason
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

    def _save(self, typed: Mapping[str, str]) -> None:
        reason = typed[REASON]
        refused = wrong_reason(reason)
        wrong = refused_words(refused) if refused else self._doing(reason) if self._doing else ""
        if wrong:
            self.complain(REASON, wrong)
        else:
            self.leave(reason.strip())
