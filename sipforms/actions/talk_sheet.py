"""The talk sheet (samtaleark) of somebody: one page to keep, of their own newest answers where there are some."""

from sipforms.actions.follow import history_of, programmes_of
from sipforms.actions.workplace import Workplace
from sipforms.engine.compare.history import Series
from sipforms.engine.newest import in_time
from sipforms.engine.programme import Programme
from sipforms.engine.report import SectionInput
from sipforms.engine.response import Json
from sipforms.plugins.sections.talk_sheet import TalkSheet
from sipforms.store.casefile import CaseFile

_SECTION = "talkSheet"


def talk_sheet(workplace: Workplace, file: CaseFile, questionnaire: str | None = None) -> TalkSheet | None:
    """The newest sheet of the citizen's own answers, else of answers about them; nothing where no round gives one.

    One with dots comes before one without: a wish alone says little of how things are.
    """
    every = (one for one in history_of(workplace, file).series if questionnaire in (None, one.questionnaire))
    newest = sorted(every, key=lambda one: in_time(one.points[-1].response), reverse=True)
    sheets = [found for one in newest if (found := talk_sheet_of(workplace, file, one)) is not None]
    return max(sheets, key=lambda one: (one.is_own, bool(one.groups)), default=None)  # the newest of equals


def talk_sheet_of(workplace: Workplace, file: CaseFile, series: Series) -> TalkSheet | None:
    """The sheet of the newest round of a series; nothing where it would be empty, or is not of the citizen's words."""
    offered = workplace.vocabulary.report_sections.get(_SECTION)
    programmes = programmes_of(workplace, file)
    programme = programmes[series.points[-1].response.digest]
    if offered is None or not _is_put_to_the_citizen(programme, series.questionnaire):
        return None
    given = SectionInput(
        programme=programme,
        programmes=programmes,
        series=series,
        settings=_settings(programme),
        audience=("citizen",),
        vocabulary=workplace.vocabulary,
        stays=file.episodes,
    )
    made = offered.offer.build(given)
    return made if isinstance(made, TalkSheet) and made.says_anything else None


def _is_put_to_the_citizen(programme: Programme, questionnaire: str) -> bool:
    """Whether the citizen may answer it, as the informant that the programme names first.

    What only staff are asked is worded for them, and belongs on no page for the citizen.
    """
    asked = programme.questionnaires[questionnaire]
    first = next(iter(programme.informants), None)
    return asked.subject != "facility" and (first is None or first in asked.informants)


def _settings(programme: Programme) -> dict[str, Json]:
    """What the programme says of its talk sheet, in whichever report it stands."""
    sections = (one for report in programme.reports if report.about == "citizen" for one in report.sections)
    return next((dict(one.settings) for one in sections if one.section == _SECTION), {})
