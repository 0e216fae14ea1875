"""Items, rows and areas: the tree of what a questionnaire asks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from sipforms.engine.build.conditions import condition, optional
from sipforms.engine.build.data import Node, node, nodes, scalar, strings, text, texts, whole
from sipforms.engine.build.scales import Definitions, Translate
from sipforms.engine.build.signature import signature
from sipforms.engine.build.wording import dimension_wording, item_wording, wordings_for
from sipforms.engine.condition import Any as Either
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Area, Check, Entry, Item, Kind, Question, Rows, Scale
from sipforms.engine.response import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What an entry inherits from the areas (and rows) it stands in."""

    questionnaire: str
    definitions: Definitions
    modes: tuple[str, ...]
    path: Path = ()
    visible_if: tuple[Condition, ...] = ()
    required: frozenset[str] = frozenset()
    required_if: Condition | None = None
    sensitivity: Json = None
    audience: tuple[str, ...] = ()

    @property
    def translate(self) -> Translate:
        return self.definitions.translate

    def text_path(self, path: Path) -> str:
        """Where translations find the texts of what stands at the path."""
        return ".".join((self.questionnaire, *(step for step in path if step != "*")))

    def demands(self, id_: str, what: Node) -> tuple[bool, Condition | None]:
        """Whether the entry must be answered while shown, always or under a condition."""
        own = optional(what.get("requiredIf"))
        if id_ not in self.required or self.required_if is None:
            return id_ in self.required, own
        return False, self.required_if if own is None else Either((self.required_if, own))

    def inside(self, what: Node, path: Path) -> "Around":
        """What the entries of the area (or rows) at the path inherit."""
        return replace(
            self,
            path=path,
            visible_if=self.visible_with(what),
            required=frozenset(texts(what.get("required"))),
            required_if=optional(what.get("requiredIf")),
            sensitivity=what.get("sensitivity", self.sensitivity),
            audience=texts(what.get("audience")) or self.audience,
        )

    def visible_with(self, what: Node) -> tuple[Condition, ...]:
        """The conditions on the way down, with the entry's own last."""
        own = optional(what.get("visibleIf"))
        return self.visible_if if own is None else (*self.visible_if, own)


def entries(properties: Json, around: Around) -> tuple[Entry, ...]:
    """The entries of an area, or of the questionnaire, in the order written."""
    return tuple(_entry(id_, around.definitions.followed(node(what)), around) for id_, what in node(properties).items())


def checks(written: Json, path: Path, questionnaire: str, translate: Translate) -> tuple[Check, ...]:
    """The checks of a questionnaire, an area or rows."""
    return tuple(_check(one, path, questionnaire, translate) for one in nodes(written))


def _entry(id_: str, what: Node, around: Around) -> Entry:
    if "properties" in what and "dimensions" not in what:
        return _area(id_, what, around)
    if what.get("type") == "array" and "properties" in node(what.get("items")):
        return _rows(id_, what, around)
    return _item(id_, what, around)


def _area(id_: str, what: Node, around: Around) -> Area:
    path = (*around.path, id_)
    at = around.text_path(path)
    description = text(what.get("description"))
    return Area(
        id=id_,
        path=path,
        title=around.translate(f"{at}.title", str(what.get("title", id_))),
        description=description and around.translate(f"{at}.description", description),
        entries=entries(what.get("properties"), around.inside(what, path)),
        element=text(what.get("element")),
        only=texts(what.get("only")),
        without=texts(what.get("without")),
    )


def _rows(id_: str, what: Node, around: Around) -> Rows:
    path = (*around.path, id_)
    at = around.text_path(path)
    row = node(what.get("items"))
    required, required_if = around.demands(id_, what)
    within = around.inside({**row, "visibleIf": what.get("visibleIf")}, (*path, "*"))
    wording = item_wording(at, what, around.translate)
    fields = tuple(one for one in entries(row.get("properties"), within) if isinstance(one, Item))
    return Rows(
        id=id_,
        path=path,
        title=wording.title,
        wording=wording,
        row_title=around.translate(f"{at}.rowTitle", str(what.get("rowTitle", ""))),
        fields=fields,
        min_items=whole(what.get("minItems")),
        max_items=whole(what.get("maxItems")),
        required=required,
        required_if=required_if,
        visible_if=around.visible_with(what),
        only=texts(what.get("only")),
        without=texts(what.get("without")),
        checks=checks(what.get("checks"), path, around.questionnaire, around.translate),
    )


def _item(id_: str, what: Node, around: Around) -> Item:
    path = (*around.path, id_)
    name = text(what.get("scale"))
    shared = around.definitions.named(name) if name else what
    if "dimensions" in shared:
        questions = _dimensions(id_, path, what, name or id_, shared, around)
    else:
        questions = (_question(id_, path, what, around),)
    return Item(
        id=id_,
        path=path,
        title=around.translate(f"{around.text_path(path)}.title", str(what.get("title", id_))),
        questions=questions,
        dimensions=name if "dimensions" in shared else None,
        only=texts(what.get("only")),
        without=texts(what.get("without")),
    )


def _dimensions(id_: str, path: Path, what: Node, name: str, shared: Node, around: Around) -> tuple[Question, ...]:
    at = around.text_path(path)
    visible_if = around.visible_with(what)
    questions = []
    for dimension in texts(shared.get("dimensions")):
        one = node(node(shared.get("properties")).get(dimension))
        set_at = f"scales.{name}.{dimension}"

        def make(said: Node, translate: Translate, *, one: Node = one, set_at: str = set_at, dimension: str = dimension):  # type: ignore[no-untyped-def]  # noqa: ANN202
            return dimension_wording(at, said, set_at, dimension, one, translate)

        own = optional(one.get("visibleIf"))
        questions.append(
            _built(
                (*path, dimension),
                path,
                {**one, **{key: value for key, value in what.items() if key in _SHARED}},
                around,
                wording=make(what, around.translate),
                base=make(what, _as_written),
                wordings=wordings_for(at, what, around.translate, make),
                demands=around.demands(id_, what),
                dimension=dimension,
                visible_if=visible_if if own is None else (*visible_if, own),
            )
        )
    return tuple(questions)


_SHARED = ("tags", "concept", "codes", "sensitivity", "audience", "carry", "title")


def _question(id_: str, path: Path, what: Node, around: Around) -> Question:
    at = around.text_path(path)

    def make(said: Node, translate: Translate):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return item_wording(at, said, translate)

    return _built(
        path,
        path,
        what,
        around,
        wording=make(what, around.translate),
        base=make(what, _as_written),
        wordings=wordings_for(at, what, around.translate, make),
        demands=around.demands(id_, what),
        dimension=None,
        visible_if=around.visible_with(what),
    )


def _built(
    path: Path,
    item: Path,
    what: Node,
    around: Around,
    *,
    wording: Any,
    base: Any,
    wordings: Mapping[str, Any],
    demands: tuple[bool, Condition | None],
    dimension: str | None,
    visible_if: tuple[Condition, ...],
) -> Question:
    kind = _kind(what)
    scale = _scale(path, what, around, around.definitions)
    written = _scale(path, what, around, replace(around.definitions, translate=_as_written))
    sensitivity = what.get("sensitivity", around.sensitivity)
    return Question(
        path=path,
        item=item,
        kind=kind,
        wording=wording,
        wordings_for=wordings,
        dimension=dimension,
        scale=scale,
        required=demands[0],
        required_if=demands[1],
        visible_if=visible_if,
        minimum=whole(what.get("minimum")),
        maximum=whole(what.get("maximum")),
        multiple_of=whole(what.get("multipleOf")),
        min_length=whole(what.get("minLength")),
        max_length=whole(what.get("maxLength")),
        pattern=text(what.get("pattern")),
        min_items=whole(what.get("minItems")),
        max_items=whole(what.get("maxItems")),
        default=scalar(what.get("default")),
        carry=cast("Literal['compare', 'editable', 'readonly', 'offerUnchanged'] | None", text(what.get("carry"))),
        computed=text(what.get("computed")),
        sensitivity=cast("Literal['identity', 'special', 'freeText', 'none']", sensitivity or "special"),
        audience=texts(what.get("audience")) or around.audience,
        tags=texts(what.get("tags")),
        concept=text(what.get("concept")),
        codes=strings(what.get("codes")),
        signature=signature(item_title=str(what.get("title", "")), wording=base, kind=kind, scale=written, modes=around.modes),
    )


def _kind(what: Node) -> Kind:
    match what.get("type"):
        case "array":
            return Kind.CHOICES
        case "boolean":
            return Kind.BOOLEAN
        case "integer" if "scale" not in what and "oneOf" not in what and "enum" not in what:
            return Kind.INTEGER
        case "string" if "scale" not in what and "oneOf" not in what and "enum" not in what:
            formats = {"date": Kind.DATE, "time": Kind.TIME}
            return formats.get(str(what.get("format")), Kind.LONG_TEXT if what.get("multiline") else Kind.TEXT)
    return Kind.CHOICE


def _scale(path: Path, what: Node, around: Around, definitions: Definitions) -> Scale | None:
    where = node(what.get("items")) if what.get("type") == "array" else what
    where = definitions.followed(where)
    name = text(where.get("scale"))
    if name is not None:
        return definitions.scale(name, where.get("direction"))
    if "oneOf" not in where and "enum" not in where:
        return None
    at = around.text_path(path)
    return definitions.scale_from(at, dotted((around.questionnaire, *path)), where, where.get("direction"))


def _check(what: Node, path: Path, questionnaire: str, translate: Translate) -> Check:
    id_ = str(what.get("id"))
    return Check(
        id=id_,
        path=path,
        level="hard" if what.get("level") == "hard" else "soft",
        condition=condition(what.get("assert")),
        message=translate(f"{questionnaire}.checks.{id_}.message", str(what.get("message", ""))),
        basis=cast("Literal['law', 'practice'] | None", text(what.get("basis"))),
    )


def _as_written(_path: str, written: str) -> str:
    return written
