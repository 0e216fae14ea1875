"""A programme's schedule in words: when each questionnaire is answered."""

from collections.abc import Mapping

from sipforms.engine.build.conditions import of_schedule
from sipforms.engine.duration import parse_duration
from sipforms.engine.programme import Programme, Questionnaire, ScheduleRule
from sipforms.engine.response import Json
from sipforms.render.condition_words import Speaker
from sipforms.render.language import N_, _, ngettext
from sipforms.render.plain import plain

_POINTS = {
    "admission": N_("at admission"),
    "discharge": N_("at discharge"),
    "period": N_("at the start of the reporting period"),
}
_FROM = {
    "admission": N_("counted from admission"),
    "discharge": N_("counted from discharge"),
    "period": N_("counted from the start of the reporting period"),
}


def rule_in_words(rule: ScheduleRule, programme: Programme) -> str:
    """When the questionnaire of the rule is answered, as part of a sentence, such as "at admission, within 14 days"."""
    parts = [
        "" if rule.at is None else _point(rule.at),
        "" if rule.every is None else _("every {length}").format(length=length_in_words(rule.every)),
        "" if rule.start is None else _start(rule.start),
        "" if rule.after is None else _after(rule.after, programme),
        "" if rule.add is None else _("{length} later").format(length=length_in_words(rule.add)),
        "" if rule.within is None else _("within {length}").format(length=length_in_words(rule.within)),
        "" if rule.informant is None else _("answered by {who}").format(who=_who(rule.informant, programme)),
        "" if rule.unless is None else _("not when {condition}").format(condition=_unless(rule, programme)),
    ]
    return ", ".join(part for part in parts if part)


def _unless(rule: ScheduleRule, programme: Programme) -> str:
    asked = Questionnaire(id=rule.questionnaire, title="")  # every path names a questionnaire of its own
    return Speaker(programme, asked).words(of_schedule(rule.unless))


def _who(informant: str, programme: Programme) -> str:
    return plain(programme.informants.get(informant, informant))


def length_in_words(written: str) -> str:
    """An ISO 8601 duration in words (``P1Y6M``: 1 year 6 months); as written where it is none."""
    duration = parse_duration(written)
    if duration is None:
        return plain(written)
    years, months = divmod(duration.months, 12) if duration.months > 12 else (0, duration.months)
    parts = [
        ngettext("{count} year", "{count} years", years).format(count=years) if years else "",
        ngettext("{count} month", "{count} months", months).format(count=months) if months else "",
        ngettext("{count} day", "{count} days", duration.days).format(count=duration.days) if duration.days else "",
    ]
    return " ".join(part for part in parts if part) or _("at once")


def _point(at: Json) -> str:
    if isinstance(at, str):
        return _(_POINTS[at]) if at in _POINTS else plain(at)
    if isinstance(at, Mapping) and "item" in at:
        said = _("on the day answered in {item}").format(item=plain(str(at["item"])))
        add = at.get("add")
        return said if add is None else f"{said}, " + _("{length} later").format(length=length_in_words(str(add)))
    if isinstance(at, Mapping) and "after" in at:
        point, by = str(at["after"]), at.get("by")
        said = _(_POINTS[point]) if point in _POINTS else plain(point)
        return said if by is None else f"{said}, " + _("{length} later").format(length=length_in_words(str(by)))
    return plain(str(at))


def _start(start: Json) -> str:
    if isinstance(start, str) and start in _FROM:
        return _(_FROM[start])
    return _point(start)


def _after(after: Json, programme: Programme) -> str:
    if not isinstance(after, Mapping):
        return plain(str(after))
    asked = programme.questionnaires.get(str(after.get("of")))
    title = asked.title if asked is not None else str(after.get("of"))
    count = after.get("count", 1)
    times = count if isinstance(count, int) else 1
    return ngettext("after {count} answer to {title}", "after {count} answers to {title}", times).format(
        count=times, title=plain(title)
    )
