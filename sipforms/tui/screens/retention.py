"""How long answers, drafts and the access log are kept: what was decided, and deciding it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding

from sipforms.actions.administering import standing
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access import changes
from sipforms.store.access.changes.settings import MOST_DAYS, MOST_MONTHS
from sipforms.store.access.register import Register
from sipforms.store.access.roles import Right
from sipforms.store.access.session import Session
from sipforms.tui.screens.admin_page import AdminPage
from sipforms.tui.screens.dialog import Field
from sipforms.tui.screens.outlived import OutlivedScreen
from sipforms.tui.screens.work_dialog import WorkDialog
from sipforms.tui.tables import columns
from sipforms.tui.widgets.listing import Entry
from sipforms.tui.widgets.text_line import TextLine

KEPT = 30
LOG, DRAFTS = "log", "drafts"
COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``about`` is ``LOG``, ``DRAFTS`` or a programme's id; ``count`` months, or days of drafts; None: undecided."""

    about: str
    title: str
    count: int | None
    is_programme: bool = False

    @property
    def is_in_days(self) -> bool:
        """Whether it is counted in days and not in months."""
        return self.about == DRAFTS and not self.is_programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided, and about what of it that is in use nobody has decided."""

    decisions: tuple[Decision, ...]
    waiting: frozenset[str]


class RetentionScreen(AdminPage[Decided, None]):
    """Nothing is erased by itself: what has outlived its time is proposed, and a person confirms."""

    ABOUT_LINES: ClassVar[int] = 3
    BINDINGS = [Binding("u,U", "outlived", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._decided: Mapping[str, Decision] = {}

    def top(self) -> tuple[str, str]:
        return _("How long things are kept"), ""

    def keys(self) -> list[tuple[str, str]]:
        keys = [("F8", _("hide"))]
        if self.session.may(Right.SETTINGS):
            keys += [("Enter", _("decide"))]
        if self.session.may(Right.ERASE):
            keys += [("U", _("what has outlived its time"))]
        return [*keys, ("Esc", _("back")), ("F1", _("help"))]

    def look(self) -> Decided:
        """What has been decided; a programme's title may have to be read from its files first."""
        undecided = standing(self.workplace, self.session).undecided
        decisions = tuple(self._decisions(self.register))
        by_id = self.workplace.programmes.by_id
        waiting = {one.about for one in decisions if one.count is None and _title(by_id, one.about) in undecided}
        return Decided(decisions=decisions, waiting=frozenset({*waiting, LOG}))

    def shown(self, found: Decided) -> None:
        """Each programme, then the access log and drafts; marked what is in use and not decided."""
        self._decided = {one.about: one for one in found.decisions}
        self.fill(tuple(_entry(one, is_waiting=one.about in found.waiting) for one in found.decisions))

    def draw(self) -> None:
        """What stands in the columns."""
        super().draw()
        head = columns((_("What"), _("Kept")), (0, KEPT), self.room.width - 5)
        head.pad_left(3)
        self.query_one("#head", TextLine).show(head)

    def _decisions(self, register: Register) -> Iterator[Decision]:
        by_id = self.workplace.programmes.by_id
        for id_ in sorted({*by_id, *register.retention}):
            title = _("Answers in {programme}").format(programme=plain(_title(by_id, id_)))
            yield Decision(about=id_, title=title, count=register.retention.get(id_), is_programme=True)
        yield Decision(about=LOG, title=_("The access log"), count=register.log_retention)
        yield Decision(about=DRAFTS, title=_("Untouched drafts"), count=register.draft_retention)

    def about(self, marked: object) -> str:
        """What is counted, and what happens then."""
        if marked == LOG:
            return _("Who did what with which case file. The older part is removed with `sipforms log prune`.")
        if marked == DRAFTS:
            return _(
                "Drafts that nobody has touched for so long are shown under O in the list; nothing goes by itself."
            )
        return _(
            "Months after the last day of a stay. The law gives no number: you decide. Nothing is erased by itself; "
            "when the time has come it is proposed (U), and a person says yes."
        )

    # --- keys ---------------------------------------------------------------------------------------------------

    def on_listing_chosen(self) -> None:
        """Decide on what is marked."""
        decision = self._decided.get(str(self.marked))
        if decision is not None and self.may(Right.SETTINGS):
            self.put(DecisionDialog(self.workplace, self.session, decision), self._kept)

    def _kept(self, told: str | None) -> None:
        if told is not None:
            self.read(told)

    def action_outlived(self) -> None:
        """What could be erased now."""
        if self.may(Right.ERASE):
            self.put(OutlivedScreen())


class DecisionDialog(WorkDialog[str]):
    """Ends with what to tell. An empty field takes the decision back."""

    def __init__(self, workplace: Workplace, session: Session, decision: Decision) -> None:
        label = _("Days") if decision.is_in_days else _("Months")
        value = "" if decision.count is None else str(decision.count)
        field = Field(id=COUNT, label=label, value=value, hint=_("empty: not decided"))
        super().__init__(decision.title, (field,), self._save, (_advice(decision),))
        self._workplace, self._session, self._decision = workplace, session, decision

    def _save(self, typed: Mapping[str, str]) -> None:
        written = typed[COUNT].strip()
        most = MOST_DAYS if self._decision.is_in_days else MOST_MONTHS
        if written and not (written.isdecimal() and 1 <= int(written) <= most):
            said = _("Write a whole number from 1 to {most}, or nothing while it is not decided.")
            self.complain(COUNT, said.format(most=most))
            return
        count = int(written) if written else None
        self.attempt(lambda: self._decide(count), lambda _done: self.leave(_said(self._decision, count)))

    def _decide(self, count: int | None) -> Register | changes.Refusal:
        now, witness, about = self._workplace.now(), self._workplace.witness, self._decision.about
        if self._decision.is_programme:
            return changes.set_retention(self._session, about, count, now=now, witness=witness)
        if about == LOG:
            return changes.set_log_retention(self._session, count, now=now, witness=witness)
        return changes.set_draft_retention(self._session, count, now=now, witness=witness)


def kept_words(decision: Decision) -> str:
    """The time in words; that nobody has decided on one."""
    count = decision.count
    if count is None:
        return _("not decided")
    if decision.is_in_days:
        return ngettext("{count} day", "{count} days", count).format(count=count)
    months = ngettext("{count} month", "{count} months", count).format(count=count)
    if count % 12 or count < 12:
        return months
    years = ngettext("{count} year", "{count} years", count // 12).format(count=count // 12)
    return f"{months} ({years})"


def _advice(decision: Decision) -> str:
    if decision.is_in_days:
        return _("So many days without a change, and a draft is proposed for throwing away; 30 is usual.")
    if decision.is_programme:
        return _("So many months after the last day of a stay; 60 are five years.")
    return _("Six months, and up to five years, was once the rule for public authorities.")


def _said(decision: Decision, count: int | None) -> str:
    kept = kept_words(Decision(about=decision.about, title="", count=count, is_programme=decision.is_programme))
    return f"{decision.title}: {kept}."


def _title(by_id: Mapping[str, Programme], id_: str) -> str:
    programme = by_id.get(id_)
    return id_ if programme is None else programme.title


def _entry(one: Decision, *, is_waiting: bool) -> Entry:
    kept = kept_words(one)
    cells = (one.title, f"! {kept}" if is_waiting and one.count is None else kept)
    return Entry(drawn=lambda width: columns(cells, (0, KEPT), width), chosen=one.about)
