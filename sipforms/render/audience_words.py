"""Who a report is for, in a sentence."""

from sipforms.render.language import N_, _

_WHO = {
    "staff": N_("the staff"),
    "citizen": N_("the citizen"),
    "relatives": N_("the relatives"),
    "commissioner": N_("the municipality"),
}


def audience_words(audience: tuple[str, ...]) -> str:
    """Who may read it; what one of them may not see does not stand in it."""
    who = [_(_WHO[one]) for one in audience if one in _WHO]
    if not who:
        return ""
    *first, last = who
    named = _("{names} and {last}").format(names=", ".join(first), last=last) if first else last
    return _("For {names}. What one of them may not see is left out.").format(names=named)
