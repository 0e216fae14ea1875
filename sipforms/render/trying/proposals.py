"""A value that somebody is to confirm: what it is about, what came out, why, and what was expected until now."""

from collections.abc import Iterator

from sipforms.actions.trying.outcome import Trying
from sipforms.actions.trying.proposals import Expectation, Proposal
from sipforms.actions.trying.run import Tried
from sipforms.engine.build.data import nodes
from sipforms.engine.paths import parsed
from sipforms.engine.programme import Programme
from sipforms.engine.response import Json
from sipforms.render.language import _
from sipforms.render.problems import answer_sentence, question_title
from sipforms.render.trying.columns import INDENT, folded
from sipforms.render.trying.differences import explanation, why_lines
from sipforms.render.trying.words import indicator_title, problem_title, score_value, shown_words


def proposal_lines(proposal: Proposal, one: Tried, trying: Trying, width: int) -> Iterator[str]:
    """The value in words with the reason for it, on as many lines as that takes."""
    expectation, questionnaire = proposal.expectation, one.example.questionnaire
    said = f"{_title(expectation, questionnaire, trying.programme)}: "
    value = _value(expectation, expectation.value, questionnaire, trying.programme)
    yield from folded(said + value, width, INDENT)
    if proposal.why == "differs":
        before = _value(expectation, proposal.before, questionnaire, trying.programme)
        yield from folded(_("expected until now: {value}").format(value=before), width, INDENT * 2)
    elif proposal.why == "unconfirmed":
        yield INDENT * 2 + _("expected already, but not confirmed")
    if expectation.section == "scores":
        why = explanation(one, trying, expectation.name)
        yield from () if why is None else why_lines(why, width)
    if expectation.section == "problems":
        for problem in one.outcome.problems:
            yield from folded(answer_sentence(problem), width, INDENT * 2)


def _title(expectation: Expectation, questionnaire: str, programme: Programme) -> str:
    match expectation.section:
        case "scores":
            return indicator_title(expectation.name, programme)
        case "visible":
            return question_title(programme.questionnaires[questionnaire], parsed(expectation.name))
    return _("Problems")


def _value(expectation: Expectation, value: Json, questionnaire: str, programme: Programme) -> str:
    match expectation.section:
        case "scores":
            return score_value(value)
        case "visible":
            return shown_words(value is True)
    names = [str(one["check"]) if "check" in one else f"{one.get('rule')} {one.get('item')}" for one in nodes(value)]
    return "; ".join(problem_title(name, questionnaire, programme) for name in names) or _("none")
