"""Admitting a citizen, mending a stay, and its end."""

from collections.abc import Callable, Mapping
from datetime import date

from textual.widgets import Input

from sipforms.actions.people import Refused, Stay, admit, change_stay, discharge
from sipforms.actions.workplace import Workplace
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.render.days import as_date, date_to_type, day_in_words, why_no_day
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.said import fault_said
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.tui.refused import refused_said
from sipforms.tui.restricted import homes
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.widgets.picker import Choices, Picker

INFORMANT = "informant-"


class StayDialog(Dialog[CaseFile]):
    """For a new stay, or for one that stands."""

    def __init__(self, workplace: Workplace, file: CaseFile, stay: Episode | None) -> None:
        programmes = workplace.programmes.by_id
        chosen = stay.programme if stay else _likely(workplace, file)
        fields = _fields(programmes, chosen, stay, workplace.now().date(), homes(workplace, file.id))
        super().__init__(_("Stay") if stay else _("New stay"), fields, self._save)
        self._workplace, self._file, self._stay = workplace, file, stay

    def on_mount(self) -> None:
        """Ask only for those who answer in the programme of the stay."""
        self._ask_informants(self.query_one("#programme", Picker).value)

    def on_picker_turned(self, event: Picker.Turned) -> None:
        """Another programme has other target groups, and others who answer."""
        if event.picker.id == "programme":
            programme = self._workplace.programmes.by_id.get(event.picker.value or "")
            self.query_one("#variant", Picker).offer(_variants(programme))
            self._ask_informants(event.picker.value)

    def _ask_informants(self, programme: str | None) -> None:
        """Those of another programme are hidden, unless something is written about them; so are target groups."""
        known = self._workplace.programmes.by_id.get(programme or "")
        variant = self.query_one("#variant", Picker)
        self.show_field("variant", is_shown=bool(variant.value) or known is None or bool(known.variants))
        for field in self.query(Input):
            id_ = (field.id or "").removeprefix(INFORMANT)
            if field.id and id_ != field.id:
                self.show_field(field.id, is_shown=bool(field.value) or known is None or id_ in known.informants)

    def _save(self, typed: Mapping[str, str]) -> None:
        days = self._days(typed)
        if days is None:
            return
        begun, ended = days
        if not typed["programme"]:
            self.complain("programme", _("Choose the programme first: it decides what is asked."))
            return
        stay = Stay(
            programme=typed["programme"],
            admission=begun,
            discharge=ended,
            variant=typed["variant"] or None,
            unit=typed["unit"],
            informants={key.removeprefix(INFORMANT): who for key, who in typed.items() if key.startswith(INFORMANT)},
        )
        self._keep(stay)

    def _days(self, typed: Mapping[str, str]) -> tuple[date, date | None] | None:
        """The first day and the last; nothing where one cannot be read, which is told."""
        today = self._workplace.now().date()
        for field in ("admission", "discharge"):
            day = typed[field].strip()
            if (day or field == "admission") and as_date(day, today) is None:
                self.complain(field, why_no_day(day, today))
                return None
        begun, ended = (as_date(typed[field], today) for field in ("admission", "discharge"))
        return None if begun is None else (begun, ended)

    def _keep(self, stay: Stay) -> None:
        try:
            if self._stay is None:
                outcome = admit(self._workplace, self._file, stay)
            else:
                outcome = change_stay(self._workplace, self._file, self._stay, stay)
        except StoreError as fault:
            self.complain("", fault_said(fault))
            return
        if isinstance(outcome, Refused):
            self.complain(outcome.field, refused_said(outcome))
        else:
            self.leave(outcome)


class DischargeDialog(Dialog[CaseFile]):
    """The day that a stay ends; of one that has ended, the day that is written down."""

    def __init__(self, workplace: Workplace, file: CaseFile, stay: Episode) -> None:
        today = workplace.now().date()
        day = date_to_type(stay.discharge or today)
        about = _("Its last day. What discharge asks for falls due from then on.")
        fields = (Field(id="discharge", label=_("Last day"), value=day, reads=_reads(today), about=about),)
        super().__init__(_("The stay ends"), fields, self._save)
        self._workplace, self._file, self._stay = workplace, file, stay

    def _save(self, typed: Mapping[str, str]) -> None:
        today = self._workplace.now().date()
        day = as_date(typed["discharge"], today)
        if day is None:
            self.complain("discharge", why_no_day(typed["discharge"], today))
            return
        try:
            outcome = discharge(self._workplace, self._file, self._stay, day)
        except StoreError as fault:
            self.complain("", fault_said(fault))
            return
        if isinstance(outcome, Refused):
            self.complain(outcome.field, refused_said(outcome))
        else:
            self.leave(outcome)


def _fields(
    programmes: Mapping[str, Programme],
    chosen: str,
    stay: Episode | None,
    today: date,
    lives: tuple[str, tuple[str, ...]],
) -> tuple[Field, ...]:
    programme = programmes.get(chosen)
    titles: Choices = tuple((one.id, plain(one.title)) for one in programmes.values())
    unsure: Choices = ((None, _("choose one")),) if not chosen else ((chosen, plain(chosen)),)
    known = titles if chosen in programmes else (*unsure, *titles)
    ended = date_to_type(stay.discharge) if stay and stay.discharge else ""
    informants = {id_: title for one in programmes.values() for id_, title in one.informants.items()}
    return (
        Field(id="programme", label=_("Programme"), value=chosen, choices=known),
        Field(
            id="variant",
            label=_("Target group"),
            value=(stay.variant or "") if stay else "",
            choices=_variants(programme),
            about=_("Decides which questions are asked. It is shown on this citizen's own page only."),
        ),
        _lives_in(stay.unit if stay else lives[0], lives[1]),
        Field(
            id="admission",
            label=_("First day"),
            value=date_to_type(stay.admission if stay else today),
            reads=_reads(today),
        ),
        Field(
            id="discharge",
            label=_("Last day"),
            value=ended,
            hint=_("empty while the stay lasts"),
            reads=_reads(today),
            about=_("Day-month-year, such as 24-12-2026, 24/12 or “today”. Empty while the stay lasts."),
        ),
        *(
            Field(
                id=f"{INFORMANT}{id_}",
                label=plain(title),
                value=stay.informants.get(id_, "") if stay else "",
                hint=_("name or initials; may stay empty"),
                about=_("Staff with these initials find the citizen under “mine”. M shows them."),
            )
            for id_, title in informants.items()
        ),
    )


def _lives_in(value: str, offered: tuple[str, ...]) -> Field:
    """Where in the house: no unit, though it often has the name of one."""
    return Field(
        id="unit",
        label=_("Lives in"),
        value=value,
        hint=_("house or group; may stay empty"),
        about=_("For lists and reports only. Who may read is decided by the citizen's unit, not by this."),
        offered=offered,
    )


def _likely(workplace: Workplace, file: CaseFile) -> str:
    """The programme of the last stay, else one that the facility has said that it uses, else the only one at hand.

    Nothing where there are several: a stay under the wrong programme asks somebody the wrong questions for years.
    """
    known = workplace.programmes.by_id
    lately = [one.programme for one in sorted(file.episodes, key=lambda one: one.admission, reverse=True)]
    used = sorted(workplace.session.register.retention) if workplace.session is not None else []
    only = tuple(known) if len(known) == 1 else ()
    return next((one for one in (*lately, *used, *only) if one in known), "")


def _variants(programme: Programme | None) -> Choices:
    found = programme.variants if programme else ()
    return ((None, _("none in particular")), *((one.id, plain(one.title)) for one in found))


def _reads(today: date) -> Callable[[str], str]:
    """How the program understands a day while it is typed."""

    def said(typed: str) -> str:
        day = as_date(typed, today)
        return "" if day is None else day_in_words(day, today)

    return said
