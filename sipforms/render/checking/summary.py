"""What checking found in one sentence."""

from sipforms.actions.checking import Inspection, Profile
from sipforms.engine.problem import Level
from sipforms.render.language import _, ngettext


def summary(inspection: Inspection) -> str:
    """How many programmes were checked and how many problems there are."""
    programmes = len(inspection.results)
    problems, errors = inspection.problems, inspection.count(Level.ERROR)
    checked = ngettext("{count} programme checked", "{count} programmes checked", programmes).format(count=programmes)
    if inspection.profile is Profile.PRODUCTION:
        checked = _("{checked} for use").format(checked=checked)
    if not problems:
        return _("{checked}: nothing to mend.").format(checked=checked)
    found = ngettext("{count} problem", "{count} problems", problems).format(count=problems)
    wrong = ngettext("{count} must be mended", "{count} must be mended", errors).format(count=errors)
    return _("{checked}: {found}, {wrong}.").format(checked=checked, found=found, wrong=wrong)
