"""The checks of a questionnaire, an area or rows."""

from collections.abc import Iterator
from typing import Literal, cast

from sipforms.engine.build.around import Around
from sipforms.engine.build.conditions import condition
from sipforms.engine.build.data import Node, nodes, text
from sipforms.engine.condition import Condition, ItemValue, Leaf, Previous, walk
from sipforms.engine.paths import Path
from sipforms.engine.programme import Check


def checks(what: Node, path: Path, around: Around) -> tuple[Check, ...]:
    """The checks that the thing at the path holds."""
    return tuple(_check(one, path, around) for one in nodes(what.get("checks")) if isinstance(one.get("assert"), dict))


def is_about_a_row(check: Check) -> bool:
    """True where the condition names a ``./field``, so that it is judged once for each row."""
    return any(relative for part in walk(check.condition) for relative in _relative(part))


def _relative(part: Condition) -> Iterator[bool]:
    if isinstance(part, Leaf | Previous):
        yield part.item.relative
    operand = getattr(part, "operand", None)
    if isinstance(operand, ItemValue):
        yield operand.item.relative


def _check(what: Node, path: Path, around: Around) -> Check:
    id_ = str(what.get("id"))
    return Check(
        id=id_,
        path=path,
        level="hard" if what.get("level") == "hard" else "soft",
        condition=condition(what.get("assert")),
        message=around.translate(f"{around.questionnaire}.checks.{id_}.message", str(what.get("message", ""))),
        basis=cast("Literal['law', 'practice'] | None", text(what.get("basis"))),
    )
