"""Two drafts of one round made one: what differs stands side by side, and a person chooses."""

from sipforms.actions.copies import Merging, give_up, merge
from sipforms.actions.fill import Filling
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.failures import StoreError
from sipforms.store.protocol import DraftId
from sipforms.tui.screens.side_by_side import SideBySide


class MergeScreen(SideBySide[Filling | None]):
    """Ends with the merged draft, held and safe; or with nothing, and then both are as they were.

    ``keeping`` is the draft that is open behind this screen.
    """

    def __init__(self, merging: Merging, who: str, keeping: DraftId | None = None) -> None:
        super().__init__(merging.comparison)
        self._merging, self._who, self._keeping = merging, who, keeping

    def top(self) -> tuple[str, str]:
        title = plain(self._merging.stays.questionnaire.title)
        return " · ".join((_("Make one form of two"), plain(self._who), title)), self.counted

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide")), ("F2", _("make them one")), ("Enter", _("choose")), ("1-2", _("choose"))]
        return [*keys, ("Esc", _("back"))]

    @property
    def guidance(self) -> str:
        comparison = self.comparison
        taken = len(comparison.taken) + len(comparison.rows)
        agreed = ngettext(
            "{count} answer is the same in both.", "{count} answers are the same in both.", comparison.agreed
        ).format(count=comparison.agreed)
        over = ngettext(
            "{count} stands only in the other and comes over.", "{count} stand only in the other and come over.", taken
        ).format(count=taken)
        differ = _("Choose what is right where they differ.")
        if self._merging.is_paper_twice:
            differ = _("Look at the paper where they differ, and choose what stands there.")
        what = differ if comparison.disagreements else self.all_chosen()
        return " ".join((agreed, *([over] if taken else []), what))

    def all_chosen(self) -> str:
        return _("F2 makes one form of the two.")

    def finish(self) -> None:
        """Write what was chosen; both drafts stand until that is on the disk."""
        try:
            merged = merge(self.workplace, self._merging, self.choices)
        except StoreError as fault:
            self.tell_fault(fault)
            return
        self.leave(merged)

    def action_leave(self) -> None:
        """Back; both drafts are as they were."""
        self.park()
        self.leave()

    def park(self) -> None:
        """Let go of the drafts."""
        try:
            give_up(self.workplace, self._merging, self._keeping)
        except StoreError as fault:
            self.tell_fault(fault)
