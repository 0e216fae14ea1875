"""What a questionnaire's definition says about each question that an invented answer goes by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sipforms.engine.condition import Condition, Leaf, TodayValue, walk
from sipforms.engine.paths import STAR, Path
from sipforms.engine.programme import Area, Entry, Programme, Questionnaire, Rows

BACKGROUND, INTERVENTION, OUTCOME, SETTING = "background", "intervention", "outcome", "setting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """Which side of the person a question is about, which kind of element it belongs to, and whether it is to come.

    ``last`` are the options of a row's status after which more is asked about the row: its end, mostly.
    """

    area: str = ""
    element: str = OUTCOME
    to_come: bool = False
    last: frozenset[int | str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The aspects of a questionnaire's questions by path, and the ids of all areas of the programme."""

    aspects: Mapping[Path, Aspect] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()
    size: int = 18

    def of(self, path: Path) -> Aspect:
        """The aspect of a question by its own path (with ``*`` for the row)."""
        return self.aspects.get(path, _NOTHING)


_NOTHING = Aspect()


def outline(programme: Programme, questionnaire: Questionnaire) -> Outline:
    """The outline of one of the programme's questionnaires."""
    awaited = frozenset(_awaited(programme, questionnaire.id))
    areas = {one.id for each in programme.questionnaires.values() for one in each.walk() if isinstance(one, Area)}
    alone = outline_of(questionnaire, awaited)
    return replace(alone, areas=frozenset(areas), size=programme.demonstration.citizens)


def outline_of(questionnaire: Questionnaire, awaited: frozenset[Path] = frozenset()) -> Outline:
    """The outline of a questionnaire by itself; ``awaited`` are days that something else says are to come."""
    coming = frozenset(_coming(questionnaire)) | awaited
    turning: dict[Path, set[int | str]] = {}
    for path, value in _turning(questionnaire):
        turning.setdefault(path, set()).add(value)
    element = questionnaire.element or (SETTING if questionnaire.subject == "facility" else OUTCOME)
    aspects = {
        path: Aspect(area=area, element=kind, to_come=path in coming, last=frozenset(turning.get(path, ())))
        for path, area, kind in _placed(questionnaire.entries, "", element)
    }
    return Outline(aspects=aspects, areas=frozenset(one.id for one in questionnaire.walk() if isinstance(one, Area)))


def _placed(entries: tuple[Entry, ...], area: str, element: str) -> Iterator[tuple[Path, str, str]]:
    """Every question with the outermost area that it stands in, and the nearest element named on the way."""
    for entry in entries:
        if isinstance(entry, Area):
            yield from _placed(entry.entries, area or entry.id, entry.element or element)
        else:
            items = entry.fields if isinstance(entry, Rows) else (entry,)
            yield from ((question.path, area, element) for item in items for question in item.questions)


def conditions_of(questionnaire: Questionnaire) -> Iterator[tuple[Condition, Path]]:
    """Every check's condition, with the path of the rows that it is judged in (empty outside rows)."""
    yield from ((check.condition, ()) for check in questionnaire.checks)
    for rows in questionnaire.rows():
        yield from ((check.condition, (*rows.path, STAR)) for check in rows.checks)


def _coming(questionnaire: Questionnaire) -> Iterator[Path]:
    """Days that a check wants to be today or later."""
    for condition, here in conditions_of(questionnaire):
        for part in walk(condition):
            if (
                isinstance(part, Leaf)
                and isinstance(part.operand, TodayValue)
                and part.operator in ("notBefore", "after")
            ):
                yield (*here, *part.item.steps) if part.item.relative else part.item.steps


def _awaited(programme: Programme, questionnaire: str) -> Iterator[Path]:
    """Days that the schedule waits for: ``{item: plan.naeste_moede}``."""
    for rule in programme.schedule:
        for point in (rule.at, rule.start):
            if isinstance(point, dict) and isinstance(point.get("item"), str):
                first, *path = str(point["item"]).split(".")
                if first == questionnaire:
                    yield tuple(path)


def _turning(questionnaire: Questionnaire) -> Iterator[tuple[Path, int | str]]:
    """Fields of rows on which it turns whether other fields are asked, with the options named: a status, mostly."""
    fields = ((rows, question) for rows in questionnaire.rows() for item in rows.fields for question in item.questions)
    for rows, question in fields:
        for part in (each for one in question.visible_if for each in walk(one)):
            if isinstance(part, Leaf) and part.item.relative and part.operator in ("is", "anyOf"):
                named = part.operand if isinstance(part.operand, tuple) else (part.operand,)
                options = (one for one in named if isinstance(one, int | str) and not isinstance(one, bool))
                yield from (((*rows.path, STAR, *part.item.steps), one) for one in options)
