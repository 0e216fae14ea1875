"""A condition in words, with the titles of the questions and answers that it speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sipforms.actions.fill import FIRST
from sipforms.engine.condition import (
    All,
    Any,
    Bounds,
    Condition,
    Context,
    CountTrue,
    ItemValue,
    Latest,
    LatestValue,
    Leaf,
    Not,
    Operand,
    ParameterIs,
    Pattern,
    Previous,
    TodayValue,
)
from sipforms.engine.programme import Programme, Question, Questionnaire
from sipforms.engine.response import Scalar
from sipforms.render.language import N_, _
from sipforms.render.modes import mode_words
from sipforms.render.plain import plain
from sipforms.render.starred_words import is_meant, starred_name

_COMPARED = {
    "is": N_("{item} is {value}"),
    "isNot": N_("{item} is not {value}"),
    "anyOf": N_("{item} is one of {value}"),
    "noneOf": N_("{item} is none of {value}"),
    "atLeast": N_("{item} is at least {value}"),
    "atMost": N_("{item} is at most {value}"),
    "between": N_("{item} is from {value}"),
    "before": N_("{item} is before {value}"),
    "after": N_("{item} is after {value}"),
    "notBefore": N_("{item} is not before {value}"),
    "notAfter": N_("{item} is not after {value}"),
    "contains": N_("{value} is among {item}"),
    "count": N_("the number of answers to {item} is {value}"),
    "sameAnswer": N_("{item} has the same answer {value} times in a row"),
}
_AROUND = {
    "mode": N_("the way of answering is {value}"),
    "informant": N_("{value} answers"),
    "variant": N_("the target group is {value}"),
}
_ANY = {
    "compared": N_("at least one answer to {condition}"),
    "answered": N_("at least one of {condition}"),
    "other": N_("somewhere {condition}"),
}
_EVERY = {
    "compared": N_("every answer to {condition}"),
    "answered": N_("each of {condition}"),
    "other": N_("everywhere {condition}"),
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts the conditions of one questionnaire in words."""

    programme: Programme
    questionnaire: Questionnaire

    def all_of(self, conditions: Iterable[Condition]) -> str:
        """Every one of these must hold; the empty text when there are none."""
        return _(" and ").join(self.words(one) for one in conditions)

    def words(self, condition: Condition) -> str:  # noqa: PLR0911 - one line for each kind of condition
        """One condition."""
        match condition:
            case Leaf(item, operator, operand):
                return self._leaf(item, operator, operand)
            case Previous(item, operator, operand):
                return _("last time {condition}").format(condition=self._leaf(item, operator, operand))
            case Latest(item, operator, operand, questionnaire):
                other = self._other(questionnaire)
                return self._compared(self._name_in(questionnaire, item), operator, operand, other.question(item))
            case Context(kind, value):
                return self._around(kind, value)
            case ParameterIs(name, operator, operand):
                title = next((one.title for one in self.programme.parameters if one.id == name), name)
                return self._compared(f"“{plain(title)}”", operator, operand, None)
            case All(parts):
                return self._joined(parts, _(" and "), _EVERY)
            case Any(parts):
                return self._joined(parts, _(" or "), _ANY)
            case Not(part):
                return _("not: {condition}").format(condition=self._inner(part))
            case CountTrue(parts, bounds):
                return self._counted(parts, _bounds(bounds))

    def _joined(self, parts: tuple[Condition, ...], between: str, starred: Mapping[str, str]) -> str:
        if len(parts) == 1:
            return _(starred[_shape(parts[0])]).format(condition=self.words(parts[0]))
        return between.join(self._inner(one) for one in parts)

    def _counted(self, parts: tuple[Condition, ...], number: str) -> str:
        if len(parts) == 1 and _shape(parts[0]) == "compared":
            return _("{number} answers to {condition}").format(number=number, condition=self.words(parts[0]))
        said = "; ".join(self.words(one) for one in parts)
        return _("{number} of these: {conditions}").format(number=number, conditions=said)

    def _inner(self, condition: Condition) -> str:
        is_joined = isinstance(condition, All | Any) and len(condition.parts) > 1
        return f"({self.words(condition)})" if is_joined else self.words(condition)

    def _leaf(self, item: Pattern, operator: str, operand: Operand) -> str:
        return self._compared(self.name(item), operator, operand, self.question(item))

    def _compared(self, name: str, operator: str, operand: Operand, question: Question | None) -> str:
        if operator == "answered":
            return (_("{item} is answered") if operand else _("{item} is not answered")).format(item=name)
        return _(_COMPARED[operator]).format(item=name, value=self._value(operand, operator, question))

    def _value(self, operand: Operand, operator: str, question: Question | None) -> str:
        match operand:
            case ItemValue() | LatestValue():
                return self._looked_up(operand)
            case TodayValue(add):
                return _("today") + (f" + {add}" if add else "")
            case Bounds():
                return _bounds(operand)
            case tuple() if operator == "between":
                return _("{low} to {high}").format(low=operand[0], high=operand[-1])
            case tuple():
                return ", ".join(_option(one, question) for one in operand)
        return str(operand) if operator == "sameAnswer" else _option(operand, question)

    def _looked_up(self, operand: ItemValue | LatestValue) -> str:
        if isinstance(operand, ItemValue):
            name = self.name(operand.item)
        else:
            name = self._name_in(operand.questionnaire, operand.item)
        return name + (f" + {operand.add}" if operand.add else "")

    def _around(self, kind: str, value: str) -> str:
        if kind == "occasion":
            return _("it is the first round") if value == FIRST else _("it is a later round")
        titles = {one.id: one.title for one in self.programme.variants}
        said = {"mode": mode_words(value), "informant": self.programme.informants.get(value, value)}
        return _(_AROUND[kind]).format(value=plain(said.get(kind, titles.get(value, value))))

    def question(self, pattern: Pattern) -> Question | None:
        """The first question that the pattern may mean: its options have the words."""
        return next((one for one in self.questionnaire.questions() if is_meant(pattern, one)), None)

    def _other(self, questionnaire: str) -> "Speaker":
        """Who speaks of another questionnaire; of none where the programme has no such one."""
        asked = self.programme.questionnaires.get(questionnaire, Questionnaire(id=questionnaire, title=questionnaire))
        return Speaker(self.programme, asked)

    def _name_in(self, questionnaire: str, pattern: Pattern) -> str:
        other = self._other(questionnaire)
        return _("{item} in “{questionnaire}”").format(
            item=other.name(pattern), questionnaire=plain(other.questionnaire.title)
        )

    def name(self, pattern: Pattern) -> str:
        """What the question that the pattern means is called, or what those have in common where it means several."""
        question = self.question(pattern)
        if question is None or pattern.starred:
            return starred_name(self.questionnaire, pattern)
        titles = {entry.path: entry.title for entry in self.questionnaire.walk()}
        item = plain(titles.get(question.item, question.wording.title))
        return f"“{item} ({plain(question.wording.title)})”" if question.dimension else f"“{item}”"


def _option(value: Scalar, question: Question | None) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    option = question.scale.option(value) if question is not None and question.scale is not None else None
    if option is None:
        return plain(str(value))
    return f"“{plain(option.title)}”" if isinstance(value, str) else f"{value} ({plain(option.title)})"


def _shape(condition: Condition) -> str:
    """How a condition with a star is said: by the answers, by the questions, or as it stands."""
    if not isinstance(condition, Leaf | Latest) or not condition.item.starred:
        return "other"
    return "answered" if condition.operator == "answered" else "compared"


def _bounds(bounds: Bounds) -> str:
    if bounds.least is not None and bounds.most is not None:
        return _("{low} to {high}").format(low=bounds.least, high=bounds.most)
    if bounds.most is not None:
        return _("at most {number}").format(number=bounds.most)
    return _("at least {number}").format(number=bounds.least or 0)
