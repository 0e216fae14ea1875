"""The answers of one response, read once: for each question what was answered, or why there is nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sipforms.engine.duration import as_date
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Kind, Question
from sipforms.engine.response import Answer, Json, Response
from sipforms.engine.score.missing import Gap
from sipforms.engine.score.selection import Source

Reading: TypeAlias = Answer | Gap
Line: TypeAlias = tuple[Reading, ...]
"""What one question reads: a single reading, or for a field of rows one for each row, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredState:
    """What one person has answered on one occasion, finished or not.

    ``answers`` is nested JSON as in a response; ``not_asked`` holds the dotted paths of questions (or of whole areas,
    items, rows) that are hidden. What stands at a hidden path is ignored.
    """

    questionnaire: str
    answers: Mapping[str, Json]
    not_asked: frozenset[str] = frozenset()
    variant: str | None = None
    mode: str | None = None
    informant: str | None = None
    occasion: str = "first"
    parameters: Mapping[str, str] = field(default_factory=dict)


def state_of(response: Response) -> AnsweredState:
    """What the response says."""
    return AnsweredState(
        questionnaire=response.questionnaire,
        answers=response.answers,
        not_asked=frozenset(response.not_asked),
        variant=response.variant,
        mode=response.mode,
        informant=response.informant,
        occasion=response.occasion,
        parameters=response.parameters,
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one response reads: a line for each source, in order, and the ids of the rows under each rows path.

    A rows path has a gap instead where the rows were not asked or left blank.
    """

    state: AnsweredState
    lines: tuple[Line, ...]
    rows: Mapping[Path, tuple[str, ...] | Gap]


Reader: TypeAlias = Callable[[AnsweredState], Line]


def sheet_reader(sources: tuple[Source, ...]) -> Callable[[AnsweredState], Sheet]:
    """A function that reads all the questions of one response."""
    readers = tuple(_row_reader(one, one.rows.path) if one.rows else _reader(one) for one in sources)
    row_paths = tuple(dict.fromkeys(one.rows.path for one in sources if one.rows))

    def read(state: AnsweredState) -> Sheet:
        rows = {path: _row_ids(state, path) for path in row_paths}
        return Sheet(state, tuple([reader(state) for reader in readers]), rows)

    return read


def only_rows(sheet: Sheet, sources: tuple[Source, ...], path: Path, keep: tuple[bool, ...]) -> Sheet:
    """The sheet with only the rows at ``path`` for which ``keep`` is true."""
    lines = tuple(
        _kept(line, keep) if source.rows and source.rows.path == path else line
        for line, source in zip(sheet.lines, sources, strict=True)
    )
    ids = sheet.rows.get(path, ())
    return Sheet(sheet.state, lines, {**sheet.rows, path: ids if isinstance(ids, Gap) else _kept(ids, keep)})


def _kept(line: tuple[Any, ...], keep: tuple[bool, ...]) -> tuple[Any, ...]:
    return tuple(one for one, kept in zip(line, keep, strict=True) if kept)


def _reader(source: Source) -> Reader:
    *above, last = source.question.path
    hidden_by = frozenset(prefixes(source.question.path))
    convert = _converter(source.question)

    def read(state: AnsweredState) -> Line:
        if not hidden_by.isdisjoint(state.not_asked):
            return (Gap.NOT_ASKED,)
        node: Any = state.answers
        for step in above:
            node = node.get(step)
            if not isinstance(node, dict):
                return (Gap.BLANK,)
        return (convert(node.get(last)),)

    return read


def _row_reader(source: Source, rows: Path) -> Reader:
    field_path = source.question.path[len(rows) + 1 :]
    hidden_by = frozenset(prefixes(rows))
    convert = _converter(source.question)

    def read_row(row: Mapping[str, Any], not_asked: frozenset[str]) -> Reading:
        if not_asked and not not_asked.isdisjoint(prefixes((*rows, str(row.get("id")), *field_path))):
            return Gap.NOT_ASKED
        return convert(at(row, field_path))

    def read(state: AnsweredState) -> Line:
        if not hidden_by.isdisjoint(state.not_asked):
            return ()
        return tuple(read_row(row, state.not_asked) for row in _row_list(state, rows) or ())

    return read


def _row_ids(state: AnsweredState, path: Path) -> tuple[str, ...] | Gap:
    if not state.not_asked.isdisjoint(prefixes(path)):
        return Gap.NOT_ASKED
    found = _row_list(state, path)
    return Gap.BLANK if found is None else tuple(str(row.get("id", "")) for row in found)


def _row_list(state: AnsweredState, path: Path) -> list[Mapping[str, Any]] | None:
    found = at(state.answers, path)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else None


def prefixes(path: Path) -> tuple[str, ...]:
    """The dotted path of everything on the way down to the path, itself included."""
    return tuple(dotted(path[:length]) for length in range(1, len(path) + 1))


def at(answers: Any, path: Path) -> Any:  # noqa: ANN401 - nested JSON
    """What stands at the path in nested JSON, or nothing."""
    for step in path:
        answers = answers.get(step) if isinstance(answers, Mapping) else None
    return answers


Convert: TypeAlias = Callable[[Any], Reading]
"""From what stands in the JSON to what it says."""


def _converter(question: Question) -> Convert:
    match question.kind:
        case Kind.CHOICES:
            return _several(question)
        case Kind.CHOICE:
            return _one_of(question)
        case Kind.BOOLEAN:
            return lambda answer: answer if isinstance(answer, bool) else Gap.BLANK
        case Kind.INTEGER:
            return lambda answer: answer if type(answer) is int else Gap.BLANK
        case Kind.DATE:
            return _day
    return lambda answer: answer if isinstance(answer, str) and answer.strip() else Gap.BLANK


def _day(answer: Any) -> Reading:  # noqa: ANN401 - nested JSON
    day = as_date(answer)
    return Gap.BLANK if day is None else day.isoformat()


def _options(question: Question) -> dict[object, int | str | Gap]:
    options = question.scale.options if question.scale else ()
    return {one.value: one.value if one.missing is None else Gap(one.missing) for one in options}


def _one_of(question: Question) -> Convert:
    table = _options(question)

    def convert(answer: Any) -> Reading:  # noqa: ANN401 - nested JSON
        return Gap.BLANK if isinstance(answer, (bool, list, dict)) else table.get(answer, Gap.BLANK)

    return convert


def _several(question: Question) -> Convert:
    table = _options(question)

    def convert(answer: Any) -> Reading:  # noqa: ANN401 - nested JSON
        if not isinstance(answer, (list, tuple)):
            return Gap.BLANK
        found = [table.get(one, Gap.BLANK) for one in answer if isinstance(one, (int, str))]
        chosen = tuple(one for one in found if not isinstance(one, Gap))
        gaps = [one for one in found if isinstance(one, Gap) and one is not Gap.BLANK]
        return gaps[0] if gaps and not chosen else chosen

    return convert
