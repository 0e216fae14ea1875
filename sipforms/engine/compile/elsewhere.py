"""What does not turn on the answers: constants of a compilation, what other questionnaires say among them."""

from dataclasses import replace

from sipforms.engine.ask.evaluate import settled
from sipforms.engine.ask.form import Form
from sipforms.engine.ask.view import View
from sipforms.engine.compile.logic import Expression
from sipforms.engine.condition import Condition, ItemValue, Latest, LatestValue, Leaf, Previous, TodayValue, walk


def is_constant(condition: Condition, form: Form) -> bool:
    """False for what turns on an answer, today or the last response; and on others, where these are not given."""
    return all(_is_constant(part, form) for part in walk(condition))


def _is_constant(part: Condition, form: Form) -> bool:
    looks_elsewhere = isinstance(part, Latest) or isinstance(getattr(part, "operand", None), LatestValue)
    if looks_elsewhere and form.situation.latest is None:
        return False
    turns = isinstance(part, Leaf | Previous) or isinstance(getattr(part, "operand", None), ItemValue | TodayValue)
    return not turns


def with_value(leaf: Leaf, form: Form) -> Leaf | Expression:
    """The leaf with another questionnaire's answer written into it, where it is compared with one.

    False where there is no such answer, nothing where it is not given what was answered there.
    """
    if not isinstance(leaf.operand, LatestValue):
        return leaf
    if form.situation.latest is None:
        return None
    value = settled(leaf.operand, View(form, {}, {}))
    return False if value is None else replace(leaf, operand=value)
