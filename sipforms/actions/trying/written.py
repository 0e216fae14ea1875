"""Where the parts of a programme are written: its questions, conditions, checks, indicators and options."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from sipforms.engine.build.conditions import condition
from sipforms.engine.build.data import Node, node, nodes
from sipforms.engine.checks.scene import INDICATORS, Scene
from sipforms.engine.checks.shape import shaped
from sipforms.engine.checks.tree import Branch, Spot
from sipforms.engine.condition import Condition
from sipforms.engine.paths import Path
from sipforms.engine.problem import Place
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.vocabulary import Vocabulary

Role: TypeAlias = Literal["visibleIf", "requiredIf", "gate", "assert"]
_SHOWING: tuple[Role, ...] = ("visibleIf", "requiredIf")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCondition:
    """A condition of a questionnaire. ``path`` is what it is about; ``check`` is the id of the check it belongs to."""

    questionnaire: str
    path: Path
    role: Role
    condition: Condition
    place: Place
    check: str | None = None


@dataclass(frozen=True, kw_only=True)
class WrittenParts:
    """The places of everything in a bundle without errors that examples can try."""

    bundle: Bundle
    vocabulary: Vocabulary

    @cached_property
    def _scene(self) -> Scene:
        files = {file: shaped(source) for file, source in self.bundle.sources.items()}
        return Scene(bundle=self.bundle, vocabulary=self.vocabulary, files=files)

    @cached_property
    def _branches(self) -> Mapping[tuple[str, Path], Branch]:
        return {(id_, branch.path): branch for id_, branch in self._scene.branches}

    def is_own(self, place: Place) -> bool:
        """True for what the bundle itself says; what it takes over is tried by the programme that it extends."""
        return place.file in self.bundle.files

    def question(self, questionnaire: str, path: Path) -> Place:
        """Where the area, item, rows or dimension at the path is written, or the nearest thing around it."""
        for length in range(len(path), 0, -1):
            branch = self._branches.get((questionnaire, path[:length]))
            if branch is not None:
                return self._scene.at(branch.spot, key=True)
        return self._scene.place(f"questionnaires/{questionnaire}.yaml")

    def item(self, questionnaire: str, path: Path) -> Place:
        """Where the item is written that the question at the path belongs to: its own file before a shared scale."""
        branch = self._branches.get((questionnaire, path))
        is_own = branch is None or branch.spot.file.startswith("questionnaires/")
        return self.question(questionnaire, path if is_own else path[:-1])

    def indicator(self, id_: str) -> Place:
        """Where the indicator is written; the one that ``forEach`` makes it from, where it is made."""
        written = self._scene.written_indicators.get(id_, id_)
        return self._scene.place(INDICATORS, (written,), key=True)

    def in_indicator(self, id_: str, *steps: str) -> Place:
        """Where a setting of the indicator is written."""
        return self._scene.place(INDICATORS, (self._scene.written_indicators.get(id_, id_), *steps))

    def written_as(self, id_: str) -> str:
        """The id under which the indicator is written, such as ``{area}_tilfredshed``."""
        return self._scene.written_indicators.get(id_, id_)

    @cached_property
    def conditions(self) -> tuple[WrittenCondition, ...]:
        """Every condition of every questionnaire, in the order written, but those of gates."""
        return tuple(one for id_, branch in self._scene.branches for one in self._of_branch(id_, branch))

    @cached_property
    def gates(self) -> tuple[WrittenCondition, ...]:
        """The conditions of areas that nobody gets past before they hold."""
        return tuple(one for id_, branch in self._scene.branches for one in self._at(id_, branch, "gate"))

    def _of_branch(self, questionnaire: str, branch: Branch) -> Iterator[WrittenCondition]:
        for role in _SHOWING:
            yield from self._at(questionnaire, branch, role)
        for at, one in enumerate(nodes(branch.what.get("checks"))):
            yield from self._of_check(questionnaire, branch, at, one)

    def _at(self, questionnaire: str, branch: Branch, role: Role) -> Iterator[WrittenCondition]:
        written = branch.what.get(role)
        if isinstance(written, dict):
            yield WrittenCondition(
                questionnaire=questionnaire,
                path=branch.path,
                role=role,
                condition=condition(written),
                place=self._scene.at(branch.spot_of(role), role, key=True),
            )

    def _of_check(self, questionnaire: str, branch: Branch, at: int, one: Node) -> Iterator[WrittenCondition]:
        if isinstance(one.get("assert"), dict):
            yield WrittenCondition(
                questionnaire=questionnaire,
                path=branch.path,
                role="assert",
                condition=condition(one["assert"]),
                place=self._scene.at(branch.spot_of("checks"), "checks", at, "id"),
                check=str(one.get("id")),
            )

    def option(self, scale: str, value: int | str, questionnaire: str, path: Path) -> Place:
        """Where an option is written: in scales.yaml, or at the question that has a list of its own."""
        if scale in self._scene.defs:
            spot, what = Spot("scales.yaml", ("$defs", scale)), self._scene.defs[scale]
        else:
            branch = self._branches.get((questionnaire, path))
            if branch is None:
                return self.question(questionnaire, path)
            spot, what = branch.spot_of("items" if "items" in branch.what else "oneOf"), branch.what
            if "items" in what:
                spot, what = Spot(spot.file, (*spot.steps, "items")), node(what["items"])
        options = list(nodes(what.get("oneOf")))
        at = next((place for place, one in enumerate(options) if one.get("const") == value), None)
        return self._scene.at(spot) if at is None else self._scene.at(spot, "oneOf", at)
