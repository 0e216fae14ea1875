"""What is said around the figures of a place: whose answers, why there are none, in which way they came about."""

from datetime import date

from sipforms.engine.gather.facility.coverage import State
from sipforms.engine.gather.facility.respondents import Respondents, Way
from sipforms.engine.gather.facility.spread import Lack, MissingWhy, Share
from sipforms.engine.response import Scalar
from sipforms.render.charts.words import GAPS, rounded
from sipforms.render.language import N_, _, format_date, format_number, ngettext
from sipforms.render.plain import plain

LACKS: dict[Lack, str] = {
    "nobody": N_("nobody has answered"),
    "few": N_("withheld, so that nobody can be recognised"),
    "fewPlaces": N_("too few places to compare with"),
    "fewNew": N_("waits until more answers are new"),
    "fewInCategory": N_("withheld, so that nobody can be recognised"),
    "fewLacking": N_("withheld, so that nobody can be recognised"),
    "otherVersion": N_("asked in another way there"),
    "notThere": N_("not in what is compared with"),
    "notTold": N_("withheld in what is compared with"),
}
WAYS: dict[Way, str] = {
    "own": N_("in their own words"),
    "behalf": N_("on the person's behalf"),
    "seen": N_("what staff have seen"),
    "noted": "",
}
STATES: dict[State, str] = {
    "answered": N_("answered"),
    "declined": N_("did not want to answer"),
    "notAble": N_("could not answer"),
    "empty": N_("handed in without answers"),
    "overdue": N_("overdue"),
    "open": N_("due, with time left"),
}
_GAPS = {gap.value: said for gap, said in GAPS.items()}


def lack_words(lack: Lack) -> str:
    """Why there is no figure."""
    return _(LACKS[lack])


def way_words_of(way: Way) -> str:
    """How the answers came about; nothing for facts noted down."""
    return _(WAYS[way])


def state_words(state: State) -> str:
    """How a questionnaire stands with somebody."""
    return _(STATES[state])


def missing_words(why: MissingWhy) -> str:
    """Why somebody who was asked has no answer that counts."""
    return _(_GAPS[why])


def respondents_words(one: Respondents) -> str:
    """Which questionnaire, answered by whom, in which way."""
    return " · ".join(part for part in (plain(one.title), plain(one.informant_title), way_words_of(one.way)) if part)


def share_words(share: float) -> str:
    """A share from 0 to 1 in whole percent."""
    return _("{number} %").format(number=format_number(rounded(100 * share, 0)))


def option_words(value: Scalar, title: str) -> str:
    """One answer as it is called; yes and no have no titles of their own."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return plain(title) or str(value)


def categories_words(one: Share) -> str:
    """The answer, or the answers that may only be told together."""
    titles = one.titles or ("",) * len(one.values)
    return f" {_('or')} ".join(option_words(*each) for each in zip(one.values, titles, strict=True))


def as_of_words(day: date, waiting: int) -> str:
    """That figures are those of an earlier report, and why; nothing as the number: not told how many wait."""
    if not waiting:
        return _("As of {day}: so few answers are new that they wait.").format(day=format_date(day))
    return ngettext("As of {day}: {count} new answer waits.", "As of {day}: {count} new answers wait.", waiting).format(
        day=format_date(day), count=waiting
    )
