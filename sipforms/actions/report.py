"""Reports: the parts that a programme names, made by whoever offers them, about one series of rounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from sipforms.actions.follow import history_of, programmes_of, why
from sipforms.actions.workplace import Workplace
from sipforms.engine.compare.history import Series
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Programme, ReportDefinition, Section
from sipforms.engine.report import Report, ReportPart, SectionInput
from sipforms.plugins.sections.development import Development
from sipforms.plugins.sections.history import Course
from sipforms.store.casefile import CaseFile
from sipforms.store.uses import Action, Subject, Use

CITIZEN: Literal["citizen"] = "citizen"

DEFAULT = ReportDefinition(
    id="default",
    title="",
    about=CITIZEN,
    audience=("staff",),
    sections=(
        Section(section="development", settings={"indicators": "*"}),
        Section(section="talkingPoints", settings={}),
        Section(section="answers", settings={"changed": True}),
        Section(section="history", settings={"indicators": "*"}),
        Section(section="openAnswers", settings={}),
        Section(section="notes", settings={}),
        Section(section="missing", settings={}),
        Section(section="rounds", settings={}),
    ),
)
"""What a report is made of where the programme defines none."""


def individual(
    workplace: Workplace, file: CaseFile, questionnaire: str | None = None, report: str | None = None
) -> tuple[Report, ...]:
    """The individual report: one for each series of the questionnaire that has something to show, informants apart.

    Without a questionnaire, of every questionnaire that the programme's report says something about. ``report`` is
    the id of another report about a citizen than the programme's first; programmes without it are passed over.
    """
    case = _case(workplace, file)
    asked = (one for one in case.every if questionnaire is None or one.questionnaire == questionnaire)
    chosen = ((one, _definition(case.programmes[one.points[-1].response.digest], report)) for one in asked)
    found = [_report(workplace, case, one, how) for one, how in chosen if how is not None]
    shown = [one for one in found if questionnaire is not None or _says_something(workplace, one)]
    last = sorted(found, key=_when)[-1:]
    return tuple(_once(workplace, shown or [one for one in last if _says_something(workplace, one, of_case=True)]))


def _once(workplace: Workplace, reports: Sequence[Report]) -> Iterator[Report]:
    """The reports; what is about the whole case stands only in the newest one of each programme."""
    newest = {one.programme.id: one for one in sorted(reports, key=_when)}
    for one in reports:
        is_newest = one is newest[one.programme.id]
        yield one if is_newest else replace(one, parts=tuple(_of_series_only(workplace, one)))


def _when(report: Report) -> tuple[date, datetime, str]:
    return in_time(report.series.points[-1].response)


def _of_series_only(workplace: Workplace, report: Report) -> Iterator[ReportPart]:
    offered = workplace.vocabulary.report_sections
    return (one for one in report.parts if not offered[one.section].offer.of_case)


def of_series(workplace: Workplace, file: CaseFile, series: Series, report: str | None = None) -> Report:
    """The individual report of one series: the one of that id, or the usual one where none is named or none has it."""
    case = _case(workplace, file)
    programme = case.programmes[series.points[-1].response.digest]
    definition = _definition(programme, report) or _definition(programme, None) or DEFAULT
    return _report(workplace, case, series, definition)


@dataclass(frozen=True, slots=True)
class _Case:
    """What all reports of one case file are made from."""

    file: CaseFile
    programmes: Mapping[str, Programme]
    every: tuple[Series, ...]


def _case(workplace: Workplace, file: CaseFile) -> _Case:
    return _Case(file, programmes_of(workplace, file), history_of(workplace, file).series)


def of_citizens(programme: Programme) -> tuple[ReportDefinition, ...]:
    """The programme's reports about one citizen."""
    return tuple(one for one in programme.reports if one.about == CITIZEN)


def _definition(programme: Programme, report: str | None) -> ReportDefinition | None:
    """The programme's report of that id, if it has it; its first one (or the default) where none is named."""
    if report is None:
        return next(iter(of_citizens(programme)), DEFAULT)
    return next((one for one in of_citizens(programme) if one.id == report), None)


def _report(workplace: Workplace, case: _Case, series: Series, definition: ReportDefinition) -> Report:
    programme = case.programmes[series.points[-1].response.digest]
    offered = workplace.vocabulary.report_sections
    given = SectionInput(
        programme=programme,
        programmes=case.programmes,
        series=series,
        settings={},
        audience=definition.audience,
        every=case.every,
        vocabulary=workplace.vocabulary,
        stays=case.file.episodes,
    )
    parts = tuple(_parts(given, definition))
    return Report(
        title=definition.title,
        programme=programme,
        series=series,
        parts=parts,
        of_case=bool(parts) and all(offered[one.section].offer.of_case for one in parts),
        citizen=case.file.citizen.code if case.file.citizen is not None else "",
        withheld=tuple(one.section for one in definition.sections if one.section not in offered),
        audience=definition.audience,
    )


def _parts(given: SectionInput, definition: ReportDefinition) -> Iterator[ReportPart]:
    """The parts in order. What is made for reports about groups has no place here; ``check`` says so."""
    for section in definition.sections:
        word = given.vocabulary.report_sections.get(section.section)
        if word is not None and CITIZEN in word.offer.about:
            made = word.offer.build(replace(given, settings=section.settings))
            yield ReportPart(section=section.section, value=made, title=section.title)


def explained_report(workplace: Workplace, file: CaseFile, report: Report) -> Report:
    """The report with an appendix: why each number of its newest round is what it is, each number once, in order.

    Nothing is explained that rests on a question that not everybody who reads the report may see.
    """
    newest = report.series.points[-1]
    given = SectionInput(
        programme=report.programme,
        programmes=programmes_of(workplace, file),
        series=report.series,
        settings={},
        audience=report.audience,
        vocabulary=workplace.vocabulary,
    )
    told = given.may_tell(newest)
    shown = dict.fromkeys(one for part in report.parts for one in _numbers(part.value) if one in told)
    found = (why(workplace, newest.response, one) for one in shown)
    return replace(report, appendix=tuple(one for one in found if one is not None))


def _numbers(value: object) -> Iterator[str]:
    """The indicators that a part of a report is about, in its order."""
    if isinstance(value, Development):
        for row in value.rows:
            yield from (one.indicator.id for one in (row.main, row.beside) if one is not None)
    elif isinstance(value, Course):
        yield from (one.indicator for one in value.lines)


def note_written(workplace: Workplace, file: CaseFile, what: str) -> None:
    """Tell the access log that ``what`` (``report``, ``talk-sheet``) leaves as a file. Raises StoreUnavailable."""
    workplace.store.note(Use(action=Action.EXPORT, subject=Subject.CASE, id=file.id, criterion=what))


def _says_something(workplace: Workplace, report: Report, *, of_case: bool = False) -> bool:
    """True when a part has lines or topics: a report about indicators of another questionnaire has none."""
    parts = report.parts if of_case else _of_series_only(workplace, report)
    return any(
        getattr(one.value, "rows", None)
        or getattr(one.value, "lines", None)
        or (one.section == "talkingPoints" and one.value)
        for one in parts
    )
