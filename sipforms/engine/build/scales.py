"""Shared definitions (scales.yaml): scales, dimension sets, shared areas, and following references to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast

from sipforms.engine.build.data import Node, node, nodes, strings, text
from sipforms.engine.programme import Direction, MissingKind, Option, Scale
from sipforms.engine.response import Json

Translate = Callable[[str, str], str]
"""``(path of the text, the text in the base language) -> the text in the wanted language``."""

_REFERENCE_DEPTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """The ``$defs`` of scales.yaml and how to translate what they say."""

    defs: Mapping[str, Json]
    translate: Translate

    def named(self, name: str) -> Node:
        """The definition with that name, references followed."""
        return self.followed(node(self.defs.get(name)))

    def followed(self, what: Node) -> Node:
        """The node with ``$ref`` followed: what stands beside the reference goes before what it refers to."""
        for _ in range(_REFERENCE_DEPTH):
            reference = text(what.get("$ref"))
            if reference is None:
                break
            beside = {key: value for key, value in what.items() if key != "$ref"}
            what = {**node(self.defs.get(reference.rpartition("/")[2])), **beside}
        return what

    def scale(self, name: str, direction: Json = None) -> Scale:
        """The scale (or code list) with that name, its direction overridden where one is given."""
        return self.scale_from(f"scales.{name}", name, self.named(name), direction)

    def scale_from(self, texts_at: str, id_: str, what: Node, direction: Json = None) -> Scale:
        """A scale from a node with ``oneOf`` or ``enum``; its option texts are found at ``texts_at``."""
        options = tuple(self._option(texts_at, one) for one in nodes(what.get("oneOf")))
        if not options and isinstance(what.get("enum"), list):
            options = tuple(self._plain_option(texts_at, value) for value in cast("list[Json]", what["enum"]))
        scale = Scale(
            id=id_,
            options=options,
            direction=cast("Direction", what.get("direction", "none")),
            variant_of=text(what.get("variantOf")),
        )
        return replace(scale, direction=cast("Direction", direction)) if isinstance(direction, str) else scale

    def _plain_option(self, texts_at: str, value: Json) -> Option:
        return Option(value=cast("int | str", value), title=self.translate(f"{texts_at}.{value}", str(value)))

    def _option(self, texts_at: str, what: Node) -> Option:
        value = cast("int | str", what.get("const"))
        at = f"{texts_at}.{value}"
        key = what.get("key")
        return Option(
            value=value,
            title=self.translate(at, str(what.get("title", value))),
            missing=cast("MissingKind | None", what.get("missing")),
            key=None if key is None else str(key),
            say=self._extra(at, "say", what),
            help=self._extra(at, "help", what),
            codes=strings(what.get("codes")),
        )

    def _extra(self, at: str, name: str, what: Node) -> str | None:
        written = text(what.get(name))
        return None if written is None else self.translate(f"{at}.{name}", written)
