"""What became of a bundle's examples, and of all together, in a line or two."""

from collections.abc import Iterator, Sequence

from sipforms.actions.trying.folders import TriedFolder
from sipforms.actions.trying.run import Tried
from sipforms.actions.trying.yaml_text import yaml_text
from sipforms.engine.programme import Kind, Programme, Question, Questionnaire
from sipforms.engine.response import Json
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.render.trying.differences import place_words

PASSED, DIFFERED = ".", "F"
_PLAIN: dict[Kind, Json] = {Kind.DATE: "2026-11-22", Kind.TIME: "12:00"}


def dots(tried: Sequence[Tried], width: int = 72) -> Iterator[str]:
    """A dot for each example that came out as expected, an F for each that did not."""
    marks = "".join(PASSED if one.is_as_expected else DIFFERED for one in tried)
    return (marks[start : start + width] for start in range(0, len(marks), width))


def line_of(one: Tried, folder: TriedFolder) -> str:
    """One example on one line."""
    said = _("as expected") if one.is_as_expected else _("differs")
    return f"{said}  {place_words(one.example.place('example'), folder.folder)}  {plain(one.example.name)}"


def refused_text(folder: TriedFolder) -> str:
    """Why a bundle's examples were not tried, and how to see what is wrong."""
    count = folder.errors
    return ngettext(
        "{folder}: not tried, because {count} mistake must be mended first. See it with `sipforms check {folder}`.",
        "{folder}: not tried, because {count} mistakes must be mended first. See them with `sipforms check {folder}`.",
        count,
    ).format(folder=plain(str(folder.folder)), count=count)


def summary(folders: Sequence[TriedFolder]) -> str:
    """How many examples of how many programmes, and how many differ."""
    tried = sum(len(one.tried) for one in folders)
    differing = sum(len(one.differing) for one in folders)
    refused = sum(one.trying is None for one in folders)
    examples = ngettext("{count} example", "{count} examples", tried).format(count=tried)
    programmes = ngettext("{count} programme", "{count} programmes", len(folders)).format(count=len(folders))
    said = _("{examples} in {programmes}: all as expected.")
    if differing:
        said = ngettext(
            "{examples} in {programmes}: {count} differs.", "{examples} in {programmes}: {count} differ.", differing
        )
    elif not tried:
        said = _("{examples} in {programmes}.")
    line = said.format(examples=examples, programmes=programmes, count=differing)
    if not refused:
        return line
    untried = ngettext("{count} programme was not tried.", "{count} programmes were not tried.", refused)
    return f"{line} {untried.format(count=refused)}"


def empty_text(folder: TriedFolder) -> str:
    """How many examples expect nothing yet, and how to fill them in; nothing where all expect something."""
    count = sum(not any(one.example.expectations()) for one in folder.tried)
    if not count:
        return ""
    return ngettext(
        "{count} example expects nothing yet. Fill it in with `sipforms test --write {folder}`.",
        "{count} examples expect nothing yet. Fill them in with `sipforms test --write {folder}`.",
        count,
    ).format(count=count, folder=plain(str(folder.folder)))


def nothing_text(folder: TriedFolder) -> str:
    """A bundle without examples: how to write the first one, with its own first questions in it."""
    programme = folder.programme
    if programme is None or folder.known:
        return ""
    said = _("{folder} has no examples yet. Write the first in {file}, such as:").format(
        folder=plain(str(folder.folder)), file=plain(str(folder.folder / "examples" / f"{_first(programme).id}.yaml"))
    )
    after = _("Then run `sipforms test --write {folder}`: it works out what comes out, and you confirm it.").format(
        folder=plain(str(folder.folder))
    )
    return "\n".join((said, "", *(f"    {line}" for line in snippet(programme)), "", after))


def snippet(programme: Programme) -> list[str]:
    """An example to begin with: the first questionnaire with an answer to each of its first questions."""
    questionnaire = _first(programme)
    written: dict[str, Json] = {"questionnaire": questionnaire.id}
    if questionnaire.modes:
        written["mode"] = questionnaire.modes[0]
    answers: dict[str, Json] = {}
    for question in _first_questions(questionnaire):
        _put(answers, question.path, _answer(question))
    return [_("- example: Somebody who answers the first questions"), *_yaml({**written, "answers": answers}, "  ")]


def _first(programme: Programme) -> Questionnaire:
    return next(iter(programme.questionnaires.values()))


def _first_questions(questionnaire: Questionnaire) -> list[Question]:
    asked = (
        one for one in questionnaire.questions() if "*" not in one.path and one.computed is None and one.row_ref is None
    )
    return [one for one in asked if not one.visible_if][:3]


def _answer(question: Question) -> Json:
    """Something that the question takes."""
    options = [one.value for one in question.scale.options if one.missing is None] if question.scale else []
    if options:
        several = question.kind is Kind.CHOICES
        return list(options[: max(1, question.min_items or 1)]) if several else options[len(options) // 2]
    return {Kind.BOOLEAN: True, Kind.INTEGER: question.minimum or 0, **_PLAIN}.get(question.kind, "...")


def _put(held: dict[str, Json], path: tuple[str, ...], value: Json) -> None:
    for step in path[:-1]:
        inner = held.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        held = inner
    held[path[-1]] = value


def _yaml(held: dict[str, Json], lead: str) -> Iterator[str]:
    for key, value in held.items():
        if isinstance(value, dict):
            yield f"{lead}{key}:"
            yield from _yaml(value, lead + "  ")
        else:
            yield f"{lead}{key}: {yaml_text(value)}"
