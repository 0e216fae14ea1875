"""One question: how it is answered, by whom it may be seen, and what makes its answers comparable."""

from dataclasses import dataclass
from typing import Any

from sipforms.engine.build.around import Around
from sipforms.engine.build.carrying import carry, carry_from
from sipforms.engine.build.data import Node, node, scalar, strings, text, texts, whole
from sipforms.engine.build.row_refs import row_ref
from sipforms.engine.build.scales import Definitions, as_written
from sipforms.engine.build.signature import signature
from sipforms.engine.build.wording import Speaker
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Kind, Question, Scale, Wording

UNWORDED = Wording(title="")
_LIMITS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "multipleOf": "multiple_of",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_items",
    "maxItems": "max_items",
    "minContains": "min_contains",
    "maxContains": "max_contains",
}
"""The keywords that bound an answer, and what a question calls them."""

_PARTICULAR = frozenset(
    {*_LIMITS, "pattern", "contains", "default", "carry", "computed", "tags", "concept", "codes", "rowRef"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A question about to be built. ``item`` is the item as written; ``what`` says how the question is answered.

    For an item with one question the two are the same. ``item_path`` is where the item stands.
    """

    path: Path
    item_path: Path
    item: Node
    what: Node
    speaker: Speaker
    around: Around
    required: bool
    required_if: Condition | None
    visible_if: tuple[Condition, ...]


def question(asking: Asking) -> Question:
    """The question, in the wanted language, with its signature from the base language."""
    what, item, around = asking.what, asking.item, asking.around
    kind = way_of_answering(what)
    scale = _scale(asking, around.definitions)
    wording = asking.speaker.wording(item, around.translate) if around.worded else UNWORDED
    return Question(
        path=asking.path,
        item=asking.item_path,
        kind=kind,
        wording=wording,
        wordings_for=asking.speaker.wordings_for(item, around.translate) if around.worded else {},
        dimension=asking.speaker.dimension,
        scale=scale,
        required=asking.required,
        required_if=asking.required_if,
        visible_if=asking.visible_if,
        locked_if=around.locked_with(item),
        sensitivity=around.sensitivity_of(item if "sensitivity" in item else what),
        audience=around.audience_of(item if "audience" in item else what),
        signature=_signature(asking, kind, wording, scale) if around.worded else "",
        **_particulars(item, what),
    )


def way_of_answering(what: Node) -> Kind:  # noqa: PLR0911 - one for each way of answering
    """How a question is answered, told from its keywords."""
    kind = what.get("type")
    if "rowRef" in what:
        return Kind.ROW
    if kind == "array":
        return Kind.CHOICES
    if kind == "boolean" or isinstance(what.get("const"), bool):
        return Kind.BOOLEAN
    if not what.keys().isdisjoint({"scale", "oneOf", "enum", "const"}):
        return Kind.CHOICE
    if kind == "integer":
        return Kind.INTEGER
    if kind == "string":
        plain = Kind.LONG_TEXT if what.get("multiline") else Kind.TEXT
        return {"date": Kind.DATE, "time": Kind.TIME}.get(str(what.get("format")), plain)
    return Kind.CHOICE


def _particulars(item: Node, what: Node) -> dict[str, Any]:
    """What most questions have nothing of, and so do not pay for: a programme has thousands of questions."""
    if _PARTICULAR.isdisjoint(what) and _PARTICULAR.isdisjoint(item):
        return {}
    return {
        **{name: whole(what.get(keyword)) for keyword, name in _LIMITS.items()},
        "pattern": text(what.get("pattern")),
        "contains": _contained(node(what.get("contains"))),
        "default": scalar(what.get("default")),
        "carry": carry(item) or carry(what),
        "carry_from": carry_from(item),
        "computed": text(item.get("computed")),
        "row_ref": row_ref(what),
        "tags": texts(item.get("tags")),
        "concept": text(item.get("concept")),
        "codes": strings(what.get("codes")) | strings(item.get("codes")),
    }


def _contained(contains: Node) -> tuple[int | str, ...]:
    listed = contains.get("enum")
    values = listed if isinstance(listed, list) else [contains.get("const")]
    return tuple(value for value in values if isinstance(value, int | str))


def _scale(asking: Asking, definitions: Definitions) -> Scale | None:
    """The scale or list that is chosen from; the item's own direction goes before the dimension's and the scale's."""
    what = asking.what
    chosen = definitions.followed(node(what.get("items")) if what.get("type") == "array" else what)
    direction = text(asking.item.get("direction")) or text(what.get("direction")) or text(chosen.get("direction"))
    name = text(chosen.get("scale"))
    if name is not None:
        return definitions.scale(name, direction)
    if chosen.keys().isdisjoint({"oneOf", "enum", "const"}) or isinstance(chosen.get("const"), bool):
        return None
    return definitions.scale_from(
        asking.around.text_path(asking.path), dotted((asking.around.questionnaire, *asking.path)), chosen, direction
    )


def _signature(asking: Asking, kind: Kind, wording: Wording, scale: Scale | None) -> str:
    """The signature in the base language; wording and scale are made again where those at hand are translated."""
    around = asking.around
    if around.base is not around.definitions:
        wording, scale = asking.speaker.wording(asking.item, as_written), _scale(asking, around.base)
    title = str(asking.item.get("title", ""))
    return signature(item_title=title, wording=wording, kind=kind, scale=scale, modes=around.modes)
