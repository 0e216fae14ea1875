"""Which questionnaire an indicator is about, what it is computed from, and an order in which all can be computed."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from sipforms.engine.paths import fits, parsed
from sipforms.engine.programme import Indicator, Programme, Questionnaire
from sipforms.engine.response import Json
from sipforms.engine.score.selection import patterns, starred


def members_of(indicator: Indicator, programme: Programme) -> tuple[str, ...]:
    """The indicators that an indicator is computed from, in the programme's order. A star never means itself."""
    wanted = patterns(indicator.settings.get("indicators"))
    if not wanted:
        return ()
    return tuple(one.id for one in programme.indicators if any(_means(want, one, indicator) for want in wanted))


def _means(want: str, one: Indicator, indicator: Indicator) -> bool:
    return one.id == want or (starred(want) and one.id != indicator.id and fnmatchcase(one.id, want))


def in_order(programme: Programme) -> tuple[Indicator, ...]:
    """Every indicator after those it is computed from. Those that turn in a circle, or hang on one, are left out."""
    waiting = {one.id: set(members_of(one, programme)) for one in programme.indicators}
    by_id = {one.id: one for one in programme.indicators}
    ordered: list[Indicator] = []
    while ready := [name for name, needs in waiting.items() if not needs & waiting.keys()]:
        ordered += [by_id[name] for name in ready]
        for name in ready:
            del waiting[name]
    return tuple(ordered)


def questionnaire_of(indicator: Indicator, programme: Programme) -> str | None:
    """The questionnaire an indicator is about: as written, its members', or the first that has what it names."""
    if indicator.questionnaire is not None:
        return indicator.questionnaire
    by_id = {one.id: one for one in programme.indicators}
    for name in members_of(indicator, programme):
        if by_id[name].questionnaire is not None:
            return by_id[name].questionnaire
    members = [by_id[name] for name in members_of(indicator, programme)]
    wanted = tuple(text for one in (indicator, *members) for text in named_in(one))
    return next((id_ for id_, one in programme.questionnaires.items() if _has(one, wanted)), None)


def named_in(indicator: Indicator) -> tuple[str, ...]:
    """Every path or pattern that stands in the settings which name questions."""
    settings = indicator.settings
    return tuple(text for name in ("items", "choices", "from", "rows", "where") for text in _texts(settings.get(name)))


def _texts(written: Json) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for one in written:
            yield from _texts(one)
    elif isinstance(written, dict):
        for one in written.values():
            yield from _texts(one)


def _has(questionnaire: Questionnaire, wanted: tuple[str, ...]) -> bool:
    tags = {tag for question in questionnaire.questions() for tag in question.tags}
    paths = {question.path for question in questionnaire.questions()} | {rows.path for rows in questionnaire.rows()}
    return any(text in tags or any(fits(parsed(text), path) for path in paths) for text in wanted)
