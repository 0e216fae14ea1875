"""Shared definitions (scales.yaml): scales, dimension sets, shared areas, and following references to them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from sipforms.engine.build.data import Node, node, nodes, strings, text, texts
from sipforms.engine.programme import DimensionSet, Direction, MissingKind, Option, Scale
from sipforms.engine.response import Json

Translate: TypeAlias = Callable[[str, str], str]
"""``(path of the text, the text in the base language) -> the text in the wanted language``."""

_REFERENCE_DEPTH = 16


def as_written(_path: str, written: str) -> str:
    """Every text in the base language."""
    return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """The ``$defs`` of scales.yaml and how to translate what they say. Each shared scale is made once (``made``)."""

    defs: Mapping[str, Json]
    translate: Translate
    made: dict[tuple[str, str | None], Scale] = field(default_factory=dict)

    def in_base_language(self) -> "Definitions":
        """The same definitions with every text as it was written."""
        return replace(self, translate=as_written, made={})

    def named(self, name: str) -> Node:
        """The definition with that name, references followed."""
        return self.followed(node(self.defs.get(name)))

    def followed(self, what: Node) -> Node:
        """The node with ``$ref`` followed: what stands beside the reference goes before what it refers to.

        A reference to a scale or a set of dimensions becomes ``scale: name``, which means the same.
        """
        if "$ref" not in what:
            return what
        for _ in range(_REFERENCE_DEPTH):
            reference = text(what.get("$ref"))
            if reference is None:
                break
            name = reference.rpartition("/")[2]
            shared = node(self.defs.get(name))
            beside = {key: value for key, value in what.items() if key != "$ref"}
            what = {**beside, "scale": name} if _is_answered_on(shared) else {**shared, **beside}
        return what

    def scale(self, name: str, direction: str | None = None) -> Scale:
        """The scale (or code list) with that name, its direction overridden where one is given."""
        made = self.made.get((name, direction))
        if made is None:
            made = self.made[name, direction] = self.scale_from(f"scales.{name}", name, self._whole(name), direction)
        return made

    def _whole(self, name: str) -> Node:
        """The definition of a scale; one that refers to another has that one's options."""
        what = self.named(name)
        further = text(what.get("scale"))
        shared = self.named(further) if further and further != name else {}
        return {**shared, **what} if shared else what

    def scale_from(self, texts_at: str, id_: str, what: Node, direction: str | None = None) -> Scale:
        """A scale from a node with ``oneOf``, ``enum`` or ``const``; its option texts are found at ``texts_at``."""
        title = text(what.get("title"))
        return Scale(
            id=id_,
            options=tuple(self._options(texts_at, what)),
            direction=cast("Direction", direction or text(what.get("direction")) or "none"),
            variant_of=text(what.get("variantOf")),
            title=self.translate(f"{texts_at}.title", title) if title and id_ in self.defs else None,
        )

    def dimension_sets(self) -> Iterator[DimensionSet]:
        """Every set of dimensions."""
        for name in self.defs:
            what = self.named(name)
            if "dimensions" in what:
                title = text(what.get("title"))
                yield DimensionSet(
                    id=name,
                    dimensions={one: self._dimension_title(name, what, one) for one in texts(what.get("dimensions"))},
                    title=title and self.translate(f"scales.{name}.title", title),
                    variant_of=text(what.get("variantOf")),
                )

    def _dimension_title(self, name: str, what: Node, dimension: str) -> str:
        written = text(node(node(what.get("properties")).get(dimension)).get("title"))
        return self.translate(f"scales.{name}.{dimension}.title", written) if written else dimension

    def shared_texts(self) -> Iterator[tuple[str, str]]:
        """Path and text of everything that scales and dimensions say for items with no words of their own."""
        for name in self.defs:
            what = self.named(name)
            if not what.keys().isdisjoint({"oneOf", "enum"}):
                yield from _said(f"scales.{name}", what)
            elif "dimensions" in what:
                for dimension, one in node(what.get("properties")).items():
                    yield from _said(f"scales.{name}.{dimension}", node(one))

    def _options(self, texts_at: str, what: Node) -> Iterator[Option]:
        if "oneOf" in what:
            yield from (self._option(texts_at, one) for one in nodes(what["oneOf"]))
        elif isinstance(values := what.get("enum"), list):
            yield from (self._plain_option(texts_at, value) for value in values)
        elif "const" in what:
            yield self._plain_option(texts_at, what["const"])

    def _plain_option(self, texts_at: str, value: Json) -> Option:
        return Option(value=cast("int | str", value), title=self.translate(f"{texts_at}.{value}", str(value)))

    def _option(self, texts_at: str, what: Node) -> Option:
        value = cast("int | str", what.get("const", ""))
        at = f"{texts_at}.{value}"
        key = what.get("key")
        return Option(
            value=value,
            title=self.translate(at, str(what.get("title", value))),
            missing=cast("MissingKind | None", text(what.get("missing"))),
            key=None if key is None else str(key),
            say=self._extra(at, "say", what),
            help=self._extra(at, "help", what),
            example=self._extra(at, "example", what),
            pictogram=text(what.get("pictogram")),
            codes=strings(what.get("codes")),
        )

    def _extra(self, at: str, name: str, what: Node) -> str | None:
        written = text(what.get(name))
        return None if written is None else self.translate(f"{at}.{name}", written)


def _said(at: str, what: Node) -> Iterator[tuple[str, str]]:
    for name in ("title", "say", "help", "example", "preface"):
        written = text(what.get(name))
        if written:
            yield f"{at}.{name}", written


def _is_answered_on(shared: Node) -> bool:
    return not shared.keys().isdisjoint({"oneOf", "enum", "dimensions"})
