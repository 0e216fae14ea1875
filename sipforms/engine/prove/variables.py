"""The variables of one questionnaire: what each question may be answered with, how and by whom, and what is unknown."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sipforms.engine.ask.evaluate import as_typed, compare, same, within
from sipforms.engine.ask.places import Places
from sipforms.engine.condition import (
    Bounds,
    Condition,
    Leaf,
    LookedUp,
    Operand,
    Operator,
    ParameterIs,
    walk,
)
from sipforms.engine.family import groups_asked
from sipforms.engine.paths import Path
from sipforms.engine.programme import Parameter, Programme, Question, Questionnaire
from sipforms.engine.prove.formula import Formula, Has
from sipforms.engine.prove.search import Budget
from sipforms.engine.prove.values import Threshold, Values, numbers_of_rows, values_of
from sipforms.engine.response import Answer, Scalar

_VALUES_A_STEP = 16
"""So many values of one question are compared in the time that one step of the search takes."""

OCCASIONS = ("first", "later")
Circumstances = Mapping[str, tuple[str | None, ...]]
"""The values that mode, informant, occasion and variant can have."""


def circumstances(programme: Programme, questionnaire: Questionnaire) -> Circumstances:
    """Every mode, informant, occasion and target group in which the questionnaire can be answered; nothing: none."""
    informants = tuple(one for one in questionnaire.informants if one in programme.informants)
    return {
        "mode": questionnaire.modes or (None,),
        "informant": informants or ((None,) if questionnaire.informants else (None, *programme.informants)),
        "occasion": OCCASIONS,
        "variant": groups_asked(programme, questionnaire),
    }


@dataclass(slots=True)
class Variables:
    """The variables, made when they are first asked for. ``sizes`` is how many values each has.

    ``thresholds`` is what each question is compared with anywhere in the questionnaire. ``guessed`` are the variables
    that stand for something nothing is known about: they can be true when in truth they cannot, so that only what
    holds whatever they are may be claimed. Going through thousands of values is work that the ``budget`` counts.
    """

    places: Places
    circumstances: Circumstances
    parameters: Mapping[str, Parameter]
    thresholds: Mapping[Path, tuple[Threshold, ...]]
    budget: Budget
    sizes: list[int] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _values: dict[Path, Values | None] = field(default_factory=dict)
    _tests: dict[Hashable, Formula] = field(default_factory=dict)

    def variable(self, key: Hashable, size: int) -> int:
        """The variable of that name, which has so many values."""
        if key not in self._numbers:
            self._numbers[key] = len(self.sizes)
            self.sizes.append(size)
        return self._numbers[key]

    def unknown(self, *key: Hashable) -> Formula:
        """Something about which nothing is known, the same wherever the key is the same."""
        variable = self.variable(("unknown", *key), 2)
        self.guessed.add(variable)
        return Has(variable, frozenset({1}))

    def values(self, path: Path) -> Values | None:
        """What the question at the path can be answered with; nothing where that is too much to go through."""
        if path not in self._values:
            self._values[path] = values_of(self.places.questions[path], self.thresholds.get(path, ()))
        return self._values[path]

    def is_answered(self, path: Path) -> Formula:
        """There is an answer of any kind: also one that says why there is none."""
        if path in self.places.rows:
            return self._rows(path, Bounds(1, None))
        values = self.values(path)
        if values is None:
            return self.unknown("answered", path)
        return self._test(path, "answered", (place for place, value in enumerate(values) if value is not None), values)

    def is_usable(self, path: Path) -> Formula:
        """There is an answer that can be compared."""
        if path in self.places.rows:
            return self._rows(path, Bounds(1, None))
        values = self.values(path)
        if values is None:
            return self.unknown("usable", path)
        kept = (place for place, value in enumerate(values) if self._usable(path, value) is not None)
        return self._test(path, "usable", kept, values)

    def compares(self, path: Path, operator: Operator, operand: Scalar | tuple[Scalar, ...] | Bounds) -> Formula:
        """The answer at the path, if it is asked at all, stands to the operand as the operator says."""
        if path in self.places.rows:
            return self._rows(path, operand) if operator == "count" and isinstance(operand, Bounds) else False
        values = self.values(path)
        if values is None:
            return self.unknown(path, operator, repr(operand))
        kept = (place for place, value in enumerate(values) if self._meets(path, value, operator, operand))
        return self._test(path, (operator, _typed(operand)), kept, values)

    def is_value(self, path: Path, value: Answer) -> Formula:
        """The answer is exactly that one of the values there are."""
        values = self.values(path) or ()
        kept = (place for place, one in enumerate(values) if same(one, value))
        return self._test(path, ("value", type(value), value), kept, values)

    def usable_values(self, path: Path) -> Iterator[Answer]:
        """The values that can be compared."""
        for value in self.values(path) or ():
            kept = self._usable(path, value)
            if kept is not None:
                yield kept

    def circumstance(self, kind: str, value: str) -> Formula:
        """How, by whom, when or for which target group it is answered."""
        known = self.circumstances[kind]
        kept = frozenset(place for place, one in enumerate(known) if one == value)
        return _settled(self.variable(kind, len(known)), kept, len(known))

    def parameter_is(self, one: ParameterIs) -> Formula:
        """What a facility may have set, where that is one of a few."""
        key = ("parameter", one.name, one.operator, repr(one.operand))
        if key not in self._tests:
            self._tests[key] = self._of_parameter(one)
        return self._tests[key]

    def _of_parameter(self, one: ParameterIs) -> Formula:
        known = self._parameter_values(one.name)
        if known is None or isinstance(one.operand, LookedUp):
            return self.unknown(one.name, one.operator, repr(one.operand))
        kept = frozenset(
            place for place, value in enumerate(known) if _parameter_meets(value, one.operator, one.operand)
        )
        return _settled(self.variable(("parameter", one.name), len(known)), kept, len(known))

    def parameter_is_set(self, name: str) -> Formula:
        """The facility has set it, or the programme has a default."""
        known = self._parameter_values(name)
        if known is None:
            return self.unknown("parameterIsSet", name)
        kept = frozenset(place for place, value in enumerate(known) if value is not None)
        return _settled(self.variable(("parameter", name), len(known)), kept, len(known))

    def relation(self, key: Hashable, possible: frozenset[int], accepted: frozenset[int]) -> Formula:
        """How two things stand to each other, as far as is possible: 0 less, 1 equal, 2 greater, 3 not compared."""
        if possible <= accepted:
            return True
        if possible.isdisjoint(accepted):
            return False
        ordered = sorted(possible)
        variable = self.variable(("relation", key, possible), len(ordered))
        self.guessed.add(variable)
        return Has(variable, frozenset(place for place, one in enumerate(ordered) if one in accepted))

    def _rows(self, path: Path, bounds: Bounds) -> Formula:
        numbers = numbers_of_rows(self.places.rows[path], self.thresholds.get(path, ()))
        kept = frozenset(place for place, one in enumerate(numbers) if one > 0 and within(one, bounds))
        return _settled(self.variable(("answer", path), len(numbers)), kept, len(numbers))

    def _test(self, path: Path, what: Hashable, kept: Iterable[int], values: Values) -> Formula:
        key = (path, what)
        if key not in self._tests:
            others = len(what[-1]) if isinstance(what, tuple) and isinstance(what[-1], tuple) else 1
            self.budget.spend(len(values) * others // _VALUES_A_STEP)
            variable = self.variable(("answer", path), len(values))
            self._tests[key] = _settled(variable, frozenset(kept), len(values))
        return self._tests[key]

    def _usable(self, path: Path, value: Answer | None) -> Answer | None:
        if not isinstance(value, tuple):
            return None if value is None or self.places.says_missing(path, value) else value
        kept = tuple(one for one in value if not self.places.says_missing(path, one))
        return kept or None

    def _meets(
        self, path: Path, value: Answer | None, operator: Operator, operand: Scalar | tuple[Scalar, ...] | Bounds
    ) -> bool:
        answer = self._usable(path, value)
        return answer is not None and compare(answer, operator, operand)

    def _parameter_values(self, name: str) -> tuple[Scalar | None, ...] | None:
        one = self.parameters.get(name)
        if one is None or one.type not in ("choice", "boolean"):
            return None
        options: tuple[Scalar, ...] = one.options if one.type == "choice" else ("true", "false")
        return options if one.default is not None else (None, *options)


def _settled(variable: int, kept: frozenset[int], size: int) -> Formula:
    return False if not kept else True if len(kept) == size else Has(variable, kept)


def _typed(operand: Scalar | tuple[Scalar, ...] | Bounds) -> Hashable:
    """The operand so that 1 and true are not the same."""
    if isinstance(operand, tuple):
        return tuple((type(one), one) for one in operand)
    return type(operand), operand


def _parameter_meets(value: Scalar | None, operator: Operator, operand: Operand) -> bool:
    if operator == "answered":
        return (value is not None) is (operand is not False)
    if value is None or isinstance(operand, LookedUp):
        return False
    return compare(as_typed(value, operand), operator, operand)


def thresholds_of(
    conditions: Iterable[tuple[Condition, Path | None]], places: Places
) -> Mapping[Path, tuple[Threshold, ...]]:
    """What each question is compared with in any of the conditions, each with the rows it stands in."""
    found: dict[Path, dict[Hashable, Threshold]] = {}
    for condition, rows in conditions:
        for part in walk(condition):
            if isinstance(part, Leaf) and not isinstance(part.operand, LookedUp):
                named = part.operand if isinstance(part.operand, tuple) else (part.operand,)
                for path in places.matching(part.item, rows):
                    found.setdefault(path, {}).update(((type(one), one), one) for one in named)
    return {path: tuple(named.values()) for path, named in found.items()}


def is_few(question: Question) -> bool:
    """True where every answer is one of a list."""
    return question.scale is not None or question.kind == "boolean"
