"""That a case file is for some users only, on the page of the citizen whom it is about; and the way to change that."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreError
from sipforms.store.protocol import CaseId
from sipforms.tui.screens.page import Page


def restricted_said(workplace: Workplace, case: CaseId) -> str:
    """For whom it is, where it is not for a whole unit; empty for all others, and where nobody signs in."""
    session = workplace.session
    if session is None:
        return ""
    from sipforms.actions.case_access import place_of

    with suppress(StoreError):
        found = [session.register.user(one) for one in place_of(session, case).users]
        names = ", ".join(plain(one.name) for one in found if one is not None)
        return _("only for {names}").format(names=names) if names else ""
    return ""


def show_access(page: Page[Any], file: CaseFile, gone: Callable[[], None]) -> None:
    """Who may open the case file, in front of the page; ``gone`` when whoever looked may open it no more."""
    if file.citizen is None:
        page.tell(_("The facility's own answers are for everybody in the house."))
        return
    if page.workplace.session is None:
        page.tell(_("Nobody signs in here: whoever is at this machine can open everything."))
        return
    from sipforms.tui.screens.case_access import CaseAccessScreen, Outcome

    def done(outcome: Outcome | None) -> None:
        if outcome is not None and outcome.is_gone:
            gone()

    page.put(CaseAccessScreen(file), done)


def homes(workplace: Workplace, case: CaseId) -> tuple[str, tuple[str, ...]]:
    """Where in the house a citizen is likely to live, and what else may be proposed: the names of units.

    The first is that of the unit whose case file it is, where there is more than one unit; else it is empty.
    """
    if workplace.session is None:
        return "", ()
    from sipforms.actions.case_access import place_of
    from sipforms.actions.units import unit_titles

    offered = unit_titles(workplace)
    with suppress(StoreError):
        unit = workplace.session.register.unit(place_of(workplace.session, case).unit)
        if unit is not None and len(offered) > 1:
            return unit.title, offered
    return "", offered
