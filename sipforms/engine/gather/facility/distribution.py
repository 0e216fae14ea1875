"""How answers are spread, question by question, own beside comparison, as a value that may be shown."""

from dataclasses import dataclass

from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread import Lack, QuestionSpread


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSpread:
    """The questions of one respondent group, in the order asked.

    ``people`` is how many answered the questionnaire in the period, nothing where that is not told. ``lack`` says why
    there are no questions.
    """

    respondents: Respondents
    people: int | None
    questions: tuple[QuestionSpread, ...] = ()
    lack: Lack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """All respondent groups, beside each other and never added up.

    ``has_intervals`` says that the report asks for intervals, ``lacks_statistics`` that they cannot be computed here.
    """

    groups: tuple[GroupSpread, ...]
    least: int
    has_intervals: bool = False
    lacks_statistics: bool = False
