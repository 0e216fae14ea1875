"""What a form's screen tells beside the answers: what is worked out and why, and last time's answers on request."""

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from rich.text import Text

from sipforms.actions.form.outcome import Outcome
from sipforms.actions.form.revealing import reveal
from sipforms.actions.form.working_out import WorkedOut, WorkingOut
from sipforms.engine.paths import Path
from sipforms.engine.response import Answer
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _
from sipforms.render.said import fault_said
from sipforms.store.failures import StoreError
from sipforms.tui.screens.help import HelpScreen, help_width
from sipforms.tui.seen_by_citizen import SeenByCitizen

Result = TypeVar("Result")


class LookedInto(SeenByCitizen[Result]):
    """A form in which numbers say why they are what they are, and nothing of last time is shown unseen."""

    @cached_property
    def _working_out(self) -> WorkingOut:
        return WorkingOut(self._filling.programme, self.workplace.vocabulary)

    def worked_out(self, path: Path) -> Answer | None:
        """The answer of a computed question as it is now."""
        found = self._working_out.of(self.model.draft, path)
        return None if found is None else found.answer

    def worked_out_now(self) -> Iterable[Path]:
        """The computed questions on the form: what they come to may change with any answer."""
        return self.model.outline.readings

    def action_why(self) -> None:
        """Say how the computed question at the cursor comes to its number."""
        found = None if self.model.cursor is None else self._working_out.of(self.model.draft, self.model.cursor)
        if found is None:
            self.tell(_("This is worked out when the form is handed in."))
        else:
            self.put(HelpScreen(_why(found, self.room.width)))

    def action_last(self) -> None:
        """Show last time's answer, where the programme allows it; before the new one it is logged first."""
        if not self.writer.finish():
            return
        try:
            self.take(reveal(self.workplace, self._filling, self.model))
        except StoreError as fault:
            self.take(Outcome())
            why = fault_said(fault)
            self.tell(_("Not shown: that it is looked at cannot be written down. {why}").format(why=why))
            self.app.bell()


def _why(found: WorkedOut, width: int) -> Text:
    """The number and everything behind it, as it stands now."""
    text = Text(explanation_text(found.explanation, help_width(width)) + "\n\n")
    return text.append(_("This is how it stands now; it follows every answer until the form is handed in.") + "\n")
