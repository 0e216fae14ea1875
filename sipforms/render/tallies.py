"""How many problems there are, and what answering takes: a line each, in words and signs that need no colour."""

from collections import Counter
from collections.abc import Iterable

from sipforms.actions.preview.needed import Needed
from sipforms.engine.problem import Level, Problem
from sipforms.render.charts.glyphs import ALL
from sipforms.render.language import _, ngettext

GLYPHS = {Level.ERROR: ALL.wrong, Level.WARNING: "!", Level.NOTE: "·"}


def tally_words(problems: Iterable[Problem]) -> str:
    """How many problems of each level, by sign and word."""
    found = Counter(one.level for one in problems)
    errors, warnings, notes = found[Level.ERROR], found[Level.WARNING], found[Level.NOTE]
    said = [
        (errors, Level.ERROR, ngettext("{count} error", "{count} errors", errors)),
        (warnings, Level.WARNING, ngettext("{count} warning", "{count} warnings", warnings)),
        (notes, Level.NOTE, ngettext("{count} remark", "{count} remarks", notes)),
    ]
    words = [f"{GLYPHS[level]} {text.format(count=count)}" for count, level, text in said if count]
    return "   ".join(words) or f"{ALL.done} {_('nothing to mend')}"


def effort_words(needed: Needed, *, with_budget: bool = True) -> str:
    """Keys, minutes and LIX, each with what the programme allows where it says so."""
    if not with_budget:
        needed = Needed(effort=needed.effort)
    effort = needed.effort
    least, most = effort.minutes.least, effort.minutes.most
    minutes = f"{least}" if least == most else f"{least}-{most}"
    said = [
        ngettext("at least {count} key", "at least {count} keys", effort.keystrokes.least).format(
            count=_of(effort.keystrokes.least, needed.keystrokes)
        ),
        _("about {minutes} min").format(minutes=_of(minutes, needed.minutes)),
    ]
    if effort.lix is not None:
        said.append(_("LIX {number}").format(number=_of(effort.lix, needed.lix)))
    return ", ".join(said)


def _of(number: int | str, most: int | None) -> str:
    return f"{number}" if most is None else _("{number} of {count}").format(number=number, count=most)
