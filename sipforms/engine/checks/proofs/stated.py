"""Every condition of a questionnaire where it stands, with what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sipforms.engine.build.conditions import condition, optional
from sipforms.engine.build.data import Node, node, text
from sipforms.engine.checks.scene import Scene
from sipforms.engine.checks.tree import Branch, Spot
from sipforms.engine.condition import All, Any, Condition, CountTrue, Not
from sipforms.engine.paths import Path
from sipforms.engine.problem import Place
from sipforms.engine.prove.reader import is_spread
from sipforms.engine.read.marks import Steps

Keyword: TypeAlias = Literal["visibleIf", "requiredIf", "locked", "gate", "assert"]
_CONDITIONS: tuple[Keyword, ...] = ("visibleIf", "requiredIf", "locked", "gate")
CONDITIONED = frozenset({*_CONDITIONS, "checks", "only", "without"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A branch with the areas, rows or item it stands in, outermost first, and the repeating item it is a field of."""

    branch: Branch
    within: tuple["Around", ...]
    row: Path | None

    @property
    def shown_if(self) -> Condition | None:
        """Its own ``visibleIf``."""
        return optional(self.branch.what.get("visibleIf"))

    @property
    def conditioned(self) -> tuple["Around", ...]:
        """It and everything around it that has a ``visibleIf``."""
        return tuple(one for one in (*self.within, self) if "visibleIf" in one.branch.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One condition. ``spot`` is the mapping that it is; ``check`` the id of the check whose assert it is."""

    around: Around
    keyword: Keyword
    what: Node
    spot: Spot
    condition: Condition
    row: Path | None
    check: str = ""
    is_hard: bool = False

    @property
    def name(self) -> str:
        """What the condition belongs to."""
        return self.check or self.around.branch.name

    def key(self, scene: Scene) -> Place:
        """Where the keyword stands whose condition it is."""
        return scene.place(self.spot.file, self.spot.steps, key=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a condition, and the steps to it from the whole."""

    what: Node
    condition: Condition
    steps: Steps = ()


def walk_around(branch: Branch, within: tuple[Around, ...] = (), row: Path | None = None) -> Iterator[Around]:
    """The questionnaire and every branch below it, with what is around it; a row is one with its repeating item."""
    here = Around(branch=branch, within=within, row=row)
    if branch.kind == "row":
        row = branch.path[:-1]
    else:
        yield here
    further = (*within, here) if branch.kind not in ("questionnaire", "row") else within
    for child in branch.children.values():
        yield from walk_around(child, further, row)


def stated_at(around: Around) -> Iterator[Stated]:
    """The conditions of one branch."""
    branch = around.branch
    for keyword in _CONDITIONS:
        if isinstance(what := branch.what.get(keyword), dict):
            spot = branch.spot_of(keyword)
            at = Spot(spot.file, (*spot.steps, keyword))
            inside = branch.path if keyword == "locked" and branch.kind == "rows" else around.row
            yield Stated(around=around, keyword=keyword, what=what, spot=at, condition=condition(what), row=inside)
    yield from _checks(around, branch, branch.spot_of("checks"), around.row)
    if (row := branch.children.get("*")) is not None and branch.kind == "rows":
        yield from _checks(around, row, row.spot, branch.path)


def _checks(around: Around, holder: Branch, spot: Spot, row: Path | None) -> Iterator[Stated]:
    here = holder.path if holder.kind == "rows" else row
    checks = holder.what.get("checks")
    for place, one in enumerate(checks if isinstance(checks, list) else ()):
        if isinstance(what := node(one).get("assert"), dict):
            yield Stated(
                around=around,
                keyword="assert",
                what=what,
                spot=Spot(spot.file, (*spot.steps, "checks", place, "assert")),
                condition=condition(what),
                row=here,
                check=text(node(one).get("id")) or "",
                is_hard=node(one).get("level") == "hard",
            )


def parts_of(whole: Part) -> Iterator[Part]:
    """The parts that are conditions of their own; a comparison with a star is one with what it stands in."""
    match whole.condition:
        case All(parts) | Any(parts) | CountTrue(parts):
            keyword = next(one for one in ("all", "any", "countTrue") if one in whole.what)
            written = whole.what[keyword]
            if isinstance(written, list) and len(written) == len(parts):
                for place, part in enumerate(parts):
                    yield Part(what=node(written[place]), condition=part, steps=(*whole.steps, keyword, place))
            elif not isinstance(written, list) and not is_spread(parts[0]):
                yield Part(what=node(written), condition=parts[0], steps=(*whole.steps, keyword))
        case Not(part):
            yield Part(what=node(whole.what["not"]), condition=part, steps=(*whole.steps, "not"))


def every_part(whole: Part) -> Iterator[Part]:
    """The condition and all its parts, outermost first."""
    yield whole
    for part in parts_of(whole):
        yield from every_part(part)
