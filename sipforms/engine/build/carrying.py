"""What an item or rows say of answers that are carried over: how, and from where."""

from typing import cast

from sipforms.engine.build.conditions import optional
from sipforms.engine.build.data import Node, node, text
from sipforms.engine.paths import parsed
from sipforms.engine.programme import Carry, CarryFrom


def carry(what: Node) -> Carry | None:
    """How last time's answer, or another questionnaire's, is used."""
    written = what.get("carry")
    return cast("Carry | None", text(node(written).get("as")) if isinstance(written, dict) else text(written))


def carry_from(what: Node) -> CarryFrom | None:
    """From which other questionnaire, where it is another's answer that is used."""
    written = node(what.get("carry"))
    questionnaire, _, path = str(written.get("from", "")).partition(".")
    if not path:
        return None
    return CarryFrom(questionnaire=questionnaire, path=parsed(path), where=optional(written.get("where")))
