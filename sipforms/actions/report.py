"""Reports: the parts that a programme names, made by whoever offers them, about one series of rounds."""

from collections.abc import Iterator, Mapping

from sipforms.actions.follow import history_of, programmes_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.compare.history import Series
from sipforms.engine.programme import Programme, ReportDefinition, Section
from sipforms.engine.report import Report, ReportPart, SectionInput
from sipforms.store.casefile import CaseFile

DEFAULT = ReportDefinition(
    id="default",
    title="",
    about="citizen",
    audience=("staff",),
    sections=(
        Section(section="development", settings={"indicators": "*"}),
        Section(section="talkingPoints", settings={}),
        Section(section="answers", settings={"changed": True}),
        Section(section="history", settings={"indicators": "*"}),
    ),
)
"""What a report is made of where the programme defines none."""


def individual(workplace: Workplace, file: CaseFile, questionnaire: str | None = None) -> tuple[Report, ...]:
    """The individual report: one for each series of the questionnaire that has something to show, informants apart.

    Without a questionnaire, of every questionnaire that the programme's report says something about.
    """
    programmes = programmes_of(workplace, file)
    found = (
        _report(workplace, one, programmes)
        for one in history_of(workplace, file).series
        if questionnaire is None or one.questionnaire == questionnaire
    )
    return tuple(one for one in found if questionnaire is not None or _says_something(one))


def of_series(workplace: Workplace, file: CaseFile, series: Series) -> Report:
    """The individual report of one series."""
    return _report(workplace, series, programmes_of(workplace, file))


def _report(workplace: Workplace, series: Series, programmes: Mapping[str, Programme]) -> Report:
    newest = series.points[-1].response
    programme = programmes[newest.digest]
    definition = next((one for one in programme.reports if one.about == "citizen"), DEFAULT)
    offered = workplace.vocabulary.report_sections
    return Report(
        title=definition.title,
        programme=programme,
        series=series,
        parts=tuple(_parts(workplace, definition, programme, programmes, series)),
        withheld=tuple(one.section for one in definition.sections if one.section not in offered),
    )


def _parts(
    workplace: Workplace,
    definition: ReportDefinition,
    programme: Programme,
    programmes: Mapping[str, Programme],
    series: Series,
) -> Iterator[ReportPart]:
    for section in definition.sections:
        word = workplace.vocabulary.report_sections.get(section.section)
        if word is not None:
            given = SectionInput(
                programme=programme,
                programmes=programmes,
                series=series,
                settings=section.settings,
                audience=definition.audience,
            )
            yield ReportPart(section=section.section, value=word.offer.build(given))


def _says_something(report: Report) -> bool:
    """True when a part has lines: a report about indicators of another questionnaire has none."""
    return any(getattr(one.value, "rows", None) or getattr(one.value, "lines", None) for one in report.parts)
