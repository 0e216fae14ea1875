"""A form that was handed in elsewhere with other answers: both stand side by side, and a person chooses."""

from textual.app import ComposeResult

from sipforms.actions.fill import Filling
from sipforms.actions.merging import Comparison
from sipforms.actions.two_responses import CorrectionBegun, is_correction, settle
from sipforms.actions.versions import Refused
from sipforms.engine.response import Response
from sipforms.render.in_use import moment_words
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.response_words import refused_words
from sipforms.store.amending import ResponseChanged
from sipforms.store.failures import StoreError
from sipforms.tui.screens.side_by_side import SideBySide
from sipforms.tui.widgets.editor import Editor, Purpose, Writing


class TwoResponsesScreen(SideBySide[Response | None]):
    """Ends with the response as it then stands; or with nothing, and then nothing was changed."""

    def __init__(self, comparison: Comparison, filling: Filling, kept: Response, who: str) -> None:
        super().__init__(comparison)
        self._filling, self._kept, self._who = filling, kept, who
        self._has_asked = False

    def middle(self) -> ComposeResult:
        yield from super().middle()
        yield Editor(self._written, id="editor")

    def top(self) -> tuple[str, str]:
        title = plain(self._filling.questionnaire.title)
        return " · ".join((_("Handed in twice"), plain(self._who), title)), self.counted

    def keys(self) -> list[tuple[str, str]]:
        return [("F8", _("hide")), ("F2", _("done")), ("Enter", _("choose")), ("1-2", _("choose")), ("Esc", _("back"))]

    @property
    def guidance(self) -> str:
        kept = self._kept
        said = _("{who} handed this in {when}, with other answers than yours. The first line is what was handed in.")
        handed_in = said.format(
            who=plain(kept.entered_by) or _("Somebody"), when=moment_words(kept.handed_in_at, self.workplace.now())
        )
        what = _("Choose what is right; what you change becomes a correction.")
        return f"{handed_in} {what}"

    def all_chosen(self) -> str:
        if is_correction(self.comparison, self.choices):
            return _("F2 corrects what was handed in, and asks why.")
        return _("F2 leaves what was handed in as it is, and throws the other away.")

    async def action_done(self) -> None:  # type: ignore[override]
        """Go on; what is being written is done first."""
        if self.query_one(Editor).writing is not None:
            self.query_one(Editor).finish(goes_on=True)
            return
        super().action_done()

    def finish(self) -> None:
        """Ask why, where it is a correction; ask once more, where everything of the draft is thrown away."""
        if is_correction(self.comparison, self.choices):
            heading = _("Why is it corrected? Enter done")
            self.call_later(self.query_one(Editor).open, Writing(purpose=Purpose.REASON, heading=heading))
        elif not self._has_asked:
            self._has_asked = True
            self.tell(_("What differs in your form goes for good. F2 once more throws it away."))
            self.app.bell()
        else:
            self._settle("")

    def _written(self, _writing: Writing, text: str, goes_on: bool) -> bool:  # noqa: FBT001 - as the editor calls it
        if goes_on:
            self._settle(text)
        return True

    def _settle(self, reason: str) -> None:
        try:
            outcome = settle(self.workplace, self._filling, self._kept, self.comparison, self.choices, reason)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        if isinstance(outcome, Response):
            self.leave(outcome)
            return
        self.app.bell()
        match outcome:
            case CorrectionBegun():
                self.tell(_("Somebody has begun to correct this form. Hand that in or throw it away first."))
            case Refused():
                self.tell(refused_words(outcome))
            case ResponseChanged():
                self.tell(_("It was changed once more while you chose. Press Esc, and hand in again to compare anew."))
            case problems:
                said = ngettext(
                    "{count} thing does not fit together as chosen. Choose otherwise.",
                    "{count} things do not fit together as chosen. Choose otherwise.",
                    len(problems),
                )
                self.tell(said.format(count=len(problems)))
