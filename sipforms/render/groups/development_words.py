"""What is said of how the same people developed: the same words in text, on screens, on pages and in data."""

from collections.abc import Sequence

from sipforms.engine.gather.development_table import (
    CountedOut,
    Course,
    DevelopmentRow,
    DevelopmentTable,
    Lack,
    Lacking,
    WayCount,
)
from sipforms.engine.gather.moving import Direction
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.table import Outcome
from sipforms.render.charts.words import number
from sipforms.render.groups.facility_words import as_of_words
from sipforms.render.groups.facility_words import lack_words as of_facility
from sipforms.render.groups.statistics_words import DECIMALS, HOW_TO_READ_A_TEST, NO_SPREAD, needs_words, tests_words
from sipforms.render.groups.words import way_words
from sipforms.render.language import N_, _, format_date, ngettext

TITLE = N_("How the same people developed")
HOW_TO_READ = N_(
    "n is how many people are compared. The change is the mean of last less first; an interval made so holds the true "
    "change 19 times of 20. Size is the change measured by how much people's changes differ. Every number is rounded "
    "by itself."
)
NOT_WHY = N_("The figures say how people moved, not why.")
_LACKS: dict[Lack, str] = {
    "nobody": N_("nobody can be compared"),
    "noPeriod": N_("choose a period: development is from one period to the next"),
}
REASONS: dict[Lacking, str] = {
    "notBefore": N_("no answers in the period before"),
    "otherWay": N_("not answered in the same way both times"),
    "otherForm": N_("not the same form both times"),
    "elsewhere": N_("not at the same place both times"),
    "changed": N_("the questions or their words were changed"),
    "noNumber": N_("not a number both times"),
    "once": N_("only one number in the stay"),
}


def spans_words(table: DevelopmentTable) -> str:
    """What is compared with what."""
    if table.over == "stay":
        return _("From the first number of a stay to its last: the newest stay of each person in the period.")
    if table.before is None:
        return ""
    said = _("The newest answers from {now}, beside the newest from {before}: only people who answered both times.")
    return said.format(now=_span(table.now), before=_span(table.before))


def _span(one: Span) -> str:
    begins, ends = (format_date(day) if day else "–" for day in (one.begins, one.ends))
    return _("{begins} to {ends}").format(begins=begins, ends=ends)


def lack_words(lack: Lack) -> str:
    """Why there are no figures."""
    match lack:
        case "nobody" | "noPeriod":
            return _(_LACKS[lack])
    return of_facility(lack)


def ways_words(outcome: Outcome, course: Course) -> str:
    """How many went which way, better first; nothing where that is withheld."""
    if course.ways is None:
        return _("How many went which way is withheld.")
    ordered = sorted(course.ways, key=lambda one: _rank(outcome, one))
    return f"{', '.join(f'{one.people} {_way(outcome, one.ways)}' for one in ordered)}."


def _rank(outcome: Outcome, one: WayCount) -> int:
    return min(_order(outcome).index(way) for way in one.ways)


def _order(outcome: Outcome) -> tuple[Direction, ...]:
    return ("fell", "same", "rose") if outcome.higher == "worse" else ("rose", "same", "fell")


def _way(outcome: Outcome, ways: tuple[Direction, ...]) -> str:
    order = _order(outcome)
    words = dict(zip(order, way_words(outcome), strict=True))
    return f" {_('or')} ".join(words[way] for way in order if way in ways)


def course_words(outcome: Outcome, course: Course) -> str:
    """All that is said of a course in words."""
    return " ".join(filter(None, (ways_words(outcome, course), ends_words(course), dated_words(course))))


def ends_words(course: Course) -> str:
    """The means of both times; nothing where they are withheld."""
    if course.start is None or course.end is None:
        return ""
    return _("Mean at first {start}, at last {end}.").format(
        start=number(course.start, DECIMALS), end=number(course.end, DECIMALS)
    )


def dated_words(course: Course) -> str:
    """That the figures are those of an earlier report, and why; nothing where they are not."""
    return "" if course.as_of is None else as_of_words(course.as_of, course.waiting or 0)


def places_words(course: Course) -> str:
    """Whose figures stand beside: the people of so many other places together, or of a report made elsewhere."""
    places = course.places
    if places is None:
        return _("What is compared with")
    return ngettext("{count} other place", "{count} other places", places).format(count=places)


def group_words_of(rows: Sequence[DevelopmentRow]) -> str:
    """What holds for all outcomes of a respondent group that are told: how many answered, and who is not compared."""
    said = []
    people = {row.people for row in rows}
    if len(people) == 1 and rows[0].people is not None:
        count = rows[0].people
        said.append(
            ngettext("{count} person answered in the period.", "{count} people answered in the period.", count).format(
                count=count
            )
        )
    said.append(_not_compared(in_common(rows)))
    gone = {row.gone for row in rows}
    if len(gone) == 1:
        said.append(_gone(rows[0].gone))
    return " ".join(filter(None, said))


def in_common(rows: Sequence[DevelopmentRow]) -> tuple[CountedOut, ...]:
    """Those who are not compared for a reason that is the same for all these outcomes."""
    first, *others = [row.counted_out or () for row in rows] or [()]
    return tuple(one for one in first if all(one in other for other in others))


def counted_out_words(row: DevelopmentRow, common: tuple[CountedOut, ...] = ()) -> str:
    """Who else is not compared in this outcome, and why; that it is withheld where it is."""
    if row.counted_out is None:
        return _("How many are not compared is withheld.")
    return _not_compared(tuple(one for one in row.counted_out if one not in common))


def _not_compared(several: Sequence[CountedOut]) -> str:
    if not several:
        return ""
    return _("Not compared: {reasons}.").format(reasons=", ".join(map(_counted, several)))


def _counted(one: CountedOut) -> str:
    why = f" {_('or')} ".join(_(REASONS[reason]) for reason in one.why)
    return _("{count} ({why})").format(count=one.people, why=why)


def _gone(count: int | None) -> str:
    """How many answered before only; nothing where they are none, or too few to be told."""
    if not count:
        return ""
    return ngettext(
        "{count} person answered in the period before only.",
        "{count} people answered in the period before only.",
        count,
    ).format(count=count)


def reading_words(table: DevelopmentTable) -> list[str]:
    """How the figures are to be read, a sentence or two each."""
    courses = [one for row in table.rows for one in (row.course, row.comparison) if one is not None]
    said = [_(NOT_WHY), _(HOW_TO_READ)] if courses else []
    if any(one.size.lacks == "withheld" for one in courses):
        said.append(_(NO_SPREAD))
    if not table.has_statistics:
        return [*said, needs_words()]
    return [*said, *([_(HOW_TO_READ_A_TEST), tests_words(table.tested)] if table.tested else [])]
