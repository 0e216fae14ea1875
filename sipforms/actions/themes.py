"""The figures of a report area by area, as they are discussed: whose answers they are stays beside each of them.

Nothing is computed here: every figure is one that stands in the report, found again by the area it belongs to.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sipforms.engine.gather.development_table import DevelopmentRow, DevelopmentTable
from sipforms.engine.gather.facility.coverage import Coverage
from sipforms.engine.gather.facility.distribution import Distribution
from sipforms.engine.gather.facility.importance import AreaPair, Importance, PairGroup
from sipforms.engine.gather.facility.respondents import Respondents
from sipforms.engine.gather.facility.spread import Lack, QuestionSpread
from sipforms.engine.report import GroupReport

AreaOf = Callable[[str], tuple[str, str] | None]
"""The dotted path and the title of the one area that an indicator's questions stand in, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An area of a questionnaire with those within it, or an indicator of several areas.

    ``key`` tells it from all others.
    """

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFigures:
    """One theme as one respondent group answered it.

    ``pair`` are importance and satisfaction, where both are asked, ``further`` the same of the areas within it;
    ``courses`` how the same people moved; ``questions`` how the answers are spread.
    """

    theme: Theme
    pair: AreaPair | None = None
    further: tuple[AreaPair, ...] = ()
    courses: tuple[DevelopmentRow, ...] = ()
    questions: tuple[QuestionSpread, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFigures:
    """All themes of one respondent group, in the order asked.

    ``scale`` says what both halves of a pair are called and which steps they have. ``people`` is how many answered.
    ``lack`` says why there are no figures.
    """

    respondents: Respondents
    themes: tuple[ThemeFigures, ...]
    scale: PairGroup | None = None
    people: int | None = None
    lack: Lack | None = None

    def of(self, theme: Theme) -> ThemeFigures | None:
        """This group's figures of a theme."""
        return next((one for one in self.themes if one.theme == theme), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """The figures of a report by respondent group and theme; respondent groups are never pooled."""

    voices: tuple[VoiceFigures, ...] = ()
    coverage: Coverage | None = None

    @property
    def every(self) -> tuple[Theme, ...]:
        """The themes of all groups, in the order asked."""
        return tuple(dict.fromkeys(one.theme for voice in self.voices for one in voice.themes))


@dataclass(slots=True)
class _Found:
    respondents: Respondents
    themes: dict[Theme, ThemeFigures] = field(default_factory=dict)
    scale: PairGroup | None = None
    people: int | None = None
    lacks: list[Lack | None] = field(default_factory=list)

    def at(self, theme: Theme) -> ThemeFigures:
        return self.themes.get(theme) or ThemeFigures(theme=theme)


Areas = Mapping[tuple[str, str], str]
"""The titles of all areas with questions of their own, by questionnaire and path."""
ThemeOf = Callable[[Respondents, str, str], Theme]
Finding = dict[tuple[str, str | None, str], _Found]


def themes_of(report: GroupReport, area_of: AreaOf) -> Themes:
    """The figures of the report by theme."""
    found: Finding = {}
    coverage = None
    areas = _areas(report)
    forms = {one.id: one.form_of or one.id for one in report.programme.questionnaires.values()}

    def theme_of(respondents: Respondents, area: str, title: str) -> Theme:
        return _theme(respondents.questionnaire, forms, area, title, areas)

    for part in report.parts:
        value = part.value
        if isinstance(value, Coverage):
            coverage = value
        elif isinstance(value, Importance):
            _pairs(value, found, theme_of)
        elif isinstance(value, Distribution):
            _spreads(value, found, theme_of)
        elif isinstance(value, DevelopmentTable):
            _courses(value, found, theme_of, area_of)
    return Themes(voices=tuple(_voices(found)), coverage=coverage)


def _areas(report: GroupReport) -> Areas:
    found: dict[tuple[str, str], str] = {}
    for part in report.parts:
        if isinstance(part.value, Importance):
            for group in part.value.groups:
                found.update({(group.respondents.questionnaire, one.area): one.title for one in group.areas})
        elif isinstance(part.value, Distribution):
            for spread in part.value.groups:
                asked = spread.respondents.questionnaire
                found.update({(asked, one.area): one.area_title for one in spread.questions})
    return found


def _voices(found: Finding) -> Iterator[VoiceFigures]:
    for one in found.values():
        themes = tuple(one.themes.values())
        lacks = [lack for lack in one.lacks if lack is not None]
        lack = None if any(map(_tells, themes)) else lacks[0] if lacks else "few"
        yield VoiceFigures(respondents=one.respondents, themes=themes, scale=one.scale, people=one.people, lack=lack)


def _tells(one: ThemeFigures) -> bool:
    """Whether any figure of the theme may be told."""
    pairs = (figure for pair in (one.pair, *one.further) if pair for figure in (pair.first, pair.second))
    return (
        any(figure.mean is not None for figure in pairs)
        or any(row.course is not None for row in one.courses)
        or any(question.own.lack is None for question in one.questions)
    )


def _of(found: Finding, respondents: Respondents) -> _Found:
    return found.setdefault(respondents.key, _Found(respondents=respondents))


def _pairs(value: Importance, found: Finding, theme_of: ThemeOf) -> None:
    for group in value.groups:
        here = _of(found, group.respondents)
        here.scale = here.scale or group
        here.lacks.append(group.lack)
        for area in group.areas:
            theme = theme_of(group.respondents, area.area, area.title)
            known, is_own = here.at(theme), theme.key.partition(".")[2] == area.area
            here.themes[theme] = replace(known, pair=area) if is_own else replace(known, further=(*known.further, area))


def _spreads(value: Distribution, found: Finding, theme_of: ThemeOf) -> None:
    for group in value.groups:
        here = _of(found, group.respondents)
        here.people = group.people if here.people is None else here.people
        here.lacks.append(group.lack)
        for question in group.questions:
            if not question.area and any(one.area for one in group.questions):
                continue  # what belongs to no area stands in the report, and is no theme
            title = question.area_title or group.respondents.title
            theme = theme_of(group.respondents, question.area, title)
            known = here.at(theme)
            here.themes[theme] = replace(known, questions=(*known.questions, question))


def _courses(value: DevelopmentTable, found: Finding, theme_of: ThemeOf, area_of: AreaOf) -> None:
    for row in value.rows:
        here = _of(found, row.respondents)
        area = area_of(row.outcome.indicator)
        alone = Theme(key=row.outcome.indicator, title=row.outcome.title)
        theme = theme_of(row.respondents, *area) if area else alone
        known = here.at(theme)
        here.themes[theme] = replace(known, courses=(*known.courses, row))


def _theme(asked: str, forms: Mapping[str, str], area: str, title: str, areas: Areas) -> Theme:
    """The theme of an area: the outermost one around it that has questions of its own; one for all forms of it.

    It is called what it is called in the questionnaire that the others are forms of.
    """
    outermost = area.partition(".")[0]
    if (asked, outermost) in areas:
        area, title = outermost, areas[asked, outermost] or title
    main = forms.get(asked, asked)
    return Theme(key=f"{main}.{area}".rstrip("."), title=areas.get((main, area)) or title)
