"""Following ``$ref`` and ``scale:`` to the shared definitions, and what is wrong with references themselves."""

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from sipforms.engine.build.data import Node
from sipforms.engine.circle import circle_in

DefKind: TypeAlias = Literal["scale", "dimensions", "area", "item", "unclear"]
LONGEST_CHAIN = 16
_INSIDE = "#/$defs/"
_FROM_QUESTIONNAIRE = "../scales.yaml#/$defs/"


def target(reference: str, file: str) -> str | None:
    """The name of the shared definition that a reference leads to, or nothing where it is not written as one."""
    prefix = _INSIDE if file == "scales.yaml" else _FROM_QUESTIONNAIRE
    name = reference.removeprefix(prefix)
    return name if name != reference and name and "/" not in name else None


def remote(reference: str) -> bool:
    """True for a reference that leaves the bundle: to the network, to another file, up or from the root of a disk."""
    head = reference.partition("#")[0]
    return (
        ":" in head
        or head.startswith(("/", "\\"))
        or (head not in ("", "../scales.yaml", "scales.yaml", "./scales.yaml"))
    )


def written_right(reference: str, file: str) -> str:
    """The same reference as the dialect takes it, or the empty text."""
    name = reference.rpartition("/")[2]
    return (_INSIDE if file == "scales.yaml" else _FROM_QUESTIONNAIRE) + name if name and not remote(reference) else ""


def followed(what: Node, defs: Mapping[str, Node]) -> tuple[Node, tuple[str, ...]]:
    """The mapping with ``$ref`` followed, and the names passed on the way.

    What stands beside a reference goes first.
    """
    if "$ref" not in what:
        return what, ()
    names: list[str] = []
    while isinstance(reference := what.get("$ref"), str) and len(names) < LONGEST_CHAIN:
        name = reference.rpartition("/")[2]
        if name not in defs or name in names:
            break
        names.append(name)
        what = {**defs[name], **{key: value for key, value in what.items() if key != "$ref"}}
    return what, tuple(names)


def kind_of(what: Node) -> DefKind:
    """What kind of thing a shared definition (or an entry that refers to one) is."""
    if "dimensions" in what:
        return "dimensions"
    if "properties" in what:
        return "area"
    if "oneOf" in what or "enum" in what:
        return "scale"
    return "item" if {"type", "scale", "const"} & what.keys() else "unclear"


def references_in(value: object) -> Iterator[str]:
    """The names of all shared definitions that a definition refers to, however deep."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("$ref", "scale") and isinstance(one, str):
                yield one.rpartition("/")[2]
            else:
                yield from references_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from references_in(one)


def circle(defs: Mapping[str, Node]) -> tuple[str, ...]:
    """The names of shared definitions that lead back to themselves, the first again at the end; or nothing."""
    leads = {name: tuple(one for one in references_in(what) if one in defs) for name, what in defs.items()}
    found = circle_in(leads)
    return () if found is None else (*found, found[0])
