"""Whom a list shows: mine, who lives somewhere, who is under a programme, who has moved out, what is overdue."""

from collections.abc import Mapping

from sipforms.actions.narrowing import Kind, Living, Wanted, programmes_in, units_in
from sipforms.actions.today import Overview
from sipforms.actions.workplace import Workplace
from sipforms.engine.programme import Programme
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.tui.screens.dialog import Dialog, Field
from sipforms.tui.widgets.picker import Choices

LIVING: Mapping[Living, str] = {
    Living.HERE: N_("those who live here"),
    Living.MOVED_OUT: N_("those who moved out"),
    Living.NO_STAY: N_("those without a stay"),
    Living.ALL: N_("all of them"),
}
KIND: Mapping[Kind, str] = {
    Kind.ALL: N_("all of them"),
    Kind.OVERDUE: N_("overdue ones"),
    Kind.BEGUN: N_("those begun"),
    Kind.NOT_BEGUN: N_("those not begun"),
}


class FilterDialog(Dialog[Wanted]):
    """For the list of that name, ``today`` or ``citizens``; ends with what is wanted."""

    def __init__(self, workplace: Workplace, overview: Overview, wanted: Wanted, name: str) -> None:
        self._wanted = wanted
        programmes = workplace.programmes.by_id
        units: Choices = ((None, _("everywhere")), *((one, plain(one)) for one in units_in(overview)))
        under: Choices = (
            (None, _("all of them")),
            *((one, _title(programmes, one)) for one in programmes_in(overview)),
        )
        mine: Choices = (("", _("everybody's")), ("mine", _("mine: where I answer, and my drafts")))
        living: Choices = tuple((one.value, _(said)) for one, said in LIVING.items())
        kinds: Choices = tuple((one.value, _(said)) for one, said in KIND.items())
        fields = (
            Field(id="mine", label=_("For whom"), value="mine" if wanted.mine else "", choices=mine),
            Field(id="unit", label=_("Lives in"), value=wanted.unit or "", choices=units),
            Field(id="programme", label=_("Programme"), value=wanted.programme or "", choices=under),
            Field(id="living", label=_("Citizens"), value=wanted.living.value, choices=living)
            if name == "citizens"
            else Field(id="kind", label=_("Forms"), value=wanted.kind.value, choices=kinds),
        )
        super().__init__(_("Show"), fields, self._done)

    def _keys(self) -> list[tuple[str, str]]:
        return [("F2", _("show")), *super()._keys()[1:]]

    def _done(self, typed: Mapping[str, str]) -> None:
        self.leave(
            Wanted(
                mine=typed["mine"] == "mine",
                unit=typed["unit"] or None,
                programme=typed["programme"] or None,
                living=Living(typed["living"]) if "living" in typed else self._wanted.living,
                kind=Kind(typed["kind"]) if "kind" in typed else self._wanted.kind,
            )
        )


def filter_words(programmes: Mapping[str, Programme], wanted: Wanted) -> str:
    """What is filtered, for the top line; nothing where everything usual is shown."""
    parts = [
        _("mine") if wanted.mine else "",
        plain(wanted.unit or ""),
        _title(programmes, wanted.programme) if wanted.programme else "",
        _(LIVING[wanted.living]) if wanted.living is not Living.HERE else "",
        _(KIND[wanted.kind]) if wanted.kind is not Kind.ALL else "",
    ]
    shown = ", ".join(part for part in parts if part)
    return _("only: {what}").format(what=shown) if shown else ""


def _title(programmes: Mapping[str, Programme], id_: str) -> str:
    return plain(programmes[id_].title if id_ in programmes else id_)
