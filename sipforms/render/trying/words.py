"""What is expected and what came out, in the questionnaire's own words."""

from sipforms.actions.trying.difference import Difference
from sipforms.engine.paths import parsed
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json
from sipforms.engine.score.missing import Reason
from sipforms.render.charts.words import CLASSES, PARTS, REASONS
from sipforms.render.language import N_, _, format_number
from sipforms.render.plain import plain
from sipforms.render.problems import answer_sentence, question_title

_ANSWERS = {
    "accepted": N_("an answer that is accepted"),
    "asked": N_("a question that is asked"),
    "notAsked": N_("not asked"),
}
_MOST_DECIMALS = 4


def title_of(difference: Difference, questionnaire: str, programme: Programme) -> str:
    """What the difference is about: the title of an indicator or question, or which check or rule it is."""
    if difference.about == "score":
        return indicator_title(difference.what, programme)
    if difference.about == "problem":
        return problem_title(difference.what, questionnaire, programme)
    return question_title(programme.questionnaires[questionnaire], parsed(difference.what))


def problem_title(name: str, questionnaire: str, programme: Programme) -> str:
    """Which check it is, by its id; or the question, and the rule that its answer breaks."""
    rule, space, path = name.partition(" ")
    if not space:
        return _("The check `{name}`").format(name=plain(name))
    where = question_title(programme.questionnaires[questionnaire], parsed(path))
    return _("{question}: the rule `{rule}`").format(question=where, rule=plain(rule))


def indicator_title(id_: str, programme: Programme) -> str:
    """The indicator's title, or its id where it has none."""
    indicator = programme.indicator(id_)
    return plain(id_ if indicator is None else indicator.title)


def value_words(difference: Difference, value: Json) -> str:
    """The expected or the actual value in words."""
    if difference.about == "visible":
        return shown_words(value is True)
    if difference.about == "problem":
        return problem_words(bool(value))
    if difference.about == "answer":
        named = _ANSWERS.get(str(value))
        return _(named) if named else answer_words(difference.problem)
    return score_value(value)


def answer_words(problem: AnswerProblem | None) -> str:
    """Why an answer is none."""
    return answer_sentence(problem) if problem is not None else _("not asked")


def shown_words(there: bool) -> str:  # noqa: FBT001 - the value itself
    """Whether a question is asked."""
    return _("shown") if there else _("hidden")


def problem_words(there: bool) -> str:  # noqa: FBT001 - the value itself
    """Whether a problem is found."""
    return _("a problem") if there else _("no problem")


def score_value(value: Json) -> str:
    """A score as ``expect`` writes it, in words: exact numbers, words for classes, the reason why there is none."""
    if value is None:
        return _("no such number here")
    if isinstance(value, dict):
        if "none" in value:
            return _("no number: {reason}").format(reason=reason_words(value["none"]))
        return ", ".join(f"{_part(name)} {score_value(one)}" for name, one in value.items())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return exact(value)
    written = str(value)
    return _(CLASSES[written]) if written in CLASSES else plain(written)


def reason_words(reason: Json) -> str:
    """Why there is no number."""
    known: dict[str, str] = {str(name): said for name, said in REASONS.items()}
    return _(known[str(reason)]) if str(reason) in known else plain(str(reason))


def reason_name(reason: Reason | None) -> str:
    """The same of a score."""
    return "" if reason is None else reason_words(reason)


def _part(name: str) -> str:
    return _(PARTS[name]) if name in PARTS else plain(name)


def exact(value: float) -> str:
    """A number with as many decimals as it has, four at most: examples are about the exact value."""
    decimals = next(
        (places for places in range(_MOST_DECIMALS) if abs(round(value, places) - value) < 1e-9), _MOST_DECIMALS
    )
    return format_number(value, decimals)
