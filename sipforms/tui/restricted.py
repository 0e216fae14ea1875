"""That a case file is for some users only, on the page of the citizen whom it is about."""

from contextlib import suppress

from sipforms.actions.workplace import Workplace
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.failures import StoreError
from sipforms.store.protocol import CaseId


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
