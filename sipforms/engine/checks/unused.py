"""What nothing uses: shared definitions, informants, target groups, parameters, tags, questionnaires never due.

Looked at only in a programme that is to be used: while one is written, much is not used yet.
"""

from collections.abc import Iterator

from sipforms.engine.build.data import Node, node, texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.manifest import node_list
from sipforms.engine.checks.references import kind_of
from sipforms.engine.checks.scene import INDICATORS, PROGRAMME, SCALES, Scene
from sipforms.engine.problem import Place, Problem
from sipforms.engine.response import Json

OWN_PARAMETERS = frozenset({"history_shown"})
"""Parameters that the form itself looks at, so that no condition need name them."""

_REFERRING = frozenset({"$ref", "scale", "variantOf"})
_NAMING = {"variant": "variant", "informant": "informantId", "parameter": "parameter", "tag": "tag"}
_LISTING = {"only": "variant", "without": "variant", "informants": "informantId"}
_KINDS = {"informants": "informantId", "variants": "variant", "parameters": "parameter"}


def definitions_are_used(scene: Scene) -> Iterator[Problem]:
    """Every shared definition is used by a question, itself or through others that are."""
    refers = {name: set(_references(what)) for name, what in scene.defs.items()}
    used: set[str] = set()
    waiting = {name for file in _questionnaires(scene) for name in _references(scene.files[file].data)}
    while waiting:
        used |= waiting
        waiting = {further for name in waiting for further in refers.get(name, ())} - used
    for name, what in scene.defs.items():
        if name not in used and _is_all_read(scene):
            kind = kind_of(what)
            yield found("unused-definition", scene.place(SCALES, ("$defs", name), key=True), kind=kind, name=name)


def names_are_used(scene: Scene) -> Iterator[Problem]:
    """Every informant, target group, parameter and tag makes a difference somewhere."""
    if not _is_all_read(scene) or not scene.is_sound(INDICATORS):
        return
    named: set[tuple[str, str]] = {("parameter", name) for name in OWN_PARAMETERS}
    for file in (*_questionnaires(scene), SCALES, INDICATORS):
        if file in scene.files:
            named |= set(_names(scene.files[file].data))
    for keyword, kind in _KINDS.items():
        for name in node(scene.programme.get(keyword)):
            if (kind, name) not in named:
                yield found("unused-name", scene.place(PROGRAMME, (keyword, name), key=True), kind=kind, name=name)
    for name, place in _tags(scene):
        if ("tag", name) not in named:
            yield found("unused-name", place, kind="tag", name=name)


def questionnaires_are_due(scene: Scene) -> Iterator[Problem]:
    """Where there is a schedule, every questionnaire is in it; other forms are due with their main form."""
    rules = node_list(scene.programme.get("schedule"))
    due = {node(rule).get("questionnaire") for rule in rules}
    for place, name in enumerate(node_list(scene.programme.get("questionnaires"))):
        if not rules or not isinstance(name, str) or not scene.is_sound(PROGRAMME, "schedule"):
            continue
        if name not in due and (name not in scene.trees or "formOf" not in scene.trees[name].what):
            yield found("never-due", scene.place(PROGRAMME, ("questionnaires", place)), name=name)


def _questionnaires(scene: Scene) -> Iterator[str]:
    return (file for file in scene.files if file.startswith("questionnaires/"))


def _is_all_read(scene: Scene) -> bool:
    """False where a questionnaire has mistakes of shape: what was refused may have used the definition."""
    return all(scene.is_sound(file) for file in _questionnaires(scene))


def _references(value: Json | Node) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key in _REFERRING and isinstance(one, str):
                yield one.rpartition("/")[2]
            elif isinstance(one, dict | list):
                yield from _references(one)
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict | list):
                yield from _references(one)


def _names(value: Json) -> Iterator[tuple[str, str]]:
    """Every informant, variant, parameter and tag that is named, with the kind; ``for`` names either of two kinds."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in _NAMING and isinstance(one, str):
                yield _NAMING[key], one
            elif key in _LISTING:
                yield from ((_LISTING[key], name) for name in texts(one))
            elif key == "for" and isinstance(one, dict):
                yield from ((kind, name) for name in one for kind in ("informantId", "variant"))
            elif isinstance(one, dict | list):
                yield from _names(one)
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict | list):
                yield from _names(one)


def _tags(scene: Scene) -> Iterator[tuple[str, Place]]:
    """Every tag once, where it stands first."""
    seen: set[str] = set()
    for _, branch in scene.branches:
        for place, name in enumerate(texts(branch.own.get("tags"))):
            if name not in seen:
                seen.add(name)
                yield name, scene.at(branch.spot, "tags", place)
