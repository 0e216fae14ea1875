"""The first screen in words: how a form stands, how long it takes, how much waits in all."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sipforms.actions.due import DueForm
from sipforms.actions.fill import OpenDraft
from sipforms.actions.today import LATELY, Overview, Waiting
from sipforms.engine.budget.effort import effort
from sipforms.engine.newest import newest
from sipforms.engine.people import Episode
from sipforms.engine.programme import Programme
from sipforms.engine.response import Response
from sipforms.engine.schedule import Urgency
from sipforms.render.due_words import due_title, title_of, way_words, when_due
from sipforms.render.in_use import moment_words
from sipforms.render.language import _, format_date, format_number, ngettext
from sipforms.render.plain import plain
from sipforms.render.said import damaged_words
from sipforms.store.casefile import CaseFile
from sipforms.store.protocol import DraftId

WIDELY = 3
"""How many times the shortest way the longest must be before only the shortest is told."""


A_WEEK, MOST_NAMED = 7, 3


def what_waits(programme: Programme | None, one: Waiting) -> str:
    """What form it is; a correction is told as one."""
    if one.due is not None:
        return due_title(programme, one.due.due)
    return "" if one.draft is None else draft_title(programme, one.draft)


def draft_title(programme: Programme | None, draft: OpenDraft) -> str:
    """What a draft is of, and by whom it is answered."""
    header = draft.header
    title = title_of(programme, header.questionnaire)
    if header.corrects is not None:
        return _("correction of {title}").format(title=title)
    who = way_words(programme, None, header.situation.informant)
    return " · ".join(part for part in (title, who) if part)


def when_waits(one: Waiting, today: date) -> str:
    """How long there is left; nothing where there is no deadline."""
    return when_due(one.due.due, today) if one.due else ""


def state_waits(one: Waiting) -> str:
    """How far it has come, and who has it."""
    if one.open_by:
        return _("{who} has it open").format(who=plain(one.open_by))
    draft = one.draft
    if draft is None:
        return _("not begun")
    far = _("draft {answered}/{asked}").format(answered=draft.answered, asked=draft.asked)
    who = [_("you")] if draft.is_mine else []
    who += [plain(one) for one in draft.colleagues]
    return ", ".join((damaged_words(draft.left_out) or far, *who))


def minutes_words(programme: Programme, questionnaire: str, variant: str | None) -> str:
    """How long answering takes; where the ways through differ widely only how long at least."""
    asked = programme.questionnaires.get(questionnaire)
    if asked is None:
        return ""
    minutes = effort(programme, asked, variant=variant).minutes
    if minutes.most > WIDELY * max(1, minutes.least):
        return ngettext("{count} minute or more", "{count} minutes or more", minutes.least).format(count=minutes.least)
    if minutes.least == minutes.most:
        return ngettext("about {count} minute", "about {count} minutes", minutes.most).format(count=minutes.most)
    return _("{least}-{most} minutes").format(least=minutes.least, most=minutes.most)


def last_time_words(file: CaseFile, programme: Programme | None, questionnaire: str, informant: str | None) -> str:
    """When it was answered last, and how."""
    rounds = (one for one in file.responses if programme is None or one.programme == programme.id)
    last = newest(one for one in rounds if one.questionnaire == questionnaire and informant in (None, one.informant))
    if last is None:
        return _("never answered before")
    how = way_words(programme, last.mode, None)
    said = _("last time {day}").format(day=format_date(last.answered_on))
    return f"{said} ({how})" if how else said


def draft_moment(draft: OpenDraft, now: datetime) -> str:
    """When something was last answered in a draft."""
    return "" if draft.last is None else _("last answer {when}").format(when=moment_words(draft.last, now))


def counted(overview: Overview, today: date) -> tuple[str, ...]:
    """How much waits in all; the overdue first."""
    late = sum(one.is_late for one in overview.waiting)
    week = sum(is_this_week(one, today) for one in overview.waiting)
    drafts = sum(one.draft is not None for one in overview.waiting)
    done = ngettext(
        "{count} handed in within {days} days", "{count} handed in within {days} days", len(overview.handed_in)
    )
    return (
        _("! {count} overdue").format(count=format_number(late)) if late else _("nothing overdue"),
        _("{count} this week").format(count=format_number(week)),
        ngettext("{count} draft", "{count} drafts", drafts).format(count=format_number(drafts)),
        done.format(count=format_number(len(overview.handed_in)), days=LATELY.days),
    )


def is_this_week(one: Waiting, today: date) -> bool:
    """Whether the deadline is within the seven days that begin today."""
    return one.due is not None and not one.is_late and (one.deadline - today).days < A_WEEK


def reading_words(read: int, total: int) -> str:
    """How far reading everybody has come."""
    return _("read {read} of {total}").format(read=format_number(read), total=format_number(total))


def handed_in_state(response: Response) -> str:
    """Whether a response that was handed in is signed."""
    return _("signed") if response.is_signed else _("not signed")


def since_words(stay: Episode | None, today: date) -> str:
    """Since when somebody lives here, or until when they did."""
    if stay is None:
        return _("no stay")
    if stay.discharge is not None and stay.discharge < today:
        return _("moved out {day}").format(day=format_date(stay.discharge))
    if stay.admission > today:
        return _("moves in {day}").format(day=format_date(stay.admission))
    return _("since {day}").format(day=format_date(stay.admission))


# --- what has just happened -----------------------------------------------------------------------------------------


def handed_in_words(response: Response, draft: DraftId, due: Iterable[DueForm], now: datetime) -> str:
    """What has come of a form that was handed in, and when the next round is due.

    ``draft`` is the draft that it was handed in from: where the response has another id, a colleague had handed in
    first, and what differed was chosen.
    """
    time = f"{now:%H:%M}"
    if response.correction is not None:
        said = _("Corrected and saved at {time}. The earlier version is kept, too.").format(time=time)
    elif response.id != draft:
        said = _("What {who} handed in stands as it is. Your draft is gone.").format(who=plain(response.entered_by))
    elif response.is_signed:
        said = _("Handed in, signed and saved at {time}.").format(time=time)
    else:
        said = _("Handed in and saved at {time}. Not signed yet: V, then S.").format(time=time)
    following = next((one.due for one in due if _is_next(one, response)), None)
    return said if following is None else f"{said} {_('Next time: {day}.').format(day=format_date(following.opens))}"


def _is_next(one: DueForm, response: Response) -> bool:
    is_same = response.questionnaire in (one.due.main, one.due.questionnaire)
    return is_same and one.programme == response.programme and one.due.informant in (None, response.informant)


def stay_kept_words(programmes: Mapping[str, Programme], due: Iterable[DueForm]) -> str:
    """That a stay is saved, and what falls due by it now."""
    now = [one for one in due if one.due.urgency in (Urgency.OVERDUE, Urgency.DUE)]
    titles = [due_title(programmes.get(one.programme), one.due) for one in now]
    if not titles:
        return _("Saved.")
    named, more = ", ".join(titles[:MOST_NAMED]), len(titles) - MOST_NAMED
    others = ngettext("and {count} more", "and {count} more", more).format(count=more) if more > 0 else ""
    return _("Saved. To be filled in now: {forms}.").format(forms=" ".join(part for part in (named, others) if part))
