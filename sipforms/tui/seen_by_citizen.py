"""What a form's screen has so that the citizen can look at the form too: F4, and pictures where somebody needs them."""

from typing import TypeVar, cast

from sipforms.actions.fill import Filling
from sipforms.actions.form.keeping import Kept
from sipforms.actions.form.model import FormModel
from sipforms.actions.form.outcome import Outcome
from sipforms.actions.people import show_pictures
from sipforms.actions.preferences import Preferences
from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.store.casefile import open_case
from sipforms.store.failures import StoreError
from sipforms.tui.citizen_side import CitizenSide
from sipforms.tui.form_writer import FormWriter
from sipforms.tui.screens.citizen_view import Choosing, CitizenViewScreen
from sipforms.tui.screens.page import Page

Result = TypeVar("Result")
OBSERVATION = "observation"


class SeenByCitizen(Page[Result]):
    """A form with a citizen's side, made when it is first asked for and forgotten when another draft is shown."""

    model: FormModel
    writer: FormWriter
    _filling: Filling
    _floor: int
    _kept: Kept
    _side: CitizenSide | None = None

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
                practises=len(self.model.draft.undoable) <= self._floor,
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
