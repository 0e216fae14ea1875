"""A report as a value: parts made by plug-ins from one series of rounds. Screens, text and files draw the same one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sipforms.engine.compare.history import Point, Series, Step
from sipforms.engine.programme import Indicator, Programme, Question
from sipforms.engine.response import Json

PATTERNS: Json = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
"""The JSON Schema of a setting that names indicators: an id with stars, or a list of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionInput:
    """What a section is made from: one series, its rounds' programmes, the settings, and who will read it.

    ``programme`` is the version of the newest round. The series has at least one round.
    """

    programme: Programme
    programmes: Mapping[str, Programme]
    series: Series
    settings: Mapping[str, Json]
    audience: tuple[str, ...] = ()

    def may_show(self, question: Question) -> bool:
        """Whether everybody who reads the report may see answers to the question; never who somebody is."""
        may_see = not question.audience or set(self.audience) <= set(question.audience)
        return may_see and question.sensitivity != "identity"

    @property
    def now(self) -> Point:
        """The newest round."""
        return self.series.points[-1]

    @property
    def step(self) -> Step | None:
        """From the round before to the newest, or nothing the first time."""
        return self.series.steps[-1] if self.series.steps else None

    def indicators(self, written: Json) -> Iterator[Indicator]:
        """The indicators of this questionnaire that a pattern (``*_tilfredshed``) or a list of them names, in order."""
        patterns = [written] if isinstance(written, str) else written if isinstance(written, list) else []
        for indicator in self.programme.indicators:
            named = any(isinstance(one, str) and fnmatchcase(indicator.id, one) for one in patterns)
            if named and indicator.id in self.now.scores:
                yield indicator

    def setting(self, name: str, otherwise: int) -> int:
        """A whole-number setting, or what holds without it."""
        value = self.settings.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """One section of a report: its name, and the value that its plug-in made."""

    section: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report about one citizen (or the facility): one series, its newest round, and the parts in order.

    ``withheld`` names sections that nobody here offers, so that a missing part is never a silent one.
    """

    title: str
    programme: Programme
    series: Series
    parts: tuple[ReportPart, ...]
    withheld: tuple[str, ...] = ()
