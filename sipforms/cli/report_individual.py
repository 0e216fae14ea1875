"""... of one citizen: the report, the talk sheet, or why one number is what it is; as text, a page or data."""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import click

from sipforms.actions.follow import programmes_of, why
from sipforms.actions.report import explained_report, individual, note_written, of_citizens
from sipforms.actions.talk_sheet import talk_sheet
from sipforms.actions.workplace import Workplace
from sipforms.cli.opening import Chosen, workplace_from
from sipforms.cli.report_written import TEXT, is_file, write_report
from sipforms.cli.who import case_with
from sipforms.engine.programme import Programme
from sipforms.engine.report import Report
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.render.charts.glyphs import glyphs_for
from sipforms.render.explanation import explanation_text
from sipforms.render.language import _
from sipforms.render.report import Page, report_text
from sipforms.render.sheet_text import sheet_text
from sipforms.render.suggestion import nearest
from sipforms.store.casefile import CaseFile
from sipforms.store.failures import StoreUnavailable

PROBLEMS_FOUND = 1
FORMATS = (TEXT, "html", "json")
WIDEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfOne:
    """What was asked for, as typed."""

    citizen: str
    questionnaire: str | None = None
    report: str | None = None
    indicator: str | None = None
    explain: bool = False
    sheet: bool = False
    format_: str | None = None
    output: str | None = None
    overwrite: bool = False


def page_here(width: int | None = None, output: str | None = None) -> Page:
    """The page that standard output is: the terminal's width, and the signs that its encoding has; a file has all."""
    columns = shutil.get_terminal_size((80, 24)).columns
    glyphs = glyphs_for("utf-8" if is_file(output) else sys.stdout.encoding)
    return Page(width=width or min(columns, WIDEST), glyphs=glyphs)


def individual_command(chosen: Chosen, asked: AskedOfOne, page: Page) -> int:
    """Make it and write it. Exit code 1 where there is nothing to report."""
    form = _format(asked)
    workplace = workplace_from(chosen)
    file = case_with(workplace, asked.citizen)
    _refuse_unknown(asked, programmes_of(workplace, file))
    if asked.sheet:
        sheet = talk_sheet(workplace, file, asked.questionnaire)
        text = None if sheet is None else _sheet(sheet, form, page)
    else:
        reports = individual(workplace, file, asked.questionnaire, asked.report)
        text = _reports(workplace, file, reports, asked, page) if reports else None
    if text is None:
        click.echo(_nothing(asked), err=True)
        return PROBLEMS_FOUND
    if is_file(asked.output):
        _note(workplace, file, asked)
    write_report(text, form, asked.output, overwrite=asked.overwrite)
    return 0


def _note(workplace: Workplace, file: CaseFile, asked: AskedOfOne) -> None:
    """The access log knows before the file is there."""
    from sipforms.cli.refusals import refusal

    try:
        note_written(workplace, file, "talk-sheet" if asked.sheet else "report")
    except StoreUnavailable as fault:
        raise click.ClickException(_("{reason} No file was written.").format(reason=refusal(fault))) from fault


def _nothing(asked: AskedOfOne) -> str:
    if asked.sheet:
        said = _("There is no talk sheet of {citizen} yet: it is made of answers to what the citizen is asked.")
        return said.format(citizen=asked.citizen)
    return _("There is nothing to report about {citizen} yet.").format(citizen=asked.citizen)


def _format(asked: AskedOfOne) -> str:
    """Wrong use where the format is none, or what was asked for does not go together."""
    form = asked.format_ or TEXT
    if form == "csv":
        raise click.UsageError(
            _(
                "A report about one citizen is no table: choose text, html or json. "
                "`sipforms export` writes answers as tables."
            )
        )
    if form not in FORMATS:
        raise click.UsageError(_("There is no format `{name}`.").format(name=form) + nearest(form, FORMATS))
    others = {"--report": asked.report, "--why": asked.indicator, "--explain": asked.explain}
    stray = next((name for name, value in others.items() if value), None) if asked.sheet else None
    if stray is not None:
        raise click.UsageError(_("`--sheet` is the talk sheet alone: leave out `{option}`.").format(option=stray))
    if asked.indicator is not None and form == "html":
        raise click.UsageError(_("`--why` is told as text or json; `--explain --format html` explains all numbers."))
    return form


def _refuse_unknown(asked: AskedOfOne, programmes: Mapping[str, Programme]) -> None:
    """Wrong use where nothing that the citizen has answered has such a questionnaire, or such a report."""
    names = sorted({name for one in programmes.values() for name in one.questionnaires})
    if asked.questionnaire is not None and names and asked.questionnaire not in names:
        said = _("There is no questionnaire `{name}`.").format(name=asked.questionnaire)
        raise click.UsageError(said + nearest(asked.questionnaire, names))
    reports = [found.id for one in programmes.values() for found in of_citizens(one)]
    if asked.report is not None and programmes and asked.report not in reports:
        said = _("There is no report `{name}` about a citizen here.").format(name=asked.report)
        raise click.UsageError(said + nearest(asked.report, reports))


def _sheet(sheet: TalkSheet, form: str, page: Page) -> str:
    match form:
        case "json":
            from sipforms.render.report_data import sheet_json

            return sheet_json(sheet)
        case "html":
            from sipforms.render.html.sheet import talk_sheet_html  # loads a library

            return talk_sheet_html(sheet)
    return sheet_text(sheet, page).plain + "\n"


def _reports(workplace: Workplace, file: CaseFile, reports: tuple[Report, ...], asked: AskedOfOne, page: Page) -> str:
    if asked.indicator is not None:
        return _explained(workplace, reports, asked, page)
    if asked.explain:
        reports = tuple(explained_report(workplace, file, one) for one in reports)
    match asked.format_:
        case "json":
            from sipforms.render.report_data import reports_json

            return reports_json(reports)
        case "html":
            from sipforms.render.html.report import report_html  # loads a library

            return report_html(*reports)
    return "\n\n\n".join(report_text(one, page).plain for one in reports) + "\n"


def _explained(workplace: Workplace, reports: tuple[Report, ...], asked: AskedOfOne, page: Page) -> str:
    """Why one number is what it is, in the newest round that has it."""
    indicator = str(asked.indicator)
    for report in reports:
        newest = report.series.points[-1]
        found = why(workplace, newest.response, indicator) if indicator in newest.scores else None
        if found is not None and asked.format_ == "json":
            from sipforms.render.report_data import explanation_json

            return explanation_json(found)
        if found is not None:
            return explanation_text(found, page.width, page.glyphs) + "\n"
    known = [name for report in reports for name in report.series.points[-1].scores]
    raise click.UsageError(_("There is no indicator `{name}` here.").format(name=indicator) + nearest(indicator, known))
