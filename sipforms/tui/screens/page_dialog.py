"""Where a page for a browser and for paper is to be written. The file is not sealed, and the dialog says so."""

from collections.abc import Callable, Mapping
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from sipforms.actions.export_files import FileThere
from sipforms.actions.page_files import page_file
from sipforms.render.language import _
from sipforms.render.said import fault_said
from sipforms.store.failures import StoreError
from sipforms.tui.screens.dialog import Dialog, Field

FILE = "file"


class PageDialog(Dialog[Path]):
    """Ends with the file that was written, or with nothing when it was left."""

    def __init__(self, title: str, name: str, write: Callable[[Path], None], *, is_of_one: bool = True) -> None:
        """``write`` writes the page; ``is_of_one`` says that it is about one person."""
        field = Field(id=FILE, label=_("File"), value=name, reads=self._where)
        super().__init__(title, (field,), self._save)
        self._write, self._is_of_one = write, is_of_one

    def above(self) -> ComposeResult:
        """What becomes of the file is the writer's to see to."""
        said = _("The page opens in a browser, which prints it on A4.")
        if self._is_of_one:
            said += " " + _("The file is not sealed: print it and delete it, so that nobody else reads it.")
        yield Static(said, classes="above", markup=False)

    def _where(self, typed: str) -> str:
        return _("It is put in {file}.").format(file=page_file(typed, Path.home()))

    def _save(self, typed: Mapping[str, str]) -> None:
        if not typed[FILE].strip():
            self.complain(FILE, _("Write what the file is to be called."))
            return
        target = page_file(typed[FILE], Path.home())
        try:
            self._write(target)
        except FileThere:
            self.complain(FILE, _("There is a file of that name already. Write another name."))
        except StoreError as fault:
            self.complain(FILE, fault_said(fault))
        else:
            self.leave(target)
