"""Expected values written into the text of a file of examples, with everything else left as it stands.

Nothing is dumped: a value is put in the place that it has, or on a line of its own after what is there already, in the
style that is there already. Comments, order, quotes and line endings of the rest stay.
"""

import re
from collections.abc import Iterable

import yaml

from sipforms.actions.trying.example import NOT_CONFIRMED
from sipforms.actions.trying.proposals import Expectation
from sipforms.actions.trying.yaml_text import key_text, yaml_text
from sipforms.engine.response import Json

_MARK = re.compile(r"[ \t]*#[ \t]*not confirmed\b[.,;:]?(?P<rest>[^\r\n]*)")
_STEP = "  "


def with_expectation(text: str, at: int, one: Expectation, *, confirmed: bool) -> str:
    """The text of a file with one more (or another) expected value in the example at that place, from 0."""
    example = _entry(_root(text), at)
    if not isinstance(example, yaml.MappingNode):
        return text
    comment = "" if confirmed else NOT_CONFIRMED
    keys = ("expect", *one.steps)
    holder, depth = _deepest(example, keys)
    if depth == len(keys):
        key, value = _pair(holder, keys[-1]) or (holder, holder)
        return _replaced(text, key, value, one.value)
    return _added(text, holder, keys[depth:], one.value, comment)


def without_mark(text: str, line: int) -> str:
    """The text without the comment ``# not confirmed`` on that line, from 1; what else the comment says stays."""
    lines = text.splitlines(keepends=True)
    lines[line - 1] = _MARK.sub(_rest_of_comment, lines[line - 1], count=1)
    return "".join(lines)


def _rest_of_comment(found: "re.Match[str]") -> str:
    rest = found["rest"].strip()
    return "" if not rest else f"  {rest}" if rest.startswith("#") else f"  # {rest}"


def _root(text: str) -> yaml.Node | None:
    root: yaml.Node | None = yaml.compose(text, yaml.CSafeLoader)  # the same parser that reads bundles
    return root


def _entry(node: yaml.Node | None, at: int) -> yaml.Node | None:
    return node.value[at] if isinstance(node, yaml.SequenceNode) and at < len(node.value) else None


def _deepest(example: yaml.MappingNode, keys: tuple[str, ...]) -> tuple[yaml.MappingNode, int]:
    """The mapping that holds the last key that is there already, and how many of the keys are there."""
    holder = example
    for depth, key in enumerate(keys):
        pair = _pair(holder, key)
        if pair is None:
            return holder, depth
        if depth == len(keys) - 1 or not isinstance(pair[1], yaml.MappingNode):
            return holder, len(keys)
        holder = pair[1]
    return holder, len(keys)


def _pair(mapping: yaml.MappingNode, key: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next((pair for pair in mapping.value if pair[0].value == key), None)


def _replaced(text: str, key: yaml.Node, value: yaml.Node, wanted: Json) -> str:
    start, end = value.start_mark.index, _end(text, value)
    if not isinstance(value, yaml.SequenceNode) or value.flow_style:
        return text[:start] + yaml_text(wanted) + text[end:]
    if isinstance(wanted, list) and wanted:
        between = _newline(text) + " " * value.start_mark.column
        return text[:start] + between.join(f"- {yaml_text(one)}" for one in wanted) + text[end:]
    colon = text.index(":", key.end_mark.index) + 1
    first = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    return f"{text[:colon]} {yaml_text(wanted)}{text[colon:first]}{'' if after < 0 else text[after + 1 :]}"


def _added(text: str, holder: yaml.MappingNode, keys: tuple[str, ...], value: Json, comment: str) -> str:
    if holder.flow_style:
        return _added_in_line(text, holder, keys, value, comment)
    newline = _newline(text)
    lead = " " * holder.value[0][0].start_mark.column
    lines = [f"{lead}{_STEP * depth}{key_text(key)}:" for depth, key in enumerate(keys)]
    lines[-1] += f" {yaml_text(value)}" + (f"  # {comment}" if comment else "")
    after = text.find("\n", _end(text, holder))
    if after < 0:
        return text + newline + newline.join(lines) + newline
    return text[: after + 1] + newline.join(lines) + newline + text[after + 1 :]


def _added_in_line(text: str, holder: yaml.MappingNode, keys: tuple[str, ...], value: Json, comment: str) -> str:
    """Before the closing brace; a comment goes to the end of that line, and so is about all that stands on it."""
    inside: Json = value
    for key in reversed(keys[1:]):
        inside = {key: inside}
    entry = f"{key_text(keys[0])}: {yaml_text(inside)}"
    if holder.value:
        place = _end(text, holder.value[-1][1])
        made = f"{text[:place]}, {entry}{text[place:]}"
    else:
        place = holder.start_mark.index + 1
        made = f"{text[:place]}{entry}{text[place:]}"
    if not comment:
        return made
    end = re.compile(r"\r?$", re.MULTILINE).search(made, place + len(entry))
    stop = len(made) if end is None else end.start()
    line = made[made.rfind("\n", 0, stop) + 1 : stop]
    return made if _MARK.search(line) else f"{made[:stop]}  # {comment}{made[stop:]}"


def _end(text: str, node: yaml.Node) -> int:
    """Where what is written of the node ends; a block collection ends where its last value does."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        return len(text[:end].rstrip())
    return end


def _newline(text: str) -> str:
    """The line ending of the file: that of its first line."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def applied(expect: Json, wanted: Iterable[Expectation]) -> Json:
    """The data of ``expect`` as it is to be read back once the values are written."""
    found: dict[str, Json] = dict(expect) if isinstance(expect, dict) else {}
    for one in wanted:
        if not one.name:
            found[one.section] = one.value
            continue
        held = found.get(one.section)
        found[one.section] = {**(held if isinstance(held, dict) else {}), one.name: one.value}
    return found
