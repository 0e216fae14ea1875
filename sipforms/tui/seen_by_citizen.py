"""What a form's screen has so that the citizen can look at the form too: F4, and pictures where somebody needs them."""

import secrets
from time import monotonic
from typing import Protocol, TypeVar, cast

from sipforms.actions.fill import Filling
from sipforms.actions.form.keeping import Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.people import show_pictures
from sipforms.actions.preferences import Preferences
from sipforms.actions.workplace import Workplace
from sipforms.engine.paths import Path
from sipforms.render.language import _
from sipforms.store.casefile import open_case
from sipforms.store.failures import StoreError
from sipforms.tui.citizen_screen.link import Around, CitizenLink
from sipforms.tui.citizen_screen.pairing import Chance
from sipforms.tui.citizen_side import CitizenSide
from sipforms.tui.form_writer import FormWriter
from sipforms.tui.idle import Idle
from sipforms.tui.screens.citizen_screen import CLOSE, CitizenScreenDialog
from sipforms.tui.screens.citizen_view import Choosing, CitizenViewScreen
from sipforms.tui.screens.help import HelpScreen
from sipforms.tui.screens.page import Page
from sipforms.tui.widgets.editor import BETWEEN

Result = TypeVar("Result")
OBSERVATION = "observation"


class Watched(Protocol):
    """The program, which knows how long nobody was there."""

    idle: Idle | None
    opens_citizen_screen: bool
    """Whether the citizen's own screen is opened with each form, as was asked for when the program was started."""


class SeenByCitizen(Page[Result]):
    """A form with a citizen's side, made when it is first asked for and forgotten when another draft is shown."""

    model: FormModel
    writer: FormWriter
    _filling: Filling
    _floor: int
    _kept: Kept
    _side: CitizenSide | None = None
    _link: CitizenLink | None = None

    def take(self, outcome: Outcome) -> None:
        """Keep what changed, then show it."""
        raise NotImplementedError

    @property
    def citizen_side(self) -> CitizenSide:
        """The form as the citizen sees it. Before the first answer there are two questions to practise on."""
        if self._side is None:
            chosen = cast("Choosing", self.app).preferences
            self._side = CitizenSide(
                self,
                is_at_once=chosen.citizen_advance == "at_once",
                practises=len(self.model.draft.undoable) <= self._floor and not self.model.draft.header.corrects,
                has_pictures=with_pictures(self.workplace, self._filling),
            )
        return self._side

    def citizen_prefers(self, preferences: Preferences) -> None:
        """Another way of answering was chosen."""
        if self._side is not None:
            self._side.turn.is_at_once = preferences.citizen_advance == "at_once"

    def citizen_changed(self) -> None:
        """Something changed on the form."""
        if self._side is not None:
            self._side.form_changed()

    def forget_citizen_side(self) -> None:
        """Another draft is shown: what was marked in the one before is no more."""
        if self._side is not None:
            self._side.show_form(self)

    @property
    def unkept(self) -> str:
        """That an answer is not safe yet, for the staff beside; the citizen's view says nothing else of theirs."""
        return "" if self._kept.fault is None else _("Not saved yet. It is tried again.")

    def keep_pictures(self, has_pictures: bool) -> None:  # noqa: FBT001 - what is kept
        """Remember whether this citizen answers with pictures. Raises StoreError."""
        file = open_case(self.workplace.store, self._filling.case)
        show_pictures(self.workplace, file, has_pictures=has_pictures)

    def action_citizen(self) -> None:
        """Turn the screen to the citizen, at the question where the form stands."""
        why = why_no_view(self._filling)
        if not self.writer.finish():
            return
        if why:
            self.tell(why)
            self.app.bell()
        else:
            self.put(CitizenViewScreen(self), lambda _nothing: self.take(Outcome()))

    # --- a screen of his own ------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the citizen's own screen, where that was asked for from the beginning."""
        if cast("Watched", self.app).opens_citizen_screen and not why_no_view(self._filling):
            self.call_after_refresh(self.action_citizen_screen)

    def action_citizen_screen(self) -> None:
        """Open the citizen's own screen beside this one, or see how it stands."""
        why = why_no_view(self._filling)
        if not self.writer.finish():
            return
        if why:
            self.tell(why)
            self.app.bell()
            return
        if self._link is None:
            try:
                self._link = CitizenLink(self.citizen_side, self._around())
            except OSError:
                self.tell(_("The citizen's screen cannot be opened: this machine does not allow it."))
                return
            self.set_interval(BETWEEN, self._keep_on)
            self.app.screen_change_signal.subscribe(self, lambda _screen: self._publish(), immediate=True)
        self.put(CitizenScreenDialog(self._link), self._after_dialog)

    def _around(self) -> Around:
        return Around(
            later=self.app.call_later,
            is_open=lambda: self._is_in_front,
            came=self._screen_came,
            touched=self._touched,
            refused=self._refused_there,
            now=self.workplace.now,
            chance=Chance(digit=lambda: secrets.randbelow(10), token=lambda: secrets.token_urlsafe(32)),
            ticking=monotonic,
        )

    @property
    def _is_in_front(self) -> bool:
        """Whether staff have the form, its view for citizens or what belongs to it in front of them."""
        stack = self.app.screen_stack
        if self not in stack:
            return False
        beyond = stack[stack.index(self) + 1 :]
        return all(isinstance(one, CitizenViewScreen | CitizenScreenDialog | HelpScreen) for one in beyond)

    def _publish(self) -> None:
        if self._link is not None:
            self._link.publish()

    def _keep_on(self) -> None:
        if self._link is not None and self._is_in_front:
            self._link.keep_on()

    def _touched(self) -> None:
        """Somebody is there, though not at this keyboard."""
        idle = cast("Watched", self.app).idle
        if idle is not None and not idle.is_over:  # what comes too late does not keep the screen from being locked
            idle.touched()

    def _refused_there(self, path: Path, text: str) -> None:
        """A text from over there that cannot be the answer waits to be mended, as one that was written here does."""
        self.writer.wait_for(path, text)

    def _screen_came(self) -> None:
        for one in self.app.screen_stack:
            if isinstance(one, CitizenScreenDialog):
                one.draw()
        self.draw()

    def _after_dialog(self, ended: str | None) -> None:
        if ended == CLOSE:
            self.close_citizen_screen()
            self.take(Outcome())
            self.tell(_("The citizen's screen is closed."))
        else:
            self.take(Outcome())

    @property
    def citizen_screen_said(self) -> str:
        """That the citizen has a screen of his own; nothing where he has none."""
        return _("2 screens") if self._link is not None and self._link.pairing.is_paired else ""

    def finish_for_citizen(self) -> None:
        """Keep what the citizen is writing over there, while the form can still be written to."""
        if self._link is not None:
            self._link.keep_typed(is_over=True)

    def close_citizen_screen(self) -> None:
        """Nobody sees the form there any more."""
        link, self._link = self._link, None
        if link is not None:
            self.app.screen_change_signal.unsubscribe(self)
            link.close()

    def on_unmount(self) -> None:
        """The form is left: so is the citizen's screen."""
        self.close_citizen_screen()


def why_no_view(filling: Filling) -> str:
    """Why there is no citizen's view of this form; nothing where there is one."""
    if filling.questionnaire.subject == "facility":
        return _("This form is about the facility: there is no view for a citizen.")
    if filling.draft.form.situation.mode == OBSERVATION:
        return _("Staff answer this form from what they have seen: there is no view for the citizen.")
    return ""


def with_pictures(workplace: Workplace, filling: Filling) -> bool:
    """Whether the citizen answers with pictures; not where that cannot be read now."""
    try:
        citizen = open_case(workplace.store, filling.case).citizen
    except StoreError:
        return False
    return citizen is not None and citizen.has_pictures
