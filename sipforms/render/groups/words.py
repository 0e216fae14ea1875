"""What is said around figures about a group, the same in text and in data."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sipforms.engine.gather.grouping import START, Group
from sipforms.engine.gather.table import Directions, InterventionTable, LeftOut, Outcome, Rule, Why
from sipforms.engine.report import GroupReport
from sipforms.render.charts.words import number
from sipforms.render.language import N_, _, format_date, ngettext
from sipforms.render.plain import plain

ASSOCIATION = N_(
    "These figures show what went together, not what caused what. Those who got an intervention may have differed from "
    "the others from the start. The more cells are compared, the more of them differ by chance alone."
)
RULES: dict[Rule, str] = {
    "wholeGroup": N_("the whole group is too small"),
    "few": N_("too few people, or it would give a few away"),
    "fewNew": N_("too few are new since an earlier report"),
    "fewInDirection": N_("too few went one of the ways"),
    "fewLeftOut": N_("too few were left out to say how many"),
}
EARLIER = "*"
"""Stands beside a number that is from an earlier report."""
_WHY: dict[Why, str] = {
    "notAnswered": N_("never answered with a number"),
    "once": N_("only one number"),
    "broken": N_("the first and the last cannot be compared"),
    "unknown": N_("not known whether it was given"),
    "noGroup": N_("not known"),
    "earlier": N_("an earlier stay of somebody who is counted"),
}


def limit_words(least: int) -> str:
    """What is withheld, as a sentence."""
    return ngettext(
        "Nothing is told that rests on fewer than {count} person.",
        "Nothing is told that rests on fewer than {count} different people.",
        least,
    ).format(count=least)


def rules_words(tables: Iterable[InterventionTable]) -> str:
    """How often each rule withheld something."""
    counted = Counter(one.rule for table in tables for one in table.withheld)
    return ", ".join(
        _("{count} ({why})").format(count=counted[rule], why=_(RULES[rule])) for rule in RULES if counted[rule]
    )


def dated_words(tables: Iterable[InterventionTable]) -> str:
    """Which figures are those of an earlier report, and why; nothing where none are."""
    halves = (half for table in tables for row in table.rows for half in (row.given, row.otherwise))
    days = sorted({half.dated for half in halves if half is not None and half.dated is not None})
    if not days:
        return ""
    return _(
        "Figures with {mark} are those of an earlier report ({days}): so few stays are new since then that the "
        "difference would tell of single people."
    ).format(mark=EARLIER, days=", ".join(map(format_date, days)))


def report_title(report: GroupReport) -> str:
    """What the report is called: as the programme says, or as reports of its kind are where it says nothing."""
    return plain(report.title) or (_("Report about a facility") if report.about == "facility" else _("Report"))


def scope_words(report: GroupReport) -> str:
    """The period and the unit: of stays, where the report tells of those, and of answers where it tells of those."""
    tables = [isinstance(part.value, InterventionTable) for part in report.parts]
    said = [_answers_words(report)] if not all(tables) else []
    said += [_stays_words(report)] if any(tables) or not tables else []
    if report.unit:
        said.append(_("Living in {unit}.").format(unit=plain(report.unit)))
    if report.unread:
        said.append(unread_words(report.unread))
    return " ".join((*said, *not_read_words(report.unreadable, report.homeless)))


def not_read_words(unreadable: int, homeless: int) -> Iterator[str]:
    """How many case files, and how many responses, are not in the report although they belong there."""
    if unreadable:
        yield ngettext(
            "{count} case file cannot be read and is not in the report.",
            "{count} case files cannot be read and are not in the report.",
            unreadable,
        ).format(count=unreadable)
    if homeless:
        yield ngettext(
            "{count} response is not in the report: its version of the programme is not here.",
            "{count} responses are not in the report: their version of the programme is not here.",
            homeless,
        ).format(count=homeless)


def unread_words(count: int) -> str:
    """That earlier reports cannot be read, and what that means."""
    return ngettext(
        "{count} earlier report cannot be read here, so nobody has looked whether this one differs from it in a few "
        "people only. Ask your leader before you give the report to anybody.",
        "{count} earlier reports cannot be read here, so nobody has looked whether this one differs from them in a few "
        "people only. Ask your leader before you give the report to anybody.",
        count,
    ).format(count=count)


def _stays_words(report: GroupReport) -> str:
    if report.begins and report.ends:
        period = _("Stays that ended, or were last answered about, from {begins} to {ends}.")
    elif report.begins:
        period = _("Stays that ended, or were last answered about, from {begins} on.")
    elif report.ends:
        period = _("Stays that ended, or were last answered about, until {ends}.")
    else:
        period = _("All stays, whenever they ended.")
    return period.format(
        begins=format_date(report.begins) if report.begins else "", ends=format_date(report.ends) if report.ends else ""
    )


def _answers_words(report: GroupReport) -> str:
    first = format_date(report.begins) if report.begins else ""
    last = format_date(report.ends) if report.ends else ""
    if report.begins and report.ends:
        return _("Answers from {begins} to {ends}.").format(begins=first, ends=last)
    if report.begins:
        return _("Answers from {begins} on.").format(begins=first)
    return _("Answers until {ends}.").format(ends=last) if report.ends else _("Answers of any day.")


def outcome_title(one: Outcome) -> str:
    """The outcome and whose answers it is."""
    return " · ".join(plain(part) for part in (one.title, one.informant_title) if part)


def outcome_words(one: Outcome) -> str:
    """Its range, which way is better, and what counts as a change."""
    parts = []
    if one.range is not None:
        low, high = (value_words(end) for end in one.range)
        parts.append(_("from {low} to {high}").format(low=low, high=high))
    if one.higher is not None:
        parts.append(_("higher is better") if one.higher == "better" else _("higher is worse"))
    if one.least is not None:
        parts.append(_("a change of less than {least} counts as unchanged").format(least=value_words(one.least)))
    return "; ".join(parts)


def value_words(value: float) -> str:
    """A number with as few decimals as it needs, two at most."""
    if float(value).is_integer():
        return number(int(value))
    return number(float(value), 1 if round(value, 1) == round(value, 2) else 2)


def way_words(one: Outcome) -> tuple[str, str, str]:
    """What the three ways are called: better and worse only where somebody has said which way is better."""
    if one.higher is None:
        return _("up"), _("unchanged"), _("down")
    return _("better"), _("unchanged"), _("worse")


def ways(one: Outcome, counted: Directions) -> tuple[int, int, int]:
    """The three counts in the order of their words."""
    if one.higher == "worse":
        return counted.fell, counted.same, counted.rose
    return counted.rose, counted.same, counted.fell


def variable_words(variable: str | None, table: InterventionTable) -> str:
    """What the stays are divided by; nothing where they are not."""
    if variable is None:
        return ""
    return _("Where they began") if variable == START else plain(dict(table.variables).get(variable, variable))


def group_words(group: Group | None) -> str:
    """One group of a variable."""
    if group is None:
        return ""
    if group.low is None and group.high is None:
        return {"true": _("yes"), "false": _("no")}.get(group.id, "") if not group.title else plain(group.title)
    if group.low is None:
        return _("under {number}").format(number=value_words(group.high or 0))
    if group.high is None:
        return _("{number} or more").format(number=value_words(group.low))
    if not group.is_whole:
        return _("{low} to under {high}").format(low=value_words(group.low), high=value_words(group.high))
    last = group.high - 1
    return (
        value_words(last)
        if last == group.low
        else _("{low} to {high}").format(low=value_words(group.low), high=value_words(last))
    )


def left_out_words(one: LeftOut, least: int) -> str:
    """How many stays, and why."""
    why = _(_WHY[one.why])
    if one.stays is None:
        return _("fewer than {least}: {why}").format(least=least, why=why)
    return _("{count}: {why}").format(count=one.stays, why=why)
