"""Items, rows and areas: the tree of what a questionnaire asks."""

from sipforms.engine.build.around import Around, either
from sipforms.engine.build.carrying import carry, carry_from
from sipforms.engine.build.checks import checks, is_about_a_row
from sipforms.engine.build.conditions import optional
from sipforms.engine.build.data import Node, node, text, texts, whole
from sipforms.engine.build.questions import Asking, question
from sipforms.engine.build.wording import Speaker
from sipforms.engine.programme import Area, Entry, Item, Question, Rows
from sipforms.engine.response import Json

_DEPTH = 32
"""Deeper than any file may be; shared areas can refer to each other, but not for ever."""


def entries(properties: Json, around: Around) -> tuple[Entry, ...]:
    """The entries of an area, or of the questionnaire, in the order written."""
    if len(around.path) > _DEPTH:
        return ()
    followed = around.definitions.followed
    return tuple(_entry(id_, followed(node(what)), around) for id_, what in node(properties).items())


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
        visible_if=around.visible_with(what),
        gate=optional(what.get("gate")),
        only=texts(what.get("only")),
        without=texts(what.get("without")),
    )


def _rows(id_: str, what: Node, around: Around) -> Rows:
    path = (*around.path, id_)
    at = around.text_path(path)
    row = node(what.get("items"))
    required, required_if = around.demands(id_, what)
    speaker = Speaker(at=at)
    wording = speaker.wording(what, around.translate)
    title = text(what.get("rowTitle"))
    fields = entries(row.get("properties"), around.inside_rows(what, row, path))
    within = (*filter(is_about_a_row, checks(what, path, around)), *checks(row, path, around))
    return Rows(
        id=id_,
        path=path,
        title=wording.title,
        wording=wording,
        wordings_for=speaker.wordings_for(what, around.translate),
        row_title=around.translate(f"{at}.rowTitle", title) if title else "",
        fields=tuple(one for one in fields if isinstance(one, Item)),
        min_items=whole(what.get("minItems")),
        max_items=whole(what.get("maxItems")),
        required=required,
        required_if=required_if,
        visible_if=around.visible_with(what),
        locked_if=around.locked_with(what),
        only=texts(what.get("only")),
        without=texts(what.get("without")),
        checks=within,
        carry=carry(what),
        carry_from=carry_from(what),
    )


def _item(id_: str, what: Node, around: Around) -> Item:
    path = (*around.path, id_)
    name = text(what.get("scale"))
    shared = around.definitions.named(name) if name else what
    has_dimensions = "dimensions" in shared
    return Item(
        id=id_,
        path=path,
        title=around.translate(f"{around.text_path(path)}.title", str(what.get("title", id_))),
        questions=_dimensions(id_, what, name or id_, shared, around)
        if has_dimensions
        else (_single(id_, what, around),),
        dimensions=name if has_dimensions else None,
        only=texts(what.get("only")),
        without=texts(what.get("without")),
    )


def _single(id_: str, what: Node, around: Around) -> Question:
    path = (*around.path, id_)
    required, required_if = around.demands(id_, what)
    name = text(what.get("scale"))
    shared = around.definitions.named(name) if name else {}
    return question(
        Asking(
            path=path,
            item_path=path,
            item=what,
            what=what,
            speaker=Speaker(at=around.text_path(path), shared_at=f"scales.{name}", shared=shared),
            around=around,
            required=required,
            required_if=required_if,
            visible_if=around.visible_with(what),
        )
    )


def _dimensions(id_: str, what: Node, name: str, shared: Node, around: Around) -> tuple[Question, ...]:
    """A question for each dimension. What the item itself says of them all is worked out once."""
    path = (*around.path, id_)
    required, required_if = around.demands(id_, what)
    item = Asking(
        path=path,
        item_path=path,
        item=what,
        what=what,
        speaker=Speaker(at=around.text_path(path)),
        around=around,
        required=required,
        required_if=required_if,
        visible_if=around.visible_with(what),
    )
    described = node(shared.get("properties"))
    asked = [one for one in texts(shared.get("dimensions")) if one in described]
    return tuple(_dimension(item, one, f"scales.{name}.{one}", node(described[one])) for one in asked)


def _dimension(item: Asking, dimension: str, shared_at: str, described: Node) -> Question:
    """One dimension of an item: ``described`` is what the set says about it, its texts are found at ``shared_at``."""
    own = item.around.definitions.followed(described)
    shown = optional(own.get("visibleIf"))
    return question(
        Asking(
            path=(*item.path, dimension),
            item_path=item.item_path,
            item=item.item,
            what=own,
            speaker=Speaker(at=item.speaker.at, shared_at=shared_at, shared=own, dimension=dimension),
            around=item.around,
            required=item.required,
            required_if=either(item.required_if, optional(own.get("requiredIf"))),
            visible_if=item.visible_if if shown is None else (*item.visible_if, shown),
        )
    )
