"""What was done with a response after it was handed in, in words: versions, signatures, withdrawals, moves."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from sipforms.actions.versions import Refused, Why
from sipforms.engine.response import Deed, Mark, Response, Sitting
from sipforms.engine.versions import happenings
from sipforms.render.from_paper import paper_said
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain

WHY: Mapping[Why, str] = {
    Why.REASON_EMPTY: N_("Write why; it is kept with the answers."),
    Why.REASON_TOO_LONG: N_("The reason is too long. Write it in 500 characters."),
    Why.LOCKED: N_("It is signed and locked. Somebody with the right to must unlock it first."),
    Why.NOT_SIGNED: N_("It is not signed, so there is nothing to unlock."),
    Why.WITHDRAWN: N_("It is withdrawn. Let it count again first."),
    Why.NOT_WITHDRAWN: N_("It is not withdrawn: it counts already."),
    Why.MOVED: N_("It was moved to another citizen. Look it up there."),
    Why.ERASED: N_("Its answers were erased for good. Only the trace is left."),
    Why.NOTHING_CHANGED: N_("Nothing was changed, so there is nothing to correct. Change an answer, or leave."),
    Why.SAME_CASE: N_("It stands with this citizen already. Write the code of another."),
    Why.NOT_A_CITIZENS: N_("This is about the facility itself and cannot be moved to a citizen. Withdraw it instead."),
    Why.NO_STAY: N_(
        "That citizen has no stay under the programme on the day that the answers describe. "
        "Mend the stay first, or withdraw this and answer again."
    ),
    Why.OTHER_GROUP: N_(
        "That citizen is in another target group, which is asked something else. Withdraw this and answer again."
    ),
    Why.LEANS_ON_EARLIER: N_(
        "Some answers in it were taken over from this citizen's other answers. Withdraw it and answer again there."
    ),
}

_SAID: Mapping[Deed, str] = {
    Deed.SIGNED: N_("signed {day} by {who}"),
    Deed.UNLOCKED: N_("unlocked {day} by {who}: {reason}"),
    Deed.WITHDRAWN: N_("withdrawn {day} by {who}: {reason}"),
    Deed.REINSTATED: N_("counts again since {day}, by {who}: {reason}"),
    Deed.MOVING: N_("on its way to {whose} since {day}, by {who}: {reason}"),
    Deed.MOVE_GIVEN_UP: N_("could not be moved on {day}, by {who}: {reason}"),
    Deed.LEAVING: N_("moved to {whose} {day} by {who}: {reason}"),
    Deed.MOVED_AWAY: N_("moved to {whose} {day} by {who}: {reason}"),
    Deed.ERASING: N_("erased {day} by {who}: {reason}"),
    Deed.ERASED: N_("erased {day} by {who}: {reason}"),
    Deed.MOVED_HERE: N_("moved here from {whose} {day} by {who}: {reason}"),
}


def nobody_known(_case: str) -> str:
    """Whose a case file is, for somebody who does not see the others."""
    return _("another citizen")


def refused_words(refused: Refused) -> str:
    """Why nothing was done, and what to do instead."""
    return _(WHY[refused.why])


def happening_words(one: Response | Mark, whose: Callable[[str], str] = nobody_known) -> str:
    """One version or one thing that was done, on a line. ``whose`` says whose another case file is."""
    if isinstance(one, Mark):
        return _(_SAID[one.deed]).format(
            day=_day(one.at), who=_who(one.by), reason=plain(one.reason), whose=whose(one.case)
        )
    if one.correction is None:
        return _("handed in {day} by {who}").format(day=_day(one.handed_in_at), who=_who(one.entered_by))
    made = one.correction
    said = _("corrected {day} by {who}: {reason}").format(
        day=_day(made.at), who=_who(made.by), reason=plain(made.reason)
    )
    return said if made.reason else said.rstrip(" :")  # the reason has gone with the answers to another citizen


def numbered(one: Response | Mark, whose: Callable[[str], str] = nobody_known) -> str:
    """The same with the number of the version in front of a version."""
    said = happening_words(one, whose)
    return said if isinstance(one, Mark) else f"{_('version {number}').format(number=one.number)} · {said}"


def state_words(response: Response) -> str:
    """How it stands, where that is anything but handed in once: corrected, signed, withdrawn, moved."""
    parts = [_("corrected")] if response.number > 1 else []
    if response.is_erased:
        parts = [_("erased")]
    elif response.is_moved:
        parts = [_("moved")]
    elif response.is_withdrawn:
        parts += [_("withdrawn")]
    elif response.is_signed:
        parts += [_("signed")]
    return " · ".join(parts)


def standing_words(response: Response, whose: Callable[[str], str] = nobody_known) -> tuple[str, ...]:
    """What a reader of the newest version should know of it: how it was corrected, and who signed or withdrew it."""
    told = list(happenings(response))
    corrections = [one for one in told if isinstance(one, Response) and one.correction is not None]
    marks = [one for one in told if isinstance(one, Mark) and one.deed is not Deed.UNLOCKED]
    last = marks[-1:] if response.is_signed or not response.counts or _has_moved(response) else []
    shown: list[Response | Mark] = [*corrections, *last]
    paper = (paper_said(response.paper),) if response.paper else ()
    return (*paper, *(happening_words(one, whose) for one in shown))


def _has_moved(response: Response) -> bool:
    return any(one.deed is Deed.MOVED_HERE for one in response.trace)


def sitting_words(sittings: tuple[Sitting, ...]) -> Iterator[str]:
    """When the answers were written and by whom, a line a sitting."""
    for one in sittings:
        minutes = max(1, round((one.ended - one.began).total_seconds() / 60))
        how_long = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
        yield _("written {day} at {time} by {who}, {how_long}").format(
            day=_day(one.began), time=one.began.strftime("%H:%M"), who=_who(one.by), how_long=how_long
        )


def _day(moment: datetime) -> str:
    return format_date(moment.date())


def _who(by: str) -> str:
    return plain(by) or _("nobody named")
