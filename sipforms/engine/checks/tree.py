"""A questionnaire as written, as a tree that remembers where everything stands.

Paths in conditions, indicators and examples are looked up in it.

Unlike the built programme it exists for bundles with mistakes too. What could not be understood is a branch of its own
kind,
``unclear``: every path below it is taken to exist, so that one mistake is not reported again wherever it is referred
to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sipforms.engine.build.data import Node
from sipforms.engine.paths import STAR, STARS, Path, dotted
from sipforms.engine.read.marks import Steps

BranchKind: TypeAlias = Literal["questionnaire", "area", "rows", "row", "item", "question", "unclear"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mapping in a file: where its keywords stand."""

    file: str
    steps: Steps


@dataclass(slots=True, kw_only=True, eq=False)
class Branch:
    """An entry of a questionnaire (or a dimension, or the questionnaire itself) with everything below it.

    ``what`` is the mapping with references followed; keywords written at ``spot`` go before those at ``shared``, where
    the reference leads. A question is what can be answered: ``answers`` is the mapping that says how (a scale's, where
    one is used).
    """

    path: Path
    kind: BranchKind
    what: Node
    spot: Spot
    own: Node
    shared: Spot | None = None
    children: dict[str, "Branch"] = field(default_factory=dict)
    answers: Node = field(default_factory=dict)
    answered: str = ""
    lost: bool = False
    _options: "Mapping[str | int, str | None] | None" = None

    @property
    def name(self) -> str:
        return dotted(self.path)

    @property
    def options(self) -> Mapping[str | int, str | None] | None:
        """As ``option_values``, read once for all comparisons; nothing where others may be there that are not known."""
        if self._options is None and knows_options(self.answers):
            self._options = option_values(self.answers)
        return self._options

    def spot_of(self, keyword: str) -> Spot:
        """Where a keyword of this branch is written."""
        return self.spot if keyword in self.own or self.shared is None else self.shared

    def walk(self) -> Iterator["Branch"]:
        """The branch and everything below it, in the order written."""
        yield self
        for child in self.children.values():
            yield from child.walk()

    def questions(self) -> Iterator["Branch"]:
        """Everything below that can be answered."""
        return (branch for branch in self.walk() if branch.kind == "question")


def matching(root: Branch, steps: Path) -> tuple[Branch, ...]:
    """Every branch that the pattern means.

    ``*`` is one step, ``**`` any number of steps. An unclear branch matches whatever follows.
    """
    found: dict[int, Branch] = {}
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Branch, int]] = [(root, 0)]
    while waiting:
        branch, place = waiting.pop()
        if (id(branch), place) in seen:
            continue
        seen.add((id(branch), place))
        if branch.kind == "unclear" or place == len(steps):
            found[id(branch)] = branch
        else:
            waiting += _onward(branch, steps[place], place)
    return tuple(found.values())


def _onward(branch: Branch, step: str, place: int) -> list[tuple[Branch, int]]:
    if step == STARS:
        return [(branch, place + 1), *[(child, place) for child in branch.children.values()]]
    if step == STAR:
        return [(child, place + 1) for child in branch.children.values()]
    return [(branch.children[step], place + 1)] if step in branch.children else []


def option_values(answers: Node) -> Mapping[str | int, str | None]:
    """The values that can be chosen, each with the reason why it is a missing answer, if it is one."""
    found: dict[str | int, str | None] = {}
    options, plain = answers.get("oneOf"), answers.get("enum")
    for one in options if isinstance(options, list) else ():
        if isinstance(one, dict) and isinstance(value := one.get("const"), str | int):
            missing = one.get("missing")
            found[value] = missing if isinstance(missing, str) else None
    for value in plain if isinstance(plain, list) else ():
        if isinstance(value, str | int):
            found[value] = None
    if isinstance(only := answers.get("const"), str | int) and not isinstance(only, bool):
        found[only] = None
    return found


def knows_options(answers: Node) -> bool:
    """False where an option was refused, or hides another of the same value: then others may be there that are not."""
    options = answers.get("oneOf")
    if not isinstance(options, list):
        plain = answers.get("enum")
        return not isinstance(plain, list) or None not in plain
    values = [one.get("const") if isinstance(one, dict) else None for one in options]
    if any(isinstance(one, int) for one in values) and any(isinstance(one, str) and one.isdecimal() for one in values):
        return False
    return None not in values and len({(type(one), one) for one in values}) == len(values)
