"""Patterns that every validator reads alike, and none can be made to hang on."""

import re
from collections.abc import Iterator
from functools import cache

from sipforms.engine.build.data import text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch
from sipforms.engine.problem import Problem

LONGEST = 200
_PARTICULAR = re.compile(r"\(\?(?!:)|\\[AzZQEGpPXRxuUkKN0-9]|\[\[|\[\^?[^\]]*(?:&&|--|~~)|[*+?}]\+")
"""What engines read differently, or what only some of them read at all."""
_CLASSES = {"\\d": "[0-9]", "\\w": "[A-Za-z0-9_]", "\\s": "[ ]", "\\D": "[^0-9]", "\\W": "[^A-Za-z0-9_]", "\\S": "[^ ]"}


def patterns_are_plain(scene: Scene) -> Iterator[Problem]:
    """Every ``pattern`` is short, anchored, in linear time, and says [0-9] for a digit."""
    for _, branch in scene.branches:
        pattern = text(branch.own.get("pattern"))
        if pattern is not None:
            yield from _pattern(scene, branch, pattern)


def _pattern(scene: Scene, branch: Branch, pattern: str) -> Iterator[Problem]:
    place = scene.at(branch.spot, "pattern")
    letter = re.search(r"(?<!\\)(?:\\\\)*(\\[dwsDWS])", pattern)
    if len(pattern) > LONGEST:
        yield found("pattern-too-long", place, limit=LONGEST)
    elif letter is not None:
        yield found("pattern-digit-class", place, name=letter[1], suggestion=plainer(pattern, letter[1]))
    elif not is_linear(pattern):
        yield found("pattern-not-linear", place)
    elif not is_anchored(pattern):
        yield found("pattern-not-anchored", place, suggestion=f"^(?:{pattern.removeprefix('^').removesuffix('$')})$")


def plainer(pattern: str, letter: str) -> str:
    r"""The pattern with a class such as ``\d`` written out, inside brackets without brackets of its own.

    The empty text where that cannot be written: all but something, inside brackets.
    """
    written: list[str] = []
    in_class = False
    for sign in re.findall(r"\\.|.", pattern, re.DOTALL):
        if sign == letter and in_class and letter[1].isupper():
            return ""
        in_class = sign != "]" if in_class else sign == "["
        classed = _CLASSES[letter] if sign == letter else sign
        written.append(classed[1:-1] if sign == letter and in_class else classed)
    return "".join(written)


def is_anchored(pattern: str) -> bool:
    """True when the whole text must fit: ^ at the start, $ at the end, and no | between them outside brackets."""
    return pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith("\\$") and not _splits(pattern)


def _splits(pattern: str) -> bool:
    depth, escaped, in_class = 0, False, False
    for sign in pattern:
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            return True
    return False


@cache
def is_linear(pattern: str) -> bool:
    """True when an engine that matches in linear time takes it, and every other one alike.

    That leaves out look-around, back-references and whatever begins with ``(?`` but a plain group, and what only some
    engines know: other marks of start and end, classes in classes, code points in braces.
    """
    import jsonschema_rs

    if _PARTICULAR.search(pattern):
        return False
    try:
        re.compile(pattern)
        options = jsonschema_rs.RegexOptions()
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=options, offline=True)
    except (re.error, jsonschema_rs.ValidationError, ValueError, OverflowError, RecursionError):
        return False
    return True
