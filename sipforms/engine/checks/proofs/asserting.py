"""Checks that can never fail, never hold, or are never judged."""

from collections.abc import Iterator

from sipforms.engine.ask.places import reads
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.proofs.proving import Constant, Proving, constants, names_in, place_of, told, whole
from sipforms.engine.checks.proofs.stated import Stated
from sipforms.engine.problem import Problem
from sipforms.engine.prove.formula import Formula, every, opposite, some


def of_asserting(proving: Proving, one: Stated) -> Iterator[Problem]:
    """What is wrong with one ``assert``."""
    shown, judged = proving.asked(one.around, itself=True), proving.reader.judged(one.condition, one.row)
    if proving.is_never(shown):
        return
    if proving.is_never(shown, judged):
        yield found("check-never-judged", one.key(proving.scene), name=one.name, names=names_in(one.condition))
        return
    context = every((shown, judged))
    decided = tuple(constants(proving, one, context))
    all_of_it = whole(proving, one, context, decided)
    if all_of_it is not None:
        yield _of_whole(proving, one, all_of_it)
    else:
        yield from (told(proving, one, constant) for constant in decided)


def _of_whole(proving: Proving, one: Stated, constant: Constant) -> Problem:
    place, names = place_of(proving, one, constant), names_in(constant.part.condition)
    if constant.truth:
        return found("check-never-fails", place, name=one.name, names=names)
    if one.is_hard and one.row is None and proving.is_never(_may_pass(proving, one)):
        return found("nobody-can-hand-in", place, name=one.name, names=names)
    return found("check-never-holds", place, name=one.name, names=names)


def _may_pass(proving: Proving, one: Stated) -> Formula:
    """When the check does not stand in the way: it holds, or is not judged because of answers that may be left out."""
    reader = proving.reader
    looked_at = {path for item, row in reads(one.condition, None) for path in reader.matches(item, row)}
    questions = reader.variables.places.questions
    demanded = (path for path in looked_at if path in questions and questions[path].required)
    given = every(some((opposite(reader.alive(path)), reader.is_answered(path))) for path in demanded)
    area = reader.variables.unknown("area", one.around.branch.path) if one.around.branch.path else True
    judged = every((proving.asked(one.around, itself=True), area, reader.judged(one.condition, one.row)))
    return every((given, some((opposite(judged), proving.formula(one)))))
