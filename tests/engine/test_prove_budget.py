"""Nothing that a bundle holds makes proving slow: all work is counted, and ends where the limit is."""

import pytest

from sipforms.engine.check import check
from sipforms.engine.checks.proofs import everything
from sipforms.engine.condition import Bounds
from sipforms.engine.problem import Level
from sipforms.engine.prove.formula import Formula, Has, every, number, opposite, some
from sipforms.engine.prove.search import PER_QUESTION, Budget, possible
from tests.engine.checking import bundle, words

PIGEONS = 9


def pigeons(count: int) -> Formula:
    """So many pigeons, each in one of one hole less, no two in one: impossible, and hard for every such search."""
    holes = range(count - 1)
    apart = [
        opposite(every((Has(one, frozenset({hole})), Has(other, frozenset({hole})))))
        for hole in holes
        for one in range(count)
        for other in range(one)
    ]
    return every(apart)


def test_a_hard_question_is_given_up_after_so_many_steps() -> None:
    budget = Budget(10**9)
    assert possible(pigeons(PIGEONS), [PIGEONS - 1] * PIGEONS, budget) is None
    assert budget.taken <= PER_QUESTION + 1


def test_an_easy_one_of_the_kind_is_decided() -> None:
    assert possible(pigeons(3), [2] * 3, Budget(10**6)) is False
    assert possible(pigeons(3), [3] * 3, Budget(10**6)) is True


def test_a_wide_count_costs_little_more_than_it_is_wide() -> None:
    parts = [some((Has(one, frozenset({0})), Has(one + 1, frozenset({1})))) for one in range(100)]
    budget = Budget(10**6)
    possible(number(parts, Bounds(50, 50)), [2] * 101, budget)
    assert budget.taken <= PER_QUESTION + 1


ITEMS = "".join(f"  j{place}: {{title: J{place}, type: boolean}}\n" for place in range(40))
CHAIN = "".join(
    f"  k{place}: {{title: K{place}, type: boolean, visibleIf: {{any: [{{item: k{place - 1}, is: true}}, "
    f"{{not: {{item: k{place - 2}, is: true}}}}]}}}}\n"
    for place in range(2, 300)
)


def nested(depth: int) -> str:
    """A condition that is as deep as a file may be and names two questions everywhere."""
    if not depth:
        return "{item: j0, is: true}"
    return f"{{any: [{{all: [{nested(depth - 1)}, {{item: j{depth}, is: true}}]}}, {{item: j{depth + 1}, is: false}}]}}"


def counted(width: int) -> str:
    parts = ", ".join(f"{{any: [{{item: j{one}, is: true}}, {{item: j{one + 1}, is: false}}]}}" for one in range(width))
    return f"{{countTrue: [{parts}], is: {width // 2}}}"


def asked(name: str, condition: str) -> str:
    return f"  {name}: {{title: Spørgsmål {name}, type: boolean, visibleIf: {condition}}}\n"


MANY = "".join(f"      x{one}: {{title: X{one}, type: boolean}}\n" for one in range(400))
NONE_OF_ALL = '{not: {item: "a.*", is: true}}'
HOSTILE = {
    "a chain of hundreds": "  k0: {title: K, type: boolean}\n  k1: {title: L, type: boolean}\n" + CHAIN,
    "deep": ITEMS + "".join(asked(f"d{one}", nested(3)) for one in range(100)),
    "wide counts": ITEMS + "".join(asked(f"d{one}", counted(12)) for one in range(60)),
    "stars over everything": "  a:\n    title: A\n    properties:\n"
    + MANY
    + "".join(asked(f"e{one}", NONE_OF_ALL) for one in range(300)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_bundle_takes_no_more_steps_than_its_size_allows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Budget] = []

    class Watched(Budget):
        def __init__(self, steps: int) -> None:
            super().__init__(steps)
            made.append(self)

    monkeypatch.setattr(everything, "Budget", Watched)
    text = f"title: Puls\nmodes: [self]\nproperties:\n{HOSTILE[name]}"
    found = check(bundle({"questionnaires/puls.yaml": text}), words())
    assert [one for one in found if one.level is Level.ERROR or one.code.startswith(("never-", "always-"))] == []
    (budget,) = made
    conditions = text.count("visibleIf")
    assert budget.most == everything.STEPS + everything.STEPS_EACH * conditions
    assert budget.taken <= budget.most + 400  # the last thing looked at may be a pattern that fits 400 questions
