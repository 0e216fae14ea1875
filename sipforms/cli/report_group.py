"""... of a group: a report that the programme defines, about everybody in the store, as text or as data."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import click

from sipforms.actions.comparing import anybody_in
from sipforms.actions.gathering import Gathered, Scope, Tell, gather
from sipforms.actions.group_report import group_report, is_of_period, reports_of_groups
from sipforms.actions.leading import usual_period, within
from sipforms.actions.workplace import Workplace
from sipforms.cli.command import command_line, metavar_words
from sipforms.cli.named import programme_named
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.refusals import refusal
from sipforms.cli.report_comparing import Wanted, comparing_asked, terms_of
from sipforms.cli.report_written import write_report
from sipforms.engine.gather.period import reporting_year
from sipforms.engine.programme import Programme, ReportDefinition
from sipforms.engine.report import GroupReport
from sipforms.render.groups.data import csv_text, json_text
from sipforms.render.groups.text import group_report_text
from sipforms.render.groups.words import not_read_words
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.report import Page
from sipforms.render.suggestion import nearest
from sipforms.store.failures import StoreUnavailable

PROBLEMS_FOUND = 1
SEPARATORS = {",": ",", ";": ";", "tab": "\t"}
TEXT, FORMATS = "text", ("text", "json", "csv", "html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for, as typed."""

    report: str
    programme: str | None
    begins: datetime | None
    ends: datetime | None
    unit: str | None
    format_: str | None
    output: str | None
    overwrite: bool
    separator: str | None
    period: int | None = None
    comparing: Wanted = field(default_factory=Wanted)


def group_command(chosen: Chosen, asked: Asked, page: Page) -> int:
    """Make the report and write it. Exit code 1 where there is nothing to report, or something could not be read."""
    form = _format(asked)
    workplace = workplace_from(chosen)
    programme = _programme(workplace, asked)
    definition = _definition(programme, asked)
    scope = _scope(programme, asked)
    comparing = comparing_asked(definition, programme, asked.comparing)
    try:
        with _progress() as tell:
            gathered = gather(workplace, scope, tell)
    except StoreUnavailable as fault:
        raise click.ClickException(refusal(fault)) from fault
    _refuse_unit(gathered, asked)
    scope, gathered = _of_period(workplace, programme, definition, scope, gathered)
    terms = terms_of(comparing, programme, scope, gathered)
    is_to_come = scope.begins is not None and scope.begins > workplace.now().date()  # nobody knows who will live here
    if is_to_come or not (anybody_in(gathered, scope) if is_of_period(definition) else gathered.stays):
        click.echo(_nothing(programme, scope, definition), err=True)
        return PROBLEMS_FOUND
    report = group_report(workplace, programme, definition, scope, gathered, terms)
    write_report(_text(report, form, page, asked), form, asked.output, overwrite=asked.overwrite)
    return _tell(gathered)


def _format(asked: Asked) -> str:
    form = asked.format_ or TEXT
    if form not in FORMATS:
        raise click.UsageError(_("There is no format `{name}`.").format(name=form) + nearest(form, FORMATS))
    if asked.separator is not None and form != "csv":
        raise click.UsageError(_("`--separator` belongs to `--format csv`."))
    return form


def _programme(workplace: Workplace, asked: Asked) -> Programme:
    known = workplace.programmes.by_id
    if asked.programme is None and len(known) == 1:
        return next(iter(known.values()))
    if asked.programme is None:
        raise click.UsageError(_("Say which programme the report is of, with `--programme ID`.") + nearest("", known))
    return programme_named(workplace.programmes, asked.programme)


def _definition(programme: Programme, asked: Asked) -> ReportDefinition:
    offered = reports_of_groups(programme)
    of_citizens = (one for one in programme.reports if one.about == "citizen")
    found = next((one for one in (*offered, *of_citizens) if one.id == asked.report), None)
    of_groups = [one.id for one in offered]
    if found is None:
        said = _("{programme} has no report `{name}`.").format(programme=plain(programme.title), name=asked.report)
        raise click.UsageError(said + nearest(asked.report, of_groups))
    if found.about == "citizen":
        raise click.UsageError(
            _("`{name}` is about one citizen: {command} shows it.").format(
                name=found.id, command=f"`{command_line('report', metavar_words('CITIZEN'))}`"
            )
        )
    return found


def _scope(programme: Programme, asked: Asked) -> Scope:
    begins, ends = _day(asked.begins), _day(asked.ends)
    if asked.period is not None:
        if begins is not None or ends is not None:
            raise click.UsageError(_("Write either `--period`, or `--from` and `--to`."))
        year = reporting_year(programme, asked.period)
        begins, ends = year.begins, year.ends
    if begins is not None and ends is not None and ends < begins:
        raise click.UsageError(_("The period ends before it begins."))
    return Scope(programme=programme.id, begins=begins, ends=ends, unit=asked.unit)


def _of_period(
    workplace: Workplace, programme: Programme, definition: ReportDefinition, scope: Scope, gathered: Gathered
) -> tuple[Scope, Gathered]:
    """The period that the screens begin with, for a report of a period where none was asked for.

    Answers of all years told as one would make the year's own report wait: too few of its answers would be new.
    """
    if scope.begins is not None or scope.ends is not None or not is_of_period(definition):
        return scope, gathered
    year = usual_period(programme, gathered, workplace.now().date())
    scope = replace(scope, begins=year.begins, ends=year.ends)
    return scope, within(gathered, scope)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


@contextmanager
def _progress() -> Iterator[Tell]:
    """How far the reading is, on standard error where somebody looks at it."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=1, label=_("Reading case files"), file=sys.stderr) as bar:

        def tell(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield tell


def _refuse_unit(gathered: Gathered, asked: Asked) -> None:
    if asked.unit is not None and asked.unit not in gathered.units:
        said = _("No stay says that anybody lives in `{name}`.").format(name=asked.unit)
        raise click.UsageError(said + nearest(asked.unit, gathered.units))


def _nothing(programme: Programme, scope: Scope, definition: ReportDefinition) -> str:
    title = plain(programme.title)
    if scope.begins is None and scope.ends is None:
        return _("There are no stays under {programme} here.").format(programme=title)
    if is_of_period(definition):
        return _("Nobody had a stay under {programme} in the period. Choose another period.").format(programme=title)
    return _("No stay under {programme} ended, or was last answered about, in the period.").format(programme=title)


def _text(report: GroupReport, form: str, page: Page, asked: Asked) -> str:
    match form:
        case "json":
            return json_text(report)
        case "csv":
            return csv_text(report, SEPARATORS[asked.separator or ","])
        case "html":
            from sipforms.render.html.group_report import group_report_html  # loads a library

            return group_report_html(report)
    return "\n".join(group_report_text(report, page)) + "\n"


def _tell(gathered: Gathered) -> int:
    """What could not be taken along, on standard error."""
    said = tuple(not_read_words(len(gathered.unreadable), gathered.homeless))
    for one in said:
        click.echo(one, err=True)
    return PROBLEMS_FOUND if said else 0
