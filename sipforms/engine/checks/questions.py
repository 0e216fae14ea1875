"""Can every item be asked and answered as it is written? One function for each thing that may be wrong with it."""

import re
from collections.abc import Iterator

from sipforms.engine.build.data import Node, node, text, texts, whole
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.comparisons import is_date
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.checks.tree import Branch, option_values
from sipforms.engine.paths import LATEST, STAR
from sipforms.engine.problem import Problem
from sipforms.engine.response import Json

_WAYS = ("scale", "$ref", "oneOf", "enum", "const", "type")
_RESTRICTING = frozenset(
    {
        *("type", "oneOf", "enum", "const", "minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern"),
        *("format", "items", "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains"),
        *("multiline", "rowRef"),
    }
)
_TEXT = frozenset({"text", "longText"})
_FOR_TYPE: dict[str, frozenset[str]] = {
    "minimum": frozenset({"integer"}),
    "maximum": frozenset({"integer"}),
    "multipleOf": frozenset({"integer"}),
    "minLength": _TEXT,
    "maxLength": _TEXT,
    "pattern": frozenset({"text"}),
    "format": frozenset({"date", "time"}),
    "multiline": frozenset({"longText", "text"}),
    "direction": frozenset({"choice", "integer", "choices", "boolean"}),
    "items": frozenset({"choices"}),
    "minItems": frozenset({"choices"}),
    "maxItems": frozenset({"choices"}),
    "uniqueItems": frozenset({"choices"}),
    "contains": frozenset({"choices"}),
    "minContains": frozenset({"choices"}),
    "maxContains": frozenset({"choices"}),
}
_RANGES = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"), ("minContains", "maxContains"))
_BOUNDS = frozenset(bound for bounds in _RANGES for bound in bounds)
_ID = "id"


def _items(scene: Scene) -> Iterator[Branch]:
    """Items and dimensions, also those that are not quite understood."""
    return (branch for _, branch in scene.branches if branch.path and branch.kind in ("question", "item", "unclear"))


def items_say_how_they_are_answered(scene: Scene) -> Iterator[Problem]:
    """Every item says in one way, and only one, how it is answered."""
    for branch in _items(scene):
        yield from _way(scene, branch)


def _way(scene: Scene, branch: Branch) -> Iterator[Problem]:
    own, spot = branch.own, branch.spot
    beside = next((name for name in ("scale", "$ref") if name in own), None)
    if "scale" in own and "$ref" in own:
        at, also = scene.at(spot, "$ref", key=True), scene.at(spot, "scale", key=True)
        yield found("two-ways-to-answer", at, also=also, names=("scale", "$ref"))
    elif beside is not None:
        for name in own.keys() & _RESTRICTING:
            at, also = scene.at(spot, name, key=True), scene.at(spot, beside, key=True)
            yield found("restricts-beside-scale", at, also=also, name=name, beside=beside)
    elif len(ways := [name for name in ("oneOf", "enum", "const", "rowRef") if name in own]) > 1:
        at, also = scene.at(spot, ways[1], key=True), scene.at(spot, ways[0], key=True)
        yield found("two-ways-to-answer", at, also=also, names=tuple(ways))
    elif branch.kind == "unclear" and _is_untouched(scene, branch) and not ways:
        yield from _no_way(scene, branch)


def _no_way(scene: Scene, branch: Branch) -> Iterator[Problem]:
    place = scene.at(branch.spot, key=True)
    kind = branch.own.get("type")
    if kind == "array":
        items = node(branch.own.get("items"))
        if "items" not in branch.own:
            yield found("missing-keyword", place, name="items", on="item")
        elif not items.keys() & {"scale", "$ref", "oneOf", "enum"}:
            yield found("no-way-to-answer", scene.at(branch.spot, "items", key=True), name=branch.name)
    elif kind is None and not branch.own.keys() & {"scale", "$ref", "properties", "items"}:
        yield found("no-way-to-answer", place, name=branch.name)
    elif "items" in branch.own:
        yield found("missing-keyword", place, name="type", on="item")


def _is_untouched(scene: Scene, branch: Branch) -> bool:
    return not branch.lost and scene.is_sound(branch.spot.file, *branch.spot.steps)


def keywords_fit_the_type(scene: Scene) -> Iterator[Problem]:
    """``minimum`` means nothing for a text, nor ``maxLength`` for a number."""
    for branch in _items(scene):
        if branch.kind != "question" or "scale" in branch.own or "$ref" in branch.own:
            continue
        for keyword, kinds in _FOR_TYPE.items():
            if keyword in branch.own and branch.answered not in kinds:
                place = scene.at(branch.spot, keyword, key=True)
                yield found("keyword-not-for-type", place, name=keyword, type=branch.answered)
        yield from _type_beside_options(scene, branch)


def _type_beside_options(scene: Scene, branch: Branch) -> Iterator[Problem]:
    kind = branch.own.get("type")
    if branch.answered == "row" and kind not in (None, "string"):
        at, also = scene.at(branch.spot, "rowRef", key=True), scene.at(branch.spot, "type", key=True)
        yield found("two-ways-to-answer", at, also=also, names=("type", "rowRef"))
    if branch.answered == "choice" and isinstance(kind, str):
        fitting = str if kind == "string" else int
        if kind not in ("string", "integer") or not all(
            isinstance(value, fitting) for value in option_values(branch.answers)
        ):
            names = ("type", next(name for name in ("oneOf", "enum", "const") if name in branch.own))
            at, also = scene.at(branch.spot, "type", key=True), scene.at(branch.spot, names[1], key=True)
            yield found("two-ways-to-answer", at, also=also, names=names)


def ranges_hold_something(scene: Scene) -> Iterator[Problem]:
    """No smallest value is above the largest one, and no more must be chosen than there is to choose."""
    for _, branch in scene.branches:
        if _BOUNDS.isdisjoint(branch.own):
            continue
        for low, high in _RANGES:
            least, most = whole(branch.own.get(low)), whole(branch.own.get(high))
            if least is not None and most is not None and least > most:
                yield _range(scene, branch, low, high, (least, most))
        options = len(option_values(branch.answers))
        least = whole(branch.own.get("minItems"))
        if branch.answered == "choices" and least is not None and least > options > 0:
            yield found("too-few", scene.at(branch.spot, "minItems"), keyword="items", least=least)
        step, least, most = (whole(branch.own.get(name)) for name in ("multipleOf", "minimum", "maximum"))
        if step and least is not None and most is not None and least <= most and most // step * step < least:
            yield _range(scene, branch, "minimum", "maximum", (least, most))


def numbers_contained_are_of_something(scene: Scene) -> Iterator[Problem]:
    """``minContains`` and ``maxContains`` count what ``contains`` names, and mean nothing without it."""
    for branch in _items(scene):
        counting = next((name for name in ("minContains", "maxContains") if name in branch.own), None)
        if counting is not None and "contains" not in branch.what and _is_untouched(scene, branch):
            yield found("missing-keyword", scene.at(branch.spot, counting, key=True), name="contains", on="item")


def _range(scene: Scene, branch: Branch, low: str, high: str, values: tuple[int, int]) -> Problem:
    return found(
        "range-impossible",
        scene.at(branch.spot, low),
        also=scene.at(branch.spot, high),
        low=low,
        high=high,
        low_value=str(values[0]),
        high_value=str(values[1]),
    )


def defaults_are_answers(scene: Scene) -> Iterator[Problem]:
    """A default is something that could be answered."""
    for branch in _items(scene):
        default = branch.own.get("default")
        if branch.kind == "question" and default is not None and not _is_answer(branch, default):
            yield found("default-not-allowed", scene.at(branch.spot, "default"), value=str(default))


def _is_answer(branch: Branch, value: Json) -> bool:
    match branch.answered:
        case "choice" | "choices":
            return not isinstance(value, bool) and value in option_values(branch.answers)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            low, high = whole(branch.own.get("minimum")), whole(branch.own.get("maximum"))
            number = whole(value)
            return number is not None and (low is None or low <= number) and (high is None or number <= high)
        case "date":
            return is_date(value)
        case "row":  # none stands before somebody adds it
            return False
        case _:
            return isinstance(value, str)


def required_names_entries(scene: Scene) -> Iterator[Problem]:
    """Everything in ``required`` stands in ``properties``."""
    for _, branch in scene.branches:
        required = branch.what.get("required")
        if branch.kind not in ("questionnaire", "area", "row") or not isinstance(required, list):
            continue
        known = tuple(branch.children)
        spot = branch.spot_of("required")
        for place, name in enumerate(required):
            if isinstance(name, str) and name not in known:
                at = scene.at(spot, "required", place)
                area = _area_of(branch, name)
                near, there = ("", ()) if area else (nearest(name, known), known)
                yield found("required-names-nothing", at, name=name, suggestion=near, known=there, area=area)


def _area_of(branch: Branch, name: str) -> str:
    """The area below that has the question of this path, or nothing."""
    *steps, last = name.split(".")
    for step in steps:
        below = branch.children.get(step)
        if below is None or below.kind not in ("area", "row"):
            return ""
        branch = below
    return ".".join(steps) if steps and last in branch.children else ""


def ids_are_free(scene: Scene) -> Iterator[Problem]:
    """``id`` is the engine's in rows, and ``latest`` begins a path into another questionnaire."""
    for _, branch in scene.branches:
        in_row = len(branch.path) > 1 and branch.path[-2] == STAR
        if (in_row and branch.path[-1] == _ID) or branch.path == (LATEST,):
            yield found("reserved-id", scene.at(branch.spot, key=True), name=branch.path[-1])


def rows_are_titled_by_their_fields(scene: Scene) -> Iterator[Problem]:
    """Every name in braces in ``rowTitle`` is a field of the rows."""
    for _, branch in scene.branches:
        title = branch.what.get("rowTitle")
        if branch.kind != "rows" or not isinstance(title, str):
            continue
        known = tuple(branch.children[STAR].children)
        for name in re.findall(r"\{([^{}]*)\}", title):
            if name not in known:
                at = scene.at(branch.spot_of("rowTitle"), "rowTitle")
                yield found("row-title-names-nothing", at, name=name, suggestion=nearest(name, known), known=known)


def say_names_dimensions(scene: Scene) -> Iterator[Problem]:
    """``say`` has a sentence for each of an item's dimensions; on an item without any it is one sentence."""
    for _, branch in scene.branches:
        if "say" in branch.own:
            yield from _say(scene, branch, branch.own, ())
        for who, own in node(branch.own.get("for")).items():
            yield from _say(scene, branch, node(own), ("for", who))


def _say(scene: Scene, branch: Branch, own: Node, steps: tuple[str, ...]) -> Iterator[Problem]:
    say = own.get("say")
    if isinstance(say, dict) and branch.kind in ("item", "question", "rows"):
        known = tuple(branch.children) if branch.kind == "item" else ()
        for name in say:
            if name not in known:
                at = scene.at(branch.spot, *steps, "say", name, key=True)
                yield found("unknown-dimension", at, name=name, suggestion=nearest(name, known), known=known)
    elif isinstance(say, str) and branch.kind == "item":
        at = scene.at(branch.spot, *steps, "say")
        yield found("wrong-type", at, name="say", expected=("mapping",), found="text")


def sentences_have_one_placeholder(scene: Scene) -> Iterator[Problem]:
    """``{item}`` is the only word in braces that is filled in."""
    for _, branch in scene.branches:
        if (say := branch.own.get("say")) is None:
            continue
        for steps, sentence in (
            ((("say", name), one) for name, one in say.items()) if isinstance(say, dict) else ((("say",), say),)
        ):
            for name in re.findall(r"\{([^{}]*)\}", sentence) if isinstance(sentence, str) else ():
                if name != "item":
                    yield found("unknown-placeholder", scene.at(branch.spot, *steps), name=name)


def variants_and_informants_are_known(scene: Scene) -> Iterator[Problem]:
    """``only`` and ``without`` name variants, ``for`` names informants or variants."""
    if not scene.programme:
        return
    variants, informants = (tuple(node(scene.programme.get(one))) for one in ("variants", "informants"))
    sure = {one: scene.is_sound(PROGRAMME, one) for one in ("variants", "informants")}
    both = (*informants, *variants)
    for _, branch in scene.branches:
        for keyword in ("only", "without") if sure["variants"] else ():
            for place, name in enumerate(texts(branch.own.get(keyword))):
                if name not in variants:
                    at = scene.at(branch.spot, keyword, place)
                    yield found("unknown-variant", at, name=name, suggestion=nearest(name, variants), known=variants)
        for name in node(branch.own.get("for")) if all(sure.values()) else ():
            if name not in both:
                at = scene.at(branch.spot, "for", name, key=True)
                yield found("unknown-audience-for", at, name=name, suggestion=nearest(name, both), known=both)


def computed_by_an_indicator(scene: Scene) -> Iterator[Problem]:
    """``computed`` names an indicator."""
    for branch in _items(scene):
        name = text(branch.own.get("computed"))
        known = scene.indicators
        if name is not None and known is not None and name not in known:
            at = scene.at(branch.spot, "computed")
            yield found("unknown-indicator", at, name=name, suggestion=nearest(name, known), known=known)
