"""A report as a value: parts made by plug-ins, from one series of rounds or from many stays.

Screens, text and files draw the same value. In a report about a group nothing is left that rests on too few people: it
was withheld before the value was made.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias

from sipforms.engine.audit import AuditBook
from sipforms.engine.compare.change import Verdict, meaning_of_higher
from sipforms.engine.compare.history import Point, Series, Step
from sipforms.engine.gather.facility.against import Against
from sipforms.engine.gather.period import Span
from sipforms.engine.gather.stay import Stay
from sipforms.engine.manifest import Section
from sipforms.engine.paths import Path
from sipforms.engine.people import Episode
from sipforms.engine.programme import LEAST_SHOWN, Area, Indicator, Programme, Question, Questionnaire, Rows
from sipforms.engine.response import Json
from sipforms.engine.score.behind import questions_behind
from sipforms.engine.score.explanation import Explanation
from sipforms.engine.score.scoring import Scoring, scoring
from sipforms.engine.vocabulary import Vocabulary
from sipforms.engine.withhold.releasing import Releasing

Higher: TypeAlias = Verdict | Literal["more"]

PATTERNS: Json = {"x-names": "indicator", "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
"""The JSON Schema of a setting that names indicators: an id with stars, or a list of them."""

QUESTIONS: Json = {
    "x-names": "question",
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
}
"""The JSON Schema of a setting that names questions as ``questionnaire.path``: a pattern with stars, or a list."""

GROUPS = ("facility", "targetGroup", "country")
"""What reports with figures about many people are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionInput:
    """What a section is made from: one series, its rounds' programmes, the settings, and who will read it.

    ``programme`` is the version of the newest round. The series has at least one round. ``every`` are all series of the
    same case, ``vocabulary`` the words its numbers are computed with; without them nothing is known of other series.
    ``stays`` are the citizen's, which say where somebody lived when a round was answered.
    """

    programme: Programme
    programmes: Mapping[str, Programme]
    series: Series
    settings: Mapping[str, Json]
    audience: tuple[str, ...] = ()
    every: tuple[Series, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    stays: tuple[Episode, ...] = ()

    def may_show(self, question: Question) -> bool:
        """Whether everybody who reads the report may see answers to the question; never who somebody is."""
        return may_see(question, self.audience)

    def may_tell(self, point: Point) -> frozenset[str]:
        """The indicators of a round that everybody who reads the report may know: those of questions they may see."""
        made, answered = self.programmes[point.response.digest], point.response
        if all(map(self.may_show, made.questionnaires[answered.questionnaire].questions())):
            return frozenset(point.scores)
        ready = scoring(made, answered.questionnaire, self.vocabulary, answered.variant)
        return frozenset(one for one in point.scores if all(map(self.may_show, questions_behind(ready, one))))

    def higher_of(self, indicators: Iterable[Indicator]) -> Higher | None:
        """What a higher number means in all of them: ``better``, ``worse`` or ``more`` (importance); else nothing.

        ``more`` is said of a number only where every question behind it says so; a difference of two is no amount.
        """
        made, answered = self.programmes[self.now.response.digest], self.now.response
        ready = scoring(made, answered.questionnaire, self.vocabulary, answered.variant)
        found = {_higher(ready, one) for one in indicators}
        return found.pop() if len(found) == 1 else None

    def area_of(self, path: Path) -> str:
        """The title of the area that a question of the newest round stands in."""
        return area_title(self.programme.questionnaires[self.series.questionnaire], path)

    @property
    def now(self) -> Point:
        """The newest round."""
        return self.series.points[-1]

    @property
    def step(self) -> Step | None:
        """From the round before to the newest, or nothing the first time."""
        return self.series.steps[-1] if self.series.steps else None

    def indicators(self, written: Json) -> Iterator[Indicator]:
        """The indicators of this questionnaire that a pattern (``*_tilfredshed``) or a list of them names, in order.

        Those that rest on a question that not everybody who reads the report may see are left out.
        """
        patterns = [written] if isinstance(written, str) else written if isinstance(written, list) else []
        told = self.may_tell(self.now) if patterns else frozenset()
        for indicator in self.programme.indicators:
            named = any(isinstance(one, str) and fnmatchcase(indicator.id, one) for one in patterns)
            if named and indicator.id in told:
                yield indicator

    def setting(self, name: str, otherwise: int) -> int:
        """A whole-number setting, or what holds without it."""
        value = self.settings.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _higher(ready: Scoring, indicator: Indicator) -> Higher | None:
    one = ready.plans.get(indicator.id)
    if one is None:
        return None
    said = meaning_of_higher(one, ready.plans, ready.available)
    if said is not None or one.scorer.higher != "asAnswers":
        return said
    behind = {
        question.scale.direction if question.scale else "none" for question in questions_behind(ready, indicator.id)
    }
    return "more" if behind == {"higherIsMore"} else None


def area_title(questionnaire: Questionnaire, path: Path) -> str:
    """The title of the innermost area or rows that a path is inside of; nothing where it stands by itself."""
    around = (
        one for one in questionnaire.walk() if isinstance(one, (Area, Rows)) and path[: len(one.path)] == one.path
    )
    titles = [one.title for one in around if len(one.path) < len(path)]
    return titles[-1] if titles else ""


def may_see(question: Question, audience: tuple[str, ...]) -> bool:
    """Whether everybody in the audience may see answers to the question; who somebody is, nobody in a report may."""
    return (not question.audience or set(audience) <= set(question.audience)) and question.sensitivity != "identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupInput:
    """What a section about a group is made from: the stays, the programme, the settings, and who will read it.

    ``programme`` is the version at hand, ``programmes`` those that answers were made with, by digest. Nothing that
    rests on fewer than ``least`` people may be in the value that is made of it. ``courses`` keeps the series of each
    stay and questionnaire, so that several sections of one report score them once.

    ``stays`` are those in scope: of the place, and ended or last answered about in the period. ``every`` are all stays
    under the programme, of all places and times, with all their answers: for sections that look at the answers given
    in ``period`` at ``place`` (empty: everywhere) and compare them with ``against``. ``today`` is when the report is
    made, ``is_public`` whether it is to be published. ``sections`` are all of the report's, and ``shared`` keeps what
    one of them worked out for the others: what may be told is decided for all of them together, by ``releasing``.
    """

    programme: Programme
    programmes: Mapping[str, Programme]
    stays: tuple[Stay, ...]
    settings: Mapping[str, Json]
    vocabulary: Vocabulary
    audience: tuple[str, ...] = ()
    least: int = LEAST_SHOWN
    courses: dict[tuple[str, str], tuple[Series, ...]] = field(default_factory=dict, repr=False)
    every: tuple[Stay, ...] = ()
    period: Span = field(default_factory=Span)
    place: str = ""
    against: Against | None = None
    today: date | None = None
    is_public: bool = False
    sections: tuple[Section, ...] = ()
    about: str = "facility"
    shared: dict[str, object] = field(default_factory=dict, repr=False)
    releasing: Releasing = field(default_factory=Releasing, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPart:
    """One section of a report: its name, the value that its plug-in made, and its heading, if it has one."""

    section: str
    value: object
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report about one citizen (or the facility): one series, its newest round, and the parts in order.

    ``withheld`` names sections that nobody here offers, so that a missing part is never a silent one. ``of_case`` is
    true where every part is about the whole case: then no single series is what it is about. ``citizen`` is the code of
    whom it is about, empty where that is not known or it is about the facility. ``appendix`` says why each number in it
    is what it is, where that was asked for. ``audience`` is who may read it.
    """

    title: str
    programme: Programme
    series: Series
    parts: tuple[ReportPart, ...]
    withheld: tuple[str, ...] = ()
    of_case: bool = False
    citizen: str = ""
    audience: tuple[str, ...] = ()
    appendix: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReport:
    """A report about a group: of one programme, for a period (its ends may be open) and a unit, or all of them.

    ``made`` is the day it was made, ``is_public`` whether it may be published, ``withheld`` names sections that nobody
    here offers. ``audit`` is what audits noted and decided, in a report of a facility that is not to be published.
    ``unread`` is how many earlier reports cannot be read here, so that it is not known how this one differs from them.
    ``unreadable`` is how many case files are not in it because they cannot be read, ``homeless`` how many responses,
    because their version of the programme is lost.
    """

    title: str
    about: str
    programme: Programme
    parts: tuple[ReportPart, ...]
    begins: date | None = None
    ends: date | None = None
    unit: str = ""
    withheld: tuple[str, ...] = ()
    made: date | None = None
    is_public: bool = False
    audit: AuditBook | None = None
    unread: int = 0
    unreadable: int = 0
    homeless: int = 0
