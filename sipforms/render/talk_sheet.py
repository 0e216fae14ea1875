"""The talk sheet in words, for text, screens and HTML alike: a heading, three plain sentences, a foot.

Short sentences, no numbers but the day, and everything else in the words that the questions were asked with.
"""

from collections.abc import Iterator, Mapping

from sipforms.engine.compare.comparability import Break
from sipforms.plugins.sections.sheet_topics import Topic
from sipforms.plugins.sections.talk_sheet import DotGroup, DotRow, Dots, TalkSheet
from sipforms.render.charts.words import number, said_inside
from sipforms.render.language import N_, _, format_date
from sipforms.render.plain import plain

OWN_WORDS = N_("This is what I want to talk about:")
"""Stands above the lines on which the citizen writes."""

_CHANGED = N_("We cannot compare with last time. The questions have changed.")
_BROKEN: Mapping[Break, str] = {
    "form": N_("We cannot compare with last time. The questions are not the same."),
    "mode": N_("We cannot compare with last time. It was answered in another way."),
    "informant": N_("We cannot compare with last time. Somebody else answered."),
    "newIndicator": _CHANGED,
    "items": _CHANGED,
    "scale": _CHANGED,
    "wording": _CHANGED,
    "formula": _CHANGED,
}


def sheet_heading(sheet: TalkSheet) -> str:
    """What the sheet is called."""
    return _("A sheet for our talk: {title}").format(title=plain(sheet.title))


def sheet_about(sheet: TalkSheet) -> str:
    """Who answered, and when."""
    day = format_date(sheet.day)
    if sheet.is_own:
        return _("You answered on {day}.").format(day=day)
    if sheet.informant:
        return _("{informant} answered about you on {day}.").format(informant=plain(sheet.informant), day=day)
    return _("The staff answered about you on {day}.").format(day=day)


def sheet_sentences(sheet: TalkSheet) -> tuple[str, str, str]:
    """What goes best, what is other than last time, and what to talk about."""
    return _best(sheet), _since_last(sheet), _talk(sheet)


def _best(sheet: TalkSheet) -> str:
    if not sheet.has_answers:
        return _("There are no answers to show here. It is all right not to answer.")
    if not sheet.best:
        return _("The answers say that something can get better. We want to hear more about that.")
    topics = [_answered(one, with_importance=False) for one in sheet.best]
    said = _("This goes best. {topics}").format(topics=" ".join(topics))
    return f"{said} {_('Other things go just as well.')}" if sheet.has_more_best else said


def _since_last(sheet: TalkSheet) -> str:
    match sheet.since_last:
        case "first":
            return _("This is the first time. Next time we can see whether anything is different.")
        case "broken":
            why: Break = sheet.broken or "wording"
            return _(_BROKEN[why])
        case "none":
            return _("There are too few answers to see whether anything is different from last time.")
        case "same":
            return _("The answers are as last time.")
    moved = (
        (_("Better than last time: {title}."), sheet.better),
        (_("Worse than last time: {title}."), sheet.worse),
    )
    return " ".join(f"{said.format(title=_title(one))} {_then_and_now(one)}" for said, one in moved if one is not None)


def _then_and_now(one: Topic) -> str:
    before = "" if one.before is None else said_inside(one.before.title)
    return _("Before: {before}. Now: {now}.").format(before=before, now=said_inside(one.answer.title))


def _talk(sheet: TalkSheet) -> str:
    if sheet.talk is None:
        return _("You decide what we talk about.")
    return _("We can talk about this. {topic}").format(topic=_answered(sheet.talk, with_importance=True))


def _answered(one: Topic, *, with_importance: bool) -> str:
    """What it is about, and each answer after what was asked: “Your mood”. Important: a lot. Satisfied: a little."""
    parts = [f"{_title(one)}."]
    if with_importance and one.importance is not None:
        parts.append(f"{_asked(one.asks_importance)}: {said_inside(one.importance.title)}.")
    asked = _asked(one.asks) if one.asks else _("The answer was")
    return " ".join([*parts, f"{asked}: {said_inside(one.answer.title)}."])


def _title(one: Topic) -> str:
    return f'"{plain(one.title).rstrip(".: ")}"'


def _asked(title: str) -> str:
    return plain(title).rstrip("?: ")


def group_heading(group: DotGroup) -> str:
    """What the dots of a group say, and which way is worse where that is so."""
    asked = _asked(group.title)
    if not group.is_burden:
        return asked
    return " ".join(part for part in (f"{asked}." if asked else "", _("More dots are harder.")) if part)


def sheet_legend(group: DotGroup) -> tuple[tuple[Dots, str], ...]:
    """What the most and the fewest dots mean, and half a dot where there is one."""
    ends = ((group.most, said_inside(group.highest)), (group.fewest, said_inside(group.lowest))) if group.lowest else ()
    is_half = any(one.half for row in group.rows for one in (row.now, row.before) if one is not None)
    return (*ends, *(((Dots(halves=1, of=1), _("half a dot")),) if is_half else ()))


def dots_words(dots: Dots) -> str:
    """The dots for somebody who does not see them."""
    count = dots.full if not dots.half else dots.halves / 2
    return _("{count} of {of} dots").format(count=number(count), of=number(dots.of))


def no_dots() -> str:
    """What stands instead of dots where there is no number."""
    return _("too few answers")


def last_time(sheet: TalkSheet) -> str:
    """What stands above last time's dots; nothing where no row has any."""
    if not any(row.before for group in sheet.groups for row in group.rows):
        return ""
    return _("last time")


def sheet_foot(sheet: TalkSheet) -> tuple[str, ...]:
    """What the citizen should know about the sheet."""
    disagree = () if sheet.is_own else (_("Do you see it differently? Then say so."),)
    return (*disagree, _("This sheet is yours. You decide who sees it."))


def spoken_sheet(sheet: TalkSheet) -> Iterator[str]:
    """The sheet one thing a line, for reading aloud: dots are said, and what each area is about comes with it."""
    yield f"{sheet_heading(sheet)}."
    yield sheet_about(sheet)
    yield from sheet_sentences(sheet)
    for group in sheet.groups:
        if heading := group_heading(group).rstrip("."):
            yield f"{heading}:"
        for row in group.rows:
            yield _spoken_row(row)
    yield from sheet_foot(sheet)


def _spoken_row(row: DotRow) -> str:
    now = no_dots() if row.now is None else dots_words(row.now)
    then = "" if row.before is None else _("last time {value}").format(value=dots_words(row.before))
    about = ", ".join(map(plain, row.about))
    title = plain(row.title).rstrip(".: ")
    return f"{title}{f' ({about})' if about else ''}: {'; '.join(part for part in (now, then) if part)}."
