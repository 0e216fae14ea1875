"""What an entry inherits from the areas (and rows) it stands in."""

from dataclasses import dataclass, replace
from typing import cast

from sipforms.engine.build.conditions import optional
from sipforms.engine.build.data import Node, text, texts
from sipforms.engine.build.scales import Definitions, Translate
from sipforms.engine.condition import Any as Either
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.programme import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Where in a questionnaire entries are built, and what holds for all of them there.

    ``base`` is the same as ``definitions``, in the language the bundle is written in. Without ``worded`` questions get
    no words and no signature, which checks that look at answers only can do without.
    """

    questionnaire: str
    definitions: Definitions
    base: Definitions
    worded: bool
    modes: tuple[str, ...]
    path: Path = ()
    visible_if: tuple[Condition, ...] = ()
    locked_if: tuple[Condition, ...] = ()
    required: frozenset[str] = frozenset()
    required_if: Condition | None = None
    sensitivity: Sensitivity = "special"
    audience: tuple[str, ...] = ()

    @property
    def translate(self) -> Translate:
        return self.definitions.translate

    def text_path(self, path: Path) -> str:
        """Where translations find the texts of what stands at the path."""
        return ".".join((self.questionnaire, *(step for step in path if step != "*")))

    def demands(self, id_: str, what: Node) -> tuple[bool, Condition | None]:
        """Whether the entry must be answered while shown: always, or under a condition."""
        own = optional(what.get("requiredIf"))
        if id_ not in self.required or self.required_if is None:
            return id_ in self.required, own
        return False, either(self.required_if, own)

    def inside(self, what: Node, path: Path) -> "Around":
        """What the entries of the area at the path inherit."""
        return replace(
            self,
            path=path,
            visible_if=self.visible_with(what),
            locked_if=self.locked_with(what),
            required=frozenset(texts(what.get("required"))),
            required_if=optional(what.get("requiredIf")),
            sensitivity=self.sensitivity_of(what),
            audience=self.audience_of(what),
        )

    def inside_rows(self, what: Node, row: Node, path: Path) -> "Around":
        """What the fields of the repeating item at the path inherit from it; ``required`` is the row's own."""
        within = self.inside(what, (*path, "*"))
        return replace(within, required=frozenset(texts(row.get("required"))), required_if=None)

    def visible_with(self, what: Node) -> tuple[Condition, ...]:
        """The conditions on the way down, with the entry's own last."""
        own = optional(what.get("visibleIf"))
        return self.visible_if if own is None else (*self.visible_if, own)

    def locked_with(self, what: Node) -> tuple[Condition, ...]:
        """The conditions on the way down any of which locks what stands there, with the entry's own last."""
        own = optional(what.get("locked"))
        return self.locked_if if own is None else (*self.locked_if, own)

    def sensitivity_of(self, what: Node) -> Sensitivity:
        """How sensitive the answers to the entry are."""
        return cast("Sensitivity", text(what.get("sensitivity")) or self.sensitivity)

    def audience_of(self, what: Node) -> tuple[str, ...]:
        """Who may see the answers to the entry; empty means everybody who may see the response."""
        return texts(what.get("audience")) or self.audience


def either(one: Condition | None, other: Condition | None) -> Condition | None:
    """True when one of them is; a condition that is not there is never true."""
    if one is None or other is None:
        return other if one is None else one
    return Either((one, other))
