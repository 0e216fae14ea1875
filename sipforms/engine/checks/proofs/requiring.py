"""Answers that are demanded where they cannot be given, or demanded twice, or not at all."""

from collections.abc import Iterator

from sipforms.engine.build.data import texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.proofs.proving import Proving, constants, names_in, told
from sipforms.engine.checks.proofs.showing import required_at
from sipforms.engine.checks.proofs.stated import Stated
from sipforms.engine.problem import Problem


def of_requiring(proving: Proving, one: Stated) -> Iterator[Problem]:
    """What is wrong with one ``requiredIf``."""
    around, place = one.around, one.key(proving.scene)
    if around.branch.kind == "area" and not texts(around.branch.what.get("required")):
        yield found("requires-nothing", place, name=one.name)
        return
    required = required_at(proving, around)
    if required is not None and not (around.within and "requiredIf" in around.within[-1].branch.what):
        yield found("required-already", place, also=required, name=one.name)
        return
    decided = tuple(constants(proving, one, True))
    yield from (told(proving, one, constant) for constant in decided)
    if decided:
        return
    shown = proving.asked(around, itself=True)
    if proving.is_never(shown, proving.formula(one)) and not proving.is_never(shown):
        conditions = (other.shown_if for other in around.conditioned)
        yield found("required-only-hidden", place, name=one.name, names=names_in(one.condition, *conditions))
