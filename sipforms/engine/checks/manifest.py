"""What programme.yaml promises, against what the folder holds."""

import re
from collections.abc import Iterator

from sipforms import __version__
from sipforms.engine.build.data import Node, node, texts, whole
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.pathways import look_up
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.problem import Problem
from sipforms.engine.programme import LEAST_SHOWN
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

FORMATS = (1,)
_FOLDERS = {"questionnaires": "questionnaires", "translations": "translations"}
_TYPES: dict[type, str] = {str: "text", int: "wholeNumber", bool: "yesNo"}
_DIGITS = 18  # of a number in a version: more are cut, since Python refuses to read thousands of them
_COMPARED = re.compile(r"(>=|<=|==|!=|>|<) *([0-9.]+)")


def is_for_this_engine(scene: Scene) -> Iterator[Problem]:
    """``requires`` and ``format``, which are looked at before anything else.

    What they refuse is not read any further.
    """
    requires = scene.programme.get("requires")
    if isinstance(requires, str) and not all(_holds(*one) for one in _COMPARED.findall(requires)):
        place = scene.place(PROGRAMME, ("requires",))
        yield found("engine-too-old", place, requires=requires, engine=__version__)
    written = scene.programme.get("format", 1)
    if written not in FORMATS:
        known = tuple(str(one) for one in FORMATS)
        yield found("unknown-format", scene.place(PROGRAMME, ("format",)), name=str(written), known=known)


def _holds(operator: str, version: str) -> bool:
    own, other = _numbers(__version__), _numbers(version)
    match operator:
        case ">=":
            return own >= other
        case "<=":
            return own <= other
        case ">":
            return own > other
        case "<":
            return own < other
        case "!=":
            return own != other
        case _:
            return own == other


def _numbers(version: str) -> tuple[int, int, int]:
    parts = [int(part[:_DIGITS]) for part in re.findall(r"[0-9]+", version)[:3]]
    return (*parts, 0, 0, 0)[:3]  # type: ignore[return-value]


def is_named_as_its_folder(scene: Scene) -> Iterator[Problem]:
    """The id and the folder's name are the same, so that a programme is found under its name."""
    id_ = scene.programme.get("id")
    if isinstance(id_, str) and id_ != scene.bundle.name:
        yield found("id-not-folder", scene.place(PROGRAMME, ("id",)), name=id_, folder=scene.bundle.name)


def files_are_those_listed(scene: Scene) -> Iterator[Problem]:
    """Every questionnaire and translation that is listed is there, and the other way round."""
    for keyword, folder in _FOLDERS.items():
        listed = texts(scene.programme.get(keyword))
        there = tuple(name for name, _ in scene.bundle.folder_of(folder))
        refused = {problem.place.file for problem in scene.bundle.problems}
        gone, left = [one for one in listed if one not in there], [one for one in there if one not in listed]
        renamed = left[0] if len(gone) == len(left) == 1 else ""
        for place, name in enumerate(node_list(scene.programme.get(keyword))):
            is_told = folder in refused or f"{folder}/{name}.yaml" in refused
            if isinstance(name, str) and name not in there and not is_told:
                at = scene.place(PROGRAMME, (keyword, place))
                yield found("missing-file", at, name=name, keyword=keyword, suggestion=nearest(name, left) or renamed)
        for name in there:
            meant = nearest(name, gone) or (name == renamed)
            is_sure = keyword != "questionnaires" or isinstance(scene.programme.get(keyword), list)
            if name not in listed and not meant and is_sure and scene.programme and scene.is_sound(PROGRAMME, keyword):
                yield found("unlisted-file", scene.place(f"{folder}/{name}.yaml"), name=name, keyword=keyword)


def node_list(value: Json) -> list[Json]:
    """The list, or an empty one where there is none."""
    return value if isinstance(value, list) else []


def schedule_makes_sense(scene: Scene) -> Iterator[Problem]:
    """Questionnaires, dates and lengths of time in the schedule and the budgets."""
    for place, rule in enumerate(node_list(scene.programme.get("schedule"))):
        yield from _rule(scene, node(rule), ("schedule", place))
    for name in node(scene.programme.get("budgets")):
        yield from _questionnaire(scene, name, ("budgets", name), key=True)


def _rule(scene: Scene, rule: Node, steps: Steps) -> Iterator[Problem]:
    yield from _questionnaire(scene, rule.get("questionnaire"), (*steps, "questionnaire"))
    yield from _questionnaire(scene, node(rule.get("after")).get("of"), (*steps, "after", "of"))
    for keyword in ("at", "from"):
        path = node(rule.get(keyword)).get("item")
        if isinstance(path, str):
            yield from _date(scene, path, (*steps, keyword, "item"))


def _questionnaire(scene: Scene, name: Json, steps: Steps, *, key: bool = False) -> Iterator[Problem]:
    known = scene.questionnaires
    if isinstance(name, str) and name not in known and scene.is_sound(PROGRAMME, "questionnaires"):
        place = scene.place(PROGRAMME, steps, key=key)
        yield found("unknown-questionnaire", place, name=name, suggestion=nearest(name, known), known=known)


def _date(scene: Scene, path: str, steps: Steps) -> Iterator[Problem]:
    """``questionnaire.path`` of a date."""
    id_, _, rest = path.partition(".")
    place = scene.place(PROGRAMME, steps)
    if id_ not in scene.trees:
        known = scene.questionnaires
        if scene.is_sound(PROGRAMME, "questionnaires") and id_ not in known:
            yield found("unknown-questionnaire", place, name=id_, suggestion=nearest(id_, known), known=known)
        return
    looked = look_up(scene, id_, None, rest)
    yield from looked.problems(place)
    if looked.branches and any("*" in branch.path for branch in looked.branches):
        yield found("date-in-rows", place, name=path)
    elif looked.branches and not looked.unclear and looked.branches[0].answered != "date":
        yield found("not-a-date", place, name=path)


def placements_are_in_facilities(scene: Scene) -> Iterator[Problem]:
    """``placements`` of a whole country are shared out on so many ``facilities``."""
    what = node(scene.programme.get("demonstration"))
    if "placements" in what and "facilities" not in what:
        at = scene.place(PROGRAMME, ("demonstration",), key=True)
        yield found("missing-keyword", at, name="facilities", on="demonstration")


def parameters_make_sense(scene: Scene) -> Iterator[Problem]:
    """A parameter's default is one of its options, or a value of its type."""
    for name, one in node(scene.programme.get("parameters")).items():
        what = node(one)
        options, default = texts(what.get("options")), what.get("default")
        place = scene.place(PROGRAMME, ("parameters", name, "default"))
        if what.get("type") == "choice" and not options and scene.is_sound(PROGRAMME, "parameters", name):
            at = scene.place(PROGRAMME, ("parameters", name), key=True)
            yield found("missing-keyword", at, name="options", on="parameter")
        elif options and default is not None and str(default) not in options:
            yield found(
                "parameter-default", place, name=str(default), suggestion=nearest(str(default), options), known=options
            )
        elif default is not None and (expected := _expected(what.get("type"), default)):
            yield found("wrong-type", place, name="default", expected=(expected,), found=_TYPES[type(default)])


def _expected(kind: Json, default: Json) -> str:
    """The word for the type that the default should have had; empty where it has it, or there is none to have."""
    wanted = {"integer": int, "boolean": bool, "string": str}.get(str(kind))
    return "" if wanted is None or type(default) is wanted else _TYPES[wanted]


def suppression_is_no_weaker(scene: Scene) -> Iterator[Problem]:
    """A bundle may hide more than the engine, never less."""
    minimum = whole(node(scene.programme.get("suppression")).get("minimum"))
    if minimum is not None and minimum < LEAST_SHOWN:
        at = scene.place(PROGRAMME, ("suppression", "minimum"))
        yield found("suppression-below-floor", at, value=minimum, least=LEAST_SHOWN)


def informants_are_known(scene: Scene) -> Iterator[Problem]:
    """Every informant that a questionnaire lists is one of the programme's."""
    known = tuple(node(scene.programme.get("informants")))
    if not scene.programme or not scene.is_sound(PROGRAMME, "informants"):
        return
    for id_, tree in scene.trees.items():
        for place, name in enumerate(node_list(tree.what.get("informants"))):
            if isinstance(name, str) and name not in known:
                at = scene.place(f"questionnaires/{id_}.yaml", ("informants", place))
                yield found("unknown-informant", at, name=name, suggestion=nearest(name, known), known=known)
