"""Examples answer questions that exist, and expect what can be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sipforms.engine.build.data import Node, node, nodes, text, texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.given import is_possible, refusal
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.pathways import look_up
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.checks.tree import Branch
from sipforms.engine.paths import STAR
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json


@dataclass(frozen=True, slots=True)
class Example:
    """One example where it stands, with the tree of the questionnaire that it answers."""

    scene: Scene
    file: str
    steps: Steps
    what: Node
    questionnaire: str
    tree: Branch


def examples_fit_the_programme(scene: Scene) -> Iterator[Problem]:
    """Questionnaires, circumstances, answers and expectations of every example."""
    for name, _ in scene.bundle.folder_of("examples"):
        file = f"examples/{name}.yaml"
        data = scene.files[file].data
        for place, one in enumerate(data if isinstance(data, list) else ()):
            what = node(one)
            id_ = what.get("questionnaire")
            if isinstance(id_, str) and id_ in scene.trees:
                example = Example(scene, file, (place,), what, id_, scene.trees[id_])
                yield from _circumstances(example)
                yield from _answers(example)
                yield from _expected(example)
            elif isinstance(id_, str) and id_ not in scene.questionnaires:
                known = scene.questionnaires
                at = scene.place(file, (place, "questionnaire"))
                yield found("unknown-questionnaire", at, name=id_, suggestion=nearest(id_, known), known=known)


def _circumstances(one: Example) -> Iterator[Problem]:
    programme = one.scene.programme
    modes, own = texts(one.tree.what.get("modes")), node(one.tree.what.get("modesOf"))
    who = text(one.what.get("informant"))
    if who is not None and who in own:
        modes = tuple(mode for mode in modes if mode in texts(own[who]))
    asked = (
        ("mode", "unknown-mode", modes, bool(modes) and one.scene.is_sound(one.tree.spot.file, "modes")),
        ("informant", "unknown-informant", tuple(node(programme.get("informants"))), _sound(one, "informants")),
        ("variant", "unknown-variant", tuple(node(programme.get("variants"))), _sound(one, "variants")),
    )
    for keyword, code, known, sure in asked:
        name = one.what.get(keyword)
        if sure and isinstance(name, str) and name not in known:
            at = one.scene.place(one.file, (*one.steps, keyword))
            yield found(code, at, name=name, suggestion=nearest(name, known), known=known)
    parameters = tuple(node(programme.get("parameters")))
    for name in node(one.what.get("parameters")) if _sound(one, "parameters") else ():
        if name not in parameters:
            at = one.scene.place(one.file, (*one.steps, "parameters", name), key=True)
            yield found("unknown-parameter", at, name=name, suggestion=nearest(name, parameters), known=parameters)


def _sound(one: Example, keyword: str) -> bool:
    return bool(one.scene.programme) and one.scene.is_sound(PROGRAMME, keyword)


def _answers(one: Example) -> Iterator[Problem]:
    excused = {
        path for problem in nodes(node(one.what.get("expect")).get("problems")) for path in texts(problem.get("item"))
    }
    for keyword in ("answers", "previous"):
        yield from _below(one, one.tree, (*one.steps, keyword), one.what.get(keyword), excused)
    yield from _elsewhere(one)


def _elsewhere(one: Example) -> Iterator[Problem]:
    """What was answered in other questionnaires."""
    known = tuple(id_ for id_ in one.scene.questionnaires if id_ != one.questionnaire)
    for id_, answers in node(one.what.get("latest")).items():
        steps = (*one.steps, "latest", id_)
        if id_ in one.scene.trees and id_ != one.questionnaire:
            there = replace(one, questionnaire=id_, tree=one.scene.trees[id_])
            yield from _below(there, there.tree, steps, answers, set())
        elif id_ == one.questionnaire:
            yield found("latest-of-itself", one.scene.place(one.file, steps, key=True), name=f"latest.{id_}", path="")
        elif id_ not in one.scene.questionnaires:
            at = one.scene.place(one.file, steps, key=True)
            yield found("unknown-questionnaire", at, name=id_, suggestion=nearest(id_, known), known=known)


def _below(one: Example, branch: Branch, steps: Steps, value: Json, excused: set[str]) -> Iterator[Problem]:
    """Answers are as nested as the questionnaire; rows are a list of mappings with an id."""
    if branch.kind == "rows" and isinstance(value, list):
        for place, row in enumerate(value):
            within = {name: answer for name, answer in node(row).items() if name != "id"}
            yield from _below(one, branch.children[STAR], (*steps, place), within, excused)
    elif branch.kind == "question":
        if branch.name not in excused:
            yield from _refused(one, branch, steps, value)
    elif branch.kind != "unclear" and isinstance(value, dict):
        for name, answer in value.items():
            if name in branch.children:
                yield from _below(one, branch.children[name], (*steps, name), answer, excused)
            elif not _has_lost_entries(one, branch):
                yield _stranger(one, branch, (*steps, name), name)


def _has_lost_entries(one: Example, branch: Branch) -> bool:
    """True where an entry was refused or is hidden by another of the same name, which is told where it stands."""
    spot = branch.spot_of("properties")
    twice = any(
        problem.code == "duplicate-key" and problem.place.file == spot.file for problem in one.scene.bundle.problems
    )
    return twice or not one.scene.is_sound(spot.file, *spot.steps, "properties")


def _stranger(one: Example, branch: Branch, steps: Steps, name: str) -> Problem:
    path = ".".join((*branch.path, name))
    if "." in name and look_up(one.scene, one.questionnaire, None, path).branches:
        place = one.scene.place(one.file, steps, key=True)
        return found("wrong-form", place, keyword="answers", name=name, form="nested", suggestion="")
    near = nearest(name, branch.children)
    suggestion = ".".join((*branch.path, near)) if near else ""
    place = one.scene.place(one.file, steps, key=True)
    return found("unknown-path", place, name=path, questionnaire=one.questionnaire, suggestion=suggestion)


def _refused(one: Example, branch: Branch, steps: Steps, value: Json) -> Iterator[Problem]:
    """The answer that the question would refuse; of several chosen, the first that is none of the options."""
    if branch.answered == "choices" and isinstance(value, list):
        bad = next((at for at, answer in enumerate(value) if not is_possible(branch, [answer])), None)
        if bad is not None:
            yield refusal(one.scene.place(one.file, (*steps, bad)), branch, value[bad])
    elif not is_possible(branch, value):
        yield refusal(one.scene.place(one.file, steps), branch, value)


def _expected(one: Example) -> Iterator[Problem]:
    expect = node(one.what.get("expect"))
    steps: Steps = (*one.steps, "expect")
    for path in node(expect.get("visible")):
        place = one.scene.place(one.file, (*steps, "visible", path), key=True)
        looked = look_up(one.scene, one.questionnaire, None, _in_any_row(one, path))
        if not looked.beside:
            yield from looked.problems(place)
    known = one.scene.indicators
    for name in node(expect.get("scores")) if known is not None else ():
        if known is not None and name not in known:
            place = one.scene.place(one.file, (*steps, "scores", name), key=True)
            yield found("unknown-indicator", place, name=name, suggestion=nearest(name, known), known=known)
    problems = expect.get("problems")
    for place_in, problem in enumerate(problems if isinstance(problems, list) else ()):
        yield from _expected_problem(one, (*steps, "problems", place_in), node(problem))


def _expected_problem(one: Example, steps: Steps, problem: Node) -> Iterator[Problem]:
    known = one.scene.check_ids(one.questionnaire)
    name, path = problem.get("check"), problem.get("item")
    is_sure = one.tree.kind != "unclear" and one.scene.is_sound(one.tree.spot.file, "checks")
    if isinstance(name, str) and name not in known and is_sure:
        place = one.scene.place(one.file, (*steps, "check"))
        yield found("unknown-check", place, name=name, suggestion=nearest(name, known), known=known)
    if isinstance(path, str):
        looked = look_up(one.scene, one.questionnaire, None, _in_any_row(one, path))
        if not looked.beside and not _is_a_row(one, path):
            yield from looked.problems(one.scene.place(one.file, (*steps, "item")))


def _in_any_row(one: Example, path: str) -> str:
    """The path with a star for the row's own id, which a questionnaire does not know."""
    steps = tuple(path.split("."))
    for rows in _rows(one):
        inside = len(rows.path) + 1
        if steps[: len(rows.path)] == rows.path and len(steps) > inside:
            return ".".join((*rows.path, STAR, *steps[inside:]))
    return path


def _is_a_row(one: Example, path: str) -> bool:
    """True for a path that ends in a row's own id."""
    return any(tuple(path.split("."))[:-1] == rows.path for rows in _rows(one))


def _rows(one: Example) -> Iterator[Branch]:
    return (branch for branch in one.tree.walk() if branch.kind == "rows")
