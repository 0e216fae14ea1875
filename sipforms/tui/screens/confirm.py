"""What cannot be undone, told in full and confirmed by typing a word, never by one key."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.access.changes import Refusal
from sipforms.store.access.register import folded
from sipforms.tui.screens.dialog import Field
from sipforms.tui.screens.work_dialog import WorkDialog

Made = TypeVar("Made")
WORD = "word"


class ConfirmDialog(WorkDialog[Made]):
    """Ends with what ``doing`` makes, once the ``word`` was typed; with nothing when it was left."""

    def __init__(self, title: str, said: tuple[str, ...], word: str, doing: Callable[[], Made | Refusal]) -> None:
        self._word, self._doing = plain(word), doing
        field = Field(id=WORD, label=_("Type {word}").format(word=self._word))
        super().__init__(title, (field,), self._save, said)

    def _save(self, typed: Mapping[str, str]) -> None:
        if folded(typed[WORD]) != folded(self._word):
            wrong = _("Nothing is done yet. Type {word} as it stands here, or leave with Escape.")
            self.complain(WORD, wrong.format(word=self._word))
        else:
            self.attempt(self._doing, self.leave)

    def _keys(self) -> list[tuple[str, str]]:
        return [("Enter", _("do it")), ("Esc", _("leave"))]

    def would_lose(self) -> str:
        """A word typed to confirm is nothing to keep."""
        return super().would_lose() if self._is_working else ""

    def action_leave(self) -> None:
        """Leave without doing anything, and without being asked."""
        if not self._is_working:
            self.leave()
