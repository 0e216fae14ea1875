"""What goes along when something of the base is removed: what was about nothing else."""

from collections.abc import Collection, Iterator, Mapping

from sipforms.engine.build.data import Node, node, texts
from sipforms.engine.overlay.extending import PROGRAMME
from sipforms.engine.overlay.parts import Parts, Target
from sipforms.engine.paths import at_and_around
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Steps
from sipforms.engine.response import Json

_GROUPS = ("programme.variants.", "programme.informants.")
_INDICATORS = "indicators.yaml"


def groups_in(removed: Collection[str], parts: Parts) -> Mapping[str, str]:
    """The target groups and informants among what is removed, each with the path as it was written."""
    groups = (path for path in parts if path.startswith(_GROUPS) and path.count(".") == _GROUPS[0].count("."))
    gone = ((path, _taken_by(path, removed)) for path in groups)
    return {path.rpartition(".")[2]: by for path, by in gone if by is not None}


def going_along(removed: Collection[str], groups: Mapping[str, str], base: Bundle) -> Iterator[tuple[Target, str]]:
    """The values of the base that go along, each with the path that takes it away.

    That is a questionnaire's other forms, when it is due, numbers about it or about an area, and what only a removed
    target group or informant is asked or told. A number that names a removed question among others stays, and is told.
    """
    yield from _dates(removed, base)
    yield from _numbers(removed, base)
    if groups:
        yield from _asked_of(groups, base)
        yield from _answered_by(groups, base)
    for id_, by in _forms(removed, groups, base).items():
        yield Target(f"questionnaires/{id_}.yaml"), by
        for target, _ in (*_dates({id_}, base), *_numbers({id_}, base)):
            yield target, by


def _answered_by(groups: Mapping[str, str], base: Bundle) -> Iterator[tuple[Target, str]]:
    rules = _data(base, PROGRAMME).get("schedule")
    for place, rule in enumerate(rules if isinstance(rules, list) else ()):
        who = node(rule).get("informant")
        if isinstance(who, str) and who in groups:
            yield Target(PROGRAMME, ("schedule", place)), groups[who]


def _forms(removed: Collection[str], groups: Mapping[str, str], base: Bundle) -> Mapping[str, str]:
    """Questionnaires that go along: forms of one that is removed, and those asked only of groups that are."""
    found: dict[str, str] = {}
    written = {id_: node(source.data) for id_, source in base.folder_of("questionnaires")}
    for id_, what in written.items():
        only = texts(what.get("only"))
        if id_ not in removed and only and all(word in groups for word in only):
            found[id_] = groups[only[0]]
    for id_, what in written.items():
        main = str(what.get("formOf"))
        if id_ not in removed and id_ not in found and (main in removed or main in found):
            found[id_] = main if main in removed else found[main]
    return found


def _dates(removed: Collection[str], base: Bundle) -> Iterator[tuple[Target, str]]:
    rules = _data(base, PROGRAMME).get("schedule")
    for place, rule in enumerate(rules if isinstance(rules, list) else ()):
        for id_ in (node(rule).get("questionnaire"), node(node(rule).get("after")).get("of")):
            if id_ in removed:
                yield Target(PROGRAMME, ("schedule", place)), str(id_)
        unless = node(rule).get("unless")
        gone = next((one for path in _paths_in(unless) if (one := _taken_by(path, removed)) is not None), None)
        if gone is not None:
            yield Target(PROGRAMME, ("schedule", place, "unless")), gone


def _paths_in(condition: Json) -> Iterator[str]:
    for _, one in _mappings(condition, ()):
        if isinstance(path := one.get("item"), str):
            yield path


def _numbers(removed: Collection[str], base: Bundle) -> Iterator[tuple[Target, str]]:
    for name, one in _data(base, _INDICATORS).items():
        questionnaire, area = node(one).get("questionnaire"), node(one).get("area")
        about = str(questionnaire) if area is None else f"{questionnaire}.{area}"
        gone = _taken_by(about, removed)
        if gone is not None:
            yield Target(_INDICATORS, (name,)), gone


def _taken_by(path: str, removed: Collection[str]) -> str | None:
    """The removed path that takes this one away, if one does."""
    return next((one for one in at_and_around(path) if one in removed), None)


def _asked_of(groups: Mapping[str, str], base: Bundle) -> Iterator[tuple[Target, str]]:
    for file, source in base.sources.items():
        if file != "scales.yaml" and not file.startswith("questionnaires/"):
            continue
        for steps, one in _mappings(source.data, ()):
            only = texts(one.get("only"))
            if only and all(word in groups for word in only):
                yield Target(file, steps), groups[only[0]]
            for keyword in ("for", "modesOf"):
                for word in (word for word in node(one.get(keyword)) if word in groups):
                    yield Target(file, (*steps, keyword, word)), groups[word]


def words_gone(
    removed: Mapping[Target, str], groups: Collection[str], file: str, at: Steps, words: Collection[str]
) -> frozenset[str]:
    """The words of a list of the base that name what is removed.

    A list of who may answer is not emptied: then everybody might.
    """
    keyword = at[-1] if at else ""
    if file == PROGRAMME and keyword in ("questionnaires", "translations"):
        return frozenset(word for word in words if Target(f"{keyword}/{word}.yaml") in removed)
    if keyword in ("only", "without", "informants"):
        gone = frozenset(words) & frozenset(groups)
        return frozenset() if keyword == "informants" and len(gone) == len(words) else gone
    if keyword in ("required", "dimensions"):
        return frozenset(word for word in words if Target(file, (*at[:-1], "properties", word)) in removed)
    return frozenset()


def _data(bundle: Bundle, file: str) -> Node:
    source = bundle.sources.get(file)
    return node(source.data) if source is not None else {}


def _mappings(value: Json, steps: Steps) -> Iterator[tuple[Steps, Node]]:
    if isinstance(value, dict):
        yield steps, value
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, one in entries:
        yield from _mappings(one, (*steps, step))
