"""One questionnaire under proof, and what all proofs about it use."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sipforms.engine.ask.places import reads
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.proofs.stated import Around, Part, Stated, parts_of
from sipforms.engine.checks.scene import Scene
from sipforms.engine.condition import Condition, Leaf
from sipforms.engine.paths import Path
from sipforms.engine.problem import Place, Problem
from sipforms.engine.prove.formula import Formula, every, opposite
from sipforms.engine.prove.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Proving:
    """A questionnaire whose conditions can be read."""

    scene: Scene
    reader: Reader
    read: dict[int, Formula] = field(default_factory=dict)

    def formula(self, one: Stated) -> Formula:
        """When the condition holds."""
        return self.formula_of(one.condition, one.row)

    def formula_of(self, condition: Condition, row: Path | None) -> Formula:
        """When a condition, or a part of one, holds; read once."""
        if id(condition) not in self.read:
            self.read[id(condition)] = self.reader.formula(condition, row)
        return self.read[id(condition)]

    def asked(self, around: Around, *, itself: bool) -> Formula:
        """When it is asked, as far as target groups and everything around it say; with ``itself``, as it says too."""
        conditions = ((one.shown_if, one.row) for one in around.conditioned if itself or one is not around)
        read = (self.reader.formula(shown, row) for shown, row in conditions if shown is not None)
        return every((self.reader.for_groups(around.branch.path), *read))

    def is_never(self, *formulas: Formula) -> bool:
        """True where it is proved that the formulas are never true together."""
        return self.reader.is_possible(*formulas) is False


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """A condition, or a part of one, that is always true or never."""

    part: Part
    truth: bool


def names_in(*conditions: Condition | None) -> tuple[str, ...]:
    """The questions that the conditions look at, as they are written there."""
    stated = (one for one in conditions if one is not None)
    return tuple(dict.fromkeys(str(item) for one in stated for item, _row in reads(one, None)))


def constants(proving: Proving, one: Stated, context: Formula) -> Iterator[Constant]:
    """The smallest parts of the condition that are always or never true wherever the context holds."""
    return _constants(proving, one, Part(what=one.what, condition=one.condition), context)


def _constants(proving: Proving, one: Stated, part: Part, context: Formula) -> Iterator[Constant]:
    inner = [constant for each in parts_of(part) for constant in _constants(proving, one, each, context)]
    yield from inner
    if inner or (part.steps and one.keyword == "assert" and _asks_whether_answered(part.condition)):
        return  # an assert is only judged where there are answers; saying so once more does no harm
    formula = proving.formula_of(part.condition, one.row)
    if proving.is_never(context, formula):
        yield Constant(part=part, truth=False)
    elif proving.is_never(context, opposite(formula)):
        yield Constant(part=part, truth=True)


def whole(proving: Proving, one: Stated, context: Formula, parts: tuple[Constant, ...]) -> Constant | None:
    """What the whole condition comes to where it is always or never true; nothing where it decides something.

    Where one part is to blame for that, it is the part; where several are, or none alone, it is the whole.
    """
    if not parts:
        return None
    if not any(constant.part.steps for constant in parts):
        return parts[0]
    formula = proving.formula(one)
    never, always = proving.is_never(context, formula), proving.is_never(context, opposite(formula))
    if not never and not always:
        return None
    blamed = parts[0].part if len(parts) == 1 else Part(what=one.what, condition=one.condition)
    return Constant(part=blamed, truth=always)


def place_of(proving: Proving, one: Stated, constant: Constant) -> Place:
    """Where the part stands; for the whole, its keyword."""
    return proving.scene.at(one.spot, *constant.part.steps) if constant.part.steps else one.key(proving.scene)


def _asks_whether_answered(condition: Condition) -> bool:
    return isinstance(condition, Leaf) and condition.operator == "answered"


def told(proving: Proving, one: Stated, constant: Constant) -> Problem:
    """What is said about a part, or a whole, that decides nothing."""
    place = place_of(proving, one, constant)
    names = names_in(constant.part.condition)
    if constant.truth:
        return found("always-true", place, name=one.name, names=names)
    return found("never-true", place, name=one.name, names=names)
