"""A recovery code shown once, to be written on paper, and two of its groups read back from there."""

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.screens.page import Page

Below = Callable[[int], int]
A_ROW = 2  # groups beside each other


class PaperScreen(Page[bool]):
    """Ends with true when what stands on the paper was read back; ``below`` chooses by chance what is asked for."""

    BINDINGS = [Binding("enter", "written", show=False), Binding("escape", "give_up", show=False)]

    def __init__(self, holder: str, code: str, below: Below) -> None:
        super().__init__()
        self._holder, self._groups, self._below = holder, code.split("-"), below
        self._has_asked = False

    def middle(self) -> ComposeResult:
        said = _("Write this on paper now, for {holder}. It is shown only here.").format(holder=plain(self._holder))
        with VerticalScroll(can_focus=False):
            yield Static(said, classes="told", markup=False)
            yield Static(_rows(self._groups), classes="secret", markup=False)
            yield Static(
                _("The letters I, L, O and U do not occur in it. Take no photo of it."), classes="told", markup=False
            )

    def top(self) -> tuple[str, str]:
        return _("Recovery code for {holder}").format(holder=plain(self._holder)), ""

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("Enter", _("it is on the paper")), ("Esc", _("give up"))]

    def would_lose(self) -> str:
        """It is not on paper yet."""
        return _("The recovery code was not read back, and is none yet.")

    def action_written(self) -> None:
        """Ask for two of the groups, with the code out of sight."""
        first = self._below(len(self._groups))
        second = (first + 1 + self._below(len(self._groups) - 1)) % len(self._groups)
        self.query_one(".secret").display = False  # it is to be read from the paper, not past the edge of a dialog
        self.put(ReadBackDialog(self._groups, sorted((first, second))), self._read_back)

    def _read_back(self, is_right: bool | None) -> None:  # noqa: FBT001 - what the dialog ends with
        self.query_one(".secret").display = True
        if is_right:
            self.leave(result=True)
        elif is_right is not None:
            self.tell(_("That is not what stands in the code. Here it is once more; compare it group by group."))
            self.app.bell()

    def action_give_up(self) -> None:
        """Leave without a code, when asked twice."""
        if self._has_asked:
            self.leave(result=False)
        else:
            self._has_asked = True
            self.tell(_("Escape once more leaves without a recovery code; Enter goes on."))


class ReadBackDialog(Dialog[bool]):
    """In front of the code, so that it is read from the paper: the numbers of the groups, from 0."""

    def __init__(self, groups: Sequence[str], asked: Sequence[int]) -> None:
        fields = tuple(
            Field(id=f"group-{number}", label=_("Group {number}").format(number=number + 1), is_secret=True)
            for number in asked
        )
        super().__init__(_("Read from the paper"), fields, self._save)
        self._groups = groups

    def _save(self, typed: Mapping[str, str]) -> None:
        self.leave(all(_as_group(one) == self._groups[int(id_.rpartition("-")[2])] for id_, one in typed.items()))

    def would_lose(self) -> str:
        """Two groups typed back are nothing to keep."""
        return ""


def _rows(groups: Sequence[str]) -> str:
    """The numbered groups, a few on each line."""
    numbered = [f"{number:>2}  {group}" for number, group in enumerate(groups, 1)]
    return "\n".join("      ".join(numbered[start : start + A_ROW]) for start in range(0, len(numbered), A_ROW))


def _as_group(typed: str) -> str:
    """What looks alike on paper counts as the same."""
    return typed.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
