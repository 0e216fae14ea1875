"""Recovery codes on paper: who keeps one, whether it works, one more, one less."""

import secrets
from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding

from sipforms.actions.administering import is_tried
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _, format_date
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.changes.settling import unreached
from sipforms.store.access.founding import Paper
from sipforms.store.access.register import RecoveryKey, Register
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.store.sealing.recovery_codes import is_code, new_code
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.confirm import ConfirmDialog
from sipforms.tui.screens.dialog import Field
from sipforms.tui.screens.paper import PaperScreen
from sipforms.tui.screens.work_dialog import NAME, WorkDialog
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry
from sipforms.tui.widgets.secret import Secret
from sipforms.tui.widgets.text_line import TextLine

MADE, TRIED = 12, 28
CODE = "code"


class RecoveryCodesScreen(AdminPage[Register, None]):
    """The codes there are; what stands on the papers is nowhere."""

    ABOUT_LINES: ClassVar[int] = 4
    BINDINGS = [
        Binding("n,N", "new", show=False),
        Binding("t,T", "try", show=False),
        Binding("delete", "remove", show=False),
    ]

    def top(self) -> tuple[str, str]:
        return _("Recovery codes"), ""

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide"))]
        if self.session.may(Right.SETTINGS):
            keys += [("N", _("one more")), ("T", _("try a code")), ("Del", _("make worthless"))]
        return [*keys, ("Esc", _("back")), ("F1", _("help"))]

    def look(self) -> Register:
        """The newest register."""
        return self.session.refresh()

    def shown(self, found: Register) -> None:
        """The codes, the oldest first."""
        self.fill(tuple(Entry(drawn=self._drawn(one), chosen=one.id) for one in found.recovery_keys))

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        heads = (_("Who keeps the paper"), _("Made"), _("Tried"))
        head = columns(heads, (0, MADE, TRIED), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _drawn(self, key: RecoveryKey) -> Callable[[int], Text]:
        tried = _("never") if key.proved is None else format_date(key.proved)
        late = "" if is_tried(key, self.workplace) else f"  ! {_('more than a year ago')}"
        cells = (plain(key.holder), format_date(key.made), tried if key.proved is None else f"{tried}{late}")
        return lambda width: columns(cells, (0, MADE, TRIED), width)

    def about(self, marked: object) -> str:
        """What such a code is, and what to do with this one."""
        said = _(
            "A recovery code on paper opens the store when nobody who could sign in is left: everything in it. "
            "It lies in a safe, or with somebody outside the house."
        )
        key = self._key(marked)
        if key is None or is_tried(key, self.workplace):
            return said
        told = _("Nobody has tried within a year that {holder} still has the paper: fetch it and press T.")
        return f"{told.format(holder=plain(key.holder))}\n{said}"

    def _key(self, marked: object) -> RecoveryKey | None:
        return next((one for one in self.register.recovery_keys if one.id == marked), None)

    # --- keys ---------------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """One more: who keeps it, the paper written, and read back in part."""
        if self.may(Right.SETTINGS):
            self.put(KeeperDialog(), self._write)

    def _write(self, holder: str | None) -> None:
        if holder is not None:
            code = new_code()
            self.put(PaperScreen(holder, code, secrets.randbelow), lambda is_kept: self._keep(holder, code, is_kept))

    def _keep(self, holder: str, code: str, is_kept: bool | None) -> None:  # noqa: FBT001 - what the screen ends with
        if not is_kept:
            self.tell(_("No recovery code was made: what stands on the paper opens nothing. Destroy it."))
            return
        paper, workplace = Paper(holder=holder, code=code, is_proved=True), self.workplace

        def make() -> RecoveryKey | changes.Refusal:
            return changes.add_recovery_key(self.session, paper, now=workplace.now(), witness=workplace.witness)

        said = _("{holder} keeps a recovery code now.").format(holder=plain(holder))
        self.work(make, lambda key: self.read(f"{said} {self._not_reached(key)}".rstrip(), mark=key.id))

    def action_try(self) -> None:
        """Type a code from its paper."""
        if self.may(Right.SETTINGS):
            self.put(TryDialog(self.workplace, self.session), self._tried)

    def _tried(self, key: RecoveryKey | None) -> None:
        if key is not None:
            said = _("The recovery code of {holder} works.").format(holder=plain(key.holder))
            self.read(f"{said} {self._not_reached(key)}".rstrip(), mark=key.id)

    def _not_reached(self, key: RecoveryKey) -> str:
        """Which units it does not open yet, since nobody who is in them has changed anything since it was made."""
        lacking = [unit for unit, recipient in unreached(self.session.register) if recipient == key.id]
        titles = ", ".join(plain(one.title) for one in self.register.units if one.id in lacking)
        if not titles:
            return ""
        return _("It does not open {units} yet: it will when a leader who is in there changes something here.").format(
            units=titles
        )

    def on_listing_chosen(self) -> None:
        """Enter on a code tries one."""
        self.action_try()

    def action_remove(self) -> None:
        """Make the marked code worthless."""
        key, workplace = self._key(self.marked), self.workplace
        if key is None or not self.may(Right.SETTINGS):
            return
        if len(self.register.recovery_keys) == 1:
            self.refuse(_("It is the last recovery code. Make another with N first."))
            return
        said = (
            _("The paper that {holder} keeps opens nothing any more, and every key that it opened is changed.").format(
                holder=plain(key.holder)
            ),
            _("Destroy the paper. Old backups are still opened by it."),
        )

        def doing() -> Register | changes.Refusal:
            return changes.remove_recovery_key(self.session, key.id, now=workplace.now(), witness=workplace.witness)

        def done(register: Register | None) -> None:
            if register is not None:
                told = _("The recovery code of {holder} opens nothing any more.")
                self.read(told.format(holder=plain(key.holder)))

        self.put(ConfirmDialog(_("Make a recovery code worthless"), said, key.holder, doing), done)


class KeeperDialog(WorkDialog[str]):
    """Ends with who keeps the paper."""

    def __init__(self) -> None:
        field = Field(id=NAME, label=_("Who keeps it?"), hint=_("such as Leader, in the safe"))
        said = (
            _("Have paper and pen ready: the code is shown once, and two groups of it are read back."),
            _("Whoever has the paper can read everything. Two codes, with two people, are better than one."),
        )
        super().__init__(_("One more recovery code"), (field,), self._save, said)

    def _save(self, typed: Mapping[str, str]) -> None:
        holder = " ".join(typed[NAME].split())
        if holder:
            self.leave(holder)
        else:
            self.complain(NAME, _("Write who keeps the paper, so that it can be found again."))


class TryDialog(WorkDialog[RecoveryKey]):
    """Ends with the code that works; what was typed cannot be copied, and goes when the screen is locked."""

    def __init__(self, workplace: Workplace, session: Session) -> None:
        said = (_("Type the recovery code from the paper, all eleven groups. Small letters are fine."),)
        super().__init__(
            _("Try a recovery code"), (Field(id=CODE, label=_("Recovery code"), is_secret=True),), self._save, said
        )
        self._workplace, self._session = workplace, session

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(f"#{CODE}", Secret).password = False  # 55 signs can be mended only where they are seen

    def _save(self, typed: Mapping[str, str]) -> None:
        if not is_code(typed[CODE]):
            self.complain(
                CODE, _("A sign in it is wrong, missing or too many. Compare it with the paper, group by group.")
            )
            return
        now, witness = self._workplace.now(), self._workplace.witness
        self.attempt(
            lambda: changes.prove_recovery_key(self._session, typed[CODE], now=now, witness=witness), self.leave
        )
